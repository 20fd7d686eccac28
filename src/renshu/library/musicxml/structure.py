"""Bring any MusicXML tree into one shape: partwise, no namespaces, a part list that fits."""

import re

from lxml import etree

from renshu.errors import ScoreError
from renshu.library.musicxml import limits
from renshu.library.musicxml.xml import Element, matches, measures_of, text_of
from renshu.score.notation import Notice

_NAMESPACED = etree.XPath("//*[namespace-uri()]")


def arrange(root: Element, notices: list[Notice]) -> Element:
    """The `<score-partwise>` element of the document, in order and within the limits.

    Raises:
        ScoreError: it is no score, has no bars, or is larger than `limits` allow.
    """
    drop_namespaces(root)
    score = _score_element(root)
    if score.tag == "score-timewise":
        score = _partwise(score)
    _give_parts_their_ids(score, notices)
    _check_size(score)
    return score


_NAME = re.compile(r"[^\W\d][\w.-]*", re.ASCII)
"""What an element may be called; a damaged file may have one that is called `alter:0`."""


def drop_namespaces(root: Element) -> None:
    """Give every element its plain MusicXML name."""
    for element in matches(_NAMESPACED, root):
        name = str(element.tag).rpartition("}")[2]
        element.tag = name if _NAME.fullmatch(name) else "damaged"
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])


def _score_element(root: Element) -> Element:
    if root.tag in {"score-partwise", "score-timewise"}:
        return root
    for tag in ("score-partwise", "score-timewise"):
        inner = root.find(f".//{tag}")
        if inner is not None:
            return inner
    if root.tag == "opus":
        raise ScoreError("The file lists several scores (an opus) and holds none itself.")
    raise ScoreError("The file is not MusicXML.")


def _partwise(timewise: Element) -> Element:
    """The same score with measures inside parts."""
    score = etree.Element(
        "score-partwise", {str(key): str(value) for key, value in timewise.attrib.items()}
    )
    parts: dict[str, Element] = {}
    for child in list(timewise):
        if child.tag != "measure":
            score.append(child)
            continue
        for part in list(child.iterchildren("part")):
            name = part.get("id") or "P1"
            if name not in parts:
                parts[name] = etree.Element("part", {"id": name})
            part.tag = "measure"
            part.attrib.clear()
            part.attrib.update(child.attrib)
            parts[name].append(part)
    score.extend(parts.values())
    return score


def _give_parts_their_ids(score: Element, notices: list[Notice]) -> None:
    part_list = score.find("part-list")
    if part_list is None:
        part_list = etree.Element("part-list")
        _insert_before_parts(score, part_list)
    listed = {entry.get("id", ""): entry for entry in part_list.iterchildren("score-part")}
    parts = list(score.iterchildren("part"))
    free = [name for name in listed if name not in {part.get("id") for part in parts}]
    used: set[str] = set()
    for index, part in enumerate(parts, start=1):
        name = part.get("id", "")
        if name not in listed or name in used:
            name = _new_name(name, index, free, notices)
            part.set("id", name)
            if name not in listed:
                part_list.append(_score_part(name))
        used.add(name)
    for name in listed.keys() - used:
        part_list.remove(listed[name])


def _new_name(name: str, index: int, free: list[str], notices: list[Notice]) -> str:
    """A name for a part that the part list does not know: the next one without a part."""
    notices.append(Notice("", "", f"part {name or index} is not in the part list"))
    return free.pop(0) if free else f"part-{index}"


def _insert_before_parts(score: Element, part_list: Element) -> None:
    first = score.find("part")
    score.insert(score.index(first) if first is not None else len(score), part_list)


def _score_part(name: str) -> Element:
    entry = etree.Element("score-part", {"id": name})
    etree.SubElement(entry, "part-name").text = ""
    return entry


def _check_size(score: Element) -> None:
    parts = list(score.iterchildren("part"))
    bars = max((sum(1 for _ in measures_of(part)) for part in parts), default=0)
    notes = sum(1 for part in parts for _ in part.iterfind("measure/note"))
    for count, limit, what in (
        (len(parts), limits.PARTS, "parts"),
        (bars, limits.MEASURES, "bars"),
        (notes, limits.NOTES, "notes"),
    ):
        if count > limit:
            raise ScoreError(f"The score has {count:,} {what}; at most {limit:,} can be opened.")
    if not parts or not bars:
        raise ScoreError("The score is empty: it has no bars.")


def part_name(score: Element, part: Element) -> str:
    """The name of a part as the part list gives it."""
    for entry in score.iterfind("part-list/score-part"):
        if entry.get("id") == part.get("id"):
            return text_of(entry, "part-name")
    return ""
