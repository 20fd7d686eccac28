"""When a note is held too short or too long, and when a fair teacher says nothing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Aspect
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import Chord, whole
from support.notation import score
from support.pianist import Hold, Mistake, Pause, Shift, play
from support.signs import signed

AFTER = " | G4 A4 B4 C5 | D5 C5 B4 A4 | G4 F4 E4 D4"
STEPS = score("C4 D4 E4 F4" + AFTER)


def held(
    music: Score, *mistakes: Mistake, pedals: Sequence[tuple[int, int]] = ()
) -> list[tuple[str, str | None]]:
    """Kind and note of every verdict about a length."""
    played = play(music, mistakes=mistakes, velocity=_uneven, pedals=pedals)
    labels = review(music, whole(music), Mode.FREE, played.events)
    verdicts = judge(music, labels, played.events, Mode.FREE, aspects=[Aspect.HELD])
    return [(verdict.kind.value, verdict.note_id) for verdict in verdicts]


def _uneven(note: ScoreNote, chord: Chord) -> int:
    return 60 + (note.pitch + int(chord.onset)) % 3


def test_a_note_of_a_beat_is_held() -> None:
    assert held(STEPS, Hold(6, 0.3)) == [("short", "n7")]


def test_half_of_its_time_is_enough() -> None:
    assert held(STEPS, Hold(6, 0.55)) == []


def test_what_nobody_hears_is_not_told() -> None:
    fast = score("C4 D4 E4 F4" + AFTER, qpm=200)
    assert held(fast, Hold(6, 0.3)) == []
    assert held(fast, Hold(5, 2.2)) == []


def test_short_notes_may_be_detached_unless_a_slur_binds_them() -> None:
    eighths = score(" | ".join(["C4=1/2 D4=1/2 E4=1/2 F4=1/2 G4=1/2 A4=1/2 B4=1/2 C5=1/2"] * 3))
    fault = Hold(9, 0.2)
    assert held(eighths, fault) == []
    assert held(signed(eighths, spans=[("slur", 4, 6)]), fault) == [("short", "n10")]
    assert held(signed(eighths, spans=[("slur", 4.5, 6)]), fault) == [("short", "n10")]
    assert held(signed(eighths, spans=[("slur", 0, 2)]), fault) == []


def test_the_last_note_of_a_slur_may_be_lifted() -> None:
    assert held(signed(STEPS, spans=[("slur", 4, 7)]), Hold(7, 0.2)) == [("short", "n8")]
    assert held(signed(STEPS, spans=[("slur", 4, 7.5)]), Hold(7, 0.2)) == []
    assert held(signed(STEPS, spans=[("slur", 4, 8)]), Hold(7, 0.2)) == []


@pytest.mark.parametrize("sign", ["staccato", "staccatissimo", "fermata"])
def test_staccato_is_short_and_a_fermata_is_free(sign: str) -> None:
    assert held(signed(STEPS, articulations={"n7": sign}), Hold(6, 0.2)) == []


@pytest.mark.parametrize(
    "line",
    [
        "C4 D4 E4 E4" + AFTER,  # the same key again
        "C4 D4 E4 ." + AFTER,  # a rest
        "C4 D4 E4!trill F4" + AFTER,
        "C4 D4 [C3> E4>] F4" + AFTER,  # wider than a hand
    ],
)
def test_a_key_may_be_let_go_where_the_hand_must_or_may(line: str) -> None:
    assert held(score(line), Hold(2, 0.2)) == []


def test_a_bass_may_be_let_go_when_its_hand_must_leap() -> None:
    bars = "[C2=4 E4] A3< E4 A3< | [D2=4 F4] B3< F4 B3< | "
    leaping, near = score(bars * 2 + "C4"), score(bars.replace("2=", "3=") * 2 + "C4")
    assert held(leaping, Hold(4, 0.24, 0)) == []
    assert held(near, Hold(4, 0.24, 0)) == [("short", "n6")]


def test_the_pedal_holds_for_the_fingers() -> None:
    assert held(STEPS, Hold(6, 0.3), pedals=[(6, 7)]) == []


def test_where_pedal_is_written_fingers_do_not_matter() -> None:
    assert held(signed(STEPS, spans=[("pedal", 4, 8)]), Hold(6, 0.3), Hold(5, 3.5)) == []


def test_a_key_held_over_rubs_against_its_neighbour() -> None:
    assert held(STEPS, Hold(5, 2.6)) == [("long", "n6")]


def test_a_broken_chord_may_be_held_together() -> None:
    assert held(score(" | ".join(["C4 E4 G4 C5"] * 4)), Hold(4, 3.5)) == []


def test_a_rest_is_kept() -> None:
    resting = score(" | ".join(["C4 E4 . ."] * 5))
    assert held(resting, Hold(5, 2.6)) == [("long", "n6")]


def test_searching_for_the_next_chord_is_not_holding_too_long() -> None:
    assert held(STEPS, Hold(5, 3.4), Pause(6, 2.0)) == []


def test_what_is_blurred_by_the_pedal_may_be_held() -> None:
    assert held(STEPS, Hold(5, 2.6), pedals=[(5, 8)]) == []


def test_the_length_is_that_of_the_players_own_tempo() -> None:
    slow = play(STEPS, tempo=0.4, velocity=_uneven)
    labels = review(STEPS, whole(STEPS), Mode.FREE, slow.events)
    assert judge(STEPS, labels, slow.events, Mode.FREE) == ()


def test_a_keyboard_of_one_loudness_tells_no_lengths() -> None:
    played = play(STEPS, mistakes=[Hold(6, 0.2)], velocity=lambda *_: 80)
    labels = review(STEPS, whole(STEPS), Mode.FREE, played.events)
    assert judge(STEPS, labels, played.events, Mode.FREE) == ()


SLOW = score("C4 D4 E4 F4" + AFTER, qpm=40)


@pytest.mark.parametrize(
    ("music", "share", "is_told"),
    [
        (STEPS, 0.49, True),
        (STEPS, 0.51, False),
        (SLOW, 0.49, True),
        (SLOW, 0.51, False),
        (score("C4 D4 E4 F4" + AFTER, qpm=115), 0.3, True),  # a hole of 0.38 s
        (score("C4 D4 E4 F4" + AFTER, qpm=200), 0.1, True),  # of 0.27 s
        (score("C4 D4 E4 F4" + AFTER, qpm=240), 0.1, False),  # of 0.23 s
    ],
)
def test_how_short_is_too_short(music: Score, share: float, is_told: bool) -> None:
    assert held(music, Hold(6, share)) == ([("short", "n7")] if is_told else [])


@pytest.mark.parametrize(
    ("music", "share", "is_told"),
    [
        (STEPS, 2.05, True),
        (STEPS, 1.95, False),
        (score("C4 D4 E4 F4" + AFTER, qpm=180), 2.3, True),  # 0.43 s too long
        (score("C4 D4 E4 F4" + AFTER, qpm=180), 2.1, False),  # 0.37 s
    ],
)
def test_how_long_is_too_long(music: Score, share: float, is_told: bool) -> None:
    assert held(music, Hold(5, share)) == ([("long", "n6")] if is_told else [])


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("C4 D4 E4 F4 | G4 A4 B4 C5", True),
        ("C4 D4 E4 F4 | G4 A4 A#4 C5", True),
        ("C4 D4 E4 F4 | G4 A4 C5 E5", False),  # a third rubs no more
        ("C4 D4 E4 F4 | G4 A4 G4 E4", True),
        ("C4 D4 E4 F4 | G4 A4 F#4 E4", False),
        ("C4 D4 E4 F4 | G4 A4 C5 B4", True),  # it rubs against the note after the next
        ("C4 D4 E4 F4 | G4 A4 [C5 G3<] E5", False),
        ("C4 D4 E4 F4 | G4 A4 [C5 B3<] E5", False),
    ],
)
def test_what_rubs_against_a_key_held_over(line: str, is_told: bool) -> None:
    music = score(f"{line} | E5 D5 C5 E5 | C5 D5 E5 F5")
    assert held(music, Hold(5, 3.9)) == ([("long", "n6")] if is_told else [])


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("[C4> F3<] [E4 G3] D4 C5", True),
        ("[C4< F4>=2] . . .", True),  # a rest of the one hand while the other goes on
        ("[E4>=4 C4>] . . .", False),  # another finger of the hand still holds
        ("C4 E4 G4 C5", False),
    ],
)
def test_what_a_hand_does_at_the_end_of_a_note(line: str, is_told: bool) -> None:
    music = score(" | ".join([line] * 4))
    kinds = {kind for kind, _ in held(music, Hold(0, 3.2, 0), Hold(4, 3.2, 0))}
    assert (kinds == {"long"}) is is_told


def test_what_is_told_of_a_note_is_its_share_of_the_time() -> None:
    music = score("C4 D4 E4 F4" + AFTER, qpm=80)
    for hold, kind, share in ((Hold(6, 0.3), "short", 0.3), (Hold(5, 3.0), "long", 3.0)):
        played = play(music, mistakes=[hold], velocity=_uneven)
        labels = review(music, whole(music), Mode.FREE, played.events)
        (verdict,) = judge(music, labels, played.events, Mode.FREE, aspects=[Aspect.HELD])
        assert verdict.kind.value == kind
        assert verdict.amount == pytest.approx(share, abs=0.02)
        assert verdict.position is not None
        assert verdict.time == pytest.approx(0.75 * float(verdict.position.onset), abs=0.01)


def test_the_last_key_of_a_take_was_not_heard_to_end() -> None:
    bars = score("C4 D4 E4 F4" + AFTER)
    assert held(bars, Hold(15, 0.2)) == []


def test_a_note_that_came_late_is_waited_for_by_the_one_before() -> None:
    """Short is measured against the next note as it was written, or as it came, if earlier."""
    assert held(STEPS, Hold(6, 0.49), Shift(7, -0.3)) == []
    assert held(STEPS, Hold(6, 0.49), Shift(7, 0.3)) == [("short", "n7")]


def test_a_key_that_another_voice_strikes_again_may_be_let_go() -> None:
    bars = "[C4>=4 G4>] E4> [C4> A4>] F4> | [D4>=4 A4>] F4> [D4> B4>] G4>"
    assert held(score(f"{bars} | {bars}"), Hold(0, 0.2, 0)) == []


def test_a_key_held_over_rubs_only_if_it_is_heard_against_the_other() -> None:
    """The note that comes while the key goes up is not heard against it."""
    line = score("C4 E4 G4 C5 | C4 E4 D4 C5 | C5 G4 E4 C4 | C4 E4 G4 C5")
    assert held(line, Hold(4, 2.3)) == [("long", "n5")]
    assert held(line, Hold(4, 2.1)) == []
    assert held(line, Hold(4, 2.3), Shift(6, 0.2)) == []


def test_another_finger_may_hold_on_from_the_very_beginning() -> None:
    music = score(" | ".join(["[C4>=4 E4>] . . ."] * 4))
    assert held(music, Hold(0, 3.2, 1)) == []


def test_without_a_tempo_nothing_is_too_long() -> None:
    assert held(score("C4 D4 E4"), Hold(0, 2.9)) == []


def test_a_key_that_comes_only_once_may_be_short() -> None:
    assert held(STEPS, Hold(8, 0.3)) == [("short", "n9")]


@pytest.mark.parametrize(("is_hidden", "is_cue"), [(True, False), (False, True)])
def test_what_is_not_printed_as_a_note_of_its_own_has_no_length(
    is_hidden: bool, is_cue: bool
) -> None:
    notes = tuple(
        replace(note, is_hidden=is_hidden, is_cue=is_cue) if note.id == "n7" else note
        for note in STEPS.notes
    )
    assert held(replace(STEPS, notes=notes), Hold(6, 0.3)) == []


def test_after_the_pedal_fingers_matter_again() -> None:
    pedalled = signed(STEPS, spans=[("pedal", 4, 6)])
    assert held(pedalled, Hold(5, 0.3)) == []
    assert held(pedalled, Hold(6, 0.3)) == [("short", "n7")]


def test_an_octave_can_be_held() -> None:
    bars = "[C3=4 C4<] E4 A3< E4 | [D3=4 D4<] F4 B3< F4 | "
    assert held(score(bars * 2 + "C4"), Hold(4, 0.24, 0)) == [("short", "n6")]
