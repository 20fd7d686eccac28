"""Key lights in the practice room: the next keys lit on the player's keyboard."""

import time

from renshu.errors import ConfigError
from renshu.midi.key_lights import KeyLights, LightVoice
from renshu.performance.events import PlayedEvent
from renshu.practice.session import State
from renshu.tui.screens.practice_opening import Opening
from renshu.tui.screens.practice_piano import WithPiano


class WithLights(WithPiano):
    """A room that lights keys, where the player wants it and the keyboard can."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        settings = opening.services.settings
        voice = LightVoice(
            settings.light_channel - 1, settings.light_channel_left - 1, settings.light_velocity
        )
        self._lights = KeyLights(opening.services.sounding.light, voice)
        self._lit_output: str | None = None

    def on_mount(self) -> None:
        """Light keys from the beginning, if the player wants it."""
        self._desk.on_asked = self._light
        self._prepare_lights()

    def play(self, event: PlayedEvent) -> None:
        """Take an event, unless it is a light that the keyboard sends back."""
        if not self._lights.is_echo(event):
            super().play(event)

    def _state_changed(self, state: State) -> None:
        super()._state_changed(state)
        self._light()

    def action_lights(self) -> None:
        """Key lights on or off; it is remembered."""
        is_on = not self._services.settings.key_lights
        try:
            self._services.change_settings(key_lights=is_on)
        except ConfigError as error:
            self._services.on_fault(error)
        self._prepare_lights()
        self._light()
        self.notify("The next keys are lit over MIDI." if is_on else "Key lights are off.")

    def on_unmount(self) -> None:
        """Let all keys go dark."""
        self._lights.off(time.monotonic())

    def _prepare_lights(self) -> None:
        if self._services.settings.key_lights:
            self._services.sounding.prepare()
            self.run_worker(self._await_output, thread=True, group="lights")

    def _await_output(self) -> None:
        self._services.sounding.wait()
        self.app.call_from_thread(self._light)

    def _light(self) -> None:
        """Light what is asked for now; nothing once the run is over."""
        output = self._services.sounding.output
        if output != self._lit_output:
            # Another output knows nothing of what was lit on the one before.
            self._lights.forget()
            self._lit_output = output
        is_wanted = self._services.settings.key_lights and self._run.state is not State.FINISHED
        self._lights.show(self._desk.asked if is_wanted else {}, time.monotonic())
