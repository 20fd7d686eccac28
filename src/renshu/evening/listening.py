"""Listening in the library: which of the player's scores is being played?

Two ears listen. One knows a piece that is played as it is written, with both hands or one, and the
bar; the other knows a melody that is looked for with one finger, in any key. All scores have to be
known for this; that is what they are studied for in the background.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renshu.follow.identify.identifier import Identified, Identifier
    from renshu.follow.identify.outline import Outline
    from renshu.follow.melody.melody import Melody
    from renshu.follow.melody.search import Candidate, MelodySearch
    from renshu.library.catalogue import Entry
    from renshu.library.studies.store import StudyStore
    from renshu.performance.events import PlayedEvent

LEAST_NOTES, LEAST_CONFIDENCE = 3, 0.5
"""Below this a guess is not worth being shown."""
LEAST_EVIDENCE = 0.0
"""Nor is a melody that any notes would fit as well."""
MOST_OTHERS = 2
"""So many other pieces that may have the melody are named besides."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A score of the library, as far as one can tell from what was played."""

    entry: "Entry"
    measure: int
    """Index of the measure that was reached, or where a melody begins."""
    is_certain: bool = False
    """Whether it may be opened without asking."""
    is_melody: bool = False
    """Whether only a melody was heard, perhaps in another key."""
    others: tuple["Guess", ...] = ()
    """Further pieces that may have the melody, the likeliest first."""

    @property
    def place(self) -> str:
        """Title and bar."""
        return f"{self.entry.title}, bar {self.measure + 1}"

    def __str__(self) -> str:
        said = f"{'a melody of' if self.is_melody else 'sounds like'} {self.place}"
        return " · or ".join([said, *(other.place for other in self.others[:MOST_OTHERS])])


class Listener:
    """Says after each note which score it may be, once it knows some."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._identifier: Identifier | None = None
        self._search: MelodySearch | None = None

    def hear(self, event: "PlayedEvent") -> Guess | None:
        """A played event; there is a guess after a key press, if there is one worth telling."""
        heard = self._identifier.feed(event) if self._identifier else None
        candidates = self._search.feed(event) if self._search else ()
        melodies = [one for one in candidates if one.evidence > LEAST_EVIDENCE]
        if heard is not None and not _is_telling(heard):
            heard = None
        if melodies and (heard is None or _is_likelier(melodies[0], heard)):
            first, *others = (
                Guess(self._entries[one.piece], one.first_measure, is_melody=True)
                for one in melodies
            )
            return replace(first, others=tuple(others))
        if heard is None:
            return None
        return Guess(self._entries[heard.place.piece], heard.place.measure, heard.is_certain)

    def forget(self) -> None:
        """What was played so far has nothing to do with what comes."""
        if self._identifier is not None:
            self._identifier.forget()
        if self._search is not None:
            self._search.forget()

    def listen_for(self, store: "StudyStore", entries: "Mapping[str, Entry]") -> None:
        """Know the scores that have been studied, in a thread.

        Args:
            store: The studies.
            entries: The library, by the hashes of the files.
        """
        from renshu.library.studies.melody import MELODY
        from renshu.library.studies.outline import OUTLINE

        self._entries = {**self._entries, **entries}
        self._know(store.known(OUTLINE, entries), store.known(MELODY, entries))

    def _know(self, outlines: "Mapping[str, Outline]", melodies: "Mapping[str, Melody]") -> None:
        from renshu.follow.identify.identifier import Identifier
        from renshu.follow.identify.index import Index
        from renshu.follow.melody.index import MelodyIndex
        from renshu.follow.melody.search import MelodySearch

        if any(map(len, outlines.values())):
            self._identifier = Identifier(Index(outlines.values()))
        if any(map(len, melodies.values())):
            self._search = MelodySearch(MelodyIndex(melodies))


def _is_telling(heard: "Identified") -> bool:
    return heard.notes >= LEAST_NOTES and heard.confidence >= LEAST_CONFIDENCE


def _is_likelier(melody: "Candidate", heard: "Identified") -> bool:
    """Whether a melody in another key explains better what was played than a piece as written."""
    return not heard.is_certain and melody.transposition != 0 and melody.evidence > heard.evidence
