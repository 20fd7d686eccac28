"""The parts of the free follower by themselves: places, tempo, trills, and what it learns."""

import math

import numpy as np
import pytest

from renshu.follow.arrays import asked_notes, places_of
from renshu.follow.belief import Belief
from renshu.follow.emission import Emission
from renshu.follow.habits import ANY_KEY, NEAR_KEYS, Habits
from renshu.follow.jumps import Jumps
from renshu.follow.memory import Memory
from renshu.follow.places import Places
from renshu.follow.running_tempo import RunningTempo
from renshu.follow.trills import Trills
from renshu.follow.wandering import Wandering
from renshu.score.passage import Hands
from support.notation import score

BOTH, RIGHT, LEFT = 0, 1, 2


def places(line: str, **more: list[int]) -> Places:
    piece = score(line, order=more.get("order"))
    return places_of(piece, asked_notes(piece, Hands.BOTH))


def onsets(laid: Places, reading: int) -> list[float]:
    row = laid.readings[reading]
    return [float(onset) for onset in laid.onset[row.start : row.stop]]


def test_a_score_is_read_with_both_hands_and_with_each() -> None:
    laid = places("[C3 C4] E4 [.=1]".replace("[.=1]", ".") + " G3")
    assert onsets(laid, BOTH) == [0, 1, 3]
    assert onsets(laid, RIGHT) == [0, 1]
    assert onsets(laid, LEFT) == [0, 3]


def test_one_hand_alone_is_one_reading() -> None:
    assert len(places("C4 D4 E4").readings) == 1


def test_who_changes_hands_goes_on_from_where_they_are() -> None:
    laid = places("[C3 E4] F4 [D3 G4] E3")
    both, right, left = laid.readings
    ways = laid.changes(right.start + 1, 0.01)
    assert sorted(ways.target.tolist()) == [both.start + 2, left.start + 1]
    assert (laid.onset[ways.target] == 2).all()
    assert ways.distance.tolist() == [1.0, 1.0]
    assert len(laid.changes(both.stop - 1, 0.01).target) == 0
    assert laid.changes(right.stop - 1, 0.01).target.tolist() == [both.stop - 1, left.stop - 1]


def test_every_note_of_a_great_chord_has_a_bit() -> None:
    laid = places("[C2 D2 E2 F2 G2 A2 B2 C3 D3 E3 F3 G3 A3 B3 C4 D4 E4] C4")
    assert int(laid.full[laid.readings[BOTH].start]) == 2**17 - 1


def test_grace_notes_belong_to_the_chord_and_may_be_left_out() -> None:
    laid = places("C4 ~D4 [E4 G4]")
    chord = laid.readings[BOTH].start + 1
    assert laid.size[chord] == 3
    assert laid.main_size[chord] == 2


def test_a_grace_note_on_the_key_of_its_main_note_is_played_twice() -> None:
    laid = places("~C4 C4 D4")
    first = laid.table[laid.readings[BOTH].start]
    assert [len(notes) for notes in first.values()] == [2]


def test_a_repeat_is_a_way_from_its_end_to_its_beginning() -> None:
    laid = places("C4 D4 | E4 F4 | G4 A4", order=[0, 1, 0, 1, 2])
    start = laid.readings[BOTH].start
    assert laid.links.source.tolist() == [start + 3]
    assert laid.links.target.tolist() == [start]
    assert not laid.goes_straight(start + 3, start)


@pytest.mark.parametrize(
    ("line", "order", "reading", "ways"),
    [
        (". C4 | D4 .=2", [0, 1, 0, 1], BOTH, {(2.0, 1.0): 3.0 + 1.0}),
        ("C4=1/2 | D4", [0, 0, 1], BOTH, {(0.0, 0.0): 0.5}),
        ("[C3 C4] D4 | D4 C3", [0, 0, 1], RIGHT, {(1.0, 0.0): 1.0}),
        ("C4 D4 | C3 C4", [0, 0, 1], LEFT, {}),  # nothing to come from
        ("[C3 C4] D4 | E4 | F4 G4", [0, 2], LEFT, {}),  # nowhere to go to
        ("C4 D4 | E4 | F4 G4", [0, 2], BOTH, {(1.0, 3.0): 1.0}),
    ],
)
def test_how_long_a_way_of_the_roadmap_takes(
    line: str, order: list[int], reading: int, ways: dict[tuple[float, float], float]
) -> None:
    """In seconds, by the quarters where they begin and end; a second to the quarter."""
    laid = places(line, order=order)
    row, links = laid.readings[reading], laid.links
    found = {
        (float(laid.onset[source]), float(laid.onset[target])): distance
        for source, target, distance in zip(
            links.source, links.target, links.distance.tolist(), strict=True
        )
        if row.start - 1 <= source < row.stop
    }
    assert found == {way: pytest.approx(seconds) for way, seconds in ways.items()}


def test_the_keys_around_a_key_that_was_meant_are_all_keys_there_are() -> None:
    assert sum(NEAR_KEYS.values()) + 88 * ANY_KEY == pytest.approx(1)


def test_the_first_note_of_a_chord_is_right_or_in_place_of_one() -> None:
    laid, habits = places("[C3 C4 E4] D4 | E4 [F3 A3 C4 F4]"), Habits()
    emission = Emission(laid, habits)
    whole = np.sum([emission.first(pitch) for pitch in range(21, 109)], axis=0)
    own = sum(
        float(emission.first(pitch)[laid.holders(pitch).places].sum()) for pitch in laid.pitches
    )
    real = laid.is_real
    assert own == pytest.approx((1 - habits.slip) * real.sum(), rel=1e-4)
    assert (whole[real] <= 1 - 0.5 * habits.slip + 1e-4).all()
    assert (whole[real] >= 1 - habits.slip + 0.3 * habits.slip).all()
    assert not whole[~real].any()


