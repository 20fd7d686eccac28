"""Small readers of XML elements, shared by the modules that look at the tree."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element

Children: TypeAlias = Mapping[str, Element]
"""The children of an element by name; of several with one name the last."""


def text_of(element: Element | None, path: str = "") -> str:
    """The stripped text of `element`, or of its child at `path`; empty where there is none."""
    if path and element is not None:
        element = element.find(path)
    return (element.text or "").strip() if element is not None else ""


def whole_text(element: Element) -> str:
    """All text inside `element`, with white space folded."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def number_of(text: str) -> float | None:
    """A finite number, or None where `text` is not one."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def whole_number_of(text: str) -> int | None:
    """A whole number, `4.0` included, or None where `text` is not one."""
    value = number_of(text)
    return int(value) if value is not None and value == int(value) else None


def fraction_of(text: str) -> Fraction | None:
    """The exact value of a decimal number, or None where `text` is not one."""
    if number_of(text) is None:
        return None
    return Fraction(text.strip())


def semitones_of(transpose: Element) -> int:
    """Semitones from written to sounding pitch, as a `<transpose>` says."""
    chromatic = whole_number_of(text_of(transpose, "chromatic")) or 0
    return chromatic + 12 * (whole_number_of(text_of(transpose, "octave-change")) or 0)


def matches(path: etree.XPath, root: Element) -> list[Element]:
    """The elements that a compiled path finds, quicker than a walk in Python."""
    return cast("list[Element]", path(root))


def has_child(element: Element, tag: str) -> bool:
    """Whether `element` has a child `tag`."""
    return element.find(tag) is not None


def measures_of(part: Element) -> Iterator[Element]:
    """The `<measure>` elements of a `<part>`."""
    return part.iterchildren("measure")


def remove(element: Element) -> None:
    """Take `element` out of its parent; text around it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
