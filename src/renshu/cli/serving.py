"""The command that opens the screen in a browser: serve."""

import argparse
import sys
from importlib.util import find_spec

from renshu.cli.output import print_fault, print_line
from renshu.errors import ServeError


def serve(options: argparse.Namespace) -> int:
    """Serve the screen to browsers until Ctrl+C."""
    if find_spec("textual_serve") is None:
        raise ServeError("A browser needs the extra `serve`: pip install 'renshu[serve]'.")
    from renshu.serve.guard import is_loopback
    from renshu.serve.server import RenshuServer
    from renshu.serve.server import serve as serve_pages

    if not is_loopback(options.host):
        print_fault(
            f"Whoever reaches this machine as {options.host} can use renshu and all that it keeps, "
            "for there is no password and nothing is encrypted."
        )
    serve_pages(RenshuServer(options.host, options.port), _tell)
    return 0


def _tell(address: str) -> None:
    print_line(f"renshu is at {address} until Ctrl+C.")
    sys.stdout.flush()
