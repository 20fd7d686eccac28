import subprocess
import sys

import pytest

from renshu.library.search import FIELDS, Document, Highlight, SearchIndex, read_query
from support.anime_library import DOCUMENTS

INDEX = SearchIndex(DOCUMENTS)


def keys(text: str, index: SearchIndex = INDEX) -> list[int]:
    return [hit.key for hit in index.find(text)]


@pytest.mark.parametrize("query", ["takara", "宝物", "たからもの", "ichiban AB"])
@pytest.mark.parametrize(
    ("titles", "reading"),
    [
        (("Ichiban no Takaramono",), ("いちばんのたからもの",)),
        (("一番の宝物",), ("いちばんのたからもの",)),
        (("一番の宝物",), ()),
        (("Ichiban no Takaramono",), ()),
        (("いちばんのたからもの",), ()),
    ],
)
def test_one_title_is_enough(query: str, titles: tuple[str, ...], reading: tuple[str, ...]) -> None:
    index = SearchIndex([Document(1, titles, ("Angel Beats!",), reading), Document(2, ("渚",))])
    assert keys(query, index) == [1]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ab insert", 1),
        ("ichiban", 1),
        ("いちばん", 1),
        ("ICHIBAN NO TAKARAMONO", 1),
        ("takaramono yui", 1),
        ("my soul", 2),
        ("soul beats", 2),
        ("angel beats op", 2),
        ("ab op1", 2),
        ("brave song", 3),
        ("多田葵", 3),
        ("nagisa", 4),
        ("なぎさ", 4),
        ("nagisa orito", 4),
        ("dango daikazoku", 5),
        ("だんごだいかぞく", 5),
        ("団子大家族", 5),
        ("clannad ed", 5),
        ("kuranado ed", 5),
        ("めぐめる", 6),
        ("megumeru", 6),
        ("chiisana tenohira", 7),
        ("chisana tenohira", 7),
        ("tiisana tenohira", 7),
        ("toki wo kizamu uta", 8),
        ("toki o kizamu uta", 8),
        ("時を刻む唄", 8),
        ("ときをきざむうた", 8),
        ("clannad after op", 8),
        ("kaze no tadoritsuku basho", 9),
        ("kaze no tadorituku", 9),
        ("canon", 10),
        ("pachelbel kanon", 10),
        ("sincerely", 11),
        ("ヴァイオレット op", 11),
        ("vaioretto", 11),
        ("みちしるべ", 12),
        ("michishirube", 12),
        ("mitisirube", 12),
        ("violet evergarden ed", 12),
        ("harehare", 13),
        ("hare hare yukai", 13),
        ("haruhi ed", 13),
        ("god knows", 14),
        ("godknows", 14),
        ("suzumiya haruhi no yuutsu", 14),
        ("suzumiya haruhi no yūutsu god", 14),
        ("haruhi satie", 15),
        ("gymnopedie", 15),
        ("gymnopédie no. 1", 15),
        ("涼宮ハルヒの消失", 15),
        ("we are", 16),
        ("うぃーあー", 16),
        ("one piece", 16),
        ("kimi no shiranai monogatari", 17),
        ("知らない物語", 17),
        ("bakemonogatari ed", 17),
        ("化物語 op", 18),
        ("renai circulation", 18),
        ("ren'ai", 18),
        ("danganronpa", 19),
        ("ダンガンロンパ", 19),
        ("takada", 19),
        ("snow fairy", 20),
        ("fairy tail", 20),
        ("haisukuru", 21),
        ("haisukūru", 21),
        ("fukumenkei noizu", 21),
        ("覆面系", 21),
        ("before my body", 22),
        ("kiru ra kiru", 22),
        ("sawano", 22),
        ("kiseijuu", 23),
        ("parasyte", 23),
        ("re:zero", 24),
        ("rezero styx", 24),
        ("ゼロから", 24),
        ("isekai seikatsu", 24),
        ("philosophyz", 25),
        ("rewrite op", 25),
        ("star driver", 26),
        ("kagayaki no takuto", 26),
        ("higurashi you", 27),
        ("ひぐらし", 27),
        ("coppelia", 28),
        ("noir", 28),
        ("hitsugi", 28),
        ("約束はいらない", 29),
        ("やくそくはいらない", 29),
        ("yakusoku ha iranai", 29),
        ("kanno", 29),
        ("esukafurōne", 29),
        ("hoshi to hana", 30),
        ("hosi to hana", 30),
        ("yuki yuna", 30),
        ("yuukiyuuna", 30),
        ("fuyubiyori", 31),
        ("huyubiyori", 31),
        ("yuru kyan", 31),
        ("laid back camp", 31),
        ("ｃｒｏｓｓｉｎｇ", 32),
        ("sao crossing", 32),
        ("sao lisa", 32),
        ("zanarukando", 33),
        ("ffx", 33),
        ("uematsu", 33),
        ("ff zanarukando", 33),
        ("鳥の詩", 34),
        ("とりのうた", 34),
        ("air uta", 34),
        ("夏影", 35),
        ("なつかげ", 35),
    ],
)
def test_what_comes_first(query: str, first: int) -> None:
    assert keys(query)[:1] == [first]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("takarmono", 1),
        ("ichban", 1),
        ("takarasono yui", 1),
        ("gymnopdie", 15),
        ("danganropna", 19),
        ("michishrube", 12),
        ("philosphyz", 25),
        ("suzumia god", 14),
        ("yakusoku iranei", 29),
        ("pachebel", 10),
    ],
)
def test_slips_are_guessed(query: str, first: int) -> None:
    hit, *_ = INDEX.find(query)
    assert (hit.key, hit.is_guess) == (first, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:insert year:2010", {1, 26}),
        ("kind:OP ab", {2}),
        ("kind:op1 year:2009", {20}),
        ("type:opening anime:airplane", set()),
        ("year:2005-2006", {9, 13, 14, 34}),
        ("year:-2001", {16, 28}),
        ("year:≥2018", {11, 12, 31}),
        ("year:1990s", {16}),
        ("composer:maeda", {1, 2}),
        ("composer:澤野", {22}),
        ("composer:takara", set()),
        ('version:"yui ver"', {1}),
        ("difficulty:<5", {1}),
        ("difficulty:6", {2}),
        ("difficulty:<6", {1}),
        ("difficulty:>=6", {2}),
        ("difficulty:>6", set()),
        ("difficulty:<=5.6", {1}),
        ("difficulty:4-6", {1, 2}),
        ("diff:9", set()),
        ("due:yes", {2}),
        ("due:y ab", {2}),
        ("due:no ab", {1, 3}),
        ("is:starter", {15}),
        ("is:due", {2}),
        ("has:arranger", {35}),
        ("has:difficulty", {1, 2}),
        ("has:score title:uta air", {34}),
        ("format:movie", {15}),
        ("season:春", {1}),
        ("Kind：ＥＤ clannad", {5}),
        ("series:beats soul", {2}),
        ("title:beats", {2}),
        ("takara composer:satie", set()),
    ],
)
def test_fields(query: str, found: set[int]) -> None:
    assert {hit.key for hit in INDEX.find(query) if not hit.is_guess} == found


