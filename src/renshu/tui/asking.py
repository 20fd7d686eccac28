"""The questions of the practice room, and which answers will do."""

from renshu.score.notation import Score
from renshu.tui.assigning import parse_assignment
from renshu.tui.drawing.bars import parse_bars, printed
from renshu.tui.screens.dialogs import AskScreen


def ask_bars(score: Score, here: int) -> AskScreen:
    """Which bars to repeat; the answer is one that `parse_bars` knows.

    Args:
        score: The score.
        here: Index of the measure to propose.
    """

    def fault(text: str) -> str:
        if parse_bars(score, text) is not None:
            return ""
        return f"Bars are written 5 or 5-8; the last one is {_last(score)}."

    question = (
        "Which bars shall be repeated? (5 or 5-8)\nFree mode becomes wait mode until the loop ends."
    )
    return AskScreen(question, printed(score, here), fault)


def ask_bar(score: Score, here: int) -> AskScreen:
    """At which bar to begin; the answer is one that `parse_bars` knows.

    Args:
        score: The score.
        here: Index of the measure to propose.
    """

    def fault(text: str) -> str:
        return (
            "" if parse_bars(score, text) else f"There is no such bar; the last is {_last(score)}."
        )

    return AskScreen("At which bar shall it begin?", printed(score, here), fault)


def ask_hands(score: Score, here: int) -> AskScreen:
    """Which hand plays some bars; the answer is one that `parse_assignment` knows.

    Args:
        score: The score.
        here: Index of the measure to propose.
    """

    def fault(text: str) -> str:
        if parse_assignment(score, text) is not None:
            return ""
        return (
            f"First the bars, of which {_last(score)} is the last; then upper, lower, or nothing "
            "for both staves; then left, right or written."
        )

    question = "Which hand plays them? (5-8 upper left, 5 right, 5-8 written)"
    return AskScreen(question, f"{printed(score, here)} upper left", fault)


def _last(score: Score) -> str:
    return printed(score, len(score.measures) - 1)
