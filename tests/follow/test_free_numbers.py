"""The numbers of the free follower by hand: tempo, wandering, ornaments, where a jump may go."""

from math import exp, log, pi, sqrt

import numpy as np
import pytest

from renshu.follow.arrays import asked_notes, places_of
from renshu.follow.belief import Belief
from renshu.follow.habits import Habits
from renshu.follow.jumps import Jumps
from renshu.follow.places import Places
from renshu.follow.running_tempo import RunningTempo
from renshu.follow.wandering import Wandering
from renshu.score.passage import Hands
from support.notation import score


def places(line: str, **more: list[int]) -> Places:
    piece = score(line, order=more.get("order"))
    return places_of(piece, asked_notes(piece, Hands.BOTH))


def filtered(steps: list[tuple[float, float]], rubato: float) -> tuple[float, float]:
    """Rate and variance after a Kalman filter on log rates, as the textbooks have it."""
    mean, variance = 0.0, 0.35**2
    for played, written in steps:
        variance += 0.02**2 + 0.03**2 * written
        noise = rubato**2 + (0.03 / played) ** 2 + (0.03 / written) ** 2
        off = log(played / written) - mean
        if abs(off) <= 3 * sqrt(variance + noise):
            gain = variance / (variance + noise)
            mean, variance = mean + gain * off, (1 - gain) * variance
    return exp(mean), variance


@pytest.mark.parametrize(
    "steps",
    [
        [(0.5, 0.5)],
        [(0.6, 0.5), (0.3, 0.25), (1.3, 1.0)],
        [(0.25, 0.5)] * 3 + [(0.2, 0.5), (4.0, 0.5), (0.26, 0.5)],
        [(0.04, 0.05), (0.9, 1.0), (2.0, 2.0)],
    ],
)
def test_the_tempo_is_that_of_a_kalman_filter(steps: list[tuple[float, float]]) -> None:
    tempo = RunningTempo(0.12)
    for played, written in steps:
        tempo.observe(played, written)
    rate, variance = filtered(steps, 0.12)
    assert tempo.rate == pytest.approx(rate)
    assert tempo.deviation == pytest.approx(sqrt(variance + 0.12**2))


@pytest.mark.parametrize("step", [(0.0, 0.5), (0.5, 0.0), (0.01, 0.5), (0.5, 0.01), (-1.0, 0.5)])
def test_notes_at_once_say_nothing_of_the_tempo(step: tuple[float, float]) -> None:
    tempo, untouched = RunningTempo(0.12), RunningTempo(0.12)
    tempo.observe(*step)
    assert (tempo.rate, tempo.deviation) == (untouched.rate, untouched.deviation)


def test_the_rate_of_jumps_is_learned_from_the_notes_one_remembers() -> None:
    laid = places(" | ".join(["C4 D4 E4 F4"] * 12))
    wandering, start = Wandering(laid, 0.02), laid.readings[0].start
    assert wandering.rate == pytest.approx(0.02)
    wandering.visit(start)
    wandering.visit(start + 30)
    assert wandering.rate == pytest.approx((0.02 * 50 + 1) / 50)
    notes, jumps = 0.0, 1.0
    for _ in range(700):
        wandering.hear()
        notes, jumps = notes + 1 - notes / 500, jumps * (1 - 1 / 500)
    assert wandering.rate == pytest.approx((0.02 * 50 + jumps) / (50 + notes))


@pytest.mark.parametrize(
    ("goal", "is_jump"), [(9, False), (10, False), (11, False), (18, False), (19, True), (8, True)]
)
def test_what_is_a_jump(goal: int, is_jump: bool) -> None:
    laid = places(" | ".join(["C4 D4 E4 F4"] * 12))
    wandering, start = Wandering(laid, 0.02), laid.readings[0].start
    wandering.visit(start + 10)
    wandering.visit(start + goal)
    assert (wandering.rate > 0.02) is is_jump


def test_a_repeat_is_no_jump() -> None:
    line = "C4 D4 E4 F4 G4 A4 B4 C5 D5 E5 | E4 F4 | G4 A4"
    laid = places(line, order=[0, 1, 0, 1, 2])
    wandering, start = Wandering(laid, 0.02), laid.readings[0].start
    wandering.visit(start + 11)
    wandering.visit(start)
    assert wandering.rate == pytest.approx(0.02)


def test_bars_are_likely_goals_by_how_one_came_to_them() -> None:
    laid = places(" | ".join(["C4 D4 E4 F4"] * 12))
    wandering, start = Wandering(laid, 0.02), laid.readings[0].start
    for place in (0, 4, 5, 32, 33, 44, 32):
        wandering.visit(start + place)
    assert wandering.bars.tolist() == [0, 1, 8, 11]
    assert wandering.shares.tolist() == pytest.approx([1 / 11, 1 / 11, 6 / 11, 3 / 11])


