"""Shares in words: all of it is only called all of it when nothing is missing."""


def percent(share: float | None) -> str:
    """A share as a whole percentage: 100% and 0% are said of nothing else; empty for None."""
    if share is None:
        return ""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(99, max(1, whole))
    return f"{whole}%"
