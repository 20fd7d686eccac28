"""Systems drawn by hand from a score: two bars each, heads where onset and pitch put them."""

from collections.abc import Callable
from fractions import Fraction

from renshu.engrave.picture import (
    Glyph,
    Layout,
    Mask,
    MeasureBox,
    StaffLines,
    SystemPicture,
    Text,
)
from renshu.errors import EngravingError
from renshu.score.notation import Measure, Score

HEAD = Mask(4, 4, (0b0110, 0b1111, 0b1111, 0b0110))
BARS, BAR_WIDTH, HEIGHT = 2, 40, 40
"""Bars in a system, dots in a bar, dots from top to bottom."""


def pictures(score: Score) -> tuple[SystemPicture, ...]:
    """The systems of a score."""
    return tuple(
        _picture(score, score.measures[first : first + BARS])
        for first in range(0, len(score.measures), BARS)
    )


class HandEngraver:
    """Engraves in no time at all, or says why not."""

    def __init__(self, score: Score | None) -> None:
        self._score = score
        self.layouts: list[Layout] = []

    async def engrave(
        self, _: bytes, layout: Layout, on_system: Callable[[SystemPicture], None]
    ) -> tuple[SystemPicture, ...]:
        """The systems, each told as it is ready."""
        self.layouts.append(layout)
        if self._score is None:
            raise EngravingError("This score cannot be engraved.")
        drawn = pictures(self._score)
        for picture in drawn:
            on_system(picture)
        return drawn

    async def start(self) -> None:
        """Nothing to load."""

    async def close(self) -> None:
        """Nothing to end."""


def _picture(score: Score, measures: tuple[Measure, ...]) -> SystemPicture:
    start, width = measures[0].onset, BAR_WIDTH * len(measures)
    heads = {
        note.id: Glyph(_x(measures, note.onset), 2 * (75 - note.pitch), HEAD)
        for note in score.notes
        if start <= note.onset < measures[-1].end
    }
    lines = tuple(range(8, 28, 4))
    return SystemPicture(
        width,
        HEIGHT,
        _ink(heads, width),
        Mask(width, HEIGHT, tuple((1 << width) - 1 if y in lines else 0 for y in range(HEIGHT))),
        heads,
        tuple(
            MeasureBox(one.index, BAR_WIDTH * place, BAR_WIDTH * (place + 1) - 1)
            for place, one in enumerate(measures)
        ),
        (StaffLines(1, 0, width - 1, lines),),
        (Text(0, 0, "bar", measures[0].number),),
    )


def _x(measures: tuple[Measure, ...], onset: Fraction) -> int:
    for place, measure in enumerate(measures):
        if measure.onset <= onset < measure.end:
            share = float((onset - measure.onset) / measure.duration)
            return round(BAR_WIDTH * (place + 0.1 + 0.85 * share))
    raise ValueError(onset)


def _ink(heads: dict[str, Glyph], width: int) -> Mask:
    rows = [0] * HEIGHT
    for head in heads.values():
        for y, dots in enumerate(head.mask.rows, head.y):
            rows[y] |= dots << head.x
    return Mask(width, HEIGHT, tuple(rows))
