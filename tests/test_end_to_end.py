"""The whole program, as a player has it: a piano on a real MIDI port, a terminal, the history.

A JACK server without hardware carries the notes. Its dummy driver may drop one on a busy machine;
what the program heard stands in the take's `.mid` file, and an evening on which a note got lost on
the way is played again.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from renshu.library.musicxml import read
from renshu.library.starter import starter_folder
from renshu.midi.files import read_take, write_take
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.take import tally
from renshu.score.passage import bars
from support.jack import jack_server
from support.pianist import Extra, Missed, Played, Wrong, play
from support.tmux import Terminal, terminal

SCORE = starter_folder() / "renshu-wataridori-no-shiori.musicxml"
LAST_BAR = 11
TITLE = "渡り鳥の栞"
MISTAKES = (Wrong(6, semitones=1), Missed(14), Extra(22, 30), Wrong(30, semitones=-2))
ATTEMPTS = 3
RENSHU = str(Path(sys.executable).with_name("renshu"))
BRAILLE = re.compile(r"[\u2801-\u28ff]")


@dataclass(frozen=True)
class Evening:
    """A player's home, and what the pianist will do."""

    home: Path
    file: Path
    played: Played

    def renshu(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [RENSHU, *arguments],
            env=os.environ | {"RENSHU_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
        )

    def json_lines(self, *arguments: str) -> list[dict[str, Any]]:
        told = self.renshu(*arguments, "--json")
        assert told.returncode == 0, told.stderr
        return [json.loads(line) for line in told.stdout.splitlines()]

    def heard(self) -> tuple[PlayedEvent, ...]:
        (file,) = (self.home / "data" / "takes").glob("**/*.mid")
        return read_take(file)


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    score = read(SCORE.read_bytes(), SCORE.name).score
    played = play(score, bars(score, 0, LAST_BAR), mistakes=MISTAKES, tempo=1.8, jitter=0.02)
    file = tmp_path / "evening.mid"
    write_take(file, played.events)
    return Evening(tmp_path / "home", file, played)


@pytest.fixture
def jack(tmp_path: Path) -> Iterator[str]:
    with jack_server(tmp_path / "jackd.log") as name:
        yield name


@pytest.mark.usefixtures("jack")
def test_an_evening_at_the_piano(evening: Evening, tmp_path: Path) -> None:
    for attempt in range(ATTEMPTS):
        home = tmp_path / f"home-{attempt}"
        tonight = Evening(home, evening.file, evening.played)
        with terminal(tmp_path) as screen:
            screens = _play(tonight, screen)
        if _pitches(tonight.heard()) == _pitches(evening.played.events):
            break
    else:
        pytest.fail(f"JACK lost notes on {ATTEMPTS} evenings")
    assert BRAILLE.search(screens[0]), "no notation on the screen"
    assert TITLE in screens[0]
    assert _bar(screens[1]) >= LAST_BAR
    truth = tally(evening.played.labels)
    (take,) = tonight.json_lines("history")
    assert take["title"] == TITLE
    assert _counts(take) == (truth.matched, truth.wrong, truth.missed, truth.extra)
    for count in _counts(take):
        assert re.search(rf"\b{count}\b", screens[2]), f"{count} is not in the review"


def test_the_same_evening_replayed(evening: Evening) -> None:
    (told,) = evening.json_lines("replay", str(SCORE), str(evening.file), "--save")
    truth = tally(evening.played.labels)
    assert _counts(told["summary"]) == (truth.matched, truth.wrong, truth.missed, truth.extra)
    planted = {label.wrong_for for label in evening.played.labels if hasattr(label, "wrong_for")}
    assert {press["wrong_for"] for press in told["played"] if press["label"] == "extra"} == planted
    (take,) = evening.json_lines("history")
    assert take["ended_by"] == "replay"
    assert _counts(take) == _counts(told["summary"])


def _play(evening: Evening, screen: Terminal) -> Sequence[str]:
    """Open the score, plug in a piano that plays, stop, leave: three screens on the way."""
    home = {"RENSHU_HOME": str(evening.home)}
    variables = {name: os.environ[name] for name in os.environ if "JACK" in name or "MIDI" in name}
    screen.start(f"{RENSHU} play {SCORE}", home | variables)
    opened = screen.wait_for(lambda shown: TITLE in shown and BRAILLE.search(shown))
    command = [sys.executable, "-m", "support.player", str(evening.file)]
    subprocess.run(command, cwd=Path(__file__).parent, stdout=subprocess.DEVNULL, check=True)
    finished = screen.wait_for(lambda shown: _bar(shown) >= LAST_BAR)
    screen.press("Escape")
    review = screen.wait_for(lambda shown: "missed" in shown.lower())
    screen.press("C-q")
    screen.wait_for(lambda shown: TITLE not in shown)
    return opened, finished, review


def _bar(screen: str) -> int:
    found = re.search(r"bar (\d+)", screen)
    return int(found.group(1)) if found else 0


def _pitches(events: Sequence[PlayedEvent]) -> list[int]:
    return [event.pitch for event in events if isinstance(event, KeyDown)]


def _counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("matched", "wrong", "missed", "extra"))
