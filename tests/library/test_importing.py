"""Importing with real files, archives, the real reader and a real catalogue."""

import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from renshu.errors import ScoreError
from renshu.library.cache import Cache
from renshu.library.catalogue import Catalogue
from renshu.library.importing.archives import unpack
from renshu.library.importing.copying import keep
from renshu.library.importing.importer import Importer, Progress
from renshu.library.importing.reports import import_json
from support.musicxml import note, part, score_xml


def xml(title: str, music: str = "") -> bytes:
    """A score of one bar."""
    head = f"<work><work-title>{title}</work-title></work>"
    return score_xml(part(music or note("C4", 16)), head=head).encode()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "home" / "copies"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "library.db", starter=tmp_path / "no starter")
    yield opened
    opened.close()


@pytest.fixture
def importer(catalogue: Catalogue, copies: Path, tmp_path: Path) -> Importer:
    return Importer(catalogue, copies, Cache(tmp_path / "cache"))


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def test_an_import_reads_each_score_and_tells_repairs_and_faults(
    importer: Importer, catalogue: Catalogue, own: Path
) -> None:
    (own / "good.musicxml").write_bytes(xml("Good"))
    (own / "long.musicxml").write_bytes(xml("Too long", note("C4", 12) + note("D4", 8)))
    (own / "guitar.musicxml").write_bytes(
        xml("No notes", "<note><rest/><duration>16</duration></note>")
    )
    (own / "broken.musicxml").write_bytes(xml("Broken")[:-90])
    told: list[Progress] = []
    importer.announce([own])
    assert not importer.is_done()
    report = importer.run(told.append)
    assert importer.is_done()
    assert report.is_complete
    assert [entry.title for entry in report.entered.added] == ["Broken", "Good", "Too long"]
    assert {one.entry.title for one in report.repaired} >= {"Broken"}
    assert all(one.repairs for one in report.repaired)
    assert [refusal.path.name for refusal in report.refused] == ["guitar.musicxml"]
    assert told[-1] == Progress(True, 3, 3)
    good = next(entry for entry in catalogue.entries() if entry.title == "Good")
    assert (good.bars, good.repairs, good.fault) == (1, 0, "")
    told_json = import_json(report)
    assert list(told_json) == ["added", "known", "refused", "repaired", "is_complete"]
    assert importer.run() == type(report)()


def test_files_stay_where_they_are_unless_copies_are_asked_for(
    importer: Importer, catalogue: Catalogue, own: Path, copies: Path
) -> None:
    (own / "here.musicxml").write_bytes(xml("Here"))
    (own / "in").mkdir()
    (own / "in" / "copied.musicxml").write_bytes(xml("Copied"))
    importer.announce([own / "here.musicxml"])
    importer.announce([own / "in"], is_copied=True)
    importer.run(is_wanted=lambda: True)
    places = {entry.title: entry.path for entry in catalogue.entries()}
    assert places == {"Here": own / "here.musicxml", "Copied": copies / "copied.musicxml"}
    assert (own / "in" / "copied.musicxml").exists()
    assert catalogue.folders() == ()


def test_what_cannot_be_found_or_read_is_refused(importer: Importer, own: Path) -> None:
    (own / "x.zip").write_bytes(b"PK but no archive")
    (own / "renshu.toml").write_text("= nonsense")
    importer.announce([own / "nowhere.mxl", own])
    names = [refusal.path.name for refusal in importer.run().refused]
    assert sorted(names) == ["nowhere.mxl", "renshu.toml", "x.zip"]
    assert importer.is_done()


def test_the_players_words_come_with_the_folder(
    importer: Importer, catalogue: Catalogue, own: Path
) -> None:
    (own / "a.musicxml").write_bytes(xml("A"))
    importer.announce([own])
    importer.run()
    catalogue.edit(catalogue.entries()[0].id, "arranger", "Theishter")
    catalogue.write_words(own / "renshu.toml")
    catalogue.edit(catalogue.entries()[0].id, "arranger", "")
    again = Catalogue(own.parent / "again.db", starter=own.parent / "none")
    Importer(again, own.parent / "x", Cache(own.parent / "cache")).announce([own])
    Importer(again, own.parent / "x", Cache(own.parent / "cache")).run()
    assert again.entries()[0].arranger == "Theishter"
    again.close()


