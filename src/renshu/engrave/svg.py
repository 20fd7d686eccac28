"""Reads one system of Verovio's SVG into a `Drawing`."""

import re
from dataclasses import dataclass, replace
from math import dist
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from renshu.engrave.drawing import (
    SPACE,
    Area,
    Curve,
    Disc,
    Drawing,
    Line,
    Point,
    Staff,
    StemmedHeads,
    Symbol,
    Words,
)
from renshu.engrave.svg_brackets import read_bracket

FULL_SIZE = 0.72
"""Scale of a glyph beside a normal note: 720 units are four staff spaces."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HIDDEN = {"label", "labelAbbr", "scoreDef"}
_BRACKETS = {"octave", "pedal", "voltaBracket"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree an element stands."""

    part: str = ""
    owner: str | None = None
    is_upright: bool = False
    turn: tuple[float, float] = (0, 0)
    staff: int | None = None
    beam_staff: int | None = None
    """The staff in whose layer the beam stands that its notes are under."""


def read_system(svg: str) -> Drawing:
    """The shapes on a page, which holds one system."""
    root = ET.fromstring(svg)  # noqa: S314 - Verovio's own output, from our process
    return _Reader().read(root)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


def _points(text: str | None) -> tuple[Point, ...]:
    numbers = _numbers(text)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


