"""What the player types: characters are piano keys, or letters of an order.

Where the computer's keyboard is the piano, Enter begins an order and Enter ends it. Where it is
not, all that is typed is an order.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_NO_CHARACTERS = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|)")
"""Arrows and other keys that are no characters, as terminals send them."""

PROMPT = "Order: "


@dataclass(frozen=True, slots=True)
class Struck:
    """A character that may be a key of the piano."""

    character: str


@dataclass(frozen=True, slots=True)
class Order:
    """A line that was typed, without its end."""

    text: str


class Typist:
    """Collects characters into orders.

    Args:
        echo: Shows what is typed, where the terminal itself does not.
    """

    def __init__(self, echo: Callable[[str], None]) -> None:
        self._echo = echo
        self._text: str | None = None

    @property
    def is_typing(self) -> bool:
        """Whether an order has been begun."""
        return self._text is not None

    def take(self, typed: str, *, is_piano: bool) -> Iterator[Struck | Order]:
        """Take what was typed, as much as came at once.

        Args:
            typed: Characters as the terminal sends them.
            is_piano: Asked anew by every call: whether letters are piano keys.
        """
        for character in _NO_CHARACTERS.sub("", typed):
            is_end = character in "\r\n"
            if self._text is None and is_piano and not is_end:
                yield Struck(character)
            elif self._text is None and is_piano:
                self._begin(PROMPT)
            elif is_end:
                yield self._end()
            else:
                self._edit(character)

    def _begin(self, prompt: str) -> None:
        self._text = ""
        self._echo(prompt)

    def _end(self) -> Order:
        text, self._text = self._text or "", None
        self._echo("\n")
        return Order(text.strip())

    def _edit(self, character: str) -> None:
        text = self._text or ""
        if character in "\x7f\b":
            self._text = text[:-1]
            self._echo("\b \b" if text else "")
        elif character.isprintable():
            self._text = text + character
            self._echo(character)
