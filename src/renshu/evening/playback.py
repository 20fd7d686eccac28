"""Lets the player listen: a passage is sounded, and it is known where the music is."""

import time
from typing import TYPE_CHECKING

from renshu.evening.sounding import Sounding

if TYPE_CHECKING:
    from renshu.follow.alignment import Moved
    from renshu.practice.recital import Recital

BREATH_SECONDS = 0.25
"""Before the first note, as of one who lifts his hands."""
OPENING_SECONDS = 0.75
"""Before the first note where an output is only being opened: it has to be ready by then."""


def breath(sounding: Sounding) -> float:
    """Seconds before the first note."""
    return BREATH_SECONDS if sounding.is_open else OPENING_SECONDS


class Playback:
    """Sounds one recital at a time.

    Args:
        sounding: Where it is heard; without an output only the time passes.
    """

    def __init__(self, sounding: Sounding) -> None:
        self._sounding = sounding
        self._strand = sounding.strand()
        self._recital: Recital | None = None
        self._begin = 0.0

    def play(self, recital: "Recital") -> None:
        """Sound a recital from its beginning, instead of what is sounding."""
        self.stop()
        self._sounding.prepare()
        self._recital = recital
        self._begin = time.monotonic() + breath(self._sounding) + recital.upbeat
        self._strand.schedule(recital.events(self._begin))

    def stop(self) -> None:
        """Fall silent; where nothing sounds this does nothing."""
        if self._recital is not None:
            self._recital = None
            self._strand.cancel()

    @property
    def is_playing(self) -> bool:
        """Whether the recital goes on, by the clock."""
        now = time.monotonic()
        return self._recital is not None and not self._recital.is_over(now - self._begin)

    @property
    def place(self) -> "Moved | None":
        """The chord that is sounding now; None before the first, and where nothing is played."""
        return self._recital.place(time.monotonic() - self._begin) if self._recital else None
