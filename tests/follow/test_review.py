"""The review: it gives back what the simulated pianist planted, and obeys the laws of labels."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.passage import Hands, Passage, bars, whole
from support.notation import performance, score, shifted
from support.pianist import Extra, Missed, Mistake, Shift, Wrong, play

SONG = score(
    "[C3 C4] E4 [G3 G4] E4 | [F3 A4] C5 [A3 F4] A4 | [G3 B4] D5 F5 [B3 D5] |"
    "[C3 E5] C5 [E3 G4] ~D4 C4 | [A2 A4] B4 C5 [E3 E5] | [D3 F5] D5 A4 F4 |"
    "[G2 D4 G4] B4 [F3 D5] B4 | [C3 E4 G4 C5]=4",
    qpm=60,
)
PLANTED = [
    [Wrong(5, semitones=1)],
    [Missed(6, None)],
    [Missed(9, 0)],
    [Extra(10, 50)],
    [Wrong(3), Extra(12, 47, 0.3), Missed(20)],
]


def counts(labels: tuple[Label, ...]) -> tuple[list[str], list[str | None], list[str]]:
    matches = [label.note_id for label in labels if isinstance(label, Match)]
    strays = [label.wrong_for for label in labels if isinstance(label, Insertion)]
    missed = sorted(label.note_id for label in labels if isinstance(label, Deletion))
    return sorted(matches), sorted(strays, key=str), missed


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("mistakes", PLANTED)
def test_planted_mistakes_are_given_back(mistakes: list[Mistake], mode: Mode) -> None:
    played = play(SONG, mistakes=mistakes, spread=0.02, seed=3)
    assert counts(review(SONG, whole(SONG), mode, played.events)) == counts(played.labels)


def test_both_passes_of_a_part_that_was_repeated_are_matched() -> None:
    played = play(SONG, stretches=[(0, 13), (8, 26)], mistakes=[Missed(14)])
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    assert counts(labels) == counts(played.labels)


def test_grace_notes_may_be_left_out() -> None:
    labels = review(SONG, whole(SONG), Mode.FREE, play(SONG, graces=False).events)
    assert all(isinstance(label, Match) for label in labels)


def test_the_hand_that_rests_misses_nothing() -> None:
    played = play(SONG, whole(SONG, Hands.LEFT))
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    assert [label for label in labels if not isinstance(label, Match)] == []


def test_a_loop_begins_again() -> None:
    loop = Passage(Fraction(4), Fraction(12), is_looped=True)
    once = play(SONG, loop)
    again = shifted(once.events, 8.0)
    labels = review(SONG, loop, Mode.TEMPO, once.events + again, seconds_of=float)
    matches = [label for label in labels if isinstance(label, Match)]
    assert len(matches) == len(labels) == 2 * len(once.keys)
    assert all(match.timing_ms == pytest.approx(0, abs=1) for match in matches)


def test_timing_is_against_the_players_own_tempo() -> None:
    played = play(SONG, tempo=0.6, mistakes=[Shift(7, 0.12), Shift(13, -0.09)])
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    late = _timings_off(labels, 60)
    assert sorted(late) == pytest.approx([-90, 120], abs=5)


def test_timing_is_against_the_click_where_there_is_one() -> None:
    played = play(SONG, mistakes=[Shift(7, 0.12)])
    labels = review(SONG, whole(SONG), Mode.TEMPO, shifted(played.events, 0.05), seconds_of=float)
    timings = {round(label.timing_ms or 0) for label in labels if isinstance(label, Match)}
    assert timings >= {50, 170}


def test_waiting_has_no_timing() -> None:
    labels = review(SONG, whole(SONG), Mode.WAIT, play(SONG).events)
    assert all(isinstance(label, Match) and label.timing_ms is None for label in labels)


def test_a_passage_is_followed_in_playing_order() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E5 D5 C5 B4", order=[0, 1, 0, 2])
    labels = review(piece, whole(piece), Mode.TEMPO, play(piece).events)
    passes = [label.position.pass_number for label in labels if isinstance(label, Match)]
    assert passes == [1] * 8 + [2] * 4 + [1] * 4


def test_the_ending_of_another_pass_is_not_missed() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | G4 E5 D5 C5 | A4", order=[0, 1, 0, 2, 3])
    labels = review(piece, whole(piece), Mode.FREE, play(piece).events)
    assert all(isinstance(label, Match) for label in labels)


def test_nothing_played_is_nothing_said() -> None:
    assert review(SONG, bars(SONG, 0, 1), Mode.FREE, ()) == ()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.floats(0, 30), st.integers(0, 127)), max_size=30),
    st.sampled_from(Mode),
)
def test_each_press_has_one_fate_and_matches_agree(
    presses: list[tuple[float, int]], mode: Mode
) -> None:
    keys = [KeyDown(time, pitch) for time, pitch in sorted(presses)]
    labels = review(SONG, whole(SONG), mode, keys)
    fates = [label.key for label in labels if isinstance(label, Match | Insertion)]
    assert sorted(fates, key=repr) == sorted(keys, key=repr)
    for label in labels:
        if isinstance(label, Match):
            assert SONG.notes_by_id[label.note_id].pitch == label.key.pitch


def _timings_off(labels: tuple[Label, ...], least: float) -> set[int]:
    timings = (label.timing_ms for label in labels if isinstance(label, Match))
    return {round(timing) for timing in timings if timing is not None and abs(timing) > least}


def strays(labels: tuple[Label, ...]) -> list[tuple[str | None, float | None]]:
    return [
        (label.wrong_for, float(label.position.onset) if label.position else None)
        for label in labels
        if isinstance(label, Insertion)
    ]


TWO_BY_TWO = "C4 D4 [F4 B4] [G4 D5] A4 B4 C5 E5 D5"


@pytest.mark.parametrize(
    ("line", "played", "wrong_for"),
    [
        # a third away at its time, or a semitone away half a second later
        ("C4 D4 G4=1/2 D#4=1/2 A4 B4 C5", "@0 C4 @1 D4 @2 E4 @3 A4 @4 B4 @5 C5", ["n3"]),
        # two missed notes at once: the nearer key
        ("C4 D4 [F4 B4] G4 A4 C5", "@0 C4 @1 D4 @2 A#4 @3 G4 @4 A4 @5 C5", ["n4"]),
        ("C4 D4 [F4 B4] G4 A4 C5", "@0 C4 @1 D4 @2 E4 @3 G4 @4 A4 @5 C5", ["n3"]),
        # one key stands for one note, the likeliest pair first
        ("C4 D4 F4 G4 A4 C5", "@0 C4 @1 D4 @2 E4 @2.2 F#4 @3 G4 @4 A4 @5 C5", ["n3", None]),
        # between two missed notes: the nearer one, in time more than in key
        ("C4 D4 F4 G4 A4 B4 C5", "@0 C4 @1 D4 @2.2 F#4 @4 A4 @5 B4 @6 C5", ["n3"]),
        ("C4 D4 F4 G4 A4 B4 C5", "@0 C4 @1 D4 @2.6 F#4 @4 A4 @5 B4 @6 C5", ["n4"]),
        (TWO_BY_TWO, "@0 C4 @1 D4 @2 B4 @2.4 G#4 @3 D5 @4 A4 @5 B4 @6 C5", ["n3"]),
        (TWO_BY_TWO, "@0 C4 @1 D4 @2 B4 @2.6 E4 @3 D5 @4 A4 @5 B4 @6 C5", ["n5"]),
        # further than an octave; late
        ("C4 D4 F4 G4 A4 C5", "@0 C4 @1 D4 @2 F#5 @3 G4 @4 A4 @5 C5", [None]),
        ("C4 D4 F4 G4 A4 C5", "@0 C4 @1 D4 @2.7 F#4 @3 G4 @4 A4 @5 C5", ["n3"]),
        ("C4 D4 F4 G4 A4 C5", "@0 C4 @1 D4 @2 F5 @3 G4 @4 A4 @5 C5", ["n3"]),
    ],
)
def test_which_note_a_wrong_key_was_meant_for(
    line: str, played: str, wrong_for: list[str | None]
) -> None:
    piece = score(line)
    labels = review(piece, whole(piece), Mode.FREE, performance(played))
    assert [meant for meant, _ in strays(labels)] == wrong_for


def test_a_stray_key_is_where_the_player_was() -> None:
    played = play(SONG, mistakes=[Extra(10, 50), Extra(2, 90)])
    for mode in Mode:
        assert strays(review(SONG, whole(SONG), mode, played.events)) == [(None, 2), (None, 10)]


def test_a_missed_note_has_the_place_and_the_moment_at_which_it_was_due() -> None:
    played = play(SONG, mistakes=[Missed(9, 0)], tempo=0.5, start=3.0)
    (missed,) = [
        label
        for label in review(SONG, whole(SONG), Mode.FREE, played.events)
        if isinstance(label, Deletion)
    ]
    assert SONG.notes_by_id[missed.note_id].onset == missed.position.onset == 9
    assert missed.time == pytest.approx(3 + 9 / 0.5, abs=0.1)


def test_a_loop_is_judged_against_a_click_that_began_at_any_time() -> None:
    loop = Passage(Fraction(4), Fraction(12), is_looped=True)
    once = shifted(play(SONG, loop).events, 50.1)
    laps = once + shifted(once, 8.0) + shifted(once, 16.0)
    labels = review(SONG, loop, Mode.TEMPO, laps, seconds_of=lambda quarters: 50 + float(quarters))
    timings = [label.timing_ms for label in labels if isinstance(label, Match)]
    assert timings == pytest.approx([100] * len(laps_keys(laps)), abs=1e-3)


def laps_keys(events: tuple[PlayedEvent, ...]) -> list[KeyDown]:
    return [event for event in events if isinstance(event, KeyDown)]


def test_who_plays_a_first_note_of_a_loop_early_is_early() -> None:
    loop = Passage(Fraction(4), Fraction(12), is_looped=True)
    once = shifted(play(SONG, loop).events, -0.1)
    labels = review(SONG, loop, Mode.TEMPO, once, seconds_of=float)
    assert {round(label.timing_ms or 0) for label in labels if isinstance(label, Match)} == {-100}


def test_without_its_repeats_a_piece_is_played_as_it_is_written() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E5 D5 C5 B4", order=[0, 1, 0, 2])
    plain = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E5 D5 C5 B4")
    labels = review(
        piece, whole(piece), Mode.TEMPO, play(plain).events, as_written=True, seconds_of=float
    )
    matches = [label for label in labels if isinstance(label, Match)]
    assert len(matches) == len(labels) == 12
    assert {match.position.pass_number for match in matches} == {1}
    assert [match.timing_ms for match in matches] == pytest.approx([0] * 12, abs=1)


def test_a_passage_without_notes_makes_every_key_a_stray() -> None:
    piece = score("C4 D4 | . . | E4 F4")
    silent = Passage(Fraction(2), Fraction(4))
    labels = review(piece, silent, Mode.TEMPO, performance("C4 D4"))
    assert strays(labels) == [(None, None)] * 2


def test_the_keys_of_an_ornament_are_told_as_such_unless_one_stands_for_a_missed_note() -> None:
    piece = score("C4 D4 | D5=2!trill F4 E4 | C4 D4")
    rest = "@4 F4 @5 E4 @6 C4 @7 D4"
    for trilled, ornaments in (("@2 D5 @2.3 E5 @2.6 C5", 2), ("@2 D5 @2.3 G5", 0), ("@2 E5", 0)):
        labels = review(
            piece, whole(piece), Mode.FREE, performance(f"@0 C4 @1 D4 {trilled} {rest}")
        )
        assert sum(isinstance(one, Insertion) and one.is_ornament for one in labels) == ornaments


def test_who_is_asked_for_a_passage_hardly_goes_elsewhere() -> None:
    """Two keys that are right two bars on: slips in a passage, a visit in free play."""
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E4 F4 G4 A4")
    events = performance("C4 D4 B4 C5 F4 G4 A4 B4 C5 E4 F4 G4 A4")
    passage = review(piece, whole(piece), Mode.TEMPO, events, seconds_of=lambda q: float(q) / 2)
    free = review(piece, whole(piece), Mode.FREE, events)
    assert len(strays(passage)) == 2
    assert strays(free) == []


def test_a_chord_is_played_when_the_middle_one_of_its_notes_is() -> None:
    piece = score("C4 D4 [E4 G4 B4 D5] F4 E4")
    rolled = performance("@0 C4 @1 D4 @2 E4 @2.1 G4 @2.2 B4 @3 F4 @4 E4")
    (missed,) = [
        one for one in review(piece, whole(piece), Mode.FREE, rolled) if isinstance(one, Deletion)
    ]
    assert missed.time == pytest.approx(2.1)


def test_how_late_a_note_is_among_others_that_are_in_time() -> None:
    events = play(SONG, mistakes=[Shift(12, 0.3)]).events
    late = [
        one.timing_ms
        for one in review(SONG, whole(SONG), Mode.FREE, events)
        if isinstance(one, Match) and one.position.onset == 12
    ]
    assert late == pytest.approx([300] * len(late), abs=0.5)
