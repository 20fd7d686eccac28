"""The program with a keyboard of a fake MIDI system plugged in, and hands that play on it."""

import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.midi.messages import message
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.tui.app import RenshuApp
from support.midi_ports import FakeSystem
from support.screens import make_app, running, settle

PIANO = "Piano:Piano MIDI 1 20:0"
PLAIN = "Piano:Piano MIDI 1"
"""The name by which it is remembered."""


@dataclass(slots=True)
class Plugged:
    """A running program and its piano."""

    pilot: Pilot[None]
    app: RenshuApp
    system: FakeSystem
    now: float = 0.0
    """Monotonic seconds of what was played last."""

    async def play(self, events: Iterable[PlayedEvent], port: str = PIANO) -> None:
        """Send events with their stamps, without waiting for their times."""
        self.system.play(port, *((list(message(one)), one.time) for one in events))
        await settle(self.pilot)

    async def strike(self, *keys: int, seconds: float = 0.5) -> None:
        """Play keys one after the other, from now on."""
        start = max(self.now, time.monotonic())
        for place, key in enumerate(keys):
            moment = start + place * seconds
            await self.play([KeyDown(moment, key, 64), KeyUp(moment + 0.1, key)])
        self.now = start + len(keys) * seconds

    async def order(self, *keys: int, grip: Iterable[int] = (21, 22, 23)) -> None:
        """Take the grip, play keys as orders, let go, and wait until it is closed."""
        start = max(self.now, time.monotonic())
        grip = tuple(grip)
        await self.play(KeyDown(start + 0.01 * place, key) for place, key in enumerate(grip))
        for place, key in enumerate(keys):
            moment = start + 0.3 * (place + 1)
            await self.play([KeyDown(moment, key), KeyUp(moment + 0.1, key)])
        end = start + 0.3 * (len(keys) + 1)
        await self.play(KeyUp(end, key) for key in grip)
        self.now = end + 3.0


@asynccontextmanager
async def plugged(
    home: Path,
    *ports: str,
    scores: Mapping[str, bytes] | None = None,
    settings: Settings | None = None,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[Plugged]:
    """The program, once it hears its keyboard."""
    system = FakeSystem(*(ports or (PIANO,)))
    app = make_app(home, scores=scores, settings=settings, midi=system)
    async with running(app, size) as pilot:
        while app.port is None and not system.held_by_others:
            await pilot.pause(0.02)
        yield Plugged(pilot, cast("RenshuApp", pilot.app), system)


def listening(piano: Plugged) -> list[PlayedEvent]:
    """All that goes to the room from now on, instead of the room."""
    heard: list[PlayedEvent] = []
    piano.app.hear = heard.append  # type: ignore[assignment, method-assign]
    return heard
