"""What may be typed: one table, from which the help comes too."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from renshu.config.recent import RECENT
from renshu.config.settings import Telling
from renshu.evening import choices
from renshu.follow.follower import Mode
from renshu.lines.planning import tell_plan, visit
from renshu.lines.reading import read_bar
from renshu.lines.room import Room
from renshu.practice.session import Command, State
from renshu.score.bars import parse_bars, printed
from renshu.score.passage import Hands

_Choice = TypeVar("_Choice", bound=StrEnum)

Obey = Callable[[Room, str, float], str | None]
"""Does what was asked for; gives a sentence where it cannot be done."""


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that may be asked for."""

    names: tuple[str, ...]
    """The word, and shorter ones for it."""
    argument: str
    description: str
    obey: Obey


def obey(room: Room, text: str, now: float) -> str | None:
    """Do what was typed; gives a sentence where it means nothing.

    Args:
        room: Where it is done.
        text: An order such as `loop 5-8`; empty for none.
        now: Monotonic seconds.
    """
    word, _, argument = text.strip().partition(" ")
    if not word:
        return None
    verb = _BY_NAME.get(word.lower())
    RECENT.note("order", verb.names[0] if verb else "unknown")
    return verb.obey(room, argument.strip(), now) if verb else _unknown(word)


def _unknown(word: str) -> str:
    near = get_close_matches(word.lower(), _BY_NAME, n=1)
    hint = f"did you mean {near[0]}?" if near else "help tells the orders."
    return f"There is no order {word}; {hint}"


def _help(room: Room, _: str, __: float) -> None:
    for verb in VERBS:
        name, *short = verb.names
        others = f", or {' or '.join(short)}" if short else ""
        room.say_all([f"{name} {verb.argument}".strip() + f"{others}: {verb.description}."])


def _start(room: Room, _: str, now: float) -> None:
    going_on = {State.READY: Command.START, State.PAUSED: Command.RESUME}
    room.command(going_on.get(room.state, Command.PAUSE), now)


def _stop(room: Room, _: str, now: float) -> None:
    room.command(Command.STOP, now)


def _skip(room: Room, _: str, now: float) -> None:
    room.command(Command.SKIP, now)


def _where(room: Room, _: str, __: float) -> None:
    room.say_place()


def _read(room: Room, argument: str, _: float) -> str | None:
    bars = parse_bars(room.score, argument) if argument else range(room.here, room.here + 1)
    if bars is None:
        return _no_bars(room)
    _read_bars(room, bars)
    return None


def _next(room: Room, _: str, __: float) -> str | None:
    bar = room.here if room.next_bar is None else room.next_bar
    if bar >= len(room.score.measures):
        return "That was the last bar."
    _read_bars(room, range(bar, bar + 1))
    return None


def _read_bars(room: Room, bars: range) -> None:
    for bar in bars:
        room.say_all(read_bar(room.score, bar, room.setup.passage.hands))
    room.next_bar = bars.stop


def _go(room: Room, argument: str, _: float) -> str | None:
    bars = parse_bars(room.score, argument) if argument else range(1)
    if bars is None:
        return _no_bars(room)
    room.again(choices.from_bar(room.setup, room.score, bars.start))
    return None


def _loop(room: Room, argument: str, _: float) -> str | None:
    if not argument:
        room.again(choices.from_start(room.setup, room.score))
        return None
    bars = parse_bars(room.score, argument)
    if bars is None:
        return _no_bars(room)
    room.again(choices.in_loop(room.setup, room.score, bars))
    return None


def _mode(room: Room, argument: str, _: float) -> str | None:
    return _one_of(Mode, argument, lambda mode: room.again(replace(room.setup, mode=mode)))


def _hands(room: Room, argument: str, _: float) -> str | None:
    def take(hands: Hands) -> None:
        setup = room.setup
        room.again(replace(setup, passage=replace(setup.passage, hands=hands)))

    return _one_of(Hands, argument, take)


def _tell(room: Room, argument: str, _: float) -> str | None:
    return _one_of(Telling, argument, room.tell)


def _tempo(room: Room, argument: str, _: float) -> str | None:
    share = argument.removesuffix("%").strip()
    if not share.isdecimal() or not choices.SLOWEST <= int(share) / 100 <= choices.FASTEST:
        least, most = choices.SLOWEST * 100, choices.FASTEST * 100
        return f"A tempo is {least:.0f} to {most:.0f} percent of the written one, such as tempo 60."
    room.again(replace(room.setup, tempo=int(share) / 100))
    return None


def _click(room: Room, _: str, __: float) -> None:
    room.again(choices.other_metronome(room.setup))


def _piano(room: Room, _: str, __: float) -> None:
    room.piano.is_on = not room.piano.is_on
    room.say_piano()


def _octave(room: Room, argument: str, _: float) -> str | None:
    steps = {"up": 1, "down": -1}.get(argument)
    if steps is None:
        return "It is octave up or octave down."
    room.piano.shift(steps)
    room.say_piano()
    return None


def _quit(room: Room, _: str, __: float) -> None:
    room.leave()


def _one_of(kind: type[_Choice], argument: str, take: Callable[[_Choice], None]) -> str | None:
    """Take one of a few words, of which the beginning is enough."""
    found = [one for one in kind if argument and one.value.startswith(argument.lower())]
    if len(found) != 1:
        return f"It is one of {', '.join(kind)}."
    take(found[0])
    return None


def _no_bars(room: Room) -> str:
    last = printed(room.score, len(room.score.measures) - 1)
    return f"Bars are written 5 or 5-8; the last one is {last}."


VERBS = (
    Verb(("help", "h"), "", "tells all orders", _help),
    Verb(("next", "n", "?"), "", "reads the bar here, then bar after bar", _next),
    Verb(("read", "r"), "BARS", "reads the bar here, or those you name, such as 5-8", _read),
    Verb(("where", "w"), "", "tells where the music is, and the notes to play there", _where),
    Verb(("start", "p"), "", "starts, pauses or goes on; the first note starts too", _start),
    Verb(("stop", "s"), "", "ends what you play and reviews it", _stop),
    Verb(("skip", "k"), "", "goes past the keys that the score waits for", _skip),
    Verb(("go", "g"), "BAR", "begins at a bar", _go),
    Verb(("loop", "l"), "BARS", "repeats some bars; alone it ends that", _loop),
    Verb(("mode", "m"), "free, wait or tempo", "chooses how you are followed", _mode),
    Verb(("hands",), "both, left or right", "chooses the hands that are asked", _hands),
    Verb(("tempo", "t"), "PERCENT", "chooses a share of the written tempo", _tempo),
    Verb(("click", "c"), "", "switches the click in tempo mode on or off", _click),
    Verb(("tell",), "notes, bars or mistakes", "chooses how much is told while you play", _tell),
    Verb(("piano",), "", "makes the computer's keyboard the piano, or not", _piano),
    Verb(("octave", "o"), "up or down", "moves the computer's piano", _octave),
    Verb(("plan",), "MINUTES", "tells what to practise tonight, and why", tell_plan),
    Verb(("visit", "v"), "NUMBER", "goes to that place of the plan", visit),
    Verb(("quit", "q"), "", "keeps what you played, and leaves", _quit),
)
"""Every order, in the order in which the help tells them."""

_BY_NAME = {name: verb for verb in VERBS for name in verb.names}
