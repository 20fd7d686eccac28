"""The opening bars of a score, engraved small."""

import asyncio
from collections import OrderedDict

from renshu.engrave.picture import Layout, SystemPicture
from renshu.library.catalogue import Entry
from renshu.library.loaded import Loaded
from renshu.library.loading import load_async
from renshu.tui.drawing.characters import BRAILLE, OCTANTS
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.services import ScreenServices

KEPT = 64
"""Openings kept in memory."""
STAFF_SPACE = 3
"""Dots from one staff line to the next."""


class Openings:
    """Engraves openings, and keeps them.

    Args:
        services: Where the engraver is.
    """

    def __init__(self, services: ScreenServices) -> None:
        self._services = services
        self._kept: OrderedDict[tuple[str, int], SystemDrawing] = OrderedDict()

    async def load(self, entry: Entry) -> Loaded:
        """Read a score; cancel it when it is no longer wanted.

        Raises:
            ScoreError: It cannot be read.
        """
        return await load_async(entry.path, self._services.cache)

    def known(self, entry: Entry, columns: int) -> SystemDrawing | None:
        """An opening that has been engraved before."""
        return self._kept.get((entry.file_hash, columns))

    async def engrave(self, entry: Entry, loaded: Loaded, columns: int) -> SystemDrawing | None:
        """The first system; cancel it when it is no longer wanted.

        Args:
            entry: Whose it is.
            loaded: The score.
            columns: Cells that it may be wide.

        Raises:
            EngravingError: It cannot be engraved.
        """
        picture = await self._first_system(loaded, Layout(columns * 2, STAFF_SPACE))
        if picture is None:
            return None
        is_solid = self._services.output.cells.value == "octants"
        drawing = SystemDrawing(picture, OCTANTS if is_solid else BRAILLE)
        self._kept[entry.file_hash, columns] = drawing
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return drawing

    async def _first_system(self, loaded: Loaded, layout: Layout) -> SystemPicture | None:
        """The first system as soon as it is there; nobody waits for the others."""
        first: asyncio.Future[SystemPicture] = asyncio.get_running_loop().create_future()

        def engraved(picture: SystemPicture) -> None:
            if not first.done():
                first.set_result(picture)

        engraver = self._services.engraver
        whole = asyncio.ensure_future(engraver.engrave(loaded.musicxml, layout, engraved))
        try:
            await asyncio.wait((first, whole), return_when=asyncio.FIRST_COMPLETED)
            return first.result() if first.done() else next(iter(whole.result()), None)
        finally:
            whole.cancel()
