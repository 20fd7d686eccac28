"""The process that sounds, on an instrument that writes down what it is sent.

python tests/support/sound_into_file.py FILE
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.evening.sounding_child import serve
from renshu.midi.output import Output
from support.midi_ports import FakeOutput, FakeSystem


class Told(FakeOutput):
    """Writes down what it is sent, at once."""

    def send(self, message: bytes) -> None:
        with Path(sys.argv[1]).open("a") as told:
            told.write(message.hex() + "\n")


def command(file: str, *_: object, **__: object) -> list[str]:
    """The command line of this, in the place of that of the true process."""
    return [sys.executable, __file__, file]


if __name__ == "__main__":
    serve(sys.stdin.fileno(), sys.stdout, lambda: Output(connect=lambda: Told(FakeSystem("Piano"))))
