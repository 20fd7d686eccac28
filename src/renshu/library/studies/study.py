"""A study: something that is worked out from a score alone and is worth keeping."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from renshu.library.cache import READER_VERSION
from renshu.score.notation import Score

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Study(Generic[Value]):
    """How one kind of value is made from a score, and written down."""

    name: str
    """What the store calls it; no two studies share it."""
    version: int
    """Raise it whenever the same score would give another value."""
    make: Callable[[Score, str], Value]
    """The value of a score; the second argument is the hash of its file."""
    pack: Callable[[Value], bytes]
    unpack: Callable[[bytes, str], Value]
    """The value again, of the file with that hash; a ValueError or TypeError for damaged bytes."""

    @property
    def stamp(self) -> str:
        """What a kept value must bear to count: other versions are made anew."""
        return f"{self.version}/{READER_VERSION}/{sys.byteorder}"
