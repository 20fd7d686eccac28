"""What is said in words: filters, hints, reports, forms, and what is told of a piece."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renshu.errors import LibraryError
from renshu.library.catalogue import Catalogue, Refusal, Report
from renshu.library.difficulty import Difficulty
from renshu.library.importing.reports import ImportReport, Repaired
from renshu.library.themes.links import ThemeLink
from renshu.practice.take import Tally
from renshu.tui.browsing import intake
from renshu.tui.browsing.about import About, Echo, ago, facts, length
from renshu.tui.browsing.field_help import hint
from renshu.tui.browsing.filters import filters, with_filter
from renshu.tui.browsing.finding_out import echoes
from renshu.tui.browsing.forms import edit_form, save, want
from renshu.tui.browsing.items import Item
from renshu.tui.browsing.merging import offers
from renshu.tui.browsing.path_help import completed
from renshu.tui.browsing.picking import Choice, fitting
from renshu.tui.drawing.marked import marked
from renshu.tui.drawing.row import plain
from support.shelves import (
    ANGEL_BEATS,
    BEATS,
    CLANNAD,
    DANGO,
    EASY,
    FULL,
    OPENING,
    TREASURE,
    WISH,
    collection,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "term", "after"),
    [
        ("", "kind:OP", "kind:OP"),
        ("kind:OP", "kind:OP", ""),
        ("kind:OP", "kind:ED", "kind:ED"),
        ("takara kind:OP", "is:wanted", "takara kind:OP is:wanted"),
        ('series:"Angel Beats!" takara', "series:Clannad", "takara series:Clannad"),
        ('series:"Angel Beats!"', 'series:"Angel Beats!"', ""),
    ],
)
def test_a_filter_is_a_term_of_the_search(text: str, term: str, after: str) -> None:
    assert with_filter(text, term) == after


def test_filters_tell_how_many_pass_and_which_are_in_force() -> None:
    offered = {one.key: one for one in filters(collection(), "is:missing")}
    assert offered["is:missing"].name == "✓ file missing"
    assert offered["is:wanted"].note == "1"
    assert offered["kind:OP"].note == "1"
    assert offered['series:"Angel Beats!"'].note == "3"
    assert offered["difficulty:4-6"].note == "1"
    assert "difficulty:7-9" not in offered


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "words in any script"),
        ("takara ki", "kind:OP"),
        ("takara kind:E", "kind:OP"),
        ("se", "series:  season:"),
        ("is:nonsense", "“nonsense” is nothing that “is:” can be."),
    ],
)
def test_the_search_line_says_what_can_be_typed(text: str, said: str) -> None:
    assert said in hint(text)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (41, "41 days ago"), (-3, "today")]
)
def test_how_long_ago_it_was(days: int, said: str) -> None:
    assert ago(NOW - timedelta(days=days), NOW) == said


def test_how_long_it_takes() -> None:
    assert [length(seconds) for seconds in (59.6, 8, 208)] == ["1 min 00 s", "8 s", "3 min 28 s"]


def told(about: About, width: int = 60) -> str:
    """What is told, as it is seen."""
    return plain(facts(about, width, NOW))


def test_the_cover_tells_what_is_known() -> None:
    known = collection(
        played={"score 2": NOW - timedelta(days=41)}, learnt={"score 2": 3}, grades={"hash 2": 3.6}
    )
    entry = replace(EASY, composer="Jun Maeda", arranger="someone", fault="", repairs=1)
    about = About(
        Item(entry),
        known,
        Difficulty(3.6, ("wide leaps in the left hand",), (1.0, 3.0, 2.0), 3.0, 3.0),
        {0: Tally(4), 1: Tally(1, 3)},
        (Echo("the theme of bars 1–8 returns in Brave Song (bars 3–10)", BEATS, 2),),
        ("bar 3: a tie without an end",),
        75.0,
        ("1", "2", "2a"),
    )
    text = told(about)
    for said in (
        "一番の宝物  Ichiban no Takaramono · easy",
        "Angel Beats! · insert · 2010",
        "10 bars · 1 min 15 s · last played 41 days ago · 30% lea",
        "▇",
        "Level 4 ▄  wide leaps in the left hand",
        "Hardest: bars 1, 2, 2a",
        "Jun Maeda · arranged by someone",
        "♫ the theme of bars 1–8 returns in Brave Song",
        "! bar 3: a tie without an end",
        "/scores/Ichiban no Takaramono.musicxml",
    ):
        assert said in text, said


@pytest.mark.parametrize("thing", [None, ANGEL_BEATS, OPENING, WISH, BEATS, DANGO])
@pytest.mark.parametrize("width", [20, 60, 110])
def test_nothing_that_is_told_is_wider_than_its_place(thing: object, width: int) -> None:
    from rich.cells import cell_len

    about = About(Item(thing), collection())  # type: ignore[arg-type]
    rows = facts(about, width, NOW)
    assert rows
    assert all(sum(cell_len(span.text) for span in row) <= width for row in rows)


def test_themes_are_told_from_the_piece_that_is_looked_at() -> None:
    link = ThemeLink("hash 1", (0, 7), "hash 2", (8, 15), 0, 20, 9.0)
    gone = ThemeLink("hash 1", (0, 7), "hash 99", (8, 15), 0, 20, 9.0)
    (here,) = echoes(BEATS, (BEATS, EASY), (link, gone))
    (there,) = echoes(EASY, (BEATS, EASY), (link, gone))
    assert (here.entry, here.bar) == (EASY, 8)
    assert (there.entry, there.bar) == (BEATS, 0)
    assert echoes(DANGO, (BEATS, EASY), (link,)) == ()


def test_an_import_is_told_in_a_sentence_and_in_lines() -> None:
    refusal = Refusal(Path("/a/b.mxl"), "it is no score.")
    report = ImportReport(
        Report(added=(BEATS, EASY), known=(DANGO,), refused=(refusal,)), (Repaired(EASY, ("x",)),)
    )
    assert intake.summary(report) == "Import: 2 came in, 1 known already, 1 repaired, 1 refused."
    assert intake.lines(report)[:3] == ("× b.mxl: it is no score.", f"~ {EASY.title}", "    x")
    assert intake.summary(ImportReport(is_complete=False)).endswith("waits for the next time.")


def test_what_came_in_but_cannot_be_read_is_refused_and_no_more() -> None:
    refusal = Refusal(EASY.path, "it has no bars.")
    report = ImportReport(Report(added=(BEATS, EASY)), unreadable=(refusal,))
    assert intake.summary(report) == "Import: 1 came in, 1 refused."
    assert intake.lines(report) == (f"× {refusal}", f"+ {BEATS.title}")


def test_what_a_folder_brings_is_told_quietly() -> None:
    assert intake.news(Report()) == ""
    said = intake.news(Report(added=(BEATS,), missing=(DANGO, EASY)))
    assert said == "1 piece came in, the file of 2 pieces has gone."


def test_paths_are_completed_as_far_as_they_are_clear(tmp_path: Path) -> None:
    for name in ("canon.mxl", "canon in d.musicxml", "notes.txt", ".hidden.mxl"):
        (tmp_path / name).touch()
    (tmp_path / "angel").mkdir()
    assert completed(f"{tmp_path}/c") == f"{tmp_path}/canon"
    assert completed(f"{tmp_path}/canon.") == f"{tmp_path}/canon.mxl"
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/angel/"
    assert completed(f"{tmp_path}/n") is None
    assert completed(f"{tmp_path}/nowhere/x") is None


def test_choices_are_picked_by_parts_of_their_names() -> None:
    choices = [Choice("1", "Angel Beats!", "2010"), Choice("2", "クラナド  Clannad", "2007")]
    assert [one.key for one in fitting(choices, "clan 07")] == ["2"]
    assert fitting(choices, "") == choices


def test_what_is_found_stands_on_its_own_ground() -> None:
    spans = marked("一番の宝物", [(3, 5)], "ink")
    assert [(span.text, span.ground) for span in spans] == [("一番の", ""), ("宝物", "found")]


def test_a_form_has_what_can_be_said_of_a_line_and_what_it_belongs_to() -> None:
    names = [field.name for section in edit_form(Item(EASY)) for field in section.fields]
    assert {"score.title", "track.kind", "anime.year"} <= set(names)
    names = [field.name for section in edit_form(Item(CLANNAD)) for field in section.fields]
    assert {name.partition(".")[0] for name in names} == {"anime"}


def test_what_is_said_in_a_form_is_kept_and_given_back(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "library.db", starter=tmp_path)
    number = want(catalogue, {"track.native": "一番の宝物", "anime": "Angel Beats!"})
    (track,) = catalogue.tracks()
    assert (track.id, track.native, track.wanted_at is not None) == (number, "一番の宝物", True)
    save(catalogue, Item(track), {"track.kind": "insert", "anime.year": "2010"})
    (track,) = catalogue.tracks()
    assert (track.kind, track.anime and track.anime.year) == ("insert", 2010)
    with pytest.raises(LibraryError):
        save(catalogue, Item(track), {"anime.year": "soon"})
    with pytest.raises(LibraryError):
        want(catalogue, {"anime": "Angel Beats!"})
    catalogue.close()


def test_what_can_be_merged_is_everything_of_its_kind_but_itself() -> None:
    shelf = collection().shelf
    for thing, keys in (
        (ANGEL_BEATS, {"2"}),
        (OPENING, {"2", "3", "4"}),
        (FULL, {"1", "3", "4"}),
    ):
        offer = offers(Item(thing), shelf)
        assert offer is not None
        assert {choice.key for choice in offer.choices} == keys
    assert offers(Item(None), shelf) is None
    assert TREASURE.id == 2
