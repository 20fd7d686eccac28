"""What a key may do: one registry, from which bindings, footer, help and palette all come.

A second list of keys would drift from this one sooner or later, and then the help would lie.
Every room has its actions in a file of their own.
"""

from renshu.tui.actions.action import Action, Where
from renshu.tui.actions.registry import ACTIONS, bindings, keys_of, unknown_keys

__all__ = ["ACTIONS", "Action", "Where", "bindings", "keys_of", "unknown_keys"]
