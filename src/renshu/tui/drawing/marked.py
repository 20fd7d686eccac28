"""A text with stretches that stand out, as what was looked for does."""

from collections.abc import Sequence

from renshu.tui.drawing.row import Row, Span

Spans = Sequence[tuple[int, int]]
"""Stretches of a text, in characters, in order and apart."""


def marked(text: str, spans: Spans, part: str = "") -> Row:
    """The text, its stretches on the ground `found`.

    Args:
        text: The text.
        spans: What stands out.
        part: What the text is drawn as.
    """
    row: list[Span] = []
    end = 0
    for start, stop in spans:
        row += [Span(text[end:start], part), Span(text[start:stop], "found", "found")]
        end = stop
    return tuple(span for span in (*row, Span(text[end:], part)) if span.text)
