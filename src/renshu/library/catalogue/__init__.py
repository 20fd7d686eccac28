"""The catalogue: all scores that the player has, wherever they lie."""

from renshu.library.catalogue.entries import (
    Entry,
    PieceState,
    Refusal,
    Report,
    entry_json,
    report_json,
)
from renshu.library.catalogue.store import Catalogue

__all__ = [
    "Catalogue",
    "Entry",
    "PieceState",
    "Refusal",
    "Report",
    "entry_json",
    "report_json",
]
