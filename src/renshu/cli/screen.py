"""The commands that open the screen."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from renshu.cli.finding import score_path
from renshu.cli.output import print_fault
from renshu.cli.rooms import folders_to_play_in
from renshu.config import Cells, Folders, load_settings
from renshu.errors import ConfigError, LibraryError, RenshuError

THREAD_SWITCH_SECONDS = 0.0005
"""How long a busy screen may keep the thread that stamps the notes waiting. Python's default of
5 ms blurs the stamps by as much, and makes a JACK server drop notes."""

FRAMES_PER_SECOND = "120"
"""How often Textual may repaint. Its default of 60 adds up to 17 ms between key and screen."""


def library(options: argparse.Namespace) -> int:
    """Open the screen at the library."""
    return _open(None, options.cells)


def play(options: argparse.Namespace) -> int:
    """Open one score, on the screen or in lines; a file from outside comes into the library."""
    folders, faults = folders_to_play_in()
    path = _found(options.score, folders)
    if options.lines or load_settings(folders.settings)[0].lines:
        return _in_lines(path, folders, faults)
    return _open(path, options.cells)


def _found(named: str, folders: Folders) -> Path:
    """The file of a score; a library that cannot be written keeps nobody from playing it."""
    from renshu.evening.shelf_mending import open_catalogue

    today = datetime.now().astimezone().date()
    with closing(open_catalogue(folders, today, _passed_over, print_fault)) as catalogue:
        with suppress(LibraryError):
            catalogue.refresh()
        path = score_path(named, catalogue).absolute()
        with suppress(LibraryError):
            catalogue.add([path])
    return path


def _passed_over(_: RenshuError) -> None:
    """The room says it, once it is open."""


def _in_lines(path: Path, folders: Folders, faults: Sequence[str]) -> int:
    from renshu.lines.practising import practise

    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    settings, notices = load_settings(folders.settings)
    for notice in (*faults, *notices):
        print_fault(notice)
    practise(folders, settings, path)
    return 0


def _open(path: Path | None, cells: str | None) -> int:
    if not (_is_in_browser() or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise ConfigError("The screen needs a terminal; `renshu --help` lists what works without.")
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_PER_SECOND)
    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    from renshu.tui.app import RenshuApp
    from renshu.tui.terminal.asking import find_abilities
    from renshu.tui.terminal.choosing import has_all_colours, output_for

    folders, faults = folders_to_play_in()
    settings, notices = load_settings(folders.settings)
    abilities = find_abilities()
    if has_all_colours(abilities, os.environ.get("TERM", "")):
        os.environ["COLORTERM"] = "truecolor"
    app = RenshuApp(
        folders,
        settings,
        open_score=path,
        notices=(*faults, *notices),
        output=output_for(abilities, Cells(cells or settings.cells)),
    )
    app.run()
    return app.return_code or 0


def _is_in_browser() -> bool:
    """Whether `renshu serve` has started this, with a page as its terminal."""
    return "TEXTUAL_DRIVER" in os.environ
