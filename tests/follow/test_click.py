"""The follower of the click."""

from fractions import Fraction
from math import inf

import pytest

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.click import Clicking
from renshu.score.passage import unfold, whole
from support.fates import fate
from support.notation import performance, score
from support.pianist import Extra, Missed, Mistake, Pause, Shift, Wrong, play


def clicking(line: str, *, period: float | None = None) -> Clicking:
    """One second to the quarter, the first of them at 10 seconds."""
    written = score(line)
    return Clicking(unfold(written, whole(written)), _seconds, period=period)


def _seconds(onset: Fraction) -> float:
    return 10.0 + float(onset)


def hear(follower: Clicking, played: str, *, until: float = 99.0) -> list[FollowEvent]:
    said = [said for event in performance(played) for said in follower.feed(event)]
    return [*said, *follower.advance(until)]


def fates(follower: Clicking, played: str, *, until: float = 99.0) -> str:
    return " ".join(fate(said) for said in hear(follower, played, until=until) if fate(said))


@pytest.mark.parametrize(
    ("played", "fate_of_each"),
    [
        ("@10 C4 @11 D4 @12 E4", "n1 n2 n3"),
        ("@9.8 C4 @11.2 D4 @12 E4", "n1 n2 n3"),
        ("@10 C4 @12 E4", "n1 -n2 n3"),
        ("@10 C4 @11 D#4 @12 E4", "n1 x/n2 -n2 n3"),
        ("@10 C4 @10.5 D4 @12 E4", "n1 x -n2 n3"),
        ("@10 C4 @11 D4 @11.5 A4 @12 E4", "n1 n2 x n3"),
        ("@9.7 C4 @11 D4 @12 E4", "x -n1 n2 n3"),
        ("@10 C4 @11 D4 @11.1 D4 @12 E4", "n1 n2 x n3"),
        ("", "-n1 -n2 -n3"),
    ],
)
def test_a_note_has_its_time(played: str, fate_of_each: str) -> None:
    assert fates(clicking("C4 D4 E4"), played) == fate_of_each


@pytest.mark.parametrize(("time", "milliseconds"), [(9.9, -100), (10.0, 0), (10.2, 200)])
def test_timing_is_signed_against_the_click(time: float, milliseconds: float) -> None:
    (match,) = (said for said in hear(clicking("C4"), f"@{time} C4") if isinstance(said, Match))
    assert match.timing_ms == pytest.approx(milliseconds)


def test_a_deletion_tells_when_the_note_was_due() -> None:
    times = [said.time for said in hear(clicking("C4 D4"), "") if isinstance(said, Deletion)]
    assert times == [10.0, 11.0]


def test_it_moves_on_with_the_click_whatever_is_played() -> None:
    follower = clicking("C4 D4 E4")
    places = [said.expected for said in follower.advance(11.0) if isinstance(said, Moved)]
    assert places == [("n1",), ("n2",)]
    assert follower.state.expected == ("n2",)


def test_repeated_notes_are_told_apart_by_time_pianobooster_294() -> None:
    follower = clicking("E4=1/4 E4=1/4 E4=1/4 E4=1/4")
    assert fates(follower, "@10.02 E4 @10.27 E4 @10.77 E4") == "n1 n2 -n3 n4"


def test_a_repeated_note_belongs_to_the_nearest_moment() -> None:
    assert fates(clicking("E4=1/4 E4=1/4"), "@10.2 E4") == "n2 -n1"


def test_chord_notes_may_spread() -> None:
    late = "@10.2 C4 @10.25 E4 @10.27 G4"
    assert fates(clicking("[C4 E4 G4]"), late) == "n1 n2 n3"


def test_a_rolled_chord_may_take_its_time() -> None:
    rolled = "@10 C4 @10.2 E4 @10.45 G4"
    assert fates(clicking("[C4 E4 G4]!arpeggio"), rolled) == "n1 n2 n3"
    assert fates(clicking("[C4 E4 G4]"), rolled) == "n1 n2 -n3 x"


def test_only_the_first_note_of_a_rolled_chord_is_timed() -> None:
    said = hear(clicking("[C4 E4]!arpeggio"), "@10.1 C4 @10.3 E4")
    assert [m.timing_ms for m in said if isinstance(m, Match)] == [pytest.approx(100), None]


@pytest.mark.parametrize("played", ["@9.9 D4 @10 E4", "@10 E4", "@10 E4 @10.1 D4"])
def test_grace_notes_are_optional_and_not_timed(played: str) -> None:
    said = hear(clicking("~D4 E4"), played)
    assert "x" not in " ".join(map(fate, said))
    assert "-" not in " ".join(map(fate, said))
    assert [m.timing_ms for m in said if isinstance(m, Match) and m.note_id == "n1"] in ([], [None])


def test_a_trill_is_never_wrong() -> None:
    trill = "@10 C5 @10.2 D5 @10.4 C5 @10.6 B4 @10.8 C5 @11 D5 @11 G4 @11.3 C5 @11.6 A4"
    assert fates(clicking("C5!trill G4"), trill) == "n1 ~ ~ ~ ~ ~ n2 ~ x"


@pytest.mark.parametrize("seconds", [0.0, -8.0, 100.0])
def test_a_trill_lasts_as_long_after_standing_still(seconds: float) -> None:
    follower = clicking("C5!trill G4")
    follower.postpone(seconds)
    times = (10.0, 11.2, 11.6, 11.9, 12.5)
    trill = " ".join(f"@{time + seconds} C5" for time in times)
    assert fates(follower, trill, until=999.0) == "n1 ~ -n2 ~ ~ x"


def test_unisons_are_asked_once() -> None:
    assert fates(clicking("[C4< C4>]"), "@10 C4") == "n1"


