"""How soon the right piece and bar are named, what a note costs, and what the index costs.

    OMP_NUM_THREADS=1 python tests/benchmarks/identify.py CACHE [--scores 200] [--trials 300]

CACHE is a folder for the scores once they are read. The library is made of the starter scores and
the measuring data beside this checkout, filled up to its size with the same scores in other keys.
Players begin anywhere. *Simulated* ones take the scores, *recorded* ones are real performances.
In the rows "not in the library" the played work is taken out: every certain answer is a mistake.

A name is right after some notes if it is that of the piece, or of another edition of the work, and
the bar is the right one or another that has just the notes that were played. *open* is the share of
trials with a certain answer within the first 16 notes, *note* the note at which half of them came.
"""

import argparse
import gzip
import json
import statistics
import sys
import time
import tracemalloc
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.errors import ScoreError
from renshu.follow.alignment import Match
from renshu.follow.identify.identifier import Identified, Identifier, Place
from renshu.follow.identify.index import Index
from renshu.follow.identify.outline import GRACE, LEFT, Outline, outline_of
from renshu.library.cache import Cache
from renshu.library.loading import Loader
from renshu.library.starter import starter_folder
from renshu.performance.events import KeyDown
from renshu.score.notation import Score
from renshu.score.passage import Hands, unfold, whole
from support.pianist import Extra, Missed, Mistake, Wrong, play
from support.shared import shared_folder

AFTER = (4, 6, 8, 10, 12, 16)
"""Notes after which the answer is looked at."""
SAME_WORK = 0.3
"""Two scores that share so many runs of chords are editions of one work."""
SILENT_CHORDS = 8
"""So many chords of the other hand may lie between two of a hand that plays alone."""


@dataclass(frozen=True)
class Played:
    """A note, and the measure it truly belongs to, if any."""

    key: KeyDown
    measure: int | None
    onset: float | None
    """In quarters, in playing order."""


def onset_of(note: Played) -> float:
    """Its onset; 0 for a note that belongs nowhere."""
    return note.onset or 0.0


@dataclass(frozen=True)
class Trial:
    """Somebody plays a piece, from anywhere."""

    piece: str
    notes: tuple[Played, ...]

    def chords(self, count: int) -> list[tuple[float, frozenset[int]]]:
        """The onsets and keys of the chords that were meant, up to a note."""
        meant = [note for note in self.notes[:count] if note.onset is not None]
        together = groupby(sorted(meant, key=onset_of), onset_of)
        return [(onset, frozenset(note.key.pitch for note in notes)) for onset, notes in together]

    def measure(self, count: int) -> int | None:
        """The measure of the last right note, up to a note."""
        measures = [note.measure for note in self.notes[:count] if note.measure is not None]
        return measures[-1] if measures else None


@dataclass(frozen=True)
class Condition:
    """How it is played."""

    name: str
    hands: Hands = Hands.BOTH
    tempo: float = 1.0
    mistakes: float = 0.0


CONDITIONS = (
    Condition("both hands"),
    Condition("right hand", Hands.RIGHT),
    Condition("left hand", Hands.LEFT),
    Condition("5 % mistakes", mistakes=0.05),
    Condition("half tempo", tempo=0.5),
    Condition("half tempo, 5 % mistakes", tempo=0.5, mistakes=0.05),
    Condition("right hand, half, 5 % mistakes", Hands.RIGHT, 0.5, 0.05),
)


def read_scores(cache: Path) -> Iterator[tuple[str, Score]]:
    """The starter scores, and real ones from the measuring data."""
    real = shared_folder() / "musicxml" / "real"
    with Loader(Cache(cache)) as loader:
        for path in sorted([*starter_folder().glob("*.musicxml"), *real.iterdir()]):
            try:
                yield path.name, loader.load(path).score
            except ScoreError as error:
                sys.stderr.write(f"{path.name}: {error}\n")


def recorded(name: str) -> list[dict[str, Any]]:
    """The lines of one of the files of recordings."""
    with gzip.open(shared_folder() / "follow" / name, "rt") as lines:
        return [json.loads(line) for line in lines]


