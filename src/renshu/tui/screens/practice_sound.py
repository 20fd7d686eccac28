"""What the practice room sounds: the passage to listen to, and the other hand beside the player."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from renshu.errors import ConfigError
from renshu.evening import choices
from renshu.evening.companion import Companion
from renshu.evening.playback import Playback
from renshu.evening.status import Status
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.recital import Recital
from renshu.practice.session import SessionEvent, Setup
from renshu.practice.subdivision import Subdivision
from renshu.tui.screens.practice_opening import Opening
from renshu.tui.screens.practice_piano import WithPiano
from renshu.tui.screens.practice_room import FRAMES_PER_SECOND

if TYPE_CHECKING:
    from renshu.follow.alignment import Moved

_NOTHING_BESIDE = "There is nothing else to play here: choose one hand first."
_BETWEEN = {
    Subdivision.OFF: "nothing",
    Subdivision.EIGHTHS: "eighths",
    Subdivision.TRIPLETS: "triplets",
    Subdivision.SIXTEENTHS: "sixteenths",
}


class WithSound(WithPiano):
    """A room in which the program plays, too."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._playback = Playback(opening.services.sounding)
        self._companion = Companion(opening.services.sounding)
        self._is_listened_to = False
        self._sounding_place: Moved | None = None

    def on_mount(self) -> None:
        """Be ready to listen."""
        self._listening = self.set_interval(1 / FRAMES_PER_SECOND, self._go_with_it, pause=True)

    def on_unmount(self) -> None:
        """Fall silent."""
        self._playback.stop()
        self._companion.stop()

    # Listening

    def action_listen(self) -> None:
        """Hear the passage from where it begins, or be quiet."""
        if self.stop_listening():
            return
        setup = self._run.setup
        self._again(setup)
        score, place = self._run.score, self._run.first_place
        # The view glides as it does where somebody plays freely.
        self._desk.start_over(score, replace(setup, mode=Mode.FREE), place)
        self._is_listened_to = True
        self._playback.play(Recital(score, setup.passage, setup.tempo, as_written=setup.as_written))
        self._listening.resume()
        self._show_status()

    def stop_listening(self) -> bool:
        """Fall silent and show the passage as it was; whether there was something to stop."""
        was_listened_to = self._is_listened_to
        if was_listened_to:
            self._fall_silent()
            self._take_place()
        return was_listened_to

    def _fall_silent(self) -> None:
        self._is_listened_to = False
        self._playback.stop()
        self._listening.pause()

    def _go_with_it(self) -> None:
        if not self._playback.is_playing:
            self.stop_listening()
            return
        now, place = time.monotonic(), self._playback.place
        if place is not None and place != self._sounding_place:
            self._desk.hear(place, now)
            self._show_status()
        self._sounding_place = place
        self._desk.glide(now, None)

    # The other hand

    def action_accompany(self) -> None:
        """The other hand, or the voice, played for the player or not; it is remembered."""
        is_wanted = not self._services.settings.accompany
        self._remember_setting(accompany=is_wanted)
        self._again(self._run.setup)
        if is_wanted and not self._companion.is_playing_along:
            self.notify(_NOTHING_BESIDE)

    def action_subdivision(self) -> None:
        """What the metronome clicks between its beats; it is remembered."""
        setup = choices.next_subdivision(self._run.setup)
        self._remember_setting(subdivision=setup.subdivision)
        self._again(setup)
        self.notify(f"Between the beats: {_BETWEEN[setup.subdivision]}.")

    def _remember_setting(self, **changes: object) -> None:
        try:
            self._services.change_settings(**changes)
        except ConfigError as error:
            self._services.on_fault(error)

    # What the room does besides

    def play(self, event: PlayedEvent) -> None:
        """A key that is played ends the listening, and counts."""
        if isinstance(event, KeyDown):
            self.stop_listening()
        super().play(event)

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        self._companion.hear(events, time.monotonic())
        super()._hear(events)

    def _again(self, setup: Setup) -> None:
        self._fall_silent()
        super()._again(setup)

    def _take_place(self) -> None:
        super()._take_place()
        is_wanted = self._services.settings.accompany
        self._companion.begin(self._run.session, is_wanted=is_wanted)
        self._show_status()

    def _status(self) -> Status:
        status = super()._status()
        if self._is_listened_to:
            return replace(status, state="♪ listen")
        return replace(status, is_accompanied=self._companion.is_playing_along)
