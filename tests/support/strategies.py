"""Hypothesis strategies: scores in few pitches, so that everything collides; streams of events."""

from hypothesis import strategies as st

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.notation import Score
from support.notation import score

_KEYS = ("C3", "E3", "C4", "C4<", "D4", "E4", "F4", "E5")
_PITCHES = (48, 52, 60, 61, 62, 64, 65, 76, 127)
_DURATIONS = ("", "", "=1/2", "=1/4", "=2")
_ORNAMENTS = ("", "", "", "!trill", "!arpeggio")


@st.composite
def words(draw: st.DrawFn) -> str:
    """One word of the notation."""
    kind = draw(st.sampled_from(["note", "note", "chord", "rest", "grace"]))
    if kind == "rest":
        return "." + draw(st.sampled_from(_DURATIONS))
    if kind == "grace":
        grace, main = draw(st.permutations(sorted(set(_KEYS) - {"C4<"})))[:2]
        return f"~{grace} {main}"
    tail = draw(st.sampled_from(_DURATIONS)) + draw(st.sampled_from(_ORNAMENTS))
    if kind == "note":
        return draw(st.sampled_from(_KEYS)) + tail
    notes = draw(st.lists(st.sampled_from(_KEYS), min_size=2, max_size=4, unique=True))
    return f"[{' '.join(notes)}]{tail}"


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """A short score, often with repeats."""
    bars = draw(st.lists(st.lists(words(), max_size=4).map(" ".join), min_size=1, max_size=4))
    line = " | ".join(f"{bar} ." for bar in bars)
    indexes = st.integers(0, len(bars) - 1)
    order = draw(st.none() | st.lists(indexes, min_size=1, max_size=6))
    return score(line, order=order, qpm=draw(st.sampled_from([60.0, 100.0, 240.0])))


def events(longest: float = 20.0) -> st.SearchStrategy[tuple[PlayedEvent, ...]]:
    """Anything a keyboard may say, in order of time."""
    times = st.floats(0.0, longest, allow_nan=False)
    pitches = st.sampled_from(_PITCHES)
    one = st.one_of(
        st.builds(KeyDown, times, pitches, st.integers(1, 127)),
        st.builds(KeyDown, times, pitches),
        st.builds(KeyUp, times, pitches),
        st.builds(PedalMove, times, st.sampled_from(Pedal), st.integers(0, 127)),
    )
    return st.lists(one, max_size=25).map(lambda some: tuple(sorted(some, key=lambda e: e.time)))
