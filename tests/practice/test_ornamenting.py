"""The keys of ornaments in even time, kind by kind."""

from dataclasses import replace

import pytest

from renshu.practice.ornamenting import Touch, touches
from renshu.score.notation import Ornament, OrnamentKind, ScoreNote
from support.notation import score

NOTE = score("C4").notes[0]
KINDS = OrnamentKind


def note(kind: OrnamentKind, *pitches: int) -> ScoreNote:
    return replace(NOTE, ornament=Ornament(kind, pitches))


@pytest.mark.parametrize(
    ("kind", "others", "seconds", "keys"),
    [
        (KINDS.TRILL, (62,), 0.05, [60]),
        (KINDS.TRILL, (62,), 0.17, [60]),
        (KINDS.TRILL, (62,), 0.255, [60, 62, 60]),
        (KINDS.TRILL, (62,), 0.34, [60, 62, 60]),
        (KINDS.TRILL, (62, 59), 0.425, [60, 62, 60, 62, 60]),
        (KINDS.TRILL, (), 1.0, [60]),
        (KINDS.TREMOLO, (), 0.05, [60]),
        (KINDS.TREMOLO, (), 0.22, [60, 60]),
        (KINDS.TREMOLO, (), 0.33, [60, 60, 60]),
        (KINDS.MORDENT, (59,), 1.0, [60, 59, 60]),
        (KINDS.TURN, (62, 59), 1.0, [62, 60, 59, 60]),
        (KINDS.TURN, (62,), 1.0, [60]),
        (KINDS.GLISSANDO, (62, 64), 1.0, [60, 62, 64]),
        (KINDS.GLISSANDO, (57, 59), 1.0, [60, 59, 57]),
        (KINDS.GLISSANDO, (62,), 1.0, [60, 62]),
        (KINDS.GLISSANDO, (), 1.0, [60]),
        (KINDS.ARPEGGIO, (), 1.0, [60]),
    ],
)
def test_the_keys_of_an_ornament(
    kind: OrnamentKind, others: tuple[int, ...], seconds: float, keys: list[int]
) -> None:
    """Law: they follow on each other without a gap, and fill the note."""
    found = touches(note(kind, *others), seconds)
    assert [touch.pitch for touch in found] == keys
    assert found[0].start == 0
    ends = [touch.start + touch.seconds for touch in found]
    assert ends == pytest.approx([*(touch.start for touch in found[1:]), seconds])


def test_a_trill_is_even() -> None:
    assert [touch.seconds for touch in touches(note(KINDS.TRILL, 62), 0.3)] == pytest.approx(
        [0.1] * 3
    )


def test_a_bite_is_quick_and_its_last_key_stays() -> None:
    long = touches(note(KINDS.MORDENT, 59), 1.0)
    assert [touch.seconds for touch in long] == pytest.approx([0.07, 0.07, 0.86])
    short = touches(note(KINDS.MORDENT, 59), 0.15)
    assert [touch.seconds for touch in short] == pytest.approx([0.05] * 3)


def test_a_note_without_an_ornament_is_one_key() -> None:
    assert touches(NOTE, 0.7) == (Touch(60, 0.0, 0.7),)
