"""Takes as `.mid` files: damaged ones, and ones that no piano writes."""

import math
import random
import struct
from pathlib import Path
from tempfile import TemporaryDirectory

from renshu.errors import TakeFileError
from renshu.midi.files import read_take_file
from support.fuzzing.bytes_damaged import damaged
from support.fuzzing.target import Target


def make(chance: random.Random) -> bytes:
    """A file."""
    tracks = [_track(chance) for _ in range(chance.choice((0, 1, 1, 1, 2, 5)))]
    kind = chance.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 9))
    count = len(tracks) if chance.random() < 0.97 else chance.choice((0, 1, 65535))
    division = chance.choice((480, 480, 480, 480, 480, 9600, 1, 0, 0xE728, 0xE250, 0x8000, 0xFFFF))
    whole = b"MThd" + struct.pack(">IHHH", 6, kind, count, division) + b"".join(tracks)
    return damaged(whole, chance) if chance.random() < 0.4 else whole


def _track(chance: random.Random) -> bytes:
    body = b"".join(_event(chance) for _ in range(chance.randint(0, 40)))
    body += b"\x00\xff\x2f\x00" if chance.random() < 0.97 else b""
    size = len(body) if chance.random() < 0.97 else chance.choice((0, len(body) + 9, 0xFFFFFFFF))
    return b"MTrk" + struct.pack(">I", size) + body


def _event(chance: random.Random) -> bytes:
    wait = _number(chance.choice((0, 0, 10, 480, 9600, 0x0FFFFFFF)), chance)
    key = bytes((chance.randrange(128), chance.choice((0, 1, 64, 127) * 20 + (200,))))
    match chance.randrange(10):
        case 0:
            text = chance.choice((b"", b"\x1b[2J", b"\xff\xfe", b"renshu score x", b"a" * 300))
            kind = chance.choice((1,) * 20 + (3,) * 10 + (0x51, 0x58, 0x59, 0x20, 0x7F, 0x00, 0x99))
            return wait + bytes((0xFF, kind)) + _number(len(text), chance) + text
        case 1:
            tempo = chance.choice((0, 1, 500_000, 0xFFFFFF))
            return wait + b"\xff\x51\x03" + tempo.to_bytes(3, "big")
        case 2:
            return wait + bytes((0xB0, chance.choice((64, 66, 67, 7, 123)), key[1]))
        case 3:
            others = (b"\xf0\x03\x01\x02\xf7", b"\xf7\x00", b"\xf8", b"\xc0\x05")
            return wait + chance.choice(others)
        case 4:
            return wait + key  # with the status before it
        case _:
            return wait + bytes((chance.choice((0x80, 0x90)) | chance.randrange(16),)) + key


def _number(value: int, chance: random.Random) -> bytes:
    """As the format has numbers; now and then longer than it may be."""
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(value & 0x7F | 0x80)
    longer = [0x80] * chance.choice((0,) * 300 + (1, 9))
    return bytes((*longer, *reversed(digits)))


def check(case: bytes) -> str:
    """Read it: it is refused in a sentence, or its events are in order of time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "take.mid"
        path.write_bytes(case)
        try:
            take = read_take_file(path)
        except TakeFileError:
            return "refused"
    times = [event.time for event in take.events]
    assert times == sorted(times)
    assert all(math.isfinite(time) and time >= 0 for time in times)
    return "read" if times else "empty"


MIDI_FILES = Target("midi-files", make, check, 5.0)
