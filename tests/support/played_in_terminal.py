"""The program in this terminal, with some bars of a piece played: for the README's picture.

    PYTHONPATH=tests python -m support.played_in_terminal PICTURE.png

takes that picture in kitty; without a picture it plays in the terminal that it is in.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from renshu.config import Folders, Settings
from renshu.follow.follower import Mode
from renshu.library.loading import load_async
from renshu.library.starter import starter_folder
from renshu.tui.app import RenshuApp
from renshu.tui.terminal.asking import find_abilities
from renshu.tui.terminal.choosing import output_for
from support.pictures import SCORE, play_some
from support.real_terminals import LOOKS, desktop, window

ENGRAVING_SECONDS = 4.0
"""So long one waits for the notation before anything is played."""


class Played(RenshuApp):
    """Opens a piece and plays."""

    def on_ready(self) -> None:
        """As soon as it stands."""
        self.run_worker(self._play())

    async def _play(self) -> None:
        loaded = await load_async(starter_folder() / SCORE, self.services.cache)
        self.practise(loaded)
        await asyncio.sleep(ENGRAVING_SECONDS)
        play_some(self, loaded.score)


def play_here() -> None:
    """Play in this terminal."""
    folders = Folders.find()
    folders.prepare()
    output = output_for(find_abilities())
    Played(folders, Settings(mode=Mode.WAIT), has_midi=False, output=output).run()


def main() -> None:
    """Take the picture, or be what it is taken of."""
    if not sys.argv[1:]:
        play_here()
        return
    module = "support.played_in_terminal"
    with (
        tempfile.TemporaryDirectory() as home,
        desktop() as screen,
        window(screen, "kitty", (120, 40), LOOKS["night"], Path(home), module=module, points=16),
    ):
        screen.picture(Path(sys.argv[1]), after=4 * ENGRAVING_SECONDS)


if __name__ == "__main__":
    main()
