"""From a take back to its score: reviews of old takes, and takes that a crash interrupted."""

from contextlib import suppress
from typing import TYPE_CHECKING

from renshu.errors import ScoreError, TakeFileError
from renshu.evening.services import Services
from renshu.evening.take_files import write_file
from renshu.practice.conditions import Conditions
from renshu.practice.take import Take

if TYPE_CHECKING:
    from renshu.history.facts import Interrupted
    from renshu.library.loaded import Loaded


def take_and_score(services: Services, take_id: str) -> "tuple[Take, Loaded]":
    """A take of the history and the score it was played from. This waits for the disk.

    Raises:
        HistoryError: The take cannot be read.
        ScoreError: The score is not in the library any more, or cannot be read.
    """
    take = services.history.take(take_id)
    return take, find_score(services, take.score_id, take.title)


def find_score(services: Services, score_id: str, title: str) -> "Loaded":
    """The score with an id, read from the cache or its file. This waits for the disk.

    Raises:
        ScoreError: It is not in the library, or cannot be read.
    """
    from renshu.library.loading import load

    if services.last_opened is not None and services.last_opened.score.id == score_id:
        return services.last_opened
    entry = services.catalogue.of_score(score_id)
    found = load(entry.path, services.cache) if entry else _never_opened(services, score_id, title)
    if found is None:
        raise ScoreError(f"“{title}” is not in the library any more; the take itself is kept.")
    return found


def _never_opened(services: Services, score_id: str, title: str) -> "Loaded | None":
    """The score among those that nobody has opened here, as with takes from another machine."""
    from renshu.library.loading import load

    for entry in services.catalogue.unread():
        if entry.title == title:
            with suppress(ScoreError):
                found = load(entry.path, services.cache)
                services.catalogue.was_read(entry, found.score)
                if found.score.id == score_id:
                    return found
    return None


def as_played(loaded: "Loaded", conditions: Conditions) -> "Loaded":
    """A score in the key in which it was played, as far as it can be in it."""
    from renshu.library.transposing import transpose
    from renshu.score.transposing import reach

    semitones = conditions.transposition
    return transpose(loaded, semitones) if semitones in reach(loaded.score) else loaded


def bring_back(services: Services) -> int:
    """Review and store the takes that were interrupted; returns how many.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    interrupted = services.history.interrupted()
    for one in interrupted:
        take = reviewed(services, one)
        services.history.finish(take)
        _write_file(services, take)
    return len(interrupted)


def reviewed(services: Services, interrupted: "Interrupted") -> Take:
    """A take with the labels of its review; without where its score cannot be had."""
    from renshu.follow.review import review

    facts = interrupted.facts
    try:
        loaded = find_score(services, facts.score_id, facts.title)
        score = as_played(loaded, facts.conditions).score
        return interrupted.take(review(score, facts.passage, facts.mode, interrupted.events))
    except ScoreError:
        return interrupted.unjudged()
    except Exception as error:  # noqa: BLE001 - one take must not keep the program from starting
        services.report(error)
        return interrupted.unjudged()


def _write_file(services: Services, take: Take) -> None:
    """Write the `.mid` file; where that cannot be done, the history still has the take."""
    with suppress(TakeFileError):
        write_file(services.folders.takes, take)
