"""What the free follower tells a player while it is not sure yet: of places, and of timing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.free import LISTENING, Free
from renshu.library.musicxml import read
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Hand, Score
from support.fates import fate
from support.notation import presses, score
from support.pianist import Pause, play

STARTER = Path(__file__).parents[2] / "scores"
LINE = "C4 D4 E4 F4 | G4 A4 B4 C5 | D5 C5 B4 A4 | G4 F4 E4 D4 | E5 F5 G5 A5 | B5 A5 G5 F5"
SONG = score(LINE, qpm=100)
FEW = 4
"""Matched onsets from which a tempo is the player's own."""


def follow(piece: Score, events: tuple[PlayedEvent, ...]) -> list[tuple[FollowEvent, ...]]:
    free = Free(piece)
    return [free.feed(event) for event in events if isinstance(event, KeyDown)]


def matches(told: list[tuple[FollowEvent, ...]]) -> list[Match]:
    return [event for answer in told for event in answer if isinstance(event, Match)]


def moves(told: list[tuple[FollowEvent, ...]]) -> list[Moved]:
    return [event for answer in told for event in answer if isinstance(event, Moved)]


@pytest.fixture(scope="module")
def ode() -> Score:
    path = STARTER / "beethoven-ode-to-joy-easy.musicxml"
    return read(path.read_bytes(), path.name).score


def steady(*pitches: int, beat: float = 0.45) -> tuple[KeyDown, ...]:
    return tuple(KeyDown(beat * count, pitch) for count, pitch in enumerate(pitches))


def test_one_early_wrong_note_marks_no_bar_far_away(ode: Score) -> None:
    told = follow(ode, steady(64, 60, 65, 67))
    assert {match.position.measure for match in matches(told)} == {0}
    assert {move.position.measure for move in moves(told) if move.position} == {0}
    (wrong,) = [event for event in told[1] if isinstance(event, Insertion)]
    assert wrong.position is not None
    assert wrong.wrong_for is not None
    assert ode.notes_by_id[wrong.wrong_for].onset == 1


def test_what_was_played_before_a_wrong_note_is_not_missed_after_it(ode: Score) -> None:
    told = follow(ode, steady(64, 60, 65, 67, 67, 65, 64, 62))
    right = {match.note_id for match in matches(told)}
    assert not [
        e for answer in told for e in answer if isinstance(e, Deletion) and e.note_id in right
    ]


def test_after_a_wrong_note_the_hand_at_rest_has_missed_nothing(ode: Score) -> None:
    told = follow(ode, steady(64, 60, 65, 67, 67, 65, 64, 62))
    missed = [e.note_id for answer in told for e in answer if isinstance(e, Deletion)]
    assert [note for note in missed if ode.notes_by_id[note].hand is Hand.LEFT] == []


def test_what_is_expected_belongs_to_the_place_that_is_told(ode: Score) -> None:
    free = Free(ode)
    first, wrong = steady(64, 60)
    free.feed(first)
    before = free.state
    free.feed(wrong)
    assert free.state.expected == before.expected
    assert free.state.certainty <= before.certainty
    assert not free.state.is_jump


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 23), st.integers(0, 127), st.floats(0.3, 2))
def test_a_key_from_elsewhere_takes_nobody_there(at: int, pitch: int, beat: float) -> None:
    """One key that is not written near by, and on: no match is told more than a bar away."""
    keys = [note.pitch for note in SONG.notes]
    told = follow(SONG, steady(*keys[:at], pitch, beat=beat))
    if at == 0 or pitch in keys[max(0, at - 6) : at + 6]:
        return
    assert not [event for event in told[-1] if isinstance(event, Match)]
    assert not any(move.is_jump for move in moves(told[-1:]))


def test_a_wrong_key_is_no_jump_back() -> None:
    told = follow(SONG, steady(60, 62, 48, beat=2.0))
    assert not any(move.is_jump for move in moves(told))


@pytest.mark.parametrize("stray", [20, 72, 73])
def test_a_stray_key_confirms_no_jump(stray: int) -> None:
    told = follow(SONG, (*steady(60, 62, 64, beat=0.6), KeyDown(2.7, 72), KeyDown(2.8, stray)))
    assert len(matches(told)) == 3
    assert not any(move.is_jump for move in moves(told))


