"""Where in a text the words of a search stand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from renshu.library.folding import folded
from renshu.library.search.forms import forms, forms_asked, parts
from renshu.library.search.query import Word
from renshu.library.search.tokens import Token, tokens

Span = tuple[int, int]


class Highlight(NamedTuple):
    """A text in which words of a search stand."""

    field: str
    text: str
    spans: tuple[Span, ...]
    """In characters of the text, in order, not overlapping."""


def highlights(texts: Iterable[tuple[str, str]], words: Sequence[Word]) -> tuple[Highlight, ...]:
    """The texts, given with their fields, in which some of the words stand."""
    found = []
    for field, text in texts:
        asked = [word.token for word in words if word.fields is None or field in word.fields]
        if spans := _joined(span for token in asked for span in _spans(text, token)):
            found.append(Highlight(field, text, spans))
    return tuple(found)


@lru_cache(maxsize=8192)
def _spans(text: str, asked: Token) -> tuple[Span, ...]:
    """The same series and composers stand in many lines of a list."""
    return tuple(_found(text, asked))


def _found(text: str, asked: Token) -> Iterator[Span]:
    wanted = _wanted(asked)
    whole = _tokens(text)
    for position, token in enumerate(whole):
        if (start := _literally(text, token, asked)) is not None:
            yield start, start + len(asked.text)
        elif words := [word for word in _words(token) if _begins((word,), wanted)]:
            yield words[0].start, words[0].end
        elif _begins(whole[position:], wanted):
            yield token.start, _end(whole[position:], wanted)


_tokens = lru_cache(maxsize=8192)(tokens)


@lru_cache(maxsize=64)
def _wanted(asked: Token) -> tuple[str, ...]:
    return forms_asked((asked,)).all


@lru_cache(maxsize=8192)
def _words(token: Token) -> tuple[Token, ...]:
    return *parts(token), token


def _literally(text: str, token: Token, asked: Token) -> int | None:
    """Where in the text the very letters stand, if they do."""
    found = token.text.find(asked.text)
    is_meant = found == 0 or (found > 0 and token.is_japanese)
    is_as_long = folded(text[token.start : token.end]) == token.text
    return token.start + found if is_meant and is_as_long else None


def _begins(words: tuple[Token, ...], wanted: tuple[str, ...]) -> bool:
    return any(form.startswith(wanted) for form in _all_forms(words))


@lru_cache(maxsize=8192)
def _all_forms(words: tuple[Token, ...]) -> tuple[str, ...]:
    """What stays on the screen while one types is asked for again with every letter."""
    return forms(words).all


def _end(words: tuple[Token, ...], wanted: tuple[str, ...]) -> int:
    """Where the fewest words end that, written as one, begin as wanted."""
    return next(
        words[count - 1].end for count in range(1, len(words) + 1) if _begins(words[:count], wanted)
    )


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(set(spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
