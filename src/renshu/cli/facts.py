"""What a report of trouble should say of a machine, without saying whose it is.

Names of ports are told, for most trouble is with one of them; titles, names of scores, and the
names of the player and of the machine are not.
"""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from renshu import __version__
from renshu.config import Folders, load_settings
from renshu.config.error_log import error_log, last_error
from renshu.config.private import without_names
from renshu.midi.ports import midi_facts

LIBRARIES = (
    "textual",
    "textual-plotext",
    "rich",
    "music21",
    "verovio",
    "mido",
    "python-rtmidi",
    "lxml",
    "numpy",
    "msgpack",
    "platformdirs",
    "rapidfuzz",
    "sudachipy",
    "sudachidict-small",
    "fsrs",
    "tomlkit",
    "watchfiles",
    "miniaudio",
    "textual-serve",
    "aiohttp",
)

TERMINAL_VARIABLES = {
    "terminal": "TERM",
    "terminal program": "TERM_PROGRAM",
    "colours": "COLORTERM",
    "no colours": "NO_COLOR",
    "language": "LANG",
}
"""What the environment tells of a terminal, by what a report calls it."""

_INSIDE = {"tmux": "TMUX", "screen": "STY", "ssh": "SSH_CONNECTION", "a browser": "TEXTUAL_DRIVER"}
"""What a terminal may be inside of, and the variable that shows it."""


def machine_facts() -> dict[str, object]:
    """Everything that can be told of a machine, by name."""
    return {
        name: without_names(value) if isinstance(value, str) else value
        for name, value in _all_facts()
    }


def _all_facts() -> Iterator[tuple[str, object]]:
    yield "renshu", __version__
    yield "python", platform.python_version()
    yield "system", platform.platform()
    yield "sqlite", sqlite3.sqlite_version
    for name in LIBRARIES:
        yield name, _version(name)
    yield from _terminal(os.environ)
    yield "notation", _notation()
    yield from _midi()
    yield from _piano()
    yield "sound", _sound()
    yield from _kept()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _terminal(environment: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for name, variable in TERMINAL_VARIABLES.items():
        yield name, environment.get(variable) or "not told"
    inside = [name for name, variable in _INSIDE.items() if environment.get(variable)]
    yield "inside", ", ".join(inside) or "nothing"
    size = shutil.get_terminal_size()
    yield "size", f"{size.columns}×{size.lines}"
    yield "encoding", sys.stdout.encoding


def _notation() -> str:
    """What the terminal was found to show, and what the notation is drawn with."""
    from renshu.tui.terminal.abilities import TerminalAbilities
    from renshu.tui.terminal.asking import find_abilities
    from renshu.tui.terminal.choosing import choose_output

    # Whoever redirects the answer still sits at the terminal.
    abilities = find_abilities() if sys.stdin.isatty() else TerminalAbilities()
    settings, _ = load_settings(Folders.find().settings)
    return f"{choose_output(abilities, settings.cells)} ({abilities})"


def _midi() -> Iterator[tuple[str, object]]:
    facts = midi_facts()
    yield "midi system", facts.api or facts.trouble
    for direction, is_input in (("inputs", True), ("outputs", False)):
        names = [port.name for port in facts.ports if port.is_input is is_input]
        yield f"midi {direction}", ", ".join(names) or "none"


def _piano() -> Iterator[tuple[str, str]]:
    """The player's keyboard as it was measured."""
    settings, _ = load_settings(Folders.find().settings)
    yield "keyboard", " + ".join((settings.keyboard or "none yet", *settings.together))
    yield "range", settings.piano
    measured = (f"{name}: {about.told}" for name, about in settings.ports.items() if about.told)
    yield "latency", "; ".join(measured) or "not calibrated"
    touch = (f"{name}: {about.touch_told}" for name, about in settings.ports.items() if about.touch)
    yield "touch", "; ".join(touch) or "not known yet"


def _sound() -> str:
    if find_spec("miniaudio") is None:
        return "the extra `audio` is not installed"
    from renshu.sound.speaker import NoSoundError, Speaker
    from renshu.sound.synth import Synth

    try:
        speaker = Speaker(Synth())
    except NoSoundError as error:
        return error.sentence
    latency = speaker.latency()
    speaker.close()
    if latency is None:
        return f"The sound device ({speaker.backend}) takes no sound."
    return f"fine ({speaker.backend}): a key is heard after {latency}"


def _kept() -> Iterator[tuple[str, str]]:
    """The folders, how much is in them, the copies of it, and the last error."""
    from renshu.database.backups import backups

    folders = Folders.find()
    for name in ("data", "config", "cache"):
        yield f"{name} folder", _room(getattr(folders, name))
    for name, path in (("history", folders.history), ("library", folders.catalogue)):
        yield f"{name} size", _size(path)
        days = ", ".join(day.isoformat() for day in backups(path, folders.backups))
        yield f"{name} copies", days or "none yet"
    yield "takes as files", str(sum(1 for _ in folders.takes.glob("*.mid")))
    yield "last error", last_error(folders)
    yield "error log", str(error_log(folders))


def _room(folder: Path) -> str:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return f"{folder} (not there)"
    return f"{folder} ({_bytes(free)} free)"


def _size(file: Path) -> str:
    try:
        return _bytes(file.stat().st_size)
    except OSError:
        return "not there yet"


def _bytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
