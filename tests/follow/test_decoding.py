"""The most likely way: the stretches of a take, however often its beginning is settled."""

from random import Random

import numpy as np
import pytest

from renshu.follow.arrays import asked_notes, places_of
from renshu.follow.decoding import Stretch, _Path, _Trace, decode
from renshu.score.passage import Hands
from support.notation import score
from support.pianist import Extra, Missed, Mistake, Wrong, play

SONG = score(
    "C4 D4 E4 F4 | G4 A4 B4 C5 | D5 C5 B4 A4 | G4 F4 E4 D4 | E5 F5 G5 A5 | B5 A5 G5 F5 |"
    "[C3 E4] G4 [A2 C4] E4 | [F3 A4] C5 [G2 B3] D4"
)
ASKED = asked_notes(SONG, Hands.BOTH)
PLACES = places_of(SONG, ASKED)


def decoded(seed: int) -> tuple[Stretch, ...]:
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    stretches = [(begin, begin + 8) for begin in chance.sample(range(24), 5)]
    mistakes: list[Mistake] = [Wrong(3), Missed(9), Extra(17, 90), Wrong(26), Extra(33, 40)]
    played = play(SONG, stretches=stretches, mistakes=mistakes, jitter=0.03, seed=seed)
    keys = played.keys
    return decode(PLACES, [key.time for key in keys], [key.pitch for key in keys])


def as_lists(stretches: tuple[Stretch, ...]) -> list[tuple[int, list[int]]]:
    """Where each stretch begins, and the quarters in which its notes are."""
    return [
        (one.first, [int(ASKED[int(PLACES.first_note[place])].onset) for place in one.places])
        for one in stretches
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("notes", [1, 2, 3, 7, 16])
def test_settling_what_is_certain_changes_nothing(
    seed: int, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = as_lists(decoded(seed))
    monkeypatch.setattr("renshu.follow.decoding._SETTLE", notes)
    assert as_lists(decoded(seed)) == whole


def test_what_is_certain_is_not_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    settle = _Path._settle

    def watched(path: _Path) -> None:
        settle(path)
        kept.append(len(path._traces))

    monkeypatch.setattr("renshu.follow.decoding._SETTLE", 1)
    monkeypatch.setattr(_Path, "_settle", watched)
    keys = play(SONG, stretches=[(0, 32)] * 4).keys
    decode(PLACES, [key.time for key in keys], [key.pitch for key in keys])
    assert max(kept) < len(keys) / 3, max(kept)


def test_straight_playing_is_one_stretch_through_all_places() -> None:
    keys = play(SONG).keys
    (stretch,) = decode(PLACES, [key.time for key in keys], [key.pitch for key in keys])
    assert stretch.first == 0
    assert stretch.stop == len(keys)
    assert sorted(set(as_lists((stretch,))[0][1])) == list(range(32))


def test_a_jump_begins_a_stretch() -> None:
    keys = play(SONG, stretches=[(0, 8), (16, 24), (4, 12)]).keys
    stretches = decode(PLACES, [key.time for key in keys], [key.pitch for key in keys])
    assert as_lists(stretches) == [
        (0, list(range(8))),
        (8, list(range(16, 24))),
        (16, list(range(4, 12))),
    ]


def test_nothing_played_has_no_stretch() -> None:
    assert decode(PLACES, [], []) == ()


def test_what_is_forgotten_came_from_nowhere() -> None:
    trace = _Trace(5, np.array([3, 5]), np.array([2, 4]))
    assert [trace.source(place) for place in (3, 4, 5, 9)] == [2, -1, 4, -1]
