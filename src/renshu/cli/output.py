"""Printing: text tables, JSON lines, and titles that cannot talk to the terminal."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from renshu.harmless import harmless, harmless_json, harmless_lines


def print_line(text: str = "") -> None:
    """Write one line, or the few that a text has, to standard output."""
    sys.stdout.write(harmless_lines(text) + "\n")


def print_fault(sentence: str) -> None:
    """Write what is wrong to standard error."""
    sys.stderr.write(f"renshu: {harmless(sentence)}\n")


def print_json(value: object) -> None:
    """Write one JSON value as one line."""
    sys.stdout.write(harmless_json(json.dumps(value, ensure_ascii=False)) + "\n")


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows under heads, columns as wide as their widest cell."""
    lines = [list(heads), *([harmless(str(cell)) for cell in row] for row in rows)]
    widths = [max(map(display_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell + " " * (width - display_width(cell))
            for cell, width in zip(line, widths, strict=True)
        )
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def print_facts(facts: Mapping[str, object], *, as_json: bool) -> None:
    """Write named facts, as aligned lines or as one JSON object."""
    if as_json:
        print_json({name: _json_ready(value) for name, value in facts.items()})
        return
    width = max(map(len, facts))
    for name, value in facts.items():
        print_line(f"{name:<{width}}  {harmless(str(value))}")


def display_width(text: str) -> int:
    """Terminal columns of `text`: wide East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _json_ready(value: object) -> object:
    return (
        value if isinstance(value, (str, int, float, bool, type(None), list, dict)) else str(value)
    )
