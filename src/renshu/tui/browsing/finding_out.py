"""Finding out what is to be told of an arrangement: from catalogue, history and studies."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from renshu.errors import HistoryError
from renshu.library.catalogue import Entry
from renshu.practice.take import Tally
from renshu.score.passage import performed_tempo, played_measures, whole
from renshu.tui.browsing.about import About, Echo
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from renshu.library.difficulty import Difficulty
    from renshu.library.themes.links import ThemeLink
    from renshu.score.notation import Score

MOST_ECHOES = 4


def found_out(services: ScreenServices, about: About, links: "Sequence[ThemeLink]") -> About:
    """What can be said at once; this waits for the disk.

    Args:
        services: Where it is found.
        about: What is known so far.
        links: The themes that pieces of the library have in common.
    """
    entry = about.item.entry
    if entry is None:
        return about
    return replace(
        about,
        difficulty=_difficulty(services, entry),
        tallies=_tallies(services, entry),
        echoes=echoes(entry, about.collection.shelf.entries, links),
        repairs=services.catalogue.repairs(entry.id) if entry.repairs else (),
    )


def with_score(about: About, score: "Score") -> About:
    """What the score itself tells besides."""
    played = played_measures(score, whole(score))
    tempo = performed_tempo(score, played)
    end = played[-1].onset + played[-1].end - played[-1].start if played else score.end
    numbers = tuple(measure.number for measure in score.measures)
    return replace(about, seconds=tempo.seconds_at(end), numbers=numbers)


def echoes(
    entry: Entry, entries: Sequence[Entry], links: "Sequence[ThemeLink]"
) -> tuple[Echo, ...]:
    """The themes of an arrangement that return in others, the clearest first."""
    touching = [link for link in links if entry.file_hash in (link.piece, link.other)]
    if not touching:
        return ()
    others = {one.file_hash: one for one in entries}
    seen = [link if link.piece == entry.file_hash else link.turned() for link in touching]
    return tuple(
        Echo(link.told(others[link.other].title), others[link.other], link.other_measures[0])
        for link in seen[:MOST_ECHOES]
        if link.other in others
    )


def _difficulty(services: ScreenServices, entry: Entry) -> "Difficulty | None":
    from renshu.library.studies.difficulty import DIFFICULTY
    from renshu.library.studies.store import StudyStore

    with StudyStore(services.folders.studies) as store:
        return store.known(DIFFICULTY, [entry.file_hash]).get(entry.file_hash)


def _tallies(services: ScreenServices, entry: Entry) -> Mapping[int, Tally]:
    tallies: dict[int, Tally] = {}
    if entry.score_id:
        with suppress(HistoryError):
            for take in reversed(services.history.measures(entry.score_id)):
                tallies.update(take.per_measure)
    return tallies
