"""What the head of the practice screen tells."""

from dataclasses import dataclass

from renshu.evening.percent import percent
from renshu.follow.follower import Mode
from renshu.practice.take import Tally
from renshu.score.passage import Hands

HANDS = {Hands.BOTH: "both hands", Hands.LEFT: "left hand", Hands.RIGHT: "right hand"}


@dataclass(frozen=True, slots=True)
class Status:
    """How the practice stands."""

    bar: str
    """The printed number of the bar being played."""
    bars: str
    """The last printed number."""
    qpm: float
    """Quarters a minute, as practised."""
    tempo: float
    """Share of the written tempo."""
    hands: Hands
    mode: Mode
    tally: Tally
    state: str = ""
    """`paused`, `count 2`, `listening`, or nothing."""
    stretch: str = ""
    """Which part of the score is practised, or nothing for the whole."""
    has_click: bool = False
    is_accompanied: bool = False
    """Whether the other hand, or a voice, is played for the player."""
    ladder: str = ""
    """Where on the tempo ladder the player stands, or nothing."""
    conditions: str = ""
    """What is to be known by heart, and in which key it is played; or nothing."""


def facts(status: Status) -> tuple[str, ...]:
    """The facts in order, the one that is looked for most often first."""
    accuracy = status.tally.accuracy
    return (
        f"bar {status.bar}/{status.bars}",
        status.stretch,
        _tempo(status),
        status.ladder,
        HANDS[status.hands],
        "accompanied" if status.is_accompanied else "",
        status.mode.value,
        "click" if status.has_click else "",
        status.conditions,
        "" if accuracy is None else f"{percent(accuracy)} right",
        status.state,
    )


def _tempo(status: Status) -> str:
    share = "" if round(status.tempo, 2) == 1 else f" ({status.tempo:.0%})"
    return f"♩={status.qpm:.0f}{share}"


def repaired(count: int) -> str:
    """That so many places of a score are not as its file has them."""
    places = "1 place of the score was" if count == 1 else f"{count} places of the score were"
    return f"{places} repaired or left out; F7 tells which."
