"""How long an ornament goes on, and with which keys."""

import pytest

from renshu.follow.ornaments import Ornaments

GAP = 0.5


@pytest.mark.parametrize(
    ("here", "time", "is_taken"),
    [(3.0, 99.0, True), (3.1, GAP, True), (3.1, GAP + 0.01, False), (2.0, 0.0, True)],
)
def test_it_lasts_until_its_place_or_as_long_as_its_keys_follow(
    here: float, time: float, is_taken: bool
) -> None:
    ornaments = Ornaments(GAP)
    ornaments.begin((60, 62), until=3.0, time=0.0)
    assert ornaments.take(62, here, time) is is_taken


def test_each_key_lets_it_go_on() -> None:
    ornaments = Ornaments(GAP)
    ornaments.begin((60, 62), until=0.0, time=0.0)
    assert [ornaments.take(pitch, 1.0, time) for pitch, time in ((60, 0.4), (62, 0.8))] == [
        True
    ] * 2
    assert not ornaments.take(64, 1.0, 0.9), "another key"
    assert not ornaments.take(60, 1.0, 1.4), "which does not let it go on"
