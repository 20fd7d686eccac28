"""What is kept of mastery: the cards of sections, and what the player says against them.

Cards and learning are computed of takes and overrules, and can be computed again; an overrule is a
fact.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from renshu.database import Database
from renshu.history.sense import sense
from renshu.practice.mastery.card import Forecast, SectionCard
from renshu.practice.mastery.clock import Clock
from renshu.practice.mastery.evidence import PlayedBar
from renshu.practice.mastery.record import Learning
from renshu.practice.mastery.scheduling import Overrule, Verdict
from renshu.practice.section import Section
from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import quarters_text, read_quarters

CARDS = 1
"""The version of cards that this program works out; older ones are worked out anew."""

_PLAYED = """
    SELECT take.id, take.started_at, take.utc_offset, bar_pass.stretch, stretch.hands AS hands,
           measure, hand, bar_pass.began, bar_pass.tempo, is_whole,
           bar_pass.matched, bar_pass.wrong, bar_pass.missed, bar_pass.extra
    FROM take
    JOIN bar_pass ON bar_pass.take = take.number
    JOIN stretch ON stretch.take = take.number AND stretch.ordinal = bar_pass.stretch
    WHERE take.score_id = ? AND take.ended_by IS NOT NULL
    ORDER BY take.started_at, take.id, bar_pass.ordinal
"""


class Mastery:
    """The cards of all pieces, each piece named by its score id.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @sense("a card")
    def cards(self, now: datetime, score_id: str | None = None) -> tuple[SectionCard, ...]:
        """The cards of one piece or of all, in the order of pieces and of the music.

        Args:
            now: Aware UTC: the moment for which chances are told.
            score_id: One piece; by default all of them.
        """
        where = "" if score_id is None else "WHERE score_id = ?"
        rows = self._database.read(
            f"SELECT * FROM card {where}",  # noqa: S608 - one of two texts of ours
            () if score_id is None else (score_id,),
        )
        cards = [_card(row, now) for row in rows]
        return tuple(sorted(cards, key=_order))

    @sense("a diary")
    def played(self, score_id: str, border_hour: int) -> tuple[PlayedBar, ...]:
        """Every pass of a bar of a piece that a diary tells of, in order of time.

        Args:
            score_id: The piece.
            border_hour: When a day begins.
        """
        rows = self._database.read(_PLAYED, (score_id,))
        return tuple(_played_bar(row, border_hour) for row in rows)

    @sense("a word of yours")
    def overrules(self, score_id: str) -> Mapping[Passage, tuple[Overrule, ...]]:
        """What the player has said of the sections of a piece, by section and hands."""
        rows = self._database.read("SELECT * FROM overrule WHERE score_id = ?", (score_id,))
        said: dict[Passage, tuple[Overrule, ...]] = {}
        for row in rows:
            passage = Passage(
                read_quarters(row["start"]), read_quarters(row["end"]), Hands(row["hands"])
            )
            one = Overrule(
                datetime.fromisoformat(row["said_at"]), Verdict(row["verdict"]), _moment(row["due"])
            )
            said[passage] = (*said.get(passage, ()), one)
        return said

    def overrule(self, score_id: str, passage: Passage, said: Overrule) -> None:
        """Keep what the player says of a section played by some hands.

        Raises:
            HistoryError: The history cannot be written.
        """
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO overrule VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    score_id,
                    quarters_text(passage.start),
                    quarters_text(passage.end),
                    passage.hands.value,
                    _moment_text(said.said_at),
                    said.verdict.value,
                    _moment_text(said.due),
                ),
            )

    @sense("a card")
    def learning(self, but_of: str) -> tuple[Learning, ...]:
        """What all pieces but one tell of the player, as this program reckons it."""
        rows = self._database.read(
            "SELECT evidence FROM learning WHERE score_id != ? AND version = ? ORDER BY score_id",
            (but_of, CARDS),
        )
        return tuple(_learning(text) for (text,) in rows)

    def stale(self) -> tuple[str, ...]:
        """The ids of pieces whose diaries have changed since their cards were worked out.

        Those too whose cards an older program has worked out.
        """
        rows = self._database.read(_STALE, (CARDS,))
        return tuple(score_id for score_id, _ in rows)

    def is_stale(self, score_id: str) -> bool:
        """Whether the diaries of a piece have changed since its cards were worked out."""
        ((passes,),) = self._database.read(
            "SELECT count(*) FROM bar_pass JOIN take ON take.number = bar_pass.take"
            " WHERE score_id = ? AND ended_by IS NOT NULL",
            (score_id,),
        )
        known = self._database.read(
            "SELECT passes FROM learning WHERE score_id = ? AND version = ?", (score_id, CARDS)
        )
        return bool(passes) and [passes] != [count for (count,) in known]

    def due(self, now: datetime) -> frozenset[str]:
        """The ids of the pieces of which something is due."""
        rows = self._database.read(
            "SELECT DISTINCT score_id FROM card WHERE due <= ?", (_moment_text(now),)
        )
        return frozenset(score_id for (score_id,) in rows)

    def keep(
        self, score_id: str, cards: Iterable[SectionCard], learning: Learning, passes: int
    ) -> None:
        """Keep what was worked out of a piece in place of what was before.

        Args:
            score_id: The piece.
            cards: All there are of it.
            learning: What it tells of the player.
            passes: Of how many passes of bars this was worked out.

        Raises:
            HistoryError: The history cannot be written.
        """
        rows = [_row(card) for card in cards]
        told = json.dumps({"learners": learning.evidence, "record": learning.record})
        with self._database.write() as connection:
            connection.execute("DELETE FROM card WHERE score_id = ?", (score_id,))
            connection.executemany(_ENTER_CARD, rows)
            connection.execute(
                "INSERT OR REPLACE INTO learning VALUES (?, ?, ?, ?)",
                (score_id, passes, told, CARDS),
            )


