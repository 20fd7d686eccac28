"""The practice room without a screen: one run after the other, and what there is to say of them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from renshu.config.settings import Telling
from renshu.errors import NotAllowedError, RenshuError
from renshu.evening import choices
from renshu.evening.computer_piano import ComputerPiano
from renshu.evening.mastery import keep_cards
from renshu.evening.memory import Memory, as_remembered
from renshu.evening.metronome import LOOK_AHEAD_SECONDS, Metronome
from renshu.evening.run import LOOK_BACK_SECONDS, Run
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.lines.names import HANDS, chord, sentence
from renshu.lines.reading import read_head
from renshu.lines.reviewing import review
from renshu.lines.telling import Teller
from renshu.performance.events import PlayedEvent
from renshu.practice.session import Command, SessionEvent, Setup, State, StateChanged
from renshu.practice.take import EndedBy
from renshu.score.bars import last_printed, printed, stretch
from renshu.score.hands import with_choices
from renshu.score.notation import Score

if TYPE_CHECKING:
    from renshu.practice.plan.item import Item

_MODES = {
    Mode.FREE: "free, it follows wherever you play",
    Mode.WAIT: "wait, the score waits for the right keys",
    Mode.TEMPO: "tempo, a click counts in and does not wait: the order start begins",
}


class Room:
    """One score, practised for as long as the player likes.

    Args:
        services: Stores and loudspeaker.
        score: The score, with the hands that its file has.
        memory: How it was practised last.
        say: Takes each sentence.
        level: How much is told while playing.
    """

    def __init__(
        self,
        services: Services,
        score: Score,
        memory: Memory,
        say: Callable[[str], None],
        level: Telling = Telling.BARS,
    ) -> None:
        self.score = with_choices(score, memory.state.hands)
        self.level = level
        self.is_over = False
        self.next_bar: int | None = None
        """Index of the measure to read next; None for the one where the music is."""
        self.planned: tuple[Item, ...] = ()
        """The visits of the plan that was told last, in their order."""
        self.piano = ComputerPiano(services.settings.octave)
        self._services, self._memory, self._say = services, memory, say
        self._metronome = Metronome(services.sounding)
        self._patience = choices.Patience()
        usual = choices.usual(self.score, services.settings)
        remembered = as_remembered(usual, self.score, memory.state)
        self._begin(self._patience.between(usual, remembered))

    def enter(self) -> None:
        """Say what there is to play, and how."""
        self.say_all(read_head(self.score))
        self.say_setup()

    def leave(self) -> None:
        """Keep what was played, and how. This waits for the disk."""
        self.is_over = True
        self._file_unfinished()
        self._memory.note(self.setup, self.score)
        self._trying(self._memory.keep)
        self._metronome.stop()

    # What is played

    def play(self, event: PlayedEvent, now: float) -> None:
        """Take an event from whatever is played on."""
        self._hear(self._run.feed(event, now))

    def strike(self, character: str, now: float) -> bool:
        """Take a character as a key of the piano; False where it is none."""
        if not self.piano.takes(character):
            return False
        self._sound(self.piano.press(character, now), now)
        return True

    def advance(self, now: float) -> None:
        """Let time pass, some thirty times a second."""
        self._sound(self.piano.advance(now), now)
        self._metronome.schedule(self._run.session.clicks(now + LOOK_AHEAD_SECONDS))
        self._hear(self._run.advance(now - LOOK_BACK_SECONDS))

    def set_source(self, port: str | None, now: float) -> None:
        """A keyboard was plugged in, or the last one has gone: then the take pauses until then."""
        self._say(f"Heard from now on: {port}." if port else "No MIDI keyboard is plugged in.")
        self._services.sounding.reopen()
        self._hear(self._run.keyboard_changed(is_there=port is not None, now=now))

    def say_piano(self) -> None:
        """Say whether the computer's keyboard is the piano."""
        if not self.piano.is_on:
            self._say("What you type is an order; help tells them.")
            return
        self._services.loudspeaker.prepare()
        self._say(
            "The computer's keyboard is the piano: its lowest row of letters begins with "
            f"C {self.piano.octave}. Enter begins an order; help tells them."
        )

    # What the player wants

    @property
    def services(self) -> Services:
        """Stores and loudspeaker."""
        return self._services

    @property
    def setup(self) -> Setup:
        """What is practised, and how."""
        return self._run.setup

    @property
    def here(self) -> int:
        """Index of the measure where the music is, or would begin."""
        measure = self._teller.measure
        return choices.first_bar(self.setup, self.score) if measure is None else measure

    def command(self, command: Command, now: float) -> None:
        """Tell the session something."""
        self._ended_by = EndedBy.PLAYER if command is Command.STOP else EndedBy.END
        try:
            self._hear(self._run.command(command, now))
        except NotAllowedError as error:
            self._say(error.sentence)

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._run.state

    def again(self, setup: Setup) -> None:
        """Begin anew, with another setup or the same; what was played is kept."""
        self._file_unfinished()
        self._begin(self._patience.between(self.setup, setup))
        self.say_setup()

    def tell(self, level: Telling) -> None:
        """Tell more or less while playing."""
        self.level = self._teller.level = level

    def say_all(self, sentences: Iterable[str]) -> None:
        """Say one sentence after the other."""
        for one in sentences:
            self._say(one)

    def say_setup(self) -> None:
        """Say what is practised, and how."""
        setup = self.setup
        part = stretch(self.score, setup.passage).replace("–", " to ") or "the whole score"
        words = [HANDS[setup.passage.hands], part, _MODES[setup.mode]]
        if setup.tempo != 1:
            words.append(f"at {setup.tempo:.0%} of the tempo")
        self._say(sentence("; ".join(words)))

    def say_place(self) -> None:
        """Say where the music is, and what is expected there."""
        is_ready = self.state is State.READY
        place = self._run.first_place if is_ready else self._run.session.place
        notes = [self.score.notes_by_id[one] for one in place.expected]
        expected = f": {chord(notes)}" if notes else ""
        bar, last = printed(self.score, self.here), last_printed(self.score)
        self._say(f"Bar {bar} of {last}{expected}.")

    # One run after the other

    def _begin(self, setup: Setup) -> None:
        self._metronome.stop()
        if setup.mode is Mode.TEMPO:
            self._metronome.prepare()
        self._run = Run(self.score, setup, self._services)
        self._teller = Teller(self.score, setup.passage.hands, self.level)
        self._ended_by = EndedBy.END
        self.next_bar = None

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        for event in events:
            self.say_all(told.text for told in self._teller.hear(event))
            if isinstance(event, StateChanged):
                self._state_changed(event.state)

    def _state_changed(self, state: State) -> None:
        if state in {State.COUNTING_IN, State.PAUSED}:
            self._say(f"{state.capitalize()}.")
        if state in {State.PAUSED, State.FINISHED}:
            self._metronome.stop()
        if state is State.FINISHED:
            self.say_all(told.text for told in self._teller.finish())
            self._file(self._ended_by)
            self._begin(self.setup)

    def _file_unfinished(self) -> None:
        if self._run.has_notes and self._run.state is not State.FINISHED:
            self.say_all(told.text for told in self._teller.finish())
            self._file(EndedBy.PLAYER)

    def _file(self, ended_by: EndedBy) -> None:
        """Look back on what was played, keep it and tell of it."""
        run = self._run
        if not run.has_notes or (take := run.look_back(ended_by)) is None:
            self._say("Nothing was played.")
            return
        self._trying(lambda: run.keep(take))
        self.say_all(review(take, self.score, self._services.settings.verdicts))
        keep_cards(self._services, self.score)

    def _trying(self, keep: Callable[[], object]) -> None:
        try:
            keep()
        except RenshuError as error:
            self._say(error.sentence)

    def _sound(self, events: Iterable[PlayedEvent], now: float) -> None:
        for event in events:
            self._services.loudspeaker.send(event)
            self.play(event, now)
