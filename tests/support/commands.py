"""Commands of `renshu` as tests type them."""

from collections.abc import Callable

Renshu = Callable[..., tuple[int, str, str]]
"""Runs a command with any arguments: its exit status, what it printed, and its faults."""
