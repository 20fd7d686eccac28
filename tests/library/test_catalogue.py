import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from renshu.errors import LibraryError, ScoreError
from renshu.follow.follower import Mode
from renshu.library.catalogue import Catalogue, Entry, PieceState
from renshu.library.catalogue.describing import entry_json, report_json
from renshu.library.head import Head
from renshu.score.hands import HandChoice
from renshu.score.notation import Credits, Hand
from renshu.score.passage import Hands, Passage
from support.notation import score

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def read_head(path: Path) -> Head:
    """Stands in for the real reader: title, composer and source on a line each."""
    lines = path.read_text("utf-8").splitlines()
    if lines[:1] == ["no score"]:
        raise ScoreError("The file is not MusicXML.")
    title, composer, source = (*lines, "", "", "")[:3]
    return Head(Credits(title=title, composer=composer, source=source))


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), "utf-8")

    return path


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.title for entry in entries]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    folder = tmp_path / "starter"
    write(folder / "gymnopedie.musicxml", "Gymnopédie No. 1", "Erik Satie", "Haruhi")
    write(folder / "canon.musicxml", "Canon in D", "Johann Pachelbel")
    write(folder / "README.md", "not a score")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of the player's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def catalogue(tmp_path: Path, starter: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "library.db", read_head, starter)
    opened.refresh()
    yield opened
    opened.close()


def test_the_starter_scores_are_there_by_title(catalogue: Catalogue) -> None:
    entries = catalogue.entries()
    assert titles(entries) == ["Canon in D", "Gymnopédie No. 1"]
    assert all(entry.is_starter and not entry.is_missing for entry in entries)
    assert entries[1].composer == "Erik Satie"
    assert entries[1].source == "Haruhi"


@pytest.mark.usefixtures("catalogue")
def test_nothing_is_read_twice(starter: Path, tmp_path: Path) -> None:
    def never(path: Path) -> Head:
        raise AssertionError(path)

    again = Catalogue(tmp_path / "library.db", never, starter)
    report = again.refresh()
    assert (report.added, report.changed, report.missing) == ((), (), ())
    assert len(again.entries()) == 2
    again.close()


def test_another_installation_finds_the_same_starter_scores(
    catalogue: Catalogue, starter: Path, tmp_path: Path
) -> None:
    before = {entry.id for entry in catalogue.entries()}
    moved = starter.rename(tmp_path / "elsewhere")
    again = Catalogue(tmp_path / "library.db", read_head, moved)
    assert again.refresh().notices == ()
    assert {entry.id for entry in again.entries()} == before
    assert all(entry.path.parent == moved for entry in again.entries())
    again.close()


def test_a_starter_score_that_a_new_version_drops_is_not_listed(
    catalogue: Catalogue, starter: Path
) -> None:
    (starter / "canon.musicxml").unlink()
    catalogue.refresh()
    assert titles(catalogue.entries()) == ["Gymnopédie No. 1"]


