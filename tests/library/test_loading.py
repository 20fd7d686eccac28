import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from renshu.errors import ScoreError
from renshu.library import loading
from renshu.library.cache import Cache
from renshu.library.loading import Loader, load, load_async, refusal
from renshu.workers.faults import DiedError, FaultError, RefusedError, TimedOutError
from support.musicxml import note, part, score_xml

TEXT = score_xml(part(note("C4", 16)))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my_piece.musicxml"
    path.write_text(TEXT)
    return path


def test_a_file_is_read_and_then_known(file: Path, cache: Cache) -> None:
    said: list[tuple[str, float]] = []
    first = load(file, cache, lambda what, share: said.append((what, share)))
    assert first.score.title == "my piece"
    assert [share for _, share in said] == sorted(share for _, share in said)
    assert cache.get(TEXT.encode()) is not None
    assert load(file, cache, lambda *_: pytest.fail("read again")) == first


def test_a_known_file_under_another_name_gets_that_name(file: Path, cache: Cache) -> None:
    load(file, cache)
    assert load(file.rename(file.with_name("other.xml")), cache).score.title == "other"


def test_many_files_need_one_process(tmp_path: Path, cache: Cache) -> None:
    with Loader(cache) as loader:
        pids = set()
        for pitch in ("C4", "D4", "E4"):
            path = tmp_path / f"{pitch}.xml"
            path.write_text(score_xml(part(note(pitch, 16))))
            loader.load(path)
            pids.add(loader._worker.pid)
    assert len(pids) == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.xml", "There is no file {}."),
        ("folder", "{} is not a file."),
        ("bad.xml", "The file is not MusicXML."),
    ],
)
def test_what_cannot_be_opened_is_refused(
    tmp_path: Path, cache: Cache, name: str, sentence: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bad.xml").write_text("hello")
    with pytest.raises(ScoreError) as refused:
        load(tmp_path / name, cache)
    assert refused.value.sentence == sentence.format(tmp_path / name)


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(file: Path, cache: Cache) -> None:
    file.chmod(0)
    with pytest.raises(ScoreError, match="cannot be read: permission denied"):
        load(file, cache)


def test_reading_stops_when_the_time_is_over(
    file: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SECONDS", 0.01)
    with pytest.raises(ScoreError, match="took more than"):
        load(file, cache)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RefusedError("The file is empty."), "The file is empty."),
        (TimedOutError("x"), "Reading it took more than 20 seconds and was given up."),
        (DiedError("x"), "Reading it needs more memory than a score may take."),
        (FaultError("MemoryError: "), "Reading it needs more memory than a score may take."),
    ],
)
def test_every_failure_is_one_sentence(error: Exception, sentence: str) -> None:
    assert refusal(error).sentence == sentence  # type: ignore[arg-type]


async def test_the_loop_goes_on_while_a_file_is_read(file: Path, cache: Cache) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    loaded = await load_async(file, cache)
    ticking.cancel()
    assert loaded.score.title == "my piece"
    assert ticks > 5
    assert await load_async(file, cache) == loaded


async def test_cancelling_ends_the_process(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "long.xml"
    path.write_text(score_xml(part(*[note("C4", 1) * 16] * 1500)))
    loading_task = asyncio.create_task(load_async(path, cache))
    await asyncio.sleep(1.0)
    loading_task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading_task
    assert cache.get(path.read_bytes()) is None
    assert not _children()


def _children() -> list[str]:
    """The command lines of this process's children that read scores."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in listed.stdout.splitlines() if "renshu.library.reader" in line]


def test_a_known_score_needs_neither_music21_nor_lxml(
    file: Path, cache: Cache, tmp_path: Path
) -> None:
    load(file, cache)
    program = (
        "import sys; from pathlib import Path; from renshu.library.cache import Cache;"
        "from renshu.library.loading import load;"
        "load(Path(sys.argv[1]), Cache(Path(sys.argv[2])));"
        "print([name for name in ('music21', 'lxml', 'verovio', 'numpy') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(file), str(tmp_path / "cache")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


def test_reading_leaves_nothing_behind(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    program = (
        "import sys; from renshu.library.musicxml import read;"
        "read(open(sys.argv[1], 'rb').read(), 'x')"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(file)],
        env={**os.environ, "HOME": str(home), "TMPDIR": str(home)},
        check=True,
    )
    assert list(home.rglob("*")) == []


def test_a_bug_of_the_reader_is_left_to_whoever_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: left.append(fault.exc_value))
    bug = FaultError("KeyError: 'alter'")
    told = refusal(bug).sentence
    assert told == "It has a fault that the reader does not know (KeyError: 'alter')."
    assert left == [bug]
    refusal(FaultError("MemoryError: "))
    refusal(RefusedError("It is no score."))
    assert left == [bug]
