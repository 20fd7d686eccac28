"""Shares in words."""

import pytest

from renshu.evening.percent import percent


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (None, ""),
        (0.0, "0%"),
        (0.001, "1%"),
        (0.354, "35%"),
        (0.5, "50%"),
        (0.999, "99%"),
        (1.0, "100%"),
        (1.25, "125%"),
    ],
)
def test_all_and_nothing_are_said_only_of_themselves(share: float | None, told: str) -> None:
    assert percent(share) == told
