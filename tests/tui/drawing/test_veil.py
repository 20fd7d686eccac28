"""The veil over a system: in cells of characters and in pixels."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from renshu.engrave.picture import StaffLines
from renshu.evening.verdicts import Verdict
from renshu.practice.hiding import Guard, Hidden, Hiding, Look
from renshu.score.notation import Hand
from renshu.tui.drawing.marks import Marks, lay_over
from renshu.tui.drawing.overlay import Overlay
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.row import plain
from renshu.tui.drawing.stamps import Grid
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.drawing.veil import Curtain
from support.notation import score
from support.systems import pictures

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5")
PICTURE = pictures(SONG)[0]
DRAWING = SystemDrawing(PICTURE)
PIXELS = PixelDrawing(PICTURE, Grid((2, 4)))
FIRST = [note.id for note in SONG.notes if note.measure == 0]
SECOND = [note.id for note in SONG.notes if note.measure == 1]


def veiled(
    hiding: Hiding, revealed: Collection[str] = (), drawing: SystemDrawing = DRAWING
) -> Overlay:
    overlay = Overlay()
    curtain = Curtain(SONG)
    overlay.draw_curtain(lambda: curtain.veil(drawing, hiding, revealed))
    return overlay


def shown(overlay: Overlay, drawing: SystemDrawing = DRAWING) -> list[str]:
    return plain([drawing.row(y, overlay) for y in range(drawing.height)]).split("\n")


def is_seen(overlay: Overlay, note_id: str) -> bool:
    """Whether the head looks as it does with nothing hidden."""
    open_rows, rows = shown(Overlay()), shown(overlay)
    return all(rows[y][x] == open_rows[y][x] for y, x in DRAWING.places(note_id))


def test_nothing_hidden_is_the_drawing_itself() -> None:
    assert shown(veiled(Hiding())) == shown(Overlay())


def test_all_hidden_leaves_the_staff_and_the_number_of_the_bar() -> None:
    overlay = veiled(Hiding(Hidden.ALL))
    assert not any(is_seen(overlay, note) for note in (*FIRST, *SECOND))
    bare = SystemDrawing(replace(PICTURE, ink=replace(PICTURE.ink, rows=(0,) * PICTURE.ink.height)))
    assert shown(overlay) == shown(Overlay(), bare)
    assert shown(overlay)[0].startswith("1")


def test_every_other_bar() -> None:
    overlay = veiled(Hiding(Hidden.SECOND_BARS))
    assert all(is_seen(overlay, note) for note in FIRST)
    assert not any(is_seen(overlay, note) for note in SECOND)


def test_heads_alone_leave_the_rest_of_the_ink() -> None:
    stems = replace(
        PICTURE, ink=replace(PICTURE.ink, rows=tuple(row | 1 for row in PICTURE.ink.rows))
    )
    drawing = SystemDrawing(stems)
    left = drawing.picture_as(Look.HEADLESS).ink.rows
    assert set(left) == {1}


def test_a_peek_shows_one_bar() -> None:
    overlay = veiled(Hiding(Hidden.ALL, here=1, peeked=1))
    assert not any(is_seen(overlay, note) for note in FIRST)
    assert all(is_seen(overlay, note) for note in SECOND)


def test_what_has_been_played_appears_and_nothing_else() -> None:
    overlay = veiled(Hiding(Hidden.ALL), {FIRST[0], SECOND[2]})
    seen = [note for note in (*FIRST, *SECOND) if is_seen(overlay, note)]
    assert seen == [FIRST[0], SECOND[2]]


def test_a_bar_that_fades_is_as_pale_as_the_staff() -> None:
    overlay = veiled(Hiding(guard=Guard.PAST, here=1))
    y, x = next(iter(DRAWING.places(FIRST[0])))
    column = 0
    for span in DRAWING.row(y, overlay):
        if column <= x < column + len(span.text):
            assert span.ink == "staff"
        column += len(span.text)
    assert shown(overlay) == shown(Overlay()), "the shapes stay"


def test_a_hand_whose_staff_is_its_own_is_hidden_with_all_its_signs() -> None:
    notes = tuple(
        replace(note, staff=2 if note.measure else 1, hand=Hand.LEFT if note.measure else note.hand)
        for note in SONG.notes
    )
    grand = replace(SONG, notes=notes)
    upper, lower = tuple(range(8, 20, 4)), tuple(range(24, 36, 4))
    staves = (StaffLines(1, 0, 79, upper), StaffLines(2, 0, 79, lower))
    drawing = SystemDrawing(replace(PICTURE, staves=staves))
    veil = Curtain(grand).veil(drawing, Hiding(Hidden.LEFT), ())
    bare = {y for y, line in veil.items() if Look.BARE in line.values()}
    assert bare == set(range(5, 10)), "from halfway between the staves down"
    for note in FIRST:
        assert all(
            veil.get(y, {}).get(x, Look.SHOWN) is Look.SHOWN for y, x in drawing.places(note)
        )


def test_where_hands_share_a_staff_the_heads_of_one_go() -> None:
    hands = tuple(
        replace(note, hand=Hand.LEFT if place % 2 else Hand.RIGHT)
        for place, note in enumerate(SONG.notes)
    )
    veil = Curtain(replace(SONG, notes=hands)).veil(DRAWING, Hiding(Hidden.LEFT), ())
    looks = {look for line in veil.values() for look in line.values()}
    assert looks == {Look.SHOWN, Look.HEADLESS}
    for place, note in enumerate(SONG.notes):
        expected = Look.HEADLESS if place % 2 else Look.SHOWN
        assert all(veil[y][x] is expected for y, x in DRAWING.places(note.id))


@pytest.mark.parametrize("is_secret", [True, False])
def test_a_secret_note_shows_no_verdict(is_secret: bool) -> None:
    marks, overlay = Marks(), veiled(Hiding(Hidden.ALL))
    before = shown(overlay)
    marks.set(FIRST[1], Verdict.MISSED)
    lay_over(DRAWING, overlay, marks, SONG.notes_by_id[FIRST[1]], is_secret=is_secret)
    assert (shown(overlay) == before) is is_secret


def test_in_pixels_other_pictures_stand_in_the_hidden_cells() -> None:
    overlay = veiled(Hiding(Hidden.SECOND_BARS), drawing=PIXELS)
    pieces = list(PIXELS.pieces(4, overlay, range(PIXELS.width), 0))
    assert [piece.picture for piece in pieces] == [PIXELS.notes, PIXELS.notes_as(Look.BARE)]
    assert sum(piece.columns for piece in pieces) == PIXELS.width
    assert {*PIXELS.pictures} == {piece.picture for piece in pieces}
    assert all(piece.column == piece.x for piece in pieces)


def test_gaps_that_accidentals_have_in_staff_lines_are_closed() -> None:
    y = PICTURE.staves[0].lines[2]
    rows = tuple(
        row & ~(0b111 << 30) if n == y else row for n, row in enumerate(PICTURE.staff.rows)
    )
    gapped = replace(PICTURE, staff=replace(PICTURE.staff, rows=rows))
    assert SystemDrawing(gapped).picture_as(Look.BARE).staff == PICTURE.staff


@pytest.mark.parametrize(
    ("look", "has_ink", "colour"),
    [(Look.SHOWN, True, "ink"), (Look.FADED, True, "staff"), (Look.BARE, False, "ink")],
)
def test_the_pixels_of_what_is_hidden_are_staff_lines_alone(
    look: Look, has_ink: bool, colour: str
) -> None:
    picture = PIXELS.notes_as(look)
    inked = any(pixel >> 4 for row in picture.raster.rows for pixel in row)
    lined = any(pixel & 15 for row in picture.raster.rows for pixel in row)
    assert (inked, lined, picture.ink) == (has_ink, True, colour)
