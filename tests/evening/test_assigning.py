from hypothesis import given
from hypothesis import strategies as st

from renshu.evening.assigning import Assignment, assigned, parse_assignment
from renshu.score.hands import HandChoice, with_choices
from renshu.score.notation import Hand
from support.notation import score

SONG = score(" | ".join(["C5> D5> E3< F3<"] * 6))

assignments = st.builds(
    lambda first, bars, hand, staff: Assignment(
        SONG.measures[first].onset, SONG.measures[min(5, first + bars)].end, hand, staff
    ),
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from([None, Hand.LEFT, Hand.RIGHT]),
    st.sampled_from([None, 1, 2]),
)


def test_what_is_written_is_understood() -> None:
    bar = SONG.measures[1]
    assert parse_assignment(SONG, "2 left") == Assignment(bar.onset, bar.end, Hand.LEFT)
    end = SONG.measures[3].end
    assert parse_assignment(SONG, " 2 - 4  Upper Right ") == Assignment(
        bar.onset, end, Hand.RIGHT, 1
    )
    assert parse_assignment(SONG, "2–4 lower written") == Assignment(bar.onset, end, None, 2)
    for wrong in ("", "2", "left", "2 middle left", "9 left", "4-2 left", "2 upper"):
        assert parse_assignment(SONG, wrong) is None, wrong


@given(st.lists(assignments, max_size=6))
def test_the_last_word_holds_and_written_is_as_if_nothing_was_said(said: list[Assignment]) -> None:
    choices: tuple[HandChoice, ...] = ()
    for one in said:
        choices = assigned(choices, one)
    chosen = with_choices(SONG, choices)
    for written, note in zip(SONG.notes, chosen.notes, strict=True):
        last = [one for one in said if means(one, note.onset, note.staff)][-1:]
        assert note.hand is (last[0].hand if last and last[0].hand else written.hand)


@given(st.lists(assignments, max_size=20))
def test_choices_do_not_pile_up(said: list[Assignment]) -> None:
    choices: tuple[HandChoice, ...] = ()
    for one in said:
        choices = assigned(choices, one)
    assert len(choices) <= 2 * len(SONG.measures)


def means(one: Assignment, onset: object, staff: int) -> bool:
    return one.start <= onset < one.end and one.staff in {None, staff}  # type: ignore[operator]
