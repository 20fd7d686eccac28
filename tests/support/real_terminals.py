"""The program in real terminals, to be looked at: xterm, kitty, tmux and a browser.

    PYTHONPATH=tests python -m support.real_terminals FOLDER [xterm|kitty|tmux|browser …]
        [--looks night paper …] [--sizes 80x24 120x40]

An evening is played by keys, as a player would, on an X server without a screen; a picture is taken
of each room. The names of the files say terminal, size, look and room.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from renshu.config import Folders

PATIENCE = 20.0
"""Seconds until a screen that does not come to rest is a failure; machines may be busy."""

REST = 0.7
"""Seconds without any change after which a screen is taken to be finished."""

EMPTY = 4000
"""Bytes of a picture on which nothing but a cursor can stand."""

NEEDED = ("Xvfb", "xdotool", "import")

FONT = "DejaVu Sans Mono"


@dataclass(frozen=True, slots=True)
class Look:
    """What the player has set, and what the terminal says of itself."""

    settings: str = ""
    variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "night": Look(),
        "sumi": Look('theme = "renshu-sumi"'),
        "paper": Look('theme = "renshu-paper"'),
        "colourless": Look(variables={"NO_COLOR": "1"}),
        "sixteen": Look(variables={"TERM": "xterm-16color", "COLORTERM": ""}),
        "console": Look(variables={"TERM": "linux", "COLORTERM": ""}),
    }
)

SIZES = ((120, 40), (80, 24))

EVENING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("library", ()),
    ("search", ("slash", *"satie")),
    ("found", ("Return",)),
    ("score", ("Return",)),
    ("played", (*"abnvgmabx", "b", "n")),
    ("falling", ("Tab",)),
    ("together", ("Tab",)),
    ("notation", ("Tab",)),
    ("names", ("Tab", "Tab", "ctrl+n")),
    ("loop", ("F5",)),
    ("palette", ("Escape", "ctrl+p")),
    ("help", ("Escape", "question")),
    ("review", ("Escape", "Escape")),
    ("history", ("h",)),
    ("practise", ("Escape", "Return")),
)
"""Each room, and the keys that lead to it from the one before; letters play the piano."""


class Desktop:
    """An X server without a screen, with one window on it."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
        self._shown = b""

    def press(self, keys: Iterable[str]) -> None:
        """Press keys by X's names, one after the other."""
        self._run("xdotool", "windowfocus", self._window())
        for key in keys:
            self._run("xdotool", "key", key)
            # Until then tmux takes a key after Escape for one that was pressed with Alt.
            time.sleep(0.7 if key == "Escape" else 0.12)

    def picture(self, file: Path, after: float = 0.0) -> None:
        """Save what the window shows, once it is another picture and nothing new comes any more.

        A cursor that blinks goes on for ever, between pictures that are known.

        Args:
            file: Where to.
            after: Seconds to wait in any case.

        Raises:
            TimeoutError: It never comes to rest, or never changes.
        """
        time.sleep(after)
        end, still_since, before = time.monotonic() + PATIENCE, time.monotonic(), b""
        known: set[bytes] = set()
        while before == self._shown or time.monotonic() - still_since < REST:
            if time.monotonic() > end:
                raise TimeoutError(f"{file.name}: nothing else comes to rest on the screen")
            seen = self._run("import", "-silent", "-window", self._window(), "png:-")
            if seen not in known or len(seen) < EMPTY:
                still_since = time.monotonic()
            before = seen
            known.add(seen)
            time.sleep(0.1)
        self._shown = before
        file.write_bytes(before)

    def _window(self) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            command = ("xdotool", "search", "--onlyvisible", "--name", ".")
            found = subprocess.run(
                command, env=self.environment, capture_output=True, text=True, check=False
            )
            if windows := found.stdout.split():
                return windows[-1]
            time.sleep(0.1)
        raise TimeoutError("no window comes")

    def _run(self, *command: str) -> bytes:
        return subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE
        ).stdout


def missing(*terminals: str) -> tuple[str, ...]:
    """The programs that are needed for terminals and are not there."""
    return tuple(name for name in (*NEEDED, *terminals) if shutil.which(name) is None)


@contextmanager
def desktop() -> Iterator[Desktop]:
    """An X server of the test's own."""
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-noreset")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        try:
            yield Desktop(f":{server.stdout.readline().decode().strip()}")
        finally:
            server.terminate()


