"""Playing from memory and reading at sight: what is hidden in the practice room."""

import time
from dataclasses import replace

from renshu.errors import ConfigError
from renshu.evening import choices
from renshu.evening.conditions import GUARDS
from renshu.evening.run import Run
from renshu.follow.follower import Mode
from renshu.practice.hiding import Hidden, next_guard, next_step
from renshu.practice.session import State
from renshu.tui.screens.practice_choices import WithChoices


class WithMemory(WithChoices):
    """A room in which some of the score is hidden; a peek at it is noted."""

    def action_memory(self) -> None:
        """Hide more: heads, a hand, bars, all; then nothing."""
        self._hide(1)

    def action_memory_back(self) -> None:
        """Hide less."""
        self._hide(-1)

    def action_peek(self) -> None:
        """Show the bar being played until it is over, or hide it again; the take tells of it."""
        if self._conditions.hidden is Hidden.NOTHING or self._run.state is State.FINISHED:
            self.notify("Nothing is hidden.")
        elif self._desk.is_peeking:
            self._desk.peek(None)
        else:
            self._run.note_peek(self._here, time.monotonic())
            self._desk.peek(self._here)
            self._show_status()

    def action_reveal(self) -> None:
        """Let hidden notes appear once they are played right, or not."""
        reveals = not self._services.settings.memory_reveals
        self._change(memory_reveals=reveals)
        self.notify(
            "Hidden notes appear when they are played right."
            if reveals
            else "Hidden notes stay hidden until the review."
        )

    def action_guard(self) -> None:
        """What the guard of sight-reading hides: nothing, what is past, or all but a window."""
        guard = next_guard(self._services.settings.guard)
        self._change(guard=guard)
        self.notify(GUARDS[guard])

    def go_blind(self) -> None:
        """Before the room opens: all of the piece by heart, from wherever the player begins."""
        self._conditions = replace(self._conditions, hidden=Hidden.BLIND)
        setup = replace(choices.usual(self._score, self._services.settings), mode=Mode.FREE)
        self._run = Run(self._score, setup, self._services, conditions=self._conditions)

    def _remember(self) -> None:
        # What is practised at other times stays as it was.
        if self._run.conditions.hidden is not Hidden.BLIND:
            super()._remember()

    def _hide(self, way: int) -> None:
        hidden = next_step(self._conditions.hidden, way)
        self._conditions = replace(self._conditions, hidden=hidden)
        self._again(self._run.setup)

    def _change(self, **changes: object) -> None:
        try:
            self._services.change_settings(**changes)
        except ConfigError as error:
            self._services.on_fault(error)
        self._show_hidden()
