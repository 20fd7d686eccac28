"""The commands about this machine: keyboards, paths, doctor."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from renshu import __version__
from renshu.cli.output import print_facts, print_json, print_line, print_table
from renshu.cli.rooms import open_folders, open_history
from renshu.config import Folders, Settings, load_settings
from renshu.config.error_log import error_log
from renshu.errors import RenshuError
from renshu.midi.ports import Port, midi_facts

LIBRARIES = (
    "textual",
    "music21",
    "verovio",
    "mido",
    "python-rtmidi",
    "lxml",
    "numpy",
    "msgpack",
    "platformdirs",
)


def keyboards(options: argparse.Namespace) -> int:
    """List the MIDI ports, and which keyboard would be used."""
    settings, _ = load_settings(Folders.find().settings)
    facts = midi_facts(settings.keyboard)
    if options.json:
        for port in facts.ports:
            print_json(
                {
                    "name": port.name,
                    "direction": "input" if port.is_input else "output",
                    "chosen": port.is_chosen,
                    "together": _is_together(port, settings),
                    "ignored": port.ignored,
                }
            )
    elif facts.ports:
        rows = [
            (
                "in" if port.is_input else "out",
                port.name,
                _use(port, settings),
                _about(port, settings),
            )
            for port in facts.ports
        ]
        print_table(("", "Port", "", ""), rows)
    else:
        print_line(facts.trouble or "No MIDI keyboard is plugged in; the computer keyboard plays.")
    return 0


def _is_together(port: Port, settings: Settings) -> bool:
    """Whether it is heard besides the one that is chosen."""
    return port.is_input and not port.is_chosen and port.name in settings.together


def _use(port: Port, settings: Settings) -> str:
    if port.is_chosen:
        return "chosen"
    return "together" if _is_together(port, settings) else port.ignored or ""


def _about(port: Port, settings: Settings) -> str:
    """What is known of a keyboard: its transposition, and how late its keys come."""
    about = settings.ports.get(port.name)
    return about.told if about is not None and port.is_input else ""


def paths(options: argparse.Namespace) -> int:
    """Print the folders and files in use."""
    print_facts(Folders.find().as_json(), as_json=options.json)
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Check what renshu stands on; exit status 1 if something is wrong."""
    facts = dict(_facts())
    troubles = dict(_troubles())
    print_facts({**facts, **troubles}, as_json=options.json)
    return 1 if any(value != "fine" for value in troubles.values()) else 0


def _facts() -> Iterator[tuple[str, object]]:
    yield "renshu", __version__
    yield "python", platform.python_version()
    yield "system", platform.platform()
    for name in LIBRARIES:
        yield name, _version(name)
    yield from _terminal(os.environ).items()
    yield "notation", _notation()
    midi = midi_facts()
    yield "midi system", midi.api or midi.trouble
    yield "midi ports", ", ".join(port.name for port in midi.ports) or "none"
    yield from _piano()
    yield "sound", _sound()
    yield "last error", _last_error()


def _piano() -> Iterator[tuple[str, str]]:
    """The player's keyboard as it was measured."""
    settings, _ = load_settings(Folders.find().settings)
    yield "keyboard", " + ".join((settings.keyboard or "none yet", *settings.together))
    yield "range", settings.piano
    measured = (f"{name}: {about.told}" for name, about in settings.ports.items() if about.told)
    yield "latency", "; ".join(measured) or "not calibrated"
    touch = (f"{name}: {about.touch_told}" for name, about in settings.ports.items() if about.touch)
    yield "touch", "; ".join(touch) or "not known yet"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _terminal(environment: Mapping[str, str]) -> dict[str, object]:
    size = shutil.get_terminal_size()
    return {
        "terminal": environment.get("TERM", "unknown"),
        "colours": environment.get("COLORTERM", "not told"),
        "size": f"{size.columns}×{size.lines}",
        "encoding": sys.stdout.encoding,
    }


def _notation() -> str:
    """What the terminal was found to show, and what the notation is drawn with."""
    from renshu.tui.terminal.abilities import TerminalAbilities
    from renshu.tui.terminal.asking import find_abilities
    from renshu.tui.terminal.choosing import choose_output

    # Whoever redirects the answer still sits at the terminal.
    abilities = find_abilities() if sys.stdin.isatty() else TerminalAbilities()
    settings, _ = load_settings(Folders.find().settings)
    return f"{choose_output(abilities, settings.cells)} ({abilities})"


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


def _last_error() -> str:
    log = error_log(Folders.find())
    if not log.exists():
        return "none"
    return log.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")[2]


def _troubles() -> Iterator[tuple[str, str]]:
    """What can be wrong, each `fine` or a sentence."""
    try:
        folders = open_folders()
    except RenshuError as error:
        yield "folders", error.sentence
        return
    yield "folders", "fine"
    _, notices = load_settings(folders.settings)
    yield "settings", " ".join(notices) or "fine"
    try:
        with open_history(folders) as history:
            yield "history", " ".join(history.check()) or "fine"
    except RenshuError as error:
        yield "history", error.sentence
