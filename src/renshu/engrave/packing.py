"""Pictures as plain values for the pipe.

A mask becomes its width and the bytes of its rows, least significant first; note heads are few
shapes many times over, so each shape is sent once.
"""

from typing import Any

from renshu.engrave.picture import (
    Glyph,
    Layout,
    Mask,
    MeasureBox,
    StaffLines,
    SystemPicture,
    Text,
)


def pack(picture: SystemPicture) -> list[Any]:
    """A picture as lists, numbers, strings and bytes."""
    shapes: dict[Mask, int] = {}
    heads = [
        [note_id, head.x, head.y, shapes.setdefault(head.mask, len(shapes))]
        for note_id, head in picture.heads.items()
    ]
    return [
        picture.width,
        picture.height,
        _pack_mask(picture.ink),
        _pack_mask(picture.staff),
        [_pack_mask(shape) for shape in shapes],
        heads,
        [[box.measure, box.left, box.right] for box in picture.measures],
        [[staff.staff, staff.left, staff.right, staff.lines] for staff in picture.staves],
        [[text.x, text.y, text.kind, text.text, text.note_id] for text in picture.texts],
    ]


def unpack(packed: list[Any]) -> SystemPicture:
    """The picture again."""
    width, height, ink, staff, shapes, heads, measures, staves, texts = packed
    masks = [_unpack_mask(shape) for shape in shapes]
    return SystemPicture(
        width=width,
        height=height,
        ink=_unpack_mask(ink),
        staff=_unpack_mask(staff),
        heads={note_id: Glyph(x, y, masks[shape]) for note_id, x, y, shape in heads},
        measures=tuple(MeasureBox(*box) for box in measures),
        staves=tuple(
            StaffLines(number, left, right, tuple(lines)) for number, left, right, lines in staves
        ),
        texts=tuple(Text(*text) for text in texts),
    )


def pack_layout(layout: Layout) -> list[int]:
    """A layout as numbers."""
    return [layout.width, layout.staff_space, *layout.cell, layout.grain]


def unpack_layout(packed: list[int]) -> Layout:
    """The layout again."""
    width, staff_space, across, down, grain = packed
    return Layout(width, staff_space, (across, down), grain)


def _pack_mask(mask: Mask) -> list[Any]:
    size = -(-mask.width // 8)
    return [mask.width, b"".join(row.to_bytes(size, "little") for row in mask.rows)]


def _unpack_mask(packed: list[Any]) -> Mask:
    width, data = packed
    size = max(-(-width // 8), 1)
    rows = tuple(int.from_bytes(data[at : at + size], "little") for at in range(0, len(data), size))
    return Mask(width, len(rows), rows)
