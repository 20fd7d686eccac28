"""A laptop that sleeps and a clock that is set, in mid-take: a pause, and times that stay true."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening import run as run_module
from renshu.evening import wakefulness
from renshu.evening.run import Run
from renshu.evening.services import Services
from renshu.follow.alignment import Deletion
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.session import Command, Setup, State
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import whole
from support.notation import score

MUSIC = score(" | ".join(["C4 D4 E4 F4"] * 8))
KEYS = [60, 62, 64, 65] * 8
HOURS = 8 * 3600.0
EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


class Laptop:
    """A machine whose clocks the test moves; sleep stops the monotonic one, as on Linux."""

    def __init__(self) -> None:
        self.monotonic = 1000.0
        self.asleep = 0.0
        self.set_by = timedelta(0)

    def now(self, _: object = None) -> datetime:
        passed = self.monotonic - 1000.0 + self.asleep
        return EVENING + timedelta(seconds=passed) + self.set_by


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    laptop = Laptop()
    monkeypatch.setattr(run_module, "datetime", laptop)
    watch = wakefulness.Wakefulness
    monkeypatch.setattr(run_module, "Wakefulness", lambda: watch(lambda: laptop.asleep))
    return laptop


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    yield services
    if services.opened_history is not None:
        services.opened_history.close()


def frames(run: Run, laptop: Laptop, seconds: float) -> None:
    """Let the screen look at the clock thirty times a second."""
    for _ in range(round(30 * seconds)):
        laptop.monotonic += 1 / 30
        run.advance(laptop.monotonic - 0.05)


def strike(run: Run, laptop: Laptop, *pitches: int) -> None:
    """Play a key a second."""
    for pitch in pitches:
        run.feed(KeyDown(laptop.monotonic, pitch), laptop.monotonic)
        run.feed(KeyUp(laptop.monotonic + 0.2, pitch), laptop.monotonic)
        frames(run, laptop, 1.0)


def taken(run: Run) -> Take:
    take = run.look_back(EndedBy.PLAYER)
    assert take is not None
    times = [event.time for event in take.events]
    assert times == sorted(times)
    return take


@pytest.mark.parametrize("is_counted", [False, True], ids=["clock stops", "clock goes on"])
def test_against_the_click_a_sleep_is_a_pause(
    laptop: Laptop, services: Services, *, is_counted: bool
) -> None:
    run = Run(MUSIC, Setup(whole(MUSIC), Mode.TEMPO, count_in=0), services)
    run.command(Command.START, laptop.monotonic)
    strike(run, laptop, *KEYS[:6])
    if is_counted:
        laptop.monotonic += HOURS
    else:
        laptop.asleep += HOURS
    frames(run, laptop, 1.0)
    assert run.session.state is State.PAUSED
    assert "slept" in run.status(None, 0, is_listening=False).state
    run.command(Command.RESUME, laptop.monotonic)
    strike(run, laptop, *KEYS[6:])
    frames(run, laptop, 1.0)
    take = taken(run)
    assert not [label for label in take.labels if isinstance(label, Deletion)]
    assert take.started_at == EVENING
    if not is_counted:
        assert take.seconds < 60


@pytest.mark.parametrize("mode", [Mode.FREE, Mode.WAIT])
def test_where_no_click_leads_a_sleep_is_a_silence(
    laptop: Laptop, services: Services, mode: Mode
) -> None:
    run = Run(MUSIC, Setup(whole(MUSIC), mode), services)
    strike(run, laptop, *KEYS[:6])
    laptop.asleep += HOURS
    strike(run, laptop, *KEYS[6:])
    take = taken(run)
    assert len([event for event in take.events if isinstance(event, KeyDown)]) == len(KEYS)
    assert not [label for label in take.labels if isinstance(label, Deletion)]
    assert take.seconds < 60


@pytest.mark.parametrize("hours", [-24 * 365, -1, 1, 24 * 365])
def test_a_wall_clock_that_is_set_moves_nothing(
    laptop: Laptop, services: Services, hours: float
) -> None:
    run = Run(MUSIC, Setup(whole(MUSIC), Mode.WAIT), services)
    strike(run, laptop, *KEYS[:6])
    laptop.set_by = timedelta(hours=hours)
    strike(run, laptop, *KEYS[6:])
    take = taken(run)
    assert take.started_at == EVENING
    assert take.seconds == pytest.approx(len(KEYS) - 1 + 0.2)


def test_a_program_that_is_stopped_in_mid_take_pauses_it(tmp_path: Path) -> None:
    """The real thing: the system stops the process, as a lid that closes does."""
    program = Path(__file__).parent / "support" / "stopped_in_mid_take.py"
    command = [sys.executable, str(program), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            before = next(line for line in process.stdout if line.startswith("playing"))
            process.send_signal(signal.SIGSTOP)
            time.sleep(wakefulness.LONGEST_LOOK + 1)
            process.send_signal(signal.SIGCONT)
            after = next(line for line in process.stdout if line.startswith("paused"))
        finally:
            process.kill()
    # A note or two may have been missed between the last line and the stop.
    assert int(after.split()[1]) <= int(before.split()[1]) + 2
