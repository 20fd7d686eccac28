import pytest
from textual.color import Color
from textual.theme import Theme

from renshu.tui.themes import DEFAULT_THEME, THEMES, VARIABLES, can_be_shown, fitting

OURS = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@OURS
def test_every_theme_names_every_variable(theme: Theme) -> None:
    assert set(VARIABLES) <= set(theme.variables)


@OURS
@pytest.mark.parametrize("part", ["score-ink", "score-words", "verdict-right", "verdict-wrong"])
def test_what_is_read_stands_out_from_the_ground(theme: Theme, part: str) -> None:
    assert contrast(theme.background or "", theme.variables[part]) >= 4.5


@OURS
@pytest.mark.parametrize("ground", ["score-cursor", "score-loop"])
def test_the_score_can_be_read_on_cursor_and_loop(theme: Theme, ground: str) -> None:
    assert contrast(theme.variables["score-ink"], theme.variables[ground]) >= 4.0


@OURS
@pytest.mark.parametrize(
    ("ink", "key", "least"),
    [
        ("key-ink", "key-white", 4.0),
        ("key-ink", "key-white-next", 3.0),
        ("key-white-next", "key-black", 4.5),
    ],
)
def test_the_names_on_the_keys_can_be_read(theme: Theme, ink: str, key: str, least: float) -> None:
    assert contrast(theme.variables[ink], theme.variables[key]) >= least


@OURS
def test_the_cursor_can_be_seen(theme: Theme) -> None:
    assert theme.variables["score-cursor"] != theme.background
    assert theme.variables["score-cursor"] != theme.variables["score-loop"]


def test_the_theme_fits_the_terminal() -> None:
    assert fitting("truecolor", is_colourless=False) == DEFAULT_THEME
    assert fitting("256", is_colourless=False) == DEFAULT_THEME
    assert fitting("standard", is_colourless=False) == "renshu-sixteen"
    assert fitting("truecolor", is_colourless=True) == "renshu-grey"


def test_sixteen_colours_are_too_few_for_most_themes() -> None:
    names = {theme.name for theme in THEMES}
    shown = {name for name in names if can_be_shown(name, "standard")}
    assert shown == {"renshu-sixteen", "renshu-grey"}
    assert all(can_be_shown(name, "256") for name in names)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    return sum(
        weight * (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4)
        for weight, share in zip(weights, Color.parse(colour).normalized, strict=True)
    )
