from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.practice.trends.heat import Rows, heat
from renshu.practice.trends.passes import Band, PlayedBar, Side, band_of, chosen
from renshu.score.notation import Hand

BEGAN = datetime(2026, 11, 1, 19, tzinfo=UTC)


def bar(
    day: int,
    take: int = 0,
    measure: int = 0,
    tally: Tally = Tally(4),  # noqa: B008 - frozen
    hand: Hand | None = None,
    tempo: float | None = None,
) -> PlayedBar:
    at = BEGAN + timedelta(days=day, minutes=take)
    return PlayedBar(f"{day}.{take}", at, at.date(), measure, hand, tempo, tally)


def test_a_row_is_a_day_or_a_take_the_newest_first() -> None:
    played = [bar(0), bar(1, 0), bar(1, 1, tally=Tally(3, 1)), bar(1, 1, 2)]
    days = heat(played, Rows.DAYS)
    assert [row.day for row in days] == [date(2026, 11, 2), date(2026, 11, 1)]
    assert days[0].bars == {0: Tally(7, 1), 2: Tally(4)}
    takes = heat(played, Rows.TAKES)
    assert [row.key for row in takes] == ["1.1", "1.0", "0.0"]
    assert takes[0].tally == Tally(7, 1)
    late = heat([bar(9), bar(10)], Rows.TAKES)
    assert [row.key for row in late] == ["10.0", "9.0"]


@pytest.mark.parametrize(
    ("side", "band", "keys"),
    [
        (Side.BOTH, Band.ALL, "abcd"),
        (Side.RIGHT, Band.ALL, "a"),
        (Side.LEFT, Band.ALL, "b"),
        (Side.BOTH, Band.SLOW, "a"),
        (Side.BOTH, Band.MIDDLE, "b"),
        (Side.BOTH, Band.FULL, "c"),
        (Side.LEFT, Band.FULL, ""),
    ],
)
def test_hands_and_tempi_are_chosen(side: Side, band: Band, keys: str) -> None:
    played = {
        "a": bar(0, hand=Hand.RIGHT, tempo=0.5),
        "b": bar(1, hand=Hand.LEFT, tempo=0.7),
        "c": bar(2, tempo=0.96),
        "d": bar(3),
    }
    found = chosen(played.values(), side, band)
    assert found == tuple(played[key] for key in keys)


@pytest.mark.parametrize(
    ("share", "band"),
    [(0.69, Band.SLOW), (0.7, Band.MIDDLE), (0.94, Band.MIDDLE), (0.95, Band.FULL), (2, Band.FULL)],
)
def test_bands_by_the_share_of_the_goal(share: float, band: Band) -> None:
    assert band_of(share) is band


def test_choices_go_round() -> None:
    assert [band.next for band in Band] == [*list(Band)[1:], Band.ALL]
    assert [side.next for side in Side] == [*list(Side)[1:], Side.BOTH]
    assert (Rows.DAYS.next, Rows.TAKES.next) == (Rows.TAKES, Rows.DAYS)


def test_a_row_has_its_bars_in_order_and_the_moment_it_began() -> None:
    played = [bar(0, 5, 2), bar(0, 3, 4), bar(0, 5, 1)]
    (day,) = heat(played, Rows.DAYS)
    assert list(day.bars) == [1, 2, 4]
    assert (day.key, day.at) == ("2026-11-01", BEGAN + timedelta(minutes=3))
    assert day.tally == Tally(12)


def test_how_fast_is_asked_against_the_goal() -> None:
    assert chosen([bar(0, tempo=0.8)], band=Band.FULL, goal=0.8)
    assert not chosen([bar(0, tempo=0.8)], band=Band.FULL, goal=1.2)


@given(
    st.lists(
        st.builds(
            bar,
            st.integers(0, 3),
            st.integers(0, 2),
            st.integers(0, 4),
            st.builds(Tally, st.integers(0, 9), st.integers(0, 3)),
        )
    ),
    st.randoms(),
    st.sampled_from(Rows),
)
def test_every_note_is_in_one_cell_whatever_the_order(
    passes: list[PlayedBar], dice: Random, rows: Rows
) -> None:
    found = heat(passes, rows)
    total = Tally()
    for one in passes:
        total += one.tally
    seen = Tally()
    for row in found:
        seen += row.tally
    assert seen == total
    shuffled = list(passes)
    dice.shuffle(shuffled)
    assert heat(shuffled, rows) == found
