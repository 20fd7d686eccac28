"""The computer's keyboard as a piano: two rows of white keys, with black keys in the rows above.

    2 3   5 6 7   9 0      the upper octave         s d   g h j   l ;      the lower octave
   q w e r t y u i o p     begins with q           z x c v b n m , . /     begins with z

The layout is that of trackers and audio workstations. A terminal sends characters, not places on
the keyboard, so each national layout has a table of its own, in which the piano keys lie at the
same places.

A terminal tells no key-up either, and repeats the character of a key that is held. `ComputerKeys`
makes of that what the player means.
"""

from dataclasses import dataclass
from typing import Literal

from renshu.performance.events import KeyDown, KeyUp, PlayedEvent

LayoutName = Literal["qwerty", "qwertz", "azerty"]

ROWS: dict[LayoutName, tuple[str, str]] = {
    "qwerty": ("zsxdcvgbhnjm,l.;/", "q2w3er5t6y7ui9o0p"),
    "qwertz": ("ysxdcvgbhnjm,l.ö-", "q2w3er5t6z7ui9o0p"),
    "azerty": ("wsxdcvgbhnj,;l:m!", 'aéz"er(t-yèuiçoàp'),
}
"""The lower and the upper row of each layout, from C on, a semitone a character."""

FREE_CHARACTERS = frozenset(" []=+?")
"""What commands may use while the computer's keyboard is a piano, in every layout. Free too are
Enter, Escape, Tab, Backspace, the arrows, Home, End, the page keys, the function keys, and all
with Ctrl or Alt. Letters and digits that are no piano keys lie between those that are, and are
not free: a slip of the finger must not be a command."""

OCTAVES = range(-2, 3)
"""How far the rows can be shifted; 0 has middle C at the beginning of the upper row."""

_LOWEST = (48, 60)
"""The pitch at which each row begins."""

_VELOCITY = 80

HOLD = 0.5
"""Seconds from the last character of a key until it counts as let go."""

REPEAT_GAP = 0.1
"""Characters of one key that follow each other faster come from holding it: systems repeat every
30–90 ms, and a finger is slower than 100 ms."""

_REPEAT_STARTS = (0.2, 0.75)
"""Seconds after which systems begin to repeat. A second character in this time may be either."""

_DECISION = 0.048
"""Seconds to wait for a further character before such a one is taken for a press. Verdicts look
50 ms behind, so the press is not late for them. (Where keys repeat more slowly, as macOS does at
first, a held key is therefore two presses, not twenty.)"""


def pitch_of(character: str, octave: int = 0, layout: LayoutName = "qwerty") -> int | None:
    """Give the pitch of a character's piano key, capitals the same; `None` where it has none."""
    for row, keys in enumerate(ROWS[layout]):
        if character and (place := keys.find(character.lower())) >= 0:
            return _LOWEST[row] + place + 12 * octave
    return None


def is_taken(character: str, layout: LayoutName = "qwerty") -> bool:
    """Whether a typed character belongs to the piano, so that it must not be a command."""
    return character.isalnum() or pitch_of(character, 0, layout) is not None


@dataclass(frozen=True, slots=True)
class _Character:
    """A character of a piano key, and when it came."""

    text: str
    time: float


class ComputerKeys:
    """Makes played events of characters as they come from a terminal.

    Time is an argument throughout; `advance` is to be called some twenty times a second. Several
    keys may be down. Where a terminal does tell key-ups, `release` takes them.
    """

    def __init__(self, layout: LayoutName = "qwerty") -> None:
        self.layout: LayoutName = layout
        self.octave = 0
        """The shift of both rows, in octaves."""
        self._down: dict[str, tuple[int, float]] = {}
        self._last: _Character | None = None
        self._undecided: _Character | None = None

    def shift(self, octaves: int) -> int:
        """Shift the rows up or down as far as they go, and give the new octave."""
        self.octave = min(max(self.octave + octaves, OCTAVES.start), OCTAVES.stop - 1)
        return self.octave

    def press(self, character: str, now: float) -> tuple[PlayedEvent, ...]:
        """Take a character that was typed; what is no piano key gives nothing."""
        if pitch_of(character, self.octave, self.layout) is None:
            return ()
        typed = _Character(character.lower(), now)
        events = self._take(typed)
        self._last = typed
        return events

    def release(self, character: str, now: float) -> tuple[PlayedEvent, ...]:
        """Take a key-up, from a terminal that tells them."""
        events = self._decide()
        self._last = None
        return (*events, *self._let_go(character.lower(), now))

    def release_all(self, now: float) -> tuple[PlayedEvent, ...]:
        """Let all keys go, as when the screen is left."""
        events = self._decide()
        self._last = None
        return (*events, *(up for key in tuple(self._down) for up in self._let_go(key, now)))

    def advance(self, now: float) -> tuple[PlayedEvent, ...]:
        """Let time pass: give the presses that have been decided and the key-ups that are due."""
        if self._undecided and now - self._undecided.time < _DECISION:
            return ()
        events = self._decide()
        due = [(key, last + HOLD) for key, (_, last) in self._down.items() if now >= last + HOLD]
        ups = (up for key, time in due for up in self._let_go(key, time))
        return tuple(sorted((*events, *ups), key=lambda event: event.time))

    def _take(self, typed: _Character) -> tuple[PlayedEvent, ...]:
        pause = self._pause_before(typed)
        if pause is not None and pause < REPEAT_GAP:
            self._undecided = None
            self._keep_down(typed)
            return ()
        events = self._decide()
        if pause is not None and _REPEAT_STARTS[0] <= pause <= _REPEAT_STARTS[1]:
            self._undecided = typed
            return events
        return (*events, *self._strike(typed))

    def _pause_before(self, typed: _Character) -> float | None:
        """Seconds since the same character, where no other came between: only that one repeats."""
        if self._last is None or self._last.text != typed.text:
            return None
        return typed.time - self._last.time

    def _decide(self) -> tuple[PlayedEvent, ...]:
        undecided, self._undecided = self._undecided, None
        return self._strike(undecided) if undecided else ()

    def _strike(self, typed: _Character) -> tuple[PlayedEvent, ...]:
        ups = self._let_go(typed.text, typed.time)
        pitch = pitch_of(typed.text, self.octave, self.layout)
        if pitch is None:
            return ups
        self._down[typed.text] = (pitch, typed.time)
        return (*ups, KeyDown(typed.time, pitch, _VELOCITY))

    def _keep_down(self, typed: _Character) -> None:
        if typed.text in self._down:
            self._down[typed.text] = (self._down[typed.text][0], typed.time)

    def _let_go(self, key: str, time: float) -> tuple[PlayedEvent, ...]:
        down = self._down.pop(key, None)
        return () if down is None else (KeyUp(time, down[0]),)