def outline_of_recorded(score: dict[str, Any]) -> Outline:
    """The outline of a score of the recordings; its repeats are written out."""
    pace = 60 / 100
    flags = [
        LEFT * (staff == 2) + GRACE * bool(grace)
        for staff, grace in zip(score["staff"], score["grace"], strict=True)
    ]
    return Outline(
        score["key"],
        array("f", [pace * onset for onset in score["onset"]]),
        bytes(score["pitch"]),
        array("i", score["bar"]),
        bytes(flags),
    )


def transposed(outline: Outline, semitones: int) -> Outline:
    """The same in another key, by another name."""
    pitches = bytes(min(127, max(0, pitch + semitones)) for pitch in outline.pitches)
    return replace(outline, piece=f"{outline.piece} {semitones:+}", pitches=pitches)


def filled_up(outlines: Sequence[Outline], count: int) -> list[Outline]:
    """As many outlines as wanted."""
    chance = Random(1)  # noqa: S311 - a benchmark keeps no secrets
    shifts = (-1, 1, 6, -2, 3, -3, 2, -6, 4, -4)  # by a fifth, sonatas would repeat themselves
    filled = list(outlines)
    for shift in shifts:
        some = list(outlines)
        chance.shuffle(some)
        filled += [transposed(outline, shift) for outline in some]
    return filled[:count]


def simulated_trial(name: str, score: Score, condition: Condition, chance: Random) -> Trial | None:
    """A simulated player on a score."""
    passage = replace(whole(score), hands=condition.hands)
    count = len(unfold(score, passage))
    if count < 2 * max(AFTER):
        return None
    first = chance.randrange(count - max(AFTER))
    mistakes: list[Mistake] = []
    for chord in range(2 * max(AFTER)):
        if chance.random() < condition.mistakes:
            some = Wrong(chord), Missed(chord), Extra(chord, 60 + chord % 12)
            mistakes.append(chance.choice(some))
    played = play(
        score,
        passage,
        stretches=[(first, min(count, first + 2 * max(AFTER)))],
        mistakes=mistakes,
        tempo=condition.tempo,
        spread=0.03,
        jitter=0.015,
        seed=chance.randrange(10**6),
    )
    truth = {
        label.key: (label.position.measure, float(label.position.onset))
        for label in played.labels
        if isinstance(label, Match)
    }
    return Trial(name, tuple(Played(key, *truth.get(key, (None, None))) for key in played.keys))


def recorded_trial(
    performance: dict[str, Any], score: dict[str, Any], condition: Condition, chance: Random
) -> Trial | None:
    """A stretch of a recording, with mistakes put in."""
    staff = {Hands.RIGHT: 1, Hands.LEFT: 2}.get(condition.hands)
    rows = zip(performance["on"], performance["pitch"], performance["match"], strict=True)
    notes = [
        (onset / condition.tempo, pitch, match)
        for onset, pitch, match in sorted(rows)
        if staff is None or (match >= 0 and score["staff"][match] == staff)
    ]
    if len(notes) < 3 * max(AFTER):
        return None
    first = chance.randrange(len(notes) - 2 * max(AFTER))
    played = []
    for time_, pitch, match in notes[first : first + 2 * max(AFTER)]:
        belongs = (score["bar"][match], score["onset"][match]) if match >= 0 else (None, None)
        kind = chance.random() / condition.mistakes if condition.mistakes else 1.0
        if kind >= 2 / 3:
            played.append(Played(KeyDown(time_, pitch), *belongs))
        if 1 / 3 <= kind < 1.0:
            wrong = pitch + chance.choice([-2, -1, 1, 2])
            played.append(Played(KeyDown(time_ + 0.01, wrong), None, None))
    return Trial(performance["score"], tuple(sorted(played, key=lambda note: note.key.time)))