class _Reader:
    def __init__(self) -> None:
        self.drawing = Drawing()
        self._staves = 0
        self._shape = {
            "g": self._group,
            "svg": self._page,
            "use": self._symbol,
            "path": self._path,
            "polyline": self._polyline,
            "polygon": self._polygon,
            "rect": self._rectangle,
            "ellipse": self._disc,
            "text": self._text,
            "defs": self._definitions,
        }

    def read(self, root: Element) -> Drawing:
        self._children(root, _Place())
        return self.drawing

    def _children(self, element: Element, place: _Place) -> None:
        for child in element:
            read = self._shape.get(_name(child))
            if read:
                read(child, place)

    def _definitions(self, element: Element, _: _Place) -> None:
        for glyph in element:
            path = next(iter(glyph), None)
            if path is not None and path.get("d"):
                self.drawing.outlines[int(glyph.get("id", "0")[:4], 16)] = path.get("d", "")

    def _page(self, element: Element, place: _Place) -> None:
        self.drawing.width = _numbers(element.get("viewBox"))[2]
        self._children(element, place)

    def _group(self, element: Element, place: _Place) -> None:
        classes = (element.get("class") or place.part).split()
        part = classes[0] if classes else ""
        if part in _HIDDEN or "placeholder" in classes:
            return
        place = replace(place, part=part)
        if part == "page-margin":
            self.drawing.indent = (_numbers(element.get("transform")) or [0])[0]
        bracket = read_bracket(element, part) if part in _BRACKETS else None
        if bracket:
            self.drawing.brackets.append(bracket)
            return
        place = self._on_staff(element, place)
        if part in ("note", "rest"):
            place = replace(place, owner=element.get("id"))
        if (element.get("transform") or "").startswith("rotate"):
            _, x, y = _numbers(element.get("transform"))
            place = replace(place, is_upright=True, turn=(x, y))
        if part == "measure":
            self.drawing.measures.append([])
        if part == "staff":
            self._staff_lines(element)
        if part == "chord" or (
            part == "note" and element.find("./*[@class='notehead']") is not None
        ):
            self._heads(element, place)
        self._children(element, place)

    def _on_staff(self, element: Element, place: _Place) -> _Place:
        """The place with the staff it is on: a note may stand on another than its voice."""
        if place.part == "measure":
            self._staves = 0
        elif place.part == "staff":
            place = replace(place, staff=self._staves)
            self._staves += 1
        elif place.part == "beam":
            place = replace(place, beam_staff=place.staff)
        if element.get("data-staff"):
            place = replace(place, staff=int(element.get("data-staff", 1)) - 1)
        return place

    def _staff_lines(self, element: Element) -> None:
        paths = [child for child in element if _name(child) == "path"]
        ends = [_points(path.get("d")) for path in paths]
        for path in paths:
            element.remove(path)
        if ends:
            (left, _), (right, _) = ends[0]
            lines = tuple(sorted(start[1] for start, _ in ends))
            self.drawing.measures[-1].append(Staff(left, right, lines))

    def _heads(self, element: Element, place: _Place) -> None:
        heads: list[Symbol] = []
        stem: float | None = None
        note = place
        for group in element.iter():
            if group.get("class") == "note":
                note = self._on_staff(group, replace(place, owner=group.get("id")))
            elif group.get("class") == "notehead":
                uses = [child for child in group if _name(child) == "use"]
                heads += [self._read_use(use, replace(note, part="notehead")) for use in uses]
                for use in uses:
                    group.remove(use)
            elif group.get("class") == "stem":
                stem = next((_stem_x(child) for child in group if _stem_x(child)), stem)
        if heads:
            self.drawing.heads.append(StemmedHeads(tuple(heads), stem))

    def _read_use(self, element: Element, place: _Place) -> Symbol:
        code = int((element.get("href") or "#0")[1:5], 16)
        x, y, scale, *_ = _numbers(element.get("transform"))
        if place.is_upright:
            # A turn by -90 degrees around a point.
            x, y = place.turn[0] + (y - place.turn[1]), place.turn[1] - (x - place.turn[0])
        size = scale / FULL_SIZE
        return Symbol(place.part, code, x, y, size, place.owner, place.is_upright, place.staff)

    def _symbol(self, element: Element, place: _Place) -> None:
        self.drawing.symbols.append(self._read_use(element, place))

    def _path(self, element: Element, place: _Place) -> None:
        data = element.get("d") or ""
        points = _points(data)
        if "C" not in data:
            width = float(element.get("stroke-width") or 0)
            is_dashed = element.get("stroke-dasharray") is not None
            tip = place.staff if place.beam_staff is None else place.beam_staff
            line = Line(place.part, points, width, is_dashed, place.staff, tip)
            self.drawing.lines.append(line)
        elif len(points) == 7:
            start, *out, end, b2, b1, _ = points
            inner = [_middle(p, q) for p, q in zip(out, (b1, b2), strict=True)]
            edges = float(element.get("stroke-width") or 0)
            apart = max(dist(p, q) for p, q in zip(out, (b1, b2), strict=True))
            points = start, inner[0], inner[1], end
            self.drawing.curves.append(Curve(place.part, points, 0.75 * apart + edges))

    def _polyline(self, element: Element, place: _Place) -> None:
        width = float(element.get("stroke-width") or 0)
        points = _points(element.get("points"))
        is_dashed = element.get("stroke-dasharray") is not None
        self.drawing.lines.append(Line(place.part, points, width, is_dashed, place.staff))

    def _polygon(self, element: Element, place: _Place) -> None:
        self.drawing.areas.append(Area(place.part, _points(element.get("points")), place.staff))

    def _rectangle(self, element: Element, place: _Place) -> None:
        if element.get("fill-opacity") == "0":
            return  # a frame around words
        x, y, width, height = (float(element.get(a, 0)) for a in ("x", "y", "width", "height"))
        if place.part == "syl" and width < SPACE:
            self.drawing.words.append(Words("syl", x, y, 0, "-"))
            return
        if height > width:
            ends: tuple[Point, ...] = ((x + width / 2, y), (x + width / 2, y + height))
        else:
            ends = ((x, y + height / 2), (x + width, y + height / 2))
        self.drawing.lines.append(Line(place.part, ends, min(width, height)))

    def _disc(self, element: Element, place: _Place) -> None:
        x, y = float(element.get("cx", 0)), float(element.get("cy", 0))
        self.drawing.discs.append(Disc(place.part, x, y, place.staff))

    def _text(self, element: Element, place: _Place) -> None:
        """One `Words` for each run that has a place of its own."""
        start = Words(place.part, 0, 0, 0, "", owner=place.owner)
        for run in _runs(element, start):
            if run.text.strip():
                self.drawing.words.append(run)


def _runs(element: Element, start: Words) -> list[Words]:
    """The text of an element and its children; a child with an x begins another run."""
    runs = [start]

    def visit(node: Element) -> None:
        if node.get("x"):
            runs.append(replace(runs[-1], text=""))
        size = (node.get("font-size") or "0").removesuffix("px")
        runs[-1] = replace(
            runs[-1],
            x=float(node.get("x") or runs[-1].x),
            y=float(node.get("y") or runs[-1].y),
            size=max(float(size), runs[-1].size),
            anchor=node.get("text-anchor") or runs[-1].anchor,
            text=runs[-1].text + (node.text or "").strip("\n\t"),
        )
        for child in node:
            visit(child)

    visit(element)
    return runs


def _stem_x(element: Element) -> float | None:
    if _name(element) == "path":
        return _points(element.get("d"))[0][0]
    return None


def _middle(p: Point, q: Point) -> Point:
    return (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
