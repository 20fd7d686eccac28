"""Old takes judged again: what was played stays, what is said of it is of today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from renshu.config import Folders, Settings
from renshu.evening import rejudging
from renshu.evening.rejudging import Rejudged, judge_older, judge_rows, judge_take
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.library.loaded import Loaded
from renshu.practice.conditions import Conditions
from renshu.practice.judging import judged_anew
from renshu.practice.take import JUDGE, EndedBy, Take, Tally, tally
from renshu.score.passage import whole
from renshu.score.transposing import transposed
from support.notation import score
from support.pianist import Missed, Wrong, play

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5 | C5 B4 A4 G4")
EVENING = datetime(2026, 11, 22, 19, tzinfo=UTC)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    folders = Folders.below(tmp_path)
    folders.prepare()
    services = Services(folders, Settings())
    services.last_opened = Loaded.of(SONG, b"")
    yield services
    services.history.close()
    services.catalogue.close()


def old_take(
    mode: Mode = Mode.FREE, ended_by: EndedBy = EndedBy.PLAYER, semitones: int = 0
) -> Take:
    """Played with one note wrong and one left out, and never judged."""
    heard = transposed(SONG, semitones)
    events = play(heard, mistakes=[Wrong(3), Missed(6)]).events
    return Take(
        f"{mode}{ended_by}{semitones}", SONG.id, SONG.title, EVENING, whole(SONG), mode, 1.0,
        events, (), ended_by, Conditions(transposition=semitones), judge=0,
    )  # fmt: skip


def test_an_old_take_gets_todays_verdict(services: Services) -> None:
    take = old_take()
    services.history.finish(take)
    assert judge_older(services) == Rejudged(judged=1, changed=1)
    judged = services.history.take(take.id)
    assert (judged.events, judged.judge) == (take.events, JUDGE)
    assert tally(judged.labels) == Tally(matched=10, wrong=1, missed=1)
    assert judge_older(services) == Rejudged()


def test_a_take_is_judged_in_the_key_it_was_played_in(services: Services) -> None:
    take = old_take(semitones=3)
    services.history.finish(take)
    judge_older(services)
    assert tally(services.history.take(take.id).labels).matched == 10


def test_what_was_settled_while_playing_stays(services: Services) -> None:
    settled = replace(old_take(Mode.WAIT), labels=judged_anew(old_take(), SONG)[:3])
    services.history.finish(settled)
    assert judge_older(services) == Rejudged(judged=1)
    assert services.history.take(settled.id).labels == settled.labels


@pytest.mark.parametrize("mode", Mode)
def test_an_interrupted_take_is_reviewed_in_every_mode(services: Services, mode: Mode) -> None:
    services.history.finish(old_take(mode, EndedBy.INTERRUPTED))
    judge_older(services)
    (row,) = services.history.takes()
    assert row.tally.matched >= 10


def test_without_its_score_a_take_stays_as_it_is(services: Services) -> None:
    services.last_opened = None
    take = old_take()
    services.history.finish(take)
    assert judge_older(services) == Rejudged(without_score=1)
    assert services.history.take(take.id) == take


def test_where_a_review_fails_the_old_verdict_stays(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(take: Take, score: object) -> None:
        raise RuntimeError(take.id, score)

    take = replace(old_take(), labels=judged_anew(old_take(), SONG))
    services.history.finish(take)
    monkeypatch.setattr(rejudging, "judged_anew", fail)
    assert judge_older(services) == Rejudged(judged=1)
    assert services.history.take(take.id) == replace(take, judge=JUDGE)
    assert judge_older(services) == Rejudged()


def test_a_newer_programs_verdict_stays(services: Services) -> None:
    newer = replace(old_take(), judge=JUDGE + 1)
    services.history.finish(newer)
    assert not judge_take(services, newer, Loaded.of(SONG, b""))
    assert services.history.take(newer.id) == newer


def test_it_stops_when_it_is_not_wanted_any_more(services: Services) -> None:
    for mode in Mode:
        services.history.finish(old_take(mode))
    answers = iter([True, True, False])
    rows = services.history.takes()
    assert judge_rows(services, rows, lambda: next(answers, False)).judged == 1
