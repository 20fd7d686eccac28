"""From repeat signs, endings and jumps to the playing order.

The rules are those of MuseScore 3.6, re-implemented from its behaviour:

- A repeat goes back to the nearest repeat start before it, or to the beginning. It is honoured
  `times` in all; several ends that share a start add up.
- An ending (volta) is played on the passes it lists and skipped on others. An ending that was left
  open lasts until the next ending, repeat sign or the end. Where a repeat starts in the same bar,
  a first ending belongs to that repeat and any later one to the repeat before.
- A jump (D.C., D.S.) is taken once for each pass, on the last pass through its bar. After it every
  repeat is played as on its last pass, up to the jump itself.
- After a jump `al Fine` ends at the Fine, `al Coda` goes from the To Coda to the Coda. Both count
  on the last pass only.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from renshu.score.roadmap import Roadmap


class Marker(StrEnum):
    """A place that a jump may name."""

    START = "start"
    SEGNO = "segno"
    TO_CODA = "to coda"
    CODA = "coda"
    FINE = "fine"
    END = "end"


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump at the end of a bar, such as D.S. al Coda."""

    target: Marker
    until: Marker = Marker.END
    onward: Marker | None = None
    """Where it goes on after `until`."""


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending (volta): the passes on which it is played."""

    passes: tuple[int, ...]
    last_measure: int
    is_closed: bool = True
    """Whether its bracket has a hook at the end."""


@dataclass(frozen=True, slots=True)
class BarSigns:
    """The signs of one bar that change the playing order."""

    starts_repeat: bool = False
    repeat_times: int = 0
    """How often the section that ends here is played; 0 where no repeat ends."""
    ending: Ending | None = None
    """The ending that begins here."""
    markers: tuple[Marker, ...] = ()
    jumps: tuple[Jump, ...] = ()


def unfold_bars(bars: Sequence[BarSigns], longest: int) -> Roadmap | None:
    """The playing order of `bars`; None where it would be longer than `longest` bars."""
    if not bars:
        return Roadmap(())
    order = _Walk(bars, longest).order()
    return Roadmap.of(order) if order is not None else None


class _Kind(Enum):
    START = auto()
    END = auto()
    ENDING = auto()
    ENDING_STOP = auto()
    MARKER = auto()
    JUMP = auto()
    FINISH = auto()


@dataclass(eq=False, slots=True)
class _Sign:
    """One sign on the way, with how often it has been played or is to be played."""

    kind: _Kind
    measure: int
    ending: Ending | None = None
    marker: Marker | None = None
    jump: Jump | None = None
    times: int = 0
    """Passes that a repeat start has in all, or that a repeat end allows."""
    count: int = 0
    """Times that a repeat end was met."""
    place: int = 0
    """Its index in the list of signs."""
    ending_before: Ending | None = None
    """The ending in which it stands."""
    start_before: "_Sign | None" = None
    """The repeat start before it."""


class _SignList:
    """The signs in the order in which they are met; repeat starts know their passes."""

    def __init__(self, bars: Sequence[BarSigns]) -> None:
        self._start = _Sign(_Kind.START, 0, times=1)
        self._ending: Ending | None = None
        self.signs = [self._start]
        for index, bar in enumerate(bars):
            self._add_beginning(index, bar)
            self._add_end(index, bar)
        self._stop_ending(len(bars) - 1)
        self.signs.append(_Sign(_Kind.FINISH, len(bars) - 1))
        self._tell_places()

    def _add_beginning(self, index: int, bar: BarSigns) -> None:
        if bar.ending or bar.starts_repeat:
            self._stop_ending(index - 1)
        beginnings = []
        if bar.starts_repeat:
            self._start = _Sign(_Kind.START, index, times=1)
            beginnings.append(self._start)
        if bar.ending:
            self._ending = bar.ending
            is_later = 1 not in bar.ending.passes
            beginnings.insert(0 if is_later else 1, _Sign(_Kind.ENDING, index, bar.ending))
        self.signs.extend(beginnings)

    def _add_end(self, index: int, bar: BarSigns) -> None:
        self.signs.extend(_Sign(_Kind.MARKER, index, marker=marker) for marker in bar.markers)
        is_last = self._ending is not None and self._ending.last_measure <= index
        for jump in bar.jumps:
            self.signs.append(_Sign(_Kind.JUMP, index, jump=jump))
            if is_last:
                self._stop_ending(index)
        if bar.repeat_times:
            self.signs.append(_Sign(_Kind.END, index, times=bar.repeat_times))
            self._start.times += bar.repeat_times - 1
            self._stop_ending(index)
        if is_last and self._ending and self._ending.is_closed:
            self._stop_ending(index)

    def _stop_ending(self, index: int) -> None:
        if self._ending:
            self.signs.append(_Sign(_Kind.ENDING_STOP, index, self._ending))
            self._ending = None

    def _tell_places(self) -> None:
        ending, start = None, self.signs[0]
        for place, sign in enumerate(self.signs):
            sign.place, sign.ending_before, sign.start_before = place, ending, start
            if sign.kind is _Kind.START:
                start = sign
            elif sign.kind in {_Kind.ENDING, _Kind.ENDING_STOP}:
                ending = sign.ending if sign.kind is _Kind.ENDING else None


@dataclass
class _Walk:
    """Walks along the signs and gathers the bars between them."""

    bars: Sequence[BarSigns]
    longest: int
    played: list[int] = field(default_factory=list)
    at: int = 0
    """Index of the sign that comes next."""
    begun: int | None = 0
    """The bar from which bars have not been gathered yet; None straight after a jump back."""
    begun_pass: int = 1
    pass_number: int = 1
    ending: Ending | None = None
    until: int | None = None
    onward: int | None = None
    jump: _Sign | None = None
    is_last_time: bool = False
    """Whether a jump makes every repeat play as on its last pass."""
    taken: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.signs = _SignList(self.bars).signs
        self.reference = self.signs[0]
        self._places: dict[Marker, list[int]] = {}
        for sign in self.signs:
            if sign.marker:
                self._places.setdefault(sign.marker, []).append(sign.place)

    def order(self) -> list[int] | None:
        """The bars in playing order; None where they are too many."""
        self.at = 1
        while self.at < len(self.signs):
            if len(self.played) > self.longest:
                return None
            sign = self.signs[self.at]
            self.at += 1
            self._meet(sign)
        return self.played

    def _meet(self, sign: _Sign) -> None:
        match sign.kind:
            case _Kind.START:
                self._meet_start(sign)
            case _Kind.END:
                self._meet_end(sign)
            case _Kind.ENDING:
                self._meet_ending(sign)
            case _Kind.ENDING_STOP:
                self.ending = None
            case _Kind.MARKER:
                self._meet_marker()
            case _Kind.JUMP:
                self._meet_jump(sign)
            case _Kind.FINISH:
                self._gather(sign.measure)

    def _gather(self, last: int) -> None:
        """Play from where we stand to the bar `last`."""
        if self.begun is not None:
            self.played.extend(range(self.begun, last + 1))
        self.begun = None

    def _begin(self, measure: int) -> None:
        self.begun, self.begun_pass = measure, self.pass_number

    def _meet_start(self, sign: _Sign) -> None:
        if self.begun is None:
            self._begin(sign.measure)
            return
        wanted = sign.times if self.is_last_time else 1
        if self.begun_pass != wanted:
            self._gather(sign.measure - 1)
            self.pass_number = wanted
            self._begin(sign.measure)
        self.reference = sign

    def _meet_end(self, sign: _Sign) -> None:
        sign.count += 1
        if self.pass_number < self.reference.times and sign.count < sign.times:
            self._gather(sign.measure)
            self.at = self.reference.place
            self.ending = None
            self.pass_number += 1
            if self.reference.kind is not _Kind.START:
                self._begin(self.reference.measure)

    def _meet_ending(self, sign: _Sign) -> None:
        self.ending = sign.ending
        if self.ending is None or self.pass_number in self.ending.passes:
            return
        self._gather(sign.measure - 1)
        while self.signs[self.at].kind is not _Kind.ENDING_STOP:
            self.at += 1
        self.ending = None
        following = self.signs[self.at].measure + 1
        self.at += 1
        if following < len(self.bars):
            self._begin(following)

    def _meet_marker(self) -> None:
        if self.until != self.at - 1 or not self._is_last_pass():
            return
        self._gather(self.signs[self.until].measure)
        self.until, self.is_last_time = None, False
        if self.onward is None:
            self.at = len(self.signs)
            return
        target = self.signs[self.onward]
        self._land(self.onward, is_last_time=False)
        if self.reference.measure != target.measure:
            self.reference = target
        self._begin(target.measure)
        self.onward = None

    def _is_last_pass(self) -> bool:
        last = self.ending.passes[-1] if self.ending and self.ending.passes else None
        return self.pass_number >= self.reference.times or self.pass_number == last

    def _meet_jump(self, sign: _Sign) -> None:
        jump = sign.jump
        if sign is self.jump:
            self.is_last_time = False
        occurrence = (sign.place, self.pass_number)
        if jump is None or not self._is_last_pass() or occurrence in self.taken:
            return
        self.taken.add(occurrence)
        target = self._find(jump.target)
        self.until = self._find(jump.until)
        self.onward = self._find(jump.onward) if jump.onward else None
        if target is None:
            return
        self._gather(sign.measure)
        self.jump = sign
        self._land(target, is_last_time=True)
        self._begin(self.signs[target].measure)

    def _find(self, marker: Marker) -> int | None:
        """The sign that bears `marker`: the nearest before the present one, else after it."""
        if marker is Marker.START:
            return 0
        if marker is Marker.END:
            return len(self.signs) - 1
        here = self.at - 1
        places = self._places.get(marker, [])
        following = bisect_left(places, here)
        if following > 0:
            return places[following - 1]
        return places[following] if places else None

    def _land(self, target: int, *, is_last_time: bool) -> None:
        """Stand at sign `target` with the ending, repeat start and pass that hold there."""
        sign = self.signs[target]
        self.ending, self.reference = sign.ending_before, sign.start_before or self.signs[0]
        passes = self.ending.passes if self.ending else ()
        if is_last_time:
            self.pass_number = passes[-1] if passes else self.reference.times
        else:
            self.pass_number = passes[0] if passes else 1
        self.is_last_time = is_last_time
        self.at = target + 1
