"""Reads the brackets in Verovio's SVG: octave lines, pedal lines, and endings."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from renshu.engrave.drawing import SPACE, Bracket, Point

HOOK = 20
"""Units from the end of a bracket within which its hook lies."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

_OCTAVES = {0xE510: ("8va", "8vb"), 0xE514: ("15ma", "15mb"), 0xE517: ("22ma", "22mb")}
"""What is read above and below the staff, by the code point of the figure."""

_OPENING = 0xE51A
"""The parenthesis before the figure of a line that comes from the system before."""

Piece = tuple[Point, Point]


def read_bracket(element: Element, part: str) -> Bracket | None:
    """The bracket that a group draws; None if it draws none, but a sign perhaps."""
    pieces = list(_pieces(element))
    if part == "octave":
        return _octave(element, pieces)
    if not pieces:
        return None
    left, right = _extent(pieces)
    hooks = [x for (x, y0), (_, y1) in pieces if abs(y1 - y0) > SPACE / 2]
    level = [y0 for (_, y0), (_, y1) in pieces if y0 == y1]
    ys = level or [y for piece in pieces for _, y in piece]
    return Bracket(
        part=part,
        left=left,
        right=right,
        y=ys[0],
        text=_ending(" ".join("".join(element.itertext()).split())),
        is_above=part == "voltaBracket",
        has_start=any(x - left < HOOK for x in hooks),
        has_end=any(right - x < HOOK for x in hooks),
    )


def _ending(text: str) -> str:
    return f"{text}." if text.isdigit() else text


def _octave(element: Element, pieces: list[Piece]) -> Bracket | None:
    figures = [
        (int((use.get("href") or "#0")[1:5], 16), _numbers(use.get("transform"))[:2])
        for use in element.iter()
        if _name(use) == "use"
    ]
    known = [(code, place) for code, place in figures if code in _OCTAVES]
    if not known:
        return None
    code, (left, y) = known[0]
    is_above = element.get("data-dis.place") != "below"
    text = _OCTAVES[code][0 if is_above else 1]
    points = [point for piece in pieces for point in piece]
    return Bracket(
        part="octave",
        left=min(place[0] for _, place in figures),
        right=max([x for x, _ in points], default=left),
        y=pieces[0][0][1] if pieces else y - SPACE / 2,
        text=f"({text})" if any(code == _OPENING for code, _ in figures) else text,
        is_above=is_above,
        is_dashed=True,
        has_end=any(_name(child) == "polyline" for child in element),
    )


def _pieces(element: Element) -> Iterator[Piece]:
    """The straight strokes of a group."""
    for child in element.iter():
        if _name(child) == "rect":
            x, y, width, height = (float(child.get(a, 0)) for a in ("x", "y", "width", "height"))
            if height > width:
                yield (x + width / 2, y), (x + width / 2, y + height)
            else:
                yield (x, y + height / 2), (x + width, y + height / 2)
        elif _name(child) in ("path", "polyline"):
            numbers = _numbers(child.get("d") or child.get("points"))
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            yield from pairwise(points)


def _extent(pieces: list[Piece]) -> tuple[float, float]:
    xs = [x for piece in pieces for x, _ in piece]
    return min(xs), max(xs)


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
