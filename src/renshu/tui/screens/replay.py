"""A take played again on the music desk: cursor, verdicts and keys as they were."""

import time
from collections.abc import Iterable

from textual.app import ComposeResult
from textual.screen import Screen

from renshu.config import Views
from renshu.evening.conditions import conditions_text
from renshu.evening.replaying import Replaying
from renshu.evening.status import HANDS
from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.follow.follower import Mode
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.live_count import LiveCount
from renshu.practice.retelling import Moment, Retelling
from renshu.practice.section import section_of
from renshu.practice.session import Setup
from renshu.practice.take import Take
from renshu.score.bars import bars_of, parse_bars, printed
from renshu.score.passage import ScorePosition
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.take_rows import duration
from renshu.tui.messages import BarChosen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine

FRAMES_PER_SECOND = 30


class ReplayScreen(Screen[None]):
    """One take from its beginning to its end, or from any bar on.

    Args:
        services: Where it is heard.
        loaded: The score in the key in which it was played.
        take: The take.
    """

    BINDINGS = bindings(Where.REPLAY)

    def __init__(self, services: ScreenServices, loaded: Loaded, take: Take) -> None:
        super().__init__()
        self._services = services
        self._score, self._take = loaded.score, take
        self._replaying = Replaying(Retelling(take, loaded.score), services.sounding)
        self._head = HeadLine(loaded.score.title)
        self._desk = Desk(services, loaded)
        self._views = services.settings.views
        self._count = LiveCount(loaded.score)

    def compose(self) -> ComposeResult:
        """Head, desk, footer."""
        yield self._head
        yield self._desk
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where it began, and begin."""
        passage = self._take.passage
        bars = bars_of(self._score, passage)
        self._desk.set_loop(bars if passage.is_looped else range(0), section_of(passage))
        self._desk.set_quiet(self._unasked)
        self._show_anew(())
        self.set_interval(1 / FRAMES_PER_SECOND, self._frame)
        self._replaying.play(time.monotonic())
        self._show_status()

    def on_bar_chosen(self, message: BarChosen) -> None:
        """From a bar on that was pointed at."""
        self._go_to_bar(message.measure)

    def on_screen_suspend(self) -> None:
        """Elsewhere it is quiet."""
        self._replaying.pause(time.monotonic())

    def on_unmount(self) -> None:
        """Fall silent."""
        self._replaying.stop()

    def action_pause(self) -> None:
        """Pause, go on, or begin once more when it is over."""
        now = time.monotonic()
        if self._replaying.is_playing:
            self._replaying.pause(now)
        else:
            if self._replaying.seconds(now) >= self._replaying.retelling.seconds:
                self._seek(0.0)
            self._replaying.play(now)
        self._show_status()

    def action_slower(self) -> None:
        """A step slower."""
        self._change_speed(-1)

    def action_faster(self) -> None:
        """A step faster."""
        self._change_speed(1)

    def action_bar_back(self) -> None:
        """To where the bar before was begun."""
        self._seek(self._replaying.retelling.bar_back(self._here))

    def action_bar_on(self) -> None:
        """To where the next bar was begun."""
        self._seek(self._replaying.retelling.bar_on(self._here))

    def action_from_start(self) -> None:
        """From the beginning."""
        self._seek(0.0)

    def action_go_to(self) -> None:
        """Ask for a bar."""
        from renshu.tui.screens.dialogs import AskScreen

        def answered(answer: str | None) -> None:
            bars = parse_bars(self._score, answer or "")
            if bars is not None:
                self._go_to_bar(bars.start)

        question = f"From which bar on? 1–{printed(self._score, len(self._score.measures) - 1)}"
        self.app.push_screen(AskScreen(question, "", self._fault), answered)

    def action_views(self) -> None:
        """The next of what can be seen; the practice room keeps its own."""
        every = list(Views)
        self._views = every[(every.index(self._views) + 1) % len(every)]
        self._desk.set_views(self._views)

    def action_zoom(self) -> None:
        """Larger or smaller."""
        self._desk.zoom()

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    @property
    def _here(self) -> float:
        return self._replaying.seconds(time.monotonic())

    @property
    def _unasked(self) -> frozenset[str]:
        """All heads of the hand that was not asked."""
        hands = self._take.passage.hands
        others = (note for note in self._score.notes if not hands.include(note.hand))
        return frozenset(head for note in others for head in (note.id, *note.tied))

    def _fault(self, answer: str) -> str:
        bars = parse_bars(self._score, answer)
        if bars is None:
            return "That is no bar of this piece."
        time_of = self._replaying.retelling.time_of
        return "" if time_of(bars.start, 0.0) is not None else "This bar was not played."

    def _go_to_bar(self, measure: int) -> None:
        moment = self._replaying.retelling.time_of(measure, self._here)
        if moment is None:
            self.notify(f"Bar {printed(self._score, measure)} was not played in this take.")
        else:
            self._seek(moment)

    def _seek(self, seconds: float) -> None:
        self._show_anew(self._replaying.seek(seconds, time.monotonic()))
        self._show_status()

    def _change_speed(self, steps: int) -> None:
        before = self._replaying.speed
        self._replaying.change_speed(steps, time.monotonic())
        if self._replaying.speed == before:
            self.app.bell()
        self._show_status()

    def _frame(self) -> None:
        now = time.monotonic()
        was_playing = self._replaying.is_playing
        moments = self._replaying.advance(now)
        self._tell(moments, now)
        if was_playing:
            self._desk.glide(now, None)
            self._show_status()

    def _show_anew(self, moments: Iterable[Moment]) -> None:
        """Show the desk as it was after these moments."""
        self._count = LiveCount(self._score)
        take = self._take
        first = self._replaying.retelling.first_place
        begin = first or ScorePosition(take.passage.start, bars_of(self._score, take.passage).start)
        # The view glides as it does where somebody plays freely.
        self._desk.start_over(self._score, Setup(take.passage, Mode.FREE, take.tempo), Moved(begin))
        self._tell(moments, time.monotonic())

    def _tell(self, moments: Iterable[Moment], now: float) -> None:
        for moment in moments:
            match moment.told:
                case KeyDown(pitch=pitch):
                    self._desk.press(pitch)
                case KeyUp(pitch=pitch):
                    self._desk.release(pitch)
                case Moved():
                    self._desk.hear(moment.told, now)
                case Match() | Insertion() | Deletion():
                    self._desk.hear(moment.told, now)
                    self._count.add(moment.told)
                case _:
                    pass
        self._desk.set_tallies(self._count.per_measure)

    def _show_status(self) -> None:
        take, replaying, here = self._take, self._replaying, self._here
        measure = replaying.retelling.measure_at(here)
        state = "▶" if replaying.is_playing else "paused"
        self._head.show(
            self._score.title,
            (
                f"{state} {duration(here)} of {duration(replaying.retelling.seconds)}",
                "" if measure is None else f"bar {printed(self._score, measure)}",
                "" if replaying.speed == 1 else f"{replaying.speed:.0%} speed",
                f"{take.started_at.astimezone():%d %b %Y %H:%M}",
                HANDS[take.passage.hands],
                conditions_text(take.conditions),
            ),
        )
