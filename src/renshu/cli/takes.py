"""The commands about takes: replay and history."""

import argparse
import asyncio
import dataclasses
from datetime import UTC, datetime
from pathlib import Path

from renshu.cli.finding import score_path
from renshu.cli.output import print_json, print_line, print_table
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders, Settings
from renshu.errors import ScoreError
from renshu.evening.conditions import conditions_text
from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.follow.follower import Mode
from renshu.history.facts import TakeRow, new_take_id
from renshu.history.listing import history_json
from renshu.practice.conditions import Conditions
from renshu.practice.take import EndedBy, Take, summarise
from renshu.score.notation import Score
from renshu.score.passage import Hands, whole
from renshu.score.pitch import pitch_name


def replay(options: argparse.Namespace) -> int:
    """Follow a recorded take through a score, as if it were played now."""
    from renshu.midi.files import read_take
    from renshu.practice.replaying import replay as play_back
    from renshu.practice.report import report
    from renshu.practice.session import Setup

    events = read_take(options.take)
    folders = open_folders()
    path = _path(options.score, folders)
    score = _in_key(_load(path, folders), options.transpose)
    passage = whole(score, Hands(options.hands))
    played = play_back(score, Setup(passage, Mode(options.mode)), events)
    take = played.session.take(new_take_id(), datetime.now(UTC), EndedBy.REPLAY)
    take = dataclasses.replace(take, conditions=Conditions(transposition=options.transpose))
    if options.save:
        _file(take, path, score, folders)
    if options.json:
        print_json(report(take, score, played.start))
    else:
        _tell(take, score)
    return 0


def _in_key(score: Score, semitones: int) -> Score:
    """The score in the key in which it was played; raises `ScoreError` where it has no such key."""
    from renshu.score.transposing import reach, transposed

    if semitones not in reach(score):
        raise ScoreError(f"“{score.title}” cannot be transposed by {semitones} semitones.")
    return transposed(score, semitones)


def history(options: argparse.Namespace) -> int:
    """List takes, newest first; those that a crash interrupted come back before."""
    folders = open_folders()
    named = options.score
    score_id = _load(_path(named, folders), folders).id if named else None
    _bring_back(folders)
    with open_history(folders) as store:
        rows = store.takes(score_id)
    if options.json:
        for take in history_json(rows):
            print_json(take)
    elif rows:
        print_table(_HEADS, map(_cells, rows))
    else:
        print_line("There are no takes yet.")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write all takes, and what the player has said of the scores, into a folder.

    From there `import` brings them into another history and library.
    """
    from renshu.history.export import export_all
    from renshu.library.catalogue.word_file import FILE_NAME

    folders = open_folders()
    with open_catalogue(folders) as catalogue:
        catalogue.write_words(options.folder / FILE_NAME)
    if options.metadata:
        print_line(f"What you have said of your scores is in {options.folder / FILE_NAME}.")
        return 0
    with open_history(folders) as store:
        count = export_all(store, options.folder)
    if options.json:
        print_json({"folder": str(options.folder), "takes": count})
    else:
        print_line(f"{count} takes are in {options.folder}.")
    return 0


_HEADS = ("Played", "Title", "Mode", "Tempo", "Right", "Wrong", "Missed", "Extra", "Ended by")


def _cells(row: TakeRow) -> tuple[object, ...]:
    tally = row.tally
    return (
        f"{row.played_at:%Y-%m-%d %H:%M}",
        row.title,
        row.facts.mode.value,
        f"{row.facts.tempo:.0%}",
        tally.matched,
        tally.wrong,
        tally.missed,
        tally.extra,
        ", ".join(filter(None, (row.ended_by.value, conditions_text(row.facts.conditions)))),
    )


def _bring_back(folders: Folders) -> None:
    from renshu.evening.archive import bring_back
    from renshu.evening.services import Services

    services = Services(folders, Settings())
    try:
        bring_back(services)
    finally:
        asyncio.run(services.close())


def _tell(take: Take, score: Score) -> None:
    for label in take.labels:
        print_line(_sentence(label, score))
    total = summarise(take.labels, score).total
    counts = f"{total.matched} right, {total.wrong} wrong, {total.missed} missed"
    print_line(f"{counts}, {total.extra} extra")


def _sentence(label: Match | Insertion | Deletion, score: Score) -> str:
    place = label.position
    bar = f"bar {score.measures[place.measure].number}" if place else "somewhere"
    match label:
        case Match():
            timing = "" if label.timing_ms is None else f"  {label.timing_ms:+.0f} ms"
            what = f"right   {pitch_name(label.key.pitch)}{timing}"
        case Insertion(wrong_for=str(meant)):
            name = score.notes_by_id[meant].spelling
            what = f"wrong   {pitch_name(label.key.pitch)} for {name}"
        case Insertion():
            what = f"{'ornament' if label.is_ornament else 'extra'}   {pitch_name(label.key.pitch)}"
        case Deletion():
            what = f"missed  {score.notes_by_id[label.note_id].spelling}"
    time = label.time if isinstance(label, Deletion) else label.key.time
    return f"{time:8.2f} s  {bar:8}  {what}"


def _file(take: Take, path: Path, score: Score, folders: Folders) -> None:
    """Put a take into the history, and its score into the library if it is a file from outside."""
    with open_catalogue(folders) as catalogue, open_history(folders) as store:
        catalogue.add([path])
        catalogue.opened(path, score, take.started_at)
        store.finish(take)


def _path(named: str, folders: Folders) -> Path:
    with open_catalogue(folders) as catalogue:
        return score_path(named, catalogue).absolute()


def _load(path: Path, folders: Folders) -> Score:
    from renshu.library.cache import Cache
    from renshu.library.loading import load

    return load(path, Cache(folders.scores)).to_practise().score
