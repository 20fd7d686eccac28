"""How near the accompaniment of one hand comes to where the player's own other hand fell.

    python tests/benchmarks/accompany.py [left]

For each recorded performance the right hand alone is heard (or the left), and the other is played
by the program. It prints, for the notes that both played: how many there are, the share of them
that sounded, and the median and 90th percentile of |error| in milliseconds, in all, in steady
passages, and for the notes that do not lie on a note of the heard hand. A passage is steady where
the player's tempo changes by less than a tenth from one second to the next. Beside it stands the
floor: the tempo of the score, from the last note heard. Goal: a median of 60 ms in steady passages.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from renshu.follow.free import Free
from renshu.performance.events import KeyDown
from renshu.practice.accompaniment import Accompaniment
from renshu.practice.accompanying import Accompanist
from renshu.practice.cueing import Cues
from renshu.score.notation import Score
from renshu.score.passage import Hands, whole

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.recorded import rows, score_of, tempo_of

_STEADY = 0.1
_SECONDS = 1.0


@dataclass(frozen=True)
class Error:
    """One note of the other hand."""

    seconds: float | None
    """How much later it was sounded than the player played it; None where it was not sounded."""
    is_steady: bool
    is_between: bool
    """Whether it does not lie on a note of the heard hand."""


def main(hand: str = "right") -> int:
    """Print a line for each performance, and one for all."""
    heard = Hands(hand)
    scores = {row["key"]: row for row in rows("scores")}
    every: list[Error] = []
    floor: list[Error] = []
    for take in rows("perfs"):
        row = scores[take["score"]]
        score = score_of(row, tempo_of(row, take))
        if len({note.hand for note in score.notes}) < 2:
            continue
        ours = _errors(score, take, heard, is_steady=False)
        plain = _errors(score, take, heard, is_steady=True)
        every += ours
        floor += plain
        _say(take["id"], ours, plain)
    _say("all", every, floor)
    return 0


def _say(name: str, ours: Sequence[Error], floor: Sequence[Error]) -> None:
    sounded = sum(error.seconds is not None for error in ours) / len(ours)
    parts = [f"{name[:40]:40} {len(ours):6} {sounded:4.0%}"]
    parts += [f"{what} {_figures(errors)}" for what, errors in _kinds(ours)]
    parts += [f"| floor {what} {_figures(errors)}" for what, errors in list(_kinds(floor))[1:]]
    print("  ".join(parts), flush=True)  # noqa: T201


def _kinds(errors: Sequence[Error]) -> Iterator[tuple[str, Sequence[Error]]]:
    yield "all", errors
    yield "steady", [error for error in errors if error.is_steady]
    yield "between", [error for error in errors if error.is_steady and error.is_between]


def _figures(errors: Sequence[Error]) -> str:
    found = [1000 * abs(error.seconds) for error in errors if error.seconds is not None]
    if len(found) < 10:
        return "  –/  –"
    return f"{median(found):3.0f}/{quantiles(found, n=10)[-1]:3.0f}"


def _errors(score: Score, take: Mapping[str, Any], hands: Hands, *, is_steady: bool) -> list[Error]:
    played = _played(score, take)
    mine = {note.id for note in score.notes if hands.include(note.hand)}
    sounded = _accompanied(score, _keys(take, mine), hands, is_steady=is_steady)
    steady = _Steadiness(score, played)
    moments = {note.onset for note in score.notes if note.id in mine and not note.is_grace}
    return [
        Error(_nearest(time, sounded.get(note, ())), steady.at(time), at not in moments)
        for note, time in played.items()
        for at in (score.notes_by_id[note].onset,)
        if note not in mine and not score.notes_by_id[note].is_grace
    ]


def _nearest(time: float, sounded: Iterable[float]) -> float | None:
    return min((one - time for one in sounded), key=abs, default=None)


def _played(score: Score, take: Mapping[str, Any]) -> dict[str, float]:
    """When each note of the score was played."""
    return {
        f"n{note}": time
        for note, time in zip(take["match"], take["on"], strict=True)
        if note >= 0 and f"n{note}" in score.notes_by_id
    }


def _keys(take: Mapping[str, Any], mine: set[str]) -> Iterator[KeyDown]:
    """What the heard hand played, ornaments too."""
    for time, pitch, velocity, match, ornament in zip(
        take["on"], take["pitch"], take["vel"], take["match"], take["orn"], strict=True
    ):
        if f"n{match if match >= 0 else ornament}" in mine:
            yield KeyDown(time, pitch, velocity)


def _accompanied(
    score: Score, keys: Iterable[KeyDown], hands: Hands, *, is_steady: bool
) -> dict[str, list[float]]:
    """When the program sounded each note of the other hand."""
    passage = whole(score, hands)
    music = Accompaniment(score, passage)
    cues, player = Cues(score, music), Accompanist(music, 1.0, is_steady=is_steady)
    follower = Free(score, hands)
    sounded: dict[str, list[float]] = {}
    plan: Sequence[tuple[float, str]] = ()
    for key in sorted(keys, key=lambda key: key.time):
        cue = cues.take(follower.feed(key))
        if cue is not None:
            _sound(plan, sounded, cue.time)
            player.take(cue)
            plan = [(n.down, n.stroke.note_id) for n in player.plan if n.down >= cue.time]
    _sound(plan, sounded, float("inf"))
    return sounded


def _sound(
    plan: Iterable[tuple[float, str]], sounded: dict[str, list[float]], until: float
) -> None:
    for time, note in plan:
        if time < until:
            sounded.setdefault(note, []).append(time)


class _Steadiness:
    """Where the player's tempo holds."""

    def __init__(self, score: Score, played: Mapping[str, float]) -> None:
        times: dict[float, float] = {}
        for note, time in played.items():
            onset = float(score.notes_by_id[note].onset)
            times[onset] = min(time, times.get(onset, time))
        self._places = sorted((time, onset) for onset, time in times.items())

    def at(self, time: float) -> bool:
        """Whether the tempo of the second before is that of the second after."""
        before, after = self._rate(time - _SECONDS, time), self._rate(time, time + _SECONDS)
        return before is not None and after is not None and abs(after / before - 1) < _STEADY

    def _rate(self, start: float, end: float) -> float | None:
        inside = [one for one in self._places if start - 0.1 <= one[0] <= end + 0.1]
        if len(inside) < 2 or any(b[1] < a[1] for a, b in pairwise(inside)):
            return None
        (first, at), (last, to) = inside[0], inside[-1]
        return (to - at) / (last - first) if to > at and last - first > _SECONDS / 2 else None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
