"""The follower that waits: its rules, one test for each, named after what happened elsewhere."""

import pytest

from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.follow.tolerance import STANDARD
from renshu.follow.waiting import Waiting
from renshu.score.notation import Score
from renshu.score.passage import unfold, whole
from support.fates import fate
from support.notation import performance, score


def waiting_for(line: str, **kwargs: object) -> Waiting:
    return follower(score(line, **kwargs))  # type: ignore[arg-type]


def follower(written: Score, *, is_looped: bool = False) -> Waiting:
    return Waiting(unfold(written, whole(written)), is_looped=is_looped)


def fates(follower: Waiting, played: str, *, beat: float = 0.5, start: float = 0.0) -> str:
    """What each press was: a note's id, `x` for extra, `x/n3` for wrong, `~` for an ornament."""
    events = performance(played, beat=beat, start=start)
    return " ".join(fate(said) for event in events for said in follower.feed(event) if fate(said))


def test_it_goes_on_when_all_keys_of_the_chord_are_down() -> None:
    follower = waiting_for("[C3 E4] G4")
    assert fates(follower, "E4") == "n2"
    assert follower.state.expected == ("n1",)
    assert fates(follower, "C3", start=60.0) == "n1"
    assert follower.state.expected == ("n3",)


def test_repeated_notes_are_not_skipped_pianobooster_294() -> None:
    follower = waiting_for("E4 E4 F#4")
    assert fates(follower, "E4=4") == "n1"
    assert follower.state.expected == ("n2",), "a held key does not play the next note"
    assert fates(follower, "E4 F#4", start=3.0) == "n2 n3"


def test_wrong_notes_are_not_overlooked_pianobooster_310() -> None:
    follower = waiting_for("[C4 G4] E4")
    assert fates(follower, "C#4 A4 C4 B3 G4") == "x/n1 x/n2 n1 x/n2 n2"


def test_the_pedal_satisfies_no_wait_sightread_258() -> None:
    follower = waiting_for("C4 E4 C4 E4")
    assert fates(follower, "ped C4 E4") == "n1 n2"
    assert follower.state.expected == ("n3",)
    assert fates(follower, "C4 E4", start=5.0) == "n3 n4"


def test_keys_in_the_wrong_order_are_wrong_sightread_127() -> None:
    follower = waiting_for("A4 B4 C5")
    assert fates(follower, "B4 A4") == "x/n1 n1"
    assert follower.state.expected == ("n2",), "B4 is asked again"
    assert fates(follower, "B4 C5") == "n2 n3"


def test_an_early_key_of_the_next_chord_is_not_lost() -> None:
    follower = waiting_for("[C3 E4] F4 G4")
    assert fates(follower, "@0 E4 @0.2 F4 @0.25 C3") == "n2 n3 n1"
    assert follower.state.expected == ("n4",)


def test_a_key_of_the_next_chord_long_after_this_one_was_begun_is_wrong() -> None:
    follower = waiting_for("[C4 E4] F4 G4")
    assert fates(follower, "@0 C4 @2.0 F4") == "n1 x/n2"
    assert fates(follower, "@3 E4 @4 F4") == "n2 n3"


def test_a_key_two_chords_ahead_is_wrong() -> None:
    follower = waiting_for("[C4 E4] F4 G4")
    assert fates(follower, "@0 C4 @0.1 G4") == "n1 x/n2"


def test_a_chord_played_early_altogether_is_passed() -> None:
    follower = waiting_for("[C4 E4] [F4 A4] G4")
    assert fates(follower, "@0 C4 @.1 F4 @.2 A4 @.3 E4 @.4 G4") == "n1 n3 n4 n2 n5"
    assert follower.is_done


def test_an_early_key_is_not_taken_twice() -> None:
    follower = waiting_for("[C4 E4] F4 G4")
    assert fates(follower, "@0 C4 @.1 F4 @.2 F4") == "n1 n3 x/n2"


def test_repeats_do_not_desynchronise_the_wait_piano_ml_89() -> None:
    follower = waiting_for("C4 D4 | E4 F4 | G4 A4", order=[0, 1, 0, 1, 2])
    assert fates(follower, "C4 D4 E4 F4 C4 D4 E4 F4 G4") == "n1 n2 n3 n4 n1 n2 n3 n4 n5"
    assert follower.state.position is not None
    assert follower.state.position.measure == 2


