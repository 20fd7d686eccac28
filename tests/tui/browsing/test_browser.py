from dataclasses import replace
from datetime import timedelta

import pytest

from renshu.config import Order, Shelving
from renshu.library.catalogue.search import Finder, Standing
from renshu.tui.browsing.browser import Browser
from renshu.tui.browsing.items import Item
from renshu.tui.browsing.rows import TableRows, TreeRows
from renshu.tui.drawing import table
from renshu.tui.drawing.row import plain
from support.shelves import (
    ANGEL_BEATS,
    BEATS,
    CANON,
    DANGO,
    DAY,
    EASY,
    FULL,
    TREASURE,
    WISH,
    collection,
)

KNOWN = collection(
    played={"score 2": DAY, "score 3": DAY + timedelta(days=3)},
    learnt={"score 2": 5, "score 3": 10},
    grades={"hash 2": 2.0, "hash 3": 4.4, "hash 1": 1.0},
)
TABLE = Browser(KNOWN)
TREE = replace(TABLE, shelving=Shelving.TREE)


def text(rows: TableRows | TreeRows, width: int = 110) -> list[str]:
    """The lines as they are seen."""
    wide = table.widths(rows.columns, width)
    lines = (rows.line(index) for index in range(len(rows)))
    return [plain([table.draw(rows.columns, wide, line.cells)]).rstrip() for line in lines]


@pytest.mark.parametrize(
    ("order", "firsts"),
    [
        (Order.TITLE, [CANON, EASY, BEATS]),
        (Order.SERIES, [EASY, BEATS, FULL, DANGO, CANON]),
        (Order.COMPOSER, [EASY, CANON]),
        (Order.DIFFICULTY, [EASY, FULL, BEATS]),
        (Order.PROGRESS, [FULL, EASY]),
        (Order.PLAYED, [FULL, EASY]),
        (Order.ADDED, [CANON, DANGO, FULL]),
    ],
)
def test_what_is_known_comes_first_in_every_order(order: Order, firsts: list[object]) -> None:
    entries = replace(TABLE, order=order).entries
    assert list(entries[: len(firsts)]) == firsts
    assert sorted(one.id for one in entries) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("order", [Order.DIFFICULTY, Order.PROGRESS, Order.PLAYED, Order.COMPOSER])
def test_the_other_way_round_what_is_not_known_still_comes_last(order: Order) -> None:
    known = {
        Order.DIFFICULTY: 3, Order.PROGRESS: 2, Order.PLAYED: 2, Order.COMPOSER: 2,
    }[order]  # fmt: skip
    there, back = (
        replace(TABLE, order=order, is_turned=turned).entries for turned in (False, True)
    )
    assert list(there[:known]) == list(reversed(back[:known]))
    assert there[known:] == back[known:]


def test_the_same_heading_again_turns_the_order() -> None:
    once = TABLE.by(Order.DIFFICULTY)
    assert (once.order, once.is_turned) == (Order.DIFFICULTY, False)
    assert once.by(Order.DIFFICULTY).is_turned
    assert not once.by(Order.DIFFICULTY).by(Order.TITLE).is_turned


def test_the_tree_goes_from_series_to_tracks_to_arrangements() -> None:
    starts = [line[:19].rstrip() for line in text(TREE.rows())]
    assert starts == [
        "▾ Angel Beats!",
        "    My Soul, Your B",
        "    Brave Song",
        "  ▾ 一番の宝物  Ichiban",
        "      一番の宝物 · easy",
        "      一番の宝物 · full",
        "▾ クラナド  Clannad",
        "    だんご大家族",
        "▾ Without a series",
        "    Canon",
    ]


def test_where_little_is_unfolded_series_stand_alone() -> None:
    shut = TREE.folded(Item(ANGEL_BEATS), is_open=False)
    keys = [shut.rows().key(index) for index in range(len(shut.rows()))]
    assert keys == ["anime 1", "anime 2", "arrangement 4", "anime 0", "arrangement 5"]
    assert shut.showing(Item(EASY)).rows().find("arrangement 2") is not None
    assert TREE.folded(Item(ANGEL_BEATS), is_open=True) == TREE


def test_a_track_with_one_arrangement_is_one_line() -> None:
    keys = [TREE.rows().key(index) for index in range(len(TREE.rows()))]
    assert keys == [
        "anime 1", "arrangement 1", "track 4", "track 2", "arrangement 2", "arrangement 3",
        "anime 2", "arrangement 4", "anime 0", "arrangement 5",
    ]  # fmt: skip


def test_titles_stand_in_their_own_language_first_then_in_others() -> None:
    (line,) = [one for one in text(TABLE.rows()) if "easy" in one]
    assert line.startswith("一番の宝物 · easy  Ichiban no")


def test_what_is_only_wanted_stands_behind_the_scores() -> None:
    rows = TABLE.rows()
    assert rows.item(len(rows) - 1).thing == WISH
    assert "no score yet"[:6] in text(rows)[-1]


def test_every_line_is_found_by_its_key() -> None:
    for browser in (TABLE, TREE):
        rows = browser.rows()
        assert [rows.find(rows.key(index)) for index in range(len(rows))] == [*range(len(rows))]
        assert rows.find("arrangement 99") is None


def test_lines_are_as_wide_as_the_columns_whatever_the_script() -> None:
    from rich.cells import cell_len

    for browser in (TABLE, TREE):
        rows = browser.rows()
        for width in (60, 80, 121):
            wide = table.widths(rows.columns, width)
            for index in range(len(rows)):
                drawn = plain([table.draw(rows.columns, wide, rows.line(index).cells)])
                assert cell_len(drawn) == sum(cells + 2 for cells in wide if cells)


def searching(words: str) -> Browser:
    """The library after a search."""
    found = Finder().find(KNOWN.shelf, Standing(KNOWN.grades), words)
    return replace(TABLE, text=words, found=found)


def test_what_was_sought_is_marked_in_what_is_seen() -> None:
    rows = searching("takara").rows()
    spans = [
        span.text
        for index in range(len(rows))
        for cell in rows.line(index).cells
        if not isinstance(cell, str)
        for span in cell
        if span.ground == "found"
    ]
    assert "Takara" in spans


def test_words_are_ranked_and_fields_leave_the_order() -> None:
    assert searching("takara").ordered_by is None
    by_level = replace(searching("series:angel"), order=Order.DIFFICULTY)
    assert by_level.ordered_by is not None
    assert list(by_level.entries) == [EASY, FULL, BEATS]


def test_a_wish_is_found_too() -> None:
    rows = searching("brave").rows()
    assert [rows.item(index).thing for index in range(len(rows))] == [WISH]
    in_tree = replace(searching("brave"), shelving=Shelving.TREE).rows()
    assert in_tree.find(Item(TREASURE).key) is None
    assert in_tree.find(Item(WISH).key) is not None
