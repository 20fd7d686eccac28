"""Loudness is measured by the player's own playing, and only where the evidence is strong."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Aspect, Verdict
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import Chord, whole
from support.notation import score
from support.pianist import play
from support.signs import signed

BAR = "[C3=2 E4] G4 [G3=2 C5] E5"
LINE = score(" | ".join([BAR] * 12), qpm=100)
WRITTEN = {0: "p", 16: "f", 32: "p"}
SONG = signed(LINE, WRITTEN)

Loudness = Callable[[int], float]
"""Of a bar, by its number from 0."""
Velocity = Callable[[ScoreNote, Chord], int]


def heard(music: Score, loudness: Loudness, scale: float = 1.0, add: float = 0.0) -> list[str]:
    """The verdicts, as `louder 3`: with the number of the bar from 0."""

    told = judged(music, velocity_of(loudness, scale, add))
    return [f"{v.kind.value} {v.position.measure}" for v in told if v.position]


def velocity_of(loudness: Loudness, scale: float = 1.0, add: float = 0.0) -> Velocity:
    """Of every note: each hand and each key has a touch of its own."""

    def velocity(note: ScoreNote, chord: Chord) -> int:
        own = 5 * (note.pitch % 3) + (10 if note.hand.value == "right" else 0)
        return round(scale * (loudness(chord.position.measure) + own) + add)

    return velocity


def judged(music: Score, velocity: Velocity, spread: float = 0.0) -> tuple[Verdict, ...]:
    events = play(music, velocity=velocity, spread=spread, seed=3).events
    labels = review(music, whole(music), Mode.FREE, events)
    return tuple(judge(music, labels, events, Mode.FREE, aspects=[Aspect.LOUDNESS]))


def as_written(bar: int) -> float:
    return 90 if 4 <= bar < 8 else 50


def with_one(odd: int, loudness: float) -> Loudness:
    return lambda bar: loudness if bar == odd else as_written(bar)


def test_what_is_played_as_written_is_not_mentioned() -> None:
    assert heard(SONG, as_written) == []


@pytest.mark.parametrize(
    ("loudness", "faults"),
    [
        (with_one(2, 115), ["louder 2"]),
        (with_one(9, 110), ["louder 9"]),
        (with_one(6, 30), ["softer 6"]),
        (with_one(2, 80), []),
        (with_one(2, 93), []),
        (with_one(6, 60), []),
        (lambda _: 60, []),
    ],
)
def test_a_bar_beyond_the_other_dynamic_is_named(loudness: Loudness, faults: list[str]) -> None:
    assert heard(SONG, loudness) == faults


@pytest.mark.parametrize(("odd", "loudness"), [(2, 115), (6, 30)])
def test_a_verdict_on_a_bar_is_that_of_its_first_note(odd: int, loudness: float) -> None:
    (verdict,) = judged(SONG, velocity_of(with_one(odd, loudness)), spread=0.04)
    first = SONG.measures[odd].onset
    times = [
        one.key.time
        for one in play(SONG, spread=0.04, seed=3).labels
        if isinstance(one, Match) and one.position.onset == first
    ]
    assert len(set(times)) == len(times) > 1
    assert verdict.position is not None
    assert (verdict.position.onset, verdict.time) == (first, min(times))
    assert verdict.note_id is None
    assert verdict.amount is not None
    assert verdict.amount > 1.5


def test_a_bar_is_compared_with_the_nearest_other_dynamic() -> None:
    """A loud bar as soft as the middle ones is not louder than these, and not softer than all."""
    three = signed(LINE, {0: "p", 16: "mf", 32: "f"})

    def in_three_steps(odd: int, loudness: float) -> Loudness:
        return lambda bar: loudness if bar == odd else (50, 75, 100)[bar // 4]

    assert heard(three, in_three_steps(9, 60)) == ["softer 9"]
    assert heard(three, in_three_steps(2, 90)) == ["louder 2"]
    assert heard(three, in_three_steps(9, 100)) == []


@pytest.mark.parametrize(
    ("kind", "rise", "faults"),
    [
        ("crescendo", 10, []),
        ("crescendo", 0, []),
        ("crescendo", -10, ["softer 5"]),
        ("diminuendo", -10, []),
        ("diminuendo", 10, ["louder 5"]),
        ("diminuendo", 2, []),
    ],
)
def test_a_hairpin_the_other_way_round(kind: str, rise: int, faults: list[str]) -> None:
    music = signed(LINE, spans=[(kind, 16, 24)])
    assert heard(music, lambda bar: 70 + rise * (bar - 4) if 3 < bar < 6 else 70) == faults
    assert heard(signed(LINE, spans=[(kind, 19, 21)]), lambda bar: 70 + rise * bar) == []


STEPS = score("C4 D4 E4 F4 | G4 A4 G4 F4 | E4 D4 E4 F4 | G4 F4 E4 D4 | C4 D4 E4 F4", qpm=100)
"""A line, of which all lies in one octave of one hand."""


def fading(_: ScoreNote, chord: Chord) -> int:
    """From the second bar on it fades; before it goes up and down a little."""
    onset = int(chord.onset)
    return 100 - 7 * (onset - 4) if 4 <= onset < 12 else 96 + 2 * (onset % 5)


def test_a_verdict_on_a_hairpin_is_that_of_the_note_in_its_middle() -> None:
    (verdict,) = judged(signed(STEPS, spans=[("crescendo", 4, 12)]), fading)
    middle = next(
        one.key for one in play(STEPS).labels if isinstance(one, Match) and one.note_id == "n9"
    )
    assert verdict.position is not None
    assert (verdict.position.onset, verdict.time) == (Fraction(8), middle.time)
    assert verdict.note_id is None
    assert verdict.amount is not None
    assert verdict.amount > 1.5


@pytest.mark.parametrize(("begin", "end", "faults"), [(4, 12, 1), (4, 11, 0), (5, 12, 0)])
def test_a_hairpin_of_fewer_than_eight_notes_says_nothing(
    begin: int, end: int, faults: int
) -> None:
    assert len(judged(signed(STEPS, spans=[("crescendo", begin, end)]), fading)) == faults


@pytest.mark.parametrize("sign", ["accent", "tenuto"])
def test_a_note_with_a_loudness_of_its_own_is_no_part_of_a_hairpin(sign: str) -> None:
    hairpin = [("crescendo", 4, 12)]
    own = {"n9": sign}
    assert judged(signed(STEPS, spans=hairpin, articulations=own), fading) == ()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 11), st.sampled_from([25, 40, 60, 85, 100]))
def test_scaling_and_moving_velocities_changes_nothing(odd: int, loudness: int) -> None:
    as_played = heard(SONG, with_one(odd, loudness))
    assert heard(SONG, with_one(odd, loudness), 0.6, 20) == as_played


@pytest.mark.parametrize(
    "music",
    [
        LINE,  # nothing is written
        signed(LINE, {0: "p"}),  # nothing to compare with
        signed(LINE, {**WRITTEN, 8: "cresc."}),
        signed(LINE, {**WRITTEN, 8: "sfz", 9: "sfz", 10: "sfz", 11: "sfz"}),
        signed(LINE, WRITTEN, [("crescendo", 8, 12)]),
        signed(LINE, {0: "p", 16: "f", 20: "p"}),  # one bar of f is no measure
    ],
)
def test_without_evidence_nothing_is_said(music: Score) -> None:
    assert heard(music, with_one(2, 115)) == []


def test_an_accent_is_no_level() -> None:
    accents = {note.id: "accent" for note in LINE.notes if note.measure == 2}
    assert heard(signed(SONG, articulations=accents), with_one(2, 115)) == []


def test_the_dynamic_after_an_accent_holds() -> None:
    music = signed(LINE, {0: "f", 16: "fp", 32: "f"})
    assert heard(music, lambda bar: 115 if bar == 6 else 50 if 4 <= bar < 8 else 90) == ["louder 6"]


def test_a_keyboard_with_few_steps_tells_no_loudness() -> None:
    steps = (40, 60, 120)

    def coarse(note: ScoreNote, chord: Chord) -> int:  # noqa: ARG001
        bar = chord.position.measure
        return steps[2] if bar == 2 else steps[4 <= bar < 8]

    events = play(SONG, velocity=coarse).events
    labels = review(SONG, whole(SONG), Mode.FREE, events)
    assert judge(SONG, labels, events, Mode.FREE) == ()


def test_one_bar_elsewhere_may_itself_be_the_one_that_is_off() -> None:
    dense = score(" | ".join([" ".join(["[C4=1/4 E4]=1/4 [D4=1/4 F4]=1/4"] * 4)] * 6))
    music = signed(dense, {0: "p", 6: "f", 8: "p"})
    assert heard(music, lambda bar: 50 if bar == 3 else 90) == ["softer 3"]


def test_the_treble_may_sing() -> None:
    """A higher register that is always louder is the player's voicing, not their dynamics."""
    half = [BAR] * 3 + ["[C3>=2 E5] G5 [G3>=2 C6] E6"]
    music = signed(score(" | ".join(half * 2), qpm=100), {0: "f", 16: "p"})
    dynamics = (70, 70, 70, 110, 40, 40, 40, 90)
    assert heard(music, lambda bar: dynamics[bar]) == []


def test_two_bars_of_another_dynamic_are_a_measure() -> None:
    music = signed(LINE, {0: "p", 16: "f", 24: "p"})
    assert heard(music, lambda bar: 115 if bar == 2 else 90 if bar in {4, 5} else 50) == [
        "louder 2"
    ]


def test_how_many_notes_are_a_measure() -> None:
    """Four notes in the bar itself, twelve of another dynamic."""
    music = score(" | ".join(["C4 D4 E4 F4"] * 9), qpm=100)

    def with_signs(begin: int) -> Score:
        return signed(music, {0: "p", begin: "f", 24: "p"})

    def loud(note: ScoreNote, chord: Chord) -> int:
        bar = chord.position.measure
        return 3 * (note.pitch % 3) + (115 if bar == 1 else 90 if 3 <= bar < 6 else 50)

    assert [one.kind.value for one in judged(with_signs(12), loud)] == ["louder"]
    assert judged(with_signs(13), loud) == ()