def test_the_second_pass_is_known_as_such() -> None:
    follower = waiting_for("C4 D4 |", order=[0, 0])
    fates(follower, "C4 D4 C4")
    assert follower.state.position is not None
    assert follower.state.position.pass_number == 2


@pytest.mark.parametrize("line", ["[C4< C4>] D4", "[C4< C4> G4] D4"])
def test_unisons_are_asked_once(line: str) -> None:
    follower = waiting_for(line)
    fates(follower, "C4" if "G4" not in line else "C4 G4")
    assert fates(follower, "D4", start=9.0) in {"n3", "n4"}
    assert follower.is_done


def test_notes_of_a_chord_may_come_at_any_time() -> None:
    assert fates(waiting_for("[C4 E4 G4]!arpeggio"), "@0 G4 @30 C4 @900 E4") == "n3 n1 n2"


def test_a_chord_struck_again_while_searching_is_extra_not_wrong() -> None:
    assert fates(waiting_for("[C4 E4 G4]"), "C4 E4 C4 E4 G4") == "n1 n2 x x n3"


@pytest.mark.parametrize(
    ("played", "fate_of_each"),
    [
        ("D4 E4 F4", "n2 n3 n4"),
        ("E4 F4", "n3 n4"),
        ("E4 D4 F4", "n3 n2 n4"),
        ("D4 D4 E4 F4", "n2 ~ n3 n4"),
    ],
)
def test_grace_notes_are_optional(played: str, fate_of_each: str) -> None:
    follower = waiting_for("C4 ~D4 E4 F4 G4")
    assert fates(follower, "C4") == "n1"
    assert fates(follower, played, start=1.0) == fate_of_each
    assert follower.state.expected == ("n5",)


@pytest.mark.parametrize(
    ("played", "fate_of_each"),
    [
        ("@0 C4 @.08 C4 @1 C4 @1.08 C4 @2 C4", "n2 n1 n4 n3 n5"),
        ("@0 C4 @1 C4 @2 C4", "n2 n4 n5"),
        ("@0 C4 @1 C4 @1.08 C4 @2 C4", "n2 n4 n3 n5"),
    ],
)
def test_a_grace_note_on_its_main_notes_key_does_not_leak_on(
    played: str, fate_of_each: str
) -> None:
    assert fates(waiting_for("~C4 C4 ~C4 C4 C4"), played) == fate_of_each


def test_grace_notes_are_not_waited_for() -> None:
    assert waiting_for("~C4 ~D4 E4").state.expected == ("n3",)
    last = waiting_for("C4 ~D4 .")
    assert fates(last, "C4 D4") == "n1 n2"
    assert last.is_done


@pytest.mark.parametrize(
    ("played", "fate_of_each"),
    [
        ("D4 C4", "n1 n2"),
        ("E4 D4 E4 D4 E4 D4 C4", "~ n1 ~ ~ ~ ~ n2"),
        ("D4 C#4 D4 C4", "n1 ~ ~ n2"),
        ("D4 G4 C4", "n1 x/n2 n2"),
    ],
)
def test_ornaments_are_optional_and_never_wrong(played: str, fate_of_each: str) -> None:
    follower = waiting_for("D4!trill C4 G4")
    assert fates(follower, played, beat=0.1) == fate_of_each


def test_a_trill_lasts_over_the_notes_below_it() -> None:
    follower = waiting_for("[D5=3!trill C3] E3 G3 | C3 D3")
    assert fates(follower, "D5 C3 E5 D5 E3 E5 D5 G3 E5 D5 C3", beat=1.0).endswith("~ ~ n5")
    assert fates(follower, "E5", start=20.0) == "x", "the trill is over"


def test_a_trill_that_runs_on_is_not_wrong() -> None:
    follower = waiting_for("D4!trill E4 C4 G4")
    assert fates(follower, "D4 E4 D4 E4 D4 C4", beat=0.1) == "n1 n2 ~ ~ ~ n3"


def test_one_key_skips_and_the_notes_are_missed() -> None:
    follower = waiting_for("[C3 E4] F4")
    fates(follower, "E4")
    said = follower.skip(7.0)
    assert [fate(event) for event in said] == ["-n1", ""]
    assert isinstance(said[0], Deletion)
    assert said[0].time == 7.0
    assert fates(follower, "F4", start=8.0) == "n3"


