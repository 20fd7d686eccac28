"""The room to practise in: notation, keyboard, and a session that listens."""

import asyncio
import time
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Footer

from renshu.errors import NotAllowedError, RenshuError
from renshu.follow.follower import Mode
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.session import Command, SessionEvent, Setup, State, StateChanged
from renshu.practice.take import EndedBy, Take
from renshu.score.hands import with_choices
from renshu.score.passage import Passage, ScorePosition
from renshu.tui import choices
from renshu.tui.actions import Where, bindings
from renshu.tui.asking import ask_bars, ask_hands
from renshu.tui.assigning import assigned, parse_assignment
from renshu.tui.computer_piano import ComputerPiano
from renshu.tui.drawing.bars import bars_of, parse_bars
from renshu.tui.drawing.status import facts, repaired
from renshu.tui.memory import Memory, as_remembered
from renshu.tui.messages import BarChosen
from renshu.tui.metronome import LOOK_AHEAD_SECONDS, Metronome
from renshu.tui.run import Run
from renshu.tui.screens.dialogs import NoticesScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.services import Services
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.head_line import HeadLine

FRAMES_PER_SECOND = 30

LOOK_BACK_SECONDS = 0.05
"""Verdicts look behind: a note that is on its way through the cable is not missed yet."""

_COMMANDS = {
    State.READY: Command.START,
    State.PLAYING: Command.PAUSE,
    State.COUNTING_IN: Command.PAUSE,
    State.PAUSED: Command.RESUME,
}
"""What the one key for starting, pausing and going on means."""


