"""The log of errors: what is in it, what is not, and how big it gets."""

from pathlib import Path

import pytest

from renshu.config import Folders, private
from renshu.config.error_log import LIMIT_BYTES, error_log, last_error, log_error
from renshu.config.private import without_names, without_private
from renshu.config.recent import KEPT, Recent


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders.below(tmp_path)


@pytest.fixture(autouse=True)
def player(monkeypatch: pytest.MonkeyPatch) -> None:
    names = (("/home/mayumi", "~"), ("mayumi", "‹player›"), ("kaede-pc", "‹machine›"))
    monkeypatch.setattr(private, "_names", lambda: names)


def fail(message: str = "the pedal fell off") -> Exception:
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(message)
    return caught.value


def test_an_entry_tells_when_what_and_where(folders: Folders) -> None:
    path = log_error(fail(), folders)
    assert path == error_log(folders)
    assert path is not None
    text = path.read_text("utf-8")
    assert "RuntimeError: the pedal fell off" in text
    assert "test_error_log.py" in text
    assert "Before it:" in text


def test_the_last_error_is_one_line(folders: Folders) -> None:
    assert last_error(folders) == "none"
    log_error(fail("first"), folders)
    log_error(fail("second\nwith another line"), folders)
    assert last_error(folders).endswith("RuntimeError: second")


def test_a_log_that_cannot_be_written_ends_nothing(folders: Folders) -> None:
    folders.cache.parent.mkdir(parents=True, exist_ok=True)
    folders.cache.write_text("not a folder")
    assert log_error(fail(), folders) is None
    assert last_error(folders) == "none"


def test_two_files_are_kept_and_neither_grows_for_ever(folders: Folders) -> None:
    for number in range(7):
        log_error(fail(f"{number}" + "x" * (LIMIT_BYTES // 3)), folders)
    kept = sorted(folders.logs.iterdir())
    assert [path.name for path in kept] == ["errors.log", "errors.old"]
    assert sum(path.stat().st_size for path in kept) < 5 * LIMIT_BYTES


def test_nothing_in_it_talks_to_the_terminal(folders: Folders) -> None:
    path = log_error(fail("\x1b[31mred\x9b2J\u202e"), folders)
    assert path is not None
    assert not set("\x1b\x9b\u202e") & set(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("No such file: '/home/mayumi/Lilium.mxl'", "No such file: '….mxl'"),
        ("cannot read /home/mayumi/x/Song.musicxml now", "cannot read ….musicxml now"),
        ("“Lilium” is not in the library", "“…” is not in the library"),
        ("mayumi@kaede-pc has no piano", "‹player›@‹machine› has no piano"),
        ("the folder /home/mayumi/.cache/renshu", "the folder ~/.cache/renshu"),
        ("no mayumiko here", "no mayumiko here"),
        ("invalid literal for int(): 'x'", "invalid literal for int(): '…'"),
    ],
)
def test_what_is_private_is_left_out(said: str, told: str) -> None:
    assert without_private(said) == told


def test_an_entry_has_nothing_private(folders: Folders) -> None:
    path = log_error(fail("/home/mayumi/Lilium.mxl: “Lilium” of mayumi"), folders)
    assert path is not None
    text = path.read_text("utf-8")
    assert "mayumi" not in text
    assert "Lilium" not in text.partition("raise RuntimeError")[2]


def test_names_go_and_titles_stay() -> None:
    assert without_names("/home/mayumi/“Lilium”.mxl") == "~/“Lilium”.mxl"


def test_the_last_events_are_kept_and_put_into_words_late() -> None:
    recent = Recent()
    for number in range(2 * KEPT):
        recent.note("played", number)
    lines = list(recent.lines())
    assert len(lines) == KEPT
    assert lines[-1].endswith(f"played   {2 * KEPT - 1}")
    assert float(lines[0].split()[0]) <= 0
