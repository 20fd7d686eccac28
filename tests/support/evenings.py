"""Players with a library and a history of so much practice, for plans."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from renshu.config import Folders, Settings
from renshu.evening.services import Services
from renshu.library.catalogue import Catalogue
from renshu.library.loaded import Loaded
from renshu.library.loading import load
from renshu.library.musicxml.compiling import compile_score
from renshu.practice.mastery.card import HORIZONS, Forecast, SectionCard
from renshu.practice.mastery.piece import learning, piece_mastery
from renshu.practice.section import Section
from renshu.score.notation import Score
from renshu.score.passage import Hands
from support.tiny_scores import piano_score

NOTHING_LEARNT = learning(piece_mastery({}, ()).skills)
"""What a piece tells of the player of which nothing was played."""

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

_BARS = ("C5:4 D5:4 E5:4 F5:4", "G5:4 A5:4 B5:4 C6:4", "B5:4 A5:4 G5:4 F5:4", "E5:4 D5:4 C5:8")


def song(bars: int = 16, offset: int = 0) -> bytes:
    """A score of so many bars, another one for each offset."""
    right = [_BARS[(number + offset) % 4] for number in range(bars)]
    return piano_score(right, ["C4:16" if offset % 2 else "G3:16"] * bars)


@cache
def _read(content: bytes) -> Loaded:
    """Read here, as the process that reads scores would do it."""
    return compile_score(content)


def make_services(home: Path, scores: Mapping[str, bytes]) -> Services:
    """Somebody with these scores, who has played nothing yet."""
    folders = Folders.below(home)
    folders.prepare()
    starter = home / "starter"
    starter.mkdir(exist_ok=True)
    for name, content in scores.items():
        (starter / name).write_bytes(content)
    services = Services(folders, Settings())
    services.catalogue = Catalogue(folders.catalogue, starter=starter)
    services.catalogue.refresh()
    for content in scores.values():
        services.cache.put(content, _read(content))
    return services


def open_score(services: Services, name: str, now: datetime = NOW) -> Score:
    """Open a score of the library, so that it is known by its id."""
    entry = next(one for one in services.catalogue.entries() if one.path.name == name)
    score = load(entry.path, services.cache).score
    services.catalogue.opened(entry.path, score, now)
    return score


def keep_cards(services: Services, score: Score, cards: Iterable[SectionCard]) -> None:
    """Let these be all that is known of a score."""
    services.history.mastery.keep(score.id, cards, NOTHING_LEARNT, passes=0)


def card(
    score: Score,
    bars: range,
    *,
    ago: float | None = 3,
    due_in: float = 0,
    chance: float = 0.7,
    name: str = "",
    now: datetime = NOW,
) -> SectionCard:
    """The card of some bars of a score, by their indexes; new where `ago` is None."""
    first, last = score.measures[bars.start], score.measures[bars.stop - 1]
    is_new = ago is None
    made = SectionCard(
        score.id,
        score.title,
        Section(first.onset, last.end, name),
        Hands.BOTH,
        first.number,
        last.number,
        due=now + timedelta(days=due_in),
        stability=10.0,
        difficulty=5.0,
        goal_tempo=1.0,
        clean_tempo=0.7,
        practised_at=now - timedelta(days=ago or 0),
        passes=12,
        seconds=8.0,
        forecast=Forecast(now, (chance,) * len(HORIZONS)),
    )
    if not is_new:
        return made
    nothing = Forecast(now, (0.0,) * len(HORIZONS))
    return replace(made, due=None, clean_tempo=None, practised_at=None, passes=0, forecast=nothing)
