"""The questions in a pseudo-terminal whose other end answers as terminals do."""

import os
import pty
import select
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from renshu.tui.terminal.answers import QUESTIONS, understand
from renshu.tui.terminal.asking import ask, find_abilities

KITTY = b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;20;10t\x1b[?62;c"
PATIENCE = 0.15


@contextmanager
def terminal(*answers: bytes, pause: float = 0.0) -> Iterator[int]:
    """A terminal that waits for the questions, then says one thing after the other."""
    controller, program = pty.openpty()

    def answer() -> None:
        heard = b""
        while QUESTIONS not in heard:
            heard += os.read(controller, 4096)
        for part in answers:
            time.sleep(pause)
            os.write(controller, part)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield program
    finally:
        thread.join()
        os.close(controller)
        os.close(program)


def left_over(descriptor: int) -> bytes:
    """What the next reader of the keyboard would find, line or no line."""
    mode = termios.tcgetattr(descriptor)
    mode[3] &= ~termios.ICANON
    termios.tcsetattr(descriptor, termios.TCSANOW, mode)
    return os.read(descriptor, 4096) if select.select([descriptor], [], [], 0.02)[0] else b""


@pytest.mark.parametrize(
    "answers", [(KITTY,), tuple(bytes([byte]) for byte in KITTY), (KITTY[:20], KITTY[20:])]
)
def test_answers_are_read_whole_and_nothing_is_left(answers: tuple[bytes, ...]) -> None:
    with terminal(*answers, pause=0.001) as descriptor:
        before = termios.tcgetattr(descriptor)
        assert understand(ask(descriptor, 5)).has_kitty
        assert termios.tcgetattr(descriptor) == before
        assert left_over(descriptor) == b""


def test_a_terminal_that_knows_nothing_is_not_waited_for() -> None:
    with terminal(b"\x1b[?6c") as descriptor:
        started = time.monotonic()
        ask(descriptor, 5)
        assert time.monotonic() - started < 1


@pytest.mark.parametrize("answers", [(), (b"garbage \x1b[ \x1b_G",)])
def test_a_terminal_that_never_answers_costs_no_more_than_the_patience(
    answers: tuple[bytes, ...],
) -> None:
    with terminal(*answers) as descriptor:
        started = time.monotonic()
        assert not understand(ask(descriptor, PATIENCE)).has_kitty
        assert time.monotonic() - started < PATIENCE + 0.1


def test_a_slow_answer_is_waited_for_where_there_is_patience() -> None:
    with terminal(b"\x1b_Gi=31;OK\x1b\\", b"\x1b[?62;c", pause=0.1) as descriptor:
        assert understand(ask(descriptor, 5)).has_kitty


def test_what_is_no_terminal_is_not_asked() -> None:
    reading, writing = os.pipe()
    assert ask(reading) == b""
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "dumb"}, {"TERM": "xterm", "TMUX": "x"}, {"TERM": "xterm", "SSH_TTY": "x"}],
)
def test_nothing_is_asked_where_pictures_do_not_arrive(environment: dict[str, str]) -> None:
    started = time.monotonic()
    assert not find_abilities(environment).has_kitty
    assert time.monotonic() - started < 0.05
