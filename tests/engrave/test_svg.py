"""Shapes read from SVG as Verovio writes it."""

import pytest

from renshu.engrave.drawing import Drawing, Line, StemmedHeads, Symbol, Words
from renshu.engrave.svg import read_system

HEAD = (
    '<g class="notehead"><use href="#E0A4-x" transform="translate(100, 90) scale(0.72, 0.72)"/></g>'
)
STEM = '<g class="stem"><path d="M317 65 L317 -540" stroke-width="18"/></g>'


def read(content: str) -> Drawing:
    return read_system(
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><g id="E0A4-x">'
        '<path transform="scale(1,-1)" d="M0 0h9v9z"/></g></defs>'
        '<svg class="definition-scale" viewBox="0 0 10800 5000">'
        f'<g class="system">{content}</g></svg></svg>'
    )


def test_width_and_outlines() -> None:
    drawing = read("")
    assert drawing.width == 10800
    assert drawing.outlines == {0xE0A4: "M0 0h9v9z"}


def test_a_note_has_its_head_id_and_stem() -> None:
    drawing = read(f'<g id="n7" class="note">{HEAD}{STEM}</g>')
    head = Symbol("notehead", 0xE0A4, 100, 90, 1, "n7")
    assert drawing.heads == [StemmedHeads((head,), 317)]
    assert drawing.lines == [Line("stem", ((317, 65), (317, -540)), 18)]
    assert drawing.symbols == []


def test_a_chord_has_all_its_heads_on_one_stem() -> None:
    notes = "".join(f'<g id="n{number}" class="note">{HEAD}</g>' for number in (1, 2))
    drawing = read(f'<g id="c" class="chord">{notes}{STEM}</g>')
    (group,) = drawing.heads
    assert [head.owner for head in group.heads] == ["n1", "n2"]
    assert group.stem == 317


def test_staff_lines_belong_to_their_measure() -> None:
    lines = "".join(f'<path d="M0 {y} L900 {y}" stroke-width="13"/>' for y in (0, 180, 360))
    drawing = read(f'<g class="measure"><g class="staff">{lines}</g></g><g class="measure"></g>')
    ((staff,), rest) = drawing.measures
    assert (staff.left, staff.right, staff.lines) == (0, 900, (0, 180, 360))
    assert rest == []


def test_a_slur_becomes_the_curve_in_its_middle() -> None:
    slur = '<path d="M0,0 C100,100 200,100 300,0 C200,80 100,80 0,0" stroke-width="9"/>'
    drawing = read(f'<g class="slur">{slur}</g>')
    assert drawing.curves[0].points == ((0, 0), (100, 90), (200, 90), (300, 0))
    assert drawing.curves[0].thickness == 9 + 0.75 * 20


def test_words_are_joined_and_a_second_place_begins_a_second_run() -> None:
    text = (
        '<text x="10" y="20" font-size="0px" text-anchor="end">\n <tspan class="text">'
        '<tspan font-size="405px">Poco</tspan><tspan font-size="405px"> moto</tspan></tspan>'
        '<tspan x="30" y="40" font-size="300px">rit.</tspan></text>'
    )
    first, second = read(f'<g class="tempo">{text}</g>').words
    assert first == Words("tempo", 10, 20, 405, first.text, "end")
    assert first.text.split() == ["Poco", "moto"]
    assert (second.x, second.y, second.text.strip()) == (30, 40, "rit.")


def test_an_arpeggio_is_turned_upright() -> None:
    use = '<use href="#EAA9-x" transform="translate(150, 500) scale(0.72, 0.72)"/>'
    drawing = read(f'<g class="arpeg" transform="rotate(-90.0 100,500)">{use}</g>')
    (wave,) = drawing.symbols
    assert wave.is_upright
    assert (wave.x, wave.y) == (100, 450)


@pytest.mark.parametrize("hidden", ["label", "labelAbbr", "sb placeholder"])
def test_what_is_not_music_is_passed_over(hidden: str) -> None:
    drawing = read(
        f'<g class="{hidden}"><text x="0" y="0">Piano</text><ellipse cx="0" cy="0"/></g>'
    )
    assert drawing.words == []
    assert drawing.discs == []


def test_a_note_of_a_chord_may_stand_on_another_staff_than_the_others() -> None:
    notes = "".join(
        f'<g id="{name}" class="note"{staff}>{HEAD}</g>'
        for name, staff in (("n1", ' data-staff="2"'), ("n2", ""))
    )
    content = f'<g class="staff"><g class="chord">{notes}{STEM}</g></g>'
    (group,) = read(f'<g class="measure">{content}</g>').heads
    assert [head.staff for head in group.heads] == [1, 0]


def test_a_stem_ends_where_its_beam_is() -> None:
    note = f'<g class="note" data-staff="2">{HEAD}{STEM}</g>'
    drawing = read(f'<g class="measure"><g class="staff"><g class="beam">{note}</g>{note}</g></g>')
    assert [(line.staff, line.end_staff) for line in drawing.lines] == [(1, 0), (1, 1)]
