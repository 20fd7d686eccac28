"""The program on a screen in memory, with a home of its own."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from renshu.config import Folders, Settings
from renshu.evening.loudspeaker import Loudspeaker
from renshu.library.catalogue import Catalogue
from renshu.library.loaded import Loaded
from renshu.score.notation import Score
from renshu.tui.app import RenshuApp
from support.midi_ports import FakeSystem
from support.sounding import no_device
from support.systems import HandEngraver

if TYPE_CHECKING:
    from renshu.engrave.engraver import Engraver


def make_app(
    home: Path,
    *,
    scores: Mapping[str, bytes] | None = None,
    settings: Settings | None = None,
    engraved: Score | None = None,
    opened: Path | None = None,
    midi: FakeSystem | None = None,
) -> RenshuApp:
    """The program as it is on a machine without MIDI and sound.

    Args:
        home: Where it keeps everything; used again, it is the same player on another day.
        scores: The starter library, file names and contents.
        settings: What the player has set.
        engraved: The score that the engraver draws; without one it cannot draw.
        opened: A score to open at once.
        midi: A MIDI system that exists in the test alone.
    """
    folders = Folders.below(home)
    folders.prepare()
    starter = home / "starter"
    starter.mkdir(parents=True, exist_ok=True)
    for name, content in (scores or {}).items():
        (starter / name).write_bytes(content)
    app = RenshuApp(folders, settings or Settings(), opened, has_midi=midi is not None)
    app.connect_midi = midi.connect if midi else None
    app.services.catalogue = Catalogue(folders.catalogue, starter=starter)
    app.services.loudspeaker = Loudspeaker(no_device)
    app.services.engraver = cast("Engraver", HandEngraver(engraved))
    return app


@asynccontextmanager
async def running(app: RenshuApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The program, once all that it does by itself is done."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no worker works and no message waits; some are cancelled on the way."""
    for _ in range(3):
        for worker in tuple(pilot.app.workers):
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause()


async def practise(pilot: Pilot[None], score: Score) -> None:
    """Go to the practice room with a score that needs no file."""
    app = cast("RenshuApp", pilot.app)
    app.practise(Loaded.of(score, b""))
    await settle(pilot)


def screen_text(pilot: Pilot[None]) -> str:
    """The characters on the screen."""
    app = pilot.app
    width, height = app.size
    strips = app.screen._compositor.render_strips()[:height]
    return "\n".join(strip.text[:width].rstrip() for strip in strips)
