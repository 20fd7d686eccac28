"""Listening in the library: which of the player's scores is being played?

All scores have to be known for this. What was learnt once is a file that is read in no time; what
is new is read in the background, and only as long as the player is in the library.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.performance.events import PlayedEvent
from renshu.tui.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renshu.follow.identify.identifier import Identifier
    from renshu.follow.identify.outline import Outline
    from renshu.library.catalogue import Entry
    from renshu.score.notation import Score

LEAST_NOTES, LEAST_CONFIDENCE = 3, 0.5
"""Below this a guess is not worth being shown."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A score of the library, as far as one can tell from what was played."""

    entry: "Entry"
    measure: int
    """Index of the measure that was reached."""
    is_certain: bool
    """Whether it may be opened without asking."""

    def __str__(self) -> str:
        return f"sounds like {self.entry.title}, bar {self.measure + 1}"


class Listener:
    """Says after each note which score it may be, once it has learnt some.

    Args:
        services: Where scores and catalogue are.
        is_wanted: Asked in another thread whether to go on learning.
    """

    def __init__(self, services: Services, is_wanted: Callable[[], bool]) -> None:
        self._services, self._is_wanted = services, is_wanted
        self._entries: dict[str, Entry] = {}
        self._identifier: Identifier | None = None
        self._learning = threading.Lock()

    def hear(self, event: PlayedEvent) -> Guess | None:
        """A played event; there is a guess after a key press, if there is one worth telling."""
        heard = self._identifier.feed(event) if self._identifier else None
        if heard is None or heard.notes < LEAST_NOTES or heard.confidence < LEAST_CONFIDENCE:
            return None
        return Guess(self._entries[heard.place.piece], heard.place.measure, heard.is_certain)

    def forget(self) -> None:
        """What was played so far has nothing to do with what comes."""
        if self._identifier is not None:
            self._identifier.forget()

    def learn(self) -> None:
        """Learn all scores, in a thread; where that is going on already, nothing.

        Raises:
            LibraryError: The catalogue cannot be read.
        """
        if not self._learning.acquire(blocking=False):
            return
        try:
            self._learn()
        except _UnwantedError:
            pass
        finally:
            self._learning.release()

    def _learn(self) -> None:
        from renshu.library.loading import Loader
        from renshu.library.outlines import Outlines

        here = [one for one in self._services.catalogue.entries() if not one.is_missing]
        entries = {entry.file_hash: entry for entry in here}
        files = {digest: entry.path for digest, entry in entries.items()}
        outlines = Outlines(self._services.folders.cache / "outlines")
        known = outlines.known(files)
        self._listen_for(known, entries)
        if len(known) == len(files):
            return
        with Loader(self._services.cache) as loader:

            def load(path: Path) -> "Score":
                return loader.load(path, self._go_on).score

            self._listen_for(outlines.complete(files, load, self._is_wanted), entries)

    def _listen_for(self, outlines: "Sequence[Outline]", entries: "dict[str, Entry]") -> None:
        from renshu.follow.identify.identifier import Identifier
        from renshu.follow.identify.index import Index

        self._entries = {**self._entries, **entries}
        if any(len(outline) for outline in outlines):
            self._identifier = Identifier(Index(outlines))

    def _go_on(self, _what: str, _share: float) -> None:
        if not self._is_wanted():
            raise _UnwantedError


class _UnwantedError(Exception):
    """Raised out of the middle of a score: the player is elsewhere."""
