"""The app's side of engraving: asks the worker, keeps what it has drawn."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from renshu.engrave.packing import pack_layout, unpack
from renshu.engrave.picture import Layout, SystemPicture
from renshu.errors import EngravingError, leave_to_others
from renshu.workers.async_client import AsyncWorker
from renshu.workers.faults import DiedError, FaultError, RefusedError, TimedOutError

PATIENCE = 1.0
"""Seconds for an engraving nobody wants any more to stop by itself; one system takes a tenth."""

LONGEST = 120.0
"""Seconds an engraving may take."""

KEPT = 8
"""Engravings kept in memory, if they are small."""

ROOM = 24_000_000
"""Bytes that the masks of what is kept may take, unless the newest alone take more."""

OnSystem = Callable[[SystemPicture], None]
"""Takes each system as soon as it is drawn."""


class Engraver:
    """Engraves scores in a child process.

    Args:
        log: The file for what the child has to say of its faults.
    """

    def __init__(self, log: Path | None = None) -> None:
        self._worker = AsyncWorker("renshu.engrave.worker", patience=PATIENCE, log=log)
        self._kept: OrderedDict[tuple[bytes, Layout], tuple[SystemPicture, ...]] = OrderedDict()

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._worker.pid

    async def start(self) -> None:
        """Start the child and let it load Verovio, so that the first score comes soon.

        Raises:
            EngravingError: The child does not start.
        """
        await self._ask(["warm"], _ignore)

    async def engrave(
        self, musicxml: bytes, layout: Layout, on_system: OnSystem | None = None
    ) -> tuple[SystemPicture, ...]:
        """The systems of a score; cancel it when they are no longer wanted.

        Args:
            musicxml: The score, its notes with ids.
            layout: What to engrave for.
            on_system: Called with each system in order, the first long before the last. In the
                first systems of a long score a slur may be missing that leads far ahead; what
                is returned has it.

        Raises:
            EngravingError: The score cannot be engraved.
        """
        key = hashlib.sha256(musicxml).digest(), layout
        if key not in self._kept:
            self._keep(key, await self._systems(musicxml, layout, on_system or _ignore))
        elif on_system:
            for system in self._kept[key]:
                on_system(system)
        self._kept.move_to_end(key)
        return self._kept[key]

    async def close(self) -> None:
        """End the child."""
        await self._worker.close()

    async def _systems(
        self, musicxml: bytes, layout: Layout, on_system: OnSystem
    ) -> tuple[SystemPicture, ...]:
        systems: list[SystemPicture] = []

        def add(numbered: list[Any]) -> None:
            number, packed = numbered
            if number < len(systems):
                systems[number] = unpack(packed)
            else:
                systems.append(unpack(packed))
                on_system(systems[-1])

        await self._ask(["engrave", pack_layout(layout), musicxml], add)
        return tuple(systems)

    async def _ask(self, request: list[Any], on_progress: Callable[[Any], None]) -> None:
        try:
            await self._ask_twice(request, on_progress)
        except RefusedError as error:
            raise EngravingError(str(error)) from error
        except FaultError as error:
            leave_to_others(error)
            raise EngravingError("This score cannot be engraved.") from error
        except DiedError as error:
            raise EngravingError("The engraver stopped twice at this score.") from error
        except TimedOutError as error:
            raise EngravingError("Engraving this score takes too long.") from error

    async def _ask_twice(self, request: list[Any], on_progress: Callable[[Any], None]) -> None:
        try:
            await self._worker.call(request, on_progress, LONGEST)
        except DiedError:
            await self._worker.call(request, on_progress, LONGEST)

    def _keep(self, key: tuple[bytes, Layout], systems: tuple[SystemPicture, ...]) -> None:
        self._kept[key] = systems
        while len(self._kept) > 1 and (len(self._kept) > KEPT or self._size() > ROOM):
            self._kept.popitem(last=False)

    def _size(self) -> int:
        """Bytes of all masks, about."""
        pictures = (picture for systems in self._kept.values() for picture in systems)
        return sum(picture.width * picture.height // 4 for picture in pictures)


def _ignore(_: Any) -> None:
    pass
