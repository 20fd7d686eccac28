"""Candidates for plans: by hand, and any at all."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from renshu.practice.plan.candidate import Candidate
from renshu.score.passage import Hands, Passage

TODAY = date(2026, 11, 22)


def section(piece: str, number: int, *, hands: Hands = Hands.BOTH) -> Candidate:
    """A new section of four bars of four quarters, the first with the number 0."""
    start = Fraction(16 * number)
    bars = f"{4 * number + 1}–{4 * number + 4}"
    passage = Passage(start, start + 16, hands, is_looped=True)
    return Candidate(piece, piece.title(), passage, bars, 10.0, tempo=0.6)


def practised(
    piece: str,
    number: int,
    *,
    ago: int = 3,
    due_in: int = 0,
    chance: float = 0.8,
    stability: float = 10.0,
) -> Candidate:
    """A section that was practised some days ago and is due in some days."""
    return replace(
        section(piece, number),
        chance=chance,
        stability=stability,
        due=TODAY + timedelta(days=due_in),
        practised=TODAY - timedelta(days=ago),
        tempo=0.8,
    )


def run_through(piece: str, *, ago: int = 5, chance: float = 0.9, seconds: float = 90) -> Candidate:
    """A whole piece that is played."""
    return Candidate(
        piece,
        piece.title(),
        Passage(Fraction(0), Fraction(160)),
        "1–40",
        seconds,
        chance=chance,
        practised=TODAY - timedelta(days=ago),
    )


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """Any section or piece."""
    piece = draw(st.sampled_from("abcdef"))
    if draw(st.integers(0, 5)) == 0:
        return run_through(
            piece,
            ago=draw(st.integers(0, 90)),
            chance=draw(st.floats(0, 1)),
            seconds=draw(st.floats(5, 900)),
        )
    number, hands = draw(st.integers(0, 9)), draw(st.sampled_from(Hands))
    if draw(st.booleans()):
        return section(piece, number, hands=hands)
    made = practised(
        piece,
        number,
        ago=draw(st.integers(0, 400)),
        due_in=draw(st.integers(-300, 60)),
        chance=draw(st.floats(0, 1)),
        stability=draw(st.floats(0.1, 400)),
    )
    return replace(
        made, seconds=draw(st.floats(1, 120)), passage=replace(made.passage, hands=hands)
    )


evenings = st.lists(candidates(), max_size=40, unique_by=lambda one: one.key)
"""All that could be practised on one evening."""