def test_skipping_passes_what_was_played_early() -> None:
    follower = waiting_for("[C3 E4] F4 G4")
    fates(follower, "@0 E4 @0.1 F4")
    follower.skip(1.0)
    assert follower.state.expected == ("n4",)


def test_skipping_at_the_end_does_nothing() -> None:
    follower = waiting_for("C4")
    fates(follower, "C4")
    assert [fate(event) for event in follower.skip(1.0)] == [""]
    assert follower.is_done


def test_the_end_leaves_the_chord_that_was_begun() -> None:
    begun, untouched = waiting_for("[C3 E4] F4"), waiting_for("[C3 E4] F4")
    fates(begun, "E4")
    assert [fate(event) for event in begun.finish(1.0)] == ["-n1"]
    assert untouched.finish(1.0) == ()


def test_keys_after_the_end_are_extra() -> None:
    follower = waiting_for("C4 D4")
    assert fates(follower, "C4 D4 D4 E4") == "n1 n2 x x"


def test_a_loop_starts_over_and_keeps_early_keys() -> None:
    follower_ = follower(score("C4 [D4 G3]"), is_looped=True)
    assert fates(follower_, "C4 D4 @0.7 C4 @.8 G3 @1.3 [D4 G3] C4") == "n1 n2 n1 n3 n2 n3 n1"
    assert not follower_.is_done


def test_a_passage_without_notes_is_done() -> None:
    follower = waiting_for(". | .=4")
    assert follower.is_done
    assert follower.state.position is None
    assert fates(follower, "C4") == "x"


def test_every_answer_says_where_it_is() -> None:
    follower = waiting_for("[C4 E4] F4 ~A4 G4 B4")
    played = performance("@0 C4 @.1 F4 @.2 D4 @.3 C4 @.4 E4 @1 A4 @1.1 G4 @2 D5")
    said = [one for event in played for one in follower.feed(event) if fate(one)]
    assert [fate(one) for one in said] == ["n1", "n3", "x/n2", "x", "n2", "n4", "n5", "x/n6"]
    places = [one.position for one in said if isinstance(one, Match | Insertion)]
    assert [place and place.onset for place in places] == [0, 1, 0, 0, 0, 2, 2, 3]


def test_missed_notes_say_where_they_were() -> None:
    follower = waiting_for("C4 [C3 E4] F4")
    fates(follower, "C4 E4")
    (missed, now) = follower.skip(7.0)
    assert isinstance(missed, Deletion)
    assert (missed.note_id, float(missed.position.onset), missed.time) == ("n2", 1.0, 7.0)
    assert now == follower.state
    assert follower.state.position is not None
    assert follower.state.position.onset == 2


def test_after_the_end_the_place_is_that_of_the_last_chord() -> None:
    follower = waiting_for("C4 D4")
    fates(follower, "C4 D4")
    assert follower.state.position is not None
    assert follower.state.position.onset == 1
    assert follower.state.expected == ()


def test_once_is_enough_unless_it_is_a_loop() -> None:
    line = score("C4 D4")
    once = Waiting(unfold(line, whole(line)))
    assert fates(once, "C4 D4 C4") == "n1 n2 x"
    assert once.is_done


EARLY = STANDARD.early_key


@pytest.mark.parametrize(
    ("seconds", "fate_of_it"), [(EARLY - 0.001, "n3"), (EARLY, "n3"), (EARLY + 0.001, "x/n2")]
)
def test_how_soon_a_key_of_the_next_chord_is_early(seconds: float, fate_of_it: str) -> None:
    follower = waiting_for("[C4 E4] F4")
    assert fates(follower, f"@0 C4 @{seconds} F4") == f"n1 {fate_of_it}"


def test_each_early_key_makes_the_next_one_early() -> None:
    follower = waiting_for("[C4 E4] [F4 A4 B4] G4")
    late = 0.9 * EARLY
    assert fates(follower, f"@0 C4 @{late} F4 @{2 * late} A4") == "n1 n3 n4"
    assert fates(waiting_for("[C4 E4] F4"), f"@{EARLY + 1} C4 @{EARLY + 1.1} F4") == "n1 n3"


def test_before_a_chord_is_begun_nothing_is_early() -> None:
    follower = waiting_for("C4 [D4 F4] G4")
    assert fates(follower, "@0 C4 @.1 G4") == "n1 x/n3"


