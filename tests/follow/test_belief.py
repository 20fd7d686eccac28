"""The belief over places against the plain rules: whatever is played, both say the same."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from renshu.follow.arrays import asked_notes, places_of
from renshu.follow.belief import Belief
from renshu.follow.places import Places
from renshu.score.notation import Score
from renshu.score.passage import Hands
from support.notation import score
from support.plain_belief import PlainBelief

PIECES = {
    "one hand": score("C4 D4 E4=1/2 G4=1/2 F4 | A4 ~B4 C5 B4 G4 | E4 C4 D4=2 | F4 A4 C5 E5"),
    "chords": score(
        "[C3 E4 G4] D4 [G3 B4] F4 | [A2 C4 E4] ~D4 E4 [F3 A4] C5 | [G2 D3 F4 B4] A4 G4 [C3 C4 E4]",
        qpm=90,
    ),
    "repeats": score(
        "[C3 C4] E4 G4 A4 | F4 [D3 B3] | [G3 A4] C5=2 | [E3 D5] B4 | [C3 C5]=2",
        order=[0, 1, 2, 0, 1, 3, 4],
    ),
    "ornaments": score("D4 F4=2!trill E4 | ~G4 G4 [C3 A4] F4 ~E4 D4 | [B2 D5]=3!turn C5 | A4 G4"),
}


def laid(piece: Score) -> Places:
    return places_of(piece, asked_notes(piece, Hands.BOTH))


def played(places: Places, seed: int, notes: int = 40) -> Iterator[tuple[float, int]]:
    """Somebody who goes on, hesitates, slips, trills and jumps, at any tempo."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    at, now, tempo = places.readings[0].start, 0.0, chance.uniform(0.6, 1.6)
    while notes > 0:
        row = places.readings[0 if chance.random() < 0.7 else -1]
        if chance.random() < 0.06 or at >= row.stop:
            at = chance.randrange(row.start, row.stop)
        keys = list(places.table[at])
        chance.shuffle(keys)
        for key in keys[: max(1, len(keys) - (chance.random() < 0.15))]:
            slip = chance.choice([0, 0, 0, 0, 0, 0, 0, -2, -1, 1, 2, 12, 5])
            yield now, key + slip
            now += chance.choice([0.0, 0.01, 0.03, 0.08])
            notes -= 1
        step = float(places.seconds[min(at + 1, len(places) - 1)] - places.seconds[at])
        now += chance.choice([1.0, 1.0, 1.0, 1.2, 0.4, 3.0]) * tempo * max(0.2, step)
        at += chance.choice([1, 1, 1, 1, 1, 1, 2, 3, 0])


@pytest.mark.parametrize("combine", [np.add, np.maximum], ids=["filtered", "likeliest"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("seed", range(6))
def test_the_belief_is_that_of_the_plain_rules(piece: Score, seed: int, combine: np.ufunc) -> None:
    places = laid(piece)
    belief = Belief(places, combine=combine)
    plain = PlainBelief(places, combine=sum if combine is np.add else max)
    for time, pitch in played(places, seed):
        belief.hear(time, pitch)
        plain.hear(time, pitch)
        weights = [place.weight for place in plain.places]
        assert belief.weights.tolist() == pytest.approx(weights, rel=0.01, abs=1e-4)
        assert belief.best == plain.best
        assert belief.certainty == pytest.approx(plain.certainty, abs=2e-3)
        assert belief.was_open == plain.was_open
        assert belief.expected == pytest.approx(plain.expected, abs=1e-3)
        assert belief.tempo.rate == pytest.approx(plain.tempo.rate, rel=1e-3)
        for at in np.flatnonzero(belief.weights > 1e-3).tolist():
            assert belief.source(at) in plain.places[at].sources
            assert belief.had_landed(at) == plain.places[at].had_landed


def test_before_the_first_note_no_place_is_believed() -> None:
    belief = Belief(laid(PIECES["chords"]))
    assert belief.best < 0
    assert belief.certainty == 0


def test_weights_are_numbers_of_single_precision() -> None:
    """Twice the width is twice the time, at every note, over all places."""
    places = laid(PIECES["ornaments"])
    belief = Belief(places)
    for time, pitch in played(places, 1):
        belief.hear(time, pitch)
    emission, ways = belief._emission, belief._ways
    rows = [*vars(belief).values(), *vars(belief._memory).values(), ways.distance, ways.share]
    rows += [*emission._first.values(), *emission._stray.values(), *emission._ornament.values()]
    rows += [belief._jumps.start, belief._jumps._anywhere, belief._jumps.wandering.shares]
    kinds = {row.dtype for row in rows if isinstance(row, np.ndarray) and row.dtype.kind == "f"}
    assert kinds == {np.dtype(np.float32)}
    assert belief._in_time(ways).dtype == np.float32
