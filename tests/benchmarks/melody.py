"""How often a melody played with one finger finds its piece, and what a note costs.

    OMP_NUM_THREADS=1 python tests/benchmarks/melody.py CACHE [--scores 500] [--trials 300]

CACHE is a folder for the scores once they are read. The library is real music only: the starter
scores, the measuring data beside this checkout, and scores that come with music21 (chamber music,
madrigals, chorales). Trials come from the *piano* pieces or from *all*. A player takes eight notes
of a voice from a bar line or after a rest, with at least four different pitches, in another key and
octave, unevenly. The trials are made from the notes of the scores, without the code under test.

*first* and *third*: the share of trials after which the piece is named first, or among the first
three. *strict* counts the piece itself alone; else another piece counts too that has just these
notes in just this rhythm in one of its voices (chorale tunes, another edition of the work).
*floor* is a search for the exact succession of intervals in the highest notes of the scores, ties
broken by chance.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.follow.melody.index import MelodyIndex
from renshu.follow.melody.lines import melody_of
from renshu.follow.melody.search import MelodySearch
from renshu.performance.events import KeyDown
from support.tunes import Voice, Voices, read_scores

NOTES = 8
LEAST_PITCHES = 4
SHOWN = 10


@dataclass(frozen=True)
class Condition:
    """What is played, and how."""

    name: str
    voice: str = "any"
    """`top`, `inner`, `left` or `any`."""
    wrong: str = "any"
    """`none`, `other`, `extra`, `missed`, or `any` of the last three."""
    is_even: bool = False
    """Whether all notes are equally long: no rhythm at all."""
    is_tune: bool = True
    """Whether there are enough different pitches for a tune."""


CONDITIONS = (
    Condition("no wrong note", wrong="none"),
    Condition("one wrong note"),
    Condition("one note for another", wrong="other"),
    Condition("one note too many", wrong="extra"),
    Condition("one note left out", wrong="missed"),
    Condition("one wrong note, top line", "top"),
    Condition("one wrong note, inner voice", "inner"),
    Condition("one wrong note, left hand", "left"),
    Condition("one wrong note, no rhythm", is_even=True),
    Condition("one wrong note, any eight notes", is_tune=False),
)


@dataclass(frozen=True)
class Trial:
    """Somebody plays a tune."""

    piece: str
    tune: Voice
    keys: tuple[KeyDown, ...]


def trial(piece: str, voices: Voices, condition: Condition, chance: Random) -> Trial | None:
    """Somebody plays a tune of a piece."""
    wrong = condition.wrong
    if wrong == "any":
        wrong = chance.choice(("other", "extra", "missed"))
    least = LEAST_PITCHES if condition.is_tune else 1
    tune = voices.tune(condition.voice, NOTES + (wrong == "missed"), least, chance)
    if tune is None:
        return None
    onsets, pitches = [note[0] for note in tune], [note[1] for note in tune]
    at = chance.randrange(1, NOTES - 1)
    stray = pitches[at] + chance.choice((-2, -1, 1, 2))
    if wrong == "other":
        pitches[at] = stray
    elif wrong == "extra":
        pitches.insert(at, stray)
        onsets.insert(at, (onsets[at - 1] + onsets[at]) / 2)
    elif wrong == "missed":
        del pitches[at], onsets[at]
    return Trial(piece, tune, played(pitches[:NOTES], onsets, chance, is_even=condition.is_even))


def played(
    pitches: Sequence[int], onsets: Sequence[float], chance: Random, *, is_even: bool
) -> tuple[KeyDown, ...]:
    """In another key and octave, at another pace, unevenly."""
    up = chance.choice([shift for shift in range(-23, 24) if shift])
    if not all(0 <= pitch + up <= 127 for pitch in pitches):
        up = 0
    pace = 0.6 * 2 ** chance.uniform(-1, 1)
    now, keys = 0.0, []
    for index, pitch in enumerate(pitches):
        keys.append(KeyDown(now, pitch + up))
        if index + 1 < len(pitches):
            quarters = 1.0 if is_even else onsets[index + 1] - onsets[index]
            now += pace * quarters * 2 ** chance.gauss(0, 0.25)
    return tuple(keys)


class Floor:
    """Where the exact succession of intervals is found."""

    def __init__(self, voices: Mapping[str, Voices]) -> None:
        self._steps = {
            name: [
                bytes((b[1] - a[1]) % 256 for a, b in pairwise(voice)) for voice in one.of("any")
            ]
            for name, one in voices.items()
        }

    def ranking(self, keys: Sequence[KeyDown], chance: Random) -> list[str]:
        """The pieces that have them."""
        steps = bytes((b.pitch - a.pitch) % 256 for a, b in pairwise(keys))
        found = [
            name for name, voices in self._steps.items() if any(steps in voice for voice in voices)
        ]
        return chance.sample(found, len(found))


class Tally:
    """What came of the trials of one condition."""

    def __init__(self, voices: Mapping[str, Voices]) -> None:
        self._voices = voices
        self.trials = 0
        self.strict: list[int] = []
        self.fair: list[int] = []
        self.floor: list[int] = []
        self.micros: list[float] = []

    def take(self, trial: Trial, search: MelodySearch, floor: Sequence[str]) -> list[str]:
        """One trial; the pieces that are named."""
        self.trials += 1
        search.forget()
        for key in trial.keys:
            before = time.thread_time_ns()
            said = search.feed(key)
            self.micros.append((time.thread_time_ns() - before) / 1000)
        names = [candidate.piece for candidate in said]
        self.strict.append(rank([name == trial.piece for name in names]))
        self.fair.append(rank([self._is_right(name, trial) for name in names[:3]]))
        self.floor.append(rank([self._is_right(name, trial) for name in floor[:3]]))
        return names

    def _is_right(self, name: str, trial: Trial) -> bool:
        return name == trial.piece or self._voices[name].has(trial.tune)

    def row(self) -> str:
        """The figures, as a line of the table."""
        shares = "  ".join(
            f"{100 * sum(rank <= most for rank in ranks) / self.trials:5.1f}"
            for ranks in (self.fair, self.strict, self.floor)
            for most in (1, 3)
        )
        micros = sorted(self.micros)
        p99 = micros[int(0.99 * len(micros))]
        cost = f"{statistics.median(micros):6.0f} {p99:6.0f} {micros[-1]:6.0f}"
        return f"{self.trials:5}  {shares} | {cost}"


def rank(are_right: Sequence[bool]) -> int:
    """Of the first right one, counted from 1."""
    return are_right.index(True) + 1 if True in are_right else 999


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--scores", type=int, default=500)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", action="store_true", help="name what was taken for what")
    asked = parser.parse_args()
    rows = list(read_scores(asked.cache, asked.scores))[: asked.scores]
    before = time.thread_time()
    melodies = {name: melody_of(score) for name, score, _ in rows}
    extracted = time.thread_time()
    index = MelodyIndex(melodies)
    indexed = time.thread_time()
    voices = {name: Voices(score) for name, score, _ in rows}
    piano = [name for name, _, is_piano in rows if is_piano]
    floor, search = Floor(voices), MelodySearch(index, SHOWN)
    sys.stdout.write(
        f"{len(rows)} scores, {len(piano)} of them for piano, {len(index)} places; "
        f"lines {extracted - before:.1f} s, index {indexed - extracted:.2f} s\n"
        f"{'':44} trials  first  third  strict third floor  third | us p50    p99    max\n"
    )
    for kind, names in (("piano", piano), ("all", sorted(melodies))):
        for condition in CONDITIONS:
            tally, chance = Tally(voices), Random(asked.seed)  # noqa: S311
            while tally.trials < asked.trials:
                piece = chance.choice(names)
                some = trial(piece, voices[piece], condition, chance)
                if some is None:
                    continue
                said = tally.take(some, search, floor.ranking(some.keys, chance))
                if asked.names and tally.fair[-1] > 1:
                    sys.stdout.write(f"    {tally.strict[-1]:3} {piece}: {said[:3]} {some.tune}\n")
            sys.stdout.write(f"{kind + ', ' + condition.name:44} {tally.row()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
