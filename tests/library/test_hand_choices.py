from fractions import Fraction

import pytest

from renshu.library.hand_choices import choices_text, read_choices
from renshu.score.hands import HandChoice
from renshu.score.notation import Hand

CHOICE = HandChoice(Fraction(1, 3), Fraction(9, 2), Hand.LEFT, 1, 48, 72)
OTHER = HandChoice(Fraction(0), Fraction(4), Hand.RIGHT)


@pytest.mark.parametrize("choices", [(), (CHOICE,), (CHOICE, OTHER), (OTHER, CHOICE)])
def test_choices_come_back_in_order(choices: tuple[HandChoice, ...]) -> None:
    assert read_choices(choices_text(choices)) == choices


@pytest.mark.parametrize(
    "text", ["", "[1]", '[{"start": "1/0"}]', '[{"start": "1e999999999"}]', "[{}]"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, ZeroDivisionError)):
        read_choices(text)
