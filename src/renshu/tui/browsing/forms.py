"""What can be said of series, tracks and arrangements, as the fields of a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from renshu.library.catalogue import (
    ANIME_FIELDS,
    EDITABLE,
    FORMATS,
    KINDS,
    SEASONS,
    TRACK_FIELDS,
    Anime,
    Catalogue,
    Entry,
    Track,
)
from renshu.tui.browsing.items import Item

_HINTS = {
    "kind": ", ".join(KINDS),
    "season": ", ".join(SEASONS),
    "format": ", ".join(FORMATS),
    "reading": "in kana",
    "difficulty": "1 to 9",
    "number": "2 for OP2",
    "version": "TV size, Yui ver. …",
}
_LABELS = {"native": "title", "source": "heard in"}


@dataclass(frozen=True, slots=True)
class FormField:
    """A line of a form."""

    name: str
    """What it is about, and the field: `track.kind`."""
    label: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields about one thing."""

    heading: str
    fields: tuple[FormField, ...]


WISH = (
    Section(
        "Which track do you want to learn?",
        (
            FormField("track.native", "title", hint="一番の宝物, or in Latin letters"),
            FormField("anime", "series", hint="Angel Beats!"),
            FormField("track.kind", "kind", hint=_HINTS["kind"]),
        ),
    ),
)
"""The form for a track that there is no score of."""


def edit_form(item: Item) -> tuple[Section, ...]:
    """The form for what a line stands for, and for what it belongs to."""
    return tuple(_sections(item))


def save(catalogue: Catalogue, item: Item, words: Mapping[str, str]) -> None:
    """Keep what was said in the form of an item.

    Args:
        catalogue: Where it is kept; files are not touched.
        item: What the form was about.
        words: The fields that have been changed; an empty one gives way to what files say.

    Raises:
        LibraryError: A field cannot be that, or it cannot be written.
    """
    said = {about: _about(about, words) for about in ("score", "track", "anime")}
    if item.anime is not None and said["anime"]:
        catalogue.edit_anime(item.anime.id, said["anime"])
    if item.track is not None and said["track"]:
        catalogue.edit_track(item.track.id, said["track"])
    if item.entry is not None and said["score"]:
        catalogue.edit_entry(item.entry.id, said["score"])


def want(catalogue: Catalogue, words: Mapping[str, str]) -> int:
    """Put the track of the wish form on the list; its id.

    Raises:
        LibraryError: It has no title, or cannot be written.
    """
    from renshu.library.catalogue.names import title_field

    track = _about("track", words)
    title = track.pop("native", "")
    if title.strip():
        track[title_field(title)] = title
    return catalogue.want(track, words.get("anime", "").strip())


def _sections(item: Item) -> Iterator[Section]:
    if item.entry is not None:
        yield Section("This score", _fields("score", EDITABLE, item.entry))
    if item.track is not None:
        yield Section(f"The track “{item.track.title}”", _fields("track", TRACK_FIELDS, item.track))
    if item.anime is not None:
        yield Section(
            f"The series “{item.anime.title}”", _fields("anime", ANIME_FIELDS, item.anime)
        )


def _fields(
    about: str, names: tuple[str, ...], thing: Entry | Track | Anime
) -> tuple[FormField, ...]:
    return tuple(
        FormField(
            f"{about}.{name}", _LABELS.get(name, name), _value(thing, name), _HINTS.get(name, "")
        )
        for name in names
    )


def _value(thing: Entry | Track | Anime, name: str) -> str:
    value = getattr(thing, "own_difficulty" if name == "difficulty" else name)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _about(about: str, words: Mapping[str, str]) -> dict[str, str]:
    named = (name.partition(".") for name in words)
    return {field: words[f"{what}.{field}"] for what, _, field in named if what == about and field}
