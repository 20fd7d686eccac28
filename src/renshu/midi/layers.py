"""Hears a key once that a keyboard in dual-voice mode sends on two channels."""

from collections import defaultdict
from collections.abc import Sequence

WINDOW = 0.03
"""Seconds within which the same key on another channel is the same press. Keyboards send the two
1–3 ms apart; two hands on two manuals hardly meet so closely on one pitch."""


class Layers:
    """Tells the messages to hear from the echoes of a second voice."""

    def __init__(self) -> None:
        self._channels: defaultdict[int, set[int]] = defaultdict(set)
        self._struck: dict[int, float] = {}

    def is_echo(self, data: Sequence[int], time: float) -> bool:
        """Say whether a note message repeats, on another channel, what was heard already.

        Args:
            data: A message that `translate` understands.
            time: When it came, in monotonic seconds.
        """
        kind, channel, pitch = data[0] >> 4, data[0] & 0xF, data[1]
        if kind == 0x9 and data[2] > 0:
            return self._is_second_press(pitch, channel, time)
        if kind in {0x8, 0x9}:
            return self._is_early_release(pitch, channel)
        return False

    def _is_second_press(self, pitch: int, channel: int, time: float) -> bool:
        others = self._channels[pitch] - {channel}
        self._channels[pitch].add(channel)
        if others and time - self._struck[pitch] < WINDOW:
            return True
        self._channels[pitch] = {channel}
        self._struck[pitch] = time
        return False

    def _is_early_release(self, pitch: int, channel: int) -> bool:
        self._channels[pitch].discard(channel)
        return bool(self._channels[pitch])
