"""Which keys and pedals are down, so that none is left hanging when its keyboard goes."""

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent


class Held:
    """The keys and pedals that are down at present."""

    def __init__(self) -> None:
        self._keys: set[int] = set()
        self._pedals: set[Pedal] = set()

    def take(self, event: PlayedEvent) -> None:
        """Follow one event."""
        match event:
            case KeyDown(pitch=pitch):
                self._keys.add(pitch)
            case KeyUp(pitch=pitch):
                self._keys.discard(pitch)
            case PedalMove(pedal=pedal, value=0):
                self._pedals.discard(pedal)
            case PedalMove(pedal=pedal):
                self._pedals.add(pedal)

    def holds(self, event: PlayedEvent) -> bool:
        """Whether an event ends something that is down here."""
        match event:
            case KeyUp(pitch=pitch):
                return pitch in self._keys
            case PedalMove(pedal=pedal, value=0):
                return pedal in self._pedals
        return False

    def release(self, time: float) -> tuple[PlayedEvent, ...]:
        """Let everything go and give the events of it: keys from the lowest, then pedals."""
        keys = [KeyUp(time, pitch) for pitch in sorted(self._keys)]
        pedals = [PedalMove(time, pedal, 0) for pedal in sorted(self._pedals)]
        self._keys.clear()
        self._pedals.clear()
        return (*keys, *pedals)
