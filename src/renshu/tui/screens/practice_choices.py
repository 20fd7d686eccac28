"""What the player changes about a run: each change begins a new one."""

from renshu.errors import RenshuError
from renshu.evening import choices
from renshu.evening.assigning import assigned, parse_assignment
from renshu.score.bars import parse_bars
from renshu.tui.asking import ask_bar, ask_hands
from renshu.tui.messages import BarChosen
from renshu.tui.screens.practice_room import PracticeRoom


class WithChoices(PracticeRoom):
    """A room in which passage, hands, tempo and mode are chosen, and remembered."""

    def action_mode(self) -> None:
        """Free, wait, tempo."""
        self._again(choices.next_mode(self._run.setup))

    def action_hands(self) -> None:
        """Both hands, right, left."""
        self._again(choices.next_hands(self._run.setup))

    def action_metronome(self) -> None:
        """The click after the count-in, on or off."""
        self._again(choices.other_metronome(self._run.setup))

    def action_repeats(self) -> None:
        """Repeats and jumps played out, or every bar once as it is written."""
        self._again(choices.other_repeats(self._run.setup))
        once = "Every bar comes once: repeats are left out."
        self.notify(once if self._run.setup.as_written else "Repeats are played.")

    def action_slower(self) -> None:
        """Five percent slower."""
        self._again(choices.at_tempo(self._run.setup, -1))

    def action_faster(self) -> None:
        """Five percent faster."""
        self._again(choices.at_tempo(self._run.setup, 1))

    def action_bar_back(self) -> None:
        """Begin a bar earlier."""
        self._begin_at(choices.first_bar(self._run.setup, self._score) - 1)

    def action_bar_on(self) -> None:
        """Begin a bar later."""
        self._begin_at(choices.first_bar(self._run.setup, self._score) + 1)

    def action_from_start(self) -> None:
        """The whole score from its first bar."""
        self._again(choices.from_start(self._run.setup, self._score))

    def action_go_to(self) -> None:
        """Ask for the bar to begin at."""
        self.app.push_screen(ask_bar(self._score, self._here), self._go_to)

    def _go_to(self, text: str | None) -> None:
        bars = parse_bars(self._score, text) if text is not None else None
        if bars is not None:
            self._begin_at(bars.start)

    def on_bar_chosen(self, message: BarChosen) -> None:
        """Begin at the bar that was pointed at."""
        self._begin_at(message.measure)

    def _begin_at(self, bar: int) -> None:
        self._again(choices.from_bar(self._run.setup, self._score, bar))

    def action_assign(self) -> None:
        """Ask which hand plays some bars."""
        self.app.push_screen(ask_hands(self._score, self._here), self._assign)

    def _assign(self, text: str | None) -> None:
        one = parse_assignment(self._score, text) if text is not None else None
        if one is None:
            return
        self._memory.note_hands(assigned(self._memory.state.hands, one))
        self._score = self._chosen()
        self._again(self._run.setup)
        self.run_worker(self._remember, thread=True, group="remembering")

    @property
    def _here(self) -> int:
        """Index of the measure that is meant where nothing else is said."""
        here = self._desk.measure
        return choices.first_bar(self._run.setup, self._score) if here is None else here

    def _remember(self) -> None:
        """Write down how the piece is practised. This waits for the disk."""
        self._memory.note(self._run.setup, self._score)
        try:
            self._memory.keep()
        except RenshuError as error:
            self._services.on_fault(error)
