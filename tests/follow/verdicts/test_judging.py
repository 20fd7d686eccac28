"""Verdicts: planted faults are given back and only those; the laws that hold for all of them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import ALL_ASPECTS, Aspect, Verdict, VerdictKind
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import ScoreNote
from renshu.score.passage import Chord, whole
from support.notation import score, shifted
from support.pianist import Extra, Hold, Missed, Mistake, Pause, Played, Shift, Wrong, play
from support.signs import signed

BARS = "[C3=2 E4] G4 [G3=2 C5] E5 | [F3=2 A4] C5 [A3=2 F5] D5 |"
LINE = score((BARS * 8).rstrip("|"), qpm=80)
SONG = signed(
    LINE,
    {0: "p", 16: "f", 32: "p", 48: "f"},
    [("pedal", 8, 12), ("pedal", 24, 28), ("pedal", 40, 44)],
)
"""Sixteen bars: four soft, four loud, and again; pedal in bars 3, 7 and 11. Chords are quarters."""
PEDALS = ((8, 12), (24, 28), (40, 44))


def as_written(note: ScoreNote, chord: Chord) -> int:
    """Soft and loud where it is written, the right hand louder, nothing quite even."""
    loud = 95 if int(chord.onset) // 16 % 2 else 55
    return loud + (10 if note.hand.value == "right" else 0) + 5 * (note.pitch % 3)


def faultless(mistakes: Sequence[Mistake] = (), **how: float) -> Played:
    return play(
        SONG,
        mistakes=mistakes,
        velocity=as_written,
        pedals=PEDALS,
        tempo=how.get("tempo", 1.0),
        jitter=how.get("jitter", 0.0),
        spread=how.get("spread", 0.0),
        seed=int(how.get("seed", 0)),
    )


def judged(events: Sequence[PlayedEvent], mode: Mode = Mode.FREE) -> tuple[Verdict, ...]:
    return judge(SONG, review(SONG, whole(SONG), mode, events), events, mode)


def told(verdicts: Sequence[Verdict]) -> list[tuple[str, int]]:
    """Kind and written quarter of each verdict."""
    places = [(v.kind.value, v.position) for v in verdicts]
    return sorted((kind, int(place.onset) if place else -1) for kind, place in places)


@settings(deadline=None, max_examples=15)
@given(st.floats(0.4, 2.0), st.floats(0, 0.02), st.integers(0, 99))
def test_a_good_performance_has_no_verdict(tempo: float, unsteady: float, seed: int) -> None:
    played = faultless(tempo=tempo, jitter=unsteady, spread=unsteady, seed=seed)
    assert judged(played.events) == ()


@pytest.mark.parametrize(
    ("mistakes", "faults"),
    [
        ([Wrong(5, semitones=1)], [("wrong", 5)]),
        ([Missed(6, None)], [("missed", 6), ("missed", 6)]),
        ([Extra(20, 50)], [("extra", 20)]),
        ([Shift(13, 0.3)], [("late", 13)]),
        ([Shift(21, -0.3)], [("early", 21)]),
        ([Hold(14, 0.2, 0)], [("short", 14)]),
        ([Hold(21, 0.25)], [("short", 21)]),
        ([Hold(53, 3.0)], [("long", 53)]),
        ([Pause(30, 4.0)], []),
        (
            [Hold(13, 0.2), Wrong(23), Shift(37, 0.3), Missed(50), Extra(57, 49)],
            [("extra", 57), ("late", 37), ("missed", 50), ("short", 13), ("wrong", 23)],
        ),
    ],
)
def test_planted_faults_are_given_back_and_only_those(
    mistakes: list[Mistake], faults: list[tuple[str, int]]
) -> None:
    assert told(judged(faultless(mistakes).events)) == faults


def test_verdicts_say_how_much() -> None:
    mistakes: list[Mistake] = [Hold(13, 0.2), Wrong(23, semitones=-2), Shift(37, 0.3)]
    short, wrong, late = judged(faultless(mistakes).events)
    assert short.amount == pytest.approx(0.2, abs=0.02)
    assert (wrong.note_id, wrong.amount) == ("n36", -2)
    assert late.amount == pytest.approx(300, abs=5)


def test_rubato_and_a_ritardando_are_no_faults() -> None:
    played = faultless()
    swaying = tuple(replace(e, time=_swayed(e.time)) for e in played.events)
    assert judged(swaying) == ()


def _swayed(time: float) -> float:
    """A quarter faster and slower again every ten seconds or so, and twice as slow at the end."""
    phase = time % 12.0
    sway = 0.25 * (phase * phase / 12.0 if phase < 6 else phase - (12 - phase) ** 2 / 12.0 - 3)
    return time + sway + max(0.0, time - 40.0) ** 2 / 16


def test_the_click_is_obeyed_even_where_all_lag_behind() -> None:
    played = play(LINE, mistakes=[], velocity=as_written)
    lagging = shifted(played.events, 0.22)
    labels = review(LINE, whole(LINE), Mode.TEMPO, lagging, seconds_of=lambda q: float(q) * 0.75)
    verdicts = judge(LINE, labels, lagging, Mode.TEMPO)
    assert {v.kind for v in verdicts} == {VerdictKind.LATE}
    assert len(verdicts) == 64
    own = judge(LINE, review(LINE, whole(LINE), Mode.FREE, lagging), lagging, Mode.FREE)
    assert own == ()


def test_while_the_score_waits_time_is_no_matter() -> None:
    mistakes: list[Mistake] = [Shift(13, 0.3), Hold(21, 0.2), Wrong(30)]
    assert told(judged(faultless(mistakes).events, Mode.WAIT)) == [("wrong", 30)]


FAULTS: list[Mistake] = [
    Hold(13, 0.2),
    Wrong(23),
    Shift(37, 0.3),
    Missed(50),
    Extra(57, 49),
    Hold(53, 3.0),
]


def all_faults() -> tuple[PlayedEvent, ...]:
    """One fault of every class."""
    played = play(SONG, mistakes=FAULTS, velocity=_one_bar_too_loud, pedals=PEDALS[:2])
    return played.events


def _one_bar_too_loud(note: ScoreNote, chord: Chord) -> int:
    return 120 if 4 <= chord.onset < 8 else as_written(note, chord)


def test_there_is_a_fault_of_every_class() -> None:
    assert {verdict.kind.aspect for verdict in judged(all_faults())} == set(Aspect)


@pytest.mark.parametrize("off", list(Aspect))
def test_a_class_that_is_switched_off_takes_nothing_else_with_it(off: Aspect) -> None:
    events = all_faults()
    labels = review(SONG, whole(SONG), Mode.FREE, events)
    every = judge(SONG, labels, events, Mode.FREE)
    others = [aspect for aspect in ALL_ASPECTS if aspect is not off]
    rest = judge(SONG, labels, events, Mode.FREE, aspects=others)
    assert rest == tuple(verdict for verdict in every if verdict.kind.aspect is not off)
    assert len(rest) < len(every)


@settings(deadline=None, max_examples=10)
@given(st.integers(-10, 1000))
def test_shifting_time_changes_nothing(seconds: int) -> None:
    here = judged(all_faults())
    later = judged(shifted(all_faults(), seconds))
    assert told(later) == told(here)
    assert [v.amount or 0.0 for v in later] == pytest.approx(
        [v.amount or 0.0 for v in here], rel=1e-3
    )


def test_scaling_velocities_changes_no_verdict() -> None:
    events = all_faults()
    scaled = tuple(
        replace(e, velocity=round(e.velocity * 0.6 + 20)) if isinstance(e, KeyDown) else e
        for e in events
    )
    assert told(judged(scaled)) == told(judged(events))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.floats(0, 30), st.integers(48, 80), st.integers(1, 127)), max_size=40),
    st.sampled_from(Mode),
)
def test_any_playing_can_be_judged(presses: list[tuple[float, int, int]], mode: Mode) -> None:
    keys = [KeyDown(*press) for press in sorted(presses)]
    times = [verdict.time for verdict in judged(keys, mode)]
    assert times == sorted(times)


def test_nothing_played_is_nothing_said() -> None:
    assert judged(()) == ()


def test_a_note_that_the_score_has_no_more_is_passed_over() -> None:
    events = faultless().events
    labels = review(SONG, whole(SONG), Mode.FREE, events)
    shorter = replace(SONG, notes=tuple(n for n in SONG.notes if n.onset < Fraction(60)))
    assert judge(shorter, labels, events, Mode.FREE) == ()
