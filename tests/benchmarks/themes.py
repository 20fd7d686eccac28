"""How many planted themes are found again, how many links are false, and what it costs.

    OMP_NUM_THREADS=1 python tests/benchmarks/themes.py CACHE [--scores 500] [--planted 60]

The library is that of `melody.py`. *Planted*: a tune of 8–16 notes from the top voice of a score,
with at least five different pitches, from a bar line on or after a rest, is written into a voice of
another score from a bar line on, in another key; all other notes there stay as they are. Where it
comes with a passing note, one note more is between two of it. *floor* finds exact successions of
intervals, however common they are: all that could be found.

*False*: every other score is turned upside down. A link between one that is and one that is not is
chance; there are twice as many pairs of scores in the library as such pairs.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.follow.melody.lines import melody_of
from renshu.follow.melody.melody import Melody
from renshu.library.themes.links import ThemeLink, theme_links
from renshu.score.notation import Score, ScoreNote
from support.tunes import Voice, Voices, read_scores

NOTES = range(8, 17)
LEAST_PITCHES = 5
RHYTHMS = ("as it is", "twice as slow", "varied", "passing note")


@dataclass(frozen=True)
class Planted:
    """A tune that returns."""

    piece: str
    other: str
    rhythm: str
    notes: int


def varied(tune: Voice, rhythm: str, chance: Random) -> list[tuple[int, Fraction]]:
    """Pitches and durations of the tune as it returns."""
    durations = [Fraction(b[0] - a[0]).limit_denominator(48) for a, b in pairwise(tune)]
    durations.append(durations[-1])
    notes = [(note[1], duration) for note, duration in zip(tune, durations, strict=True)]
    if rhythm == "twice as slow":
        return [(pitch, 2 * duration) for pitch, duration in notes]
    if rhythm == "varied":
        return [(pitch, Fraction(chance.choice((1, 1, 2, 3)), 2)) for pitch, _ in notes]
    if rhythm == "passing note":
        at = chance.randrange(len(notes) - 1)
        (pitch, duration), between = notes[at], (notes[at][0] + notes[at + 1][0]) // 2
        notes[at : at + 1] = [(pitch, duration / 2), (between, duration / 2)]
    return notes


def with_theme(score: Score, notes: Sequence[tuple[int, Fraction]], chance: Random) -> Score | None:
    """The score with notes in place of those of one of its voices."""
    keys = sorted({(note.staff, note.voice) for note in score.notes})
    length = sum((duration for _, duration in notes), Fraction(0))
    bars = [bar for bar in score.measures[1:] if bar.onset + length < score.end]
    if not bars:
        return None
    staff, voice = chance.choice(keys)
    bar = chance.choice(bars)
    kept = [
        note
        for note in score.notes
        if (note.staff, note.voice) != (staff, voice)
        or not bar.onset <= note.onset < bar.onset + length
    ]
    like = next(note for note in score.notes if (note.staff, note.voice) == (staff, voice))
    onset = bar.onset
    planted: list[ScoreNote] = []
    for number, (pitch, duration) in enumerate(notes):
        measure = max(bar.index for bar in score.measures if bar.onset <= onset)
        note = replace(like, id=f"theme{number}", pitch=pitch, onset=onset, duration=duration)
        planted.append(replace(note, measure=measure, is_grace=False, ornament=None))
        onset += duration
    order = sorted([*kept, *planted], key=lambda note: (note.onset, not note.is_grace, note.pitch))
    return replace(score, notes=tuple(order))


def plant(
    scores: Mapping[str, Score], names: Sequence[str], count: int, rhythm: str, seed: int
) -> tuple[dict[str, Score], list[Planted]]:
    """The scores that are changed, and what is planted in them."""
    chance = Random(seed)  # noqa: S311
    free = chance.sample(names, len(names))
    changed: dict[str, Score] = {}
    planted: list[Planted] = []
    while len(planted) < count and len(free) > 1:
        piece, other = free.pop(), free.pop()
        voices = Voices(scores[piece])
        tune = voices.tune("top", chance.choice(NOTES), LEAST_PITCHES, chance)
        score = None
        if tune:
            up = chance.choice([shift for shift in range(-7, 8) if shift])
            notes = [(pitch + up, length) for pitch, length in varied(tune, rhythm, chance)]
            score = with_theme(scores[other], notes, chance)
        if tune and score:
            changed[other] = score
            planted.append(Planted(piece, other, rhythm, len(tune)))
    return changed, planted


def upside_down(melody: Melody) -> Melody:
    """All lines in the mirror."""
    lines = (
        replace(line, pitches=bytes(127 - pitch for pitch in line.pitches)) for line in melody.lines
    )
    return Melody(tuple(lines))


def pairs_of(links: Sequence[ThemeLink]) -> set[frozenset[str]]:
    """Which pieces are linked."""
    return {frozenset((link.piece, link.other)) for link in links}


def floor(melodies: Mapping[str, Melody], planted: Planted) -> bool:
    """Whether two pieces have as many intervals in succession in common."""
    size = planted.notes - 1
    ours, theirs = (
        {
            steps[at : at + size]
            for line in melodies[name].lines
            for steps in [bytes((b - a) % 256 for a, b in pairwise(line.pitches))]
            for at in range(len(steps) - size + 1)
        }
        for name in (planted.piece, planted.other)
    )
    return bool(ours & theirs)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--scores", type=int, default=500)
    parser.add_argument("--planted", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many links of the real library")
    asked = parser.parse_args()
    scores = {name: score for name, score, _ in read_scores(asked.cache, asked.scores)}
    scores = dict(list(scores.items())[: asked.scores])
    melodies = {name: melody_of(score) for name, score in scores.items()}
    names = sorted(scores)
    before = time.thread_time()
    links = theme_links(melodies)
    seconds = time.thread_time() - before
    one = time.thread_time()
    theme_links(melodies, fresh=names[:1])
    one = time.thread_time() - one
    mirrored = {
        name: upside_down(melodies[name]) if number % 2 else melodies[name]
        for number, name in enumerate(Random(1).sample(names, len(names)))  # noqa: S311
    }
    turned = {name for name in names if mirrored[name] is not melodies[name]}
    false = [pair for pair in pairs_of(theme_links(mirrored)) if len(pair & turned) == 1]
    sys.stdout.write(
        f"{len(scores)} scores: all links {seconds:.1f} s CPU, those of a new score "
        f"{one:.1f} s\n{len(links)} links of {len(pairs_of(links))} pairs of "
        f"scores; by chance about {2 * len(false)}\n"
    )
    for rhythm in RHYTHMS:
        changed, planted = plant(scores, names, asked.planted, rhythm, asked.seed)
        library = {**melodies, **{name: melody_of(score) for name, score in changed.items()}}
        found = pairs_of(theme_links(library))
        hits = [one for one in planted if frozenset((one.piece, one.other)) in found]
        long = [one for one in planted if one.notes >= 12]
        exact = sum(floor(library, one) for one in planted)
        sys.stdout.write(
            f"{rhythm:16} {len(planted)} planted, found {100 * len(hits) / len(planted):5.1f} %; "
            f"of those with 12 notes and more "
            f"{100 * sum(one in hits for one in long) / len(long):5.1f} %; "
            f"floor {100 * exact / len(planted):5.1f} %\n"
        )
    step = max(len(links) // max(asked.show, 1), 1)
    for link in links[::step] if asked.show else ():
        sys.stdout.write(f"{link}\n")


if __name__ == "__main__":
    main()
