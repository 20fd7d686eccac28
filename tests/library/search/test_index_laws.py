import string
import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from renshu.library.folding import folded
from renshu.library.search import FIELDS, Document, SearchIndex
from renshu.library.search.tokens import tokens
from support.anime_library import DOCUMENTS
from support.romanisations import Title, titles

INDEX = SearchIndex(DOCUMENTS)
WORDS = sorted(
    {
        (token.text, document.key)
        for document in DOCUMENTS
        for _, text in document.texts()
        for token in tokens(text)
        if not token.is_japanese
    }
)
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in string.ascii_letters + string.digits}
_QUERY_WORDS = st.sampled_from(
    [word for word, _ in WORDS]
    + ["takaramno", "宝物", "たから", "ab", "kind:op", "year:2010", "year:", "difficulty:<5"]
    + ["composer:maeda", "g", "夏", "ハルヒ", "suzumya", "zzz", "!", "no:such"]
)


def keys(text: str, index: SearchIndex = INDEX) -> set[int]:
    return {hit.key for hit in index.find(text)}


@given(titles(), st.integers(0, 4), st.integers(0, 4))
def test_a_title_is_found_by_itself_in_any_writing(title: Title, filed: int, asked: int) -> None:
    index = SearchIndex([*DOCUMENTS, Document(100, (title.writings[filed],))])
    hits = [hit for hit in index.find(title.writings[asked]) if hit.key == 100]
    assert hits
    assert not hits[0].is_guess


@given(st.sampled_from(DOCUMENTS))
def test_every_title_of_the_library_finds_it_first(document: Document) -> None:
    for title in document.titles:
        assert INDEX.find(title)[0].key == document.key


@given(titles(), st.integers(1, 3), st.integers(1, 3), st.data())
def test_a_beginning_of_a_word_finds_it(
    title: Title, filed: int, asked: int, data: st.DataObject
) -> None:
    index = SearchIndex([Document(100, (title.latin(filed),))])
    word = data.draw(st.sampled_from(title.latin(asked).split()))
    assume(len(word) >= 2)
    beginning = word[: data.draw(st.integers(2, len(word)))]
    assert keys(beginning, index) == {100}


@given(st.sampled_from([known for known in WORDS if len(known[0]) >= 2]), st.data())
def test_a_beginning_of_a_word_of_the_library_finds_it(
    known: tuple[str, int], data: st.DataObject
) -> None:
    word, key = known
    assert key in keys(word[: data.draw(st.integers(2, len(word)))])


@given(
    st.sampled_from([known for known in WORDS if len(known[0]) >= 5 and known[0].isalpha()]),
    st.sampled_from(["change", "add", "drop", "exchange"]),
    st.sampled_from(string.ascii_lowercase),
    st.data(),
)
def test_one_slip_in_a_long_word_is_forgiven(
    known: tuple[str, int], slip: str, letter: str, data: st.DataObject
) -> None:
    word, key = known
    place = data.draw(st.integers(0, len(word) - 1))
    before, here, after = word[:place], word[place], word[place + 1 :]
    slipped = {
        "change": before + letter + after,
        "add": before + letter + here + after,
        "drop": before + after,
        "exchange": before + after[:1] + here + after[1:],
    }[slip]
    assert key in keys(slipped)


@given(st.lists(_QUERY_WORDS, min_size=1, max_size=4), _QUERY_WORDS)
def test_one_more_word_finds_nothing_new(words: list[str], more: str) -> None:
    assert keys(" ".join([*words, more])) <= keys(" ".join(words))


@given(st.lists(_QUERY_WORDS, min_size=1, max_size=4), st.data())
def test_the_order_of_words_does_not_matter(words: list[str], data: st.DataObject) -> None:
    reordered = data.draw(st.permutations(words))
    assert keys(" ".join(words)) == keys(" ".join(reordered))


@given(st.lists(_QUERY_WORDS, min_size=1, max_size=4))
def test_case_and_width_do_not_matter(words: list[str]) -> None:
    text = " ".join(words)
    assert INDEX.find(text) == INDEX.find(text.upper())
    assert INDEX.find(text) == INDEX.find(text.translate(_FULL_WIDTH))


@given(st.lists(_QUERY_WORDS, min_size=1, max_size=4), st.integers(0, 9))
def test_a_limit_takes_the_first(words: list[str], limit: int) -> None:
    text = " ".join(words)
    assert INDEX.find(text, limit) == INDEX.find(text)[:limit]


_FIELD_STARTS = st.sampled_from([f"{field.name}:" for field in FIELDS])


@given(st.lists(st.one_of(st.text(max_size=8), _FIELD_STARTS, _QUERY_WORDS), max_size=6))
@example(["year:９９", "difficulty:>", "year:2010-", 'kind:"', "number:-", "²", "ﷺ", "が\u3099"])
def test_no_text_is_too_much(parts: list[str]) -> None:
    for text in ("".join(parts), " ".join(parts)):
        for hit in INDEX.find(text)[:3]:
            assert hit.is_guess or hit.score >= 0
            for highlight in INDEX.highlights(hit.key, text):
                assert all(
                    0 <= start < end <= len(highlight.text) for start, end in highlight.spans
                )


@given(st.lists(st.text(max_size=12).filter(lambda text: ":" not in text), max_size=4))
def test_no_title_is_too_much(texts: list[str]) -> None:
    index = SearchIndex([Document(1, tuple(texts))])
    for text in texts:
        found = index.find(text)
        assert [hit.key for hit in found] == [1]


@given(st.text(max_size=20))
def test_tokens_stand_where_they_say(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == folded(text[token.start : token.end]).translate(
            dict.fromkeys(map(ord, "'’ʼ`"))
        )
        end = token.end
