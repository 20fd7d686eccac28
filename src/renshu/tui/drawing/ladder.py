"""The tempo ladder in words and signs."""

from renshu.practice.ladder import Ladder, Outcome, Round, Rung, Terms

CLEAN, NOT_CLEAN = "●", "○"

_OUTCOMES = {
    Outcome.UP: "↑ up",
    Outcome.DOWN: "↓ down",
    Outcome.STAYED: "",
    Outcome.CLIMBED: "★ goal reached",
}


def ladder_text(ladder: Ladder, tempo: float) -> str:
    """Where the player stands, in a few signs: the latest rounds, and the goal.

    Args:
        ladder: The ladder.
        tempo: What is still played; where the ladder leads to another, that is announced.
    """
    if ladder.tempo != tempo:
        return f"next round {'↑' if ladder.tempo > tempo else '↓'} {pace(ladder.tempo)}"
    if ladder.is_climbed and not ladder.recent:
        return f"ladder ★ {pace(ladder.terms.goal)}"
    signs = "".join(CLEAN if one else NOT_CLEAN for one in ladder.recent[-ladder.terms.of :])
    return f"ladder {signs}→{pace(ladder.terms.goal)}"


def terms_text(terms: Terms) -> str:
    """The terms in a sentence."""
    forgiven = f", up to {terms.forgiven} wrong or missed" if terms.forgiven else ""
    rounds = "1 round" if terms.failures == 1 else f"{terms.failures} rounds in a row"
    return (
        f"{terms.clean} of {terms.of} rounds clean{forgiven}: {pace(terms.step)} up; "
        f"{rounds} not clean: down; goal {pace(terms.goal)}, floor {pace(terms.floor)}."
    )


def rung_cells(rung: Rung) -> tuple[str, ...]:
    """A line of the log: when, tempo, rounds, how many were clean, how it was left."""
    clean = sum(one.is_clean for one in rung.rounds)
    return (
        f"{rung.rounds[0].at.astimezone():%d %b %Y %H:%M}",
        pace(rung.tempo),
        "".join(map(sign, rung.rounds)),
        f"{clean}/{len(rung.rounds)}",
        _OUTCOMES[rung.outcome],
    )


def sign(played: Round) -> str:
    """The sign of a round."""
    return CLEAN if played.is_clean else NOT_CLEAN


def pace(share: float) -> str:
    """A share of the written tempo."""
    return f"{100 * share:.4g}%"
