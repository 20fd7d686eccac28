"""A wrong key in place of a written one: told as wrong for it, and what follows as right.

The hardest wrong key is one that is written near by: the key of the next note, or of the last.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.free import Free
from renshu.score.notation import Hand, Score
from support.notation import presses, score
from support.pianist import Wrong, play

ODE = score(
    "E4 E4 F4 G4 | G4 F4 E4 D4 | C4 C4 D4 E4 | E4=3/2 D4=1/2 D4=2 |"
    "E4 E4 F4 G4 | G4 F4 E4 D4 | C4 C4 D4 E4 | D4=3/2 C4=1/2 C4=2",
    qpm=110,
)
LEFT = score(
    "C3< E3< G3< E3< | F3< A3< G3< E3< | D3< F3< E3< C3< | G2<=1/2 A2<=1/2 B2< C3<=2", qpm=80
)
BROKEN = score(
    "[C3 G4]=1/2 E3=1/2 G3=1/2 [E3 A4]=1/2 | [F3 A4]=1/2 A3=1/2 C4=1/2 [A3 F4]=1/2 |"
    "[G3 G4]=1/2 B3=1/2 D4=1/2 [B3 F4]=1/2 | [C3 E4]=1/2 G3=1/2 E3=1/2 C3=1/2",
    qpm=70,
)
CHORDS = score(
    "[C3 E4 G4 C5] [F3 F4 A4 C5] [G3 D4 G4 B4] [C3 E4 G4 C5] |"
    "[A2 E4 A4 C5] [D3 F4 A4 D5] [G2 F4 B4 D5] [C3 E4 G4 C5]",
    qpm=70,
)
SONGS = {"ode": ODE, "left": LEFT, "broken": BROKEN, "chords": CHORDS}
Told = list[FollowEvent]


def follow(piece: Score, mistakes: list[Wrong], tempo: float = 1.0) -> Told:
    played = play(piece, mistakes=mistakes, tempo=tempo, jitter=0.015, spread=0.015, seed=5)
    free = Free(piece)
    told = [answer for event in played.events for answer in free.feed(event)]
    return [*told, *free.finish(played.events[-1].time)]


def neighbours(piece: Score, step: int, hand: Hand | None = None) -> Iterator[tuple[int, int, int]]:
    """Chord, note and semitones to the nearest key of the next (1) or last (-1) chord."""
    onsets = sorted({note.onset for note in piece.notes})
    chords = [[note for note in piece.notes if note.onset == onset] for onset in onsets]
    for index, chord in enumerate(chords[3:-1], start=3):
        keys = {note.pitch for note in chord}
        for rank, note in enumerate(chord):
            near = [
                other.pitch - note.pitch
                for other in chords[index + step]
                if other.pitch not in keys and other.hand is note.hand
            ]
            if hand in {None, note.hand} and near and abs(least := min(near, key=abs)) <= 5:
                yield index, rank, least


def slips(piece: Score, step: int) -> list[Wrong]:
    return [Wrong(*where) for where in neighbours(piece, step)]


def is_told(piece: Score, wrong: Wrong, told: Told) -> bool:
    """Whether the one wrong key was told as wrong for its note, and no other key as wrong."""
    insertions = [event for event in told if isinstance(event, Insertion)]
    if len(insertions) != 1 or insertions[0].wrong_for is None:
        return False
    onsets = sorted({note.onset for note in piece.notes})
    chord = [note for note in piece.notes if note.onset == onsets[wrong.chord]]
    return insertions[0].wrong_for == chord[wrong.note].id


@pytest.mark.parametrize(
    ("name", "step", "enough"),
    [
        ("ode", 1, 0.9),
        ("ode", -1, 1.0),
        ("left", 1, 0.9),
        ("left", -1, 1.0),
        ("broken", 1, 0.75),
        ("broken", -1, 0.75),
        ("chords", 1, 0.75),
        ("chords", -1, 0.75),
    ],
)
@pytest.mark.parametrize("tempo", [1.0, 0.6])
def test_the_key_of_a_neighbour_is_wrong(name: str, step: int, enough: float, tempo: float) -> None:
    piece = SONGS[name]
    wrongs = slips(piece, step)
    right = [is_told(piece, wrong, follow(piece, [wrong], tempo)) for wrong in wrongs]
    assert len(right) >= 6
    assert sum(right) >= enough * len(right)


def test_an_anticipated_note_is_wrong_and_then_right() -> None:
    """E E G G for E E F G: the first G is wrong for F, the second one is right."""
    told = follow(ODE, [Wrong(18, semitones=2)])
    (wrong,) = [event for event in told if isinstance(event, Insertion)]
    matches = [event.note_id for event in told if isinstance(event, Match)]
    assert wrong.wrong_for == "n19"
    assert matches.count("n20") == 1
    assert [event.note_id for event in told if isinstance(event, Deletion)] == ["n19"]


def test_a_note_left_out_is_no_slip() -> None:
    """The next note at its own time is right: nothing was put in the place of the one before."""
    line = "E4 E4 F4 G4 G4 F4 E4 D4 C4 C4 . E4 E4=3/2 D4=1/2 D4"
    free = Free(ODE)
    told = [answer for key in presses(line, beat=60 / 110) for answer in free.feed(key)]
    assert not [event for event in told if isinstance(event, Insertion)]
    assert [event.note_id for event in told if isinstance(event, Deletion)] == ["n11"]


def test_a_slip_that_is_mended_misses_nothing() -> None:
    line = "E4 E4 F4 G4 G4 F4 E4 D4 C4 C4 E4=2/3 D4=1/3 E4 E4=3/2 D4=1/2 D4"
    free = Free(ODE)
    told = [answer for key in presses(line, beat=60 / 110) for answer in free.feed(key)]
    told += free.finish(99.0)
    (wrong,) = [event for event in told if isinstance(event, Insertion)]
    assert wrong.wrong_for == "n11"
    assert not [event for event in told if isinstance(event, Deletion)]


@pytest.mark.parametrize("semitones", [-2, -1, 1, 2, 12])
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("tempo", [1.0, 0.6])
def test_a_wrong_key_at_the_beginning_is_no_beginning_elsewhere(
    at: int, semitones: int, tempo: float
) -> None:
    """From the third note on all is right, though the first two may be written elsewhere too."""
    for piece in (LEFT, ODE) if at else (LEFT,):  # the ode does begin with D E elsewhere
        told = follow(piece, [Wrong(at, semitones=semitones)], tempo)
        matches = [event.note_id for event in told if isinstance(event, Match)]
        expected = [note.id for note in piece.notes if note.onset > 1]
        assert matches[-len(expected) :] == expected


def test_an_octave_is_named_before_a_nearer_key() -> None:
    told = follow(CHORDS, [Wrong(4, note=0, semitones=12)])
    (wrong,) = [event for event in told if isinstance(event, Insertion)]
    assert wrong.wrong_for == "n17"


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(sorted(SONGS)), st.integers(0, 12), st.sampled_from([-3, -2, -1, 1, 2, 3]))
def test_no_slip_leads_astray(name: str, at: int, semitones: int) -> None:
    """Whatever one key was pressed instead, four chords later all is as if it had been right."""
    piece = SONGS[name]
    onsets = sorted({note.onset for note in piece.notes})
    chord = min(at, len(onsets) - 5)
    told = follow(piece, [Wrong(chord, semitones=semitones)])
    later = [note.id for note in piece.notes if note.onset >= onsets[chord + 4]]
    matched = {event.note_id for event in told if isinstance(event, Match)}
    assert set(later) <= matched
    moves = [event for event in told if isinstance(event, Moved) and event.position]
    assert moves[-1].position is not None
    assert moves[-1].position.onset == onsets[-1]
