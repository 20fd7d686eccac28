"""Picking one of many by typing a part of its name."""

from collections.abc import Iterable
from typing import NamedTuple

from renshu.library.folding import folded


class Choice(NamedTuple):
    """One of the things that can be picked."""

    key: str
    name: str
    note: str = ""


def fitting(choices: Iterable[Choice], text: str) -> list[Choice]:
    """The choices that have all the words of a text, in their order."""
    words = folded(text).split()
    return [one for one in choices if _has(folded(f"{one.name} {one.note}"), words)]


def _has(name: str, words: list[str]) -> bool:
    return all(word in name for word in words)
