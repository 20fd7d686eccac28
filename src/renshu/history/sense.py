"""What no renshu has written: a history may be damaged in ways that SQLite does not see."""

from collections.abc import Iterator
from contextlib import contextmanager

from renshu.database import DamageError
from renshu.errors import HistoryError

_NONSENSE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


@contextmanager
def sense(what: str) -> Iterator[None]:
    """Turn values that make no sense into the sentence about them, around a block or a function.

    Args:
        what: What is read, such as `a take`.
    """
    try:
        yield
    except _NONSENSE as error:
        told = f"The history holds {what} that makes no sense."
        raise HistoryError(told) from DamageError(str(error))
