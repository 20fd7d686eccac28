"""The practice room itself: notation, keyboard, and a session that listens."""

import time
from dataclasses import replace

from textual.app import ComposeResult
from textual.screen import Screen

from renshu.errors import NotAllowedError
from renshu.evening import choices
from renshu.evening.memory import as_remembered, playable_key
from renshu.evening.metronome import LOOK_AHEAD_SECONDS, Metronome
from renshu.evening.run import LOOK_BACK_SECONDS, Run
from renshu.evening.status import Status, facts
from renshu.follow.follower import Mode
from renshu.library.transposing import transpose
from renshu.practice.conditions import Conditions
from renshu.practice.hiding import Hiding
from renshu.practice.section import section_of
from renshu.practice.session import Command, SessionEvent, Setup, State, StateChanged
from renshu.practice.take import EndedBy, Take
from renshu.score.bars import bars_of
from renshu.score.hands import with_choices
from renshu.score.notation import Score
from renshu.score.passage import Passage, ScorePosition
from renshu.score.transposing import transposed
from renshu.tui.filing import Filing
from renshu.tui.screens.practice_opening import Opening
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine

FRAMES_PER_SECOND = 30


class PracticeRoom(Screen[None]):
    """One score, and one run after the other: what a run tells is shown, and what it heard kept.

    What the player can do here is told by the classes that build on it.

    Args:
        opening: What it is opened with.
    """

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        services, loaded, memory = opening.services, opening.loaded, opening.memory
        self._services = services
        self._original, self._memory = loaded, memory
        self._conditions = Conditions(transposition=playable_key(loaded, memory.state))
        self._loaded = transpose(loaded, self._conditions.transposition)
        self._score = self._chosen()
        self._head = HeadLine(loaded.score.title)
        self._desk = Desk(services, self._loaded)
        self._filing = Filing(self)
        settings = services.settings
        usual = choices.usual(self._score, settings)
        remembered = as_remembered(usual, self._score, memory.state)
        passage = opening.passage
        greeting = "" if remembered == usual or passage else "as last time"
        setup = choices.for_passage(remembered, passage) if passage else remembered
        self._patience = choices.Patience()
        setup = self._patience.between(usual, setup)
        self._run = Run(self._score, setup, services, greeting, self._conditions)
        self._metronome = Metronome(services.sounding)
        self._ended_by = EndedBy.END
        self._is_looking_back = False
        self._is_ready = False

    def _chosen(self) -> Score:
        """The score with the player's hands, in the player's key."""
        score = with_choices(self._original.score, self._memory.state.hands)
        return transposed(score, self._conditions.transposition)

    def compose(self) -> ComposeResult:
        """Head, desk, footer."""
        yield self._head
        yield self._desk
        yield KeyLine()

    def on_mount(self) -> None:
        """Put everything in its place."""
        self._frames = self.set_interval(1 / FRAMES_PER_SECOND, self._frame, pause=True)
        self._is_ready = True
        self._take_place()

    # What the session tells

    def _frame(self) -> None:
        now = time.monotonic()
        self._metronome.schedule(self._run.session.clicks(now + LOOK_AHEAD_SECONDS))
        self._hear(self._run.advance(now - LOOK_BACK_SECONDS))
        self._desk.glide(now, self._run.session.clock(now))
        if self._run.state is State.COUNTING_IN:
            self._show_status()

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        now = time.monotonic()
        for event in events:
            self._desk.hear(event, now)
            if isinstance(event, StateChanged):
                self._state_changed(event.state)
        if events:
            self._desk.set_tallies(self._run.count.per_measure)
            self._show_status()

    def _state_changed(self, state: State) -> None:
        if state in {State.PLAYING, State.COUNTING_IN}:
            self._frames.resume()
        else:
            self._frames.pause()
            self._metronome.stop()
        if state is State.FINISHED and self._run.has_notes:
            self._is_looking_back = True
            self._filing.file(self._run, self._ended_by, self._review)

    def _take_place(self) -> None:
        """Show a session that has not begun."""
        passage = self._run.setup.passage
        bars = bars_of(self._score, passage)
        self._desk.set_loop(bars if passage.is_looped else range(0), section_of(passage))
        self._desk.set_quiet(self._run.unasked)
        self._show_hidden()
        self._desk.start_over(self._score, self._run.setup, self._run.first_place)
        self._desk.show(ScorePosition(passage.start, bars.start))
        if self._run.setup.mode is Mode.TEMPO:
            self._metronome.prepare()
        self._show_status()

    def _show_hidden(self) -> None:
        """Hide in all views what is hidden in this run."""
        settings = self._services.settings
        hiding = Hiding(self._run.conditions.hidden, settings.guard)
        self._desk.set_hiding(hiding, reveals=settings.memory_reveals)

    def _show_status(self) -> None:
        self._head.show(self._score.title, facts(self._status()))

    def _status(self) -> Status:
        desk = self._desk
        beat = self._metronome.beat(time.monotonic())
        return self._run.status(desk.measure, beat, is_listening=desk.is_listening)

    # One run after the other

    def _command(self, command: Command) -> None:
        try:
            self._hear(self._run.command(command, time.monotonic()))
        except NotAllowedError:
            self.app.bell()
        self._show_status()

    def _again(self, setup: Setup) -> None:
        """Begin a new session; what was played before is kept."""
        if self._is_worth_keeping:
            self._filing.file(self._run, EndedBy.PLAYER)
        self._frames.pause()
        self._metronome.stop()
        self._ended_by = EndedBy.END
        after = self._patience.between(self._run.setup, setup)
        self._run = Run(self._score, after, self._services, conditions=self._conditions)
        self._take_place()

    @property
    def _is_worth_keeping(self) -> bool:
        return self._run.has_notes and self._run.state is not State.FINISHED

    def _review(self, take: Take) -> None:
        self._is_looking_back = False
        loaded = replace(self._loaded, score=self._score)
        review = ReviewScreen(self._services, loaded, take)

        def reviewed(passage: Passage | None) -> None:
            if review.tempo is not None:
                self._run.setup = choices.at_share(self._run.setup, review.tempo)
            self._after_review(passage)

        self.app.push_screen(review, reviewed)

    def _after_review(self, passage: Passage | None) -> None:
        setup = self._run.setup
        self._again(choices.for_passage(setup, passage) if passage else setup)

    def on_unmount(self) -> None:
        """Fall silent."""
        self._metronome.stop()