class TestCancelling:
    def test_leaves_the_rest_for_the_next_time(
        self, importer: Importer, catalogue: Catalogue, own: Path
    ) -> None:
        for number in range(8):
            (own / f"{number}.musicxml").write_bytes(xml(f"Piece {number}"))
        importer.announce([own])
        done: list[Progress] = []

        def is_wanted() -> bool:
            return sum(one.is_reading for one in done) < 3

        report = importer.run(done.append, is_wanted)
        assert not report.is_complete
        assert len(report.entered.added) == 8
        left = len(catalogue.unread())
        assert 0 < left < 8
        assert importer.run().is_complete
        assert catalogue.unread() == ()

    def test_before_it_has_begun_keeps_what_was_announced(
        self, importer: Importer, catalogue: Catalogue, own: Path
    ) -> None:
        (own / "a.musicxml").write_bytes(xml("A"))
        importer.announce([own / "a.musicxml"])
        assert not importer.run(is_wanted=lambda: False).is_complete
        assert catalogue.announced() == ((own / "a.musicxml", False),)
        assert len(importer.run().entered.added) == 1

    def test_an_ended_program_goes_on(self, own: Path, tmp_path: Path) -> None:
        for number in range(60):
            (own / f"{number}.musicxml").write_bytes(xml(f"Piece {number}"))
        code = (
            "import sys; from pathlib import Path; from renshu.library.cache import Cache\n"
            "from renshu.library.catalogue import Catalogue\n"
            "from renshu.library.importing.importer import Importer\n"
            f"home = Path({str(tmp_path)!r})\n"
            "catalogue = Catalogue(home / 'library.db', starter=home / 'none')\n"
            "importer = Importer(catalogue, home / 'copies', Cache(home / 'cache'))\n"
            f"importer.announce([Path({str(own)!r})])\n"
            "importer.run(lambda progress: print(progress, flush=True))\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as one:
            assert one.stdout is not None
            for line in one.stdout:
                if line.startswith("reading scores: 5 "):
                    os.kill(one.pid, signal.SIGKILL)
                    break
        catalogue = Catalogue(tmp_path / "library.db", starter=tmp_path / "none")
        left = len(catalogue.unread())
        assert 0 < left <= 56
        assert len(catalogue.entries()) == 60
        Importer(catalogue, tmp_path / "copies", Cache(tmp_path / "cache")).run()
        assert catalogue.unread() == ()
        catalogue.close()


class TestArchives:
    def test_scores_are_copied_out(
        self, importer: Importer, catalogue: Catalogue, own: Path, copies: Path
    ) -> None:
        path = archive(
            own / "many.zip",
            {
                "a.musicxml": xml("A"),
                "in/b.xml": xml("B"),
                "in/a.musicxml": xml("Another A"),
                "again/a.musicxml": xml("A"),
                "notes.txt": b"x",
                "__MACOSX/._a.musicxml": b"x",
            },
        )
        importer.announce([path])
        report = importer.run()
        assert sorted(entry.title for entry in report.entered.added) == ["A", "Another A", "B"]
        assert all(entry.path.parent == copies for entry in catalogue.entries())
        assert not list(own.glob("*.musicxml"))
        assert report.refused == ()

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("../../evil.musicxml", b"<x/>", "points out of the archive"),
            ("/etc/evil.musicxml", b"<x/>", "points out of the archive"),
            ("..\\evil.musicxml", b"<x/>", "points out of the archive"),
            ("inner.zip", b"PK", "archive in an archive"),
            ("bomb.musicxml", b"0" * 3_000_000, "200 times its size"),
            ("huge.musicxml", os.urandom(1000) * 20_001, "more than 20 MB"),
        ],
        ids=["above", "elsewhere", "another folder", "an archive", "a bomb", "too large"],
    )
    def test_what_could_do_harm_is_refused(
        self, own: Path, copies: Path, name: str, content: bytes, reason: str
    ) -> None:
        path = archive(own / "x.zip", {name: content, "good.musicxml": xml("Good")})
        found, refused = unpack(path, copies)
        assert found == [copies / "good.musicxml"]
        assert [reason in one.reason for one in refused] == [True]
        assert list(own.parent.rglob("*evil*")) == []

    def test_a_compressed_score_called_zip_is_one_score(self, own: Path, copies: Path) -> None:
        container = b"<container><rootfiles><rootfile full-path='a.xml'/></rootfiles></container>"
        path = archive(own / "one.zip", {"META-INF/container.xml": container, "a.xml": xml("A")})
        assert unpack(path, copies) == ([copies / "one.mxl"], [])

    def test_a_damaged_archive_is_one_sentence(self, own: Path, copies: Path) -> None:
        (own / "x.zip").write_bytes(b"PK\3\4" + b"x" * 100)
        with pytest.raises(ScoreError, match="damaged"):
            unpack(own / "x.zip", copies)

    def test_damage_inside_refuses_one_file(self, own: Path, copies: Path) -> None:
        path = archive(own / "x.zip", {"a.musicxml": xml("A"), "b.musicxml": xml("B")})
        data = bytearray(path.read_bytes())
        data[60:70] = b"x" * 10
        path.write_bytes(data)
        found, refused = unpack(path, copies)
        assert [one.name for one in found] == ["b.musicxml"]
        assert len(refused) == 1

    def test_japanese_names_from_old_programs_are_read(self, own: Path, copies: Path) -> None:
        name = "宝物.musicxml"
        path = own / "x.zip"
        with zipfile.ZipFile(path, "w") as made:
            made.writestr(zipfile.ZipInfo("XXXX.musicxml"), xml("A"))
        path.write_bytes(path.read_bytes().replace(b"XXXX", "宝物".encode("cp932")))
        assert [one.name for one in unpack(path, copies)[0]] == [name]


class TestCopies:
    def test_of_one_name_stand_side_by_side(self, copies: Path) -> None:
        first, second = keep(b"1", "a.mxl", copies), keep(b"2", "a.mxl", copies)
        assert first != second
        assert keep(b"1", "a.mxl", copies) == first
        assert keep(b"2", "a.mxl", copies) == second
        assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")

    @pytest.mark.parametrize(
        "name", ["../x.mxl", "a/b.mxl", "..", "con<>:.mxl", "\0.mxl", "宝" * 200 + ".mxl", ".mxl"]
    )
    def test_lie_in_their_folder_whatever_they_are_called(self, copies: Path, name: str) -> None:
        path = keep(b"1", name, copies)
        assert path.parent == copies
        assert path.read_bytes() == b"1"
        assert len(path.name.encode()) < 255


def test_reading_is_cancelled_in_the_middle_of_a_score(importer: Importer, own: Path) -> None:
    bars = "".join(note("C4", 16) for _ in range(1))
    music = "".join(f"<measure number='{n}'>{bars}</measure>" for n in range(2, 1500))
    text = xml("Long").decode().replace("</measure>", "</measure>" + music, 1)
    (own / "long.musicxml").write_text(text)
    importer.announce([own])
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += threading.current_thread().name.startswith("reading scores")
        return asked < 4

    report = importer.run(is_wanted=is_wanted)
    assert not report.is_complete
    assert not importer.is_done()