@pytest.mark.parametrize(("leave", "land"), [(18, 4), (7, 16), (12, 0), (10, 20)])
def test_a_real_jump_is_told_with_its_second_note(leave: int, land: int) -> None:
    played = play(SONG, stretches=[(0, leave), (land, 24)], jump_seconds=1.0)
    told = follow(SONG, played.events)
    second = told[leave + 1]
    (match,) = matches([second])
    assert match.position.onset == land + 1
    (moved,) = moves([second])
    assert moved.position == match.position
    assert sum(move.is_jump for move in moves(told)) == 1


@settings(deadline=None, max_examples=30)
@given(st.floats(0.4, 2.5))
def test_no_timing_is_told_before_the_tempo_is_the_players_own(tempo: float) -> None:
    """And a steady player is neither early nor late at any tempo."""
    timings = [match.timing_ms for match in matches(follow(SONG, play(SONG, tempo=tempo).events))]
    assert timings[:FEW] == [None] * FEW
    assert max(abs(timing) for timing in timings[FEW:] if timing is not None) < 90
    assert None not in timings[FEW + 2 :]


def test_the_notes_of_a_chord_are_one_onset() -> None:
    piece = score(" | ".join(["[C3 E4] [D3 F4] [E3 G4] [F3 A4]"] * 2))
    timings = [match.timing_ms for match in matches(follow(piece, play(piece).events))]
    assert timings[: 2 * FEW] == [None] * 2 * FEW
    assert None not in timings[2 * FEW :]


def test_after_a_pause_the_tempo_is_learned_again() -> None:
    told = follow(SONG, play(SONG, mistakes=[Pause(10, 4.0)]).events)
    timings = [match.timing_ms for match in matches(told)]
    assert None not in timings[FEW:10]
    assert timings[10 : 10 + FEW] == [None] * FEW
    assert None not in timings[10 + FEW :]


def test_after_a_jump_the_tempo_is_learned_again() -> None:
    played = play(SONG, stretches=[(0, 18), (4, 24)], jump_seconds=1.0)
    timings = [match.timing_ms for match in matches(follow(SONG, played.events)[18:])]
    assert timings[: FEW - 1] == [None] * (FEW - 1)
    assert None not in timings[FEW:]


def test_a_single_late_note_is_still_late() -> None:
    told = follow(SONG, presses("C4 D4 E4 F4 G4 A4 @3.8 B4 @4.2 C5", beat=0.6))
    late = matches(told)[6].timing_ms
    assert late is not None
    assert late == pytest.approx(200, abs=30)


def test_the_key_of_an_ornament_is_not_a_jump_to_where_it_is_written() -> None:
    again = "E4 D4 G4 C4 | E4 D4 F4 A4 | E4 D4 F4 A4"
    piece = score(f"E4=2!turn C4 G4 | F4 E4 D4 C4 | {again}", qpm=100)
    told = follow(piece, presses("E4 D4", beat=0.6))
    assert [e.is_ornament for e in told[-1] if isinstance(e, Insertion)] == [True]


def test_listening_names_no_place(ode: Score) -> None:
    for move in moves(follow(ode, steady(64, 60, 65, 61, 40, 67, 67))):
        assert (move.position is None) == (move.certainty < LISTENING)


def test_to_begin_in_the_middle_is_no_jump() -> None:
    told = follow(SONG, steady(83, 81, 79, 77))
    assert [move.is_jump for move in moves(told)] == [False] * len(moves(told))
    assert moves(told)


def test_in_doubt_less_is_certain() -> None:
    """A key from far away takes from the certainty of the place where the player was."""
    told = follow(SONG, steady(60, 62, 64, 65, 67, 69, 71, 72, 83))
    before, after = moves(told)[-2:]
    assert isinstance(told[-1][0], Insertion)
    assert after.certainty < before.certainty - 0.05


def test_in_great_doubt_no_place_is_named() -> None:
    follower = Free(SONG)
    for event in presses("C4 D4 E4 F4 G4", beat=0.6):
        follower.feed(event)
    assert follower._in_doubt(LISTENING).position == follower.state.position
    assert follower._in_doubt(LISTENING - 0.01).position is None


def test_who_never_left_has_played_what_was_played_before() -> None:
    """A key that is right far away, in the middle of a chord: the chord is not asked anew."""
    piece = score(
        "C4 D4 E4 F4 | [G3 B4 D5] A4 G4 F4 | C5 E5 C#5 A5 | G#5 F#5 D#5 B5 | [C4 E4 G4] F4 D4 C4"
    )
    follower = Free(piece)
    told = [follower.feed(event) for event in presses("C4 D4 E4 F4 G3 B4 G#5 D5")]
    assert [fate(label) for (label, *_) in told[-3:]] == ["n6", "x/n7", "n7"]
    assert follower.state.expected == ("n8",)


