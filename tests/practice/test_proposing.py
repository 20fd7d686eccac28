from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.boundaries import Reason
from renshu.practice.proposing import phrases, weakest
from renshu.practice.take import Tally
from renshu.score.bars import span_text
from renshu.score.notation import Score, Span
from support.notation import score
from support.strategies import scores

BAR = "C5 D5 E5 F5"


def piece(bars: int) -> Score:
    """So many bars of which no two are alike."""
    return score(" | ".join(f"{BAR} C{2 + bar % 3}<=1/{bar + 2} D5" for bar in range(bars)))


def told(one: Score) -> list[str]:
    return [span_text(one, each.section.start, each.section.end) for each in phrases(one)]


def changed(one: Score, measure: int, **changes: object) -> Score:
    measures = list(one.measures)
    measures[measure] = replace(measures[measure], **changes)  # type: ignore[arg-type]
    return replace(one, measures=tuple(measures))


@given(scores())
def test_the_phrases_are_the_whole_piece(one: Score) -> None:
    """Law: they follow on each other without a gap, whatever the piece."""
    found = [each.section for each in phrases(one)]
    assert found[0].start == 0
    assert found[-1].end == one.end
    assert [each.end for each in found[:-1]] == [each.start for each in found[1:]]


def test_without_a_reason_phrases_are_of_even_length() -> None:
    assert told(piece(16)) == ["1–8", "9–16"]


def test_a_rehearsal_mark_a_double_bar_and_a_key_part_the_piece() -> None:
    for change, measure in (
        ({"rehearsal_mark": "B"}, 5),
        ({"has_double_bar": True}, 4),
    ):
        assert told(changed(piece(9), measure, **change)) == ["1–5", "6–9"]
    changed_key = piece(9)
    for measure in range(5, 9):
        changed_key = changed(changed_key, measure, key_fifths=3)
    assert told(changed_key) == ["1–5", "6–9"]


def test_a_rehearsal_mark_names_its_section() -> None:
    marked = changed(changed(piece(9), 5, rehearsal_mark="B"), 0, rehearsal_mark="A")
    assert [each.reason for each in phrases(marked)] == ["rehearsal mark A", "rehearsal mark B"]


def test_a_repeat_parts_the_piece_and_its_endings_do_not() -> None:
    order = [*range(6), *range(6), *range(6, 12)]
    repeated = score(" | ".join([BAR] * 12), order=order)
    assert "1–6" in told(repeated)[:1]
    endings = [*range(6), *range(5), *range(6, 11)]
    with_endings = changed(score(" | ".join([BAR] * 11), order=endings), 5, has_double_bar=True)
    assert all(not text.startswith("7") for text in told(with_endings))


def test_the_end_of_a_slur_is_better_than_its_middle() -> None:
    one = piece(12)
    slurs = tuple(
        Span("slur", one.measures[first].onset, one.measures[first + 5].end - 1) for first in (0, 6)
    )
    assert told(replace(one, spans=slurs))[0] == "1–6"


def test_what_comes_back_begins_a_phrase() -> None:
    theme = "C5 E5 G5 E5 | F5 A5 C6 A5"
    others = [f"C5=1/{n} D5 E5" for n in range(2, 6)]
    one = score(f"{theme} | {' | '.join(others)} | {theme} | {' | '.join(others[::-1])}")
    found = phrases(one)
    assert found[1].reason == Reason.RETURN.value
    assert told(one)[1].startswith("7")


def test_a_phrase_has_the_upbeat_that_the_piece_has() -> None:
    bars = [f"{low}4 {high}5 E5 G5" for low in "CDEF" for high in "CDEF"]
    with_upbeat = score(" | ".join(["G5", *bars]))
    assert phrases(with_upbeat)[1].section.start == with_upbeat.measures[9].onset - 1
    printed = changed(with_upbeat, 9, rehearsal_mark="B")
    assert phrases(printed)[1].section.start == printed.measures[9].onset
    without = score(" | ".join(bars))
    assert phrases(without)[1].section.start == without.measures[8].onset


def test_a_pickup_is_no_bar_of_a_phrase() -> None:
    eleven = score(
        " | ".join(["G5", *[f"{low}4 {high}5 E5 G5" for low in "CDEF" for high in "CD"]])
    )
    assert told(eleven) == ["1–9"]
    ten = [f"{low}4 {high}5 E5=2" for low in "CDEFG" for high in "CD"]
    assert told(score(" | ".join(["G5", *ten]))) == ["1–5", "6–11"]
    assert told(score(" | ".join(ten))) == ["1–4", "5–10"]


def test_a_piece_whose_first_bar_is_full_has_no_pickup() -> None:
    assert told(piece(12)) == ["1–4", "5–12"]


def test_the_weakest_bars_come_with_their_neighbours() -> None:
    takes = [{2: Tally(2, 2), 8: Tally(9, 1), 9: Tally(1, 0, 3), 10: Tally(4)}]
    one = piece(12)
    found = weakest(one, takes)
    assert [span_text(one, each.section.start, each.section.end) for each in found] == [
        "9–11",
        "2–4",
    ]
    assert found[0].reason == "weak: 25% right"


def test_the_first_and_the_last_bar_have_one_neighbour() -> None:
    one = piece(6)
    for weak, bars in ((0, "1–2"), (1, "1–3"), (4, "4–6"), (5, "5–6")):
        (found,) = weakest(one, [{weak: Tally(1, 1)}])
        assert span_text(one, found.section.start, found.section.end) == bars


def test_from_nine_of_ten_right_notes_on_a_bar_is_not_weak() -> None:
    assert weakest(piece(3), [{1: Tally(9, 1)}]) == ()
    assert weakest(piece(3), [{1: Tally(9, 1, 0, 1)}])[0].reason == "weak: 82% right"
    assert weakest(piece(3), [{1: Tally(0, 0, 0, 3)}]) == ()


def test_only_the_weakest_of_many_weak_bars_are_looked_at() -> None:
    """Two for each proposal: here the first and the fifth, and not what joins them."""
    take = {0: Tally(5, 5), 4: Tally(6, 4), 2: Tally(7, 3)}
    (found,) = weakest(piece(8), [take], most=1)
    assert span_text(piece(8), found.section.start, found.section.end) == "1–2"


def test_weak_neighbours_are_one_section_and_the_latest_takes_tell() -> None:
    one = piece(12)
    takes = [*([{4: Tally(8)}] * 3), {4: Tally(0, 8), 6: Tally(4, 4), 7: Tally(4, 4)}]
    assert [
        span_text(one, each.section.start, each.section.end) for each in weakest(one, takes)
    ] == ["6–9"]


@given(st.dictionaries(st.integers(0, 11), st.builds(Tally, *[st.integers(0, 5)] * 4)))
def test_there_are_never_more_than_asked_for(take: dict[int, Tally]) -> None:
    assert len(weakest(piece(12), [take], most=2)) <= 2
