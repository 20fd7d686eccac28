from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from renshu.follow.identify.chains import Chains
from renshu.follow.identify.index import Index
from renshu.follow.identify.outline import outline_of
from support.notation import score
from support.plain_identify import PlainChains

LINES = (
    "C4 D4 E4 F4 | [C4 E4 G4] D4 E4=1/2 F4=1/2 | G4=2 [E4 G4] C4",
    "[C3 E4] E3 [C3 F4] E3 | ~D4 C4 [D4 F4] . E4 | [C3 D4 E4 F4 G4]",
    "E4=1/4 F4=1/4 G4=1/4 F4=1/4 E4 [E3 D4] C4 | G4 F4 E4 D4",
)
KEYS = (48, 52, 60, 62, 64, 65, 67)
STEPS = (0.005, 0.02, 0.05, 0.09, 0.31, 0.62, 1.3, 2.7)


def index_of(*lines: str) -> Index:
    return Index(outline_of(score(line), f"piece {at}") for at, line in enumerate(lines))


def player(seed: int, notes: int = 40) -> Iterator[tuple[float, int]]:
    """Somebody who plays the pieces by bits, with wrong keys, at a pace of every kind."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    pieces = [score(line).notes for line in LINES]
    now = 0.0
    while notes > 0:
        piece = chance.choice(pieces)
        begin = chance.randrange(len(piece))
        for note in piece[begin : begin + chance.randrange(3, 12)]:
            now += chance.choice(STEPS) * chance.uniform(0.9, 1.1)
            notes -= 1
            if chance.random() > 0.15:
                yield now, note.pitch if chance.random() > 0.15 else chance.choice(KEYS)


@pytest.mark.parametrize("seed", range(8))
def test_the_best_chains_are_those_of_the_plain_rules(seed: int) -> None:
    index = index_of(*LINES)
    chains, plain = Chains(index), PlainChains(index)
    for seconds, pitch in player(seed):
        chains.hear(seconds, pitch)
        plain.hear(seconds, pitch)
        here = np.flatnonzero(np.isfinite(chains.likelihood)).tolist()
        assert here == sorted(plain.chains)
        assert chains.best == pytest.approx(plain.best, abs=1e-3)
        for place, one in plain.chains.items():
            assert chains.likelihood[place] == pytest.approx(one.likelihood, abs=1e-3)
            assert chains.start(place) == one.start
            assert chains.notes_of(place) == plain.notes - one.first + 1
            assert chains.gain(place) == pytest.approx(one.gain, abs=1e-3)


def test_a_note_that_nothing_holds_changes_nothing() -> None:
    for index in (Index([]), index_of(LINES[0])):
        chains = Chains(index)
        chains.hear(0.0, 21)
        assert (chains.best, chains.notes) == (0.0, 1)
        assert np.isneginf(chains.likelihood).all()


def test_a_chain_costs_few_bytes() -> None:
    index = index_of(*LINES)
    chains = Chains(index)
    for seconds, pitch in player(1):
        chains.hear(seconds, pitch)
    columns = [column for column in vars(chains).values() if isinstance(column, np.ndarray)]
    assert sorted(column.itemsize for column in columns) == [4, 32]
    assert {len(column) for column in columns} == {len(index)}


def test_shifting_all_likelihoods_back_changes_no_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(*LINES)
    plain, chains = PlainChains(index), Chains(index)
    monkeypatch.setattr("renshu.follow.identify.chains._SWELL", 20.0)
    for seconds, pitch in player(2, 60):
        chains.hear(seconds, pitch)
        plain.hear(seconds, pitch)
        assert chains.best < 30
        for place, one in plain.chains.items():
            assert chains.gain(place) == pytest.approx(one.gain, abs=1e-3)
            assert chains.start(place) == one.start
            off = chains.likelihood[place] - chains.best
            assert off == pytest.approx(one.likelihood - plain.best, abs=1e-3)
