"""Japanese words made of syllables whose romanisations differ, written in every way."""

from dataclasses import dataclass

from hypothesis import strategies as st

# kana, Hepburn, Kunrei, as typed for kana
_FIRST = (
    ("か", "ka", "ka", "ka"),
    ("し", "shi", "si", "si"),
    ("ち", "chi", "ti", "chi"),
    ("つ", "tsu", "tu", "tsu"),
    ("ふ", "fu", "hu", "fu"),
    ("じ", "ji", "zi", "zi"),
    ("じょ", "jo", "zyo", "jyo"),
    ("しゃ", "sha", "sya", "sya"),
    ("ちゅう", "chū", "tyû", "chuu"),
    ("きょう", "kyō", "kyô", "kyou"),
    ("らー", "rā", "râ", "raa"),
    ("もお", "mō", "mô", "moo"),
    ("の", "no", "no", "no"),
)
_LATER = (
    *_FIRST,
    ("あ", "a", "a", "a"),
    ("え", "e", "e", "e"),
    ("ん", "n", "n", "n"),
    ("っと", "tto", "tto", "tto"),
    ("っち", "tchi", "tti", "cchi"),
    ("っしょ", "ssho", "ssyo", "ssyo"),
    ("っじ", "jji", "zzi", "jji"),
    ("んや", "n'ya", "n'ya", "nnya"),
    ("んぱ", "mpa", "npa", "npa"),
)
_PARTICLES = (("は", "wa", "wa", "ha"), ("を", "o", "o", "wo"), ("へ", "e", "e", "he"))
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}

_Syllable = tuple[str, str, str, str]


@dataclass(frozen=True)
class Title:
    """A title as the syllables of its words."""

    words: tuple[tuple[_Syllable, ...], ...]

    def latin(self, system: int) -> str:
        """In Latin letters: 1 is Hepburn, 2 Kunrei, 3 as typed."""
        return " ".join("".join(syllable[system] for syllable in word) for word in self.words)

    @property
    def kana(self) -> str:
        """In hiragana, without spaces."""
        return "".join(syllable[0] for word in self.words for syllable in word)

    @property
    def writings(self) -> tuple[str, ...]:
        """In all ways."""
        latin = [self.latin(system) for system in (1, 2, 3)]
        return *latin, self.kana, self.kana.translate(_KATAKANA)


def words() -> st.SearchStrategy[tuple[_Syllable, ...]]:
    """A word of two to five syllables, that begins with a consonant."""
    first, later = (
        st.sampled_from(_FIRST),
        st.lists(st.sampled_from(_LATER), min_size=1, max_size=4),
    )
    return st.builds(lambda one, others: (one, *others), first, later)


@st.composite
def titles(draw: st.DrawFn) -> Title:
    """One to three words, particles between some of them."""
    written = [draw(words())]
    for _ in range(draw(st.integers(0, 2))):
        if draw(st.booleans()):
            written.append((draw(st.sampled_from(_PARTICLES)),))
        written.append(draw(words()))
    return Title(tuple(written))