def test_a_key_in_place_of_a_note_leaves_nothing_out() -> None:
    laid = places("C4 D4 [E4 G4] F4")
    memory, start = Memory(laid, 0.1), laid.readings[BOTH].start
    nobody = np.zeros(len(laid), bool)
    entered = nobody.copy()
    entered[start + 1 : start + 3] = True
    memory.play(laid.holders(66), entered, 0.5)
    assert memory.leave[start + 1] == pytest.approx(1)
    assert memory.leave[start + 2] == pytest.approx(0.1)
    memory.play(laid.holders(64), nobody, 0.01)
    assert memory.leave[start + 2] == pytest.approx(1)


@pytest.mark.parametrize("rate", [0.4, 1.0, 2.5])
def test_the_tempo_is_found_within_a_bar_or_two(rate: float) -> None:
    tempo = RunningTempo(0.12)
    for _ in range(8):
        tempo.observe(0.5 * rate, 0.5)
    assert tempo.rate == pytest.approx(rate, rel=0.1)


def test_a_pause_is_no_tempo() -> None:
    tempo = RunningTempo(0.12)
    for _ in range(8):
        tempo.observe(0.5, 0.5)
    tempo.observe(6.0, 0.5)
    assert tempo.rate == pytest.approx(1.0, rel=0.05)


def test_two_neighbours_that_alternate_quickly_are_a_trill() -> None:
    trills = Trills(Habits())
    likely = [trills.hear(0.1 * count, 72 + 2 * (count % 2)) for count in range(6)]
    assert likely[:2] == [0, 0]
    assert min(likely[2:]) > 0.5


def test_a_repeated_note_is_no_trill() -> None:
    trills = Trills(Habits())
    assert [trills.hear(0.1 * count, 72) for count in range(6)] == [0] * 6


def test_how_likely_the_next_note_of_a_trill_is() -> None:
    trills, habits = Trills(Habits()), Habits()
    likely = [trills.hear(time, key) for time, key in ((0.0, 72), (0.1, 74), (0.25, 72))]
    gap = habits.ornament_gap
    assert likely == [0, 0, pytest.approx(habits.trill * math.exp(-0.15 / gap) / gap)]


def test_a_hand_that_has_ended_stays_at_its_last_chord() -> None:
    laid = places("[C3 E4] [D3 F4] G4 A4")
    both, _, left = laid.readings
    here = laid.counterparts[LEFT, both.start : both.stop]
    assert here.tolist() == [left.start, left.start + 1, left.start + 1, left.start + 1]


def test_a_key_struck_twice_after_its_neighbour_is_no_trill() -> None:
    trills = Trills(Habits())
    assert [trills.hear(0.1 * at, pitch) for at, pitch in enumerate((72, 74, 74))] == [0] * 3


def test_after_a_minute_time_says_nothing_more() -> None:
    laid = places("C4 D4 E4")
    memory = Memory(laid, 0.03)
    for _ in range(2):
        memory.wait(50.0)
    assert set(memory.age.tolist()) == {60.0}


def test_a_player_who_never_jumps_is_believed_to_go_on() -> None:
    wandering = Wandering(places("C4 D4 E4 F4"), 0.02)
    before = wandering.rate
    for _ in range(300):
        wandering.hear()
    assert wandering.rate < before / 3


def test_a_bar_that_was_jumped_to_becomes_a_likely_goal() -> None:
    line = " | ".join(["C4 D4 E4 F4"] * 12)
    laid = places(line)
    wandering, start = Wandering(laid, 0.02), laid.readings[BOTH].start
    for place in [*range(8), *range(32, 36)]:
        wandering.visit(start + place)
    assert wandering.bars.tolist() == [0, 1, 8]
    assert wandering.shares.argmax() == 2


def test_in_doubt_a_player_may_go_elsewhere_from_either_place() -> None:
    laid = places(" | ".join(["C4 D4 E4 F4"] * 60))
    jumps, start = Jumps(laid, Habits()), laid.readings[BOTH].start
    one, other, both = (np.zeros(len(laid), np.float32) for _ in range(3))
    jumps.weigh([(start + 81, 1.0)], 1.0, one)
    jumps.weigh([(start + 201, 1.0)], 1.0, other)
    jumps.weigh([(start + 81, 0.75), (start + 201, 0.25)], 1.0, both)
    assert both == pytest.approx(0.75 * one + 0.25 * other, rel=1e-4)
    assert both[start + 196] > 2 * both[start + 140]


def test_weights_are_shares() -> None:
    belief = Belief(places("[C3 C4] E4 G4 | [G2 B4] D5 F5"))
    for time, pitch in enumerate([60, 48, 64, 61, 30, 67, 71, 43]):
        belief.hear(0.4 * time, pitch)
        assert float(belief.weights.sum()) == pytest.approx(1, abs=1e-3)
        assert np.isfinite(belief.weights).all()
        assert not math.isnan(belief.certainty)


def test_passages_that_are_alike_leave_it_uncertain_until_they_differ() -> None:
    laid = places("C4 D4 E4 F4 | A4 B4 A4 B4 | C5 E4 F4 G4 | A4 B4 A4 C5")
    belief = Belief(laid, Habits(one_hand=0.0))
    for time, pitch in enumerate([69, 71, 69]):
        belief.hear(0.6 * time, pitch)
    assert belief.certainty < 0.7
    belief.hear(1.8, 72)
    assert belief.certainty > 0.9
    assert laid.onset[belief.best] == 15
