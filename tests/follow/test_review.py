"""The review: it gives back what the simulated pianist planted, and obeys the laws of labels."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown
from renshu.score.passage import Hands, Passage, bars, whole
from support.notation import score, shifted
from support.pianist import Extra, Missed, Mistake, Shift, Wrong, play

SONG = score(
    "[C3 C4] E4 [G3 G4] E4 | [F3 A4] C5 [A3 F4] A4 | [G3 B4] D5 F5 [B3 D5] |"
    "[C3 E5] C5 [E3 G4] ~D4 C4 | [A2 A4] B4 C5 [E3 E5] | [D3 F5] D5 A4 F4 |"
    "[G2 D4 G4] B4 [F3 D5] B4 | [C3 E4 G4 C5]=4",
    qpm=60,
)
PLANTED = [
    [Wrong(5, semitones=1)],
    [Missed(6, None)],
    [Missed(9, 0)],
    [Extra(10, 50)],
    [Wrong(3), Extra(12, 47, 0.3), Missed(20)],
]


def counts(labels: tuple[Label, ...]) -> tuple[list[str], list[str | None], list[str]]:
    matches = [label.note_id for label in labels if isinstance(label, Match)]
    strays = [label.wrong_for for label in labels if isinstance(label, Insertion)]
    missed = sorted(label.note_id for label in labels if isinstance(label, Deletion))
    return sorted(matches), sorted(strays, key=str), missed


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("mistakes", PLANTED)
def test_planted_mistakes_are_given_back(mistakes: list[Mistake], mode: Mode) -> None:
    played = play(SONG, mistakes=mistakes, spread=0.02, seed=3)
    assert counts(review(SONG, whole(SONG), mode, played.events)) == counts(played.labels)


def test_both_passes_of_a_part_that_was_repeated_are_matched() -> None:
    played = play(SONG, stretches=[(0, 13), (8, 26)], mistakes=[Missed(14)])
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    assert counts(labels) == counts(played.labels)


def test_grace_notes_may_be_left_out() -> None:
    labels = review(SONG, whole(SONG), Mode.FREE, play(SONG, graces=False).events)
    assert all(isinstance(label, Match) for label in labels)


def test_the_hand_that_rests_misses_nothing() -> None:
    played = play(SONG, whole(SONG, Hands.LEFT))
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    assert [label for label in labels if not isinstance(label, Match)] == []


def test_a_loop_begins_again() -> None:
    loop = Passage(Fraction(4), Fraction(12), is_looped=True)
    once = play(SONG, loop)
    again = shifted(once.events, 8.0)
    labels = review(SONG, loop, Mode.TEMPO, once.events + again, seconds_of=float)
    matches = [label for label in labels if isinstance(label, Match)]
    assert len(matches) == len(labels) == 2 * len(once.keys)
    assert all(match.timing_ms == pytest.approx(0, abs=1) for match in matches)


def test_timing_is_against_the_players_own_tempo() -> None:
    played = play(SONG, tempo=0.6, mistakes=[Shift(7, 0.12), Shift(13, -0.09)])
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    late = _timings_off(labels, 60)
    assert sorted(late) == pytest.approx([-90, 120], abs=5)


def test_timing_is_against_the_click_where_there_is_one() -> None:
    played = play(SONG, mistakes=[Shift(7, 0.12)])
    labels = review(SONG, whole(SONG), Mode.TEMPO, shifted(played.events, 0.05), seconds_of=float)
    timings = {round(label.timing_ms or 0) for label in labels if isinstance(label, Match)}
    assert timings >= {50, 170}


def test_waiting_has_no_timing() -> None:
    labels = review(SONG, whole(SONG), Mode.WAIT, play(SONG).events)
    assert all(isinstance(label, Match) and label.timing_ms is None for label in labels)


def test_a_passage_is_followed_in_playing_order() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E5 D5 C5 B4", order=[0, 1, 0, 2])
    labels = review(piece, whole(piece), Mode.TEMPO, play(piece).events)
    passes = [label.position.pass_number for label in labels if isinstance(label, Match)]
    assert passes == [1] * 8 + [2] * 4 + [1] * 4


def test_the_ending_of_another_pass_is_not_missed() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | G4 E5 D5 C5 | A4", order=[0, 1, 0, 2, 3])
    labels = review(piece, whole(piece), Mode.FREE, play(piece).events)
    assert all(isinstance(label, Match) for label in labels)


def test_nothing_played_is_nothing_said() -> None:
    assert review(SONG, bars(SONG, 0, 1), Mode.FREE, ()) == ()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.floats(0, 30), st.integers(0, 127)), max_size=30),
    st.sampled_from(Mode),
)
def test_each_press_has_one_fate_and_matches_agree(
    presses: list[tuple[float, int]], mode: Mode
) -> None:
    keys = [KeyDown(time, pitch) for time, pitch in sorted(presses)]
    labels = review(SONG, whole(SONG), mode, keys)
    fates = [label.key for label in labels if isinstance(label, Match | Insertion)]
    assert sorted(fates, key=repr) == sorted(keys, key=repr)
    for label in labels:
        if isinstance(label, Match):
            assert SONG.notes_by_id[label.note_id].pitch == label.key.pitch


def _timings_off(labels: tuple[Label, ...], least: float) -> set[int]:
    timings = (label.timing_ms for label in labels if isinstance(label, Match))
    return {round(timing) for timing in timings if timing is not None and abs(timing) > least}
