import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from renshu.errors import LibraryError
from renshu.evening.studying import Student
from renshu.library.catalogue import Catalogue, Report
from renshu.library.catalogue.update import OnProgress, ignore_progress
from renshu.library.studies.background import study_files
from renshu.library.studies.melody import MELODY
from renshu.library.studies.outline import OUTLINE
from renshu.library.studies.store import StudyStore
from renshu.performance.events import KeyDown
from renshu.score.notation import Score
from renshu.tui.messages import KeyboardChanged
from renshu.tui.screens import library_ear
from support.notation import score
from support.screens import make_app, running, screen_text, settle
from support.takes import EVENING, make_take
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SONG = piano_score(["C5:16"], ["C4:16"])


async def test_while_scores_are_looked_through_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(tmp_path)
    told, may_end = threading.Event(), threading.Event()

    def refresh(on_progress: OnProgress = ignore_progress) -> Report:
        on_progress(20, 300)
        told.set()
        may_end.wait(10)
        return Report()

    monkeypatch.setattr(app.services.catalogue, "refresh", refresh)
    async with app.run_test(size=(80, 24)) as pilot:
        while not told.is_set():
            await pilot.pause(0.01)
        assert "Looking through your scores … 20 of 300" in screen_text(pilot)
        may_end.set()
        await settle(pilot)
        assert "There is no score yet" in screen_text(pilot)


async def test_a_library_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(tmp_path)

    def refuse(_: OnProgress) -> Report:
        raise LibraryError("The library cannot be written: the disk is full.")

    monkeypatch.setattr(app.services.catalogue, "refresh", refuse)
    async with running(app) as pilot:
        assert "the disk is full" in screen_text(pilot)


@pytest.fixture
def _in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_in_tokyo")
async def test_the_last_day_is_told_by_the_clock_on_the_wall(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    async with running(app) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        (entry,) = app.services.catalogue.entries()
        take = replace(make_take(), started_at=EVENING, score_id=entry.score_id or "")
        await asyncio.to_thread(app.services.history.finish, take)
        await pilot.press("escape")
        await settle(pilot)
        assert f"{EVENING:%d %b %Y}" == "22 Nov 2026"
        assert "23 Nov 2026" in screen_text(pilot)


async def test_the_keyboard_that_is_plugged_in_is_named(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    async with running(app) as pilot:
        for port in ("Clavinova", None):
            app.post_message(KeyboardChanged(port))
            await settle(pilot)
            head = screen_text(pilot).splitlines()[0]
            assert head.startswith(" ♪ renshu · library · 1 score")
            assert head.endswith("Clavinova") is bool(port)


TUNES = {
    "calm.musicxml": ["C5:4 E5:4 G5:4 E5:4", "F5:4 A5:4 G5:4 D5:4", "B4:4 G4:4 C5:8"],
    "wild.musicxml": ["A5:4 D5:4 B5:4 C5:4", "G5:4 E5:4 C6:4 F5:4", "D6:4 A4:4 E6:8"],
}
PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def pitches(bars: Sequence[str]) -> list[int]:
    """The notes of a tune."""
    words = " ".join(bars).split()
    return [12 * (int(word[1]) + 1) + PITCHES[word[0]] for word in words]


@asynccontextmanager
async def with_keyboard(home: Path) -> AsyncIterator[Pilot[None]]:
    """The library of two tunes that have been learnt before, and a keyboard to play them on."""
    scores = {name: piano_score(bars, ["r:16"] * 3) for name, bars in TUNES.items()}
    app = make_app(home, scores=scores)
    app.services.catalogue.refresh()
    paths = {entry.file_hash: entry.path for entry in app.services.catalogue.entries()}
    with StudyStore(app.services.folders.studies) as store:
        study_files(store, (OUTLINE, MELODY), paths, learnt)
    async with running(app) as pilot:
        app.post_message(KeyboardChanged("Clavinova"))
        await settle(pilot)
        app.clear_notifications()
        yield pilot


def learnt(path: Path) -> Score:
    return score(" | ".join(TUNES[path.name]).replace(":4", "").replace(":8", "=2"))


async def play(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for number, pitch in enumerate(pitches):
        app.play(KeyDown(100 + number * 0.6, pitch))
    await settle(pilot)


async def test_a_piece_that_is_played_in_the_library_is_opened_at_its_bar(tmp_path: Path) -> None:
    async with with_keyboard(tmp_path) as pilot:
        tune = pitches(TUNES["wild.musicxml"])
        await play(pilot, *tune[:4])
        assert "♪ listening … sounds like wild, bar 1" in screen_text(pilot)
        assert "library" in screen_text(pilot)
        await play(pilot, *tune)
        head = screen_text(pilot).splitlines()[0]
        assert "wild" in head
        assert "from bar" in head


async def test_what_is_in_no_score_opens_nothing(tmp_path: Path) -> None:
    async with with_keyboard(tmp_path) as pilot:
        await play(pilot, *[31, 42, 33, 90, 91, 30, 95, 40, 41, 99] * 3)
        assert "♪ listening …" in screen_text(pilot)
        assert "sounds like" not in screen_text(pilot)


async def test_without_a_keyboard_scores_are_studied_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_ear, "STUDY_AFTER_SECONDS", 0.01)
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    async with running(app) as pilot:
        await pilot.pause(0.1)
        await settle(pilot)
        assert re.search(r"song .* 1 ▁", screen_text(pilot))


async def test_new_scores_are_learnt_while_the_player_is_in_the_library(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    async with running(app) as pilot:
        app.post_message(KeyboardChanged("Clavinova"))
        await settle(pilot)
    hashes = [entry.file_hash for entry in Catalogue(app.services.folders.catalogue).entries()]
    with StudyStore(app.services.folders.studies) as store:
        (outline,) = store.known(OUTLINE, hashes).values()
        assert len(outline) == 2
        assert store.known(MELODY, hashes).keys() == set(hashes)


@pytest.mark.parametrize("wanted", [0, 1])
def test_learning_stops_when_the_player_leaves(tmp_path: Path, wanted: int) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": SONG})
    app.services.catalogue.refresh()
    answers = iter([True] * wanted)
    Student(app.services, lambda: next(answers, False), lambda *_: None).run()
    hashes = [entry.file_hash for entry in app.services.catalogue.entries()]
    with StudyStore(app.services.folders.studies) as store:
        assert store.known(OUTLINE, hashes) == {}


async def test_a_melody_is_found_in_another_key_with_one_finger(tmp_path: Path) -> None:
    async with with_keyboard(tmp_path) as pilot:
        tune = [pitch - 14 for pitch in pitches(TUNES["wild.musicxml"])]
        await play(pilot, *tune[:4], tune[4] + 1, *tune[5:])
        assert "a melody of wild, bar 1" in screen_text(pilot)
        assert "library" in screen_text(pilot)
