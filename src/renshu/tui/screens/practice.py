"""The room to practise in: notation, keyboard, and a session that listens."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Footer

from renshu.errors import NotAllowedError, RenshuError
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.session import Command, SessionEvent, Setup, State, StateChanged
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import Hands, Passage, whole
from renshu.tui.actions import Where, bindings
from renshu.tui.computer_piano import ComputerPiano
from renshu.tui.drawing.bars import bars_text, is_whole, looped, measure_at, parse_bars, printed
from renshu.tui.drawing.status import Status, facts
from renshu.tui.messages import BarChosen
from renshu.tui.run import Run
from renshu.tui.screens.dialogs import AskScreen, NoticesScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.services import Services
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.score_view import ScoreView

if TYPE_CHECKING:
    from renshu.library.loaded import Loaded

FRAMES_PER_SECOND = 30
LOOK_BACK_SECONDS = 0.05
"""Verdicts look behind: a note that is on its way through the cable is not missed yet."""

_TEMPO_STEP = 0.05
_SLOWEST, _FASTEST = 0.25, 2.0

_NEXT_MODE = {Mode.FREE: Mode.WAIT, Mode.WAIT: Mode.TEMPO, Mode.TEMPO: Mode.FREE}
_NEXT_HANDS = {Hands.BOTH: Hands.RIGHT, Hands.RIGHT: Hands.LEFT, Hands.LEFT: Hands.BOTH}


class PracticeScreen(Screen[None]):
    """One score, practised for as long as the player likes.

    Args:
        services: Stores and engraver.
        loaded: The score.
        passage: What to practise; None for the whole score.
    """

    BINDINGS = bindings(Where.PRACTICE)

    def __init__(
        self, services: Services, loaded: "Loaded", passage: Passage | None = None
    ) -> None:
        super().__init__()
        self._services = services
        self._loaded = loaded
        self._score = loaded.score
        settings = services.settings
        self._run = Run(
            self._score,
            Setup(
                passage or whole(self._score),
                Mode.WAIT if passage else settings.mode,
                count_in=settings.count_in,
                metronome=settings.metronome,
            ),
            services,
        )
        self._piano = ComputerPiano(settings.octave)
        self._source: str | None = None

    def compose(self) -> ComposeResult:
        """Head, desk, footer."""
        yield HeadLine(self._score.title)
        yield Desk(self._score)
        yield Footer()

    def on_mount(self) -> None:
        """Put everything in its place."""
        self._frames = self.set_interval(1 / FRAMES_PER_SECOND, self._frame, pause=True)
        self._desk.tell("Engraving …")
        self._take_place()
        self._show_piano()
        if self._score.notices:
            count = len(self._score.notices)
            noun = "place" if count == 1 else "places"
            self.notify(f"{count} {noun} of the score were repaired or left out; F7 tells which.")

    @property
    def _desk(self) -> Desk:
        return self.query_one(Desk)

    # What is played

    def play(self, event: PlayedEvent) -> None:
        """Take an event from whatever is played on."""
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
        if self.is_mounted:
            self._show_piano()

    def on_key(self, event: Key) -> None:
        """Letters are piano keys where no keyboard is there."""
        note = self._piano.press(event.character or "", event.time)
        if note is None:
            return
        event.stop()
        event.prevent_default()
        self.play(note)
        self.set_timer(self._piano.hold_seconds, self._release_computer_keys)

    def _release_computer_keys(self) -> None:
        for event in self._piano.due(time.monotonic()):
            self.play(event)

    # What the session tells

    def _frame(self) -> None:
        self._hear(self._run.advance(time.monotonic() - LOOK_BACK_SECONDS))

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
        if state is State.FINISHED:
            self._file(self._run, self._ended_by, review=True)

    @property
    def _ended_by(self) -> EndedBy:
        return EndedBy.PLAYER if self._is_stopping else EndedBy.END

    _is_stopping = False

    def _take_place(self) -> None:
        """Show a session that has not begun."""
        desk, setup = self._desk, self._run.setup
        desk.start_over(self._run.session.place)
        first = measure_at(self._score, setup.passage.start)
        last = measure_at(self._score, setup.passage.end)
        last = last if setup.passage.end >= self._score.end else last - 1
        is_part = not is_whole(self._score, setup.passage)
        desk.set_loop(range(first, last + 1) if is_part else range(0))
        desk.show_measure(first)
        self._show_status()

    def _show_status(self) -> None:
        run, desk = self._run, self._desk
        setup = run.setup
        measure = desk.measure
        start = setup.passage.start
        shown = measure_at(self._score, start) if measure is None else measure
        part = not is_whole(self._score, setup.passage)
        status = Status(
            bar=printed(self._score, shown),
            bars=len(self._score.measures),
            qpm=self._score.tempo.qpm_at(self._score.measures[shown].onset) * setup.tempo,
            tempo=setup.tempo,
            hands=setup.passage.hands,
            mode=setup.mode,
            tally=run.count.total,
            state=_state_words(run.state, is_listening=desk.is_listening),
            loop=bars_text(self._score, setup.passage) if part else "",
            has_click=setup.metronome,
        )
        self.query_one(HeadLine).show(self._score.title, facts(status))

    # What the player wants

    def action_start(self) -> None:
        """Start, pause or go on."""
        commands = {
            State.READY: Command.START,
            State.PLAYING: Command.PAUSE,
            State.COUNTING_IN: Command.PAUSE,
            State.PAUSED: Command.RESUME,
        }
        self._command(commands.get(self._run.state))

    def action_skip(self) -> None:
        """Go past the keys it waits for."""
        self._command(Command.SKIP)

    def action_stop(self) -> None:
        """Stop and review; where nothing was played, leave."""
        if self._run.has_notes and self._run.state is not State.FINISHED:
            self._is_stopping = True
            self._command(Command.STOP)
            self._is_stopping = False
        elif self._run.state in {State.PLAYING, State.COUNTING_IN, State.PAUSED}:
            self._again()
        else:
            self.dismiss()

    def action_mode(self) -> None:
        """Free, wait, tempo."""
        self._again(mode=_NEXT_MODE[self._run.setup.mode])

    def action_hands(self) -> None:
        """Both hands, right, left."""
        passage = self._run.setup.passage
        self._again(passage=replace(passage, hands=_NEXT_HANDS[passage.hands]))

    def action_metronome(self) -> None:
        """The click after the count-in, on or off."""
        self._again(metronome=not self._run.setup.metronome)

    def action_slower(self) -> None:
        """Five percent slower."""
        self._change_tempo(-_TEMPO_STEP)

    def action_faster(self) -> None:
        """Five percent faster."""
        self._change_tempo(_TEMPO_STEP)

    def action_bar_back(self) -> None:
        """Begin a bar earlier."""
        self._begin_at(self._first_bar - 1)

    def action_bar_on(self) -> None:
        """Begin a bar later."""
        self._begin_at(self._first_bar + 1)

    def action_from_start(self) -> None:
        """The whole score from its first bar."""
        self._again(passage=whole(self._score, self._run.setup.passage.hands))

    def action_loop(self) -> None:
        """Ask for the bars to repeat, or end the loop."""
        if self._run.setup.passage.is_looped:
            self.action_from_start()
            return
        bar = printed(self._score, self._desk.measure or self._first_bar)
        question = "Which bars shall be repeated? (5 or 5-8)"
        self.app.push_screen(AskScreen(question, bar, self._bars_fault), self._loop_bars)

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

    def action_notices(self) -> None:
        """What loading repaired or left out."""
        notices = [str(notice) for notice in self._score.notices]
        heading = "Repaired or left out" if notices else "Nothing was repaired or left out."
        self.app.push_screen(NoticesScreen(heading, notices))

    def on_bar_chosen(self, message: BarChosen) -> None:
        """Begin at the bar that was pointed at."""
        self._begin_at(message.measure)

    @property
    def _first_bar(self) -> int:
        return measure_at(self._score, self._run.setup.passage.start)

    def _command(self, command: Command | None) -> None:
        if command is None:
            return
        try:
            self._hear(self._run.command(command, time.monotonic()))
        except NotAllowedError:
            self.app.bell()
        self._show_status()

    def _change_tempo(self, step: float) -> None:
        tempo = round(self._run.setup.tempo + step, 2)
        self._again(tempo=min(_FASTEST, max(_SLOWEST, tempo)))

    def _begin_at(self, bar: int) -> None:
        if 0 <= bar < len(self._score.measures):
            hands = self._run.setup.passage.hands
            start = self._score.measures[bar].onset
            self._again(passage=Passage(start, self._score.end, hands))

    def _bars_fault(self, text: str) -> str:
        is_good = parse_bars(self._score, text) is not None
        last = printed(self._score, len(self._score.measures) - 1)
        return "" if is_good else f"Bars are written 5 or 5-8; the last one is {last}."

    def _loop_bars(self, text: str | None) -> None:
        bars = parse_bars(self._score, text) if text is not None else None
        if bars is not None:
            self._again(passage=looped(self._score, bars, self._run.setup.passage.hands))

    def _again(self, **changes: Any) -> None:
        """Begin a new session with a changed setup; what was played before is kept."""
        if self._run.has_notes and self._run.state is not State.FINISHED:
            self._file(self._run, EndedBy.PLAYER, review=False)
        self._frames.pause()
        self._run = Run(self._score, replace(self._run.setup, **changes), self._services)
        self._take_place()

    # The end of a take

    @work(thread=True, group="filing")
    def _file(self, run: Run, ended_by: EndedBy, *, review: bool) -> None:
        try:
            take = run.finish(ended_by)
        except RenshuError as error:
            self.app.call_from_thread(self.notify, error.sentence, severity="error")
            return
        if review and take is not None:
            self.app.call_from_thread(self._review, take)

    def _review(self, take: Take) -> None:
        self.app.push_screen(ReviewScreen(self._score, take), self._after_review)

    def _after_review(self, passage: Passage | None) -> None:
        if passage is None:
            self._again()
        else:
            mode = Mode.WAIT if passage.is_looped else self._run.setup.mode
            self._again(passage=passage, mode=mode)

    def finish_now(self) -> None:
        """Keep what is being played: the program is about to end. This takes its time."""
        if self._run.has_notes and self._run.state is not State.FINISHED:
            self._run.finish(EndedBy.PLAYER)

    # What is drawn

    def on_score_view_width_changed(self, message: ScoreView.WidthChanged) -> None:
        """Engrave for another width."""
        self._engrave(message.dots)

    @work(exclusive=True, group="engraving")
    async def _engrave(self, dots: int) -> None:
        from renshu.engrave.picture import Layout
        from renshu.tui.drawing.system import SystemDrawing

        try:
            pictures = await self._services.engraver.engrave(self._loaded.musicxml, Layout(dots))
        except RenshuError as error:
            self._desk.tell(error.sentence)
        else:
            self._desk.set_systems([SystemDrawing(picture) for picture in pictures])

    def _show_piano(self) -> None:
        self._desk.set_names(self._piano.names())
        computer = f"computer keys, octave {self._piano.octave}" if self._piano.is_on else ""
        self.query_one(HeadLine).show_source(computer or self._source or "no keyboard")


def _state_words(state: State, *, is_listening: bool) -> str:
    if state is State.PLAYING and is_listening:
        return "listening"
    return "" if state in {State.READY, State.PLAYING} else state.value
