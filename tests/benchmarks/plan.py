"""How long the plan for tonight takes, for somebody who has practised for ten years.

    PYTHONPATH=tests python tests/benchmarks/plan.py

300 pieces in the library, 20,000 takes, sixteen cards of sections a piece (some hands apart), three
goals. CPU in milliseconds, the best and the median of several runs: all as the screen asks for it,
the first time and again; then its parts. Asked for are 200.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from renshu.config import Folders, Settings
from renshu.evening.services import Services
from renshu.evening.tonight import evening
from renshu.history.store import History
from renshu.library.catalogue import Catalogue
from renshu.library.head import Head
from renshu.practice.mastery.card import HORIZONS, Forecast, SectionCard
from renshu.practice.plan.adapting import Tonight
from renshu.practice.plan.goal import Goal
from renshu.practice.section import Section
from renshu.score.notation import Credits
from renshu.score.passage import Hands
from support.decade import Size, write_decade
from support.evenings import NOTHING_LEARNT

SIZE = Size(events=1_000_000)
"""As many takes as in ten years; what was played in them the plan does not read."""
SECTIONS = 12
RUNS = 9
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        folders = Folders.below(Path(folder))
        folders.prepare()
        write_decade(folders.history, SIZE)
        write_cards(folders.history)
        write_library(folders.catalogue, Path(folder) / "scores")
        services = Services(folders, Settings())
        say("stores opened, first plan", [timed(lambda: evening(services, 40, NOW))])
        say("plan", [timed(lambda: evening(services, 40, NOW)) for _ in range(RUNS)])
        parts(services)
        services.catalogue.close()
        services.history.close()


def parts(services: Services) -> None:
    """What reads, and what thinks."""
    history = services.history
    read: dict[str, Callable[[], object]] = {
        "  cards": lambda: history.mastery.cards(NOW),
        "  days": history.days,
        "  library": services.catalogue.entries,
    }
    for name, call in read.items():
        say(name, [timed(call) for _ in range(RUNS)])
    found = evening(services, 40, NOW)
    say("  fitting what is ranked", [timed(lambda: plans(found.tonight)) for _ in range(RUNS)])
    plan = found.tonight.plan
    sys.stdout.write(f"{len(plan.items)} items, {plan.minutes} minutes\n")


def plans(tonight: Tonight) -> object:
    """The plan as it is made after each visit."""
    return replace(tonight).plan


def write_cards(path: Path) -> None:
    """Cards of all pieces: in work, at rest, and long ago."""
    dice = random.Random(1)  # noqa: S311
    with closing(History(path)) as history:
        for piece in range(SIZE.pieces):
            history.mastery.keep(f"{piece:064x}", cards(piece, dice), NOTHING_LEARNT, passes=0)
        for piece in range(3):
            day = date(2026, 12, 12) + timedelta(days=20 * piece)
            history.goals.set(Goal(f"{piece:064x}", f"Piece {piece}", day))


def cards(piece: int, dice: random.Random) -> Iterator[SectionCard]:
    """Sections of four bars; a third of them hands apart as well."""
    away = dice.uniform(0, 400)
    for number in range(SECTIONS):
        for hands in tuple(Hands) if number % 6 == 0 else (Hands.BOTH,):
            yield card(piece, number, hands, away + dice.uniform(0, 20), dice)


def card(piece: int, number: int, hands: Hands, away: float, dice: random.Random) -> SectionCard:
    """A section that was practised some days ago, or one in ten that never was."""
    is_new = dice.random() < 0.1
    stability = dice.lognormvariate(3, 1)
    practised = NOW - timedelta(days=away)
    chance = dice.random()
    return SectionCard(
        f"{piece:064x}",
        f"Piece {piece}",
        Section(Fraction(16 * number), Fraction(16 * number + 16)),
        hands,
        str(4 * number + 1),
        str(4 * number + 4),
        due=None if is_new else practised + timedelta(days=stability),
        stability=0.0 if is_new else stability,
        difficulty=5.0,
        goal_tempo=1.0,
        clean_tempo=None if is_new else dice.uniform(0.5, 1.0),
        practised_at=None if is_new else practised,
        passes=0 if is_new else dice.randrange(2, 60),
        seconds=dice.uniform(6, 14),
        forecast=Forecast(NOW, tuple(chance * 0.98**index for index in range(len(HORIZONS)))),
    )


def write_library(database: Path, folder: Path) -> None:
    """As many scores, which have been opened."""
    folder.mkdir()
    paths = [folder / f"piece-{number}.musicxml" for number in range(SIZE.pieces)]
    for number, path in enumerate(paths):
        path.write_text(f"<score-partwise><!-- {number} --></score-partwise>")
    with closing(Catalogue(database, head, folder)) as catalogue:
        catalogue.add(paths)
        with catalogue._database.write() as connection:
            rows = connection.execute("SELECT id, title FROM arrangement").fetchall()
            connection.executemany(
                "UPDATE arrangement SET score_id = ? WHERE id = ?",
                [(f"{int(title.split()[1]):064x}", number) for number, title in rows],
            )


def head(path: Path) -> Head:
    """What the head of a file would say."""
    return Head(Credits(title=f"Piece {path.stem.split('-')[1]}"))


def timed(call: Callable[[], object]) -> float:
    """CPU milliseconds of a call."""
    began = time.process_time()
    call()
    return 1000 * (time.process_time() - began)


def say(name: str, figures: list[float]) -> None:
    """Print the best and the median."""
    told = f"{min(figures):8.1f} {statistics.median(figures):8.1f}"
    sys.stdout.write(f"{name:<32}{told}\n")


if __name__ == "__main__":
    main()
