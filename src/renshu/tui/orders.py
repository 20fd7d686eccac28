"""What the player can order from the piano: for each of its keys the actions that it may stand for.

A key stands for the first of its actions that has a meaning on the screen at the moment, so the
same key always does the same kind of thing: the first goes on, the last goes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from renshu.practice.commanding import MOST_ORDERS, Grip
from renshu.score.pitch import pitch_name
from renshu.tui.actions import ACTIONS

PLACES: tuple[tuple[str, ...], ...] = (
    (
        "dialog.accept",
        "practice.start",
        "review.practise",
        "library.open",
        "history.open",
        "today.start",
    ),
    ("practice.again", "list.down"),
    ("practice.slower", "list.up"),
    ("practice.faster", "review.again", "list.page_down"),
    ("practice.next_section", "review.history", "library.history"),
    ("practice.loop_here", "library.today"),
    ("practice.listen", "today.skip"),
    ("practice.hands",),
    ("practice.mode",),
    ("practice.metronome",),
    ("practice.from_start", "list.first"),
    (
        "dialog.close",
        "practice.stop",
        "review.leave",
        "history.leave",
        "today.leave",
        "library.leave",
    ),
)
"""The ids of actions, for each target of a grip from the lowest on."""

_GAP = "  "
_LABELS = {action.id: action.label for action in ACTIONS}
_DESCRIPTIONS = {action.id: action.description for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Order:
    """A key of the piano and what it does now."""

    key: int
    action: str
    """The id of an action."""

    @property
    def label(self) -> str:
        """One or two words."""
        return _LABELS.get(self.action, self.action)


def orders(grip: Grip, active: Iterable[str]) -> Mapping[int, Order]:
    """The orders that have a meaning, by their place among the grip's targets.

    Args:
        grip: Which keys give orders.
        active: The ids of all actions that have a meaning now.
    """
    possible = set(active)
    found = ((place, _first(PLACES[place], possible)) for place in range(MOST_ORDERS))
    return {
        place: Order(grip.targets[place], action)
        for place, action in found
        if action is not None and place < len(grip.targets)
    }


def _first(actions: Iterable[str], possible: set[str]) -> str | None:
    return next((action for action in actions if action in possible), None)


def grip_text(grip: Grip | None) -> str:
    """How the orders are opened, in a sentence."""
    if grip is None:
        return "This piece needs the keys at both ends, so there are no orders from the piano."
    low, high = pitch_name(grip.keys[0]), pitch_name(grip.keys[-1])
    end = "lowest" if grip.keys[0] < grip.targets[0] else "highest"
    pedal = ""
    if grip.pedal_key is not None:
        pedal = f"; or press the soft pedal, then {pitch_name(grip.pedal_key)}"
    return f"Hold the three {end} keys, {low} to {high}, pressed together{pedal}."


def orders_text(found: Iterable[Order], width: int) -> str:
    """The keys and what they do, in lines of so many cells that break between two of them."""
    lines = [""]
    for order in found:
        said = f"{pitch_name(order.key)} {order.label.lower()}"
        if lines[-1] and len(lines[-1]) + len(_GAP) + len(said) > width:
            lines.append("")
        lines[-1] += (_GAP if lines[-1] else "") + said
    return "\n".join(lines)


def orders_lines(found: Iterable[Order]) -> tuple[str, ...]:
    """The keys and what they do, a line each."""
    return tuple(
        f"{pitch_name(order.key):<4} {order.label:<14} {_DESCRIPTIONS.get(order.action, '')}"
        for order in found
    )
