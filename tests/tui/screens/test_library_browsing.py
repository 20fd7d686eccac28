"""The library screen by keyboard, mouse and terminal: what a player does there."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from renshu.config import Folders, Order, Settings, Shelving, load_settings
from renshu.tui.screens import library_cover, library_ear
from renshu.tui.screens.library import LibraryScreen
from renshu.tui.widgets.cover import Cover
from renshu.tui.widgets.listing import Listing
from support.notation import score
from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SONG = piano_score(["C5:4 D5:4 E5:4 F5:4"] * 4, ["C4:16"] * 4)


def titled(title: str, composer: str = "", source: str = "") -> bytes:
    """The same song under a title."""
    head = f"<work><work-title>{title}</work-title></work><identification>"
    head += f'<creator type="composer">{composer}</creator><miscellaneous>'
    head += f'<miscellaneous-field name="source">{source}</miscellaneous-field></miscellaneous>'
    return SONG.replace(b"<part-list>", f"{head}</identification><part-list>".encode(), 1)


SCORES = {
    "a.musicxml": titled("Brave Song", "Jun Maeda", "Angel Beats!"),
    "b.musicxml": titled("Canon", "Pachelbel", "Kanon"),
    "c.musicxml": titled("渚", "Shinji Orito", "CLANNAD"),
}


def screen(pilot: Pilot[None]) -> LibraryScreen:
    """The library."""
    return cast("RenshuApp", pilot.app)._library


def titles(pilot: Pilot[None]) -> list[str]:
    """What the list shows, the first word of each line."""
    rows = screen(pilot)._rows
    assert rows is not None
    things = [rows.item(index).thing for index in range(len(rows))]
    return [thing.title if thing else "" for thing in things]


async def write(pilot: Pilot[None], **values: str) -> None:
    """Fill in the form that is open, dots as underlines, and save it."""
    fields = {(one.name or "").replace(".", "_"): one for one in pilot.app.screen.query(Input)}
    for name, value in values.items():
        fields[name].value = value
    await press(pilot, "enter")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after the other has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    """Wait for what happens by itself."""
    for _ in range(400):
        await settle(pilot)
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(screen_text(pilot))


async def test_tab_lays_it_out_as_a_tree_and_that_is_remembered(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        assert titles(pilot) == ["Brave Song", "Canon", "渚"]
        await press(pilot, "down", "tab")
        assert titles(pilot) == ["Angel Beats!", "Brave Song", "CLANNAD", "渚", "Kanon", "Canon"]
        assert screen(pilot).query_one(Listing).selected == "arrangement 2"
        await press(pilot, "left", "left")
        assert "▸ Kanon" in screen_text(pilot)
        await press(pilot, "right", "right", "enter")
        assert "Canon" in screen_text(pilot).splitlines()[0]
    settings, _ = load_settings(Folders.below(tmp_path).settings)
    async with running(make_app(tmp_path, scores=SCORES, settings=settings)) as pilot:
        assert titles(pilot)[0] == "Angel Beats!"


async def test_a_click_on_a_heading_orders_and_another_turns(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        heading = screen_text(pilot).splitlines()[2]
        place = heading.index("Series")
        for expected in (["Brave Song", "渚", "Canon"], ["Canon", "渚", "Brave Song"]):
            await pilot.click(Listing, offset=(place, 0))
            await settle(pilot)
            assert titles(pilot) == expected
        assert cast("RenshuApp", pilot.app).services.settings.order is Order.SERIES
        await press(pilot, "S")
        assert titles(pilot) == ["Brave Song", "渚", "Canon"]


async def test_the_wheel_moves_and_a_double_click_opens(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        listing = screen(pilot).query_one(Listing)
        listing._move_to(0)
        await pilot._post_mouse_events([_scroll()], Listing, offset=(5, 3))
        assert listing.cursor == 1
        await pilot.click(Listing, offset=(5, 3), times=2)
        await settle(pilot)
        assert "渚" in screen_text(pilot).splitlines()[0]


def _scroll() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_a_filter_is_picked_and_put_away(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        await press(pilot, "f", *"kanon", "enter")
        assert titles(pilot) == ["Canon"]
        assert screen(pilot).query_one("#search", Input).value == "series:Kanon"
        await press(pilot, "escape")
        assert titles(pilot) == ["Brave Song", "Canon", "渚"]
        assert not screen(pilot).query("#search")


async def test_while_one_types_fields_are_told_and_arrows_move(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        await press(pilot, "slash", *"kind:")
        assert "kind:OP" in screen_text(pilot)
        await press(pilot, "down")
        assert screen(pilot).query_one(Listing).cursor == 1
        assert screen(pilot).query_one("#search").has_focus


async def test_a_wish_is_written_down_and_meets_its_score(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores=SCORES)
    async with running(app) as pilot:
        await press(pilot, "n")
        await write(pilot, track_native="Crow Song", anime="Angel Beats!")
        assert titles(pilot)[-1] == "Crow Song"
        assert "♡ no score" in screen_text(pilot)
        assert screen(pilot).query_one(Listing).selected == "track 4"
        await press(pilot, "w")
        assert titles(pilot) == ["Crow Song"]
        await press(pilot, "w")
        path = tmp_path / "crow song.musicxml"
        path.write_bytes(titled("Crow Song", "", "Angel Beats!"))
        screen(pilot).post_message(Paste(str(path).replace(" ", "\\ ")))
        await until(pilot, lambda: "1 came in" in screen_text(pilot))
        assert titles(pilot).count("Crow Song") == 1
        assert "no score" not in screen_text(pilot)


async def test_what_an_import_did_is_told_until_the_player_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_ear, "STUDY_AFTER_SECONDS", 0.01)
    path = tmp_path / "crow.musicxml"
    path.write_bytes(titled("Crow Song"))
    app = make_app(tmp_path, scores=SCORES)
    async with running(app) as pilot:
        screen(pilot).take_in([path])
        await until(pilot, lambda: len(screen(pilot)._grades) == 4)
        assert "1 came in" in screen_text(pilot)
        await press(pilot, "slash", "c")
        assert "came in" not in screen_text(pilot)


async def test_typing_lays_nothing_out_anew_and_a_long_search_shows_its_end(
    tmp_path: Path,
) -> None:
    async with running(make_app(tmp_path, scores=SCORES), size=(60, 24)) as pilot:
        await press(pilot, "slash", "c")
        laid_out: list[object] = []
        screen(pilot).screen_layout_refresh_signal.subscribe(screen(pilot), laid_out.append)
        await press(pilot, "a", "n", "backspace")
        assert laid_out == []
        pilot.app.screen.query_one(Input).value = f"canon {'x' * 80} end"
        await press(pilot, "end")
        assert "xxx end" in screen_text(pilot)
        assert "canon" not in screen_text(pilot).splitlines()[2]


async def test_files_dragged_onto_the_search_line_come_in(tmp_path: Path) -> None:
    path = tmp_path / "crow.musicxml"
    path.write_bytes(titled("Crow Song"))
    app = make_app(tmp_path, scores=SCORES)
    async with running(app) as pilot:
        await press(pilot, "slash", "c", "a")
        app.post_message(Paste(str(path)))
        await until(pilot, lambda: "1 came in" in screen_text(pilot))
        assert app.screen.query_one(Input).value == "ca"
        app.post_message(Paste("non"))
        await until(pilot, lambda: app.screen.query_one(Input).value == "canon")


async def test_a_wish_can_be_taken_back(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        await press(pilot, "n")
        await write(pilot, track_native="Crow Song")
        assert "Crow Song" in titles(pilot)
        await press(pilot, "delete")
        assert "Crow Song" not in titles(pilot)


async def test_a_score_is_taken_out_of_the_library_and_brought_back(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores=SCORES)
    async with running(app) as pilot:
        await press(pilot, "down", "x")
        assert titles(pilot) == ["Brave Song", "渚"]
        assert "“Canon” is out of the library" in screen_text(pilot)
        await press(pilot, "x", "u", "u", "u")
        assert titles(pilot) == ["Brave Song", "Canon", "渚"]
        assert "“Canon” is back" in screen_text(pilot)
        assert screen(pilot).query_one(Listing).cursor == 1
        await press(pilot, "home", "x")
        app.services.catalogue.refresh()
        assert [entry.title for entry in app.services.catalogue.entries()] == ["Canon", "渚"]
    assert (tmp_path / "starter" / "a.musicxml").exists()


async def test_what_is_said_is_shown_and_an_empty_field_gives_way(tmp_path: Path) -> None:
    app = make_app(tmp_path, scores=SCORES)
    before = (tmp_path / "starter" / "a.musicxml").read_bytes()
    async with running(app) as pilot:
        await press(pilot, "e")
        await write(pilot, score_title="An other title")
        assert "An other title" in titles(pilot)
        await press(pilot, "e")
        await write(pilot, score_title="")
        assert "Brave Song" in titles(pilot)
        await press(pilot, "e")
        await write(pilot, anime_year="soon")
        assert "year" in screen_text(pilot)
        await press(pilot, "escape")
    assert (tmp_path / "starter" / "a.musicxml").read_bytes() == before


async def test_two_series_are_made_one(tmp_path: Path) -> None:
    settings = Settings(shelving=Shelving.TREE)
    async with running(make_app(tmp_path, scores=SCORES, settings=settings)) as pilot:
        await press(pilot, "m", *"clannad", "enter")
        assert titles(pilot) == ["CLANNAD", "Brave Song", "渚", "Kanon", "Canon"]


async def test_files_are_named_completed_and_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "new songs").mkdir()
    (tmp_path / "new songs" / "crow.musicxml").write_bytes(titled("Crow Song"))
    (tmp_path / "new songs" / "broken.musicxml").write_bytes(b"<score-partwise><part")
    app = make_app(tmp_path, scores=SCORES)
    async with running(app) as pilot:
        await press(pilot, "a")
        line = app.screen.query_one(Input)
        line.value = f"{tmp_path}/new"
        await press(pilot, "tab")
        assert line.value == f"{tmp_path}/new songs/"
        line.value += "nothing"
        await press(pilot, "enter")
        assert "There is no file or folder" in screen_text(pilot)
        line.value = f"{tmp_path}/new songs/"
        await press(pilot, "enter")
        await until(pilot, lambda: "refused" in screen_text(pilot))
        assert "1 came in" in screen_text(pilot)
        assert "Crow Song" in titles(pilot)
        await press(pilot, "i")
        assert "× broken.musicxml" in screen_text(pilot)


async def test_what_a_watched_folder_brings_leaves_the_cursor_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    app = make_app(tmp_path, scores=SCORES)
    app.services.catalogue.add([folder])
    async with running(app) as pilot:
        await press(pilot, "end")
        (folder / "alone.musicxml").write_bytes(titled("Alone"))
        await until(pilot, lambda: "Alone" in titles(pilot))
        assert titles(pilot)[screen(pilot).query_one(Listing).cursor] == "渚"


async def test_the_cover_tells_of_the_line_and_shows_how_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_cover, "PATIENCE_SECONDS", 0.01)
    app = make_app(tmp_path, scores=SCORES, engraved=score("C5 D5 E5 F5 | C5 D5 E5 F5"))
    async with running(app) as pilot:
        cover = screen(pilot).query_one(Cover)
        await until(pilot, lambda: cover._drawing is not None)
        text = screen_text(pilot)
        assert "Angel Beats!" in text.splitlines()[-14]
        assert "4 bars" in text
        assert any("⠀" < sign <= "⣿" for sign in text)
        await press(pilot, "down")
        assert "Kanon" in screen_text(pilot).splitlines()[-14]
        await press(pilot, "d")
        assert "Pachelbel" in screen_text(pilot)
        await press(pilot, "escape")


async def test_where_there_is_little_room_the_cover_is_words_only(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES), size=(80, 24)) as pilot:
        assert screen(pilot).query_one(Cover).columns == 0
        assert "not played yet" in screen_text(pilot)


async def test_the_opening_sounds_until_the_player_goes_on(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        await press(pilot, "space")
        await until(pilot, lambda: "Brave Song: the opening" in screen_text(pilot))
        playback = screen(pilot)._playback
        assert playback is not None
        assert playback.is_playing
        await press(pilot, "down")
        assert not playback.is_playing
        assert "the opening" not in screen_text(pilot)


async def test_the_letters_are_piano_keys_when_they_are_wanted(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores=SCORES)) as pilot:
        await press(pilot, "f6")
        assert "computer keys" in screen_text(pilot).splitlines()[0]
        await press(pilot, "h", "s", "c")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "♪ listening" in screen_text(pilot)
        await press(pilot, "f6", "down", "k")
        assert screen(pilot).query_one(Listing).cursor == 0


async def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        assert "`a` adds files or a folder" in screen_text(pilot)
        await press(pilot, "enter", "e", "m", "d", "t", "space", "delete", "tab", "left", "right")
        assert isinstance(pilot.app.screen, LibraryScreen)
