"""From what is typed to what is asked.

A word with a colon whose first half is no field is words like all others: “Re:Zero”.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renshu.library.search.fields import TEXTS, field_called
from renshu.library.search.filters import (
    NUMBERS,
    STATES,
    Filter,
    HasField,
    InState,
    in_range,
    in_state,
    one_of,
)
from renshu.library.search.tokens import Token, tokens

_ASKED = re.compile(r'(?<!\S)(?P<name>\w+)[:：](?:["“”](?P<quoted>[^"“”]*)["“”]?|(?P<bare>\S*))')
_KNOWABLE = ("score", *NUMBERS, "reading", "series", "kind", "version", "season", "format")
_KNOWABLE_PEOPLE = ("composer", "arranger", "lyricist", "vocalist")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a score must have, anywhere or in certain fields."""

    token: Token
    fields: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """All that a score must have to be found."""

    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    remarks: tuple[str, ...] = ()
    """A sentence for each value that cannot be read, and asks for nothing."""

    @property
    def phrase(self) -> tuple[Token, ...]:
        """The words outside fields, in the order in which they are typed."""
        return tuple(word.token for word in self.words if word.fields is None)


@lru_cache(maxsize=32)
def read_query(text: str) -> Query:
    """Read what is typed; whatever it is, it asks for something or nothing, and never fails."""
    words: list[Word] = []
    filters: list[Filter] = []
    remarks: list[str] = []
    for field, value in _parts(text):
        if field is None or field in TEXTS:
            fields = TEXTS[field] if field else None
            words.extend(Word(token, fields) for token in tokens(value))
        elif read := _filter(field, value):
            filters.append(read)
        elif value:
            remarks.append(f"“{value}” is nothing that “{field}:” can be.")
    return Query(tuple(words), tuple(filters), tuple(remarks))


def _parts(text: str) -> Iterator[tuple[str | None, str]]:
    """The stretches of a text with the field of each, None outside fields."""
    end = 0
    for match in _ASKED.finditer(text):
        if field := field_called(match["name"]):
            yield None, text[end : match.start()]
            yield field, match["quoted"] or match["bare"] or ""
            end = match.end()
    yield None, text[end:]


def _filter(field: str, value: str) -> Filter | None:
    if not value:
        return None
    if field in NUMBERS:
        return in_range(field, value)
    if field == "due":
        return in_state("due", value)
    if field == "is":
        state = one_of(value, STATES)
        return InState(state) if state else None
    known = one_of(value, (*_KNOWABLE, *_KNOWABLE_PEOPLE))
    return HasField(known) if known else None
