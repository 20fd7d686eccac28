"""All actions of all rooms, and what bindings, footer, help and palette make of them."""

from collections.abc import Mapping
from difflib import get_close_matches

from textual.binding import Binding, BindingType

from renshu.tui.actions.action import Action, Where
from renshu.tui.actions.everywhere import EVERYWHERE
from renshu.tui.actions.keyboards import KEYBOARDS
from renshu.tui.actions.library import LIBRARY
from renshu.tui.actions.practice import PRACTICE
from renshu.tui.actions.progress import PROGRESS
from renshu.tui.actions.takes import TAKES
from renshu.tui.actions.tonight import TONIGHT

ACTIONS: tuple[Action, ...] = (
    *EVERYWHERE,
    *LIBRARY,
    *TONIGHT,
    *PRACTICE,
    *TAKES,
    *PROGRESS,
    *KEYBOARDS,
)
"""Every action of the program, in the order in which footer and help show them."""


def bindings(where: Where) -> list[BindingType]:
    """Textual's bindings for one room; their ids are what the settings rebind by."""
    return [
        Binding(
            action.keys,
            action.method,
            action.label,
            show=action.is_shown,
            tooltip=action.description,
            priority=action.is_priority,
            id=action.id,
        )
        for action in ACTIONS
        if action.where is where
    ]


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that work now: those of the keymap where it has some, else the usual ones."""
    return tuple(key.strip() for key in keymap.get(action.id, action.keys).split(","))


def unknown_keys(keymap: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for every id of a keymap that no action has."""
    ids = [action.id for action in ACTIONS]
    return tuple(_unknown(name, ids) for name in keymap if name not in ids)


def _unknown(name: str, ids: list[str]) -> str:
    near = get_close_matches(name, ids, n=1, cutoff=0.4)
    hint = f"; did you mean “{near[0]}”?" if near else "."
    return f"The settings give keys to “{name}”, which is nothing renshu does{hint}"
