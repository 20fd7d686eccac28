"""A `Score` as a few bytes a note: columns of small numbers, msgpack, zlib.

Columns rather than rows because they compress well and because whole columns can be put into the
notes without running Python code for every field, which makes opening a known score quick.
"""

import zlib
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from renshu.library.note_columns import pack_notes, unpack_notes
from renshu.score.notation import (
    Credits,
    Mark,
    Measure,
    Notice,
    Part,
    Score,
    Span,
    TimeSignature,
)
from renshu.score.roadmap import Roadmap
from renshu.score.tempo import TempoMap, TempoMark


def pack(score: Score) -> bytes:
    """The score as bytes."""
    import msgpack

    fields = {
        "id": score.id,
        "credits": _fields(score.credits),
        "notes": pack_notes(score.notes),
        "others": pack_notes(score.other_notes),
        "measures": [_pack_measure(measure) for measure in score.measures],
        "tempo": [[_ratio(m.onset), m.qpm, m.text] for m in score.tempo.marks],
        "tempo_is_written": score.tempo.is_written,
        "order": list(score.roadmap.order),
        "marks": [[m.kind, _ratio(m.onset), m.text, m.staff, m.note_id] for m in score.marks],
        "spans": [[s.kind, _ratio(s.onset), _ratio(s.end), s.staff] for s in score.spans],
        "notices": [[n.part, n.measure, n.text] for n in score.notices],
        "extra": dict(score.extra),
        "parts": [_fields(part) for part in score.parts],
    }
    return zlib.compress(msgpack.packb(fields), level=9)


def unpack(data: bytes) -> Score:
    """The score that `pack` made these bytes of.

    Raises:
        ValueError: They are damaged.
    """
    import msgpack

    try:
        return _score(msgpack.unpackb(zlib.decompress(data)))
    except (zlib.error, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError("the packed score is damaged") from error


def _score(fields: dict[str, Any]) -> Score:
    return Score(
        id=fields["id"],
        credits=Credits(*fields["credits"]),
        notes=unpack_notes(fields["notes"]),
        measures=tuple(_unpack_measure(index, row) for index, row in enumerate(fields["measures"])),
        tempo=TempoMap(
            tuple(TempoMark(_fraction(at), qpm, text) for at, qpm, text in fields["tempo"]),
            fields["tempo_is_written"],
        ),
        roadmap=Roadmap.of(fields["order"]),
        other_notes=unpack_notes(fields["others"]),
        marks=tuple(Mark(kind, _fraction(at), *rest) for kind, at, *rest in fields["marks"]),
        spans=tuple(
            Span(kind, _fraction(at), _fraction(end), staff)
            for kind, at, end, staff in fields["spans"]
        ),
        notices=tuple(Notice(*row) for row in fields["notices"]),
        extra=MappingProxyType(fields["extra"]),
        parts=tuple(Part(*row) for row in fields["parts"]),
    )


def _fields(value: Any) -> list[Any]:
    return [getattr(value, name) for name in value.__slots__]


def _ratio(quarters: Fraction) -> list[int]:
    return [quarters.numerator, quarters.denominator]


def _fraction(ratio: list[int]) -> Fraction:
    return Fraction(*ratio)


def _pack_measure(measure: Measure) -> list[Any]:
    signature = measure.time_signature
    return [
        measure.number,
        _ratio(measure.onset),
        _ratio(measure.duration),
        signature.beats,
        signature.beat_type,
        measure.key_fifths,
        measure.rehearsal_mark,
    ]


def _unpack_measure(index: int, row: list[Any]) -> Measure:
    number, onset, duration, beats, beat_type, fifths, mark = row
    signature = TimeSignature(beats, beat_type)
    return Measure(index, number, _fraction(onset), _fraction(duration), signature, fifths, mark)
