"""Octave lines, endings and pedals in one text row each."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.brackets import BracketPainter
from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import Bracket
from renshu.engrave.picture import Layout, Text
from renshu.engrave.room import Room
from renshu.engrave.scale import Scale, dots_across
from renshu.engrave.svg_brackets import read_bracket
from support.dots import drawn

COLUMN = 2 / dots_across(4)
"""Units of a text column."""


def painted(*brackets: Bracket, columns: int = 12) -> tuple[list[str], list[Text]]:
    ink = Canvas(2 * columns, 12)
    scale = Scale([], Layout(2 * columns), 0)
    painter = BracketPainter(ink, ink, scale, Room(ink, (2, 4), 0))
    texts = [text for bracket in brackets for text in painter.place(bracket)]
    return drawn(ink.cut(0, 12)), texts


def test_an_octave_line_begins_with_its_words_and_ends_with_a_hook() -> None:
    line = Bracket("octave", 0, 10 * COLUMN, 0, "8va", is_above=True, is_dashed=True, has_end=True)
    rows, texts = painted(line)
    assert texts == [Text(0, 2, "octave", "8va")]
    assert [row.rstrip(".") for row in rows[:4]] == [
        "",
        ".......##..##..##..##",
        "....................#",
        "....................#",
    ]


def test_a_pedal_line_has_hooks_that_point_up() -> None:
    pedal = Bracket("pedal", COLUMN, 6 * COLUMN, 0, has_start=True, has_end=True)
    rows, texts = painted(pedal)
    assert texts == []
    assert rows[:4] == [
        "..#.........#...........",
        "..#.........#...........",
        "..###########...........",
        "........................",
    ]


def test_brackets_that_would_meet_get_rows_of_their_own() -> None:
    one = Bracket("voltaBracket", 0, 8 * COLUMN, 0, "1.", is_above=True)
    _, texts = painted(one, one)
    assert sorted(text.y for text in texts) == [2, 6]


@given(st.floats(-50, 900), st.floats(0, 900), st.sampled_from(["", "8va", "15ma"]))
def test_no_bracket_leaves_the_picture(left: float, length: float, text: str) -> None:
    rows, texts = painted(Bracket("octave", left, left + length, 0, text, has_end=True))
    assert all(len(row) == 24 for row in rows)
    for one in texts:
        assert 0 <= one.x <= one.x + 2 * len(text) <= 24
        assert one.x % 2 == 0


def group(content: str, attributes: str = "") -> ET.Element:
    return ET.fromstring(f"<g {attributes}>{content}</g>")  # noqa: S314


@pytest.mark.parametrize(
    ("place", "code", "text"),
    [("above", "E510", "8va"), ("below", "E510", "8vb"), ("above", "E514", "15ma")],
)
def test_an_octave_is_named_as_it_is_read(place: str, code: str, text: str) -> None:
    bracket = read_bracket(
        group(
            f'<use href="#{code}-x" transform="translate(100, 240) scale(0.72, 0.72)"/>'
            '<path d="M310 12 L900 12" stroke-dasharray="36 72"/>'
            '<polyline points="900,192 900,12 810,12 "/>',
            f'data-dis.place="{place}"',
        ),
        "octave",
    )
    is_above = place == "above"
    assert bracket == Bracket("octave", 100, 900, 12, text, is_above, True, False, True)


def test_an_octave_that_goes_on_from_the_system_before_stands_in_parentheses() -> None:
    content = "".join(
        f'<use href="#{code}-x" transform="translate({x}, 240) scale(0.72, 0.72)"/>'
        for code, x in (("E51A", 0), ("E510", 90), ("E51B", 180))
    )
    bracket = read_bracket(group(content + '<path d="M310 12 L900 12"/>'), "octave")
    assert bracket is not None
    assert (bracket.text, bracket.left, bracket.has_end) == ("(8va)", 0, False)


def test_an_ending_is_numbered_and_closed_where_it_is_on_paper() -> None:
    content = (
        '<text x="90" y="326"><tspan>1</tspan></text>'
        '<path d="M0 117 L900 117"/><path d="M0 117 L0 326"/><path d="M900 117 L900 326"/>'
    )
    bracket = read_bracket(group(content), "voltaBracket")
    assert bracket == Bracket("voltaBracket", 0, 900, 117, "1.", True, False, True, True)


def test_a_pedal_sign_is_no_bracket() -> None:
    assert read_bracket(group('<use href="#E650-x" transform="translate(0, 0)"/>'), "pedal") is None
