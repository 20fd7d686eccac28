"""The command `replay`: a recorded take followed through a score."""

import argparse
import dataclasses
from datetime import UTC, datetime
from pathlib import Path

from renshu.cli.finding import library_path, load_score
from renshu.cli.output import print_json, print_line
from renshu.cli.rooms import open_catalogue, open_folders, open_history
from renshu.config import Folders
from renshu.errors import ScoreError
from renshu.follow.alignment import Deletion, Insertion, Match
from renshu.follow.follower import Mode
from renshu.history.facts import new_take_id
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
    path = library_path(options.score, folders)
    score = _in_key(load_score(path, folders), options.transpose)
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
    from renshu.practice.diary.writing import DIARIST, write_diary

    with open_catalogue(folders) as catalogue, open_history(folders) as store:
        catalogue.add([path])
        catalogue.opened(path, score, take.started_at)
        store.finish(take)
        store.diaries.write(take.id, write_diary(score, take.labels, take.passage), DIARIST)
