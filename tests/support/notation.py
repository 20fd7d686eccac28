"""Scores and performances in one line of text.

A score is words with blanks between them; each lasts a quarter unless it says otherwise:

    C4              a note: letter, `#` or `b`, octave (C4 is middle C, 60)
    [C3 E4 G4]      a chord
    .               a rest
    |               a bar line; a bar lasts as long as what stands in it
    E4=2  .=1/2     two quarters; an eighth rest
    [C3=4 E4]       a note in a chord may last longer than the chord's own quarter
    ~D4             a grace note before the word that follows
    E4=2!trill      an ornament; trill, mordent and turn allow the keys within two semitones
    C4<  C3>        left hand, right hand; without a sign notes below middle C are the left hand's

Notes are named `n1`, `n2`, … as they are written, measures are numbered from 1.

A performance is written in the same words; `@2.5` sets the time to 2.5 seconds, `ped` and `*` press
and lift the sustain pedal.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.notation import (
    Credits,
    Hand,
    Measure,
    Ornament,
    OrnamentKind,
    Score,
    ScoreNote,
    TimeSignature,
)
from renshu.score.pitch import Spelling
from renshu.score.roadmap import Roadmap
from renshu.score.tempo import TempoMap, TempoMark

_WORD = re.compile(r"\[[^\]]*\][^\s\]]*|[^\s\[\]]+")
_NOTE = re.compile(
    r"(?P<grace>~?)(?P<step>[A-G])(?P<sign>##|#|bb|b|)(?P<octave>-?\d)(?P<hand>[<>]?)"
    r"(?:=(?P<duration>\d+(?:/\d+)?))?(?:!(?P<ornament>\w+))?"
)
_CHORD = re.compile(r"\[(?P<notes>[^\]]*)\](?:=(?P<duration>\d+(?:/\d+)?))?(?:!(?P<ornament>\w+))?")
_REST = re.compile(r"\.(?:=(?P<duration>\d+(?:/\d+)?))?")
_ALTERATIONS = {"": 0, "#": 1, "##": 2, "b": -1, "bb": -2}
_WITH_NEIGHBOURS = {OrnamentKind.TRILL, OrnamentKind.MORDENT, OrnamentKind.TURN}


@dataclass(frozen=True, slots=True)
class _Note:
    spelling: Spelling
    hand: Hand
    duration: Fraction | None
    is_grace: bool
    ornament: OrnamentKind | None


@dataclass(frozen=True, slots=True)
class _Word:
    notes: tuple[_Note, ...]
    duration: Fraction


def score(
    line: str,
    *,
    meter: str = "4/4",
    qpm: float | Sequence[tuple[float, float]] = 60.0,
    order: Iterable[int] | None = None,
    title: str = "Test",
) -> Score:
    """The score of a line.

    Args:
        line: The notes, as the module says.
        meter: The time signature of every bar.
        qpm: Quarters a minute, or pairs of written onset and quarters a minute.
        order: Indexes of the measures in playing order; as written if left out.
        title: Its title.
    """
    notes: list[ScoreNote] = []
    measures: list[Measure] = []
    count, _, unit = meter.partition("/")
    signature = TimeSignature(int(count), int(unit))
    cursor = Fraction(0)
    for index, bar in enumerate(line.split("|")):
        begin = cursor
        for word in _words(bar):
            notes.extend(_score_notes(word, cursor, index, len(notes) + 1))
            cursor += word.duration
        measures.append(Measure(index, str(index + 1), begin, cursor - begin, signature))
    return Score(
        id=f"score of {line}",
        credits=Credits(title=title),
        notes=tuple(sorted(notes, key=lambda n: (n.onset, not n.is_grace, n.is_grace or n.pitch))),
        measures=tuple(measures),
        tempo=_tempo(qpm),
        roadmap=Roadmap.of(list(order) if order is not None else range(len(measures))),
    )


def performance(line: str, *, beat: float = 0.5, start: float = 0.0) -> tuple[PlayedEvent, ...]:
    """The events of a line played strictly, `beat` seconds to the quarter, from `start` seconds on.

    Keys are let go after nine tenths of their time.
    """
    events: list[PlayedEvent] = []
    now = start
    for text in _WORD.findall(line):
        if text.startswith("@"):
            now = float(text[1:])
        elif text in {"ped", "*"}:
            events.append(PedalMove(now, Pedal.SUSTAIN, 127 if text == "ped" else 0))
        elif text != "|":
            word = _word(text)
            events.extend(_pressed(word, now, beat))
            now += float(word.duration) * beat
    return in_order(events)


def presses(line: str, *, beat: float = 0.5, start: float = 0.0) -> tuple[KeyDown, ...]:
    """Only the key-downs of `performance`."""
    return tuple(e for e in performance(line, beat=beat, start=start) if isinstance(e, KeyDown))


def in_order(events: Iterable[PlayedEvent]) -> tuple[PlayedEvent, ...]:
    """Events sorted by time; at one time key-ups come before key-downs."""
    return tuple(sorted(events, key=lambda event: (event.time, isinstance(event, KeyDown))))


def shifted(events: Iterable[PlayedEvent], seconds: float) -> tuple[PlayedEvent, ...]:
    """The same events, `seconds` later."""
    return tuple(replace(event, time=event.time + seconds) for event in events)


def _words(bar: str) -> list[_Word]:
    return [_word(text) for text in _WORD.findall(bar)]


def _word(text: str) -> _Word:
    if rest := _REST.fullmatch(text):
        return _Word((), _quarters(rest["duration"]) or Fraction(1))
    if chord := _CHORD.fullmatch(text):
        notes = tuple(_note(part, chord["ornament"]) for part in chord["notes"].split())
        return _Word(notes, _quarters(chord["duration"]) or Fraction(1))
    note = _note(text, None)
    return _Word((note,), Fraction(0) if note.is_grace else note.duration or Fraction(1))


def _note(text: str, ornament: str | None) -> _Note:
    found = _NOTE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a note: {text!r}")
    spelling = Spelling(found["step"], _ALTERATIONS[found["sign"]], int(found["octave"]))
    by_pitch = Hand.RIGHT if spelling.pitch >= 60 else Hand.LEFT
    hand = {"<": Hand.LEFT, ">": Hand.RIGHT, "": by_pitch}[found["hand"]]
    kind = found["ornament"] or ornament
    return _Note(
        spelling,
        hand,
        _quarters(found["duration"]),
        bool(found["grace"]),
        OrnamentKind(kind) if kind else None,
    )


def _quarters(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def _score_notes(word: _Word, onset: Fraction, measure: int, number: int) -> list[ScoreNote]:
    return [
        ScoreNote(
            id=f"n{number + offset}",
            pitch=note.spelling.pitch,
            spelling=note.spelling,
            onset=onset,
            duration=Fraction(0) if note.is_grace else note.duration or word.duration,
            measure=measure,
            staff=1 if note.hand is Hand.RIGHT else 2,
            voice=1,
            hand=note.hand,
            is_grace=note.is_grace,
            ornament=_ornament(note),
        )
        for offset, note in enumerate(word.notes)
    ]


def _ornament(note: _Note) -> Ornament | None:
    if note.ornament is None:
        return None
    around = (-2, -1, 1, 2) if note.ornament in _WITH_NEIGHBOURS else ()
    return Ornament(note.ornament, tuple(note.spelling.pitch + step for step in around))


def _tempo(qpm: float | Sequence[tuple[float, float]]) -> TempoMap:
    marks = [(0.0, qpm)] if isinstance(qpm, int | float) else qpm
    return TempoMap.of(TempoMark(Fraction(onset), value) for onset, value in marks)


def _pressed(word: _Word, now: float, beat: float) -> list[PlayedEvent]:
    events: list[PlayedEvent] = []
    for note in word.notes:
        seconds = float(note.duration or word.duration) * beat
        events.append(KeyDown(now, note.spelling.pitch))
        events.append(KeyUp(now + 0.9 * seconds, note.spelling.pitch))
    return events
