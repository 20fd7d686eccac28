from fractions import Fraction
from pathlib import Path

import pytest

from renshu.errors import ScoreError
from renshu.library.hand_choices import HandChoices
from renshu.score.hands import HandChoice
from renshu.score.notation import Hand

CHOICE = HandChoice(Fraction(1, 3), Fraction(9, 2), Hand.LEFT, 1, 48, 72)
OTHER = HandChoice(Fraction(0), Fraction(4), Hand.RIGHT)


def test_choices_are_kept_per_piece_and_in_order(tmp_path: Path) -> None:
    kept = HandChoices(tmp_path / "hands")
    kept.add("a", CHOICE)
    kept.add("a", OTHER)
    assert HandChoices(tmp_path / "hands").of("a") == (CHOICE, OTHER)
    assert kept.of("b") == ()


def test_no_choices_leave_no_file(tmp_path: Path) -> None:
    kept = HandChoices(tmp_path)
    kept.add("a", CHOICE)
    kept.set("a", ())
    assert kept.of("a") == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"start": "1/0"}]', "[{}]"])
def test_a_damaged_file_counts_as_no_choice(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert HandChoices(tmp_path).of("a") == ()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ScoreError, match=r"^The hands for this piece cannot be kept: .*\.$"):
        HandChoices(tmp_path / "file").add("a", CHOICE)
