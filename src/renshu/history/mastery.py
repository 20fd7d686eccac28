"""What is kept of mastery: the cards of sections, and what the player says against them.

Cards and learning are computed of takes and overrules, and can be computed again; an overrule is a
fact.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from renshu.database import Database
from renshu.practice.mastery.card import Forecast, SectionCard
from renshu.practice.section import Section
from renshu.score.passage import Hands
from renshu.score.quarters import quarters_text, read_quarters

CARDS = 1
"""The version of cards that this program works out; older ones are worked out anew."""


class Mastery:
    """The cards of all pieces, each piece named by its score id.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

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

    def set_cards(self, score_id: str, cards: Iterable[SectionCard]) -> None:
        """Keep the cards of a piece in place of those before."""
        rows = [_row(card) for card in cards]
        with self._database.write() as connection:
            connection.execute("DELETE FROM card WHERE score_id = ?", (score_id,))
            connection.executemany(
                f"INSERT INTO card VALUES ({', '.join('?' * _COLUMNS)})",  # noqa: S608
                rows,
            )


_COLUMNS = 19


def _order(card: SectionCard) -> tuple[object, ...]:
    section = card.section
    return card.title, card.score_id, section.start, section.end, card.hands.value


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


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
