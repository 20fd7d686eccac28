import asyncio
import time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import Input

from renshu.config import Folders, Settings, load_settings
from renshu.errors import HistoryError, LibraryError
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.tui.actions import ACTIONS, Where
from renshu.tui.screens.library_search import WithSearch
from renshu.tui.themes import THEMES
from renshu.tui.widgets.listing import Listing
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.library.catalogue.search import Found
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5")


@pytest.fixture(autouse=True)
def colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests run in a terminal that has all colours, wherever they are started."""
    monkeypatch.setenv("COLORTERM", "truecolor")


async def test_in_sixteen_colours_no_theme_is_put_on_that_needs_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.setenv("TERM", "screen")
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = make_app(tmp_path, settings=Settings(theme="renshu-paper"))
    async with running(app):
        assert app.theme == "renshu-sixteen"


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        assert "There is no score yet" in screen_text(pilot)


async def test_an_empty_history_says_what_to_do(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("h")
        await settle(pilot)
        assert "No take yet: open a score, play" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)


async def test_searching_and_finding_nothing(tmp_path: Path) -> None:
    song = piano_score(["C5:16"], ["C4:16"])
    app = make_app(tmp_path, scores={"first.musicxml": song, "second.musicxml": song + b" "})
    async with running(app) as pilot:
        assert "2 scores" in screen_text(pilot)
        await pilot.press("slash", *"second")
        await settle(pilot)
        assert "1 score" in screen_text(pilot)
        await pilot.press(*"xyz")
        await settle(pilot)
        assert "Nothing is called that" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "2 scores" in screen_text(pilot)


async def test_enter_in_the_search_opens_the_only_one_or_goes_to_the_list(tmp_path: Path) -> None:
    song = piano_score(["C5:16"], ["C4:16"])
    app = make_app(tmp_path, scores={"first.musicxml": song, "second.musicxml": song + b" "})
    async with running(app) as pilot:
        assert "/ Search" in screen_text(pilot)
        await pilot.press("slash")
        await settle(pilot)
        assert "/ Search" not in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.focused, Listing)
        assert "/ Search" in screen_text(pilot)
        await pilot.press("slash", *"second", "enter")
        await settle(pilot)
        assert "bar 1/1" in screen_text(pilot)


async def test_enter_opens_what_is_typed_though_it_is_not_yet_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = WithSearch._find

    def find_late(library: WithSearch, text: str) -> "Found | None":
        time.sleep(0.2)
        return find(library, text)

    song = piano_score(["C5:16"], ["C4:16"])
    app = make_app(tmp_path, scores={"first.musicxml": song, "second.musicxml": song + b" "})
    async with running(app) as pilot:
        monkeypatch.setattr(WithSearch, "_find", find_late)
        await pilot.press("slash")
        await settle(pilot)
        line = app.screen.query_one(Input)
        line.value = "second"
        await line.action_submit()
        await settle(pilot)
        assert "bar 1/1" in screen_text(pilot)


async def test_a_file_that_is_no_score_is_told_in_a_sentence(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": piano_score(["C5:16"], ["C4:16"])})
    async with running(app) as pilot:
        (tmp_path / "starter" / "song.musicxml").unlink()
        await pilot.press("enter")
        await settle(pilot)
        assert "This score cannot be opened" in screen_text(pilot)


async def test_a_score_named_at_the_start_that_cannot_be_opened_ends_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.musicxml"
    broken.write_bytes(b"<score-partwise")
    app = make_app(tmp_path, opened=broken)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    app._print_error_renderables()
    assert app.return_code == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "renshu: The XML is broken at line 1 and nothing of it can be read.\n"


async def test_a_score_without_notes_is_told_in_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.musicxml"
    empty.write_bytes(piano_score(["r:16"], ["r:16"]))
    app = make_app(tmp_path)
    async with running(app) as pilot:
        app.open_score(empty, "Empty")
        await settle(pilot)
        told = " ".join(screen_text(pilot).split())
        assert "There are no notes for a piano in" in told


async def test_a_library_that_cannot_be_written_keeps_nobody_from_playing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(tmp_path, scores={"song.musicxml": piano_score(["C5:16"], ["C4:16"])})

    def refuse(*_: object) -> None:
        raise LibraryError("The library cannot be written: the disk is full.")

    monkeypatch.setattr(app.services.catalogue, "opened", refuse)
    monkeypatch.setattr(app.services.catalogue, "remember", refuse)
    async with running(app) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert "bar 1/1" in screen_text(pilot)
        assert "the disk is full" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "1 score" in screen_text(pilot)


async def test_too_small_is_said_and_goes_away(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        await pilot.resize_terminal(59, 20)
        await settle(pilot)
        assert "renshu needs 60 × 20 cells" in screen_text(pilot)
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert "library" in screen_text(pilot)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_draws_the_practice_room(tmp_path: Path, theme: str) -> None:
    app = make_app(tmp_path, settings=Settings(theme=theme), engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        assert app.theme == theme
        assert "bar 1/2" in screen_text(pilot)


async def test_a_chosen_theme_is_remembered(tmp_path: Path) -> None:
    settings = Settings(theme=THEMES[0].name)
    async with running(make_app(tmp_path, settings=settings)) as pilot:
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert pilot.app.theme == THEMES[1].name
    settings, _ = load_settings(Folders.below(tmp_path).settings)
    assert settings.theme == THEMES[1].name


async def test_a_key_can_be_given_to_another_action_by_its_id(tmp_path: Path) -> None:
    settings = Settings(keys=MappingProxyType({"library.history": "f8", "app.help": "f2"}))
    async with running(make_app(tmp_path, settings=settings), (120, 60)) as pilot:
        await pilot.press("h")
        await settle(pilot)
        assert "library" in screen_text(pilot)
        await pilot.press("f2")
        await settle(pilot)
        help_text = screen_text(pilot)
        assert "F2                Show all keys" in help_text


async def test_a_key_for_nothing_is_told_with_what_was_meant(tmp_path: Path) -> None:
    settings = Settings(keys=MappingProxyType({"practice.lop": "f8"}))
    async with running(make_app(tmp_path, settings=settings)) as pilot:
        told = " ".join(screen_text(pilot).split())
        assert "did you mean “practice.loop”?" in told


async def test_the_help_names_every_action(tmp_path: Path) -> None:
    async with running(make_app(tmp_path), size=(120, 480)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        help_text = screen_text(pilot)
        for action in ACTIONS:
            assert action.description in help_text


async def test_the_palette_offers_what_can_be_done_here(tmp_path: Path) -> None:
    async with running(make_app(tmp_path), size=(120, 100)) as pilot:
        await pilot.press("ctrl+p")
        await settle(pilot)
        offered = screen_text(pilot)
        for action in ACTIONS:
            if action.where is Where.LIBRARY:
                assert action.description in offered
        assert "Theme: paper" in offered


async def test_an_unexpected_error_is_one_sentence_and_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(tmp_path)

    def stumble() -> None:
        raise RuntimeError("the pedal fell off")

    async def run() -> None:
        async with running(app):
            app.call_later(stumble)
            await app._exception_event.wait()

    with pytest.raises(RuntimeError):
        await run()
    told = capsys.readouterr().err
    assert "Something went wrong in renshu" in told
    assert "Traceback" not in told
    log = Folders.below(tmp_path).logs / "errors.log"
    assert "the pedal fell off" in log.read_text()
    assert "Traceback" in log.read_text()


async def test_a_history_that_cannot_be_opened_is_told_once(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=Settings(mode=Mode.WAIT), engraved=SCALE)
    app.services.folders.history.mkdir()
    async with running(app) as pilot:
        assert "The history cannot be used" in screen_text(pilot)
        for wait_is_told in (True, False):
            app.clear_notifications()
            await practise(pilot, SCALE)
            app.play(KeyDown(1.0, 60))
            await pilot.press("escape")
            await settle(pilot)
            assert "● 1 right" in screen_text(pilot)
            told = [notice.message for notice in app._notifications]
            assert any("your takes wait" in sentence for sentence in told) == wait_is_told
            await pilot.press("escape")
        assert len(list(app.services.folders.takes.glob("*.mid"))) == 2


async def test_the_history_is_copied_once_a_day(tmp_path: Path) -> None:
    for _ in range(2):
        async with running(make_app(tmp_path)) as pilot:
            backups = cast("RenshuApp", pilot.app).services.folders.backups
            assert len(list(backups.glob("history-*.db"))) == 1


async def test_a_journal_that_fails_is_told(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        fault = HistoryError("The history cannot be written: the disk is full.")
        on_fault = cast("RenshuApp", pilot.app).services.on_fault
        await asyncio.to_thread(on_fault, fault)
        await settle(pilot)
        assert "the disk is full" in screen_text(pilot)


def test_ids_are_unique_and_every_room_has_its_own_keys() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(set(ids)) == len(ids)
    for where in Where:
        here = {Where.EVERYWHERE, where}
        keys = [key for action in ACTIONS if action.where in here for key in action.keys.split(",")]
        assert len(set(keys)) == len(keys), where
