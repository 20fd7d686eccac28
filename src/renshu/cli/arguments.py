"""What may be said on the command line. Commands are imported when they run, not before."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from renshu import __version__
from renshu.harmless import harmless

CELLS = ("auto", "braille", "octants", "quadrants", "half", "kitty", "sixel")
"""As the setting of that name has them; the settings are not read for `--help`."""

Command = Callable[[argparse.Namespace], int]


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command; its function is in `run`.

    Raises:
        SystemExit: with status 2 for wrong usage, with 0 after `--help`.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if "view" in options and (fault := _misplaced(options)):
        parser.error(fault)
    return options


def _late(module: str, name: str) -> Command:
    def command(options: argparse.Namespace) -> int:
        function: Command = getattr(import_module(f"renshu.cli.{module}"), name)
        return function(options)

    return command


class _Parser(argparse.ArgumentParser):
    """One that repeats what it does not understand without obeying it."""

    def error(self, message: str) -> NoReturn:
        super().error(harmless(message))


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="renshu",
        description="Piano practice in the terminal. Without a command, the screen opens.",
    )
    parser.add_argument("--version", action="version", version=f"renshu {__version__}")
    parser.set_defaults(run=_late("screen", "library"))
    _add_cells(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _score_commands(commands)
    _take_commands(commands)
    _plan_command(commands)
    _machine_commands(commands)
    return parser


_Commands = argparse._SubParsersAction


def _add(
    commands: "_Commands[argparse.ArgumentParser]", name: str, run: Command, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _add_cells(parser: argparse.ArgumentParser) -> None:
    # Without a default: the one of a command would hide what was said before it.
    default = None if parser.prog == "renshu" else argparse.SUPPRESS
    parser.add_argument(
        "--cells", choices=CELLS, default=default, help="what to draw the notation with this time"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _score_commands(commands: "_Commands[argparse.ArgumentParser]") -> None:
    play = _add(commands, "play", _late("screen", "play"), "open a score and practise it")
    play.add_argument("score", help="a file, or a title in the library")
    play.add_argument(
        "--lines", action="store_true", help="spoken lines instead of a screen, for screen readers"
    )
    _add_cells(play)

    show = _add(commands, "show", _late("scores", "show"), "print what a score holds")
    show.add_argument("scores", nargs="+", metavar="SCORE", help="a file, or a title")
    _add_json(show)

    take_in = _add(
        commands,
        "import",
        _late("importing", "take_in"),
        "add scores to the library; without a path, go on with what was interrupted",
    )
    take_in.add_argument("paths", nargs="*", type=Path, metavar="FILE|FOLDER|ZIP")
    take_in.add_argument("--copy", action="store_true", help="keep copies, not only where they are")
    _add_json(take_in)

    edit = _add(
        commands, "edit", _late("editing", "edit"), "say what the library should know of a score"
    )
    edit.add_argument("score", help="a file, or a title in the library")
    edit.add_argument(
        "words",
        nargs="+",
        metavar="FIELD=VALUE",
        help="such as arranger=…, track.native=…, anime.year=2010; nothing after = takes it back",
    )
    _add_json(edit)

    want = _add(
        commands, "want", _late("editing", "want"), "put a track on the list of those to learn"
    )
    want.add_argument("title")
    want.add_argument("--anime", default="", help="what it is from")

    _add_json(_add(commands, "list", _late("scores", "list_scores"), "list the library"))

    search = _add(commands, "search", _late("scores", "search"), "search the library")
    search.add_argument("text", nargs="+")
    _add_json(search)


def _take_commands(commands: "_Commands[argparse.ArgumentParser]") -> None:
    replay = _add(
        commands, "replay", _late("replaying", "replay"), "follow a recorded take through a score"
    )
    replay.add_argument("score", help="a file, or a title in the library")
    replay.add_argument("take", type=Path, metavar="TAKE.mid")
    replay.add_argument("--mode", choices=("free", "wait", "tempo"), default="free")
    replay.add_argument("--hands", choices=("both", "left", "right"), default="both")
    replay.add_argument(
        "--transpose", type=int, default=0, metavar="N", help="it was played N semitones higher"
    )
    replay.add_argument("--save", action="store_true", help="file the take in the history")
    _add_json(replay)

    history = _add(commands, "history", _late("takes", "history"), "list the takes, newest first")
    history.add_argument("score", nargs="?", help="only takes of this score")
    history.add_argument("--limit", type=_count, metavar="N", help="the N newest; 0 lists all")
    history.add_argument("--since", type=_day, metavar="DAY", help="from this evening on")
    history.add_argument("--until", type=_day, metavar="DAY", help="up to this evening")
    history.add_argument(
        "--compare", nargs=2, metavar="TAKE", help="two takes of one piece, side by side"
    )
    _trend_options(history)
    history.add_argument(
        "--rejudge", action="store_true", help="judge takes of an older review again"
    )
    _add_json(history)

    export = _add(commands, "export", _late("exporting", "export"), "write all takes into a folder")
    export.add_argument("path", type=Path, metavar="FOLDER", help="or a file, for one take")
    export.add_argument("--take", metavar="TAKE", help="only this take, by its id")
    export.add_argument(
        "--as", dest="form", choices=("mid", "csv", "json"), help="what one take is written as"
    )
    export.add_argument(
        "--metadata", action="store_true", help="only what you have said of scores, as renshu.toml"
    )
    _add_json(export)


def _plan_command(commands: "_Commands[argparse.ArgumentParser]") -> None:
    plan = _add(commands, "plan", _late("plan", "plan"), "tell what to practise tonight, and why")
    plan.add_argument("--minutes", type=_minutes, metavar="N", help="what you have tonight")
    plan.add_argument("--goal", metavar="SCORE", help="set a goal: a piece that is to be ready …")
    plan.add_argument("--by", metavar="DAY", help="… by this day: 2026-12-24, or “3 weeks”")
    plan.add_argument("--tempo", metavar="TEMPO", help="… at 80%%, or 96 quarters a minute")
    plan.add_argument("--goals", action="store_true", help="list the goals, and whether they fit")
    plan.add_argument("--drop-goal", metavar="SCORE", help="have a goal no longer")
    _add_json(plan)


def _minutes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise argparse.ArgumentTypeError(f"minutes are a number from 1 to 600, not “{text}”")
    return int(text)


def _trend_options(history: argparse.ArgumentParser) -> None:
    views = (
        ("diary", "what was practised, evening by evening, in words"),
        ("mastery", "how likely a clean pass of SCORE is, by bar and section"),
        ("trends", "accuracy, tempo, steadiness and minutes through time"),
        ("calendar", "the days of practice of a year"),
        ("bars", "how the bars of SCORE went, the weakest first"),
        ("milestones", "what was reached, and when"),
    )
    group = history.add_mutually_exclusive_group()
    for name, text in views:
        group.add_argument(f"--{name}", dest="view", action="store_const", const=name, help=text)
    history.add_argument("--series", metavar="NAME", help="trends of all pieces of a series")
    history.add_argument(
        "--by", choices=("day", "week", "month", "year"), help="what a line of trends stands for"
    )
    history.add_argument(
        "--curve",
        choices=("accuracy", "tempo", "steadiness", "minutes"),
        help="which trend is drawn, by default accuracy",
    )
    history.add_argument(
        "--svg", type=Path, metavar="FILE", help="draw trends, calendar or bars as a picture"
    )


_BELONG_TO = {
    "by": ("trends",),
    "curve": ("trends",),
    "series": ("trends",),
    "svg": ("trends", "calendar", "bars", "milestones"),
    "since": (None, "diary"),
    "until": (None, "diary"),
    "limit": (None, "diary"),
}
"""The views of `history` in which an option says something; None is the list of takes."""


def _misplaced(options: argparse.Namespace) -> str | None:
    """What to say of an option of `history` that would be ignored."""
    for name, views in _BELONG_TO.items():
        if getattr(options, name) is not None and options.view not in views:
            named = [f"--{view}" if view else "the list of takes" for view in views]
            return f"--{name} belongs to {' or '.join(named)}"
    return None


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"this is a whole number, not “{text}”")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        wanted = f"a day is written as 2026-11-22, not “{text}”"
        raise argparse.ArgumentTypeError(wanted) from error


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not “{text}”")
    return int(text)


def _machine_commands(commands: "_Commands[argparse.ArgumentParser]") -> None:
    serve = _add(commands, "serve", _late("serving", "serve"), "open the screen in a browser")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to serve at; by default this machine alone"
    )
    serve.add_argument("--port", type=_port, default=8000, help="0 takes any that is free")

    _add_json(_add(commands, "keyboards", _late("machine", "keyboards"), "list MIDI keyboards"))
    _add_json(_add(commands, "paths", _late("machine", "paths"), "print the folders in use"))
    doctor = _add(
        commands, "doctor", _late("machine", "doctor"), "check everything renshu stands on"
    )
    doctor.add_argument(
        "--restore", action="store_true", help="bring back a history that is damaged or lost"
    )
    _add_json(doctor)
