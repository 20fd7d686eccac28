"""The commands: one place where the pieces are put together for a terminal without the screen.

Exit status: 0 fine, 1 the input has a fault (one sentence on standard error), 2 wrong usage.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from renshu.cli.arguments import parse
from renshu.errors import RenshuError


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status; no exception leaves it but `SystemExit`."""
    _write_whatever_comes()
    options = parse(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except RenshuError as error:
        return _fail(error.sentence)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 (the last door: a player never sees a traceback)
        return _fail(_unexpected(error))
    return status


def _write_whatever_comes() -> None:
    """A terminal that does not know Japanese shows question marks; it ends no command."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _fail(sentence: str) -> int:
    from renshu.cli.output import print_fault

    print_fault(sentence)
    return 1


def _unexpected(error: Exception) -> str:
    from renshu.config.error_log import log_error

    where = log_error(error)
    told = f"; the details are in {where}" if where else ""
    return f"Something went wrong inside renshu ({type(error).__name__}){told}."
