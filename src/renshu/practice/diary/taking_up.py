"""Where a player took the music up anew: the presses with which stretches begin.

The review says where its best way through the score leaps. Around a leap it can be some notes
early or late; it takes a chord struck again for stray keys, and a stray key that is a note
elsewhere for a leap. So the lines between are weighed against each other: two neighbours are one
stretch, or two with the press at which the second begins, whatever explains the keys best; a line
of a few notes may be nothing but stray keys (dynamic programming over lines).

A leap has its price, in stray keys, as `follow.habits` counts both: a leap comes before one of
fifty presses, to one of many places; a leap that took no time is rarer, one after a hesitation
costs less, for somebody who goes on seldom hesitates, and who loses no time has not leapt. All is
paid for once: a joint pays for the presses between its lines, for what it takes from one of them,
and for a hesitation that is not before its leap.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from renshu.practice.diary.going_on import STRAY, Course, course
from renshu.practice.diary.lines import LATE, SKIPPED, Line
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press

_LEAP = 1.3
_IN_TIME = 0.3
"""The further price of a leap before which nobody hesitated."""
_HESITATION = 0.7
"""The price of going on too late."""
_TINY = 1e-6
_REACH = 12
"""Presses on each side of a boundary that are looked at again."""
_EXCURSION = 8
"""Presses that may be nothing but stray keys between two lines that belong together."""
_LINES_BACK = 4
"""Lines that an excursion may have."""
_HESITATES = 2.0
"""Times the time to the next note."""
_LEAST_HESITATION = 0.15
"""Seconds more than the time to the next note."""
_REPEAT_PAUSE = 1.0
"""Seconds too late at which the beginning of a repeat is no repeat, but begun anew."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """How two lines hang together."""

    cost: float
    begins: int | None
    """The press with which a new stretch begins; None where the first goes on in the second."""


_Way = tuple[float, int, int | None]
"""The best way to a line: its cost, the line before, and the press with which a stretch begins."""


def taken_up(pressed: Sequence[Press], lines: Sequence[Line], moments: Moments) -> list[int]:
    """The presses with which something is taken up anew, without the very first."""
    return _Weighing(pressed, lines, moments).boundaries()


class _Weighing:
    """Weighs all ways to take the lines together."""

    def __init__(self, pressed: Sequence[Press], lines: Sequence[Line], moments: Moments) -> None:
        self._pressed, self._lines, self._moments = pressed, lines, moments
        self._strays = list(accumulate((press.is_stray for press in pressed), initial=0))
        self._begins = list(accumulate(lines, _begin, initial=0))[1:]
        """For every line the press with which the lines begin that the review has as one."""
        ends = accumulate(reversed(lines), _end, initial=(len(pressed), len(pressed)))
        self._ends = [end for end, _ in ends][:0:-1]
        """And the press behind their last."""

    def boundaries(self) -> list[int]:
        """The best way, read backwards from its end."""
        best: list[_Way] = []
        for index, line in enumerate(self._lines):
            ways: list[_Way] = [(STRAY * line.first, -1, None)] if line.first <= _EXCURSION else []
            ways += [
                (best[before][0] + joint.cost, before, joint.begins)
                for before in self._before(index)
                for joint in [self._joint(before, index)]
            ]
            best.append(min(ways, key=lambda way: way[0]))
        return sorted(set(self._traced(best)))

    def _traced(self, best: Sequence[_Way]) -> Iterator[int]:
        count = len(self._pressed)
        ends = range(max(0, len(best) - _LINES_BACK), len(best))
        index = min(
            (end for end in ends if count - self._lines[end].stop <= _EXCURSION or end == ends[-1]),
            key=lambda end: best[end][0] + STRAY * (count - self._lines[end].stop),
            default=-1,
        )
        while index >= 0:
            _, index, begins = best[index]
            if begins is not None:
                yield begins

    def _before(self, index: int) -> Iterator[int]:
        """The lines that may come right before one: its neighbour, or those before an excursion."""
        has_leap = False
        for before in range(index - 1, max(-1, index - 1 - _LINES_BACK), -1):
            is_near = self._lines[index].first - self._lines[before].stop <= _EXCURSION
            if before == index - 1 or (is_near and has_leap):
                yield before
            has_leap = has_leap or self._lines[before].is_leap

    def _joint(self, before: int, after: int) -> _Joint:
        one, other = self._lines[before], self._lines[after]
        rate = self._rate(before, after)
        goes_on = self._goes_on(before, after, rate)
        strays = STRAY * (other.first - one.stop)
        passed = self._moments.seconds[other.entered] - self._moments.seconds[one.left]
        late = self._late(one, other, rate, passed if goes_on else 0.0)
        if goes_on and not (strays and self._moves_late(one, other.first, rate, passed)):
            return _Joint(strays, None)
        on = self._on(before, after)
        if goes_on:
            joined = strays + _HESITATION * bool(late)
        else:
            joined = self._price_on(before, after, on, rate)
        inside = range(one.stop, other.first + 1) if goes_on else None
        cut = self._cut(before, after, on.prices, rate, inside, late)
        return cut if cut.cost < joined - _TINY else _Joint(joined, None)

    def _price_on(self, before: int, after: int, on: Course, rate: float) -> float:
        """The price of two lines as one; what are stray keys anyway is paid for by later joints."""
        one, other = self._lines[before], self._lines[after]
        anyway = self._stray(other.first, one.stop + len(on.prices) - 1)
        due, moves = self._to_next(one), on.moves
        is_late = moves is not None and self._moves_late(one, one.stop + moves, rate, due)
        return on.prices[-1] - anyway + _HESITATION * is_late

    def _moves_late(self, one: Line, at: int, rate: float, due: float) -> bool:
        """Whether a line moves on too late with a press, whatever was played meanwhile."""
        left = next(
            press.time for press in self._pressed[one.first : one.stop] if press.place == one.left
        )
        return _is_long(self._pressed[at].time - left, rate * due)

    def _late(self, one: Line, other: Line, rate: float, passed: float) -> list[int]:
        """The presses from a line to another before which somebody waited too long.

        Before the last of them so many written seconds are passed over.
        """
        late = [at for at in range(one.stop, other.first) if self._hesitates(one, at, rate)]
        due = rate * max(passed, self._to_next(one))
        return [*late, other.first] if _is_long(self._waited(other.first), due) else late

    def _goes_on(self, before: int, after: int, rate: float) -> bool:
        one, other = self._lines[before], self._lines[after]
        if after - before == 1 and not other.is_leap:
            return True
        if other.is_repeat:
            due = rate * self._to_bar_line(one)
            return self._waited(other.first) < due + _REPEAT_PAUSE
        if after - before == 1:
            return False
        row = self._moments.rows[one.hands]
        steps = row.index(other.entered) - row.index(one.left)
        return -LATE <= steps <= SKIPPED + 1 and not self._is_again(before, after)

    def _is_again(self, before: int, after: int) -> bool:
        """Whether notes from before an excursion are played again after it."""
        stop, first = self._lines[before].stop, self._lines[after].first
        early = self._pressed[max(self._begins[before], stop - _REACH) : stop]
        late = self._pressed[first : min(self._ends[after], first + _REACH)]
        played = {press.note.id for press in early if press.note}
        return any(press.note.id in played for press in late if press.note)

    def _on(self, before: int, after: int) -> Course:
        """The presses after the first line as going on in it."""
        one, other = self._lines[before], self._lines[after]
        until = min(self._ends[after], other.first + _REACH)
        pitches = [press.pitch for press in self._pressed[one.stop : until]]
        row = self._moments.rows[one.hands]
        return course(row, one.left, self._open(one, one.left), pitches)

    def _back(self, before: int, after: int) -> Course:
        """The presses before the second line as leading to it."""
        one, other = self._lines[before], self._lines[after]
        since = max(self._begins[before], one.stop - _REACH)
        pitches = [press.pitch for press in reversed(self._pressed[since : other.first])]
        row = self._moments.rows[other.hands]
        return course(row, other.entered, self._open(other, other.entered), pitches, -1)

    def _open(self, line: Line, place: int) -> list[int]:
        """The keys of a moment of a line that the line does not play."""
        row = self._moments.rows[line.hands]
        played = Counter(
            press.pitch for press in self._pressed[line.first : line.stop] if press.place == place
        )
        return list((Counter(row.keys[row.index(place)]) - played).elements())

    def _cut(
        self,
        before: int,
        after: int,
        on: Sequence[float],
        rate: float,
        inside: range | None,
        late: Sequence[int],
    ) -> _Joint:
        """The best press to begin anew with, inside a range or anywhere near."""
        one, other = self._lines[before], self._lines[after]
        back = self._back(before, after).prices
        since, until = other.first - len(back) + 1, one.stop + len(on) - 1
        found = []
        for at in inside or range(since + 1, until):
            cost = on[at - one.stop] if at > one.stop else -self._stray(at, one.stop)
            cost += back[other.first - at] if at < other.first else -self._stray(other.first, at)
            cost += _HESITATION * any(wait != at for wait in late)
            leap = _LEAP if self._hesitates(one, at, rate) else _LEAP + _IN_TIME
            found.append((cost + leap, -self._waited(at), at))
        cost, _, at = min(found)
        return _Joint(cost, at)

    def _stray(self, low: int, high: int) -> int:
        return self._strays[high] - self._strays[low]

    def _hesitates(self, one: Line, at: int, rate: float) -> bool:
        """Whether the player takes much longer to a press than the music does."""
        return _is_long(self._waited(at), rate * self._to_next(one))

    def _waited(self, at: int) -> float:
        """Seconds to a press from the one before it."""
        return self._pressed[at].time - self._pressed[at - 1].time

    def _to_next(self, line: Line) -> float:
        """Written seconds from the end of a line to the next moment."""
        row, seconds = self._moments.rows[line.hands], self._moments.seconds
        after = row.index(line.left + 1)
        if after == len(row.places):
            return self._to_bar_line(line)
        return seconds[row.places[after]] - seconds[line.left]

    def _to_bar_line(self, line: Line) -> float:
        """Written seconds from the end of a line to the end of its bar."""
        return self._moments.bar_ends[line.left] - self._moments.seconds[line.left]

    def _rate(self, before: int, after: int) -> float:
        """Played seconds for one written second, around a boundary."""
        stop, first = self._lines[before].stop, self._lines[after].first
        early = self._pressed[max(self._begins[before], stop - _REACH) : stop]
        late = self._pressed[first : min(self._ends[after], first + _REACH)]
        rates = [*self._rates(early), *self._rates(late)]
        return median(rates) if rates else 1.0

    def _rates(self, part: Sequence[Press]) -> Iterator[float]:
        seconds = self._moments.seconds
        placed = [(press.time, press.place) for press in part if press.place is not None]
        for (early, low), (late, high) in pairwise(placed):
            if high > low:
                yield (late - early) / (seconds[high] - seconds[low])


def _is_long(waited: float, due: float) -> bool:
    return waited > _HESITATES * due and waited > due + _LEAST_HESITATION


def _begin(before: int, line: Line) -> int:
    return line.first if line.is_leap else before


def _end(after: tuple[int, int], line: Line) -> tuple[int, int]:
    """The end of a line's chain, and that of the line before it."""
    _, end = after
    return end, line.first if line.is_leap else end
