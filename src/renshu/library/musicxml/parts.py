"""Which part of a score is the piano that is practised."""

from collections.abc import Sequence
from dataclasses import dataclass

from renshu.library.musicxml.reading import ReadPart
from renshu.library.musicxml.xml import Element, text_of, whole_number_of

_PIANO_NAMES = ("piano", "klavier", "clavier", "pno", "keyboard", "ピアノ")
_PIANO_SOUNDS = ("keyboard.",)
_VOICE_NAMES = (
    "voice", "vocal", "singst", "gesang", "soprano", "sopran", "alto", "tenor", "bass", "chant",
    "choir", "canto", "melody", "ボーカル", "歌", "flute", "violin", "cello", "guitar", "trumpet",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piano:
    """The one or two parts that make up the piano."""

    parts: tuple[ReadPart, ...]

    @property
    def is_pair(self) -> bool:
        """Whether the hands have a part each."""
        return len(self.parts) == 2


def find_piano(score: Element, parts: Sequence[ReadPart]) -> Piano:
    """The piano among `parts`.

    A part with two or three staves first (by name or instrument, if there are several), then two
    single-staff parts as right and left hand, then the part that looks most like a piano.
    """
    sounding = [part for part in parts if part.notes] or parts
    grand = [part for part in sounding if part.staves >= 2]
    if grand:
        return Piano((max(grand, key=lambda part: _likeness(score, part)),))
    pair = _pair(score, sounding)
    if pair:
        return Piano(pair)
    return Piano((max(sounding, key=lambda part: _likeness(score, part)),))


def _pair(score: Element, parts: Sequence[ReadPart]) -> tuple[ReadPart, ...]:
    pianos = [part for part in parts if _is_piano(score, part)]
    if len(pianos) == 2:
        return tuple(pianos)
    plain = [part for part in parts if not _is_other_instrument(part)]
    return tuple(plain) if len(parts) == 2 == len(plain) else ()


def _likeness(score: Element, part: ReadPart) -> tuple[bool, bool, int, int]:
    return (
        _is_piano(score, part),
        not _is_other_instrument(part),
        2 if part.staves in {2, 3} else 1,
        len(part.notes),
    )


def _is_piano(score: Element, part: ReadPart) -> bool:
    entry = next(
        (e for e in score.iterfind("part-list/score-part") if e.get("id") == part.id), None
    )
    if entry is None:
        return False
    names = [part.name, *(text_of(e) for e in entry.iterfind("score-instrument/instrument-name"))]
    if any(piano in name.lower() for name in names for piano in _PIANO_NAMES):
        return True
    sounds = [text_of(e) for e in entry.iterfind("score-instrument/instrument-sound")]
    if any(sound.startswith(_PIANO_SOUNDS) for sound in sounds):
        return True
    programs = [whole_number_of(text_of(e)) for e in entry.iterfind("midi-instrument/midi-program")]
    return not sounds and any(program is not None and 1 <= program <= 8 for program in programs)


def _is_other_instrument(part: ReadPart) -> bool:
    return any(name in part.name.lower() for name in _VOICE_NAMES)
