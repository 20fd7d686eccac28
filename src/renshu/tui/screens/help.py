"""The help: the first five minutes, and every key as it is bound now."""

from collections.abc import Mapping
from itertools import groupby

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from renshu.tui.actions import ACTIONS, Action, Where, bindings, keys_of

FIRST_STEPS = """\
The first five minutes
  Choose a score with the arrow keys and press Enter. Then simply play: a MIDI keyboard is found
  by itself, and without one the letters of your computer keyboard are the piano (two rows;
  Page Up and Page Down change the octave). No mode to choose, nothing to start: the cursor
  follows wherever you play. Escape stops and shows how it went; it is all kept in the history.

The signs
  a coloured head   right            ‹ ›   early, late
  ×                 a wrong key      ○     missed
  bars: ▇ all right   ▅ nearly   ▃ half   ▁ not yet   · not played
"""

_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
}


class HelpScreen(ModalScreen[None]):
    """All keys, from the registry that the bindings come from."""

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The first steps, then the keys of each room."""
        with VerticalScroll(classes="dialog -tall"):
            yield Static(FIRST_STEPS, markup=False)
            yield Static(keys_text(self._keymap))
        yield Footer()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def action_accept(self) -> None:
        """Back to the screen below."""
        self.dismiss()


def keys_text(keymap: Mapping[str, str]) -> Text:
    """Every action with its keys, by room."""
    text = Text()
    for where, actions in groupby(ACTIONS, key=lambda action: action.where):
        text.append(f"{where.value}\n", "bold")
        for action in actions:
            text.append(f"  {_keys(action, keymap):<18}{action.description}\n")
        text.append("\n")
    return text


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    *modifiers, last = key.split("+")
    shown = _KEY_NAMES.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def _keys(action: Action, keymap: Mapping[str, str]) -> str:
    return "  ".join(key_name(key) for key in keys_of(action, keymap))
