"""The commands that tell the library something: edit, want."""

import argparse
from collections.abc import Mapping, Sequence

from renshu.cli.finding import score_entry
from renshu.cli.output import print_facts, print_json, print_line
from renshu.cli.rooms import open_catalogue, open_folders
from renshu.errors import LibraryError
from renshu.library.catalogue import Catalogue, Entry, entry_json
from renshu.library.catalogue.names import title_field

_WHOLE = ("track", "anime")
"""What a field may belong to beside the score itself: `track.native`, `anime.year`."""


def edit(options: argparse.Namespace) -> int:
    """Say what fields of a score, its track and its anime should be; print what they are."""
    words = _words(options.words)
    with open_catalogue(open_folders()) as catalogue:
        entry = score_entry(options.score, catalogue)
        _say(catalogue, entry, words)
        edited = entry_json(catalogue.entry(entry.id))
    if options.json:
        print_json(edited)
    else:
        print_facts(_told(edited), as_json=False)
    return 0


def want(options: argparse.Namespace) -> int:
    """Put a track on the list of those that the player wants to learn."""
    with open_catalogue(open_folders()) as catalogue:
        catalogue.want({title_field(options.title): options.title}, options.anime)
        for track in catalogue.shelf().wanted:
            anime = f" ({track.anime.title})" if track.anime else ""
            print_line(f"{track.full_title}{anime}")
    return 0


def _say(catalogue: Catalogue, entry: Entry, words: Mapping[str, Mapping[str, str]]) -> None:
    if words[""]:
        catalogue.edit_entry(entry.id, words[""])
    track = catalogue.entry(entry.id).track
    if words["track"] and track:
        catalogue.edit_track(track.id, words["track"])
    if words["anime"] and track:
        if track.anime is None:
            raise LibraryError(f"“{track.title}” is from no anime; source=NAME says from which.")
        catalogue.edit_anime(track.anime.id, words["anime"])


def _words(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    """Words by what they are about: nothing for the score itself, `track` or `anime`."""
    words: dict[str, dict[str, str]] = {"": {}, **{name: {} for name in _WHOLE}}
    for text in texts:
        name, sign, value = text.partition("=")
        about, dot, field = name.strip().rpartition(".")
        if not sign or (dot and about not in _WHOLE):
            raise LibraryError(f"“{text}” is not of the form field=value.")
        words[about][field] = value
    return words


def _told(edited: Mapping[str, object]) -> dict[str, object]:
    """The fields that say something, those of the track and the anime by their long names."""
    told: dict[str, object] = {}
    for name, value in edited.items():
        if isinstance(value, dict):
            told |= {f"{name}.{part}": one for part, one in value.items() if one and part != "id"}
        elif value not in {"", None, False}:
            told[name] = value
    return told
