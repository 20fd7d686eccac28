"""The colours: two dark themes and a light one, each with two accents and the verdicts.

`primary` marks where you are (cursor, selection); `accent` marks what you can press. Verdict
colours keep apart for red-green blindness too, and each verdict has a shape beside its colour.
"""

from textual.theme import Theme

DEFAULT_THEME = "renshu-night"

VARIABLES = (
    "verdict-right",
    "verdict-wrong",
    "verdict-missed",
    "verdict-timing",
    "score-ink",
    "score-staff",
    "score-words",
    "score-cursor",
    "score-loop",
    "key-white",
    "key-white-next",
    "key-black",
    "key-ink",
    "key-absent",
    "hand-right",
    "hand-left",
    "hand-quiet",
    "lane",
)
"""What every theme of ours names beyond Textual's own colours."""


def _theme(
    name: str, colours: dict[str, str], variables: dict[str, str], *, dark: bool = True
) -> Theme:
    footer = {"footer-background": colours["background"], "border": colours["panel"]}
    return Theme(name=name, dark=dark, variables={**footer, **variables}, **colours)  # type: ignore[arg-type]


NIGHT = _theme(
    "renshu-night",
    {
        "primary": "#7aa2f7",
        "secondary": "#4a5a86",
        "accent": "#f0b866",
        "foreground": "#cdd3e4",
        "background": "#14161f",
        "surface": "#1a1d29",
        "panel": "#252a3a",
        "success": "#5fd08a",
        "warning": "#f0b866",
        "error": "#ff6b6b",
    },
    {
        "verdict-right": "#5fd08a",
        "verdict-wrong": "#ff6b6b",
        "verdict-missed": "#b48cf2",
        "verdict-timing": "#f0c66a",
        "score-ink": "#d5daea",
        "score-staff": "#4b5168",
        "score-words": "#98a1bd",
        "score-cursor": "#2f3a5c",
        "score-loop": "#1e2333",
        "key-white": "#d9dbe2",
        "key-white-next": "#c6c9d3",
        "key-black": "#12131a",
        "key-ink": "#5c6274",
        "key-absent": "#2b2f3e",
        "hand-right": "#7aa2f7",
        "hand-left": "#e2995c",
        "hand-quiet": "#3f4663",
        "lane": "#232736",
    },
)

SUMI = _theme(
    "renshu-sumi",
    {
        "primary": "#e58fa8",
        "secondary": "#7a4d5b",
        "accent": "#7fd1c7",
        "foreground": "#dcd7d0",
        "background": "#0e0d0d",
        "surface": "#171515",
        "panel": "#242020",
        "success": "#8fc97a",
        "warning": "#e8c26a",
        "error": "#f4695f",
    },
    {
        "verdict-right": "#8fc97a",
        "verdict-wrong": "#f4695f",
        "verdict-missed": "#a99bf0",
        "verdict-timing": "#e8c26a",
        "score-ink": "#e4dfd7",
        "score-staff": "#544e4b",
        "score-words": "#a39a92",
        "score-cursor": "#43303a",
        "score-loop": "#1d1919",
        "key-white": "#dcd8d2",
        "key-white-next": "#cac5be",
        "key-black": "#0c0b0b",
        "key-ink": "#6a625d",
        "key-absent": "#2b2625",
        "hand-right": "#e58fa8",
        "hand-left": "#7fd1c7",
        "hand-quiet": "#4a4341",
        "lane": "#1f1b1b",
    },
)

