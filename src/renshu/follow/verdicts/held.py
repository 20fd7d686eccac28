"""Held too short or too long, against the written duration in the player's own tempo.

The rules of a patient teacher: staccato may be short; a note may be let go where its key or its
hand is wanted elsewhere, before a rest, and at the end of a slur; being legato matters under slurs
and on notes of a beat or more. A key held over is a fault where it sounds into a rest or rubs
against a neighbour, not where it stays in its harmony, as in broken chords, nor while the player
searches for the next one. Where the pedal is pressed or written the fingers are free.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.follow.verdicts.runs import Run, Stroke
from renshu.score.notation import Hand, Score, ScoreNote, Span

_SHORT = 0.5
"""Share of its time that a sustained note must sound."""
_GAP = 0.25
"""Seconds of silence, at the least, that one would call a hole in the line."""
_LONG = 2.0
"""Times its duration that a key may be held."""
_OVERHANG = 0.4
"""Seconds, at the least, by which a key must be held over."""
_RUBS = 2
"""Semitones: a second rubs."""
_AFTERWARDS = 2
"""Quarters after the end of a note in which others may rub against it."""
_SPAN = 12
"""Semitones that every hand can hold: an octave."""

_RECENT = 32
"""Notes back that are looked through for one that still sounds."""

_DETACHED = frozenset({"staccato", "staccatissimo", "spiccato", "detached-legato"})


def held_verdicts(score: Score, runs: Sequence[Run], last: float) -> Iterator[Verdict]:
    """One verdict for each note held far too short or too long.

    Args:
        score: What was played from.
        runs: What was played of it.
        last: Seconds of the last event: what sounds until then was not heard to end.
    """
    asked = _Asked(score)
    for run in runs:
        for index, moment in enumerate(run.moments):
            pace = run.pace(index)
            for stroke in moment.strokes if pace is not None else ():
                is_heard = stroke.sound.offset < last and not asked.is_pedalled(stroke.note)
                if is_heard and _is_plain(stroke.note):
                    yield from _judged(asked, run, stroke, pace or 0.0)


def _is_plain(note: ScoreNote) -> bool:
    """Whether its duration is what is written: no ornament, no fermata."""
    is_own = note.ornament is not None or "fermata" in note.articulations
    return not (is_own or note.is_hidden or note.is_cue) and note.duration > 0


def _judged(asked: "_Asked", run: Run, stroke: Stroke, pace: float) -> Iterator[Verdict]:
    written = pace * _seconds(run, stroke.note.onset, stroke.note.offset)
    if stroke.sound.offset - stroke.sound.onset < _SHORT * written:
        yield from _short(asked, run, stroke, pace)
    if stroke.sound.key_offset - stroke.sound.onset > _LONG * written:
        yield from _long(asked, run, stroke, written)


def _short(asked: "_Asked", run: Run, stroke: Stroke, pace: float) -> Iterator[Verdict]:
    """A verdict where the note was not even held as long as the hand could."""
    note, sounded = stroke.note, stroke.sound.offset - stroke.sound.onset
    until = asked.hold_until(note)
    if until == note.onset or not asked.is_sustained(note):
        return
    came = run.time_of(until)
    least = pace * _seconds(run, note.onset, until)
    if came is not None:
        least = min(least, came - stroke.sound.onset)
    if sounded < _SHORT * least and least - sounded >= _GAP:
        yield _verdict(VerdictKind.SHORT, stroke, sounded / least)


def _long(asked: "_Asked", run: Run, stroke: Stroke, written: float) -> Iterator[Verdict]:
    """A verdict where no pedal covers it, and the player was past the end of the note."""
    sound, came = stroke.sound, run.time_of(stroke.note.offset)
    if sound.offset > sound.key_offset or came is None:
        return
    held = sound.key_offset - sound.onset
    most = max(written, came - sound.onset)
    is_over = held > _LONG * most and held - most >= _OVERHANG
    if is_over and _disturbs(asked, run, stroke):
        yield _verdict(VerdictKind.LONG, stroke, held / most)


def _disturbs(asked: "_Asked", run: Run, stroke: Stroke) -> bool:
    """Whether a key held over sounds into a rest of its hand, or rubs against a note beside it."""
    note = stroke.note
    if asked.is_before_rest(note):
        return True
    heard = stroke.sound.key_offset - _OVERHANG / 2
    return any(
        0 < abs(other.note.pitch - note.pitch) <= _RUBS and other.sound.onset < heard
        for moment in run.between(note.offset, note.offset + _AFTERWARDS)
        for other in moment.strokes
    )


def _verdict(kind: VerdictKind, stroke: Stroke, share: float) -> Verdict:
    match = stroke.match
    return Verdict(kind, match.key.time, match.position, match.note_id, share)


def _seconds(run: Run, start: Fraction, end: Fraction) -> float:
    """How long a stretch is written to last."""
    return run.score.tempo.seconds_at(end) - run.score.tempo.seconds_at(start)


@dataclass(frozen=True)
class _Asked:
    """What the score asks of the length of its notes."""

    score: Score

    def hold_until(self, note: ScoreNote) -> Fraction:
        """Written time to which the hand can hold a note: it may be wanted elsewhere before."""
        for other in self._in_hand(note):
            if abs(other.pitch - note.pitch) > _SPAN:
                return other.onset
        return note.offset

    def is_sustained(self, note: ScoreNote) -> bool:
        """Whether holes after this note would be heard: its length is meant, and its hand goes on.

        Not so before a rest, before the same key again, and at the end of a slur.
        """
        if not _DETACHED.isdisjoint(note.articulations):
            return False
        goes_on = note.offset in self._hand_onsets[note.hand]
        again = self._next_onset(self._by_pitch[note.pitch], note.onset)
        if not goes_on or (again is not None and again <= note.offset):
            return False
        ends = [s.end for s in self._slurs[note.staff, note.voice] if s.onset <= note.onset < s.end]
        if any(end <= note.offset for end in ends):
            return False
        beat = self.score.measures[note.measure].time_signature.beat_duration
        return note.duration >= beat or bool(ends)

    def is_before_rest(self, note: ScoreNote) -> bool:
        """Whether the hand has nothing to play at the end of a note, nor anything that goes on."""
        after = bisect_right(self._hand_sequence[note.hand], note.offset)
        before = self._by_hand[note.hand][max(0, after - _RECENT) : after]
        return all(other.offset <= note.offset for other in before)

    def is_pedalled(self, note: ScoreNote) -> bool:
        """Whether the pedal is written where a note begins, so that fingers do not matter."""
        index = bisect_right(self._pedals, (note.onset, self.score.end))
        return index > 0 and note.onset < self._pedals[index - 1][1]

    def _in_hand(self, note: ScoreNote) -> Sequence[ScoreNote]:
        """The notes of the same hand that begin while a note lasts, its own chord included."""
        onsets = self._hand_sequence[note.hand]
        first, last = bisect_left(onsets, note.onset), bisect_left(onsets, note.offset)
        return self._by_hand[note.hand][first:last]

    @staticmethod
    def _next_onset(onsets: Sequence[Fraction], after: Fraction) -> Fraction | None:
        index = bisect_right(onsets, after)
        return onsets[index] if index < len(onsets) else None

    @cached_property
    def _by_hand(self) -> Mapping[Hand, Sequence[ScoreNote]]:
        return {
            hand: [n for n in self.score.notes if n.hand is hand and not n.is_grace]
            for hand in Hand
        }

    @cached_property
    def _hand_sequence(self) -> Mapping[Hand, Sequence[Fraction]]:
        return {hand: [note.onset for note in notes] for hand, notes in self._by_hand.items()}

    @cached_property
    def _hand_onsets(self) -> Mapping[Hand, frozenset[Fraction]]:
        return {hand: frozenset(onsets) for hand, onsets in self._hand_sequence.items()}

    @cached_property
    def _by_pitch(self) -> Mapping[int, Sequence[Fraction]]:
        table: defaultdict[int, list[Fraction]] = defaultdict(list)
        for note in self.score.notes:
            table[note.pitch].append(note.onset)
        return table

    @cached_property
    def _slurs(self) -> Mapping[tuple[int, int], Sequence[Span]]:
        """By staff and voice. A slur belongs to the voice of the highest note where it begins."""
        table: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        for span in (span for span in self.score.spans if span.kind == "slur"):
            begin = self._notes_at[span.staff, span.onset]
            if begin:
                top = max(begin, key=lambda note: note.pitch)
                table[span.staff, top.voice].append(span)
        return table

    @cached_property
    def _notes_at(self) -> Mapping[tuple[int, Fraction], Sequence[ScoreNote]]:
        table: defaultdict[tuple[int, Fraction], list[ScoreNote]] = defaultdict(list)
        for note in self.score.notes:
            table[note.staff, note.onset].append(note)
        return table

    @cached_property
    def _pedals(self) -> Sequence[tuple[Fraction, Fraction]]:
        return sorted((s.onset, s.end) for s in self.score.spans if s.kind == "pedal")
