"""Where the measuring data holds the work, our edition and that one ask for the same keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from support.starter_scores import (
    Press,
    outer,
    reference_presses,
    shared_part,
    starter,
    starter_presses,
)


@dataclass(frozen=True)
class Work:
    """Bars of ours (from 1) that stand beside bars of a reference."""

    name: str
    reference: str
    ours: range
    theirs: range
    share: float


ARABESKE = "schumann-arabeske-theme"
PATHETIQUE = "beethoven-pathetique-2-theme"
SUGAR_PLUM = "tchaikovsky-sugar-plum-fairy"
WORKS = (
    Work("satie-gymnopedie-1", "Gymnopdie_No._1__Satie.mxl", range(1, 79), range(1, 79), 1.0),
    # the second phrase of the reference plays d for e in bar 105; bar 31 differs in the bass
    Work("beethoven-fur-elise", "Fur_Elise_fingered.mxl", range(1, 107), range(1, 107), 0.995),
    Work("beethoven-moonlight-1", "source__Moonlight_Sonata.mxl", range(1, 70), range(1, 70), 1.0),
    # two ties of ours are struck again in the reference
    Work("bach-invention-1", "foundsuite_Invention_1.xml", range(1, 23), range(1, 23), 0.99),
    Work(PATHETIQUE, "Pathetique_2nd_Movement.mxl", range(1, 17), range(1, 17), 0.99),
    Work(PATHETIQUE, "Pathetique_2nd_Movement.mxl", range(17, 21), range(70, 74), 1.0),
    # our chord before the close of bar 12 is the augmented sixth, a sharp where the reference has a
    Work(SUGAR_PLUM, "Dance_of_the_sugar_plum_fairy.mxl", range(1, 21), range(1, 21), 0.99),
    Work(SUGAR_PLUM, "Dance_of_the_sugar_plum_fairy.mxl", range(21, 29), range(46, 54), 0.99),
    Work(ARABESKE, "Schumann_Arabeske.musicxml", range(1, 17), range(1, 17), 1.0),
    # the reference splits bar 17 at the repeat
    Work(ARABESKE, "Schumann_Arabeske.musicxml", range(18, 42), range(19, 43), 1.0),
    Work("mozart-ah-vous-dirai-je", "mozart_k265_var1.musicxml", range(25, 49), range(1, 25), 1.0),
)  # fmt: skip

CANON_VARIATIONS = (
    # ours, theirs: the melody alone, each accompanies it in its own way
    (range(5, 13), range(5, 13)),
    (range(21, 25), range(13, 17)),
    (range(25, 29), range(17, 21)),
    (range(29, 33), range(29, 33)),
    (range(33, 37), range(33, 37)),
)
GROUND = (2, 9, 11, 6, 7, 2, 7, 9)
BAR_OF_GOUNODS = 26
WHOLE_NOTES_OF_GNOSSIENNE = (7, 7, 8, 7, 7, 8, 8, 8, 7, 7, 7)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: f"{work.name}-{work.ours.start}")
def test_keys_agree(work: Work) -> None:
    ours = _keys(starter_presses(work.name), work.ours)
    theirs = _keys(reference_presses(work.reference), work.theirs)
    common = len(ours & theirs)
    assert common / len(theirs) >= work.share
    assert common / len(ours) >= work.share


@pytest.mark.parametrize("work", WORKS, ids=lambda work: f"{work.name}-{work.ours.start}")
def test_melody_and_bass_agree(work: Work) -> None:
    ours = outer(_within(starter_presses(work.name), work.ours))
    theirs = outer(_within(reference_presses(work.reference), work.theirs))
    for mine, other in zip(ours, theirs, strict=True):
        assert shared_part(mine, other) >= work.share


def test_gnossienne_agrees_though_the_reference_has_no_bar_lines() -> None:
    starts = [Fraction(4 * sum(WHOLE_NOTES_OF_GNOSSIENNE[:i])) for i in range(11)]
    theirs = {
        (starts[p.measure] + p.onset, p.pitch) for p in reference_presses("Gnossienne_No._1.mxl")
    }
    ours = {(4 * p.measure + p.onset, p.pitch) for p in starter_presses("satie-gnossienne-1")}
    assert ours == theirs


def test_ave_maria_stands_on_the_prelude() -> None:
    prelude: dict[int, set[tuple[Fraction, int]]] = {}
    for press in reference_presses("PraeludiumInCDur_BWV846_1.xml"):
        prelude.setdefault(press.measure, set()).add((press.onset, press.pitch % 12))
    ours: dict[int, set[tuple[Fraction, int]]] = {}
    for press in starter_presses("gounod-ave-maria"):
        if press.staff == 2 or press.measure < 4:
            ours.setdefault(press.measure, set()).add((press.onset, press.pitch % 12))
    for bar in range(4):
        assert ours[bar] == prelude[bar]
    for bar in range(4, 35):
        if bar != BAR_OF_GOUNODS:
            assert ours[bar] == prelude[bar - 4 - (bar > BAR_OF_GOUNODS)]


def test_canon_stands_on_its_ground() -> None:
    bass = outer(starter_presses("pachelbel-canon-in-d"))[1]
    bars = len(starter("pachelbel-canon-in-d").measures) - 1
    heard = [bass[bar, Fraction(beat)] % 12 for bar in range(bars) for beat in (0, 2)]
    assert heard == list(GROUND) * (bars // 4)


@pytest.mark.parametrize(("ours", "theirs"), CANON_VARIATIONS)
def test_variations_of_the_canon_agree(ours: range, theirs: range) -> None:
    mine = [p for p in _within(starter_presses("pachelbel-canon-in-d"), ours) if p.staff == 1]
    other = [p for p in _within(reference_presses("Canon_in_D_3.mxl"), theirs) if p.staff == 1]
    assert shared_part(outer(mine)[0], outer(other)[0]) >= 0.8


def _within(presses: Iterable[Press], bars: range) -> list[Press]:
    """The presses of some bars (counted from 1), numbered from the first of them."""
    return [
        press._replace(measure=press.measure + 1 - bars.start)
        for press in presses
        if press.measure + 1 in bars
    ]


def _keys(presses: Iterable[Press], bars: range) -> set[tuple[int, Fraction, int]]:
    return {(p.measure, p.onset, p.pitch) for p in _within(presses, bars)}