class TestAdding:
    def test_a_file(self, catalogue: Catalogue, own: Path) -> None:
        path = write(own / "takara.musicxml", "一番の宝物", "麻枝 准")
        report = catalogue.add([path])
        assert titles(report.added) == ["一番の宝物"]
        (entry,) = report.added
        assert (entry.path, entry.is_starter) == (path, False)
        assert entry.file_hash == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_the_same_file_again_is_known(self, catalogue: Catalogue, own: Path) -> None:
        path = write(own / "a.musicxml", "A")
        catalogue.add([path])
        report = catalogue.add([path, own / "." / "a.musicxml"])
        assert (titles(report.known), report.added) == (["A"], ())

    def test_the_same_content_elsewhere_is_one_entry(self, catalogue: Catalogue, own: Path) -> None:
        catalogue.add([write(own / "a.musicxml", "A")])
        report = catalogue.add([write(own / "copy.musicxml", "A")])
        assert (titles(report.known), report.added) == (["A"], ())
        assert len(catalogue.entries()) == 3

    def test_a_folder_with_all_in_it_and_all_that_comes_later(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        for name in (
            "a.musicxml",
            "deep/er/b.MXL",
            "c.xml",
            ".hidden.xml",
            ".trash/d.xml",
            "e.txt",
        ):
            write(own / name, name)
        assert titles(catalogue.add([own]).added) == ["a.musicxml", "c.xml", "deep/er/b.MXL"]
        write(own / "later.mxl", "later")
        assert titles(catalogue.refresh().added) == ["later"]
        assert catalogue.folders() == (own,)

    def test_a_forgotten_folder_keeps_what_was_found(self, catalogue: Catalogue, own: Path) -> None:
        write(own / "a.musicxml", "A")
        catalogue.add([own])
        catalogue.forget_folder(own)
        write(own / "b.musicxml", "B")
        assert catalogue.refresh().added == ()
        assert len(catalogue.find("A")) >= 1

    def test_what_cannot_be_read_is_refused_with_a_sentence(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        bad = write(own / "bad.xml", "no score")
        report = catalogue.add([bad, own / "nowhere.mxl", write(own / "good.xml", "Good")])
        assert titles(report.added) == ["Good"]
        assert report.notices == (
            "nowhere.mxl: there is no such file or folder.",
            "bad.xml: The file is not MusicXML.",
        )
        assert [refusal.path for refusal in catalogue.refusals()] == [bad]

    def test_a_refused_file_is_told_once_unless_it_is_named_again(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        bad = write(own / "bad.xml", "no score")
        catalogue.add([own])
        assert catalogue.refresh().refused == ()
        assert len(catalogue.add([bad]).refused) == 1

    def test_a_refused_file_that_was_mended_is_taken_in(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        bad = write(own / "bad.xml", "no score")
        catalogue.add([own])
        write(bad, "now it is one")
        assert titles(catalogue.refresh().added) == ["now it is one"]
        assert catalogue.refusals() == ()

    def test_a_file_without_title_goes_by_its_name(self, catalogue: Catalogue, own: Path) -> None:
        assert titles(catalogue.add([write(own / "my song.mxl", "")]).added) == ["my song"]

    @pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="names are always text there")
    def test_a_name_that_is_no_text_is_refused(self, catalogue: Catalogue, own: Path) -> None:
        path = own / os.fsdecode(b"\xff.mxl")
        path.write_text("A")
        (notice,) = catalogue.add([own]).notices
        assert "not valid text" in notice
        notice.encode()

    def test_progress_is_told_and_may_end_it(self, catalogue: Catalogue, own: Path) -> None:
        for number in range(120):
            write(own / f"{number:03}.mxl", f"{number:03}")

        def stop_at_60(done: int, total: int) -> None:
            assert total == 120
            if done == 60:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            catalogue.add([own], stop_at_60)
        assert len(catalogue.entries()) == 52
        assert len(catalogue.refresh().added) == 70


def test_two_programs_may_take_in_the_same_folder_at_once(
    tmp_path: Path, starter: Path, own: Path
) -> None:
    for number in range(60):
        write(own / f"{number}.mxl", "no score" if number % 3 == 0 else f"piece {number}")
    catalogues = [Catalogue(tmp_path / "new.db", read_head, starter) for _ in range(2)]
    with ThreadPoolExecutor() as programs:
        reports = list(programs.map(lambda catalogue: catalogue.add([own]), catalogues))
    assert sum(len(report.refused) for report in reports) >= 20
    for catalogue in catalogues:
        assert len(catalogue.entries()) == 42
        catalogue.close()


class TestFilesThatMove:
    def test_a_moved_file_keeps_its_entry(self, catalogue: Catalogue, own: Path) -> None:
        path = write(own / "a.musicxml", "A")
        (entry,) = catalogue.add([own]).added
        moved = path.rename(own / "b.musicxml")
        report = catalogue.refresh()
        (found,) = report.found
        assert (found.id, found.path) == (entry.id, moved)
        assert (report.added, report.missing) == ((), ())

    def test_a_vanished_file_stays_listed_as_missing(self, catalogue: Catalogue, own: Path) -> None:
        path = write(own / "a.musicxml", "A")
        (entry,) = catalogue.add([path]).added
        path.unlink()
        assert titles(catalogue.refresh().missing) == ["A"]
        missing = catalogue.entry(entry.id)
        assert (missing.is_missing, missing.path) == (True, path)
        assert catalogue.refresh().missing == ()
        write(path, "A")
        assert titles(catalogue.refresh().found) == ["A"]
        assert not catalogue.entry(entry.id).is_missing

    def test_a_missing_file_that_comes_back_as_no_score_is_not_found(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        path = write(own / "a.xml", "A")
        catalogue.add([path])
        path.unlink()
        catalogue.refresh()
        write(path, "no score")
        report = catalogue.refresh()
        assert (report.found, len(report.refused)) == ((), 1)

    def test_one_of_two_copies_may_vanish(self, catalogue: Catalogue, own: Path) -> None:
        first, second = write(own / "a.xml", "A"), write(own / "b.xml", "A")
        catalogue.add([own])
        first.unlink()
        assert catalogue.refresh().missing == ()
        assert catalogue.at(second) is not None
        assert catalogue.find("A")[0].path != first

    def test_a_file_found_after_it_was_missing(self, catalogue: Catalogue, own: Path) -> None:
        path = write(own / "a.musicxml", "A")
        (entry,) = catalogue.add([path]).added
        moved = path.rename(own / "elsewhere.musicxml")
        catalogue.refresh()
        assert [found.id for found in catalogue.add([moved]).found] == [entry.id]
        assert catalogue.at(path) is None

    def test_a_changed_file_keeps_its_entry_and_what_belongs_to_it(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        path = write(own / "a.musicxml", "A")
        (entry,) = catalogue.add([path]).added
        catalogue.edit(entry.id, "source", "Angel Beats!")
        catalogue.opened(path, score("C4 D4"), NOW)
        write(path, "A, with the bridge")
        assert titles(catalogue.refresh().changed) == ["A, with the bridge"]
        changed = catalogue.entry(entry.id)
        assert (changed.source, changed.score_id) == ("Angel Beats!", None)

    def test_a_file_overwritten_with_a_known_one(self, catalogue: Catalogue, own: Path) -> None:
        write(own / "a.xml", "A")
        second = write(own / "b.xml", "B is longer")
        catalogue.add([own])
        (entry,) = catalogue.find("longer")
        write(second, "A")
        catalogue.refresh()
        assert titles(catalogue.entries()).count("A") == 1
        assert catalogue.find("longer") == ()
        write(own / "c.xml", "B is longer")
        assert [found.id for found in catalogue.refresh().found] == [entry.id]

    def test_a_score_that_turned_bad_is_missing_until_it_is_mended(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        path = write(own / "a.xml", "A")
        (entry,) = catalogue.add([path]).added
        write(path, "no score")
        assert len(catalogue.refresh().refused) == 1
        assert catalogue.entry(entry.id).is_missing
        assert catalogue.refresh().refused == ()
        write(path, "A again")
        catalogue.refresh()
        assert (catalogue.entry(entry.id).title, catalogue.entry(entry.id).is_missing) == (
            "A again",
            False,
        )


class TestThePlayersWord:
    def test_a_removed_entry_stays_out_until_it_is_added_again(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        path = write(own / "a.musicxml", "A")
        (entry,) = catalogue.add([own]).added
        catalogue.remove(entry.id)
        assert catalogue.refresh().added == ()
        assert entry.id not in {other.id for other in catalogue.entries()}
        assert path.exists()
        assert [other.id for other in catalogue.add([path]).added] == [entry.id]

    def test_an_edit_stands_before_the_file_and_gives_way_again(self, catalogue: Catalogue) -> None:
        entry = catalogue.entries()[0]
        catalogue.edit(entry.id, "title", "カノン")
        assert catalogue.entry(entry.id).title == "カノン"
        catalogue.edit(entry.id, "title", "")
        assert catalogue.entry(entry.id).title == "Canon in D"

    def test_a_field_that_is_not_there_is_one_sentence(self, catalogue: Catalogue) -> None:
        with pytest.raises(LibraryError, match=r"no “titel” to edit; did you mean “title”\?"):
            catalogue.edit(1, "titel", "x")

    def test_an_entry_that_is_not_there_is_one_sentence(self, catalogue: Catalogue) -> None:
        with pytest.raises(LibraryError, match="There is no score 99"):
            catalogue.entry(99)
        with pytest.raises(LibraryError):
            catalogue.edit(99, "title", "x")

    def test_opening_tells_what_only_reading_can(self, catalogue: Catalogue, starter: Path) -> None:
        opened = score("C4 D4 | E4 F4")
        catalogue.opened(starter / "canon.musicxml", opened, NOW)
        entry = catalogue.of_score(opened.id)
        assert entry is not None
        assert (entry.bars, entry.opened_at) == (2, NOW)
        assert entry.path == starter / "canon.musicxml"

    def test_opening_a_file_that_is_not_here_changes_nothing(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        catalogue.opened(tmp_path / "other.mxl", score("C4"), NOW)
        assert catalogue.of_score(score("C4").id) is None

    def test_how_it_is_practised_is_remembered(self, catalogue: Catalogue) -> None:
        entry = catalogue.entries()[0]
        assert catalogue.state(entry.id) == PieceState()
        passage = Passage(Fraction(7, 3), Fraction(16), Hands.LEFT, is_looped=True)
        state = PieceState(0.6, passage, (HandChoice(Fraction(0), Fraction(4), Hand.LEFT),))
        catalogue.remember(entry.id, state)
        assert catalogue.state(entry.id) == state
        manner = PieceState(1.1, None, (), Mode.TEMPO, 2, True, True, True, -2)
        catalogue.remember(entry.id, manner)
        assert catalogue.state(entry.id) == manner
        catalogue.remember(entry.id, PieceState(0.8))
        assert catalogue.state(entry.id) == PieceState(0.8)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("satie", ["Gymnopédie No. 1"]),
        ("GYMNOPEDIE", ["Gymnopédie No. 1"]),
        ("ｓａｔｉｅ", ["Gymnopédie No. 1"]),
        ("haruhi satie", ["Gymnopédie No. 1"]),
        ("file:canon", ["Canon in D"]),
        ("satie canon", []),
        ("", ["Canon in D", "Gymnopédie No. 1"]),
    ],
)
def test_finding(catalogue: Catalogue, text: str, found: list[str]) -> None:
    assert titles(catalogue.find(text)) == found


def test_kana_are_found_in_either_form(catalogue: Catalogue, own: Path) -> None:
    catalogue.add([write(own / "a.mxl", "いちばんのタカラモノ")])
    assert len(catalogue.find("ﾀｶﾗモの")) == 1
    assert catalogue.find("たからもの") == catalogue.find("タカラモノ")
    assert catalogue.find("はからもの") == ()


def test_json_has_the_promised_keys(catalogue: Catalogue, starter: Path) -> None:
    first = entry_json(catalogue.entries()[0])
    assert {key: first[key] for key in ("title", "composer", "path", "is_starter", "score")} == {
        "title": "Canon in D",
        "composer": "Johann Pachelbel",
        "path": str(starter / "canon.musicxml"),
        "is_starter": True,
        "score": None,
    }
    assert list(report_json(catalogue.refresh())) == ["added", "known", "refused"]


def test_opening_loads_no_parser(tmp_path: Path) -> None:
    Catalogue(tmp_path / "library.db").refresh()
    code = (
        "import sys; from pathlib import Path; from renshu.library.catalogue import Catalogue;"
        f"Catalogue(Path({str(tmp_path / 'library.db')!r})).refresh();"
        "print([name for name in ('lxml', 'music21', 'numpy', 'hashlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "change",
    [
        "arrangement SET added_at = 'once'",
        "piece SET opened_at = 'once'",
    ],
)
def test_values_that_make_no_sense_are_one_sentence(
    catalogue: Catalogue, starter: Path, change: str
) -> None:
    catalogue.opened(starter / "canon.musicxml", score("C4"), NOW)
    with catalogue._database.write() as connection:
        connection.execute(f"UPDATE {change}")
    with pytest.raises(LibraryError, match="makes no sense"):
        catalogue.entries()


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"no database, but long enough to be looked at" * 20)
    with pytest.raises(LibraryError, match=r"The library in .* is damaged"):
        Catalogue(path)
