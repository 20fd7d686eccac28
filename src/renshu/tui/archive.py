"""From a take back to its score: reviews of old takes, and takes that a crash interrupted."""

from typing import TYPE_CHECKING

from renshu.errors import ScoreError
from renshu.practice.take import Take
from renshu.tui.faults import log_fault
from renshu.tui.services import Services

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
    if entry is None:
        raise ScoreError(f"“{title}” is not in the library any more; the take itself is kept.")
    return load(entry.path, services.cache)


def bring_back(services: Services) -> int:
    """Review and store the takes that were interrupted; returns how many.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    interrupted = services.history.interrupted()
    for one in interrupted:
        services.history.finish(_reviewed(services, one))
    return len(interrupted)


def _reviewed(services: Services, interrupted: "Interrupted") -> Take:
    from renshu.follow.review import review

    facts = interrupted.facts
    try:
        score = find_score(services, facts.score_id, facts.title).score
        return interrupted.take(review(score, facts.passage, facts.mode, interrupted.events))
    except ScoreError:
        return interrupted.take(())
    except Exception as error:  # noqa: BLE001 - one take must not keep the program from starting
        log_fault(services.folders, error)
        return interrupted.take(())
