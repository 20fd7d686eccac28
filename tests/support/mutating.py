"""Damage to score files, as transmission, converters and bad editors do it."""

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

_ODD_TEXTS = ("", "-1", "0", "999999999", "1.5", "NaN", "x", "１２", " 4 ", "1e9", "-0.25")


def plain(data: bytes) -> bytes:
    """The XML of a file that may be zipped."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith("META-INF")]
        return archive.read(next(name for name in names if name.endswith(("xml",))))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to five faults of one kind."""
    xml = plain(data)
    on_tree = (_drop, _double, _retext, _move, _reattribute)
    damage = chance.choice((_flip_bits, _cut, _drop_lines, *map(_on_tree, on_tree)))
    for _ in range(chance.randint(1, 5)):
        xml = damage(xml, chance)
    return xml


def _flip_bits(xml: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(xml)
    for _ in range(chance.randint(1, 4)):
        if damaged:
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut(xml: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(xml))
    end = min(len(xml), start + chance.randint(1, 200))
    return xml[:start] if chance.random() < 0.3 else xml[:start] + xml[end:]


def _drop_lines(xml: bytes, chance: random.Random) -> bytes:
    lines = re.split(rb"(?<=>)", xml)
    place = chance.randint(0, len(lines))
    return b"".join(lines[:place] + lines[place + chance.randint(1, 4) :])


def _on_tree(
    change: Callable[[etree._Element, random.Random], None],
) -> Callable[[bytes, random.Random], bytes]:
    def damage(xml: bytes, chance: random.Random) -> bytes:
        try:
            root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return xml
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if elements:
            change(chance.choice(elements), chance)
        return etree.tostring(root)

    return damage


def _drop(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None and (len(element) < 20 or chance.random() < 0.1):
        parent.remove(element)


def _double(element: etree._Element, chance: random.Random) -> None:
    copies = chance.randint(1, 3)
    for _ in range(copies):
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def _retext(element: etree._Element, chance: random.Random) -> None:
    leaves = [leaf for leaf in element.iter(etree.Element) if len(leaf) == 0]
    if leaves:
        chance.choice(leaves).text = chance.choice(_ODD_TEXTS)


def _move(element: etree._Element, chance: random.Random) -> None:
    root = element.getroottree().getroot()
    inside = set(element.iter())
    places = [place for place in root.iter(etree.Element) if place not in inside]
    chance.choice(places).append(element)


def _reattribute(element: etree._Element, chance: random.Random) -> None:
    carriers = [e for e in element.getroottree().getroot().iter(etree.Element) if e.attrib]
    if carriers:
        carrier = chance.choice(carriers)
        name = chance.choice(list(carrier.attrib))
        carrier.set(name, chance.choice(_ODD_TEXTS))
