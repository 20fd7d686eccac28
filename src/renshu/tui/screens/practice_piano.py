"""The piano in the practice room: a MIDI keyboard, or the computer's keys where there is none."""

import time

from textual.events import Key

from renshu.evening.computer_piano import ComputerPiano
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.tui.screens.practice_opening import Opening
from renshu.tui.screens.practice_room import FRAMES_PER_SECOND, PracticeRoom


class WithPiano(PracticeRoom):
    """A room in which something is played on."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._piano = ComputerPiano(opening.services.settings.octave)
        self._source: str | None = None

    def on_mount(self) -> None:
        """Say what is played on."""
        self._key_timer = self.set_interval(1 / FRAMES_PER_SECOND, self._advance_piano, pause=True)
        self._show_piano()

    def play(self, event: PlayedEvent) -> None:
        """Take an event from whatever is played on; before the room is set up it is not heard."""
        if not self._is_ready:
            return
        self._show_key(event)
        self._hear(self._run.feed(event, time.monotonic()))

    def _show_key(self, event: PlayedEvent) -> None:
        match event:
            case KeyDown(pitch=pitch):
                self._desk.press(pitch)
            case KeyUp(pitch=pitch):
                self._desk.release(pitch)
            case _:
                pass

    def set_source(self, port: str | None) -> None:
        """The keyboard that was plugged in; without one the computer's keys are the piano.

        The take pauses when the last one goes, and goes on when there is one again.
        """
        self._source = port
        self._piano.is_on = port is None
        if self._is_ready:
            self._show_piano()
            now = time.monotonic()
            self._hear(self._run.keyboard_changed(is_there=port is not None, now=now))

    def on_key(self, event: Key) -> None:
        """Letters are piano keys where no keyboard is there; with Alt they are commands."""
        if event.key.startswith("alt+") or not self._piano.takes(event.character):
            return
        event.stop()
        event.prevent_default()
        self._sound_all(self._piano.press(event.character or "", event.time))
        self._key_timer.resume()

    def _advance_piano(self) -> None:
        now = time.monotonic()
        self._sound_all(self._piano.advance(now))
        if self._piano.is_idle(now):
            self._key_timer.pause()

    def _sound_all(self, events: tuple[PlayedEvent, ...]) -> None:
        for event in events:
            self._services.loudspeaker.send(event)
            self.play(event)

    def _show_piano(self) -> None:
        if self._piano.is_on:
            self._services.loudspeaker.prepare()
        self._desk.set_names(self._piano.names())
        computer = f"computer keys, octave {self._piano.octave}" if self._piano.is_on else ""
        self._head.show_source(computer or self._source or "no keyboard")

    def action_piano_keys(self) -> None:
        """The computer keyboard as piano, on or off."""
        self._piano.is_on = not self._piano.is_on
        self._show_piano()

    def action_octave_down(self) -> None:
        """The computer keyboard an octave lower."""
        self._piano.shift(-1)
        self._show_piano()

    def action_octave_up(self) -> None:
        """The computer keyboard an octave higher."""
        self._piano.shift(1)
        self._show_piano()

    def on_unmount(self) -> None:
        """Let all keys come up."""
        for event in self._piano.let_go(time.monotonic()):
            self._services.loudspeaker.send(event)
