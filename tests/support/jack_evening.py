"""The program in its practice room on a JACK server, with a piano that can be pulled out."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.evening.run import Run
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.session import State
from renshu.tui.app import RenshuApp
from support.notation import score
from support.player import VirtualPiano
from support.screens import make_app, practise, running

MUSIC = score(" | ".join(["C4 D4 E4 F4"] * 40))
FREE = Settings(mode=Mode.FREE)


@dataclass(slots=True)
class JackEvening:
    """A running program, and all that its room has heard."""

    pilot: Pilot[None]
    app: RenshuApp
    heard: list[PlayedEvent] = field(default_factory=list)

    @property
    def run(self) -> Run:
        """What is being practised."""
        assert self.app._practice is not None
        return self.app._practice._run

    @property
    def struck(self) -> list[int]:
        """The pitches of all keys that the room heard go down."""
        return [event.pitch for event in self.heard if isinstance(event, KeyDown)]

    async def until_plugged(self, piano: VirtualPiano) -> float:
        """Wait until the piano is heard; the seconds that took."""
        took = await until(lambda: self.app.port == piano.name)
        await until_in_thread(piano.is_heard)
        return took

    async def strike(self, piano: VirtualPiano, pitch: int, *, held: bool = False) -> None:
        """Strike a key until it is heard: the server without hardware may drop a note."""
        before = len(self.struck)
        while len(self.struck) == before:
            piano.press(pitch)
            if not held:
                piano.release(pitch)
            await asyncio.sleep(0.1)

    async def until_state(self, state: State) -> float:
        """Wait until the session is in a state; the seconds that took."""
        return await until(lambda: self.run.state is state)


@asynccontextmanager
async def jack_evening(home: Path, settings: Settings = FREE) -> AsyncIterator[JackEvening]:
    """The program with a score open, looking for keyboards."""
    app = make_app(home, settings=settings, engraved=MUSIC)
    app._has_midi = True
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        evening = JackEvening(pilot, cast("RenshuApp", pilot.app))
        hear = app.hear

        def listen(event: PlayedEvent) -> None:
            evening.heard.append(event)
            hear(event)

        app.hear = listen  # type: ignore[method-assign]
        yield evening


async def until(is_so: Callable[[], bool], seconds: float = 20.0) -> float:
    """Wait until something is so, letting the program go on; the seconds that took."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() < started + seconds, f"it was not so within {seconds:g} s"
        await asyncio.sleep(0.01)
    return time.monotonic() - started


async def until_in_thread(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    """The same for what takes its time to find out."""
    end = time.monotonic() + seconds
    while not await asyncio.to_thread(is_so):
        assert time.monotonic() < end, f"it was not so within {seconds:g} s"
