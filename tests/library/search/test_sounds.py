import pytest

from renshu.library.search.kana import romanised
from renshu.library.search.sounds import beginnings, sound, spelt


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("いちばんのたからもの", "itibannotakaramono"),
        ("きょうじゅ", "kyouzyu"),
        ("ゆううつ", "yuuutu"),
        ("まっちゃ", "mattya"),
        ("てーぜ", "teeze"),
        ("ふぁいなる", "fainaru"),
        ("ゔぁいおれっと", "vaioretto"),
        ("うぃーあー", "wiiaa"),
        ("しぇりー", "syerii"),
        ("てぃーだ", "tiida"),
        ("つぁら", "tsara"),
        ("こんや", "konya"),
        ("を", "o"),
        ("づ", "zu"),
        ("っ", ""),
        ("ー", ""),
        ("いすゞ", "isusu"),
        ("ゃ", "ya"),
    ],
)
def test_kana(kana: str, letters: str) -> None:
    assert romanised(kana) == letters


@pytest.mark.parametrize(
    "alike",
    [
        "shi si",
        "tsuki tuki",
        "chizu tizu",
        "fuyu huyu",
        "jishin zisin",
        "joou zyoou jyoou",
        "shoujo syouzyo",
        "kampai kanpai",
        "matcha maccha mattya",
        "zasshi zassi",
        "ittsu ittu",
        "hajji hazzi",
    ],
)
def test_romanisations_are_spelt_alike(alike: str) -> None:
    assert len({spelt(word) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "alike", ["oo ou o ouo", "yuuutsu yuutsu yutsu", "kitto kito", "sensei sennsei"]
)
def test_length_is_not_heard(alike: str) -> None:
    assert len({sound(spelt(word)) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("mic", "michi"),
        ("mich", "michi"),
        ("kas", "kashi"),
        ("kaj", "kajo"),
        ("kajj", "kajji"),
        ("mat", "matcha"),
        ("matc", "matcha"),
        ("match", "matcha"),
        ("kam", "kampai"),
    ],
)
def test_what_is_typed_may_become_the_word(typed: str, word: str) -> None:
    assert any(spelt(word).startswith(form) for form in beginnings(typed))
