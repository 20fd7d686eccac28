"""The states of a session and the table of what leads from one to another.

A session is *ready* until the player starts it. Where the score waits or follows, the first key
starts it as well, and it is *playing* at once. Against the click it is *counting in* first, and
playing when the count is over. While it is *paused* time stands still; going on against the click
means counting in again. It is *finished* when the player stops it or the passage is over, and stays
so: playing again is a new session.

The table holds what the player commands and what happens by itself. That the first key starts
only the modes that wait or follow, and that only the score that waits can be told to skip, is said
by each mode having a table of its own.
"""

from collections.abc import Mapping
from enum import StrEnum

from renshu.errors import NotAllowedError
from renshu.follow.follower import Mode


class State(StrEnum):
    """Where a session stands."""

    READY = "ready"
    """Nothing has been played."""
    COUNTING_IN = "counting in"
    """The click counts; the music has not begun, or not begun again."""
    PLAYING = "playing"
    """What is played is followed."""
    PAUSED = "paused"
    """Time stands still, and keys mean nothing."""
    FINISHED = "finished"
    """The take is complete."""


class Command(StrEnum):
    """What a player may tell a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    """Go on past the chord that the score waits for."""
    STOP = "stop"


class Occurrence(StrEnum):
    """What happens to a session by itself."""

    FIRST_KEY = "first key"
    COUNT_OVER = "count over"
    PASSAGE_OVER = "passage over"


_Table = Mapping[State, Mapping[Command | Occurrence, State]]

_FREE: _Table = {
    State.READY: {Command.START: State.PLAYING, Occurrence.FIRST_KEY: State.PLAYING},
    State.COUNTING_IN: {},
    State.PLAYING: {Command.PAUSE: State.PAUSED, Command.STOP: State.FINISHED},
    State.PAUSED: {Command.RESUME: State.PLAYING, Command.STOP: State.FINISHED},
    State.FINISHED: {},
}

_WAIT: _Table = {
    **_FREE,
    State.PLAYING: {
        Command.PAUSE: State.PAUSED,
        Command.SKIP: State.PLAYING,
        Command.STOP: State.FINISHED,
        Occurrence.PASSAGE_OVER: State.FINISHED,
    },
}

_TEMPO: _Table = {
    State.READY: {Command.START: State.COUNTING_IN},
    State.COUNTING_IN: {
        Command.PAUSE: State.PAUSED,
        Command.STOP: State.FINISHED,
        Occurrence.COUNT_OVER: State.PLAYING,
    },
    State.PLAYING: {
        Command.PAUSE: State.PAUSED,
        Command.STOP: State.FINISHED,
        Occurrence.PASSAGE_OVER: State.FINISHED,
    },
    State.PAUSED: {Command.RESUME: State.COUNTING_IN, Command.STOP: State.FINISHED},
    State.FINISHED: {},
}

TRANSITIONS: Mapping[Mode, _Table] = {Mode.FREE: _FREE, Mode.WAIT: _WAIT, Mode.TEMPO: _TEMPO}
"""Mode → state → what is commanded or happens → next state. What is not in it cannot be."""


def next_state(mode: Mode, state: State, what: Command | Occurrence) -> State:
    """The state that `what` leads to.

    Raises:
        NotAllowedError: It has no meaning in `state`.
    """
    following = TRANSITIONS[mode][state].get(what)
    if following is None:
        raise NotAllowedError(f"There is nothing to {what} while the session is {state}.")
    return following
