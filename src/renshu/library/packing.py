"""A `Score` as a few bytes a note: columns, msgpack, zlib."""

import contextlib
import gc
import zlib
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from renshu.library.columns import (
    FRACTIONS,
    IDS,
    LENGTHS,
    PLAIN,
    STEPS,
    TIED,
    Schema,
    pack_all,
    table,
    unpack_all,
)
from renshu.score.notation import (
    Credits,
    Hand,
    Mark,
    Measure,
    Notice,
    Ornament,
    OrnamentKind,
    Part,
    Score,
    ScoreNote,
    Span,
    TimeSignature,
)
from renshu.score.pitch import Spelling
from renshu.score.roadmap import Roadmap, Step
from renshu.score.tempo import TempoMap, TempoMark

_NOTE: Schema = {
    "id": IDS,
    "pitch": PLAIN,
    "spelling": table(
        lambda spelling: [spelling.step, spelling.alter, spelling.octave],
        lambda fields: Spelling(*fields),
    ),
    "onset": FRACTIONS,
    "duration": LENGTHS,
    "measure": STEPS,
    "staff": PLAIN,
    "voice": PLAIN,
    "hand": table(lambda hand: hand.value, Hand),
    "is_grace": PLAIN,
    "ornament": table(
        lambda ornament: ornament and [ornament.kind.value, ornament.pitches],
        lambda fields: fields and Ornament(OrnamentKind(fields[0]), tuple(fields[1])),
    ),
    "fingering": PLAIN,
    "articulations": table(None, tuple),
    "tied": TIED,
    "is_cue": PLAIN,
    "is_hidden": PLAIN,
}
_MEASURE: Schema = {
    "index": STEPS,
    "number": PLAIN,
    "onset": FRACTIONS,
    "duration": LENGTHS,
    "time_signature": table(
        lambda signature: [signature.beats, signature.beat_type, signature.groups],
        lambda fields: TimeSignature(fields[0], fields[1], tuple(fields[2])),
    ),
    "key_fifths": PLAIN,
    "rehearsal_mark": PLAIN,
    "has_double_bar": PLAIN,
}
_MARK: Schema = {"kind": PLAIN, "onset": FRACTIONS, "text": PLAIN, "staff": PLAIN, "note_id": PLAIN}
_SPAN: Schema = {"kind": PLAIN, "onset": FRACTIONS, "end": FRACTIONS, "staff": PLAIN}
_TEMPO_MARK: Schema = {"onset": FRACTIONS, "qpm": PLAIN, "text": PLAIN}
_STEP: Schema = {"measure": STEPS, "pass_number": PLAIN}
_NOTICE: Schema = {"part": PLAIN, "measure": PLAIN, "text": PLAIN}
_PART: Schema = {"id": PLAIN, "name": PLAIN, "first_staff": PLAIN, "staves": PLAIN}
_DAMAGE = (zlib.error, ValueError, LookupError, TypeError, AttributeError, OverflowError)
"""What unpacking bytes of somebody else's may raise."""


def pack(score: Score) -> bytes:
    """The score as bytes."""
    import msgpack

    fields = {
        "id": score.id,
        "credits": [getattr(score.credits, name) for name in Credits.__slots__],
        "notes": pack_all(_NOTE, score.notes),
        "other_notes": pack_all(_NOTE, score.other_notes),
        "measures": pack_all(_MEASURE, score.measures),
        "tempo": pack_all(_TEMPO_MARK, score.tempo.marks),
        "tempo_is_written": score.tempo.is_written,
        "steps": pack_all(_STEP, score.roadmap.steps),
        "marks": pack_all(_MARK, score.marks),
        "spans": pack_all(_SPAN, score.spans),
        "notices": pack_all(_NOTICE, score.notices),
        "extra": dict(score.extra),
        "parts": pack_all(_PART, score.parts),
    }
    return zlib.compress(msgpack.packb(fields), level=9)


def unpack(data: bytes) -> Score:
    """The score that `pack` made these bytes of.

    Raises:
        ValueError: They are damaged.
    """
    import msgpack

    try:
        fields = msgpack.unpackb(zlib.decompress(data))
        with _collector_paused():
            return _score(fields)
    except _DAMAGE as error:
        raise ValueError("the packed score is damaged") from error


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Thousands of new objects, none of them garbage, would set the collector off many times."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _score(fields: dict[str, Any]) -> Score:
    return Score(
        id=fields["id"],
        credits=Credits(*fields["credits"]),
        notes=unpack_all(ScoreNote, _NOTE, fields["notes"]),
        measures=unpack_all(Measure, _MEASURE, fields["measures"]),
        tempo=TempoMap(
            unpack_all(TempoMark, _TEMPO_MARK, fields["tempo"]), fields["tempo_is_written"]
        ),
        roadmap=Roadmap(unpack_all(Step, _STEP, fields["steps"])),
        other_notes=unpack_all(ScoreNote, _NOTE, fields["other_notes"]),
        marks=unpack_all(Mark, _MARK, fields["marks"]),
        spans=unpack_all(Span, _SPAN, fields["spans"]),
        notices=unpack_all(Notice, _NOTICE, fields["notices"]),
        extra=MappingProxyType(fields["extra"]),
        parts=unpack_all(Part, _PART, fields["parts"]),
    )
