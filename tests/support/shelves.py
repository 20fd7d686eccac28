"""Libraries that need no disk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from renshu.library.catalogue import Anime, Entry, Shelf, Track
from renshu.tui.browsing.collection import Collection

DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)

ANGEL_BEATS = Anime(1, "Angel Beats!", "", "", "", 2010, "spring", "TV", "")
CLANNAD = Anime(2, "クラナド", "Clannad", "", "", 2007, "fall", "TV", "")


def track(track_id: int, title: str, anime: Anime | None = None, **fields: object) -> Track:
    """A track of which only a few things are known."""
    plain = Track(
        track_id, anime, title, "", "", "", "", None, "", "", "", "", "", None,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


def entry(entry_id: int, title: str, of: Track | None = None, **fields: object) -> Entry:
    """An arrangement of which only a few things are known."""
    plain = Entry(
        id=entry_id, place=f"/scores/{title}.musicxml", title=title, subtitle="", composer="",
        arranger="", lyricist="", source="", reading="", kind="", level="", own_difficulty=None,
        is_starter=False, is_missing=False, added_at=DAY + timedelta(days=entry_id),
        file_hash=f"hash {entry_id}", score_id=f"score {entry_id}", bars=10, opened_at=None,
        repairs=0, fault="", track=of,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


OPENING = track(1, "My Soul, Your Beats!", ANGEL_BEATS, kind="OP", number=1)
TREASURE = track(2, "一番の宝物", ANGEL_BEATS, romaji="Ichiban no Takaramono", kind="insert")
ENDING = track(3, "だんご大家族", CLANNAD, kind="ED")
WISH = track(4, "Brave Song", ANGEL_BEATS, kind="ED", wanted_at=DAY)

BEATS = entry(1, "My Soul, Your Beats!", OPENING, own_difficulty=6.0)
EASY = entry(2, "Ichiban no Takaramono", TREASURE, level="easy", composer="Jun Maeda")
FULL = entry(3, "一番の宝物", TREASURE, level="full")
DANGO = entry(4, "だんご大家族", ENDING, is_missing=True)
CANON = entry(5, "Canon", None, source="", composer="Pachelbel")


def shelf(entries: Sequence[Entry] = (BEATS, EASY, FULL, DANGO, CANON)) -> Shelf:
    """Two series, four tracks, one of them only wanted."""
    tracks = (OPENING, TREASURE, ENDING, WISH)
    return Shelf((ANGEL_BEATS, CLANNAD), tracks, tuple(sorted(entries, key=lambda e: e.title)))


def collection(**known: object) -> Collection:
    """That library, and what is known of it besides."""
    return replace(Collection(shelf()), **known)  # type: ignore[arg-type]
