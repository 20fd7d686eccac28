import pytest

from renshu.evening.review import advice, by_need, spot_around, summary_line
from renshu.practice.take import Summary, Tally
from support.notation import score

SONG = score(" | ".join(["C4 D4 E4 F4"] * 8))
GOOD, WEAK, BAD = Tally(8), Tally(6, wrong=2), Tally(2, wrong=4, missed=2)


def summary(**bars: Tally) -> Summary:
    per_measure = {int(name[1:]) - 1: tally for name, tally in bars.items()}
    values = list(per_measure.values())
    total = Tally(*(sum(getattr(t, n) for t in values) for n in Tally.__slots__))
    return Summary(total, per_measure, 38.4)


def test_the_counts_in_words() -> None:
    told = summary_line(summary(b1=GOOD, b2=WEAK))
    assert [text for text, _ in told] == [
        "88%", "● 14 right", "× 2 wrong", "○ 0 missed", "+ 0 extra", "timing ±38 ms",
    ]  # fmt: skip


def test_the_worst_bars_come_first_and_equals_in_order() -> None:
    assert by_need(summary(b1=GOOD, b2=WEAK, b3=GOOD, b4=BAD)) == (3, 1, 0, 2)


@pytest.mark.parametrize(
    ("bars", "sentence"),
    [
        ({"b1": GOOD, "b2": BAD}, "Bar 2 wants another look: Enter repeats the chosen bars."),
        (
            {"b1": GOOD, "b2": WEAK, "b3": BAD, "b4": GOOD},
            "Bars 2–3 want another look: Enter repeats the chosen bars.",
        ),
        ({"b1": GOOD}, "All that was played sits well: try it a little faster, or go on."),
        ({"b1": Tally(extra=3)}, "No notes of this score were recognised in what was played."),
    ],
)
def test_one_sentence_says_where_to_go_next(bars: dict[str, Tally], sentence: str) -> None:
    assert advice(summary(**bars), SONG) == sentence


def test_a_spot_is_four_bars_at_the_most_and_holds_the_bar() -> None:
    tallies = dict.fromkeys(range(8), BAD)
    for bar in range(8):
        spot = spot_around(tallies, bar)
        assert bar in spot
        assert len(spot) == 4
    assert spot_around({3: BAD, 4: GOOD, 2: GOOD}, 3) == range(3, 4)
