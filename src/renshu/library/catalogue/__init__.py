"""The catalogue: all scores that the player has, wherever they lie, and what they arrange."""

from renshu.library.catalogue.describing import anime_json, entry_json, report_json, track_json
from renshu.library.catalogue.entries import (
    EDITABLE,
    Entry,
    PieceState,
    Refusal,
    Report,
    Shelf,
)
from renshu.library.catalogue.search import Found, Standing
from renshu.library.catalogue.store import Catalogue
from renshu.library.catalogue.works import (
    ANIME_FIELDS,
    FORMATS,
    KINDS,
    SEASONS,
    TRACK_FIELDS,
    Anime,
    Track,
)

__all__ = [
    "ANIME_FIELDS",
    "EDITABLE",
    "FORMATS",
    "KINDS",
    "SEASONS",
    "TRACK_FIELDS",
    "Anime",
    "Catalogue",
    "Entry",
    "Found",
    "PieceState",
    "Refusal",
    "Report",
    "Shelf",
    "Standing",
    "Track",
    "anime_json",
    "entry_json",
    "report_json",
    "track_json",
]
