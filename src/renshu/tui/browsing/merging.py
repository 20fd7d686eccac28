"""What can be made one with what: series with series, tracks with tracks, scores with tracks."""

from collections.abc import Callable
from dataclasses import dataclass

from renshu.library.catalogue import Anime, Catalogue, Entry, Shelf, Track
from renshu.tui.browsing.items import Item
from renshu.tui.browsing.picking import Choice


@dataclass(frozen=True, slots=True)
class Offer:
    """A question, what may be the answer, and what then is done."""

    question: str
    choices: tuple[Choice, ...]
    """Their keys are ids."""
    merge: Callable[[Catalogue, int], None]


def offers(item: Item, shelf: Shelf) -> Offer | None:
    """What a line may be merged into; None where there is nothing."""
    match item.thing:
        case Entry() as entry:
            offer = _for_entry(entry, shelf)
        case Track() as track:
            offer = _for_track(track, shelf)
        case Anime() as anime:
            offer = _for_anime(anime, shelf)
        case _:
            return None
    return offer if offer.choices else None


def _for_entry(entry: Entry, shelf: Shelf) -> Offer:
    here = entry.track.id if entry.track else None
    return Offer(
        f"Which track is “{entry.title}” an arrangement of?",
        tuple(_track_choice(one) for one in shelf.tracks if one.id != here),
        lambda catalogue, track: catalogue.assign(entry.id, track),
    )


def _for_track(track: Track, shelf: Shelf) -> Offer:
    return Offer(
        f"Which track is the same as “{track.title}”? Its name will stand.",
        tuple(_track_choice(one) for one in shelf.tracks if one.id != track.id),
        lambda catalogue, kept: catalogue.merge_tracks(kept, [track.id]),
    )


def _for_anime(anime: Anime, shelf: Shelf) -> Offer:
    return Offer(
        f"Which series is the same as “{anime.title}”? Its name will stand.",
        tuple(
            Choice(str(one.id), "  ".join(one.titles), str(one.year or ""))
            for one in shelf.animes
            if one.id != anime.id
        ),
        lambda catalogue, kept: catalogue.merge_animes(kept, [anime.id]),
    )


def _track_choice(track: Track) -> Choice:
    where = track.anime.title if track.anime else ""
    name = "  ".join(filter(None, (*track.titles, track.version)))
    return Choice(str(track.id), name, where)