class PracticeScreen(Screen[None]):
    """One score, practised for as long as the player likes.

    Args:
        services: Stores and engraver.
        loaded: The score, with the hands that its file has.
        memory: How it was practised last.
        passage: What to practise; None for what was practised last.
    """

    BINDINGS = bindings(Where.PRACTICE)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(
        self, services: Services, loaded: Loaded, memory: Memory, passage: Passage | None = None
    ) -> None:
        super().__init__()
        self._services = services
        self._loaded, self._memory = loaded, memory
        self._score = with_choices(loaded.score, memory.state.hands)
        self._head = HeadLine(loaded.score.title)
        self._desk = Desk(services, loaded)
        settings = services.settings
        usual = choices.usual(self._score, settings)
        remembered = as_remembered(usual, self._score, memory.state)
        greeting = "" if remembered == usual or passage else "as last time"
        setup = choices.for_passage(remembered, passage) if passage else remembered
        self._patience = choices.Patience()
        self._run = Run(self._score, self._patience.between(usual, setup), services, greeting)
        self._piano = ComputerPiano(settings.octave)
        self._source: str | None = None
        self._metronome = Metronome(settings.output, services.loudspeaker)
        self._ended_by = EndedBy.END
        self._is_looking_back = False
        self._is_ready = False

    def compose(self) -> ComposeResult:
        """Head, desk, footer."""
        yield self._head
        yield self._desk
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Put everything in its place."""
        self._frames = self.set_interval(1 / FRAMES_PER_SECOND, self._frame, pause=True)
        self._key_timer = self.set_interval(1 / FRAMES_PER_SECOND, self._advance_piano, pause=True)
        self._is_ready = True
        self._take_place()
        self._show_piano()
        if count := len(self._score.notices):
            self.notify(repaired(count))

    # What is played

    def play(self, event: PlayedEvent) -> None:
        """Take an event from whatever is played on; before the room is set up it is not heard."""
        if not self._is_ready:
            return
        match event:
            case KeyDown(pitch=pitch):
                self._desk.press(pitch)
            case KeyUp(pitch=pitch):
                self._desk.release(pitch)
            case _:
                pass
        self._hear(self._run.feed(event, time.monotonic()))

    def set_source(self, port: str | None) -> None:
        """The keyboard that was plugged in; without one the computer's keys are the piano."""
        self._source = port
        self._piano.is_on = port is None
        if self._is_ready:
            self._show_piano()

    def on_key(self, event: Key) -> None:
        """Letters are piano keys where no keyboard is there."""
        if not self._piano.takes(event.character):
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

    # What the session tells

    def _frame(self) -> None:
        now = time.monotonic()
        self._metronome.schedule(self._run.session.clicks(now + LOOK_AHEAD_SECONDS))
        self._hear(self._run.advance(now - LOOK_BACK_SECONDS))
        if self._run.state is State.COUNTING_IN:
            self._show_status()

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        for event in events:
            self._desk.hear(event)
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
            self._file(self._run, self._ended_by, is_shown=True)

    def _take_place(self) -> None:
        """Show a session that has not begun."""
        passage = self._run.setup.passage
        bars = bars_of(self._score, passage)
        self._desk.set_loop(bars if passage.is_looped else range(0))
        self._desk.set_quiet(self._run.unasked)
        self._desk.start_over(self._run.first_place)
        self._desk.show(ScorePosition(passage.start, bars.start))
        if self._run.setup.mode is Mode.TEMPO:
            self._metronome.prepare()
        self._show_status()

    def _show_status(self) -> None:
        desk = self._desk
        beat = self._metronome.beat(time.monotonic())
        status = self._run.status(desk.measure, beat, is_listening=desk.is_listening)
        self._head.show(self._score.title, facts(status))

    # What the player wants of the session

    def action_start(self) -> None:
        """Start, pause or go on."""
        if (command := _COMMANDS.get(self._run.state)) is not None:
            self._command(command)

    def action_skip(self) -> None:
        """Go past the keys it waits for."""
        self._command(Command.SKIP)

    @work(exclusive=True, group="leaving")
    async def _leave(self) -> None:
        await asyncio.to_thread(self._remember)
        self.dismiss()

    def _remember(self) -> None:
        self._memory.note(self._run.setup, self._score)
        try:
            self._memory.keep()
        except RenshuError as error:
            self._services.on_fault(error)

    def action_stop(self) -> None:
        """Stop and review; where nothing was played, leave."""
        if self._is_worth_keeping:
            self._ended_by = EndedBy.PLAYER
            self._command(Command.STOP)
        elif self._is_looking_back:
            return
        elif self._run.state in {State.PLAYING, State.COUNTING_IN, State.PAUSED}:
            self._again(self._run.setup)
        else:
            self._leave()

    def _command(self, command: Command) -> None:
        try:
            self._hear(self._run.command(command, time.monotonic()))
        except NotAllowedError:
            self.app.bell()
        self._show_status()

    # What the player changes

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

    def action_loop(self) -> None:
        """Ask for the bars to repeat, or end the loop."""
        if self._run.setup.passage.is_looped:
            self.action_from_start()
            return
        self.app.push_screen(ask_bars(self._score, self._here), self._loop_bars)

    def action_assign(self) -> None:
        """Ask which hand plays some bars."""
        self.app.push_screen(ask_hands(self._score, self._here), self._assign)

    def _assign(self, text: str | None) -> None:
        one = parse_assignment(self._score, text) if text is not None else None
        if one is None:
            return
        self._memory.note_hands(assigned(self._memory.state.hands, one))
        self._score = with_choices(self._loaded.score, self._memory.state.hands)
        self._again(self._run.setup)
        self.run_worker(self._remember, thread=True, group="remembering")

    def on_bar_chosen(self, message: BarChosen) -> None:
        """Begin at the bar that was pointed at."""
        self._begin_at(message.measure)

    @property
    def _here(self) -> int:
        """Index of the measure that is meant where nothing else is said."""
        here = self._desk.measure
        return choices.first_bar(self._run.setup, self._score) if here is None else here

    def _begin_at(self, bar: int) -> None:
        self._again(choices.from_bar(self._run.setup, self._score, bar))

    def _loop_bars(self, text: str | None) -> None:
        bars = parse_bars(self._score, text) if text is not None else None
        if bars is not None:
            self._again(choices.in_loop(self._run.setup, self._score, bars))

    def _again(self, setup: Setup) -> None:
        """Begin a new session; what was played before is kept."""
        if self._is_worth_keeping:
            self._file(self._run, EndedBy.PLAYER, is_shown=False)
        self._frames.pause()
        self._metronome.stop()
        self._ended_by = EndedBy.END
        after = self._patience.between(self._run.setup, setup)
        self._run = Run(self._score, after, self._services)
        self._take_place()

    # What the player changes about the room

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

    def action_zoom(self) -> None:
        """Larger or smaller notation."""
        self._desk.zoom()

    def action_notices(self) -> None:
        """What loading repaired or left out."""
        notices = [str(notice) for notice in self._score.notices]
        heading = "Repaired or left out" if notices else "Nothing was repaired or left out."
        self.app.push_screen(NoticesScreen(heading, notices))

    # The end of a take

    @property
    def _is_worth_keeping(self) -> bool:
        return self._run.has_notes and self._run.state is not State.FINISHED

    @work(thread=True, group="filing")
    def _file(self, run: Run, ended_by: EndedBy, *, is_shown: bool) -> None:
        take = run.look_back(ended_by)
        if take is None:
            return
        try:
            run.keep(take)
        except RenshuError as error:
            self.app.call_from_thread(self.app.tell_fault, error)  # type: ignore[attr-defined]
        if is_shown:
            self.app.call_from_thread(self._review, take)

    def _review(self, take: Take) -> None:
        self._is_looking_back = False
        loaded = replace(self._loaded, score=self._score)
        review = ReviewScreen(self._services, loaded, take)
        self.app.push_screen(review, self._after_review)

    def _after_review(self, passage: Passage | None) -> None:
        setup = self._run.setup
        self._again(choices.for_passage(setup, passage) if passage else setup)

    def on_unmount(self) -> None:
        """Fall silent."""
        for event in self._piano.let_go(time.monotonic()):
            self._services.loudspeaker.send(event)
        self._metronome.close()

    def finish_now(self) -> None:
        """Keep what is being played: the program is about to end. This takes its time."""
        self._remember()
        take = self._run.look_back(EndedBy.PLAYER) if self._is_worth_keeping else None
        if take is not None:
            self._run.keep(take)
