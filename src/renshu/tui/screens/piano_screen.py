"""A dialog that wants to be played to."""

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

if TYPE_CHECKING:
    from renshu.performance.events import PlayedEvent


class PianoScreen(ModalScreen[None]):
    """While it is there all that is played goes to it alone, and nothing of it is an order."""

    def hear(self, event: "PlayedEvent") -> None:
        """Take a played event."""
        raise NotImplementedError
