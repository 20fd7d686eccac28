import threading
from pathlib import Path

import pytest

from renshu.errors import LibraryError
from renshu.library.catalogue import Report
from renshu.library.catalogue.update import OnProgress, ignore_progress
from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

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