_STALE = """
    SELECT score_id, count(*) AS passes
    FROM bar_pass JOIN take ON take.number = bar_pass.take
    WHERE ended_by IS NOT NULL GROUP BY score_id
    EXCEPT SELECT score_id, passes FROM learning WHERE version = ?
    ORDER BY score_id
"""
_ENTER_CARD = """
    INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _order(card: SectionCard) -> tuple[object, ...]:
    # Fractions are compared ten times as slowly, and there are thousands of cards.
    start, end = float(card.section.start), float(card.section.end)
    return card.title, card.score_id, start, end, card.hands.value


def _row(card: SectionCard) -> tuple[object, ...]:
    section = card.section
    return (
        card.score_id,
        quarters_text(section.start),
        quarters_text(section.end),
        card.hands.value,
        card.title,
        section.name,
        card.first_bar,
        card.last_bar,
        _moment_text(card.due),
        card.stability,
        card.difficulty,
        card.goal_tempo,
        card.clean_tempo,
        _moment_text(card.practised_at),
        card.passes,
        card.seconds,
        _moment_text(card.forecast.known_at),
        json.dumps([round(chance, 4) for chance in card.forecast.chances]),
        CARDS,
    )


def _card(row: sqlite3.Row, now: datetime) -> SectionCard:
    section = Section(read_quarters(row["start"]), read_quarters(row["end"]), row["name"])
    forecast = Forecast(datetime.fromisoformat(row["known_at"]), tuple(json.loads(row["chances"])))
    return SectionCard(
        score_id=row["score_id"],
        title=row["title"],
        section=section,
        hands=Hands(row["hands"]),
        first_bar=row["first_bar"],
        last_bar=row["last_bar"],
        due=_moment(row["due"]),
        stability=row["stability"],
        difficulty=row["difficulty"],
        goal_tempo=row["goal_tempo"],
        clean_tempo=row["clean_tempo"],
        practised_at=_moment(row["practised_at"]),
        passes=row["passes"],
        seconds=row["seconds"],
        forecast=forecast,
        chance=forecast.at(now),
    )


def _played_bar(row: sqlite3.Row, border_hour: int) -> PlayedBar:
    began = datetime.fromisoformat(row["started_at"])
    clock = Clock(timedelta(seconds=row["utc_offset"]), border_hour)
    return PlayedBar(
        at=began + timedelta(seconds=row["began"]),
        day=clock.day(began),
        take=row["id"],
        stretch=row["stretch"],
        hands=Hands(row["hands"]),
        measure=row["measure"],
        hand=Hand(row["hand"]),
        tempo=row["tempo"],
        is_whole=bool(row["is_whole"]),
        tally=Tally(row["matched"], row["wrong"], row["missed"], row["extra"]),
    )


def _learning(text: str) -> Learning:
    told = json.loads(text)
    record = tuple((int(count), int(clean)) for count, clean in told["record"])
    return Learning(tuple(map(float, told["learners"])), record)


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
