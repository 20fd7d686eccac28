"""The commands about scores: show, list, search."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from renshu.cli.finding import full_title, score_path
from renshu.cli.output import print_fault, print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders
from renshu.errors import RenshuError
from renshu.library.catalogue import Catalogue, Entry, Standing, Track, entry_json
from renshu.library.folding import folded
from renshu.library.search import read_query

if TYPE_CHECKING:
    from renshu.library.loading import Loader


def show(options: argparse.Namespace) -> int:
    """Print scores as text tables or as JSON; those that cannot be read are told one by one."""
    from renshu.library.cache import Cache
    from renshu.library.loading import Loader

    folders = open_folders()
    status = 0
    with open_catalogue(folders) as catalogue, Loader(Cache(folders.scores)) as loader:
        for named in options.scores:
            try:
                _show_one(named, catalogue, loader, as_json=options.json)
            except RenshuError as error:
                print_fault(f"{named}: {error.sentence}")
                status = 1
    return status


def list_scores(options: argparse.Namespace) -> int:
    """List the library."""
    folders = open_folders()
    with open_catalogue(folders) as catalogue:
        entries = _by_anime(catalogue.entries())
        _print_entries(entries, _grades(folders, entries), as_json=options.json)
    return 0


def search(options: argparse.Namespace) -> int:
    """List the scores that match a text; none is no fault."""
    folders = open_folders()
    with open_catalogue(folders) as catalogue:
        grades = _grades(folders, catalogue.entries())
        text = " ".join(options.text)
        found = catalogue.search(text, Standing(grades, _due(folders)))
        if found.entries or not found.wishes or options.json:
            _print_entries(found.entries, grades, as_json=options.json)
    if not options.json:
        _print_wishes(found.wishes)
    for remark in read_query(text).remarks:
        print_fault(remark)
    return 0


def _due(folders: Folders) -> frozenset[str]:
    """The ids of the scores of which something is due; none while there is no history."""
    if not folders.history.exists():
        return frozenset()
    with open_history(folders) as store:
        return store.mastery.due(datetime.now(UTC))


def _show_one(named: str, catalogue: Catalogue, loader: "Loader", *, as_json: bool) -> None:
    from renshu.library.show_json import score_object
    from renshu.score.printing import score_table

    try:
        loaded = loader.load(score_path(named, catalogue))
    except RenshuError as error:
        if as_json:
            print_json({"file": named, "error": error.sentence})
        raise
    if as_json:
        print_json(score_object(loaded.score, named))
    else:
        print_line(score_table(loaded.score))
    loaded.to_practise()


def _grades(folders: Folders, entries: Sequence[Entry]) -> Mapping[str, float]:
    """The computed difficulties, as far as scores have been studied, by the hash of the file."""
    from renshu.library.studies.difficulty import DIFFICULTY
    from renshu.library.studies.store import StudyStore

    with StudyStore(folders.studies) as store:
        known = store.known(DIFFICULTY, [entry.file_hash for entry in entries])
    return {content: difficulty.grade for content, difficulty in known.items()}


def _print_entries(entries: Sequence[Entry], grades: Mapping[str, float], *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            print_json(entry_json(entry) | {"difficulty": grades.get(entry.file_hash)})
    elif not entries:
        print_line("No score in the library matches.")
    else:
        print_table(("From", "Use", "Title", "Composer", "File"), map(_cells, entries))


def _print_wishes(wishes: Sequence[Track]) -> None:
    for track in wishes:
        anime = f" ({track.anime.title})" if track.anime else ""
        print_line(f"Wanted, without a score: {track.full_title}{anime}")


def _by_anime(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries by anime and track, in the order they have within; those from none last."""
    return sorted(entries, key=_anime_and_track)


def _anime_and_track(entry: Entry) -> tuple[bool, str, str, str]:
    title = entry.track.full_title if entry.track else entry.title
    anime = entry.anime.title if entry.anime else ""
    return not anime, folded(anime), folded(title), folded(entry.title)


def _cells(entry: Entry) -> tuple[str, ...]:
    use = entry.track.use if entry.track else entry.kind
    anime = entry.anime.title if entry.anime else ""
    return anime, use, full_title(entry), entry.composer, entry.path.name
