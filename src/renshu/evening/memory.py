"""How a piece is practised, kept from one time to the next."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from renshu.evening import choices
from renshu.evening.services import Services
from renshu.follow.follower import Mode
from renshu.library.catalogue import PieceState
from renshu.library.loaded import Loaded
from renshu.practice.session import Setup
from renshu.score.hands import HandChoice
from renshu.score.notation import Score
from renshu.score.passage import Hands, whole
from renshu.score.transposing import reach

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Memory:
    """What is remembered of one piece; a piece that is not in the library is forgotten."""

    services: Services
    entry: int | None = None
    """Its id in the library."""
    state: PieceState = field(default_factory=PieceState)

    def note(self, setup: Setup, score: Score) -> None:
        """Take note of tempo, hands, loop and manner; where the player last began is not kept.

        What is as the settings say is left to them. A loop is waited in by itself, so that it is
        no choice of the player's.
        """
        hands, settings = setup.passage.hands, self.services.settings
        everything = None if hands is Hands.BOTH else whole(score, hands)
        is_looped = setup.passage.is_looped
        mode = None if setup.mode is settings.mode else setup.mode
        if is_looped and setup.mode is Mode.WAIT:
            mode = self.state.mode
        self.state = replace(
            self.state,
            tempo=setup.tempo,
            passage=setup.passage if is_looped else everything,
            mode=mode,
            count_in=_other(setup.count_in, settings.count_in),
            has_metronome=_other(setup.metronome, settings.metronome),
            as_written=setup.as_written,
            overlaps=setup.overlaps,
        )

    def note_hands(self, hands: tuple[HandChoice, ...]) -> None:
        """Take note of which hand plays what."""
        self.state = replace(self.state, hands=hands)

    def note_transposition(self, semitones: int) -> None:
        """Take note of the key that it is played in."""
        self.state = replace(self.state, transposition=semitones)

    def keep(self) -> None:
        """Write it down. This waits for the disk.

        Raises:
            LibraryError: The library cannot be written.
        """
        if self.entry is not None:
            self.services.catalogue.remember(self.entry, self.state)


def memory_of(services: Services, score: Score) -> Memory:
    """What is remembered of a score that has been opened before. This waits for the disk.

    Raises:
        LibraryError: The library cannot be read.
    """
    entry = services.catalogue.of_score(score.id)
    if entry is None:
        return Memory(services)
    return Memory(services, entry.id, services.catalogue.state(entry.id))


def playable_key(loaded: Loaded, state: PieceState) -> int:
    """The semitones by which a piece is transposed, unless its file has changed too much."""
    semitones = state.transposition
    return semitones if semitones in reach(loaded.score) else 0


def as_remembered(setup: Setup, score: Score, state: PieceState) -> Setup:
    """The setup as it was the last time, as far as the score still has those bars."""
    passage = state.passage
    setup = replace(
        setup,
        tempo=choices.playable(state.tempo),
        mode=state.mode or setup.mode,
        count_in=setup.count_in if state.count_in is None else state.count_in,
        metronome=setup.metronome if state.has_metronome is None else state.has_metronome,
        as_written=state.as_written,
        overlaps=state.overlaps,
    )
    if passage is None or passage.start < 0 or passage.end > score.end:
        return setup
    return choices.for_passage(setup, passage)


def _other(chosen: _Value, usual: _Value) -> _Value | None:
    """What the player has chosen, where it is not what is usual."""
    return None if chosen == usual else chosen
