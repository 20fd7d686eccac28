"""What a session keeps while it runs: events and labels, in seconds from the start of the take."""

from collections.abc import Iterable
from dataclasses import replace

from renshu.follow.alignment import Deletion, FollowEvent, Label, Moved
from renshu.performance.events import KeyDown, Pedal, PedalMove, PlayedEvent, delayed


class Recording:
    """The facts of a run so far.

    Key-downs that nobody judged are not part of it, so that every one in it has its fate.
    Key-ups and pedal moves always are; of those before the start the last pedals count.
    """

    def __init__(self) -> None:
        self.started: float | None = None
        """Monotonic seconds; None until it begins."""
        self._events: list[PlayedEvent] = []
        self._labels: list[Label] = []
        self._pedals: dict[Pedal, PedalMove] = {}

    @property
    def events(self) -> tuple[PlayedEvent, ...]:
        """What was played, in order of time."""
        return tuple(self._events)

    def events_since(self, count: int) -> tuple[PlayedEvent, ...]:
        """What was played after the first `count` events."""
        return tuple(self._events[count:])

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the follower said while it was played."""
        return tuple(self._labels)

    def begin(self, now: float) -> None:
        """The take starts at `now`, with the pedals as they are."""
        self.started = now
        self._events.extend(replace(p, time=0.0) for p in self._pedals.values() if p.value > 0)

    def hear(self, event: PlayedEvent, *, is_judged: bool) -> None:
        """Keep an event if it belongs to the take."""
        if self.started is None:
            if isinstance(event, PedalMove):
                self._pedals[event.pedal] = event
        elif is_judged or not isinstance(event, KeyDown):
            last = self._events[-1].time if self._events else 0.0
            moment = delayed(event, -self.started)
            self._events.append(replace(moment, time=max(last, moment.time)))

    def keep(self, said: Iterable[FollowEvent]) -> None:
        """Keep the labels among what a follower said."""
        start = self.started or 0.0
        self._labels.extend(
            _earlier(label, start) for label in said if not isinstance(label, Moved)
        )


def _earlier(label: Label, seconds: float) -> Label:
    if isinstance(label, Deletion):
        return replace(label, time=label.time - seconds)
    return replace(label, key=replace(label.key, time=label.key.time - seconds))
