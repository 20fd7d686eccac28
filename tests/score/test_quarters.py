from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.quarters import quarters_text, read_quarters


@given(quarters=st.fractions())
def test_a_time_comes_back_exact(quarters: Fraction) -> None:
    assert read_quarters(quarters_text(quarters)) == quarters


@pytest.mark.parametrize(("text", "quarters"), [("3/4", Fraction(3, 4)), ("7", 7), ("-6/4", -1.5)])
def test_what_is_read(text: str, quarters: Fraction) -> None:
    assert read_quarters(text) == quarters


@pytest.mark.parametrize("text", ["", "1/0", "one", "1.5", "1e999999999", "1/2/3", "9" * 5000])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time in quarters"):
        read_quarters(text)
