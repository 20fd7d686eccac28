"""The journal of a take: what is known of it when the program dies in the middle."""

from dataclasses import replace
from pathlib import Path

from renshu.history.store import History
from renshu.performance.events import KeyDown
from renshu.practice.conditions import Conditions, Peek
from renshu.practice.hiding import Hidden
from support.takes import make_facts


def test_peeks_are_kept_of_a_take_that_never_ended(tmp_path: Path) -> None:
    facts = replace(make_facts(), conditions=Conditions(Hidden.ALL))
    history = History(tmp_path / "history.db")
    journal = history.begin(facts)
    journal.append([KeyDown(0.5, 60)])
    for count in (1, 2):
        peeks = tuple(Peek(float(number), number) for number in range(count))
        journal.change_conditions(Conditions(Hidden.ALL, peeks))
        journal.append([KeyDown(0.5 + count, 60)])
    history.close()
    again = History(tmp_path / "history.db")
    (take,) = again.interrupted()
    again.close()
    assert take.facts.conditions == Conditions(Hidden.ALL, (Peek(0.0, 0), Peek(1.0, 1)))
    assert len(take.events) == 3


def test_a_change_alone_is_written_too(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    journal = history.begin(make_facts())
    journal.append([KeyDown(0.5, 60)])
    journal.close()
    journal = history.begin(make_facts())
    journal.append([KeyDown(0.5, 60)])
    journal.change_conditions(Conditions(transposition=2))
    history.close()
    again = History(tmp_path / "history.db")
    _, second = again.interrupted()
    again.close()
    assert second.facts.conditions.transposition == 2
