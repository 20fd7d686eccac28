"""What is remembered of a piece, and what is left to the settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening import choices
from renshu.evening.memory import Memory, as_remembered
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.library.catalogue import PieceState
from renshu.practice.session import Setup
from renshu.score.passage import Hands, bars
from support.notation import score

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
SETTINGS = Settings(count_in=1)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Services(Folders.below(tmp_path), SETTINGS))


def again(memory: Memory, setup: Setup) -> Setup:
    """The setup as it is on another day."""
    memory.note(setup, SONG)
    return as_remembered(choices.usual(SONG, SETTINGS), SONG, memory.state)


def test_the_manner_of_practising_comes_back(memory: Memory) -> None:
    passage = replace(bars(SONG, 1, 2, Hands.LEFT), is_looped=True)
    setup = Setup(
        passage, Mode.TEMPO, 0.63, count_in=2, as_written=True, metronome=True, overlaps=True
    )
    assert again(memory, setup) == setup


def test_what_is_usual_is_left_to_the_settings(memory: Memory) -> None:
    memory.note(choices.usual(SONG, SETTINGS), SONG)
    assert memory.state == PieceState()


def test_a_loop_that_waits_by_itself_is_no_choice(memory: Memory) -> None:
    looped = choices.in_loop(choices.usual(SONG, SETTINGS), SONG, range(1, 2))
    assert again(memory, looped).mode is Mode.WAIT
    assert memory.state.mode is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("80%", 0.8),
        ("80 %", 0.8),
        ("96", 0.8),
        ("♩=96", 0.8),
        ("96 bpm", 0.8),
        ("62,5%", 0.625),
        ("500", None),
        ("1%", None),
        ("", None),
        ("fast", None),
    ],
)
def test_a_tempo_is_percent_or_quarters_a_minute(text: str, share: float | None) -> None:
    assert choices.parse_tempo(text, 120) == share
