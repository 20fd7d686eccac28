"""The commands about this machine: keyboards, paths, doctor."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import datetime

from renshu.cli.facts import machine_facts
from renshu.cli.output import print_facts, print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders, Settings, load_settings
from renshu.config.private import without_private
from renshu.errors import RenshuError
from renshu.midi.ports import Port, midi_facts


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
    """Check what renshu stands on; exit status 1 if something is wrong.

    What it prints can be pasted into a report: it holds no name of a player or of a score.
    """
    if options.restore:
        return _restore(as_json=options.json)
    troubles = {name: without_private(told) for name, told in _troubles()}
    print_facts({**machine_facts(), **troubles}, as_json=options.json)
    return 1 if any(value != "fine" for value in troubles.values()) else 0


def _restore(*, as_json: bool) -> int:
    """Bring back a history that is damaged or lost."""
    from renshu.evening.mending import mend
    from renshu.evening.services import Services

    folders = open_folders()
    if _history_fault(folders) == "fine":
        told = "The history is sound: there is nothing to restore."
        print_facts({"history": told}, as_json=as_json)
        return 0
    services = Services(folders, load_settings(folders.settings)[0])
    try:
        mended = mend(services, datetime.now().astimezone().date())
        print_facts({"history": mended}, as_json=as_json)
    finally:
        asyncio.run(services.close())
    return 0


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
    yield "history", _history_fault(folders)
    yield "library", _library_fault(folders)


def _history_fault(folders: Folders) -> str:
    from renshu.evening.mending import refuse_lost

    try:
        refuse_lost(folders)
        with open_history(folders) as history:
            history.takes()
            return " ".join(history.check()) or "fine"
    except RenshuError as error:
        return f"{error.sentence} `renshu doctor --restore` brings it back."


def _library_fault(folders: Folders) -> str:
    try:
        with open_catalogue(folders) as catalogue:
            return " ".join(catalogue.check()) or "fine"
    except RenshuError as error:
        return error.sentence
