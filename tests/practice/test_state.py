"""The table of states: every mode × state × command or occurrence, written out."""

from itertools import product

import pytest

from renshu.errors import NotAllowedError
from renshu.follow.follower import Mode
from renshu.practice.state import TRANSITIONS, Command, Occurrence, State, next_state

PICTURE = """
mode   ready               counting in        playing               paused
-----  ------------------  -----------------  --------------------  ------------------
free   start>playing       -                  pause>paused          resume>playing
free   first key>playing   -                  stop>finished         stop>finished
wait   start>playing       -                  pause>paused          resume>playing
wait   first key>playing   -                  stop>finished         stop>finished
wait   -                   -                  skip>playing          -
wait   -                   -                  passage over>finished -
tempo  start>counting in   pause>paused       pause>paused          resume>counting in
tempo  -                   stop>finished      stop>finished         stop>finished
tempo  -                   count over>playing passage over>finished -
"""


def drawn() -> dict[tuple[str, str, str], str]:
    """What the picture says: (mode, state, what) → next state."""
    head, rule, *rows = PICTURE.strip("\n").splitlines()
    columns = [i for i in range(len(rule)) if rule[i] == "-" and (i == 0 or rule[i - 1] == " ")]
    found = {}
    for row in rows:
        cells = [row[a:b].strip() for a, b in zip(columns, [*columns[1:], None], strict=True)]
        for column, cell in list(enumerate(cells))[1:]:
            if cell != "-":
                state = head[columns[column] :].split("  ")[0].strip()
                what, following = cell.split(">")
                found[cells[0], state, what] = following
    return found


EVERYTHING = list(product(Mode, State, [*Command, *Occurrence]))


@pytest.mark.parametrize(("mode", "state", "what"), EVERYTHING)
def test_the_table_is_the_picture(mode: Mode, state: State, what: Command | Occurrence) -> None:
    following = drawn().get((mode.value, state.value, what.value))
    if following is None:
        with pytest.raises(NotAllowedError, match=rf"nothing to {what} while .* {state}\."):
            next_state(mode, state, what)
    else:
        assert next_state(mode, state, what) == following


def test_the_picture_has_been_read_whole() -> None:
    size = sum(len(row) for table in TRANSITIONS.values() for row in table.values())
    assert len(drawn()) == size == 6 + 8 + 9


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_has_a_row_for_every_state(mode: Mode) -> None:
    assert set(TRANSITIONS[mode]) == set(State)
