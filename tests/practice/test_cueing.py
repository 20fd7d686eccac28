"""What is a cue for the accompaniment, label by label."""

from fractions import Fraction

import pytest

from renshu.follow.alignment import Insertion, Match, Moved
from renshu.performance.events import KeyDown
from renshu.practice.accompaniment import Accompaniment
from renshu.practice.accompanying import Cue
from renshu.practice.cueing import Cues, Releases
from renshu.score.notation import Score
from renshu.score.passage import Hands, ScorePosition, whole
from support.notation import score

SONG = score("[C3=4 C5] D5 [E5 G5] F5 | ~A5 G5 A5 B5 C6")


def place(quarter: int) -> ScorePosition:
    return ScorePosition(Fraction(quarter), quarter // 4)


def sure(quarter: int, *, is_jump: bool = False) -> Moved:
    return Moved(place(quarter), is_jump=is_jump)


def note_at(quarter: int, music: Score = SONG) -> str:
    return next(
        note.id
        for note in music.notes
        if note.onset == quarter and note.hand.value == "right" and not note.is_grace
    )


def match(quarter: int, time: float) -> Match:
    return Match(KeyDown(time, 60), note_at(quarter), place(quarter))


class TestCues:
    @pytest.fixture
    def cues(self) -> Cues:
        return Cues(SONG, Accompaniment(SONG, whole(SONG, Hands.RIGHT)))

    def test_nothing_is_one_before_the_player_is_found(self, cues: Cues) -> None:
        assert cues.take([match(0, 1.0)]) is None
        assert cues.take([sure(0), match(0, 1.0)]) == Cue(0, 1.0, is_jump=True)

    @pytest.mark.parametrize(
        ("moved", "is_cue"),
        [
            (Moved(place(0), certainty=0.5), True),
            (Moved(place(0), certainty=0.49), False),
            (Moved(None), False),
            (Moved(None, certainty=0.2), False),
        ],
    )
    def test_whoever_is_lost_is_not_accompanied(
        self, cues: Cues, moved: Moved, is_cue: bool
    ) -> None:
        assert (cues.take([moved, match(0, 1.0)]) is not None) is is_cue

    def test_the_first_cue_is_a_jump_and_those_that_follow_are_none(self, cues: Cues) -> None:
        found = [cues.take([sure(at), match(at, 1.0 + at)]) for at in (0, 1, 2)]
        assert found == [Cue(0, 1, is_jump=True), Cue(1, 2), Cue(2, 3)]

    def test_a_jump_stays_one_until_the_next_cue(self, cues: Cues) -> None:
        cues.take([sure(0), match(0, 1.0)])
        assert cues.take([sure(5, is_jump=True)]) is None
        assert cues.take([sure(5), match(5, 2.0)]) == Cue(5, 2.0, is_jump=True)
        assert cues.take([sure(6), match(6, 3.0)]) == Cue(6, 3.0)

    def test_the_rest_of_a_chord_is_no_cue_of_its_own(self, cues: Cues) -> None:
        assert cues.take([sure(2), match(2, 1.0)]) is not None
        assert cues.take([match(2, 1.1)]) is None
        assert cues.take([match(2, 5.0)]) is None

    @pytest.mark.parametrize(("time", "is_cue"), [(2.2, False), (2.25, True), (3.0, True)])
    def test_a_note_of_the_chord_before_straggles_for_a_moment(
        self, cues: Cues, time: float, is_cue: bool
    ) -> None:
        cues.take([sure(1), match(1, 1.0)])
        cues.take([sure(2), match(2, 2.0)])
        expected = Cue(1, time, is_jump=True) if is_cue else None
        assert cues.take([match(1, time)]) == expected

    def test_a_wrong_key_in_a_notes_place_is_one_and_a_stray_is_not(self, cues: Cues) -> None:
        wrong = Insertion(KeyDown(1.0, 61), place(1), wrong_for=note_at(1))
        assert cues.take([sure(1), wrong]) == Cue(1, 1.0, is_jump=True)
        assert cues.take([sure(2), Insertion(KeyDown(2.0, 99), place(2))]) is None
        lost = Insertion(KeyDown(2.0, 99), place(2), wrong_for="no note")
        assert cues.take([lost]) is None

    def test_a_grace_note_is_none_right_or_wrong(self, cues: Cues) -> None:
        grace = next(note.id for note in SONG.notes if note.is_grace)
        cues.take([sure(3), match(3, 1.0)])
        assert cues.take([sure(4), Match(KeyDown(2.0, 81), grace, place(4))]) is None
        assert cues.take([Insertion(KeyDown(2.0, 80), place(4), wrong_for=grace)]) is None

    def test_of_two_at_one_moment_it_is_the_later(self, cues: Cues) -> None:
        assert cues.take([sure(1), match(0, 1.0), match(1, 1.0)]) == Cue(1, 1.0)


class TestReleases:
    """The score waits at 0, then at 1, then for two keys at 2."""

    @pytest.fixture
    def releases(self) -> Releases:
        return Releases(Accompaniment(SONG, whole(SONG, Hands.RIGHT)), Moved(place(0), ("a",)))

    def test_a_chord_is_complete_when_the_score_goes_on(self, releases: Releases) -> None:
        assert releases.take([Moved(place(1), ("b",))], 5.0) == Cue(0, 5.0)
        assert releases.take([], 5.5) is None
        assert releases.take([Moved(place(2), ("c", "d"))], 6.0) == Cue(1, 6.0)

    def test_half_a_chord_is_none(self, releases: Releases) -> None:
        releases.take([Moved(place(1), ("b",))], 5.0)
        releases.take([Moved(place(2), ("c", "d"))], 6.0)
        assert releases.take([Moved(place(2), ("d",))], 7.0) is None
        assert releases.take([Moved(place(3), ("e",))], 8.0) == Cue(2, 8.0)

    def test_the_last_chord_is_complete_when_nothing_is_expected(self, releases: Releases) -> None:
        releases.take([Moved(place(7), ("z",))], 5.0)
        assert releases.take([Moved(place(7))], 6.0) == Cue(7, 6.0)

    def test_both_halves_of_a_chord_may_be_told_at_one_moment(self, releases: Releases) -> None:
        releases.take([Moved(place(2), ("c", "d"))], 6.0)
        told = [Moved(place(2), ("d",)), Moved(place(3), ("e",))]
        assert releases.take(told, 7.0) == Cue(2, 7.0)

    def test_at_the_end_the_chord_before_it_was_complete(self, releases: Releases) -> None:
        releases.take([Moved(place(6), ("y",))], 5.0)
        assert releases.take([Moved(place(7))], 6.0) == Cue(6, 6.0)

    def test_of_a_place_that_is_nowhere_nothing_is_told(self, releases: Releases) -> None:
        assert releases.take([Moved(None)], 5.0) is None