GRACE = STANDARD.grace


@pytest.mark.parametrize(
    ("seconds", "fate_of_each"),
    [(0.5 * GRACE, "n2 n1 n3"), (GRACE, "n2 n1 n3"), (1.1 * GRACE, "n2 n3 x/n4")],
)
def test_how_long_a_grace_note_may_follow_its_main_note(seconds: float, fate_of_each: str) -> None:
    follower = waiting_for("~C4 C4 C4 D4")
    assert fates(follower, f"@0 C4 @{seconds} C4 @{seconds + 1} C4") == fate_of_each


def test_a_late_grace_note_is_that_of_the_chord_just_played() -> None:
    follower = waiting_for("E4 ~D4 C4 [D4 G4] A4")
    assert fates(follower, "E4 @1 C4 @1.05 G4 @1.1 D4") == "n1 n3 n5 n4"
    other_key = waiting_for("~D4 C4 E4 D4")
    assert fates(other_key, "@0 C4 @.1 D4 @.2 E4 @.3 D4") == "n2 n1 n3 n4"


@pytest.mark.parametrize(
    ("line", "played", "fate_of_each"),
    [
        ("D5=2!trill C4 G4", "@0 D5 @.2 E5 @.4 C4 @.6 E5 @.8 D5", "n1 ~ n2 ~ ~"),
        ("C4 D5!trill E4 G4 A4", "@0 C4 @.2 D5 @.4 E4 @.6 G4 @2 E5", "n1 n2 n3 n4 x/n5"),
        ("[D5=2!trill C3] E3 F3 G3", "@0 D5 @.1 C3 @.2 E3 @.3 E5 @.4 F3 @.5 G3 @9 E5", None),
        ("C4 | D5=2!trill", "@0 C4 @1 D5 @1.2 E5 @1.4 D5 @1.6 E5", "n1 n2 ~ ~ ~"),
    ],
)
def test_until_when_a_trill_may_go_on(line: str, played: str, fate_of_each: str | None) -> None:
    said = fates(waiting_for(line), played)
    assert said == fate_of_each if fate_of_each else said.endswith(" x")


def test_a_trill_in_a_loop_ends_in_its_own_lap() -> None:
    music = score("D5!trill C4 G4 A4")
    looped = follower(music, is_looped=True)
    lap = "D5 E5 D5 C4 G4 A4"
    assert fates(looped, lap, beat=0.1) == "n1 ~ ~ n2 n3 n4"
    assert fates(looped, lap, beat=0.1, start=5.0) == "n1 ~ ~ n2 n3 n4"
    assert fates(looped, "@20 D5 @21 C4 @22 E5") == "n1 n2 x/n3"


def test_a_late_grace_note_says_where_it_was() -> None:
    follower = waiting_for("C4 ~D4 E4 F4")
    said = [one for e in performance("C4 E4 D4") for one in follower.feed(e) if fate(one)]
    late = said[-1]
    assert isinstance(late, Match)
    assert (late.note_id, float(late.position.onset)) == ("n2", 1.0)


@pytest.mark.parametrize(
    ("played", "fate_of_it"),
    [
        ("@0 C4 @1 D4 @9 D4", "~"),  # its main note is still to come
        ("@0 C4 @1 D4 @2 E4 @9 D4", "~"),
        ("@0 C4 @1 D4 @2 E4 @3 F4 @9 D4", "x/n5"),
        ("@0 C4 @1 E4 @2 D4 @9 D4", "~"),
        ("@0 C4 @1 E4 @2 D4 @3 F4 @9 D4", "x/n5"),
    ],
)
def test_until_when_a_grace_note_may_be_struck_again(played: str, fate_of_it: str) -> None:
    follower = waiting_for("C4 ~D4 E4 F4 G4 A4")
    assert fates(follower, played).split()[-1] == fate_of_it


def test_the_further_notes_of_an_ornament_say_where_it_is() -> None:
    follower = waiting_for("C4 D4!trill [E4 G4]")
    said = [one for e in performance("C4 D4 C4") for one in follower.feed(e) if fate(one)]
    trilled = said[-1]
    assert isinstance(trilled, Insertion)
    assert trilled.is_ornament
    assert trilled.position is not None
    assert trilled.position.onset == 2
