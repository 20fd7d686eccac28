"""Takes for tests of the stores: strategies, and one by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.history.facts import TakeFacts, new_take_id
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.conditions import Conditions, Peek
from renshu.practice.hiding import Hidden
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import Hands, Passage, ScorePosition

EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)

_seconds = st.floats(0, 1e6, allow_nan=False)
_pitches = st.integers(0, 127)
_fractions = st.fractions(0, 10_000, max_denominator=10_080)

keys = st.builds(KeyDown, _seconds, _pitches, st.integers(1, 127))
events: st.SearchStrategy[PlayedEvent] = st.one_of(
    keys,
    st.builds(KeyUp, _seconds, _pitches),
    st.builds(PedalMove, _seconds, st.sampled_from(Pedal), st.integers(0, 127)),
)
positions = st.builds(ScorePosition, _fractions, st.integers(0, 999), st.integers(1, 9))
note_ids = st.text("n0123456789", min_size=1, max_size=6)
labels: st.SearchStrategy[Label] = st.one_of(
    st.builds(Match, keys, note_ids, positions, st.none() | st.floats(-2000, 2000)),
    st.builds(Insertion, keys, st.none() | positions, st.none() | note_ids, st.booleans()),
    st.builds(Deletion, note_ids, positions, _seconds),
)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    start = draw(_fractions)
    length = draw(_fractions.filter(bool))
    return Passage(start, start + length, draw(st.sampled_from(Hands)), draw(st.booleans()))


conditions = st.builds(
    Conditions,
    st.sampled_from(Hidden),
    st.lists(st.builds(Peek, _seconds, st.integers(0, 999)), max_size=3).map(tuple),
    st.integers(-12, 12),
)


@st.composite
def takes(draw: st.DrawFn) -> Take:
    started_at = draw(
        st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    )
    return Take(
        draw(st.uuids()).hex,
        draw(st.text("abcdef", min_size=1)),
        draw(st.text(st.characters(codec="utf-8"))),
        started_at,
        draw(passages()),
        draw(st.sampled_from(Mode)),
        draw(st.floats(0.05, 4)),
        tuple(sorted(draw(st.lists(events, max_size=20)), key=lambda event: event.time)),
        tuple(draw(st.lists(labels, max_size=20))),
        draw(st.sampled_from(EndedBy)),
        draw(conditions),
    )


@dataclass(frozen=True)
class Bar:
    """How many notes of one bar are played right, wrong, not at all, or added."""

    matched: int = 0
    wrong: int = 0
    missed: int = 0
    extra: int = 0


def make_facts(
    score_id: str = "score", started_at: datetime = EVENING, title: str = "宝物"
) -> TakeFacts:
    passage = Passage(Fraction(0), Fraction(16), Hands.BOTH)
    return TakeFacts(new_take_id(), score_id, title, started_at, passage, Mode.FREE, 1.0)


def make_take(
    score_id: str = "score",
    started_at: datetime = EVENING,
    bars: Sequence[Bar] = (Bar(matched=4), Bar(matched=2, wrong=1, missed=1, extra=1)),
    seconds: float = 60.0,
    ended_by: EndedBy = EndedBy.PLAYER,
) -> Take:
    """A take whose labels count as `bars` says."""
    made = tuple(label for index, bar in enumerate(bars) for label in _labels(index, bar))
    downs: list[PlayedEvent] = [n.key for n in made if not isinstance(n, Deletion)]
    played = (*downs, KeyUp(seconds, 60))
    return make_facts(score_id, started_at).take(played, made, ended_by)


def later(minutes: float) -> datetime:
    return EVENING + timedelta(minutes=minutes)


def _labels(measure: int, bar: Bar) -> list[Label]:
    place = ScorePosition(Fraction(4 * measure), measure)
    key = KeyDown(0.1, 60)
    wrong = [f"m{measure}w{number}" for number in range(bar.wrong)]
    return [
        *(Match(key, f"m{measure}n{number}", place, 3.5) for number in range(bar.matched)),
        *(Insertion(key, place, note) for note in wrong),
        *(Deletion(note, place, 1.0) for note in wrong),
        *(Deletion(f"m{measure}d{number}", place, 1.0) for number in range(bar.missed)),
        *(Insertion(key, place) for _ in range(bar.extra)),
    ]
