"""An evening that a simulated pianist plays, much faster than the clock, through the whole program.

The program runs whole, but for the terminal; its practice room is given a clock that the pianist
moves. Starter scores are played one after the other, with wrong and missed notes, pauses and jumps
back; each take is reviewed and stored, the pianist rests, and the next one begins.
"""

import asyncio
import os
import random
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual.worker import Worker

from renshu.config import Folders, Settings
from renshu.library.cache import Cache
from renshu.library.loaded import Loaded
from renshu.library.loading import load
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import unfold, whole
from renshu.tui.app import RenshuApp
from renshu.tui.screens import practice_room
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from support.pianist import Extra, Missed, Mistake, Pause, Wrong, play

SCORES = Path(__file__).parents[2] / "scores"
NAMES = ("satie-gymnopedie-1", "beethoven-fur-elise", "pachelbel-canon-in-d", "bach-invention-1")
BREATH_NOTES = 8
"""So many events pass from one look at the screen to the next: some thirty a second at speed."""
PATIENCE_SECONDS = 120.0
"""So long a room may take to open, or a review, on a machine that is very busy."""
POLL_SECONDS = 0.01
"""Between two looks at what the screen shows."""


class Clock:
    """Monotonic seconds that only the pianist moves."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def monotonic(self) -> float:
        """The time it is in the practice room."""
        return self.now


@dataclass(slots=True)
class Evening:
    """What was measured, and whether all that was played is in the history."""

    seconds: float = 0.0
    """Simulated seconds."""
    costs: "array[float]" = field(default_factory=lambda: array("d"))
    """CPU milliseconds of each event, in the thread that plays, draws and decides."""
    sizes: list[float] = field(default_factory=list)
    """Resident megabytes after each take."""
    struck: list[list[int]] = field(default_factory=list)
    """The pitches of each take."""
    kept: list[list[int]] = field(default_factory=list)
    """The pitches of each take in the history, the oldest first."""


def simulate(
    seconds: float, folder: Path, names: Sequence[str] = NAMES, rest: float = 0.0
) -> Evening:
    """Play for so long.

    Args:
        seconds: Simulated seconds.
        folder: An empty folder for the program's home.
        names: The starter scores to play.
        rest: Simulated seconds from one take to the next.
    """
    clock = Clock()
    before, vars(practice_room)["time"] = vars(practice_room)["time"], clock
    try:
        return asyncio.run(_played(Folders.below(folder), names, _Pianist(clock, seconds, rest)))
    finally:
        vars(practice_room)["time"] = before


@dataclass(slots=True)
class _Pianist:
    clock: Clock
    seconds: float
    rest: float
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311

    def __post_init__(self) -> None:
        self.seconds += self.clock.now

    @property
    def is_done(self) -> bool:
        return self.clock.now > self.seconds

    def playing(self, score: Score) -> Iterator[PlayedEvent]:
        """Play to the end of the piece or of the evening, moving the clock."""
        for event in self._events(score):
            self.clock.now = max(self.clock.now, event.time)
            yield event
            if self.is_done:
                break
        self.clock.now += 2 + self.rest

    def _events(self, score: Score) -> tuple[PlayedEvent, ...]:
        chords = len(unfold(score, whole(score)))
        back = self.chance.randrange(chords // 2, chords)
        stretches = [(0, back), (max(0, back - 12), chords)]
        mistakes = [self._mistake(chord) for chord in range(chords) if self.chance.random() < 0.08]
        return play(
            score, stretches=stretches, mistakes=mistakes, start=self.clock.now + 1, spread=0.03,
            jitter=0.02, seed=self.chance.randrange(1 << 30),
        ).events  # fmt: skip

    def _mistake(self, chord: int) -> Mistake:
        kinds = (Wrong(chord), Missed(chord), Extra(chord, 60), Pause(chord, 1.5))
        return self.chance.choice(kinds)


async def _played(folders: Folders, names: Sequence[str], pianist: _Pianist) -> Evening:
    folders.prepare()
    pieces = [load(SCORES / f"{name}.musicxml", Cache(folders.scores)) for name in names]
    app, evening = RenshuApp(folders, Settings(), has_midi=False), Evening()
    began = pianist.clock.now
    async with app.run_test(size=(120, 40)):
        app.services.tidying.begin()
        while not pianist.is_done:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _open(app, pieces[len(evening.sizes) % len(pieces)])
            await _take(app, pianist, evening)
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _look_at_review(app)
                await _leave(app)
            evening.sizes.append(_resident())
        await _done(app.workers)
        evening.kept = await asyncio.to_thread(_kept, app)
    evening.seconds = pianist.clock.now - began
    return evening


async def _open(app: RenshuApp, piece: Loaded) -> None:
    app.practise(piece)
    room = app.screen
    while not (isinstance(room, PracticeScreen) and room._is_ready):
        await asyncio.sleep(POLL_SECONDS)


async def _take(app: RenshuApp, pianist: _Pianist, evening: Evening) -> None:
    room = app.screen
    if not isinstance(room, PracticeScreen):
        raise TypeError(f"{room} stands where the practice room should.")
    evening.struck.append([])
    for number, event in enumerate(pianist.playing(room._score)):
        before = time.thread_time()
        app.play(event)
        evening.costs.append(1e3 * (time.thread_time() - before))
        if isinstance(event, KeyDown):
            evening.struck[-1].append(event.pitch)
        if number % BREATH_NOTES == 0:
            await asyncio.sleep(0)


async def _look_at_review(app: RenshuApp) -> None:
    """Until its notation is drawn; cards and diary are still written when the pianist goes on."""
    if isinstance(app.screen, PracticeScreen):
        app.screen.action_stop()
    while not isinstance(app.screen, ReviewScreen):
        await asyncio.sleep(POLL_SECONDS)
    await _done(one for one in app.workers if one.group != "filing")


async def _done(workers: Iterable[Worker[object]]) -> None:
    """Some are cancelled on the way, with the room that they work for."""
    await asyncio.gather(*(one.wait() for one in workers), return_exceptions=True)


async def _leave(app: RenshuApp) -> None:
    """Back to the library, from room to room."""
    while len(app.screen_stack) > 1:
        room = app.screen
        app.simulate_key("escape")
        while app.screen is room:
            await asyncio.sleep(POLL_SECONDS)


def _kept(app: RenshuApp) -> list[list[int]]:
    history = app.services.history
    takes = (history.take(one.id) for one in history.takes())
    ordered = sorted(takes, key=lambda take: take.started_at)
    return [[one.pitch for one in take.events if isinstance(one, KeyDown)] for take in ordered]


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
