from dataclasses import replace
from itertools import combinations

import pytest

from renshu.library.difficulty import difficulty
from renshu.library.difficulty.efforts import Kind
from renshu.library.difficulty.reasons import NOTABLE
from support.notation import score

CALM = "C5 E5 D5 C5"


def reasons(line: str, qpm: float = 120) -> tuple[str, ...]:
    return difficulty(score(line, qpm=qpm)).reasons


def bars(*special: str, before: int = 5, after: int = 5) -> str:
    return " | ".join([CALM] * before + list(special) + [CALM] * after)


RUN = "C5=1/8 D5=1/8 E5=1/8 F5=1/8 G5=1/8 F5=1/8 E5=1/8 D5=1/8"

REASONS = {
    "speed": (bars(RUN, RUN), "fast notes in the right hand, bars 6–7"),
    "leaps": (bars("C2 C4< C2 C4<", before=2), "wide leaps in the left hand, bar 3"),
    "chords": (
        bars("[C5 E5 G5 A5]=1/2 [D5 F5 G5 A5]=1/2 [C5 E5 G5 A5]=1/2 [D5 F5 G5 A5]=1/2"),
        "full chords in the right hand, bar 6",
    ),
    "stretches": (
        bars("[C5 D6]=1/2 [D5 E6]=1/2 [C5 D6]=1/2 [D5 E6]=1/2"),
        "wide stretches in the right hand, bar 6",
    ),
    "voices": (bars("[C5=4 E5] F5=1/2 G5=1/2 F5=1/2 E5=1/2"), "more than one voice"),
    "accidentals": (
        bars("[F#5 C#6]=1/2 [G#5 D#6]=1/2 [F#5 C#6]=1/2 [G#5 D#6]=1/2"),
        "many accidentals in the right hand, bar 6",
    ),
    "3 against 2": (bars("[C3 C5]=1/3 D5=1/6 D3=1/6 E5=1/3"), "3 against 2, bar 6"),
    "crossed": (bars("[C4> E4<]=2 [D4> F4<]=2"), "crossed hands, bar 6"),
    "throughout": (" | ".join([RUN] * 8), "fast notes in the right hand"),
    "both hands": (
        " | ".join(["[C3 C5]=1/8 [D3 D5]=1/8 [E3 E5]=1/8 [D3 D5]=1/8"] * 4),
        "fast notes in both hands",
    ),
    "trills": (bars("C5=4!trill"), "ornaments in the right hand, bar 6"),
    "repetitions": (bars("C5=1/8 " * 8), "quick repetitions in the right hand, bar 6"),
}


@pytest.mark.parametrize(("line", "expected"), REASONS.values(), ids=REASONS)
def test_a_reason(line: str, expected: str) -> None:
    assert any(reason.startswith(expected) for reason in reasons(line)), reasons(line)


def test_an_easy_piece_is_calm() -> None:
    assert reasons(bars(), 90) == ("calm, and close under the hands",)


def test_the_weightiest_is_said_first() -> None:
    line = bars(*[RUN] * 6, "C5=4!trill")
    assert [one.split(" in ")[0] for one in reasons(line)][:2] == ["fast notes", "ornaments"]


def test_there_are_not_too_many() -> None:
    wild = "[C#3 C5 D6]=1/8 [C2 E5 G5 C6]=1/8 [F#3 C#5 G#5 D#6]=1/8 ~C7 [C4> G4< C5]=1/8!trill"
    assert len(reasons(" | ".join([wild] * 9))) == 4


def test_a_rich_vocabulary_is_named() -> None:
    keys = [f"{step}{octave}>" for octave in "345" for step in "CDEFGAB"]
    many = " | ".join(f"[{low} {high}]=4" for low, high in combinations(keys, 2))
    assert reasons(many)[-1] == "much to learn: 210 different grips"


def test_bars_are_called_as_they_are_printed() -> None:
    made = score(bars(RUN))
    named = tuple(replace(one, number=f"X{one.index}") for one in made.measures)
    unnamed = tuple(replace(one, number="") for one in made.measures)
    assert difficulty(replace(made, measures=named)).reasons[0].endswith(", bar X5")
    assert difficulty(replace(made, measures=unnamed)).reasons[0].endswith(", bar 6")


def test_every_kind_has_its_measure() -> None:
    assert set(NOTABLE) == set(Kind)
