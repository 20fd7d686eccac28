"""How well the diary finds where something was taken up anew, in simulated practice sessions.

    OMP_NUM_THREADS=1 python tests/benchmarks/diary.py [--set core|all] [--misses]

The sessions are those of the measuring data beside the checkout: recorded performances cut, put
together anew, with mistakes and pauses. A boundary is found if one is told within two presses of
it. The scenarios without any boundary count for false ones alone. `unseen` are boundaries at which
the same hands go on with the next note after a pause: nothing can tell them from a pause.
At last it times the diary of a take of 10,000 notes.
"""

import argparse
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[3] / "shared" / "follow"))

import harness  # type: ignore[import-not-found]
import scenarios  # type: ignore[import-not-found]

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown
from renshu.practice.diary.writing import write_diary
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.recorded import score_of

WITHIN = 2
"""Presses by which a boundary may be off."""


@dataclass
class Count:
    """Boundaries of some sessions."""

    true: int = 0
    told: int = 0
    found: int = 0
    unseen: int = 0
    presses: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        """Count these as well."""
        self.true, self.told = self.true + other.true, self.told + other.told
        self.found, self.unseen = self.found + other.found, self.unseen + other.unseen
        self.presses += other.presses
        self.wrong += other.wrong

    def __str__(self) -> str:
        seen = self.true - self.unseen
        return (
            f"boundaries {self.true:4}  found {_share(self.found, self.true)}"
            f"  (of those to be seen {_share(min(self.found, seen), seen)})"
            f"  false {_share(self.told - self.found, self.told)}"
            f"  ({self.told - self.found} in {self.presses} presses)"
        )


def main() -> int:
    """Print a line for each scenario, one for practice sessions, and the cost."""
    parser = argparse.ArgumentParser(description="Measure the diary.")
    parser.add_argument("--set", default="all", choices=["core", "all"])
    parser.add_argument("--misses", action="store_true", help="name what was not found, or false")
    options = parser.parse_args()
    scores, performances = scenarios.load()
    chosen = [p for p in performances if options.set == "all" or p["id"] in harness.CORE]
    every, cutting = Count(), Count()
    for scenario in scenarios.SCEN:
        count = Count()
        for one in chosen:
            count.add(_measured(scenarios.Base(scores[one["score"]], one), scenario))
        every.add(count)
        if count.true:
            cutting.add(count)
        _say(f"{scenario:9} {count}")
        if options.misses:
            _say("\n".join(count.wrong))
    _say(f"{'cut':9} {cutting}\n{'all':9} {every}")
    _say(f"10,000 presses: {_cost(scores, performances):.2f} s")
    return 0


def _measured(base: Any, scenario: str) -> Count:
    session = scenarios.make(base, scenario)
    if session is None:
        return Count()
    score = _score(base.sc, session["bpm"])
    told = _told(score, session["notes"])
    true = list(_true(session["seg"]))
    found = dict(_pairs(true, told))
    lost = [f"  {session['id']}: not found {at}" for at in true if at not in found]
    false = [f"  {session['id']}: false {at}" for at in told if at not in found.values()]
    unseen = sum(map(_is_unseen(base, session), true))
    return Count(len(true), len(told), len(found), unseen, len(session["notes"]), lost + false)


def _told(score: Score, notes: Sequence[tuple[float, int, int]]) -> list[int]:
    labels = review(score, whole(score), Mode.FREE, [KeyDown(*map(_plain, note)) for note in notes])
    return [stretch.first for stretch in write_diary(score, labels).stretches[1:]]


def _true(segments: Sequence[int]) -> Iterator[int]:
    """The first press of every segment but the first."""
    seen = {segments[0]}
    for at, segment in enumerate(segments):
        if segment not in seen:
            seen.add(segment)
            yield at


def _pairs(true: Sequence[int], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    left = set(told)
    for at in true:
        near = [one for one in left if abs(one - at) <= WITHIN]
        if near:
            nearest = min((abs(one - at), one) for one in near)[1]
            left.remove(nearest)
            yield at, nearest


def _is_unseen(base: Any, session: Mapping[str, Any]) -> Any:
    """Tells whether the same hands just go on at a boundary."""
    onsets = [float(onset) for onset in base.u]

    def is_unseen(at: int) -> bool:
        segment = session["seg"][at]
        (_, end, hands), (start, _, after) = session["segs"][segment - 1 : segment + 1]
        same_place = bisect_left(onsets, end - 1e-6) == bisect_left(onsets, start - 1e-6)
        return bool(same_place and hands == after)

    return is_unseen


def _score(row: Mapping[str, Any], qpm: float) -> Score:
    plain = {key: value.tolist() for key, value in row.items() if hasattr(value, "tolist")}
    return score_of({**row, **plain}, qpm)


def _cost(scores: Mapping[str, Any], performances: Sequence[Mapping[str, Any]]) -> float:
    """CPU seconds for the diary of a long take: the longest piece, practised over and over."""
    longest = max(performances, key=lambda one: len(one["on"]))
    base = scenarios.Base(scores[longest["score"]], longest)
    notes: list[tuple[float, int, int]] = []
    while len(notes) < 10_000:
        clock = notes[-1][0] if notes else 0.0
        session = scenarios.make(base, scenarios.SCEN[len(notes) // 300 % 6 - 1])
        notes += [(time + clock + 2, key, loud) for time, key, loud in session["notes"]]
    score = _score(base.sc, base.bpm)
    keys = [KeyDown(*map(_plain, note)) for note in notes[:10_000]]
    labels = review(score, whole(score), Mode.FREE, keys)
    before = time.process_time()
    write_diary(score, labels)
    return time.process_time() - before


def _plain(value: Any) -> Any:
    """A number of Python instead of one of numpy."""
    return value.item() if hasattr(value, "item") else value


def _share(part: int, whole_count: int) -> str:
    return f"{100 * part / whole_count:5.1f} %" if whole_count else "   –   "


def _say(text: str) -> None:
    if text:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
