"""The help: the first five minutes, and every key as it is bound now."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from renshu.tui.actions import ACTIONS, Action, Where, bindings, keys_of

FIRST_STEPS = """\
Choose a score with the arrow keys and press Enter. Then simply play: a MIDI keyboard is found by \
itself, and without one the letters of the computer keyboard are the piano. There is no mode to \
choose and nothing to start: the cursor follows wherever you play.

Escape stops and shows how it went; Enter there repeats the bars that need it. In a loop \
free mode becomes wait mode, in which the score waits for the right keys; it comes back when the \
loop ends. Every take is kept in the history, even when the computer crashes.

Clean means the same wherever you read it, of a bar, a section or a round: nothing was wrong and \
nothing was missed; keys besides are counted and forgiven. Right is the share of notes that were \
right, and keys besides count against it: milestones go by that.

Ctrl+R hides more and more of the notes, to be played from memory; what is played right appears. \
End peeks at the bar, and the take tells of it. Ctrl+F lets bars fade that have been played, for \
reading at sight. In the library, b names a piece that you know: play it by heart.

Back in the library, p tells what to play tonight and why, and g sets a day by which a piece is to \
be ready. h lists what you have played, v shows how each bar goes through time, r draws your \
progress, and y is a calendar of your evenings.

From the piano: hold its three lowest keys together, and the white keys from middle C on are \
orders, which are shown meanwhile; F12 lists them. Ctrl+K chooses keyboards, measures how late \
they are heard, and asks which keys they have.
"""

SIGNS = (
    ("●", "right"),
    ("‹ ›", "right, but early or late"),
    ("×", "a wrong key, where it would stand"),
    ("○", "missed"),
    ("▇ ▅ ▃ ▁ ·", "a bar: all right, nearly, half, not yet, not played"),
)
"""The shapes that verdicts have beside their colours."""

_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
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
    "tab": "Tab",
    "delete": "Del",
    "insert": "Insert",
    "backspace": "Backspace",
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
            yield Static("The first five minutes", classes="dialog-heading")
            yield Static(FIRST_STEPS, markup=False)
            yield Static("The signs", classes="dialog-heading")
            yield Static(signs_text(), markup=False)
            for where, actions in groupby(ACTIONS, key=lambda action: action.where):
                yield Static(where.value, classes="dialog-heading")
                yield Static(keys_text(actions, self._keymap), markup=False)
        yield Footer()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def action_accept(self) -> None:
        """Back to the screen below."""
        self.dismiss()


def signs_text() -> str:
    """A line for each sign."""
    return "".join(f"{sign:<18}{meaning}\n" for sign, meaning in SIGNS)


def keys_text(actions: Iterable[Action], keymap: Mapping[str, str]) -> str:
    """A line for each action, with the keys that it has now."""
    return "".join(f"{_keys(action, keymap):<18}{action.description}\n" for action in actions)


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    *modifiers, last = key.split("+")
    shown = _KEY_NAMES.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def _keys(action: Action, keymap: Mapping[str, str]) -> str:
    return "  ".join(key_name(key) for key in keys_of(action, keymap))
