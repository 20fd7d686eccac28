"""The questions of the practice room, and which answers will do."""

from collections.abc import Sequence

from renshu.evening.assigning import parse_assignment
from renshu.evening.spans import named, parse_span
from renshu.practice.section import Section
from renshu.score.bars import parse_bars, printed
from renshu.score.notation import Score
from renshu.tui.screens.dialogs import AskScreen


def ask_span(score: Score, here: int, sections: Sequence[Section]) -> AskScreen:
    """Which stretch to repeat; the answer is one that `span_meant` knows.

    Args:
        score: The score.
        here: Index of the measure to propose.
        sections: Those that have a name.
    """

    def fault(text: str) -> str:
        if span_meant(score, text, sections) is not None:
            return ""
        return f"Bars are written 5 or 5-8, beats 5.3-8.1; the last bar is {_last(score)}."

    question = (
        "What shall be repeated? (5, 5-8, 5.3-8.1, or the name of a section)\n"
        "Free mode becomes wait mode until the loop ends."
    )
    return AskScreen(question, printed(score, here), fault)


def span_meant(score: Score, text: str, sections: Sequence[Section]) -> Section | None:
    """The stretch that an answer means: a section by its name, or bars and beats."""
    return named(sections, text) or parse_span(score, text)


def ask_name(stretch: str, name: str) -> AskScreen:
    """What a section is called.

    Args:
        stretch: Which bars it is.
        name: What it is called so far.
    """

    def fault(text: str) -> str:
        return "" if text else "A section needs a name to be kept."

    return AskScreen(f"What is the section {stretch} called?", name, fault)


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
