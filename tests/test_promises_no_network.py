"""The promise: nothing but `serve` knows a network, and the program works where there is none."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import renshu
from renshu.library.starter import starter_folder
from renshu.midi.files import write_take
from renshu.performance.events import KeyDown, KeyUp
from support.tmux import terminal

SOURCE = Path(renshu.__file__).parent
SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"

NETWORKED = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets",
    "xmlrpc",
}  # fmt: skip
"""Modules through which a program reaches other machines."""

ALLOWED = {
    "serve/guard.py": {"aiohttp", "socket"},
    "serve/server.py": {"aiohttp", "socket"},
}

OPENERS = {"create_connection", "create_server", "open_connection", "start_server", "urlopen"}
"""What opens a connection, whatever it was imported as."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """The first names of all modules that a file imports, at its head or later."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
        elif isinstance(node, ast.Call) and named(node.func) in {"import_module", "__import__"}:
            names |= {a.value for a in node.args if isinstance(a, ast.Constant)}  # type: ignore[misc]
    return {name.partition(".")[0] for name in names - {"urllib.parse"}}


def named(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_only_serve_imports_what_reaches_a_network() -> None:
    found = {name: imported(tree) & NETWORKED for name, tree in sources()}
    assert {name: modules for name, modules in found.items() if modules} == ALLOWED


def test_nothing_opens_a_connection() -> None:
    for name, tree in sources():
        calls = {named(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not calls & OPENERS, name


@pytest.fixture(scope="session")
def offline() -> list[str]:
    """The words before a command that take the network from it."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*command, "true"], check=False).returncode
        ):
            return command
    pytest.skip("this machine lets nobody make a network namespace")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"RENSHU_HOME": str(tmp_path / "home"), "RENSHU_MIDI_API": "alsa"}


def test_there_is_no_network_where_these_tests_run(offline: list[str]) -> None:
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    told = subprocess.run([*offline, sys.executable, "-c", code], capture_output=True, check=True)
    assert set(ast.literal_eval(told.stdout.decode())) <= {"lo", "sit0", "tunl0", "ip6tnl0"}
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), 2)"
    failed = subprocess.run(
        [*offline, sys.executable, "-c", reach], capture_output=True, check=False
    )
    assert b"unreachable" in failed.stderr


def test_every_command_works_without_a_network(
    offline: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    take = tmp_path / "take.mid"
    write_take(take, [KeyDown(0.5, 64, 64), KeyUp(1.0, 64)])
    for words in (
        ["import", SCORE],
        ["list"],
        ["search", "ode"],
        ["show", SCORE],
        ["replay", "--save", SCORE, take],
        ["history"],
        ["export", tmp_path / "out"],
        ["paths"],
        ["keyboards"],
        ["doctor"],
    ):
        command = [*offline, sys.executable, "-m", "renshu", *map(str, words)]
        told = subprocess.run(
            command, env=environment, capture_output=True, check=False, timeout=60
        )
        assert told.returncode == 0, (words, told.stderr)


def test_the_screen_works_without_a_network(
    offline: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    command = " ".join([*offline, sys.executable, "-m", "renshu", "play", str(SCORE)])
    with terminal(tmp_path) as screen:
        screen.start(command, {key: environment[key] for key in ("RENSHU_HOME", "RENSHU_MIDI_API")})
        screen.wait_for("bar 1/")
        screen.wait_for(lambda text: "⣀" in text or "▁" in text or "⠤" in text)
        for key in "ccvb":
            screen.press(key)
        screen.press("Escape")
        screen.wait_for("Review")
        screen.press("C-q")
        screen.wait_for(lambda text: "Review" not in text)
    command_line = [*offline, sys.executable, "-m", "renshu", "history", "--json"]
    told = subprocess.run(command_line, env=environment, capture_output=True, check=True)
    assert b"Ode to Joy" in told.stdout
