"""What the metadata of a file proposes: the anime and the track that it arranges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from renshu.library.catalogue.names import name_key, title_field

_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)\)$")
_VERSION = re.compile(
    r"^(?P<title>.+?)\s*[\(\[（［~〜-]\s*"
    r"(?P<version>[^()\[\]（）［］]*?(?:\b(?:ver(?:\.|sion)?|size|edit|mix)|バージョン|サイズ))"
    r"\s*[\)\]）］~〜-]?$",
    re.IGNORECASE,
)
_USE = re.compile(
    r"^(?P<source>.*?)[\s\-–—:,(]*\b(?P<kind>OP|ED|opening|ending|insert)"
    r"(?:\s+(?:theme|song))?\s*(?P<number>\d{1,2})?\)?$",
    re.IGNORECASE,
)
_FROM = (
    re.compile(r"^from (?P<source>[“\"「『][^”\"」』]+[”\"」』])$", re.IGNORECASE),
    re.compile(r"^from (?P<source>(?!the\b|a\b|an\b).+)$", re.IGNORECASE),
    re.compile(r"^(?P<source>[「『][^」』]+[」』])より$"),
    re.compile(r"^(?P<source>.+?)[\s\-–—:]+(?:OST|original soundtrack)$", re.IGNORECASE),
)
_NO_SERIES = re.compile(r"\b(?:piano|solo|arr|arrangement|easy|cover|version)\b", re.IGNORECASE)
_KINDS = {"opening": "OP", "ending": "ED", "op": "OP", "ed": "ED", "insert": "insert"}
_QUOTES = '“”"「」『』 '


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an arrangement, by the player or else by its file."""

    title: str
    subtitle: str
    composer: str
    lyricist: str
    source: str
    reading: str
    kind: str
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An anime and a track as one file has them; empty where it says nothing."""

    anime_key: str
    """What is equal for files of one anime; empty for a piece from none."""
    track_key: str
    """What is equal, within an anime, for arrangements of one track."""
    anime: Mapping[str, str]
    """By field."""
    track: Mapping[str, str]


def propose(said: Said) -> Proposal:
    """What to make of the metadata of a file."""
    source, kind, number = _use(said)
    title, version = _version(said)
    track = {
        title_field(title): title,
        "reading": said.reading,
        "kind": kind,
        "number": number,
        "version": version,
        "composer": said.composer,
        "lyricist": said.lyricist,
        "vocalists": said.extra.get("vocalists") or said.extra.get("vocals", ""),
        "episode": said.extra.get("episode") or said.extra.get("use", ""),
        **_own_titles(said.extra),
    }
    return Proposal(
        name_key(source), _track_key(said, title, version, source), _anime(source), track
    )


def track_key(title: str, version: str) -> str:
    """What is equal for the arrangements of one track of an anime."""
    return f"{name_key(title)} {name_key(version)}".rstrip()


def _track_key(said: Said, title: str, version: str, source: str) -> str:
    """Outside of any anime equal titles are common: there the composer and subtitle tell too."""
    key = track_key(title, version)
    return key if source else f"{key}/{name_key(said.subtitle)}/{name_key(said.composer)}"


def _anime(source: str) -> dict[str, str]:
    if not source:
        return {}
    year = _YEAR.search(source)
    return {title_field(source): source, "year": year["year"] if year else ""}


def _use(said: Said) -> tuple[str, str, str]:
    """Series, kind and number; the subtitle tells them where no field does."""
    number = said.extra.get("number", "")
    number = number if number.isdecimal() else ""
    if said.source:
        return said.source, said.kind, number
    for pattern in _FROM:
        if found := pattern.match(said.subtitle):
            return _unquoted(found["source"]), said.kind, number
    found = _USE.match(said.subtitle)
    series = _unquoted(found["source"]) if found else ""
    if found is None or not series or _NO_SERIES.search(series):
        return "", said.kind, number
    kind = said.kind or _KINDS[found["kind"].lower()]
    return series, kind, number or found["number"] or ""


def _unquoted(source: str) -> str:
    return source.strip(_QUOTES)


def _version(said: Said) -> tuple[str, str]:
    """The title without its version, and the version."""
    if "version" in said.extra:
        return said.title, said.extra["version"]
    found = _VERSION.match(said.title)
    return (found["title"], found["version"]) if found else (said.title, "")


def _own_titles(extra: Mapping[str, str]) -> dict[str, str]:
    """Titles that the file has fields of their own for."""
    fields = ("native", "romaji", "english")
    return {field: extra[f"title-{field}"] for field in fields if extra.get(f"title-{field}")}
