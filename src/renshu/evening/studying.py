"""Reading the whole library in the background, for what is to be known of every score."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from renshu.evening.services import Services

if TYPE_CHECKING:
    from renshu.library.catalogue import Entry
    from renshu.library.studies.store import StudyStore
    from renshu.library.themes.links import ThemeLink

OnNews = Callable[["StudyStore", Mapping[str, "Entry"]], None]
"""Told, in the thread, that more is known: by which store, and of which entries by file hash."""

OnThemes = Callable[[Sequence["ThemeLink"]], None]
"""Told, in the thread, the themes that pieces have in common, the clearest first."""

MOST_COMPARED = 2000
"""Of a larger library the pieces are not compared with each other: it would take too long."""
TOLD_AFTER = 50
"""So many scores are studied from one word about them to the next."""


class Student:
    """Has all studies made that are missing, and finds the themes that pieces have in common.

    Args:
        services: Where scores and catalogue are.
        is_wanted: Asked in the thread whether to go on.
        on_news: Told what is known at first, and when there is more.
        on_themes: Told what pieces have in common.
    """

    def __init__(
        self,
        services: Services,
        is_wanted: Callable[[], bool],
        on_news: OnNews,
        on_themes: OnThemes = lambda _: None,
    ) -> None:
        self._services, self._is_wanted = services, is_wanted
        self._on_news, self._on_themes = on_news, on_themes
        self._working = threading.Lock()

    def run(self) -> None:
        """Work, in a thread, until all is known; where that is going on already, nothing.

        Raises:
            LibraryError: The catalogue cannot be read.
        """
        if not self._working.acquire(blocking=False):
            return
        try:
            self._run()
        finally:
            self._working.release()

    def _run(self) -> None:
        from renshu.library.studies.store import StudyStore

        entries = _by_hash(self._services.catalogue.entries())
        with StudyStore(self._services.folders.studies) as store:
            self._on_news(store, entries)
            self._study(store, entries)
            if self._is_wanted() and len(entries) <= MOST_COMPARED:
                self._compare(store, entries)

    def _study(self, store: "StudyStore", entries: "Mapping[str, Entry]") -> None:
        from renshu.library.studies.background import study_library
        from renshu.library.studies.registered import REGISTERED

        files = {digest: entry.path for digest, entry in entries.items()}
        if not any(store.missing(study, files) for study in REGISTERED):
            return

        def studied(done: int, _total: int) -> None:
            if done % TOLD_AFTER == 0:
                self._on_news(store, entries)

        cache = self._services.cache
        study_library(store, REGISTERED, files, cache, self._is_wanted, studied)
        self._on_news(store, entries)

    def _compare(self, store: "StudyStore", entries: "Mapping[str, Entry]") -> None:
        from renshu.library.studies.melody import MELODY
        from renshu.library.themes.store import ThemeStore

        themes = ThemeStore(self._services.folders.themes)
        self._on_themes(themes.complete(store.known(MELODY, entries)))


def _by_hash(entries: "Iterable[Entry]") -> "dict[str, Entry]":
    return {entry.file_hash: entry for entry in entries if not entry.is_missing}
