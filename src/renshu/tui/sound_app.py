"""An app that sounds: what it sounds on, and whether what is played is sounded."""

import asyncio
import signal
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from renshu.errors import ConfigError, PortError
from renshu.tui.echo import Echo

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from renshu.performance.events import PlayedEvent
    from renshu.tui.services import ScreenServices


class SoundApp(App[None], inherit_bindings=False):
    """Sounds on the output that the player chooses."""

    services: "ScreenServices"

    @property
    def heard(self) -> tuple[str, ...]:
        """The names of all keyboards that are heard."""
        raise NotImplementedError

    @cached_property
    def echo(self) -> Echo:
        """What is played, sounded."""
        return Echo(self.services.sounding, lambda: self.heard)

    def echoing(self, call: "Callable[[PlayedEvent], None]") -> "Callable[[PlayedEvent], None]":
        """The same call, once the event has been sounded where that is wanted."""

        def echo_first(event: "PlayedEvent") -> None:
            self.echo.take(event)
            call(event)

        return echo_first

    def start_sound(self) -> None:
        """Echo from now on, where that is set; be ready to fall silent when told to end."""
        self._end_in_silence()
        if self.services.settings.echo:
            self.echo.turn(is_on=True)

    def _end_in_silence(self) -> None:
        """A terminal that closes, or a system that shuts down, must leave no key hanging."""
        if self.is_headless:
            return
        for name in ("SIGHUP", "SIGTERM"):
            # Windows has no such signals.
            with suppress(AttributeError, NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)
        self._go_on_only_after_a_stop()

    def _go_on_only_after_a_stop(self) -> None:
        """A terminal that closes sends SIGCONT too, and nothing was stopped that could go on.

        Textual would listen to the terminal a second time then, and never let go of it.
        """
        with suppress(AttributeError):
            go_on = signal.getsignal(signal.SIGCONT)

            def go_on_after_a_stop(number: int, frame: "FrameType | None") -> None:
                if callable(go_on) and getattr(self._driver, "_must_signal_resume", True):
                    go_on(number, frame)

            signal.signal(signal.SIGCONT, go_on_after_a_stop)

    def action_echo(self) -> None:
        """What is played is sounded, or not; it is remembered."""
        is_on = not self.services.settings.echo
        self._remember_sound(echo=is_on)
        self.echo.turn(is_on=is_on)
        if not is_on:
            self.notify("What you play is no longer sounded here.")
        elif self.echo.is_of_the_keyboard:
            self.notify("The output is your keyboard itself: choose another one.")
        else:
            self.notify("What you play is sounded.")

    @work(exclusive=True, group="output")
    async def action_next_output(self) -> None:
        """Sound on the next MIDI output; it is remembered."""
        from renshu.midi.output import output_names

        try:
            names = await asyncio.to_thread(output_names)
        except PortError as error:
            self.notify(error.sentence, title=error.title)
            return
        if not names:
            self.notify("There is no MIDI output.")
            return
        here = self.services.sounding.output or self.services.settings.output
        following = names[(names.index(here) + 1) % len(names)] if here in names else names[0]
        self._remember_sound(output=following)
        self.services.sounding.change_output(following)
        self.notify(f"Sounds on: {following}")

    def _remember_sound(self, **changes: object) -> None:
        try:
            self.services.change_settings(**changes)
        except ConfigError as error:
            self.services.on_fault(error)
