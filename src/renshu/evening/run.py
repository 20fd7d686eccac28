"""One practice run as the screen holds it: the session, its journal, and the counts so far."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from renshu.config.recent import RECENT
from renshu.errors import RenshuError
from renshu.evening.conditions import conditions_text
from renshu.evening.diary import keep_diary
from renshu.evening.services import Services
from renshu.evening.status import Status
from renshu.evening.take_files import write_file
from renshu.evening.wakefulness import Wakefulness
from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import AS_WRITTEN, Conditions, Peek
from renshu.practice.instrument import playable
from renshu.practice.live_count import LiveCount
from renshu.practice.session import Command, Session, SessionEvent, Setup, State
from renshu.practice.take import EndedBy, Take
from renshu.score.bars import last_printed, measure_at, printed, stretch
from renshu.score.compass import parse_compass
from renshu.score.notation import Score, ScoreNote

if TYPE_CHECKING:
    from renshu.history.facts import TakeFacts
    from renshu.history.journal import Journal

LOOK_BACK_SECONDS = 0.05
"""Verdicts look behind: a note that is on its way through the cable is not missed yet."""

_PLAYER, _CABLE, _SLEEP = "", ": no keyboard", ": it slept"
"""Why it is paused, as it is told."""


class Run:
    """A session with what is kept of it.

    What is played goes into the history's journal at once, so that a crash loses nothing.
    """

    def __init__(
        self,
        score: Score,
        setup: Setup,
        services: Services,
        greeting: str = "",
        conditions: Conditions = AS_WRITTEN,
    ) -> None:
        self.score = score
        self.setup = setup
        self.greeting = greeting
        """What the head of the screen says before anything is played."""
        self.conditions = conditions
        """What is hidden, and the peeks at it so far."""
        self._compass = parse_compass(services.settings.piano)
        self.session = Session(playable(score, self._compass), setup)
        self.count = LiveCount(score)
        self._last_bar = last_printed(score)
        self._services = services
        self._facts: TakeFacts | None = None
        self._journal: Journal | None = None
        self._journalled = 0
        self._wakefulness = Wakefulness()
        self._paused_by = _PLAYER

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.session.state

    @property
    def has_notes(self) -> bool:
        """Whether there is something to keep."""
        return bool(self.session.events)

    @property
    def first_place(self) -> Moved:
        """Where the music begins: what to show before anything is played."""
        chord = next((chord for chord in self.session.chords if not chord.is_grace), None)
        if chord is None:
            return Moved(None)
        return Moved(chord.position, tuple(note.id for note in chord.notes))

    @property
    def unasked(self) -> frozenset[str]:
        """The ids of all heads of the hand that is not practised, or for which there is no key."""
        others = (note for note in self.score.notes if not self._asks(note))
        return frozenset(head for note in others for head in (note.id, *note.tied))

    def _asks(self, note: ScoreNote) -> bool:
        return self.setup.passage.hands.include(note.hand) and note.pitch in self._compass

    def status(self, measure: int | None, beat: int, *, is_listening: bool) -> Status:
        """How it stands, for the head of the screen.

        Args:
            measure: Index of the measure where the music is, if it is known.
            beat: The number of the last beat, while it counts in.
            is_listening: Whether the follower has lost the player.
        """
        score, setup = self.score, self.setup
        here = measure_at(score, setup.passage.start) if measure is None else measure
        return Status(
            bar=printed(score, here),
            bars=self._last_bar,
            qpm=score.tempo.qpm_at(score.measures[here].onset) * setup.tempo,
            tempo=setup.tempo,
            hands=setup.passage.hands,
            mode=setup.mode,
            tally=self.count.total,
            state=self._words(beat, is_listening=is_listening),
            stretch=stretch(score, setup.passage),
            has_click=setup.metronome,
            conditions=conditions_text(self.conditions),
        )

    def _words(self, beat: int, *, is_listening: bool) -> str:
        match self.state:
            case State.READY:
                return self.greeting
            case State.PLAYING:
                return "listening" if is_listening else ""
            case State.COUNTING_IN:
                return f"count {beat}" if beat else "counting in"
            case State.PAUSED:
                return f"paused{self._paused_by}"
            case State.FINISHED:
                return "looking back …"

    def feed(self, event: PlayedEvent, now: float) -> tuple[SessionEvent, ...]:
        """A played event; `now` is the monotonic time of this call."""
        RECENT.note("played", event)
        slept = self._wake_up(event.time)
        return (*slept, *self._heard(self.session.feed(event), now))

    def advance(self, now: float) -> tuple[SessionEvent, ...]:
        """Time has passed, up to `now`."""
        slept = self._wake_up(now)
        return (*slept, *self._heard(self.session.advance(now), now))

    def command(self, command: Command, now: float) -> tuple[SessionEvent, ...]:
        """Something the player wants.

        Raises:
            NotAllowedError: It has no meaning in this state.
        """
        RECENT.note("command", command)
        self._paused_by = _PLAYER
        return self._heard(self.session.command(command, now), now)

    def keyboard_changed(self, *, is_there: bool, now: float) -> tuple[SessionEvent, ...]:
        """The last keyboard has gone: pause until there is one again, or the player goes on."""
        if not is_there and self._is_going:
            return self._pause(_CABLE, now)
        if is_there and self.state is State.PAUSED and self._paused_by == _CABLE:
            return self.command(Command.RESUME, now)
        return ()

    @property
    def _is_going(self) -> bool:
        return self.state in {State.PLAYING, State.COUNTING_IN}

    def _wake_up(self, now: float) -> tuple[SessionEvent, ...]:
        """Against the click a sleep is a pause; else it is a silence like any other."""
        fell_asleep = self._wakefulness.look(now)
        if fell_asleep is None or self.setup.mode is not Mode.TEMPO or not self._is_going:
            return ()
        return self._pause(_SLEEP, fell_asleep)

    def _pause(self, by: str, now: float) -> tuple[SessionEvent, ...]:
        events = self.command(Command.PAUSE, now)
        self._paused_by = by
        return events

    def note_peek(self, measure: int, now: float) -> None:
        """Take note that the player looks at a bar that is hidden."""
        time = max(0.0, now - self.session.started) if self.session.started is not None else 0.0
        peeks = (*self.conditions.peeks, Peek(time, measure))
        self.conditions = replace(self.conditions, peeks=peeks)
        if self._journal is not None:
            self._journal.change_conditions(self.conditions)

    def look_back(self, ended_by: EndedBy) -> Take | None:
        """The take with its review, once the last event is in; None where nothing was played.

        This takes its time, and may be called in a thread.
        """
        return self._reviewed(self._facts, ended_by) if self._facts else None

    def keep(self, take: Take) -> None:
        """Store a take in the history, with its diary, and as a `.mid` file.

        This waits for the disk.

        Raises:
            RenshuError: One of them could not be written; the other was tried all the same.
        """
        faults = []
        for keep in (self._services.store, self._write_file):
            try:
                keep(take)
            except RenshuError as fault:
                faults.append(fault)
        keep_diary(self._services, take, self.score)
        if faults:
            raise faults[0]

    def _reviewed(self, facts: "TakeFacts", ended_by: EndedBy) -> Take:
        try:
            take = self.session.take(facts.id, facts.started_at, ended_by)
            return replace(take, conditions=self.conditions)
        except Exception as error:  # noqa: BLE001 - a take is kept whatever its review says
            self._services.report(error)
            facts = replace(facts, conditions=self.conditions)
            live = facts.take(self.session.events, self.session.labels, ended_by)
            return replace(live, judge=0)

    def _heard(self, events: tuple[SessionEvent, ...], now: float) -> tuple[SessionEvent, ...]:
        for event in events:
            if isinstance(event, Match | Insertion | Deletion):
                self.count.add(event)
        self._keep_journal(now)
        return events

    def _keep_journal(self, now: float) -> None:
        played = self.session.events_since(self._journalled)
        if not played or self.session.started is None:
            return
        if self._facts is None:
            self._facts = self._begun(timedelta(seconds=max(0.0, now - self.session.started)))
        if (journal := self._open_journal(self._facts)) is not None:
            journal.append(played)
            self._journalled += len(played)

    def _begun(self, since: timedelta) -> "TakeFacts":
        from renshu.history.facts import TakeFacts, new_take_id

        return TakeFacts(
            new_take_id(),
            self.score.id,
            self.score.title,
            datetime.now(UTC) - since,
            self.session.passage,
            self.setup.mode,
            self.setup.tempo,
            self.conditions,
        )

    def _open_journal(self, facts: "TakeFacts") -> "Journal | None":
        """The journal; none as long as the history is not open, for nobody waits while playing."""
        history = self._services.opened_history
        if self._journal is None and history is not None:
            self._journal = history.begin(facts, self._services.on_fault)
        return self._journal

    def _write_file(self, take: Take) -> None:
        write_file(self._services.folders.takes, take)
