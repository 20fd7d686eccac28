"""Child processes that read many scores."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Self

from renshu.errors import ScoreError
from renshu.library.cache import Cache
from renshu.library.catalogue import Entry
from renshu.library.loading import Loader
from renshu.score.notation import Score

PROCESSES = max(1, min(2, (os.cpu_count() or 2) - 1))
"""How many there are; one processor is left for the screen."""

Reading = Score | str | None
"""A score, or the sentence that says why there is none; None if its file has gone."""


class Readers:
    """Reads entries one after another, or two at a time.

    Args:
        cache: Where scores that were read are kept.
        go_on: Asked often, in threads; what it raises ends the reading.
    """

    def __init__(self, cache: Cache, go_on: Callable[[], None]) -> None:
        self._go_on = go_on
        self._is_over = False
        self._loaders = [Loader(cache) for _ in range(PROCESSES)]
        self._free: SimpleQueue[Loader] = SimpleQueue()
        for loader in self._loaders:
            self._free.put(loader)
        self._threads = ThreadPoolExecutor(PROCESSES, "reading scores")

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Reading]]:
        """Each entry with what reading its file gave, in order."""
        under_way: deque[tuple[Entry, Future[Reading]]] = deque()
        for entry in entries:
            under_way.append((entry, self._threads.submit(self._read, entry)))
            if len(under_way) > PROCESSES:
                earliest, reading = under_way.popleft()
                yield earliest, reading.result()
        for earliest, reading in under_way:
            yield earliest, reading.result()

    def close(self) -> None:
        """End the reading, also in the middle of a score."""
        self._is_over = True
        for loader in self._loaders:
            loader.close()
        self._threads.shutdown(cancel_futures=True)
        for loader in self._loaders:
            loader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, entry: Entry) -> Reading:
        loader = self._free.get()
        try:
            self._progress()
            return loader.load(entry.path, self._progress).to_practise().score
        except ScoreError as error:
            return error.sentence if entry.path.exists() else None
        finally:
            self._free.put(loader)

    def _progress(self, *_: object) -> None:
        if self._is_over:
            raise _OverError
        self._go_on()


class _OverError(Exception):
    """Nobody waits for the score any more."""
