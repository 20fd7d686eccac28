"""What is typed: keys of the piano, or orders."""

import pytest

from renshu.lines.typing import Order, Struck, Typist


def silent(_: str) -> None:
    """Show nothing."""


ORDERS = [
    ("loop 5-8\n", False, [Order("loop 5-8")]),
    ("go\x7f\x7fnext\r", False, [Order("next")]),
    ("\x7f\x7fa\n", False, [Order("a")]),
    ("\n\n", False, [Order(""), Order("")]),
    ("zx", True, [Struck("z"), Struck("x")]),
    ("z\nloop 5\nx", True, [Struck("z"), Order("loop 5"), Struck("x")]),
    ("\n\n", True, [Order("")]),
    ("\x1b[Az\x1bOP\x1b", True, [Struck("z")]),
    ("a\x00b\tc\n", False, [Order("abc")]),
]


@pytest.mark.parametrize(("typed", "is_piano", "meant"), ORDERS)
def test_what_is_meant(typed: str, is_piano: bool, meant: list[Struck | Order]) -> None:
    assert list(Typist(silent).take(typed, is_piano=is_piano)) == meant


@pytest.mark.parametrize(("typed", "is_piano", "meant"), ORDERS[:-2])
def test_it_may_come_a_character_at_a_time(
    typed: str, is_piano: bool, meant: list[Struck | Order]
) -> None:
    typist = Typist(silent)
    found = [one for char in typed for one in typist.take(char, is_piano=is_piano)]
    assert found == meant


def test_an_order_is_echoed() -> None:
    shown: list[str] = []
    list(Typist(shown.append).take("\nab\x7f\n", is_piano=True))
    assert "".join(shown) == "Order: ab\b \b\n"
