import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgpack
import pytest

from renshu.errors import ScoreError
from renshu.follow.identify.outline import outline_of
from renshu.library.cache import Cache
from renshu.library.studies import background
from renshu.library.studies.background import NotWantedError, study_files, study_library
from renshu.library.studies.difficulty import DIFFICULTY
from renshu.library.studies.outline import OUTLINE
from renshu.library.studies.registered import REGISTERED
from renshu.library.studies.store import StudyStore
from renshu.library.studies.study import Study
from renshu.score.notation import Score
from support.notation import score
from support.tiny_scores import piano_score

LINES = {"a": "C4 D4 | [C3 E4] ~F4 G4", "b": "A4 B4", "c": "C5 C5 C5"}
COUNTS = {"a": 6, "b": 2, "c": 3}


def _pack(count: int) -> bytes:
    return str(count).encode()


def _unpack(data: bytes, _digest: str) -> int:
    return int(data)


COUNT = Study("count", 1, lambda score, _: len(score.notes), _pack, _unpack)
NAMES = Study("name", 1, lambda _, digest: digest, str.encode, lambda data, _: data.decode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "studies.db"


@pytest.fixture
def store(path: Path) -> Iterator[StudyStore]:
    with StudyStore(path) as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    paths = {digest: tmp_path / f"{digest}.musicxml" for digest in LINES}
    for one in paths.values():
        one.touch()
    return paths


def load(path: Path) -> Score:
    return score(LINES[path.stem])


def refuse(path: Path) -> Score:
    pytest.fail(f"{path} was read again")


def broken(path: Path) -> Score:
    raise ScoreError(f"{path} is broken.")


def test_what_was_studied_once_is_known_from_then_on(
    path: Path, store: StudyStore, files: dict[str, Path]
) -> None:
    study_files(store, [COUNT, NAMES], files, load)
    with StudyStore(path) as again:
        assert again.known(COUNT, files) == COUNTS
        assert again.known(NAMES, ["b"]) == {"b": "b"}
        study_files(again, [COUNT, NAMES], files, refuse)


def test_nothing_is_known_before(store: StudyStore) -> None:
    assert store.known(COUNT, LINES) == {}
    assert store.missing(COUNT, LINES) == set(LINES)


def test_each_score_is_read_once_for_all_that_is_missing_of_it(
    store: StudyStore, files: dict[str, Path]
) -> None:
    study_files(store, [COUNT], {"a": files["a"]}, load)
    read: list[str] = []

    def noting(path: Path) -> Score:
        read.append(path.stem)
        return load(path)

    study_files(store, [COUNT, NAMES], files, noting)
    assert read == ["a", "b", "c"]
    assert store.known(COUNT, files) == COUNTS
    assert store.known(NAMES, files) == {digest: digest for digest in LINES}


def test_what_has_left_the_library_is_dropped(store: StudyStore, files: dict[str, Path]) -> None:
    study_files(store, [COUNT], files, load)
    study_files(store, [COUNT], {"b": files["b"]}, refuse)
    assert store.known(COUNT, files) == {"b": 2}


def test_another_version_of_a_study_is_made_anew(store: StudyStore, files: dict[str, Path]) -> None:
    study_files(store, [COUNT], files, load)
    later = Study("count", 2, lambda _, __: 7, COUNT.pack, COUNT.unpack)
    assert store.known(later, files) == {}
    study_files(store, [later], files, load)
    assert store.known(later, files) == dict.fromkeys(LINES, 7)


def test_a_score_that_cannot_be_read_is_not_tried_again(
    store: StudyStore, files: dict[str, Path]
) -> None:
    study_files(store, [COUNT], files, broken)
    assert store.known(COUNT, files) == {}
    study_files(store, [COUNT], files, refuse)


def test_a_file_that_has_just_gone_is_tried_again(
    store: StudyStore, files: dict[str, Path]
) -> None:
    files["a"].unlink()
    study_files(store, [COUNT], files, broken)
    assert store.missing(COUNT, files) == {"a"}


def test_a_study_that_fails_stops_no_other(
    store: StudyStore, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[type] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: left.append(fault.exc_type))
    failing = Study("failing", 1, lambda _, __: 1 // 0, COUNT.pack, COUNT.unpack)
    study_files(store, [failing, COUNT], files, load)
    assert store.known(failing, files) == {}
    assert store.missing(failing, files) == set()
    assert store.known(COUNT, files) == COUNTS
    assert set(left) == {ZeroDivisionError}


def test_it_stops_when_it_is_not_wanted_and_goes_on_there(
    store: StudyStore, files: dict[str, Path]
) -> None:
    answers = iter([True, True, False])
    study_files(store, [COUNT], files, load, lambda: next(answers))
    assert store.known(COUNT, files) == {"a": 6, "b": 2}
    study_files(store, [COUNT], files, load)
    assert store.known(COUNT, files) == COUNTS


def test_it_stops_in_the_middle_of_a_score(store: StudyStore, files: dict[str, Path]) -> None:
    def interrupted(path: Path) -> Score:
        if path.stem == "b":
            raise NotWantedError
        return load(path)

    study_files(store, [COUNT], files, interrupted)
    assert store.missing(COUNT, files) == {"b", "c"}


def test_little_is_lost_when_the_program_is_killed(
    store: StudyStore, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SAVED_AFTER", 2)
    known_then: list[int] = []

    def watching(path: Path) -> Score:
        known_then.append(len(store.known(COUNT, files)))
        return load(path)

    study_files(store, [COUNT], files, watching)
    assert known_then == [0, 0, 2]


def test_it_tells_how_far_it_has_come(store: StudyStore, files: dict[str, Path]) -> None:
    study_files(store, [COUNT], {"a": files["a"]}, load)
    told: list[tuple[int, int]] = []
    study_files(store, [COUNT], files, load, on_progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda whole: whole[: len(whole) // 2],
    "noise": lambda whole: bytes(range(256)) * (len(whole) // 256),
    "the pages": lambda whole: whole[:200] + b"\xff" * (len(whole) - 200),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_is_begun_anew(
    path: Path, files: dict[str, Path], damage: Callable[[bytes], bytes]
) -> None:
    with StudyStore(path) as store:
        study_files(store, [COUNT], files, load)
    path.write_bytes(damage(path.read_bytes()))
    with StudyStore(path) as store:
        assert store.known(COUNT, files) == {}
        study_files(store, [COUNT], files, load)
        assert store.known(COUNT, files) == COUNTS


def test_a_damaged_value_is_made_anew(
    path: Path, store: StudyStore, files: dict[str, Path]
) -> None:
    study_files(store, [COUNT], files, load)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE study SET value = x'ff' WHERE file = 'b'")
    other.close()
    assert store.known(COUNT, files) == {"a": 6, "c": 3}
    assert store.missing(COUNT, files) == {"b"}


def test_a_store_of_a_newer_program_is_left_alone(path: Path, files: dict[str, Path]) -> None:
    StudyStore(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with StudyStore(path) as store:
        study_files(store, [COUNT], files, load)
        assert store.known(COUNT, files) == {}
    assert path.exists()


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    (tmp_path / "cache").write_text("no folder")
    with StudyStore(tmp_path / "cache" / "studies.db") as store:
        study_files(store, [COUNT], files, load)
        assert store.known(COUNT, files) == {}


def test_more_files_than_one_query_takes(store: StudyStore) -> None:
    many = [f"{number:05}" for number in range(1234)]
    store.put([(COUNT.name, one, COUNT.stamp, one.encode()) for one in many])
    assert store.known(COUNT, many) == {one: int(one) for one in many}


def test_a_closed_store_knows_nothing(store: StudyStore) -> None:
    store.close()
    store.close()
    assert store.known(COUNT, LINES) == {}


def test_the_names_of_the_registered_studies_differ() -> None:
    assert len({study.name for study in REGISTERED}) == len(REGISTERED)


def test_an_outline_comes_back_under_the_name_of_its_file() -> None:
    made = OUTLINE.make(score(LINES["a"]), "a")
    assert made == outline_of(score(LINES["a"]), "a")
    assert OUTLINE.unpack(OUTLINE.pack(made), "a") == made


OUTLINE_DAMAGES = {
    "empty": b"",
    "a number": msgpack.packb(7),
    "short": msgpack.packb([b""]),
    "odd columns": msgpack.packb([b"123", b"", b"", b""]),
    "uneven columns": msgpack.packb([b"", b"<", b"", b""]),
    "no pitch": msgpack.packb([array("f", [0]).tobytes(), b"\xff", b"\0\0\0\0", b"\0"]),
    "numbers for columns": msgpack.packb([9, 9, 9, 9]),
}


@pytest.mark.parametrize("data", OUTLINE_DAMAGES.values(), ids=OUTLINE_DAMAGES)
def test_a_damaged_outline_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        OUTLINE.unpack(data, "a")


def test_a_difficulty_comes_back() -> None:
    made = DIFFICULTY.make(score("[C3 C5]=1/3 D5=1/6 D3=1/6 E5=1/3 | . | C2 C7"), "a")
    back = DIFFICULTY.unpack(DIFFICULTY.pack(made), "a")
    assert back.bars == pytest.approx(made.bars, abs=1e-5)
    assert replace(back, bars=made.bars) == made


@pytest.mark.parametrize("data", [b"", msgpack.packb(7), msgpack.packb([None, 1, 1, b"", ()])])
def test_a_damaged_difficulty_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        DIFFICULTY.unpack(data, "a")


@pytest.mark.parametrize("wanted", [1, 999])
def test_the_pass_over_real_files_can_be_stopped_within_a_score(
    tmp_path: Path, store: StudyStore, wanted: int
) -> None:
    file = tmp_path / "song.musicxml"
    file.write_bytes(piano_score(["C5:4 E5:4 G5:8"], ["C3:16"]))
    answers = iter([True] * wanted)
    cache = Cache(tmp_path / "scores")
    study_library(store, REGISTERED, {"s": file}, cache, lambda: next(answers, False))
    studied = {study.name for study in REGISTERED if not store.missing(study, ["s"])}
    assert studied == ({study.name for study in REGISTERED} if wanted > 1 else set())
