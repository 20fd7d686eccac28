from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.section import Section
from renshu.tui.drawing.pointing import onset_near, part_of
from renshu.tui.drawing.system import SystemDrawing
from support.notation import score
from support.systems import pictures

SONG = score("C5 D5 E5 F5 | G5 A5 B5 C6 | C5 D5 E5 F5")
DRAWING = SystemDrawing(pictures(SONG)[0])
ONSETS = {note.onset: (note.id,) for note in SONG.notes}
BARS = DRAWING.measure_columns(range(2))


def columns(start: int, end: int) -> range:
    return part_of(BARS, DRAWING, ONSETS, Section(Fraction(start), Fraction(end)))


def column(onset: int) -> int:
    """The column in which the head of an onset begins."""
    (note,) = ONSETS[Fraction(onset)]
    return DRAWING.picture.heads[note].x // DRAWING.cell[0]


@given(st.integers(0, 7))
def test_the_head_that_is_pointed_at_is_meant(onset: int) -> None:
    (note,) = ONSETS[Fraction(onset)]
    centre = int(DRAWING.picture.heads[note].centre[0] // DRAWING.cell[0])
    assert onset_near(DRAWING, ONSETS, centre) == onset


def test_a_system_without_heads_means_nothing() -> None:
    assert onset_near(DRAWING, {}, 3) is None


def test_all_of_the_bars_is_all_of_their_columns() -> None:
    assert columns(0, 8) == BARS


@given(st.integers(0, 6), st.integers(1, 8))
def test_a_part_has_the_heads_of_its_beats_and_no_others(start: int, end: int) -> None:
    if start < end:
        shaded = columns(start, end)
        for onset in range(8):
            assert (column(onset) in shaded) == (start <= onset < end)