def test_the_end_counts_only_what_was_due_or_begun() -> None:
    follower = clicking("C4 [D4 F4] E4")
    follower.advance(10.8)
    follower.feed(performance("@10.9 D4")[0])
    assert [fate(said) for said in follower.finish(10.95)] == ["-n3"]


def test_it_is_done_when_the_last_chord_has_closed() -> None:
    follower = clicking("C4 D4")
    follower.advance(11.2)
    assert not follower.is_done
    follower.advance(follower.end)
    assert follower.is_done


def test_standing_still_postpones_what_is_not_over() -> None:
    follower = clicking("C4 D4 E4")
    assert fates(follower, "@10 C4", until=10.9) == "n1"
    follower.postpone(100.0)
    said = hear(follower, "@111 D4 @112.1 E4", until=200.0)
    timings = {one.note_id: one.timing_ms for one in said if isinstance(one, Match)}
    assert timings == {"n2": pytest.approx(0.0), "n3": pytest.approx(100.0)}


def test_standing_still_twice_adds_up() -> None:
    follower = clicking("C4 D4 E4")
    follower.postpone(1.0)
    follower.postpone(2.0)
    assert fates(follower, "@13 C4 @14 D4 @15 E4") == "n1 n2 n3"


def test_a_loop_comes_round_again() -> None:
    follower = clicking("C4 D4", period=2.0)
    assert fates(follower, "@10 C4 @11 D4 @11.9 C4 @14 C4", until=14.5) == "n1 n2 n1 -n2 n1"
    assert not follower.is_done


def test_a_passage_without_notes_is_done() -> None:
    follower = clicking(". .")
    assert follower.is_done
    assert fates(follower, "@10 C4") == "x"


@pytest.mark.parametrize(
    "mistakes",
    [
        [],
        [Wrong(2), Wrong(5, semitones=-2)],
        [Missed(0), Missed(4, None)],
        [Extra(1, 90), Extra(3, 30)],
        [Shift(2, -0.15), Shift(6, 0.2)],
        [Wrong(1), Missed(3, 1), Extra(4, 40), Shift(5, 0.1), Wrong(7, 0, 3)],
    ],
)
def test_planted_mistakes_are_found_and_only_those(mistakes: list[Mistake]) -> None:
    written = score("[C3 E4] F4 G4 [G3 A4 C5] | B4 C5 [C3 E4] D4 | C4=4")
    played = play(written, mistakes=mistakes, spread=0.03, start=10.0, seed=3)
    follower = Clicking(unfold(written, whole(written)), _seconds)
    said = [said for event in played.events for said in follower.feed(event)]
    said += follower.advance(99.0)
    assert sorted(filter(None, map(fate, said))) == sorted(map(fate, played.labels))


def test_a_pause_against_the_click_is_a_hole() -> None:
    written = score("C4 D4 E4 F4 G4 A4")
    played = play(written, mistakes=[Pause(2, 2.0)], start=10.0)
    follower = Clicking(unfold(written, whole(written)), _seconds)
    said = [said for event in played.events for said in follower.feed(event)]
    assert [fate(one) for one in said if isinstance(one, Match)] == ["n1", "n2"]


def test_every_answer_says_where_it_is() -> None:
    follower = clicking("[C4 E4] F4!trill A4")
    said = hear(follower, "@10 C4 @10.1 D#4 @10.2 C4 @11 F4 @11.4 G4 @11.5 B4 @12 A4")
    labels = [one for one in said if isinstance(one, Match | Insertion | Deletion)]
    assert [fate(one) for one in labels] == ["n1", "x/n2", "x", "-n2", "n3", "~", "x", "n4"]
    places = [one.position and float(one.position.onset) for one in labels]
    assert places == [0, 0, 0, 0, 1, 1, 1, 2]


def test_before_anything_is_due_it_stands_at_the_beginning() -> None:
    state = clicking("[C4 E4] D4").state
    assert state.expected == ("n1", "n2")
    assert state.position is not None
    assert state.position.onset == 0


def test_it_moves_to_where_the_chord_is() -> None:
    places = [said.position for said in clicking("C4 D4").advance(11.0) if isinstance(said, Moved)]
    assert [place and place.onset for place in places] == [0, 1]


def test_a_passage_without_notes_ends_before_it_begins() -> None:
    assert clicking(". .").end == -inf


def test_what_is_due_at_the_end_was_due() -> None:
    assert [fate(said) for said in clicking("C4 D4").finish(10.0) if fate(said)] == ["-n1"]


def test_what_comes_is_told_before_what_is_over() -> None:
    """Where one chord closes at the moment at which another is due."""
    told = clicking("C4=1/4 D4").advance(10.25)
    assert [said.expected if isinstance(said, Moved) else fate(said) for said in told] == [
        ("n1",),
        ("n2",),
        "-n1",
    ]


@pytest.mark.parametrize(
    ("played", "fate_of_each"),
    [
        ("@9.97 C3 @10 C4 @10.2 C3 @10.4 C3", "n1 n2 n3 n4"),
        ("@10 C3 @10 C4 @10.2 C3 @10.4 C3", "n1 n2 n3 n4"),
        ("@10 C4 @10.08 C3 @10.4 C3", "n2 n3 n4"),  # without it, and the next one early
    ],
)
def test_a_grace_note_before_the_beat_is_not_the_note_after_it(
    played: str, fate_of_each: str
) -> None:
    assert fates(clicking("~C3 C4=1/5 C3=1/5 C3=1/5"), played) == fate_of_each


def test_a_grace_note_behind_its_main_note_is_not_the_next_note() -> None:
    assert fates(clicking("~C4 C4=1/4 C4=1/4"), "@10 C4 @10.06 C4") == "n2 n1 -n3"
