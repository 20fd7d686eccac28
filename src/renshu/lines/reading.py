"""A score read aloud, bar by bar: what the eyes would take from the page."""

from collections.abc import Iterator
from itertools import groupby

from renshu.lines.names import HANDS, beat, chord, counted, dynamic, key_signature, spoken
from renshu.score.bars import printed
from renshu.score.notation import Hand, Measure, Score, ScoreNote
from renshu.score.passage import Hands
from renshu.score.printing import playing_order

_HANDS_IN_ORDER = (Hand.RIGHT, Hand.LEFT)


def read_head(score: Score) -> Iterator[str]:
    """What stands above the first bar, and how far the hands reach."""
    named = score.credits
    people = (
        named.composer and f"by {named.composer}",
        named.arranger and f"arranged by {named.arranger}",
    )
    yield ", ".join(filter(None, (named.title, named.subtitle, *people))) + "."
    if score.measures:
        yield f"{counted(len(score.measures), 'bar')}. {_signatures(score, score.measures[0])}"
    for hands in (Hands.RIGHT, Hands.LEFT):
        if reach := _reach(score, hands):
            yield f"{HANDS[hands].capitalize()} {reach}."
    if not score.roadmap.is_linear:
        yield f"Bars are played in this order: {playing_order(score).replace('–', ' to ')}."
    if count := len(score.notices):
        yield f"{counted(count, 'place')} of the file was repaired or left out."


def read_bar(score: Score, measure: int, hands: Hands = Hands.BOTH) -> Iterator[str]:
    """One bar, a line for every moment at which a key goes down.

    Args:
        score: The score.
        measure: Index of the measure.
        hands: Whose notes are read.
    """
    bar, name = score.measures[measure], f"Bar {printed(score, measure)}"
    before = score.measures[measure - 1] if measure else None
    if before and _has_changed(before, bar):
        yield f"{name}: from here on {_signatures(score, bar)}"
    notes = [n for n in score.notes if n.measure == measure and hands.include(n.hand)]
    if not notes:
        yield f"{name}: nothing begins."
    for onset, together in groupby(notes, key=lambda note: note.onset):
        signs = [dynamic(m.text) for m in score.marks if (m.kind, m.onset) == ("dynamic", onset)]
        told = "; ".join((*_by_hand(list(together)), *signs))
        yield f"{name}, beat {beat(bar, onset)}, {told}."


def _by_hand(notes: list[ScoreNote]) -> Iterator[str]:
    for hand in _HANDS_IN_ORDER:
        if own := [note for note in notes if note.hand is hand]:
            yield f"{hand} hand: {chord(own)}"


def _signatures(score: Score, bar: Measure) -> str:
    time = bar.time_signature
    tempo = f"{score.tempo.qpm_at(bar.onset):.0f} quarters a minute"
    return f"{time.beats} {time.beat_type} time; {key_signature(bar.key_fifths)}; {tempo}."


def _has_changed(before: Measure, bar: Measure) -> bool:
    return (before.time_signature, before.key_fifths) != (bar.time_signature, bar.key_fifths)


def _reach(score: Score, hands: Hands) -> str:
    own = [note for note in score.notes if hands.include(note.hand)]
    if not own:
        return ""
    lowest = min(own, key=lambda note: note.pitch)
    highest = max(own, key=lambda note: note.pitch)
    return f"from {spoken(lowest.spelling)} to {spoken(highest.spelling)}"
