"""A section marked by playing its first and its last chord."""

from renshu.performance.events import PlayedEvent
from renshu.practice.marking import Marking, place_of
from renshu.tui.screens.practice_piano import WithPiano
from renshu.tui.screens.practice_sections import WithSections


class WithMarking(WithPiano, WithSections):
    """A room that can be shown a section on the piano.

    While one is shown, what is played is not judged.
    """

    _marking: Marking | None = None

    def action_mark_by_playing(self) -> None:
        """Wait for the first chord of a section, or no longer."""
        if self._marking is not None:
            self._marking = None
            self.notify("What you play is practised again.")
        else:
            self._marking = Marking(self._score, self._moment)
            self.notify("Play the first chord of the section, and let it go.")

    def play(self, event: PlayedEvent) -> None:
        """Take an event as practice, or as the edge of a section."""
        if self._marking is None or not self._is_ready:
            super().play(event)
            return
        self._show_key(event)
        before = self._marking.first
        self._marking.feed(event)
        self._follow_marking(self._marking, is_new=before is None)

    def _follow_marking(self, marking: Marking, *, is_new: bool) -> None:
        if marking.is_lost:
            self.notify("No place of the piece has such a chord; play it once more.")
        elif marking.section is not None:
            self._marking = None
            self._loop(marking.section)
        elif is_new and marking.first is not None:
            self._desk.show(place_of(self._score, marking.first))
            self.notify(f"It begins at {self._place(marking.first)}. Now play its last chord.")
