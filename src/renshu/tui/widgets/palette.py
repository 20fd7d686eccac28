"""The colours of the parts of drawings, as the style sheet has them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.css.model import RuleSet


@dataclass(frozen=True, slots=True)
class PartColours:
    """What `.paint--<part>` says."""

    color: Color
    background: Color
    is_part: bool
    """Whether the style sheet knows the part."""


class Palette:
    """Looks each part up once, however many widgets draw it and however often they are styled.

    Textual looks a component class up for each widget by itself, three times while a screen opens.

    Args:
        stylesheet: The app's.
    """

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = proxy(stylesheet)
        self.rules: list[RuleSet] = stylesheet.rules
        """What the colours were read from; another list once another theme was put on."""
        self._known: dict[str, PartColours] = {}

    def __getitem__(self, part: str) -> PartColours:
        """The colours of a part; those of no style where the style sheet has none for it."""
        if part not in self._known:
            self._known[part] = self._look_up(part)
        return self._known[part]

    def _look_up(self, part: str) -> PartColours:
        node = DOMNode(classes=f"paint--{part}")
        self._stylesheet.apply(node)
        styles = node.styles
        is_part = styles.has_rule("color") or styles.has_rule("background")
        return PartColours(styles.color, styles.background, is_part)


_PALETTES: WeakKeyDictionary[Stylesheet, Palette] = WeakKeyDictionary()


def palette_of(stylesheet: Stylesheet) -> Palette:
    """The palette of a style sheet as it is now."""
    palette = _PALETTES.get(stylesheet)
    if palette is None or palette.rules is not stylesheet.rules:
        palette = _PALETTES[stylesheet] = Palette(stylesheet)
    return palette