@pytest.mark.parametrize(
    "text",
    ["kind:", "year:", "year:20", "difficulty:<", "due:", "is:", "has:", 'composer:"', "", " ! "],
)
def test_half_a_field_asks_for_nothing(text: str) -> None:
    assert keys(text) == [document.key for document in DOCUMENTS]
    assert set(keys(f"takara {text}")) == set(keys("takara"))


def test_what_cannot_be_read_is_told() -> None:
    assert read_query("difficulty:hard").remarks == (
        "“hard” is nothing that “difficulty:” can be.",
    )
    assert read_query("kind:OP year:2010 re:zero").remarks == ()


def test_every_field_of_the_help_is_understood() -> None:
    for field in FIELDS:
        query = read_query(field.example)
        asked = query.filters or [word for word in query.words if word.fields]
        assert asked, field.example
        assert not query.phrase
        assert not query.remarks


def test_ranking() -> None:
    titles = ["Tsuki Kage", "Kageru", "Natsukage", "Kage", "Kaze Ga", "Kase", "Kaga"]
    fields = [Document(place, (title,)) for place, title in enumerate(titles)]
    others = [Document(10, ("x",), ("Kage",)), Document(11, ("y",), composers=("Kage",))]
    index = SearchIndex([*reversed(fields), *others])
    assert keys("kage", index) == [3, 10, 11, 1, 0, 2, 6, 5, 4]
    assert [hit.is_guess for hit in index.find("kage", 7)] == [False] * 6 + [True]