PAPER = _theme(
    "renshu-paper",
    {
        "primary": "#2f4f9e",
        "secondary": "#a9b6d8",
        "accent": "#b4471f",
        "foreground": "#2a2823",
        "background": "#f6f2e8",
        "surface": "#efe9db",
        "panel": "#e2dac8",
        "success": "#1f7a45",
        "warning": "#8a6100",
        "error": "#c02727",
    },
    {
        "verdict-right": "#177545",
        "verdict-wrong": "#c9252d",
        "verdict-missed": "#6b3fb5",
        "verdict-timing": "#8f6400",
        "score-ink": "#24221d",
        "score-staff": "#b0a894",
        "score-words": "#6b6555",
        "score-cursor": "#c9d6f2",
        "score-loop": "#ece3cd",
        "key-white": "#fffdf7",
        "key-white-next": "#efe9dc",
        "key-black": "#35322b",
        "key-ink": "#6e6756",
        "key-absent": "#d9d1bd",
        "hand-right": "#2f4f9e",
        "hand-left": "#b5561c",
        "hand-quiet": "#c4bda9",
        "lane": "#e4dcc9",
    },
    dark=False,
)

SIXTEEN = _theme(
    "renshu-sixteen",
    {
        "primary": "#5c5cff",
        "secondary": "#7f7f7f",
        "accent": "#ffff00",
        "foreground": "#ffffff",
        "background": "#000000",
        "surface": "#000000",
        "panel": "#7f7f7f",
        "success": "#55ff55",
        "warning": "#ffff00",
        "error": "#ff5555",
    },
    {
        "verdict-right": "#55ff55",
        "verdict-wrong": "#ff5555",
        "verdict-missed": "#ff55ff",
        "verdict-timing": "#ffff00",
        "score-ink": "#ffffff",
        "score-staff": "#7f7f7f",
        "score-words": "#e5e5e5",
        "score-cursor": "#0000ee",
        "score-loop": "#000000",
        "key-white": "#ffffff",
        "key-white-next": "#e5e5e5",
        "key-black": "#000000",
        "key-ink": "#7f7f7f",
        "key-absent": "#7f7f7f",
        "hand-right": "#5c5cff",
        "hand-left": "#00cdcd",
        "hand-quiet": "#7f7f7f",
        "lane": "#7f7f7f",
        "footer-description-foreground": "#e5e5e5",
    },
)
"""For terminals that have no more colours than that: each stays apart from its neighbours."""

GREY = _theme(
    "renshu-grey",
    {
        "primary": "#808080",
        "secondary": "#606060",
        "accent": "#ffffff",
        "foreground": "#e0e0e0",
        "background": "#000000",
        "surface": "#000000",
        "panel": "#404040",
        "success": "#ffffff",
        "warning": "#ffffff",
        "error": "#ffffff",
    },
    {
        "verdict-right": "#ffffff",
        "verdict-wrong": "#ffffff",
        "verdict-missed": "#ffffff",
        "verdict-timing": "#ffffff",
        "score-ink": "#d0d0d0",
        "score-staff": "#a0a0a0",
        "score-words": "#c0c0c0",
        "score-cursor": "#606060",
        "score-loop": "#202020",
        "key-white": "#ffffff",
        "key-white-next": "#e0e0e0",
        "key-black": "#000000",
        "key-ink": "#606060",
        "key-absent": "#303030",
        "hand-right": "#b0b0b0",
        "hand-left": "#787878",
        "hand-quiet": "#404040",
        "lane": "#303030",
    },
)
"""For `NO_COLOR`: verdicts are told by their shapes, the cursor by its brightness."""

THEMES = (NIGHT, SUMI, PAPER, SIXTEEN, GREY)
"""Ours, the default first."""


def fitting(color_system: str | None, *, is_colourless: bool) -> str:
    """The name of the theme for a terminal.

    Args:
        color_system: What Rich calls it: `standard` has sixteen colours.
        is_colourless: Whether the player asked for no colour.
    """
    if is_colourless:
        return GREY.name
    return SIXTEEN.name if color_system == "standard" else DEFAULT_THEME


def can_be_shown(name: str, color_system: str | None) -> bool:
    """Whether a terminal has the colours of a theme: sixteen are enough for two of ours only."""
    return color_system != "standard" or name in {SIXTEEN.name, GREY.name}


def variable_defaults() -> dict[str, str]:
    """Values for the themes of others, which do not know our variables."""
    return {name: NIGHT.variables[name] for name in VARIABLES}