class Truth:
    """What may rightly be named: the same notes, in the same work, in whatever edition of it."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        self._chords = {outline.piece: chords_of(outline) for outline in outlines}
        self._windows = {name: windows(chords) for name, chords in self._chords.items()}
        self._same: dict[tuple[str, str], bool] = {}

    def is_same_work(self, one: str, other: str) -> bool:
        """Whether two pieces have much of their music in common."""
        if (one, other) not in self._same:
            ours, theirs = self._windows[one], self._windows[other]
            common = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
            self._same[one, other] = one == other or common > SAME_WORK
        return self._same[one, other]

    def is_right(self, said: Identified | None, trial: Trial, count: int) -> bool:
        """Whether the piece is named, and a bar that has just the notes that were played."""
        groups = [pitches for _, pitches in trial.chords(count)]
        if said is None or not groups or not self.is_same_work(trial.piece, said.place.piece):
            return False
        if (said.place.piece, said.place.measure) == (trial.piece, trial.measure(count)):
            return True
        return any(
            measure == said.place.measure and self._ends_with(said.place, index, groups)
            for index, (measure, _) in enumerate(self._chords[said.place.piece])
        )

    def _ends_with(self, place: Place, last: int, groups: Sequence[frozenset[int]]) -> bool:
        """Whether chords that hold the groups in turn end with one; a silent hand is skipped."""
        chords = self._chords[place.piece]
        for group in reversed(groups):
            skipped = 0
            while last >= 0 and not group <= chords[last][1]:
                last, skipped = last - 1, skipped + 1
                if skipped > SILENT_CHORDS:
                    return False
            last -= 1
        return last >= -1


def chords_of(outline: Outline) -> list[tuple[int, frozenset[int]]]:
    """The measure and the keys of every chord."""
    rows = zip(outline.seconds, outline.measures, outline.pitches, strict=True)
    return [
        (measure, frozenset(pitch for _, _, pitch in together))
        for (_, measure), together in groupby(rows, lambda row: row[:2])
    ]


def windows(chords: Sequence[tuple[int, frozenset[int]]]) -> set[tuple[frozenset[int], ...]]:
    """All runs of a few chords."""
    keys = [pitches for _, pitches in chords]
    return {tuple(keys[i : i + 4]) for i in range(len(keys) - 3)}


class Tally:
    """What came of the trials of one condition."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self.trials = 0
        self.right = dict.fromkeys(AFTER, 0)
        self.opened: list[int] = []
        """Notes until the first certain answer, if it names the piece, alone or among equals."""
        self.misled: list[tuple[str, str]] = []
        self.micros: list[float] = []

    def take(self, trial: Trial, identifier: Identifier) -> None:
        """One trial."""
        self.trials += 1
        is_open = False
        for count, note in enumerate(trial.notes[: max(AFTER)], 1):
            before = time.thread_time_ns()
            said = identifier.feed(note.key)
            self.micros.append((time.thread_time_ns() - before) / 1000)
            if count in self.right:
                self.right[count] += self._truth.is_right(said, trial, count)
            if said is not None and said.is_certain and not is_open:
                is_open = True
                named = (said.place, *said.equals)
                if any(self._truth.is_same_work(trial.piece, place.piece) for place in named):
                    self.opened.append(count)
                else:
                    self.misled.append((trial.piece, said.place.piece))

    def row(self) -> str:
        """The figures, as a line of the table."""
        shares = " ".join(f"{100 * self.right[count] / self.trials:5.1f}" for count in AFTER)
        opened = 100 * len(self.opened) / self.trials
        notes = statistics.median(self.opened) if self.opened else 0
        misled = 100 * len(self.misled) / self.trials
        micros = sorted(self.micros)
        p99 = micros[int(0.99 * len(micros))]
        cost = f"{statistics.median(micros):6.0f} {p99:6.0f} {micros[-1]:6.0f}"
        return f"{self.trials:5} {shares} | {opened:5.1f} {notes:4.0f} {misled:5.2f} | {cost}"


