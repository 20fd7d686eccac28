"""A piano that plays by itself: a virtual MIDI port, and a `.mid` file played over it.

As a program of its own, for tests of the whole program:

    python tests/support/player.py --port "renshu test piano" take.mid --speed 4

The port is one of the JACK server that runs. The piano waits until a program listens to it, plays,
and says `playing` and `played` on standard output.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import rtmidi

from renshu.midi.files import read_take
from renshu.midi.messages import message
from renshu.midi.quiet import silence
from renshu.performance.events import PlayedEvent

PORT = "renshu test piano"
"""What the piano calls itself where nobody says otherwise."""


class VirtualPiano:
    """A piano that other programs of the JACK server see while it is plugged in."""

    def __init__(self, name: str = PORT) -> None:
        """Plug the piano in."""
        silence()
        self._rt = rtmidi.MidiOut(rtapi=rtmidi.API_UNIX_JACK, name=name)
        self._rt.open_virtual_port("keys")
        self.name = f"{name}:keys"
        """The port's name, as other programs list it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unplug()

    def send(self, data: Iterable[int]) -> None:
        """Send one message."""
        self._rt.send_message(list(data))

    def press(self, pitch: int, velocity: int = 64) -> None:
        """Let a key go down."""
        self.send((0x90, pitch, velocity))

    def release(self, pitch: int) -> None:
        """Let a key come up, as most pianos say it: velocity 0."""
        self.send((0x90, pitch, 0))

    def play(self, events: Iterable[PlayedEvent], speed: float = 1.0) -> None:
        """Play events at their times; returns when the last has been sent."""
        started = time.monotonic()
        for event in events:
            _sleep_until(started + event.time / speed)
            self.send(message(event))

    def is_heard(self) -> bool:
        """Whether a program listens to it."""
        from support.jack import connections

        return bool(connections(self.name))

    def unplug(self) -> None:
        """Go, as when the plug is pulled out."""
        self._rt.delete()


def _sleep_until(moment: float) -> None:
    if (pause := moment - time.monotonic()) > 0:
        time.sleep(pause)


def main() -> None:
    """Play a file as the module says."""
    from support.waiting import wait_until

    parser = argparse.ArgumentParser(description="Play a .mid file over a virtual MIDI port.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", default=PORT, help="the piano's name")
    parser.add_argument("--speed", type=float, default=1.0, help="2 is twice as fast")
    parser.add_argument("--before", type=float, default=0.5, help="seconds of silence before")
    parser.add_argument(
        "--patience", type=float, default=60.0, help="seconds to wait for a listener"
    )
    parser.add_argument("--after", type=float, default=2.0, help="seconds until the plug is pulled")
    arguments = parser.parse_args()
    events = read_take(arguments.file)
    with VirtualPiano(arguments.port) as piano:
        wait_until(piano.is_heard, arguments.patience)
        time.sleep(arguments.before)
        _say("playing")
        piano.play(events, arguments.speed)
        _say("played")
        time.sleep(arguments.after)


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
