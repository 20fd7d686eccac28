from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.follow.alignment import Insertion, Match, Moved
from renshu.follow.follower import Mode
from renshu.follow.tolerance import STANDARD
from renshu.performance.events import KeyDown, delayed
from renshu.practice.replaying import drive
from renshu.practice.rounds import Rounds
from renshu.practice.section import Section, overlapping
from renshu.practice.session import Session, Setup, StateChanged
from renshu.practice.take import Tally
from renshu.score.notation import Score
from renshu.score.passage import Passage, ScorePosition, unfold, whole
from support.notation import score
from support.pianist import Extra, Missed, Mistake, Wrong, play

PIECE = score("C4 D4 E4 F4 | [G4 B4] A4 B4 C5 | D5 E5 F5 G5", qpm=120)
MIDDLE = Section(PIECE.measures[0].onset + 2, PIECE.measures[1].end - 1).passage()
SECONDS = 2.5
"""So long does a round of it last."""

REACH = STANDARD.early + STANDARD.late


def tallies(piece: Score, passage: Passage, mode: Mode, *laps: tuple[Mistake, ...]) -> list[Tally]:
    """How each round of a loop goes that is played with these mistakes."""
    session = Session(piece, Setup(passage, mode, count_in=0))
    played = [
        delayed(event, 1 + lap * SECONDS)
        for lap, mistakes in enumerate(laps)
        for event in play(piece, replace(passage, is_looped=False), mistakes=mistakes).events
    ]
    rounds = Rounds(session.chords, REACH if mode is Mode.TEMPO else None)
    told = drive(session, played, start=1.0)
    labels = (event for event in told if not isinstance(event, StateChanged | Moved))
    return [tally for label in labels if (tally := rounds.add(label)) is not None]


@pytest.mark.parametrize("mode", [Mode.WAIT, Mode.TEMPO])
def test_loops_to_the_beat_go_round(mode: Mode) -> None:
    assert tallies(PIECE, MIDDLE, mode, (), (), ()) == [Tally(6)] * 3


def test_mistakes_belong_to_their_round() -> None:
    laps = (Missed(1),), (Wrong(2),), (Extra(3, 90),), ()
    assert tallies(PIECE, MIDDLE, Mode.TEMPO, *laps) == [
        Tally(5, 0, 1),
        Tally(5, 1, 0),
        Tally(6, 0, 0, 1),
        Tally(6),
    ]


def test_a_slip_beside_a_note_that_is_played_after_all_is_extra() -> None:
    """The first key is put down to the note; only then it comes."""
    laps = (Extra(2, 70, after=0.15),), ()
    assert tallies(PIECE, MIDDLE, Mode.TEMPO, *laps)[0].wrong == 0


def test_the_beat_that_follows_belongs_to_the_round() -> None:
    passage = overlapping(PIECE, replace(MIDDLE, end=PIECE.measures[1].end))
    assert tallies(PIECE, passage, Mode.WAIT, (), ()) == [Tally(8), Tally(8)]


def test_a_score_without_notes_has_no_rounds() -> None:
    empty = score(". . | . .")
    assert (
        Rounds(
            Session(empty, Setup(Passage(empty.measures[0].onset, empty.end), Mode.WAIT)).chords
        ).done
        == 0
    )


def test_a_loop_that_overlaps_plays_and_keeps_what_it_overlaps() -> None:
    session = Session(PIECE, Setup(MIDDLE, Mode.TEMPO, overlaps=True))
    assert session.passage == replace(MIDDLE, end=MIDDLE.end + 1)
    assert session.chords[-1].notes[0].pitch == 72
    once = replace(MIDDLE, is_looped=False)
    assert Session(PIECE, Setup(once, Mode.TEMPO, overlaps=True)).passage == once


def test_a_key_that_comes_early_belongs_to_the_round_after() -> None:
    piece = score("C4 D4")
    session = Session(piece, Setup(Passage(piece.measures[0].onset, piece.end), Mode.WAIT))
    first, last = (
        Match(KeyDown(1.0, chord.notes[0].pitch), chord.notes[0].id, chord.position)
        for chord in session.chords
    )
    rounds = Rounds(session.chords)
    told = [rounds.add(label) for label in (first, first, last, last)]
    assert told == [None, None, Tally(2), Tally(2)]


class TestLabels:
    """Rounds of two notes, label by label."""

    CHORDS = unfold(score("C4 D4"), whole(score("C4 D4")))
    HERE = ScorePosition(Fraction(0), 0)

    def match(self, note: str, time: float = 1.0) -> Match:
        return Match(KeyDown(time, 60), note, self.HERE)

    def test_a_note_of_the_next_round_may_come_before_the_last_of_this_one(self) -> None:
        rounds = Rounds(self.CHORDS)
        told = [rounds.add(self.match(note)) for note in ("n1", "n1", "n2", "n1", "n2", "n2")]
        assert told == [None, None, Tally(2), None, Tally(2), Tally(2)]
        assert (rounds.done, rounds.is_begun) == (3, False)
        rounds.add(self.match("n1"))
        assert rounds.is_begun

    @pytest.mark.parametrize(("reach", "expected"), [(None, Tally(2, 1)), (0.5, Tally(2, extra=1))])
    def test_a_wrong_key_before_its_note_was_an_extra_one_in_hindsight(
        self, reach: float | None, expected: Tally
    ) -> None:
        rounds = Rounds(self.CHORDS, reach)
        assert rounds.add(self.match("n1", 1.0)) is None
        assert rounds.add(Insertion(KeyDown(1.8, 61), self.HERE, wrong_for="n2")) is None
        assert rounds.add(self.match("n2", 2.0)) == expected
