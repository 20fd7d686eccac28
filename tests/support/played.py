"""Hypothesis strategies for played events."""

from hypothesis import strategies as st

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent

data_bytes = st.integers(0, 127)
times = st.floats(0.0, 3600.0, allow_nan=False)


def events(time: st.SearchStrategy[float] = times) -> st.SearchStrategy[PlayedEvent]:
    """One event of any kind."""
    return st.one_of(
        st.builds(KeyDown, time, data_bytes, st.integers(1, 127)),
        st.builds(KeyUp, time, data_bytes),
        st.builds(PedalMove, time, st.sampled_from(Pedal), data_bytes),
    )


def takes(max_size: int = 40) -> st.SearchStrategy[list[PlayedEvent]]:
    """Events in order of time."""
    return st.lists(events(), max_size=max_size).map(lambda e: sorted(e, key=lambda it: it.time))
