from collections import defaultdict
from fractions import Fraction

import pytest
from lxml import etree

from renshu.library.difficulty import difficulty
from renshu.score.notation import Hand, OrnamentKind, ScoreNote
from support.starter_scores import NAMES, SCORES, starter

TENTH = 16
LOWEST_KEY, HIGHEST_KEY = 21, 108

BARS = {
    # written, played
    "bach-air": (19, 36),
    "bach-cello-prelude": (42, 42),
    "bach-goldberg-aria": (32, 64),
    "bach-invention-1": (22, 22),
    "bach-jesu-joy": (27, 27),
    "beethoven-fur-elise": (106, 127),
    "beethoven-moonlight-1": (69, 69),
    "beethoven-ode-to-joy": (44, 44),
    "beethoven-ode-to-joy-easy": (16, 24),
    "beethoven-pathetique-2-theme": (20, 20),
    "chopin-etude-op10-3-theme": (22, 22),
    "chopin-minute-waltz": (125, 140),
    "debussy-reverie-opening": (20, 20),
    "dvorak-new-world-largo": (33, 33),
    "faure-sicilienne": (34, 34),
    "gounod-ave-maria": (40, 40),
    "mozart-ah-vous-dirai-je": (48, 96),
    "mozart-sonata-k331-theme": (18, 36),
    "pachelbel-canon-easy": (25, 25),
    "pachelbel-canon-in-d": (53, 53),
    "renshu-ashita-okujou-de": (45, 65),
    "renshu-garasu-no-kanransha": (54, 84),
    "renshu-wataridori-no-shiori": (51, 71),
    "satie-gnossienne-1": (81, 81),
    "satie-gymnopedie-1": (78, 78),
    "satie-gymnopedie-3": (60, 60),
    "schumann-arabeske-theme": (41, 41),
    "tchaikovsky-sugar-plum-fairy": (28, 28),
    "tchaikovsky-swan-lake-scene": (22, 22),
    "tchaikovsky-swan-lake-scene-easy": (16, 16),
}

TWO_VERSIONS = {
    "beethoven-ode-to-joy-easy": "beethoven-ode-to-joy",
    "pachelbel-canon-easy": "pachelbel-canon-in-d",
    "tchaikovsky-swan-lake-scene-easy": "tchaikovsky-swan-lake-scene",
}
FROM_EASY_TO_HARD = (
    "beethoven-ode-to-joy-easy",
    "satie-gymnopedie-1",
    "bach-invention-1",
    "beethoven-fur-elise",
    "chopin-minute-waltz",
)

every_score = pytest.mark.parametrize("name", NAMES)


def test_the_table_of_bars_names_every_score() -> None:
    assert set(BARS) == set(NAMES)


@every_score
def test_loads_without_a_notice(name: str) -> None:
    assert starter(name).notices == ()


@every_score
def test_says_what_it_is(name: str) -> None:
    score = starter(name)
    assert score.title
    assert score.composer
    assert score.credits.source
    assert score.credits.rights == "CC0"
    assert score.extra["kind"] in {"classical", "ballad"}
    assert int(score.extra["year"])


@every_score
def test_a_japanese_title_has_its_reading(name: str) -> None:
    score = starter(name)
    is_japanese = any(letter >= "\u3040" for letter in score.title)
    assert bool(score.credits.reading) is is_japanese


@every_score
def test_has_a_tempo_from_the_first_beat(name: str) -> None:
    tempo = starter(name).tempo
    assert tempo.is_written
    assert tempo.marks[0].onset == 0
    assert all(20 <= mark.qpm <= 260 for mark in tempo.marks)


@every_score
def test_begins_with_a_dynamic(name: str) -> None:
    dynamics = [mark for mark in starter(name).marks if mark.kind == "dynamic"]
    assert dynamics
    assert dynamics[0].onset < 24


@every_score
def test_asks_both_hands(name: str) -> None:
    notes = starter(name).notes
    for hand in (Hand.LEFT, Hand.RIGHT):
        assert sum(note.hand is hand for note in notes) > len(notes) / 12


@every_score
def test_lies_on_the_piano_and_under_two_hands(name: str) -> None:
    together: dict[tuple[Hand, Fraction], list[ScoreNote]] = defaultdict(list)
    for note in starter(name).notes:
        assert LOWEST_KEY <= note.pitch <= HIGHEST_KEY
        if not note.is_grace:
            together[note.hand, note.onset].append(note)
    for (hand, onset), notes in together.items():
        pitches = [note.pitch for note in notes]
        is_rolled = any(n.ornament and n.ornament.kind is OrnamentKind.ARPEGGIO for n in notes)
        assert max(pitches) - min(pitches) <= TENTH or is_rolled, (hand, onset)
        assert len(set(pitches)) <= 5, (hand, onset)


@every_score
def test_repeats_unfold(name: str) -> None:
    score = starter(name)
    assert (len(score.measures), len(score.roadmap.order)) == BARS[name]


@every_score
def test_every_voice_fills_its_bars(name: str) -> None:
    root = etree.parse(SCORES / f"{name}.musicxml").getroot()
    for bar, expected in zip(root.iter("measure"), starter(name).measures, strict=True):
        for voice, filled in _filled(bar, root).items():
            assert filled == expected.duration, (bar.get("number"), voice)


@pytest.mark.parametrize(("easy", "full"), TWO_VERSIONS.items())
def test_the_easy_version_is_easier(easy: str, full: str) -> None:
    assert (starter(easy).extra["level"], starter(full).extra["level"]) == ("easy", "full")
    assert difficulty(starter(easy)).grade < difficulty(starter(full)).grade - 0.5


def test_grades_follow_what_teachers_say() -> None:
    grades = [difficulty(starter(name)).grade for name in FROM_EASY_TO_HARD]
    assert grades == sorted(grades)


@every_score
def test_is_ours(name: str) -> None:
    text = (SCORES / f"{name}.musicxml").read_text()
    assert "<rights>CC0</rights>" in text
    assert "<software>renshu</software>" in text
    assert "<encoding-date>" not in text


@every_score
def test_the_table_beside_the_scores_names_it(name: str) -> None:
    assert f"`{name}.musicxml`" in (SCORES / "README.md").read_text()


def _filled(bar: etree._Element, root: etree._Element) -> dict[str, Fraction]:
    """Quarters that each voice fills with notes, rests and gaps."""
    divisions = int(root.findtext(".//divisions") or 1)
    filled: dict[str, Fraction] = defaultdict(Fraction)
    for element in bar.iter("note", "forward"):
        if element.find("chord") is None:
            duration = int(element.findtext("duration") or 0)
            filled[element.findtext("voice") or ""] += Fraction(duration, divisions)
    return filled
