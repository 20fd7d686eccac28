"""An app that hears the player's keyboards."""

import asyncio
import contextvars
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from renshu.errors import ConfigError
from renshu.tui.messages import KeyboardChanged
from renshu.tui.screens.piano_screen import PianoScreen
from renshu.tui.sound_app import SoundApp

if TYPE_CHECKING:
    from renshu.evening.midi_watch import MidiWatch
    from renshu.midi.system import InputClient
    from renshu.performance.events import PlayedEvent
    from renshu.score.notation import Score
    from renshu.tui.ordering import Ordering
    from renshu.tui.services import ScreenServices


class PianoApp(SoundApp, inherit_bindings=False):
    """Takes what is played to where the player is, unless it is an order."""

    services: "ScreenServices"
    port: str | None = None
    """The MIDI keyboard that is heard."""
    connect_midi: "Callable[[], InputClient] | None" = None
    """Makes a client of the MIDI system; None for that of this machine."""
    _midi: "MidiWatch | None" = None

    def hear(self, event: "PlayedEvent") -> None:
        """Take a played event that is no order to the room."""
        raise NotImplementedError

    @property
    def practised(self) -> "Score | None":
        """The piece that is practised now, as it is played; None where none is."""
        raise NotImplementedError

    def label_keys(self, labels: Mapping[int, str]) -> None:
        """Print on a drawn keyboard what keys order; where it is nothing, what it usually has."""
        raise NotImplementedError

    @property
    def piano_keys(self) -> str:
        """The keys of the player's piano, as the settings have them."""
        return self.services.settings.piano

    @cached_property
    def ordering(self) -> "Ordering":
        """The orders from the piano."""
        from renshu.tui.ordering import Ordering

        return Ordering(self, self)

    def play(self, event: "PlayedEvent") -> None:
        """Take a played event: an order is obeyed, all else goes to where the player is."""
        # The last key-ups come when the program has ended.
        screen = next(reversed(self.screen_stack), None)
        if isinstance(screen, PianoScreen):
            screen.hear(event)
        elif screen is not None:
            self.ordering.play(event)

    # The keyboards

    @property
    def heard(self) -> tuple[str, ...]:
        """The names of all keyboards that are heard."""
        return self._midi.heard if self._midi else ()

    def start_midi(self) -> None:
        """Look for keyboards from now on."""
        from renshu.evening.midi_watch import MidiWatch, chosen

        self._midi = MidiWatch(
            chosen(self.services.settings),
            self.echoing(on_loop(self.play)),
            on_loop(lambda port: self.post_message(KeyboardChanged(port))),
            on_loop(self._tell_trouble),
            self.connect_midi,
        )
        self._midi.start()

    async def stop_midi(self) -> None:
        """Let the keyboards go."""
        if self._midi is not None:
            await asyncio.to_thread(self._midi.close)

    def choose_keyboards(self, **changes: object) -> None:
        """Change settings about keyboards, and hear them as they say."""
        from renshu.evening.midi_watch import chosen

        self.remember(**changes)
        if self._midi is not None:
            self._midi.choose(chosen(self.services.settings))

    def remember(self, **changes: object) -> None:
        """Change settings; the player is told where they cannot be kept."""
        try:
            self.services.change_settings(**changes)
        except ConfigError as error:
            self.notify(error.sentence, title=error.title, severity="warning")

    def _tell_trouble(self, sentence: str) -> None:
        self.notify(sentence, title="MIDI", severity="warning", timeout=10)

    # Screens about the piano

    def action_keyboards(self) -> None:
        """Choose what is heard."""
        from renshu.tui.screens.keyboards import KeyboardsScreen

        self._over(KeyboardsScreen)

    def action_calibrate(self) -> None:
        """Measure how late keys are heard."""
        from renshu.tui.screens.calibration import CalibrationScreen

        self._over(CalibrationScreen)

    def action_range_test(self) -> None:
        """Find out which keys the piano has."""
        from renshu.tui.screens.range_test import RangeScreen

        self._over(RangeScreen)

    def action_orders(self) -> None:
        """Show what can be ordered from the piano here."""
        from renshu.tui.orders import grip_text, orders_lines
        from renshu.tui.screens.dialogs import NoticesScreen

        lines = orders_lines(self.ordering.orders.values())
        self.push_screen(NoticesScreen("From the piano", [grip_text(self.ordering.grip), *lines]))

    def _over(self, screen: "Callable[[PianoApp], PianoScreen]") -> None:
        if not isinstance(self.screen, PianoScreen):
            self.push_screen(screen(self))


def on_loop(call: Callable[..., object]) -> Callable[..., None]:
    """The same call for other threads, which do not wait until it is done."""
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()

    def cross(argument: object) -> None:
        loop.call_soon_threadsafe(call, argument, context=context)

    return cross
