"""Verdicts: what a fair teacher would mention about a take, from its labels and its events.

They are computed anew whenever they are asked for; only the facts are stored.
"""

from collections.abc import Collection, Iterator, Sequence

from renshu.follow.alignment import Label
from renshu.follow.follower import Mode
from renshu.follow.verdicts.hairpins import hairpin_verdicts
from renshu.follow.verdicts.held import held_verdicts
from renshu.follow.verdicts.kinds import ALL_ASPECTS, Aspect, Verdict
from renshu.follow.verdicts.loudness import loudness_verdicts
from renshu.follow.verdicts.notes import note_verdicts
from renshu.follow.verdicts.pedal import pedal_verdicts
from renshu.follow.verdicts.runs import Run, runs
from renshu.follow.verdicts.timing import timing_verdicts
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Score


def judge(
    score: Score,
    labels: Sequence[Label],
    events: Sequence[PlayedEvent],
    mode: Mode,
    *,
    aspects: Collection[Aspect] = ALL_ASPECTS,
    has_pedal: bool = False,
) -> tuple[Verdict, ...]:
    """The verdicts on a take, in order of time.

    Args:
        score: What was played from.
        labels: The outcome of the review.
        events: What was played, in order of time.
        mode: How the player was followed; in tempo mode timing is against the click.
        aspects: The classes of verdicts that are switched on. Leaving one out changes no other.
        has_pedal: Whether the player is known to have a pedal; else it must be heard in the take.
    """
    played = runs(score, labels, events)
    found = [
        *_on_playing(score, played, events, mode, has_pedal=has_pedal),
        *note_verdicts(score, labels),
    ]
    chosen = [verdict for verdict in found if verdict.kind.aspect in aspects]
    return tuple(sorted(chosen, key=lambda verdict: verdict.time))


def _on_playing(
    score: Score,
    played: Sequence[Run],
    events: Sequence[PlayedEvent],
    mode: Mode,
    *,
    has_pedal: bool,
) -> Iterator[Verdict]:
    """The verdicts on how the right notes were played."""
    yield from pedal_verdicts(score, played, events, has_pedal=has_pedal)
    yield from loudness_verdicts(score, played)
    yield from hairpin_verdicts(score, played)
    if mode is not Mode.WAIT:
        yield from timing_verdicts(played, is_clicked=mode is Mode.TEMPO)
        if _tells_key_ups(events):
            yield from held_verdicts(score, played, events[-1].time)


def _tells_key_ups(events: Sequence[PlayedEvent]) -> bool:
    """A keyboard that knows one loudness only, such as the computer's, knows no key-up either."""
    return len({event.velocity for event in events if isinstance(event, KeyDown)}) > 1
