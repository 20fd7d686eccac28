"""renshu in a terminal, with a MIDI output that writes what it is sent to the file named."""

import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Folders, Settings
from renshu.evening import sounding_link
from renshu.library.loaded import Loaded
from renshu.tui.app import RenshuApp
from support.midi_ports import FakeSystem
from support.notation import score
from support.sound_into_file import command


class Playing(RenshuApp):
    """Listens to a note of a minute."""

    def start_sound(self) -> None:
        """Begin at once."""
        super().start_sound()
        self.practise(Loaded.of(score("C4=60", qpm=60), b""))
        self.set_timer(0.5, self._listen)

    def _listen(self) -> None:
        if self._practice is not None:
            self._practice.action_listen()


sounding_link.command = partial(command, sys.argv[1])
folders = Folders.find()
folders.prepare()
app = Playing(folders, Settings(), has_midi=True)
app.connect_midi = FakeSystem().connect
app.run()