def test_all_initials_go_before_the_first_of_more() -> None:
    index = SearchIndex([Document(1, ("Attack by Night",)), Document(2, ("Angel Beats",))])
    assert keys("ab", index) == [2, 1]
    assert keys("abn", index) == [1]


def test_a_literal_form_goes_before_one_that_only_sounds_like_it() -> None:
    index = SearchIndex([Document(1, ("Mon",)), Document(2, ("Moon",))])
    assert keys("moon", index) == [2, 1]
    assert keys("mon", index) == [1, 2]
    assert keys("kanno", SearchIndex([Document(1, ("Kanon",)), Document(2, ("by Kanno",))])) == [
        2,
        1,
    ]


def test_words_together_go_before_words_apart() -> None:
    index = SearchIndex([Document(1, ("Beats of an Angel",)), Document(2, ("Angel Beats",))])
    assert keys("angel beats", index) == [2, 1]


def test_kanji_have_several_readings() -> None:
    index = SearchIndex([Document(1, ("明日",)), Document(2, ("空",))])
    for reading in ("asu", "ashita", "あした"):
        assert keys(reading, index)[0] == 1
    assert keys("sora", index) == [2]


def test_a_japanese_word_in_another_order() -> None:
    index = SearchIndex([Document(1, ("Haruhi Suzumiya",)), Document(2, ("Haruhi",))])
    assert keys("涼宮ハルヒ", index) == [1]


@pytest.mark.parametrize(
    ("query", "key", "spans"),
    [
        ("takara", 1, {"title": "Takara", "reading": None}),
        ("宝物", 1, {"title": "Takaramono"}),
        ("beat", 2, {"title": "Beat", "series": "Beat"}),
        ("tenohira", 7, {"title": "てのひら"}),
        ("monogatari", 17, {"title": "物語", "series": "物語"}),
        ("godknows", 14, {"title": "God knows"}),
        ("gymnopedie", 15, {"title": "Gymnopédie"}),
        ("title:beats", 2, {"title": "Beats", "series": None}),
    ],
)
def test_highlights(query: str, key: int, spans: dict[str, str | None]) -> None:
    marked: dict[str, str] = {}
    for field, text, found in INDEX.highlights(key, query):
        marked.setdefault(field, "|".join(text[start:end] for start, end in found))
    assert {field: marked.get(field) for field in spans} == spans


def test_spans_are_in_order_and_apart() -> None:
    assert INDEX.highlights(2, "beats my soul b") == (
        Highlight("title", "My Soul, Your Beats!", ((0, 2), (3, 7), (14, 19))),
        Highlight("series", "Angel Beats!", ((6, 11),)),
    )
    assert INDEX.highlights(999, "beats") == ()


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    program = """
import sys
from renshu.library.search import Document, SearchIndex
index = SearchIndex([Document(1, ("Takara",))])
print([hit.key for hit in index.find("tak")])
print([name for name in ("rapidfuzz", "sudachipy", "numpy") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == ["[1]", "[]"]
