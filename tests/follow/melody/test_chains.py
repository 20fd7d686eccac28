from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from renshu.follow.melody.chains import Chains, Heard
from renshu.follow.melody.index import MelodyIndex
from renshu.follow.melody.lines import melody_of
from support.melodies import piece, tune
from support.plain_melody import PlainChains

LENGTHS = (("",), ("=2", "", "=1/2"), ("", "=1/2", "=1/2", "=1/100"))
INDEX = MelodyIndex(
    {f"piece {seed}": melody_of(piece(tune(seed, 32), LENGTHS[seed % 3])) for seed in range(4)}
)
WAITS = (0.01, 0.15, 0.3, 0.6, 0.9, 2.0)


def player(seed: int) -> Iterator[tuple[float, int]]:
    """Somebody who plays two of the melodies by bits, with slips of every kind and any rhythm."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    now = 0.0
    for _ in range(3):
        begin, up = chance.randrange(24), chance.randrange(-5, 6)
        for pitch in tune(chance.randrange(4), 32)[begin : begin + chance.randrange(4, 12)]:
            slip = chance.choice(["", "", "", "", "other", "extra", "missed"])
            now += chance.choice(WAITS[1:4] if seed % 2 else WAITS) * chance.uniform(0.95, 1.05)
            if slip in {"other", "extra"}:
                yield now, pitch + up + chance.choice([-9, -4, -3, -2, -1, 1, 2, 3, 4, 30])
                now += 0.1
            if slip in {"", "extra"}:
                yield now, pitch + up


@pytest.mark.parametrize("seed", range(10))
def test_the_best_chains_are_those_of_the_plain_rules(seed: int) -> None:
    chains, plain = Chains(INDEX), PlainChains(INDEX)
    for time, pitch in player(seed):
        chains.hear(Heard(time, pitch))
        plain.hear(time, pitch)
        assert chains.weight() == pytest.approx(plain.weight())
        front, pitches = chains.ended()
        said = np.column_stack(
            [front.place, pitches, front.start, front.likelihood, front.rhythm, front.pace]
        )
        expected = [
            (one.place, ended_on, one.start, one.likelihood + cost, one.rhythm, one.pace)
            for one, cost, ended_on in plain.ended()
        ]
        assert len(said) == len(expected)
        for row, other in zip(sorted(said.tolist()), sorted(expected), strict=True):
            assert row == pytest.approx(other, abs=2e-3)


def test_a_chain_costs_few_bytes() -> None:
    chains = Chains(INDEX)
    for time, pitch in player(1):
        chains.hear(Heard(time, pitch))
        front, pitches = chains.ended()
        assert {column.itemsize for column in (*front, pitches)} == {4}
    columns = [column for column in vars(chains).values() if isinstance(column, np.ndarray)]
    assert [column.itemsize for column in columns] == [4]
