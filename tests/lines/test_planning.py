"""The plan in spoken lines, and the way to what is planned."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from renshu.evening.memory import Memory
from renshu.evening.services import Services
from renshu.lines.orders import obey
from renshu.lines.room import Room
from support.evenings import card, keep_cards, make_services, open_score, song


@dataclass
class Player:
    services: Services
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        now = datetime.now(UTC)
        air, canon = (
            open_score(self.services, name) for name in ("air.musicxml", "canon.musicxml")
        )
        keep_cards(self.services, air, [card(air, range(4, 8), chance=0.5, now=now)])
        keep_cards(self.services, canon, [card(canon, range(4), chance=0.9, now=now)])
        self.room = Room(self.services, air, Memory(self.services), self.said.append)

    def order(self, text: str) -> list[str]:
        """Give an order; what it led to."""
        self.said.clear()
        if fault := obey(self.room, text, 1.0):
            self.said.append(fault)
        return self.said


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    services = make_services(tmp_path, {"air.musicxml": song(16), "canon.musicxml": song(16, 1)})
    yield Player(services)
    asyncio.run(services.close())


def test_the_plan_is_told_and_gone_to(player: Player) -> None:
    said = player.order("plan 4")
    assert said[0] == "Tonight: 2 things, 4 minutes."
    assert "1. 2 minutes: air, bars 5 to 8, at 75%" in said
    assert "Due today: you last played it 3 days ago." in said
    assert said[-1] == "The order visit, with a number, goes there."
    assert "loop 5 to 8" in " ".join(player.order("visit 1"))
    assert player.room.setup.tempo == 0.75
    assert player.order("visit 2") == ["That is another piece: leave, and open canon."]
    assert player.order("visit 3") == ["It is a number of the plan, from 1 to 2."]


@pytest.mark.parametrize("order", ["plan soon", "plan 0", "plan 601"])
def test_minutes_that_make_no_sense_are_told(player: Player, order: str) -> None:
    assert player.order(order) == ["Minutes are a number from 1 to 600, such as plan 40."]


def test_there_is_nothing_to_visit_before_a_plan(player: Player) -> None:
    assert player.order("visit 1") == ["The order plan tells first what there is to visit."]
