"""Put a `Score` together from what was read."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from renshu.library.musicxml import limits
from renshu.library.musicxml.hands import Hands
from renshu.library.musicxml.marks import Signs, articulations_of, fingering_of
from renshu.library.musicxml.measures import lay_out
from renshu.library.musicxml.metadata import credits_of, extra_of
from renshu.library.musicxml.ornaments import ornaments
from renshu.library.musicxml.parts import Piano, find_piano
from renshu.library.musicxml.reading import ReadPart
from renshu.library.musicxml.signs import bar_signs
from renshu.library.musicxml.tempos import tempo_map
from renshu.library.musicxml.ties import Press, merge_ties
from renshu.library.musicxml.xml import Element
from renshu.score.notation import Hand, Measure, Notice, Ornament, Part, Score, ScoreNote
from renshu.score.roadmap import Roadmap
from renshu.score.unfolding import unfold_bars


def assemble(score: Element, parts: Sequence[ReadPart], notices: list[Notice]) -> Score:
    """The `Score` of a mended document; a notice says so where it has nothing to play."""
    if not any(part.notes for part in parts):
        notices.append(Notice("", "", _nothing_to_play(score)))
    piano = find_piano(score, parts)
    measures = lay_out(parts, leading=piano.parts[0])
    ordered = [*piano.parts, *(part for part in parts if part not in piano.parts)]
    notes, others = _notes(ordered, piano, measures)
    signs = [_signs(read, part, measures) for read, part in _numbered(ordered)]
    roadmap = _roadmap(ordered, (*notes, *others), len(measures), notices)
    return Score(
        id=score_id(notes),
        credits=credits_of(score),
        notes=tuple(notes),
        measures=measures,
        tempo=tempo_map(ordered, measures),
        roadmap=roadmap,
        other_notes=tuple(others),
        marks=tuple(sorted((m for s in signs for m in s.marks), key=lambda mark: mark.onset)),
        spans=tuple(sorted((m for s in signs for m in s.spans), key=lambda span: span.onset)),
        notices=_shortened(notices),
        extra=MappingProxyType(extra_of(score)),
        parts=tuple(part for _, part in _numbered(ordered)),
    )


def _shortened(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The first notices, and how many more there are: a file may be wrong in every bar."""
    more = len(notices) - limits.NOTICES
    if more <= 0:
        return tuple(notices)
    return (*notices[: limits.NOTICES], Notice("", "", f"and {more:,} more faults like these"))


def _nothing_to_play(score: Element) -> str:
    if next(score.iter("unpitched"), None) is not None:
        return "nothing to play on a piano: the score is for percussion only"
    return "nothing to play: the score has no notes"


def score_id(notes: Iterable[ScoreNote]) -> str:
    """A hash of pitches, onsets and durations; nothing else of a file counts."""
    digest = hashlib.sha256()
    for line in sorted(f"{n.onset} {n.pitch} {n.duration}" for n in notes):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()[:20]


def _numbered(ordered: Sequence[ReadPart]) -> Iterator[tuple[ReadPart, Part]]:
    """Each part with what the score tells of it; staves are counted through all parts."""
    first_staff = 1
    for read in ordered:
        yield read, Part(read.id, read.name, first_staff, read.staves)
        first_staff += read.staves


def _signs(read: ReadPart, part: Part, measures: Sequence[Measure]) -> Signs:
    signs = Signs(read, measures, part.first_staff - 1)
    signs.gather()
    return signs


def _notes(
    ordered: Sequence[ReadPart], piano: Piano, measures: Sequence[Measure]
) -> tuple[list[ScoreNote], list[ScoreNote]]:
    """The notes that are asked and the others."""
    asked: list[ScoreNote] = []
    others: list[ScoreNote] = []
    for read, part in _numbered(ordered):
        hands, ornate = Hands(read), ornaments(read.notes, measures)
        for press in merge_ties(read.notes, measures):
            hand = hands.of(press.first)
            if piano.is_pair:
                hand = Hand.RIGHT if read is piano.parts[0] else Hand.LEFT
            note = _score_note(press, hand, part.first_staff - 1, ornate)
            is_asked = read in piano.parts and not (note.is_cue or note.is_hidden)
            (asked if is_asked else others).append(note)
    return sorted(asked, key=_order), sorted(others, key=_order)


def _order(note: ScoreNote) -> tuple[int, float, bool, int]:
    """Floats sort like the fractions they are made of, and much faster."""
    pitch = 0 if note.is_grace else note.pitch
    return note.measure, float(note.onset), not note.is_grace, pitch


def _score_note(
    press: Press, hand: Hand, staves_above: int, ornate: Mapping[str, Ornament]
) -> ScoreNote:
    read = press.first
    return ScoreNote(
        id=read.id,
        pitch=read.pitch,
        spelling=read.spelling,
        onset=press.onset,
        duration=press.end - press.onset,
        measure=read.measure,
        staff=read.staff + staves_above,
        voice=read.voice,
        hand=hand,
        is_grace=press.is_grace,
        ornament=next((ornate[n.id] for n in press.notes if n.id in ornate), None),
        fingering=fingering_of(read),
        articulations=articulations_of(press.notes),
        tied=tuple(note.id for note in press.tied),
        is_cue=read.is_cue,
        is_hidden=read.is_hidden,
    )


def _roadmap(
    parts: Sequence[ReadPart], notes: Sequence[ScoreNote], count: int, notices: list[Notice]
) -> Roadmap:
    """The playing order; as written where playing all repeats out would never end."""
    signs = bar_signs(parts)
    roadmap = unfold_bars(signs, limits.UNFOLDED_NOTES)
    per_measure = [0] * count
    for note in notes:
        per_measure[note.measure] += 1
    if roadmap and sum(per_measure[index] for index in roadmap.order) <= limits.UNFOLDED_NOTES:
        return roadmap
    notices.append(
        Notice("", "", f"with all repeats over {limits.UNFOLDED_NOTES:,} notes, read as written")
    )
    return Roadmap.of(range(count))
