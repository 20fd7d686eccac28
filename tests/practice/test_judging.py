"""Which takes the review of today judges anew, and which stay as they were told."""

from datetime import UTC, datetime

import pytest

from renshu.follow.alignment import Deletion, Label, Match
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.judging import judged_anew
from renshu.practice.marking import place_of
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import whole
from support.notation import performance, score

PIECE = score("C4 D4 E4 F4", qpm=120)
OLD = (Deletion("n1", place_of(PIECE, PIECE.notes[0].onset), 0.0),)
"""What an older review said."""


def take(
    mode: Mode,
    ended_by: EndedBy = EndedBy.PLAYER,
    labels: tuple[Label, ...] = OLD,
    events: tuple[PlayedEvent, ...] = performance("C4 D4 E4 F4"),
) -> Take:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Take("t", PIECE.id, "", at, whole(PIECE), mode, 1.0, events, labels, ended_by)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("ended_by", EndedBy)
def test_what_was_settled_while_it_was_played_stays(mode: Mode, ended_by: EndedBy) -> None:
    found = judged_anew(take(mode, ended_by), PIECE)
    if mode is Mode.FREE or ended_by is EndedBy.INTERRUPTED:
        assert found != OLD
        assert sum(isinstance(label, Match) for label in found) > 0
    else:
        assert found == OLD


@pytest.mark.parametrize("mode", Mode)
def test_a_take_that_has_keys_and_no_labels_was_never_judged(mode: Mode) -> None:
    assert judged_anew(take(mode, labels=()), PIECE)


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.TEMPO])
def test_a_take_without_a_key_needs_none(mode: Mode) -> None:
    """The review would say that all was missed."""
    assert judged_anew(take(mode, labels=(), events=performance("ped")), PIECE) == ()
