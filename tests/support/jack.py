"""A JACK server of the tests' own: true MIDI ports without hardware."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest

from support.waiting import wait_until

PERIOD = 1024
"""Frames between two looks at the ports: 21 ms at 48 kHz. Callbacks of Python clients run inside
the server's cycle; on a busy machine a shorter one skips them, and their notes are gone."""


@contextmanager
def jack_server(log: Path) -> Iterator[str]:
    """Run a JACK server and point this process and its children at it.

    Skips the test where JACK is not installed, or cannot run.

    Args:
        log: A file for what the server says.

    Yields:
        The server's name.
    """
    with jack_environment() as name, jack_process(log):
        yield name


@contextmanager
def jack_environment() -> Iterator[str]:
    """Point this process and its children at a JACK server that need not run yet."""
    if shutil.which("jackd") is None:
        pytest.skip("jackd is not installed")
    name = f"renshu-{os.getpid()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JACK_DEFAULT_SERVER", name)
        patch.setenv("JACK_NO_AUDIO_RESERVATION", "1")
        patch.setenv("JACK_NO_START_SERVER", "1")
        patch.setenv("RENSHU_MIDI_API", "jack")
        yield name


@contextmanager
def jack_process(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server that the environment names; a test may kill it."""
    with log.open("wb") as said, _running(said.fileno()) as process:
        _wait_for(process, log)
        yield process


@contextmanager
def _running(output: int) -> Iterator[subprocess.Popen[bytes]]:
    command = ["jackd", "--no-realtime", "-d", "dummy", "-r", "48000", "-p", str(PERIOD)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    wait_until(lambda: process.poll() is not None or bool(jack_ports()), seconds=15)
    if process.poll() is not None:
        pytest.skip(f"jackd does not run here: {log.read_text().strip()[-300:]}")


def jack_ports() -> list[str]:
    """List all ports of the server; empty where it does not answer."""
    return _lsp()


def connections(port: str) -> list[str]:
    """List the ports that a port is connected with."""
    found: list[str] = []
    lines = iter(_lsp("-c"))
    for line in lines:
        if line == port:
            found.extend(takewhile(lambda other: other.startswith(" "), lines))
            break
    return [name.strip() for name in found]


def clients(name: str) -> int:
    """Count the clients of a name, with those that JACK tells apart by a number."""
    pattern = re.compile(rf"{re.escape(name)}(-\d+)?:")
    return len({found.group() for port in _lsp() if (found := pattern.match(port))})


def _lsp(*options: str) -> list[str]:
    command = ["jack_lsp", *options]
    found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    return found.stdout.splitlines() if found.returncode == 0 else []
