"""One practice run: what the player commands and plays goes in, what it means comes out.

A session has no clock. Commands, events and `advance` bring the time, in monotonic seconds. How
often `advance` is called changes no verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from renshu.follow.alignment import FollowEvent, Label, Moved
from renshu.follow.click import Clicking
from renshu.follow.follower import Follower, Mode
from renshu.follow.tolerance import STANDARD, Tolerance
from renshu.follow.waiting import Waiting
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.conductor import Conductor
from renshu.practice.hindsight import in_hindsight
from renshu.practice.recording import Recording
from renshu.practice.section import overlapping
from renshu.practice.state import TRANSITIONS, Command, Occurrence, State, next_state
from renshu.practice.subdivision import Subdivision
from renshu.practice.take import EndedBy, Take
from renshu.practice.timetable import Click, Timetable
from renshu.score.notation import Score
from renshu.score.passage import Passage, unfold

__all__ = ["Click", "Command", "Session", "SessionEvent", "Setup", "State", "StateChanged"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What is practised, and how."""

    passage: Passage
    mode: Mode
    tempo: float = 1.0
    """Share of the written tempo."""
    count_in: int = 1
    """Bars counted before the music; in tempo mode only."""
    as_written: bool = False
    """Whether every bar comes once, repeats or not."""
    metronome: bool = False
    """Whether the click goes on after the count-in; in tempo mode only."""
    subdivision: Subdivision = Subdivision.OFF
    """What the click counts between its beats."""
    overlaps: bool = False
    """Whether a loop goes on to the first beat of what follows, before it starts over."""


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The session has gone into another state."""

    state: State
    time: float
    """Monotonic seconds."""


SessionEvent = FollowEvent | StateChanged
"""What a session tells."""


class Session:
    """One practice run.

    Args:
        score: What is practised.
        setup: Which part of it, and how.
        tolerance: What the follower forgives.

    Raises:
        NotAllowedError: The passage lies outside the score.
    """

    def __init__(self, score: Score, setup: Setup, tolerance: Tolerance = STANDARD) -> None:
        self.score = score
        self.setup = setup
        self.passage = _played(score, setup)
        """What is played, the overlap of a loop included."""
        self.chords = unfold(score, self.passage, as_written=setup.as_written)
        self._tolerance = tolerance
        timetable = Timetable(
            score,
            self.passage,
            setup.tempo,
            as_written=setup.as_written,
            subdivision=setup.subdivision,
        )
        self._conductor = Conductor(timetable, setup.count_in, has_clicks=setup.metronome)
        self._state = State.READY
        self._follower = self._make_follower(timetable)
        self._recording = Recording()
        self._paused_at = 0.0
        self.latency = 0.0
        """Seconds by which keys come later than the click they are meant for, as calibrated; to be
        set before the start. Stamps stay as they are: what is asked is due so much later."""

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._state

    @property
    def place(self) -> Moved:
        """Where the follower believes the player is, and what it expects."""
        return self._follower.state

    @property
    def started(self) -> float | None:
        """Monotonic seconds at which the take began; None before that."""
        return self._recording.started

    @property
    def events(self) -> tuple[PlayedEvent, ...]:
        """What was played, in seconds from the start of the take."""
        return self._recording.events

    def events_since(self, count: int) -> tuple[PlayedEvent, ...]:
        """What was played after the first `count` events; costs no more in a long take."""
        return self._recording.events_since(count)

    @property
    def labels(self) -> tuple[Label, ...]:
        """What was said while it was played, in seconds from the start of the take."""
        return self._recording.labels

    def command(self, command: Command, now: float) -> tuple[SessionEvent, ...]:
        """Obey the player.

        Raises:
            NotAllowedError: The command has no meaning in the present state, which stays.
        """
        next_state(self.setup.mode, self._state, command)
        passed = self.advance(now)
        if command not in self._transitions:
            return passed
        return (*passed, *self._obey(command, now))

    def feed(self, event: PlayedEvent) -> tuple[SessionEvent, ...]:
        """Take one event. While the session is playing, a `KeyDown` is answered with its label.

        The first key starts a session that waits or follows.
        """
        passed = self.advance(event.time)
        if isinstance(event, KeyDown) and Occurrence.FIRST_KEY in self._transitions:
            passed = (*passed, *self._start(Occurrence.FIRST_KEY, event.time))
        is_judged = self._is_listening(event.time)
        self._recording.hear(event, is_judged=is_judged)
        if not is_judged:
            return passed
        told = self._tell(self._follower.feed(event))
        return (*passed, *told, *self._finish_if_done(event.time))

    def advance(self, now: float) -> tuple[SessionEvent, ...]:
        """Let time pass."""
        entry, end = self._conductor.entry, self._end
        if self._state is State.COUNTING_IN and now >= entry:
            told = self._tell(self._follower.advance(entry))
            return (*told, *self._go(Occurrence.COUNT_OVER, entry), *self.advance(now))
        if self._state not in {State.COUNTING_IN, State.PLAYING}:
            return ()
        if now < end:
            return self._tell(self._follower.advance(now))
        told = self._tell(self._follower.finish(end))
        return (*told, *self._go(Occurrence.PASSAGE_OVER, end))

    def clicks(self, until: float) -> tuple[Click, ...]:
        """The metronome's clicks up to `until` that have not been given out yet."""
        return tuple(self._conductor.clicks(until))

    def clock(self, now: float) -> float | None:
        """Performed quarters that the click has come to, below 0 while it counts in.

        None where no click leads, or time stands still. A loop goes on counting.
        """
        goes = self._state in {State.COUNTING_IN, State.PLAYING}
        is_led = self.setup.mode is Mode.TEMPO
        return self._conductor.quarters_at(now) if goes and is_led else None

    @property
    def origin(self) -> float:
        """Monotonic seconds of the first bar line against the click, what stood still left out."""
        return self._conductor.origin

    @property
    def entry(self) -> float:
        """Monotonic seconds when the music enters against the click, or enters again."""
        return self._conductor.entry

    def take(self, id: str, started_at: datetime, ended_by: EndedBy) -> Take:  # noqa: A002
        """The take so far, reviewed.

        Where the score waits or the click leads, what is right is settled while it is played, and
        the review only looks back. Where the program followed, all is aligned again.

        Args:
            id: Unique over all machines.
            started_at: When the session started, aware UTC.
            ended_by: Why it ended.
        """
        return Take(
            id=id,
            score_id=self.score.id,
            title=self.score.title,
            started_at=started_at,
            passage=self.passage,
            mode=self.setup.mode,
            tempo=self.setup.tempo,
            events=self.events,
            labels=self._reviewed(),
            ended_by=ended_by,
        )

    def _reviewed(self) -> tuple[Label, ...]:
        match self.setup.mode:
            case Mode.WAIT:
                return self.labels
            case Mode.TEMPO:
                return in_hindsight(self.labels, self._tolerance.early + self._tolerance.late)
            case Mode.FREE:
                from renshu.follow.review import review

                return review(self.score, self.passage, self.setup.mode, self.events)

    @property
    def _transitions(self) -> Mapping[Command | Occurrence, State]:
        return TRANSITIONS[self.setup.mode][self._state]

    @property
    def _end(self) -> float:
        """When a passage against the click is over, the last late note included."""
        if not isinstance(self._follower, Clicking):
            return float("inf")
        return max(self._conductor.end, self._follower.end)

    def _obey(self, command: Command, now: float) -> tuple[SessionEvent, ...]:
        match command:
            case Command.START:
                return self._start(command, now)
            case Command.PAUSE:
                self._paused_at = now
                self._conductor.pause(now)
            case Command.RESUME:
                self._count_in(now)
            case Command.SKIP:
                return self._skip(now)
            case Command.STOP:
                return self._stop(now)
        return self._go(command, now)

    def _start(self, by: Command | Occurrence, now: float) -> tuple[SessionEvent, ...]:
        self._recording.begin(now)
        self._count_in(now)
        if isinstance(self._follower, Clicking):
            self._follower.postpone(self.latency)
        return (*self._go(by, now), *self._finish_if_done(now), *self.advance(now))

    def _count_in(self, now: float) -> None:
        if isinstance(self._follower, Clicking):
            self._follower.postpone(self._conductor.count_in(now))

    def _skip(self, now: float) -> tuple[SessionEvent, ...]:
        told = self._follower.skip(now) if isinstance(self._follower, Waiting) else ()
        return (*self._tell(told), *self._finish_if_done(now))

    def _stop(self, now: float) -> tuple[SessionEvent, ...]:
        last = self._paused_at if self._state is State.PAUSED else now
        return (*self._tell(self._follower.finish(last)), *self._go(Command.STOP, now))

    def _go(self, what: Command | Occurrence, time: float) -> tuple[StateChanged]:
        self._state = next_state(self.setup.mode, self._state, what)
        return (StateChanged(self._state, time),)

    def _tell(self, said: tuple[FollowEvent, ...]) -> tuple[FollowEvent, ...]:
        self._recording.keep(said)
        return said

    def _finish_if_done(self, now: float) -> tuple[SessionEvent, ...]:
        is_over = self.setup.mode is Mode.WAIT and self._follower.is_done
        return self._go(Occurrence.PASSAGE_OVER, now) if is_over else ()

    def _is_listening(self, time: float) -> bool:
        if self._state is State.COUNTING_IN:
            return time >= self._conductor.entry + self.latency - self._tolerance.early
        return self._state is State.PLAYING

    def _make_follower(self, timetable: Timetable) -> Follower:
        match self.setup.mode:
            case Mode.WAIT:
                looped = self.passage.is_looped
                return Waiting(self.chords, self._tolerance, is_looped=looped)
            case Mode.TEMPO:
                seconds_at, period = timetable.seconds_at, timetable.period
                return Clicking(self.chords, seconds_at, self._tolerance, period=period)
            case Mode.FREE:
                from renshu.follow.free import Free

                return Free(self.score, self.setup.passage.hands, self._tolerance)


def _played(score: Score, setup: Setup) -> Passage:
    passage = setup.passage
    return overlapping(score, passage) if setup.overlaps and passage.is_looped else passage