@pytest.mark.parametrize("late", [0.05, 0.15])
def test_a_hand_behind_the_other_plays_its_notes(late: float) -> None:
    """The left hand comes when the right one has gone on."""
    piece = score(
        " | ".join(["[C3 E4] [D3 F4] [E3 G4] [F3 A4]", "[G3 B4] [F3 A4] [E3 G4] [D3 F4]"])
    )
    lefts = ["C3", "D3", "E3", "F3", "G3", "F3", "E3", "D3"]
    rights = ["E4", "F4", "G4", "A4", "B4", "A4", "G4", "F4"]
    line = " ".join(
        f"@{0.6 * at} {right}" + (f" @{0.6 * at + late} {lefts[at - 1]}" if at else "")
        for at, right in enumerate(rights)
    )
    told = follow(piece, presses(line))
    assert [fate(label) for (label, *_) in told if isinstance(label, Insertion)] == []


def test_a_hand_ahead_of_the_other_plays_its_notes() -> None:
    """It has left out a note, and is at the next chord while the other is still at the last."""
    piece = score(
        "[C3 E4] [D3 F4] [E3 G4] [F3 A4] | [G3 B4] [F3 A4] [E3 G4] [D3 F4] |"
        "[C3 C5] [A2 E5] [B2 D5] [C3 C5]"
    )
    together = "@.7 E4 @1.6 D3 @1.6 F4 @1.9 E3 @2.4 G4 @2.7 F3 @2.8 A4 @3.4 G3 @4.2 A4"
    told = follow(piece, presses(f"{together} @4.6 E3"))
    assert [fate(one) for one in told[-1] if fate(one)][-1] == "n13"


def test_a_chord_struck_once_more_is_no_jump() -> None:
    told = follow(SONG, presses("C4 D4 E4 F4 E4 F4 G4 A4", beat=0.6))
    assert not any(move.is_jump for move in moves(told))


def test_nothing_is_told_twice() -> None:
    follower = Free(SONG)
    before = follower.state
    for event in presses("C4 D4 E4 C#4 F4 G4 F4 A4 @9 B4 B4 C5 D5", beat=0.4):
        for said in follower.feed(event):
            if isinstance(said, Moved):
                assert said != before
                before = said
        assert follower.state == before


def test_the_keys_of_an_ornament_are_told_where_they_are() -> None:
    piece = score("C4 D4 | E4=2!trill C4 | G4 C4")
    told = follow(piece, presses("@0 C4 @.6 D4 @1.2 E4 @1.35 F#4 @1.5 E4"))
    (ornament,) = [one for answer in told for one in answer if isinstance(one, Insertion)][:1]
    assert ornament.is_ornament
    assert ornament.position is not None
    assert ornament.position.onset == 2


def test_before_the_first_note_nothing_is_certain() -> None:
    assert Free(SONG).state == Moved(None, certainty=0.0)


def test_a_chord_begun_anew_is_matched_anew() -> None:
    follower = Free(score("[C4 E4] [G3 B4] | A4 F4"))
    told = [follower.feed(event) for event in presses("[C4 E4] @.6 [C4 E4] @1.2 [G3 B4]")]
    assert [fate(label) for (label, *_) in told] == ["n1", "n2", "n1", "n2", "n3", "n4"]


def missed(piece: Score, line: str) -> list[str]:
    follower = Free(piece)
    told = [said for event in presses(line, beat=0.6) for said in follower.feed(event)]
    return [said.note_id for said in (*told, *follower.finish(99.0)) if isinstance(said, Deletion)]


def test_what_is_left_out_before_a_repeat_sign_is_missed() -> None:
    piece = score("C4 D4 E4 [F4 A4] | G4 F4 E4 D4", order=[0, 0, 1])
    assert missed(piece, "C4 D4 E4 F4 C4 D4 E4 [F4 A4] G4 F4") == ["n5"]


def test_what_is_left_out_the_third_time_is_missed() -> None:
    piece = score("[C3 C4] D4 E4 F4 | [G3 B4] A4 G4 F4 | C4 E4 D4 C4")
    once, less = "[C3 C4] D4 E4 F4 [G3 B4] A4 G4 F4", "[C3 C4] D4 E4 F4 B4 A4 G4 F4"
    assert missed(piece, f"{once} {once} {once}") == []
    assert missed(piece, f"{once} {once} {less}") == ["n6"]
