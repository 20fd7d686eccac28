"""How the program plays a score: laws of every rendition, and a table of signs."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.performance.events import KeyDown, KeyUp, PedalMove
from renshu.performance.performed import perform
from renshu.practice.performing import Rendition, beside_hands, for_hands, rendition
from renshu.score.notation import Mark, Score, Span
from renshu.score.passage import Hands, Passage, bars, whole
from support.notation import score

F = Fraction


def played(music: Score, passage: Passage | None = None, hands: Hands = Hands.BOTH) -> Rendition:
    return rendition(music, passage or whole(music), for_hands(music, hands))


def starts(found: Rendition) -> list[tuple[int, float]]:
    return [(stroke.pitch, round(stroke.start, 3)) for stroke in found.strokes]


def adorned(music: Score, *articulations: str) -> Score:
    return replace(
        music, notes=tuple(replace(note, articulations=articulations) for note in music.notes)
    )


WORDS = st.sampled_from(
    ["C4", "[C3 E4 G4]", ".", "E4=2", "[C3=4 E4]", "~D4 C4", "E4=2!trill", "E4!mordent", "C4=1/2",
     "[C3 G3 E4]!arpeggio", "F4!turn", "E4=2!tremolo"]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3).map(
    " | ".join
)


@given(LINES, st.floats(30, 240))
def test_every_key_comes_up_before_it_is_struck_again_and_at_the_end(line: str, qpm: float) -> None:
    found = played(score(line, qpm=qpm))
    events = found.events(found.tempo.seconds_at)
    assert [event.time for event in events] == sorted(event.time for event in events)
    down: set[int] = set()
    for event in events:
        if isinstance(event, KeyDown):
            assert event.pitch not in down
            down.add(event.pitch)
        elif isinstance(event, KeyUp):
            down.discard(event.pitch)
    assert not down
    assert all(stroke.start < stroke.end <= found.quarters for stroke in found.strokes)


@given(LINES)
def test_every_written_note_is_struck_near_its_onset(line: str) -> None:
    music = score(line)
    found = played(music)
    assert {stroke.note_id for stroke in found.strokes} <= {note.id for note in music.notes}
    sounding = {(note.onset, note.pitch) for note in music.notes if not note.is_grace}
    struck = {(stroke.onset, stroke.pitch) for stroke in found.strokes}
    assert sounding <= struck
    assert len(perform(found.events(float)).notes) == len(found.strokes)


def test_the_playing_order_is_obeyed() -> None:
    music = score("C4=4 | D4=4", order=[0, 1, 0])
    assert starts(played(music)) == [(60, 0), (62, 4), (60, 8)]
    assert [stroke.position.pass_number for stroke in played(music).strokes] == [1, 1, 2]
    assert starts(played(music, bars(music, 1, 1))) == [(62, 0)]


def test_a_hand_alone_and_what_is_left_to_others() -> None:
    music = score("[C3 C5] D5")
    voice = replace(music.notes[1], id="v", pitch=79)
    song = replace(music, other_notes=(voice,))
    assert starts(played(song, hands=Hands.RIGHT)) == [(72, 0), (74, 1)]
    assert [note.pitch for note in beside_hands(song, Hands.RIGHT)] == [48, 79]
    assert [note.pitch for note in beside_hands(song, Hands.BOTH)] == [79]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("C4 ~D4 C4", [(60, 0), (62, 0.92), (60, 1)]),
        ("C4 ~D4 ~E4 C4", [(60, 0), (62, 0.84), (64, 0.92), (60, 1)]),
        ("[C3 E3 G3]!arpeggio", [(48, 0), (52, 0.035), (55, 0.07)]),
        ("C4!mordent", [(60, 0), (58, 0.07), (60, 0.14)]),
        ("C4!turn", [(58, 0), (60, 0.07), (59, 0.14), (60, 0.21)]),
    ],
)
def test_signs_are_played_plainly(line: str, expected: list[tuple[int, float]]) -> None:
    assert starts(played(score(line))) == expected


def test_a_chord_is_rolled_within_the_first_half_of_a_short_note() -> None:
    chord = played(score("[C3 E3 G3 B3]=1/8!arpeggio"))
    assert starts(chord) == [(48, 0), (52, 0.035), (55, 0.062), (59, 0.062)]


def test_a_slur_inside_a_longer_one_does_not_end_it() -> None:
    long, short = Span("slur", F(0), F(3)), Span("slur", F(1), F(2))
    for spans in ((long, short), (short, long)):
        music = replace(score("C4 D4 E4 F4"), spans=spans)
        lengths = [round(one.end - one.start, 2) for one in played(music).strokes]
        assert lengths == [1, 1, 1, 0.93]


def test_a_trill_alternates_and_ends_as_it_began() -> None:
    pitches = [stroke.pitch for stroke in played(score("C4=2!trill")).strokes]
    assert len(pitches) > 15
    assert pitches[0] == pitches[-1] == 60
    assert all(a != b for a, b in pairwise(pitches))


@pytest.mark.parametrize(
    ("articulation", "length"), [("staccato", 0.5), ("staccatissimo", 0.25), ("tenuto", 1.0)]
)
def test_articulations_shorten(articulation: str, length: float) -> None:
    first, _ = played(adorned(score("C4 D4"), articulation)).strokes
    assert first.end == pytest.approx(length)


@pytest.mark.parametrize(("qpm", "gap"), [(60, 0.03), (120, 0.06), (30, 0.015)])
def test_a_key_is_up_for_a_moment_before_it_is_struck_again(qpm: float, gap: float) -> None:
    first, second = played(adorned(score("C4 C4", qpm=qpm), "tenuto")).strokes
    assert first.end == pytest.approx(1 - gap)
    assert second.end == pytest.approx(2)


def test_under_a_slur_a_key_is_down_until_the_next() -> None:
    music = replace(score("C4 D4 E4"), spans=(Span("slur", F(0), F(1)),))
    assert [stroke.end for stroke in played(music).strokes] == [1, pytest.approx(1.93), 2.93]


def test_dynamics_hold_until_the_next_and_hairpins_lead_there() -> None:
    music = score("C4 C4 C4 C4 C4 C4 C4 C4")
    marked = replace(
        music,
        marks=(Mark("dynamic", F(0), "p"), Mark("dynamic", F(6), "f"), Mark("dynamic", F(7), "sf")),
        spans=(Span("crescendo", F(2), F(6)),),
    )
    velocities = [stroke.velocity for stroke in played(marked).strokes]
    assert velocities[:3] == [48, 48, 48]
    assert velocities[2] < velocities[3] < velocities[4] < velocities[5] < velocities[6] == 88
    assert velocities[7] == 106


def test_without_a_dynamic_at_its_end_a_hairpin_goes_a_step_and_stays() -> None:
    marked = replace(score("C4 C4 C4 C4"), spans=(Span("diminuendo", F(1), F(2)),))
    assert [stroke.velocity for stroke in played(marked).strokes] == [72, 72, 58, 58]


def test_dynamics_of_the_lower_staff_are_its_own_and_accents_stand_out() -> None:
    music = replace(score("[C3 C5] [C3 C5]"), marks=(Mark("dynamic", F(1), "ff", 2),))
    loud = {(s.pitch, s.start): s.velocity for s in played(adorned(music, "accent")).strokes}
    assert loud == {(48, 0): 86, (72, 0): 86, (48, 1): 118, (72, 1): 86}


def test_the_pedal_follows_the_keys_and_comes_up_at_the_change() -> None:
    music = replace(
        score("C4=4 | D4=4"), spans=(Span("pedal", F(0), F(4)), Span("pedal", F(4), F(8)))
    )
    found = played(music).events(float)
    assert {event.value for event in found if isinstance(event, PedalMove)} == {0, 127}
    moves = [
        (round(event.time, 2), event.is_down) for event in found if isinstance(event, PedalMove)
    ]
    assert moves == [(0.06, True), (4, False), (4.06, True), (8, False)]
    half = played(music, Passage(F(2), F(6))).pedals
    assert [(round(p.moment, 2), p.is_down) for p in half] == [
        (0.06, True), (2, False), (2.06, True), (4, False),
    ]  # fmt: skip


def test_two_voices_on_one_key_strike_it_once() -> None:
    music = score("[C4 C4=2]")
    (stroke,) = played(music).strokes
    assert stroke.end == 1.0
