"""The written score as frozen values: notes, measures, marks, and the `Score` that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil
from types import MappingProxyType

from renshu.score.pitch import Spelling
from renshu.score.roadmap import Roadmap
from renshu.score.tempo import TempoMap


class Hand(StrEnum):
    """The hand that plays a note."""

    LEFT = "left"
    RIGHT = "right"


class OrnamentKind(StrEnum):
    """Ornaments whose further notes are optional and never wrong."""

    TRILL = "trill"
    MORDENT = "mordent"
    TURN = "turn"
    TREMOLO = "tremolo"
    ARPEGGIO = "arpeggio"
    GLISSANDO = "glissando"


@dataclass(frozen=True, slots=True)
class Ornament:
    """An ornament on a note, with the pitches it allows beside the written one."""

    kind: OrnamentKind
    pitches: tuple[int, ...] = ()
    """MIDI numbers that may be played, any number of times, while the note lasts."""


@dataclass(frozen=True, slots=True)
class ScoreNote:
    """One key press that the score asks for; ties are merged into it."""

    id: str
    """The id of the first `<note>` element, which the engraving carries too."""
    pitch: int
    """Sounding MIDI number."""
    spelling: Spelling
    """The written spelling (of a transposing part: as printed)."""
    onset: Fraction
    """Written time in quarters from the beginning of the score."""
    duration: Fraction
    """Quarters, ties added up; 0 for a grace note."""
    measure: int
    """Index into `Score.measures`."""
    staff: int
    """1 is the upper staff of the piano."""
    voice: int
    hand: Hand
    is_grace: bool = False
    ornament: Ornament | None = None
    fingering: str | None = None
    articulations: tuple[str, ...] = ()
    """MusicXML names, such as `staccato`, `accent`, `tenuto`, `fermata`."""
    tied: tuple[str, ...] = ()
    """Ids of the further `<note>` elements that ties join to this press."""
    is_cue: bool = False
    """Whether it is a cue note, which somebody else plays."""
    is_hidden: bool = False
    """Whether it is not printed: written for playback, such as a trill spelled out."""

    @property
    def offset(self) -> Fraction:
        """Written time at which the key is let go."""
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class TimeSignature:
    """A time signature such as 3/4; `beats` may come from a sum (3+2 is 5)."""

    beats: int
    beat_type: int
    groups: tuple[int, ...] = ()
    """How the beats are grouped, where that is written: 3+2 is (3, 2)."""

    @property
    def measure_duration(self) -> Fraction:
        """Quarters in a full measure."""
        return Fraction(4 * self.beats, self.beat_type)

    @property
    def beat_duration(self) -> Fraction:
        """Quarters from one felt beat to the next: compound metres count dotted beats."""
        unit = Fraction(4, self.beat_type)
        compound = self.beat_type >= 8 and self.beats % 3 == 0 and self.beats > 3
        return 3 * unit if compound else unit

    @property
    def beat_starts(self) -> tuple[Fraction, ...]:
        """Quarters from the beginning of a full measure to its felt beats, or written groups."""
        if self.groups:
            unit = Fraction(4, self.beat_type)
            return tuple(unit * before for before in accumulate((0, *self.groups[:-1])))
        count = ceil(self.measure_duration / self.beat_duration)
        return tuple(self.beat_duration * number for number in range(count))

    def __str__(self) -> str:
        return f"{self.beats}/{self.beat_type}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One written measure."""

    index: int
    number: str
    """As printed: a string, since split and hidden bars are called `X1` or nothing."""
    onset: Fraction
    duration: Fraction
    time_signature: TimeSignature
    key_fifths: int = 0
    """Sharps of the key signature; flats are negative."""
    rehearsal_mark: str | None = None
    has_double_bar: bool = False
    """Whether the bar line that closes it is double, as at the end of a part of the piece."""

    @property
    def end(self) -> Fraction:
        """Written time of the bar line that closes it."""
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign or words at one moment: a dynamic, chord symbol, lyric or direction."""

    kind: str
    """`dynamic`, `chord`, `lyric`, `words`, `pedal-down`, `pedal-up` or `pedal-change`."""
    onset: Fraction
    text: str
    staff: int = 1
    note_id: str | None = None
    """The note it belongs to, where it belongs to one (lyrics)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A sign that lasts: `slur`, `crescendo`, `diminuendo`, `octave`, `pedal`."""

    kind: str
    onset: Fraction
    end: Fraction
    staff: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """What loading repaired or left out, and where."""

    part: str
    measure: str
    """The printed bar number, or an empty string where no bar is meant."""
    text: str

    def __str__(self) -> str:
        return f"bar {self.measure}: {self.text}" if self.measure else self.text


@dataclass(frozen=True, slots=True)
class Credits:
    """Who and what, as far as the file says; empty strings where it does not."""

    title: str = ""
    subtitle: str = ""
    composer: str = ""
    arranger: str = ""
    lyricist: str = ""
    source: str = ""
    """The series, film or game the track comes from."""
    rights: str = ""
    reading: str = ""
    """How a Japanese title is read, in kana or romaji."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file; the piano comes first."""

    id: str
    name: str
    first_staff: int = 1
    """`ScoreNote.staff` counts the staves of all parts from the top of the piano."""
    staves: int = 1


@dataclass(frozen=True)
class Score:
    """A piano score as it is practised."""

    id: str
    """A hash of the notes: retitling a file keeps its history."""
    credits: Credits
    notes: tuple[ScoreNote, ...]
    """The notes the player is asked for, sorted by onset, grace notes before their main note,
    then pitch."""
    measures: tuple[Measure, ...]
    tempo: TempoMap
    """Over written time."""
    roadmap: Roadmap
    other_notes: tuple[ScoreNote, ...] = ()
    """Notes that can be heard but are not asked: a voice or solo part, cue notes."""
    marks: tuple[Mark, ...] = ()
    spans: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Further metadata of the file, such as `kind`, `year`, `season`."""
    parts: tuple[Part, ...] = ()
    """The parts of the file: the piano, or its right and left hand, and then the others."""

    @property
    def title(self) -> str:
        """The title to show; never empty in a score that the library loaded."""
        return self.credits.title

    @property
    def composer(self) -> str:
        """The composer, or an empty string."""
        return self.credits.composer

    @property
    def end(self) -> Fraction:
        """Written time of the last bar line."""
        return self.measures[-1].end if self.measures else Fraction(0)

    @cached_property
    def notes_by_id(self) -> Mapping[str, ScoreNote]:
        """All asked notes by id; ids of tied continuations lead to the note they prolong."""
        table = {note.id: note for note in self.notes}
        table.update((tied, note) for note in self.notes for tied in note.tied)
        return MappingProxyType(table)
