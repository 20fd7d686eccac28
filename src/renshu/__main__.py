"""Where the program starts: `renshu`, or `python -m renshu`."""

import sys


def main() -> int:
    """Run the command line and return its exit status.

    `--version` is answered here, before anything else is imported, so that it costs next to
    nothing.
    """
    if sys.argv[1:] == ["--version"]:
        from renshu import __version__

        sys.stdout.write(f"renshu {__version__}\n")
        return 0
    from renshu.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
