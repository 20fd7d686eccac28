"""Passes of bars in few words, for tests of what is made of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from renshu.practice.mastery.evidence import PlayedBar
from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands

FIRST_EVENING = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)


def played_bars(
    signs: str,
    day: float = 0.0,
    *,
    bar: int = 0,
    tempo: float | None = 1.0,
    hands: Hands = Hands.BOTH,
) -> tuple[PlayedBar, ...]:
    """A bar over and over, half a minute apart: `+` clean, `-` not, `~` half of it."""
    return tuple(_every(signs, day, bar, tempo, hands))


def passed_section(
    signs: str, day: float = 0.0, *, tempo: float | None = 1.0, hands: Hands = Hands.BOTH
) -> tuple[PlayedBar, ...]:
    """The bars of a section one after the other, from the first on."""
    at = FIRST_EVENING + timedelta(days=day)
    take = f"section {day} {tempo} {hands}"
    return tuple(
        _bar(sign, at + timedelta(seconds=2 * bar), take, (bar, hand), (tempo, hands))
        for bar, sign in enumerate(signs)
        for hand in Hand
        if hands.include(hand)
    )


def _every(
    signs: str, day: float, bar: int, tempo: float | None, hands: Hands
) -> Iterator[PlayedBar]:
    for turn, sign in enumerate(signs):
        at = FIRST_EVENING + timedelta(days=day, seconds=30 * turn)
        take = f"take {day} {turn} {bar} {tempo} {hands}"
        for hand in Hand:
            if hands.include(hand):
                yield _bar(sign, at, take, (bar, hand), (tempo, hands))


def _bar(
    sign: str,
    at: datetime,
    take: str,
    place: tuple[int, Hand],
    how: tuple[float | None, Hands],
) -> PlayedBar:
    (bar, hand), (tempo, hands) = place, how
    return PlayedBar(
        at=at,
        day=(at - timedelta(hours=4)).date(),
        take=take,
        stretch=0,
        hands=hands,
        measure=bar,
        hand=hand,
        tempo=tempo,
        is_whole=sign != "~",
        tally=Tally(matched=6, wrong=2) if sign == "-" else Tally(matched=8),
    )