def run(name: str, trials: Sequence[Trial], library: "Library", *, names: bool) -> None:
    """All trials of a condition."""
    tally = Tally(library.truth)
    identifier = Identifier(library.index)
    for trial in trials:
        identifier.forget()
        tally.take(trial, identifier)
    report(name, tally, names=names)


def run_unknown(name: str, trials: Sequence[Trial], library: "Library", *, names: bool) -> None:
    """All trials of a condition, without the work that is played."""
    tally = Tally(library.truth)
    for piece in sorted({trial.piece for trial in trials}):
        identifier = Identifier(Index(library.without(piece)))
        for trial in trials:
            if trial.piece == piece:
                identifier.forget()
                tally.take(trial, identifier)
    report(name, tally, names=names)


def report(name: str, tally: Tally, *, names: bool) -> None:
    """A line of the table, and what was taken for what."""
    sys.stdout.write(f"{name:44} {tally.row()}\n")
    for pair in tally.misled if names else ():
        sys.stdout.write(f"      misled: {' -> '.join(pair)}\n")
    sys.stdout.flush()


class Library:
    """The scores among which one is to be found."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        self.outlines = outlines
        self.truth = Truth(outlines)
        self.index = Index(outlines)

    def without(self, piece: str) -> list[Outline]:
        """All but the editions of one work, in this or another key."""
        editions = tuple(
            outline.piece
            for outline in self.outlines
            if self.truth.is_same_work(piece, outline.piece)
        )
        return [outline for outline in self.outlines if not outline.piece.startswith(editions)]

    def cost(self) -> str:
        """What the index takes."""
        tracemalloc.start()
        index = Index(self.outlines)
        size = tracemalloc.get_traced_memory()[0]
        identifier = Identifier(index)
        whole = tracemalloc.get_traced_memory()[0]
        del identifier
        tracemalloc.stop()
        before = time.thread_time()
        Index(self.outlines)
        seconds = time.thread_time() - before
        return (
            f"{len(self.outlines)} scores, {sum(map(len, self.outlines))} notes, {len(index)} "
            f"places: index {seconds:.2f} s, {size / 1e6:.1f} MB; listening {whole / 1e6:.1f} MB"
        )


def several(make: Callable[[Random], Trial | None], count: int, seed: int) -> list[Trial]:
    """Trials; what cannot be played gives none."""
    chance = Random(seed)  # noqa: S311
    return [trial for _ in range(count) if (trial := make(chance)) is not None]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--scores", type=int, default=200)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--names", action="store_true", help="name what was taken for what")
    asked = parser.parse_args()
    scores = dict(read_scores(asked.cache))
    known = {line["key"]: line for line in recorded("scores.jsonl.gz")}
    performances = recorded("perfs.jsonl.gz")
    real = [outline_of(score, name) for name, score in scores.items()]
    real += [outline_of_recorded(score) for score in known.values()]
    library = Library(filled_up(real, asked.scores))
    sys.stdout.write(
        f"{library.cost()}; {len(real)} of them not transposed\n"
        f"{'right after notes':50}{'  '.join(f'{count:4}' for count in AFTER)} |"
        "  open note misled | us p50 p99 max\n"
    )

    def simulate(condition: Condition) -> Callable[[Random], Trial | None]:
        def make(chance: Random) -> Trial | None:
            name = chance.choice(sorted(scores))
            return simulated_trial(name, scores[name], condition, chance)

        return make

    def record(condition: Condition) -> Callable[[Random], Trial | None]:
        def make(chance: Random) -> Trial | None:
            performance = chance.choice(performances)
            return recorded_trial(performance, known[performance["score"]], condition, chance)

        return make

    for seed, kind, make in ((1, "simulated", simulate), (2, "recorded", record)):
        for condition in CONDITIONS:
            trials = several(make(condition), asked.trials, seed)
            run(f"{kind}, {condition.name}", trials, library, names=asked.names)
        trials = several(make(CONDITIONS[0]), asked.trials, seed)
        run_unknown(f"{kind}, not in the library", trials, library, names=asked.names)


if __name__ == "__main__":
    main()
