"""The room without a screen: orders, what is played, what is said and what is kept."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening.memory import Memory
from renshu.evening.services import Services
from renshu.lines.orders import VERBS, obey
from renshu.lines.practising import Evening
from renshu.lines.room import Room
from renshu.lines.voice import Voice
from renshu.performance.events import KeyDown, KeyUp
from support.notation import score

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")


@dataclass
class Player:
    services: Services
    said: list[str] = field(default_factory=list)
    now: float = 1.0

    def __post_init__(self) -> None:
        self.room = Room(self.services, SCALE, Memory(self.services), self.said.append)

    def order(self, text: str) -> str:
        """Give an order; what it led to."""
        self.said.clear()
        if fault := obey(self.room, text, self.now):
            self.said.append(fault)
        return " ".join(self.said)

    def play(self, *pitches: int) -> None:
        for pitch in pitches:
            self.now += 0.5
            self.room.advance(self.now)
            self.room.play(KeyDown(self.now, pitch), self.now)
            self.room.play(KeyUp(self.now + 0.3, pitch), self.now + 0.3)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    _ = services.history
    yield Player(services)
    asyncio.run(services.close())


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("loop 2-3", "loop 2 to 3; wait"),
        ("l 2", "loop 2; wait"),
        ("go 2", "from bar 2; free"),
        ("mode w", "wait, the score waits"),
        ("m tempo", "the order start begins"),
        ("hands l", "Left hand"),
        ("t 60%", "at 60% of the tempo"),
        ("READ 2", "Bar 2, beat 1, right hand: G 4, quarter. Bar 2, beat 2"),
        ("where", "Bar 1 of 3: C 4, quarter."),
        ("loop 9", "Bars are written 5 or 5-8; the last one is 3."),
        ("loop 3-2", "Bars are written"),
        ("mode x", "It is one of free, wait, tempo."),
        ("mode", "It is one of"),
        ("tempo fast", "A tempo is 25 to 200 percent"),
        ("tempo 9²", "A tempo is"),
        ("octave", "It is octave up or octave down."),
        ("looop 3", "There is no order looop; did you mean loop?"),
        ("skip", "nothing to skip"),
        ("stop", "nothing to stop"),
        ("", ""),
    ],
)
def test_an_order(player: Player, order: str, said: str) -> None:
    answer = player.order(order)
    assert said in answer
    assert bool(said) == bool(answer)


def test_every_order_is_told_by_the_help(player: Player) -> None:
    told = player.order("help")
    assert all(name in told for verb in VERBS for name in verb.names)


def test_bar_after_bar_is_read(player: Player) -> None:
    assert [player.order("next")[:5] for _ in range(3)] == ["Bar 1", "Bar 2", "Bar 3"]
    assert player.order("next") == "That was the last bar."


def test_a_take_is_told_and_kept(player: Player) -> None:
    player.play(60, 62, 64, 65, 67, 69)
    assert "Bar 1: right, 4." in player.said
    assert "6 notes right" in player.order("stop")
    (take,) = player.services.history.takes()
    assert take.tally.matched == 6
    assert take.ended_by.value == "player"


def test_another_order_keeps_what_was_played(player: Player) -> None:
    player.play(60, 62, 64)
    player.order("hands right")
    player.play(60, 62)
    player.room.leave()
    assert [take.tally.matched for take in player.services.history.takes()] == [2, 3]


def test_a_pause_is_told(player: Player) -> None:
    player.play(60, 62)
    assert player.order("start") == "Paused."
    player.order("start")
    player.play(64)
    assert "3 notes right" in player.order("stop")


def test_wait_mode_ends_by_itself(player: Player) -> None:
    player.order("go 3")
    player.order("mode wait")
    player.said.clear()
    player.play(74, 76, 77, 79)
    assert any("4 notes right" in line for line in player.said)
    (take,) = player.services.history.takes()
    assert take.ended_by.value == "end"


def test_letters_are_piano_keys(player: Player) -> None:
    for letter in "zxcv":
        player.now += 0.4
        assert player.room.strike(letter, player.now)
    player.room.advance(player.now + 0.1)
    assert not player.room.strike("?", player.now)
    assert "4 notes right" in player.order("stop")


@pytest.mark.parametrize(
    ("is_terminal", "told"),
    [(False, ["What you type"]), (True, ["The computer's", "What you type", "The computer's"])],
)
def test_what_typing_does_is_told_when_it_changes(
    player: Player, is_terminal: bool, told: list[str]
) -> None:
    evening = Evening(player.room, Voice(), is_terminal=is_terminal)
    evening.plug("a piano")
    evening.plug("another piano")
    evening.plug(None)
    evening.type(None)
    evening.go_on()
    beginnings = ("What you type", "The computer's")
    assert [one for line in player.said for one in beginnings if line.startswith(one)] == told
    assert sum(line.startswith("Heard from now on") for line in player.said) == 2
