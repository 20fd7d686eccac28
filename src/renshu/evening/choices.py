"""What a player can change about a practice run, as one setup made from another."""

import re
from dataclasses import dataclass, replace

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.practice.session import Setup
from renshu.practice.subdivision import Subdivision
from renshu.score.bars import looped, measure_at
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, whole

TEMPO_STEP = 0.05
FINE_STEP = 0.2
"""Of a `TEMPO_STEP`: one percent."""
SLOWEST, FASTEST = 0.25, 2.0
MOST_COUNTED = 2
"""Bars of a count-in."""

_NEXT_MODE = {Mode.FREE: Mode.WAIT, Mode.WAIT: Mode.TEMPO, Mode.TEMPO: Mode.FREE}
_NEXT_HANDS = {Hands.BOTH: Hands.RIGHT, Hands.RIGHT: Hands.LEFT, Hands.LEFT: Hands.BOTH}


@dataclass(slots=True)
class Patience:
    """Free mode gives way to wait in a loop, and comes back when the loop ends."""

    _before: Mode | None = None
    """The mode that is to come back, unless the player chooses another meanwhile."""

    def between(self, before: Setup, after: Setup) -> Setup:
        """The setup that comes after another."""
        was_looped, is_looped = before.passage.is_looped, after.passage.is_looped
        if after.mode is not before.mode:
            self._before = before.mode if is_looped and not was_looped else None
        elif was_looped and not is_looped and self._before is not None:
            after, self._before = replace(after, mode=self._before), None
        return after


def usual(score: Score, settings: Settings) -> Setup:
    """How a score is practised of which nothing is remembered."""
    return Setup(
        whole(score),
        settings.mode,
        count_in=settings.count_in,
        metronome=settings.metronome,
        subdivision=settings.subdivision,
    )


def next_mode(setup: Setup) -> Setup:
    """Free, wait, tempo, and round again."""
    return replace(setup, mode=_NEXT_MODE[setup.mode])


def next_hands(setup: Setup) -> Setup:
    """Both hands, right, left, and round again."""
    hands = _NEXT_HANDS[setup.passage.hands]
    return replace(setup, passage=replace(setup.passage, hands=hands))


def other_metronome(setup: Setup) -> Setup:
    """The click on where it was off, and off where it was on."""
    return replace(setup, metronome=not setup.metronome)


def next_subdivision(setup: Setup) -> Setup:
    """Nothing between the beats, eighths, triplets, sixteenths, and round again."""
    order = tuple(Subdivision)
    following = order[(order.index(setup.subdivision) + 1) % len(order)]
    return replace(setup, subdivision=following)


def other_repeats(setup: Setup) -> Setup:
    """Repeats played out where they were left out, and left out where they were played."""
    return replace(setup, as_written=not setup.as_written)


def at_tempo(setup: Setup, steps: float) -> Setup:
    """So many steps of five percent faster, or slower where negative."""
    return at_share(setup, round(setup.tempo + steps * TEMPO_STEP, 2))


def at_share(setup: Setup, share: float) -> Setup:
    """At a share of the written tempo, as near as it can be played."""
    return replace(setup, tempo=playable(share))


def playable(share: float) -> float:
    """The share of the written tempo that is nearest to one, and not too slow or too fast."""
    return min(FASTEST, max(SLOWEST, share))


def parse_tempo(text: str, written_qpm: float) -> float | None:
    """The share of the written tempo that `80%`, `80 %`, `96` or `96 bpm` means; None for others.

    Args:
        text: A number alone is quarters a minute.
        written_qpm: Quarters a minute as written, where the music is.
    """
    found = re.fullmatch(r"\s*♩?\s*=?\s*(\d+(?:[.,]\d+)?)\s*(%|bpm|qpm)?\s*", text)
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    share = number / 100 if found[2] == "%" else number / written_qpm
    return round(share, 4) if SLOWEST <= round(share, 4) <= FASTEST else None


def next_count_in(setup: Setup) -> Setup:
    """No bar counted before the music, one, two, and round again."""
    return replace(setup, count_in=(setup.count_in + 1) % (MOST_COUNTED + 1))


def other_overlap(setup: Setup) -> Setup:
    """Loops that go on to the first beat of what follows, or stop before it."""
    return replace(setup, overlaps=not setup.overlaps)


def from_start(setup: Setup, score: Score) -> Setup:
    """The whole score."""
    return replace(setup, passage=whole(score, setup.passage.hands))


def first_bar(setup: Setup, score: Score) -> int:
    """Index of the measure where the passage begins."""
    return measure_at(score, setup.passage.start)


def from_bar(setup: Setup, score: Score, bar: int) -> Setup:
    """From a measure to the end; the setup itself where there is no such measure."""
    if not 0 <= bar < len(score.measures):
        return setup
    return replace(setup, passage=rest_from(score, bar, setup.passage.hands))


def rest_from(score: Score, bar: int, hands: Hands = Hands.BOTH) -> Passage:
    """All from a measure on, of which there must be one with this index."""
    return Passage(score.measures[bar].onset, score.end, hands)


def in_loop(setup: Setup, score: Score, bars: range) -> Setup:
    """Some measures over and over."""
    return for_passage(setup, looped(score, bars, setup.passage.hands))


def for_passage(setup: Setup, passage: Passage) -> Setup:
    """Another passage; a loop is practised with patience, so the score waits in it."""
    mode = Mode.WAIT if passage.is_looped and setup.mode is Mode.FREE else setup.mode
    return replace(setup, passage=passage, mode=mode)
