"""What goes through the pipe comes out again."""

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.packing import pack, pack_layout, unpack, unpack_layout
from renshu.engrave.picture import (
    Glyph,
    Layout,
    Mask,
    MeasureBox,
    StaffLines,
    SystemPicture,
    Text,
)
from renshu.workers.frames import decode, encode

numbers = st.integers(0, 400)


@st.composite
def masks(draw: st.DrawFn, width: int | None = None) -> Mask:
    wide = width or draw(st.integers(1, 40))
    rows = draw(st.lists(st.integers(0, (1 << wide) - 1), max_size=6))
    return Mask(wide, len(rows), tuple(rows))


glyphs = st.builds(Glyph, numbers, numbers, masks())
texts = st.builds(Text, numbers, numbers, st.just("words"), st.text(), st.none() | st.text())
pictures = st.builds(
    SystemPicture,
    width=st.just(33),
    height=numbers,
    ink=masks(33),
    staff=masks(33),
    heads=st.dictionaries(st.text(max_size=5), glyphs, max_size=4),
    measures=st.lists(st.builds(MeasureBox, numbers, numbers, numbers), max_size=3).map(tuple),
    staves=st.lists(
        st.builds(StaffLines, numbers, numbers, numbers, st.lists(numbers, max_size=5).map(tuple)),
        max_size=3,
    ).map(tuple),
    texts=st.lists(texts, max_size=3).map(tuple),
)


@given(pictures)
def test_a_picture_survives_the_pipe(picture: SystemPicture) -> None:
    assert unpack(decode(encode(pack(picture))[4:])) == picture


@given(st.builds(Layout, numbers, numbers, st.tuples(numbers, numbers), numbers))
def test_a_layout_survives_the_pipe(layout: Layout) -> None:
    assert unpack_layout(decode(encode(pack_layout(layout))[4:])) == layout
