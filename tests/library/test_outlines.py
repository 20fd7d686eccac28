from array import array
from collections.abc import Callable
from pathlib import Path

import msgpack
import pytest

from renshu.errors import ScoreError
from renshu.follow.identify.outline import Outline, outline_of
from renshu.library import outlines
from renshu.library.outlines import Outlines
from renshu.score.notation import Score
from support.notation import score

LINES = {"a": "C4 D4 | [C3 E4] ~F4 G4", "b": "A4 B4", "c": "C5 C5 C5"}
FILES = {digest: Path(f"{digest}.musicxml") for digest in LINES}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "outlines"


def load(path: Path) -> Score:
    return score(LINES[path.stem])


def refuse(path: Path) -> Score:
    pytest.fail(f"{path} was read again")


def expected(digest: str) -> Outline:
    return outline_of(score(LINES[digest]), digest)


def test_what_was_read_once_is_known_from_then_on(file: Path) -> None:
    made = Outlines(file).complete(FILES, load)
    assert made == tuple(map(expected, LINES))
    assert Outlines(file).known(FILES) == made
    assert Outlines(file).complete(FILES, refuse) == made


def test_nothing_is_known_before(file: Path) -> None:
    assert Outlines(file).known(FILES) == ()
    assert not file.exists()


def test_only_what_is_missing_is_read(file: Path) -> None:
    Outlines(file).complete({"a": FILES["a"]}, load)
    read: list[Path] = []

    def noting(path: Path) -> Score:
        read.append(path)
        return load(path)

    Outlines(file).complete(FILES, noting)
    assert read == [FILES["b"], FILES["c"]]


def test_what_has_left_the_library_is_dropped(file: Path) -> None:
    store = Outlines(file)
    store.complete(FILES, load)
    assert store.known(["a"]) == (expected("a"),)
    store.complete({"b": FILES["b"], "d": FILES["c"]}, load)
    assert [outline.piece for outline in store.known("abcd")] == ["b", "d"]


def test_a_file_that_cannot_be_read_is_not_tried_again(file: Path) -> None:
    def broken(path: Path) -> Score:
        raise ScoreError(f"{path} is broken.")

    made = Outlines(file).complete({"a": FILES["a"]}, broken)
    assert [len(outline) for outline in made] == [0]
    assert Outlines(file).complete({"a": FILES["a"]}, refuse) == made


def test_it_stops_when_it_is_not_wanted_any_more_and_keeps_what_it_has(file: Path) -> None:
    answers = iter([True, True, False])
    Outlines(file).complete(FILES, load, lambda: next(answers))
    assert [outline.piece for outline in Outlines(file).known(FILES)] == ["a", "b"]


def test_little_is_lost_when_the_program_is_killed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlines, "SAVED_AFTER", 2)

    def killed(path: Path) -> Score:
        if path == FILES["c"]:
            raise KeyboardInterrupt
        return load(path)

    with pytest.raises(KeyboardInterrupt):
        Outlines(file).complete(FILES, killed)
    assert len(Outlines(file).known(FILES)) == 2


def test_a_very_long_score_is_known_by_its_beginning(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlines, "MOST_NOTES", 2)
    assert [len(outline) for outline in Outlines(file).complete(FILES, load)] == [2, 2, 2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda whole: whole[: len(whole) // 2],
    "noise": lambda _: bytes(range(256)),
    "a number": lambda _: msgpack.packb(7),
    "another version": lambda whole: msgpack.packb([[0, 0, "big"], msgpack.unpackb(whole)[1]]),
    "no rows": lambda _: msgpack.packb([outlines.VERSION, 7]),
    "odd rows": lambda _: msgpack.packb([outlines.VERSION, [["a", b"123", b"", b"", b""]]]),
    "short rows": lambda _: msgpack.packb([outlines.VERSION, [["a"]]]),
    "uneven columns": lambda _: msgpack.packb([outlines.VERSION, [["a", b"", b"<", b"", b""]]]),
    "no pitch": lambda _: msgpack.packb(
        [outlines.VERSION, [["a", array("f", [0]).tobytes(), b"\xff", b"\0\0\0\0", b"\0"]]]
    ),
    "no name": lambda _: msgpack.packb([outlines.VERSION, [[7, b"", b"", b"", b""]]]),
    "a number for notes": lambda _: msgpack.packb([outlines.VERSION, [["a", 9, 9, 9, 9]]]),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_made_anew(file: Path, damage: Callable[[bytes], bytes]) -> None:
    Outlines(file).complete(FILES, load)
    file.write_bytes(damage(file.read_bytes()))
    assert Outlines(file).known(FILES) == ()
    assert len(Outlines(file).complete(FILES, load)) == 3
    assert len(Outlines(file).known(FILES)) == 3


def test_a_huge_file_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Outlines(file).complete(FILES, load)
    monkeypatch.setattr(outlines, "MOST_BYTES", 20)
    assert Outlines(file).known(FILES) == ()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert len(Outlines(tmp_path / "cache" / "outlines").complete(FILES, load)) == 3
