"""What music21 reads from a part, as plain values with the elements they came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from renshu.library.musicxml.xml import Element
from renshu.score.pitch import Spelling


@dataclass(frozen=True, slots=True)
class ReadNote:
    """One pitched `<note>` element."""

    element: Element
    id: str
    measure: int
    """Index of the measure in its part."""
    onset: Fraction
    """Quarters from the beginning of the measure."""
    duration: Fraction
    """Quarters; 0 for a grace note."""
    pitch: int
    """Sounding MIDI number."""
    spelling: Spelling
    staff: int
    voice: int
    is_grace: bool = False
    is_cue: bool = False
    notations: tuple[Element, ...] = ()
    """Its `<notations>` elements; most notes have none."""

    @property
    def is_hidden(self) -> bool:
        """Whether it is not printed."""
        return self.element.get("print-object") == "no"

    def signs(self, path: str) -> Iterator[Element]:
        """The elements at `path` in its notations."""
        for notations in self.notations:
            yield from notations.iterfind(path)


@dataclass(frozen=True, slots=True)
class Placed:
    """A direction, chord symbol, sound or the like, and where it stands."""

    element: Element
    measure: int
    onset: Fraction
    """Quarters from the beginning of the measure."""


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part with everything that has a place in time."""

    id: str
    name: str
    staves: int
    notes: tuple[ReadNote, ...]
    placed: tuple[Placed, ...]
    lengths: tuple[Fraction, ...]
    """Per measure, how many quarters its longest voice fills."""
    measures: tuple[Element, ...]