def test_an_ornament_plays_each_of_its_keys_while_it_sounds() -> None:
    laid = places("C4 D5=2!trill E4 F4")
    start = laid.readings[0].start
    (ornament,) = laid.notes.ornaments
    for pitch in (72, 74, 76):
        share = 1 / len(ornament.pitches) if pitch in ornament.pitches else 0.0
        row = laid.ornament_row(pitch)[start : start + 4].tolist()
        assert row == pytest.approx([0, share, 0, 0])
    assert (ornament.onset, ornament.offset) == (1, 3)


def test_half_of_all_players_begin_at_the_beginning() -> None:
    laid = places(" | ".join(["C4 D4 E4 F4"] * 5))
    jumps, start = Jumps(laid, Habits()), laid.readings[0].start
    at_bar, anywhere = 0.75 / 5, 0.25 / len(laid.readings[0])
    expected = [0.5 * (anywhere + at_bar * (place % 4 == 0)) for place in range(20)]
    expected[0] += 0.5
    assert jumps.start[start : start + 20].tolist() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(("place", "gap"), [(9, 0.5), (2, 3.0), (79, 1.0), (40, 0.1)])
def test_where_a_jump_goes(place: int, gap: float) -> None:
    """A tenth anywhere, three to mend, one to the beginning, two to familiar bars, three nearby."""
    laid, habits = places(" | ".join(["C4 D4 E4 F4"] * 20)), Habits()
    jumps, start = Jumps(laid, habits), laid.readings[0].start
    density = habits.jump * 2 / pi * habits.jump_gap / (habits.jump_gap**2 + gap**2)
    density *= gap / (gap + 0.15)
    expected = [0.1 * (0.25 / 80 + 0.75 / 20 * (at % 4 == 0)) for at in range(80)]
    for at in range(max(0, place - 4), place + 1):
        expected[at] += 0.3 / 5
    expected[0] += 0.1 + 0.2  # the beginning is the one familiar bar
    nearer = [1 / distance for distance in range(1, 18)]
    for bar in range(20):
        back = place // 4 - bar
        if 0 <= back <= 16:
            expected[4 * bar] += 0.2 * nearer[back] / sum(nearer)
        elif -16 <= back < 0:
            expected[4 * bar] += 0.1 * nearer[-back - 1] / sum(nearer)
    out = np.zeros(len(laid), np.float32)
    jumps.weigh([(start + place, 1.0)], gap, out)
    here = out[start : start + 80] / density
    assert here.tolist() == pytest.approx(expected, rel=1e-4, abs=1e-7)


def test_hands_mostly_stay_the_same_after_a_jump() -> None:
    laid = places(" | ".join(["[C3 C4] [D3 D4] [E3 E4] [F3 F4]"] * 6))
    jumps = Jumps(laid, Habits())
    out = np.zeros(len(laid), np.float32)
    jumps.weigh([(laid.readings[1].start + 8, 1.0)], 1.0, out)
    mending = [out[row.start + 7] for row in laid.readings]  # within a bar, away from its start
    least = [out[row.start + 1] for row in laid.readings]
    both, right, left = (float(a - b) for a, b in zip(mending, least, strict=True))
    assert right / (both + right + left) == pytest.approx(0.7, abs=1e-3)
    assert both == pytest.approx(left, rel=1e-3)


def test_the_main_notes_of_a_chord_come_before_its_grace_notes() -> None:
    laid = places("C4 ~D4 [E4 G4] F4")
    chord = laid.chords[laid.readings[0].start + 1]
    assert [int(laid.notes.pitch[note]) for note in chord] == [64, 67, 62]


@pytest.mark.parametrize("pause", [0.1, 0.4])
def test_the_keys_of_an_ornament_leave_the_player_where_they_were(pause: float) -> None:
    laid = places("C4 D4 E4 F4 | G4 D5=3!trill | C4 D4 E4 F4 | A4 B4 G4 F4")
    belief, start = Belief(laid), laid.readings[0].start
    for beat, pitch in enumerate((60, 62, 64, 65, 67, 74)):
        belief.hear(float(beat), pitch)
    belief.hear(5 + pause, 76)
    assert belief.best == start + 5
    assert belief.certainty > 0.95


def test_a_player_begins_somewhere() -> None:
    """With both hands or with one, at the beginning or elsewhere: shares of all who play."""
    laid = places(" | ".join(["[C3 C4] [D3 D4] [E3 E4] F4"] * 3))
    start = Jumps(laid, Habits()).start
    both, right, left = (float(start[row.start : row.stop].sum()) for row in laid.readings)
    assert (both, right, left) == pytest.approx((0.5, 0.25, 0.25))


def test_an_ornament_ends_with_its_note() -> None:
    laid = places("C4 D5=2!trill E4 F4")
    start = laid.readings[0].start
    assert [laid.is_ornament(start + at, 74) for at in range(4)] == [False, True, False, False]