@contextmanager
def window(
    on: Desktop,
    terminal: str,
    size: tuple[int, int],
    look: Look,
    home: Path,
    *,
    module: str = "renshu",
    points: int = 10,
) -> Iterator[None]:
    """The program, or another module, in a terminal's window."""
    settings = Folders.below(home).settings
    settings.parent.mkdir(parents=True)
    settings.write_text(look.settings, encoding="utf-8")
    own = {"RENSHU_HOME": str(home), "RENSHU_MIDI_API": "alsa", **look.variables}
    # A terminal sets TERM for what runs in it: ours has to be set behind it.
    program = ["env", *(f"{name}={value}" for name, value in own.items()), sys.executable]
    command = _terminal(terminal, size, home, [*program, "-m", module], points)
    usual = {
        name: value for name, value in on.environment.items() if name not in {"NO_COLOR", "TMUX"}
    }
    with subprocess.Popen(
        command, env=usual, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


def _terminal(
    name: str, size: tuple[int, int], home: Path, program: Sequence[str], points: int
) -> Sequence[str]:
    columns, rows = size
    match name:
        case "xterm":
            geometry = f"{columns}x{rows}+0+0"
            return ("xterm", "-fa", FONT, "-fs", str(points), "-geometry", geometry, "-e", *program)
        case "tmux":
            inside = ("tmux", "-S", str(home / "tmux"), "-f", os.devnull, "new-session", *program)
            # One row is tmux's own.
            return _terminal("xterm", (columns, rows + 1), home, inside, points)
        case "kitty":
            options = (
                f"font_family={FONT}", f"font_size={points}", "remember_window_size=no",
                f"initial_window_width={columns}c", f"initial_window_height={rows}c",
                "window_padding_width=0", "cursor_blink_interval=0", "update_check_interval=0",
            )  # fmt: skip
            set_options = (word for option in options for word in ("-o", option))
            return ("kitty", "--config", "NONE", *set_options, *program)
    raise ValueError(f"{name} is no terminal that is known here")


def look_at(
    terminal: str,
    size: tuple[int, int],
    look: str,
    folder: Path,
    evening: Sequence[tuple[str, tuple[str, ...]]] = EVENING,
) -> Iterator[Path]:
    """The pictures of an evening, as they are taken.

    Args:
        terminal: `xterm`, `kitty` or `tmux`.
        size: Columns and rows.
        look: One of `LOOKS`.
        folder: Where the pictures go.
        evening: The rooms, each with the keys that lead to it.
    """
    name = f"{terminal}_{size[0]}x{size[1]}_{look}"
    with (
        tempfile.TemporaryDirectory() as home,
        desktop() as screen,
        window(screen, terminal, size, LOOKS[look], Path(home)),
    ):
        for number, (room, keys) in enumerate(evening):
            screen.press(keys)
            file = folder / f"{name}_{number:02}_{room}.png"
            screen.picture(file)
            yield file


async def look_in_browser(folder: Path) -> Path:
    """The library in a browser, through `renshu serve`."""
    from support.browser import browser
    from support.serving import served

    file = folder / "browser_library.png"
    with tempfile.TemporaryDirectory() as home:
        async with (
            served(Path(home)) as server,
            browser(Path(home)) as chromium,
            chromium.tab() as page,
        ):
            await page.open(server.address)
            await page.wait_for("Gymnop")
            await asyncio.sleep(1)
            await page.picture(file)
            for key in ("/", *"satie", "Enter", "Enter"):
                await page.press(key)
            await page.wait_for("computer keys")
            for key in "abnvgmabx":
                await page.press(key)
                await asyncio.sleep(0.15)
            await asyncio.sleep(1)
            await page.picture(folder / "browser_played.png")
    return file


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description="Pictures of renshu in real terminals.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("terminals", nargs="*", default=["xterm", "kitty", "tmux", "browser"])
    parser.add_argument("--looks", nargs="+", default=list(LOOKS), choices=LOOKS)
    parser.add_argument("--sizes", nargs="+", default=["120x40", "80x24"])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for terminal in options.terminals:
        if terminal == "browser":
            sys.stdout.write(f"{asyncio.run(look_in_browser(options.folder))}\n")
            continue
        for look in options.looks:
            for size in options.sizes:
                columns, rows = (int(side) for side in size.split("x"))
                for file in look_at(terminal, (columns, rows), look, options.folder):
                    sys.stdout.write(f"{file}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
