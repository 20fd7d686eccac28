from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as ThemeColour

from renshu.tui import themes
from renshu.tui.terminal.colours import Nearest, nearest, shown

OWN = 16
WIDEST_STEP = 95
"""From the darkest of a channel to the next."""
channels = st.integers(0, 255)


def colour(text: str | None) -> Color:
    return Color.parse(text or "")


@given(channels, channels, channels)
def test_a_colour_comes_near_itself_and_is_never_the_players_own(r: int, g: int, b: int) -> None:
    found = nearest(Color.from_rgb(r, g, b))
    assert found.type is ColorType.EIGHT_BIT
    assert found.number is not None
    assert found.number >= OWN
    assert all(
        abs(a - z) < WIDEST_STEP for a, z in zip((r, g, b), found.get_truecolor(), strict=True)
    )


@given(st.integers(OWN, 255))
def test_what_is_one_of_the_colours_stays(number: int) -> None:
    red, green, blue = Color.from_ansi(number).get_truecolor()
    assert nearest(Color.from_rgb(red, green, blue)).get_truecolor() == (red, green, blue)


def test_the_greys_of_a_theme_do_not_become_green_or_blue() -> None:
    for part in ("score-words", "score-ink", "score-staff", "lane"):
        red, green, blue = nearest(colour(themes.NIGHT.variables[part])).get_truecolor()
        assert red == green == blue, part


def test_verdicts_and_hands_keep_apart_in_256_colours() -> None:
    for theme in (themes.NIGHT, themes.SUMI, themes.PAPER):
        for kind in ("verdict", "hand"):
            parts = [name for name in themes.VARIABLES if name.startswith(kind)]
            colours = {nearest(colour(theme.variables[name])) for name in parts}
            assert len(colours) == len(parts), (theme.name, kind)


def test_in_sixteen_colours_verdicts_are_bright() -> None:
    for part in ("right", "wrong", "missed", "timing"):
        found = colour(themes.SIXTEEN.variables[f"verdict-{part}"])
        assert (found.downgrade(ColorSystem.STANDARD).number or 0) > 8, part


def test_lines_keep_all_but_their_colours() -> None:
    style = Style(color="#98a1bd", bgcolor="#14161f", bold=True)
    text, after, _ = Nearest().apply([Segment("bar 1", style)], ThemeColour(0, 0, 0))[0]
    assert text == "bar 1"
    assert after is not None
    assert after.bold
    assert (after.color, after.bgcolor) == (nearest(style.color), nearest(style.bgcolor))
    assert Nearest().apply([Segment("·", None)], ThemeColour(0, 0, 0)) == [Segment("·", None)]


def test_a_picture_is_coloured_as_the_characters_are() -> None:
    words = colour("#98a1bd")
    assert shown(words, "256") == nearest(words).get_truecolor()
    assert shown(words, "truecolor") == (0x98, 0xA1, 0xBD)
