"""The library as JSON objects, for the command line."""

from renshu.library.catalogue.entries import Entry, Report
from renshu.library.catalogue.works import Anime, Track


def entry_json(entry: Entry) -> dict[str, object]:
    """One object of `renshu list --json`."""
    return {
        "id": entry.id,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "composer": entry.composer,
        "arranger": entry.arranger,
        "lyricist": entry.lyricist,
        "source": entry.source,
        "reading": entry.reading,
        "kind": entry.kind,
        "level": entry.level,
        "own_difficulty": entry.own_difficulty,
        "anime": anime_json(entry.anime) if entry.anime else None,
        "track": track_json(entry.track) if entry.track else None,
        "path": entry.place,
        "hash": entry.file_hash,
        "is_starter": entry.is_starter,
        "is_missing": entry.is_missing,
        "score": entry.score_id,
        "bars": entry.bars,
        "repairs": entry.repairs,
        "fault": entry.fault,
        "added_at": entry.added_at.isoformat(),
        "opened_at": entry.opened_at.isoformat() if entry.opened_at else None,
    }


def anime_json(anime: Anime) -> dict[str, object]:
    """An anime as an object."""
    return {
        "id": anime.id,
        "title": anime.title,
        "native": anime.native,
        "romaji": anime.romaji,
        "english": anime.english,
        "reading": anime.reading,
        "year": anime.year,
        "season": anime.season,
        "format": anime.format,
        "series": anime.series,
    }


def track_json(track: Track) -> dict[str, object]:
    """A track as an object, without its anime."""
    return {
        "id": track.id,
        "title": track.title,
        "native": track.native,
        "romaji": track.romaji,
        "english": track.english,
        "reading": track.reading,
        "kind": track.kind,
        "number": track.number,
        "version": track.version,
        "composer": track.composer,
        "lyricist": track.lyricist,
        "vocalists": track.vocalists,
        "episode": track.episode,
        "wanted_at": track.wanted_at.isoformat() if track.wanted_at else None,
    }


def report_json(report: Report) -> dict[str, object]:
    """The object that `renshu import --json` prints."""
    return {
        "added": [entry_json(entry) for entry in report.added],
        "known": [entry_json(entry) for entry in report.known],
        "refused": [
            {"path": str(refusal.path), "reason": refusal.reason} for refusal in report.refused
        ],
    }
