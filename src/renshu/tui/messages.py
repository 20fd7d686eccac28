"""What has happened on the screen, in the past tense.

A message that only reports the newest value may replace an older one of its kind that nobody has
read yet; a message that carries a fact never does.
"""

from fractions import Fraction

from textual.message import Message


class BarChosen(Message):
    """The player pointed at a bar."""

    def __init__(self, measure: int) -> None:
        super().__init__()
        self.measure = measure
        """Index of the written measure."""


class BarsDrawn(Message):
    """The player has drawn the mouse over bars of the bar strip."""

    def __init__(self, measures: range) -> None:
        super().__init__()
        self.measures = measures
        """Indexes of the written measures."""


class KeyboardChanged(Message):
    """A MIDI keyboard was plugged in or pulled out."""

    def __init__(self, port: str | None) -> None:
        super().__init__()
        self.port = port
        """The name of its port, or None where there is none now."""

    def can_replace(self, message: Message) -> bool:
        """Only the newest state of the cable matters."""
        return isinstance(message, KeyboardChanged)


class LoadingAdvanced(Message):
    """Loading a score has come further."""

    def __init__(self, stage: str, share: float) -> None:
        super().__init__()
        self.stage = stage
        """What is being done, in a few words."""
        self.share = share
        """How much of the whole is done, 0–1."""

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress matters."""
        return isinstance(message, LoadingAdvanced)


class SpanChosen(Message):
    """The player has drawn the mouse over a stretch of the piece."""

    def __init__(self, first: Fraction, last: Fraction) -> None:
        super().__init__()
        self.first, self.last = first, last
        """Written times in quarters, the beats of both included; either may be the earlier one."""
