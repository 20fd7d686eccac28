"""A recorded performance played through a session as if it were live."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from renshu.follow.alignment import Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.session import Command, Session, SessionEvent, Setup, State
from renshu.practice.timetable import Timetable
from renshu.score.notation import Score
from renshu.score.passage import unfold

FRAME = 1 / 30
"""Seconds between two frames of a screen that is not there."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A session after its end, and all that it told."""

    session: Session
    start: float
    """Where in the recording the take begins, in seconds; before the recording if negative."""
    said: tuple[SessionEvent, ...]


def replay(score: Score, setup: Setup, events: Sequence[PlayedEvent]) -> Replayed:
    """Play `events`, in order of time, through a new session and stop it after the last one.

    Against the click, a performance that was recorded that way has its own count-in before it;
    any other begins with its first note on time. Which of the two it is, is seen from which fits.
    """
    if setup.mode is not Mode.TEMPO:
        return _replayed(score, setup, events, 0.0)
    tries = [_replayed(score, setup, events, start) for start in _starts(score, setup, events)]
    return max(tries, key=_matches)


def drive(
    session: Session, events: Sequence[PlayedEvent], start: float = 0.0, frame: float = FRAME
) -> Iterator[SessionEvent]:
    """Let a ready session hear `events`, and time pass in frames between them.

    Args:
        session: Ready.
        events: In order of time.
        start: Seconds at which it is started.
        frame: Seconds from one frame to the next.
    """
    now = start
    yield from session.command(Command.START, start)
    for event in events:
        for moment in takewhile(event.time.__gt__, (now + frame * n for n in count(1))):
            yield from session.advance(moment)
        yield from session.feed(event)
        now = max(now, event.time)
    if session.state is not State.FINISHED:
        yield from session.command(Command.STOP, now)


def _replayed(score: Score, setup: Setup, events: Sequence[PlayedEvent], start: float) -> Replayed:
    session = Session(score, setup)
    said = tuple(drive(session, events, start))
    return Replayed(session, start, said)


def _matches(replayed: Replayed) -> int:
    return sum(isinstance(label, Match) for label in replayed.session.labels)


def _starts(score: Score, setup: Setup, events: Sequence[PlayedEvent]) -> tuple[float, ...]:
    """When the count-in may have begun: with the recording, or for the first key to be on time."""
    chords = unfold(score, setup.passage, as_written=setup.as_written)
    key = next((event for event in events if isinstance(event, KeyDown)), None)
    if key is None or not chords:
        return (0.0,)
    timetable = Timetable(score, setup.passage, setup.tempo, as_written=setup.as_written)
    before = timetable.count_in(0.0, setup.count_in).seconds
    return 0.0, key.time - before - timetable.seconds_at(chords[0].onset)
