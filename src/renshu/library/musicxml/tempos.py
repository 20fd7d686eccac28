"""The tempo map: metronome marks, playback tempos, and gradual changes between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from renshu.library.musicxml import limits
from renshu.library.musicxml.gradual import TempoWords, with_gradual_changes
from renshu.library.musicxml.reading import ReadPart
from renshu.library.musicxml.values import quarters_of_type
from renshu.library.musicxml.xml import Element, has_child, number_of, text_of, whole_text
from renshu.score.notation import Measure
from renshu.score.tempo import TempoMap, TempoMark


def tempo_map(parts: Iterable[ReadPart], measures: Sequence[Measure]) -> TempoMap:
    """The tempo over written time; where several parts say something, the first part wins."""
    marks: dict[Fraction, TempoMark] = {}
    words: dict[Fraction, TempoWords] = {}
    for placed in (placed for part in parts for placed in part.placed):
        onset = measures[placed.measure].onset + placed.onset
        text = words_of(placed.element)
        qpm = next(_tempos(placed.element), None)
        if qpm is not None:
            marks.setdefault(onset, TempoMark(onset, qpm, text))
        elif text:
            words.setdefault(onset, TempoWords(onset, text))
    return with_gradual_changes(TempoMap.of(marks.values()), words.values(), measures)


def _tempos(element: Element) -> Iterator[float]:
    """Quarters a minute that `element` asks for: for playback first, as printed else."""
    sounds = [element] if element.tag == "sound" else element.findall("sound")
    for sound in sounds:
        tempo = number_of(sound.get("tempo", ""))
        if tempo is not None:
            yield tempo
    for metronome in element.iterfind("direction-type/metronome"):
        tempo = metronome_qpm(metronome)
        if tempo is not None:
            yield tempo


def metronome_qpm(metronome: Element) -> float | None:
    """Quarters a minute of a mark such as ♩. = 60; None where it gives no number.

    A range such as 60–66 counts as its middle.
    """
    quarters = quarters_of_type(text_of(metronome, "beat-unit"))
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", text_of(metronome, "per-minute"))]
    if quarters is None or not numbers:
        return None
    if has_child(metronome, "beat-unit-dot"):
        quarters *= 2 - Fraction(1, 2 ** len(metronome.findall("beat-unit-dot")))
    qpm = float(quarters) * sum(numbers[:2]) / len(numbers[:2])
    return qpm if limits.SLOWEST_QPM <= qpm <= limits.FASTEST_QPM else None


def words_of(direction: Element) -> str:
    """The words of a direction, as one line."""
    words = direction.iterfind("direction-type/words")
    return " ".join(filter(None, (whole_text(word) for word in words)))
