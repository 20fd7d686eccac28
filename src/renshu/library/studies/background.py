"""The background pass: every score of the library is read once, and all its studies are made."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from renshu.errors import ScoreError, leave_to_others
from renshu.library.cache import Cache
from renshu.library.loading import Loader
from renshu.library.studies.store import Row, StudyStore
from renshu.library.studies.study import Study
from renshu.score.notation import Score

OnProgress = Callable[[int, int], None]
"""Told how many scores have been studied, and how many there are to study in this pass."""

SAVED_AFTER = 20
"""So many new scores are lost at most when the program ends abruptly."""

Load = Callable[[Path], Score]


class NotWantedError(Exception):
    """Raised by a `load` out of the middle of a score: the pass is not wanted any more."""


def study_library(
    store: StudyStore,
    studies: Sequence[Study[Any]],
    files: Mapping[str, Path],
    cache: Cache,
    is_wanted: Callable[[], bool] = lambda: True,
    on_progress: OnProgress = lambda _done, _of: None,
) -> None:
    """Make what is missing of the studies of all files; this may take minutes.

    It stops soon after it is not wanted any more, also in the middle of a long score, and goes on
    there the next time. It raises nothing.

    Args:
        store: Keeps the values; those of files that are not in `files` are dropped.
        studies: What is to be made.
        files: The whole library, by the hashes of the files.
        cache: Where scores that were read are kept.
        is_wanted: Asked often, in this thread, whether to go on.
        on_progress: Told after each score.
    """
    with Loader(cache) as loader:

        def load(path: Path) -> Score:
            return loader.load(path, go_on).score

        def go_on(_what: str, _share: float) -> None:
            if not is_wanted():
                raise NotWantedError

        study_files(store, studies, files, load, is_wanted, on_progress)


def study_files(
    store: StudyStore,
    studies: Sequence[Study[Any]],
    files: Mapping[str, Path],
    load: Load,
    is_wanted: Callable[[], bool] = lambda: True,
    on_progress: OnProgress = lambda _done, _of: None,
) -> None:
    """The same with any way of reading a score.

    Args:
        store: See `study_library`; so are the other arguments that it has too.
        studies: What is to be made.
        files: The whole library.
        load: Reads a score, or raises a `ScoreError` (there will be no studies of that file) or
            a `NotWantedError`.
        is_wanted: Asked before every score.
        on_progress: Told after each score.
    """
    store.keep_only(files)
    wanting = _wanting(store, studies, files)
    rows: list[Row] = []
    try:
        for count, (digest, wanted) in enumerate(wanting.items(), 1):
            if not is_wanted():
                break
            rows += _studied(files[digest], digest, wanted, load)
            if count % SAVED_AFTER == 0:
                store.put(rows)
                rows = []
            on_progress(count, len(wanting))
    except NotWantedError:
        pass
    finally:
        store.put(rows)


def _wanting(
    store: StudyStore, studies: Sequence[Study[Any]], files: Mapping[str, Path]
) -> dict[str, list[Study[Any]]]:
    """What is missing of each file, in the library's order."""
    missing = [(study, store.missing(study, files)) for study in studies]
    wanting = {file: [study for study, those in missing if file in those] for file in files}
    return {file: studies for file, studies in wanting.items() if studies}


def _studied(path: Path, digest: str, studies: Sequence[Study[Any]], load: Load) -> list[Row]:
    try:
        score = load(path)
    except ScoreError:
        # A file that has just gone may return; one that is there and is no score stays none.
        is_there = path.is_file()
        return [(one.name, digest, one.stamp, None) for one in studies] if is_there else []
    return [(one.name, digest, one.stamp, _value(one, score, digest)) for one in studies]


def _value(study: Study[Any], score: Score, digest: str) -> bytes | None:
    try:
        return study.pack(study.make(score, digest))
    except Exception as error:  # noqa: BLE001 (a score too odd for one study must not stop the pass)
        leave_to_others(error)
        return None
