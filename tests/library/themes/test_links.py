from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.melody.lines import melody_of
from renshu.library.themes.links import ThemeLink, links_of, theme_links
from renshu.score.notation import Score
from support.melodies import MELODIES, piece, tune
from support.strategies import scores

NEW = 99
few = settings(max_examples=15, deadline=None)


def planted(theme: Sequence[int], at: int = 16) -> Score:
    """A piece of its own in which a theme returns, from a bar line on."""
    own = tune(NEW)
    return piece([*own[:at], *theme, *own[at + len(theme) :]])


def links_to(new: Score) -> list[ThemeLink]:
    """The links of a new piece, seen from the others."""
    found = theme_links({**MELODIES, "new": melody_of(new)}, {"new"})
    return [link if link.other == "new" else link.turned() for link in found]


@few
@given(st.sampled_from(range(len(MELODIES))), st.integers(-9, 9), st.integers(12, 16))
def test_a_theme_is_found_in_another_key(seed: int, up: int, notes: int) -> None:
    (link,) = links_to(planted([pitch + up for pitch in tune(seed)[8 : 8 + notes]]))
    assert (link.piece, link.transposition) == (f"piece {seed}", up)
    # The outermost interval may be so usual that it says nothing for the theme.
    assert link.notes >= notes - 1
    assert link.measures[0] <= 2 <= link.measures[1]
    assert link.other_measures[0] <= 4 <= link.other_measures[1]


def test_a_theme_is_found_in_another_rhythm() -> None:
    own, theme = tune(NEW), tune(5)[8:22]
    lengths = ["=2", "=1/2", "", "=3/2"]
    (link,) = links_to(piece([*own[:16], *theme, *own[30:]], lengths))
    assert (link.piece, link.notes) == ("piece 5", 14)


VARIATIONS = {
    "a passing note": lambda theme: [*theme[:7], theme[7] + 1, *theme[7:]],
    "a note left out": lambda theme: [*theme[:7], *theme[8:]],
    "a note changed": lambda theme: [*theme[:7], theme[7] + 1, *theme[8:]],
}


@pytest.mark.parametrize("kind", VARIATIONS)
def test_a_theme_is_found_with_a_small_variation(kind: str) -> None:
    theme = VARIATIONS[kind](tune(5)[8:24])
    link = links_to(planted(theme))[0]
    assert (link.piece, link.other) == ("piece 5", "new")
    assert link.notes >= 15


def test_unlike_pieces_share_no_theme() -> None:
    assert theme_links(MELODIES) == ()
    assert links_to(piece(tune(NEW))) == []


COMMON = {
    "scales": [60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79, 77, 76, 74, 72],
    "chords": [60, 64, 67, 72, 76, 79, 84, 79, 76, 72, 67, 64, 60, 64, 67, 72],
    "one note": [67] * 24,
    "a trill": [72, 74] * 12,
    "an Alberti bass": [60, 67, 64, 67] * 6,
    "a pedal": [72, 60, 74, 60, 76, 60, 77, 60, 79, 60, 77, 60, 76, 60, 74, 60],
}


@pytest.mark.parametrize("figure", COMMON)
def test_what_everybody_writes_is_no_theme(figure: str) -> None:
    notes = COMMON[figure]
    everybody = {
        f"with it {up}": melody_of(piece([*tune(30 + up)[:24], *(note + up for note in notes)]))
        for up in range(12)
    }
    assert theme_links({**MELODIES, **everybody}) == ()


def test_too_few_notes_are_no_theme() -> None:
    assert links_to(planted(tune(5)[8:14])) == []


def test_a_link_is_there_once_and_the_clearest_comes_first() -> None:
    twin = melody_of(piece(tune(6)))
    found = theme_links({**MELODIES, "twin": twin, "new": melody_of(planted(tune(4)[8:22]))})
    assert {frozenset((link.piece, link.other)) for link in found} == {
        frozenset(("piece 6", "twin")),
        frozenset(("piece 4", "new")),
    }
    assert all(a.distinctness >= b.distinctness for a, b in pairwise(found))
    assert len(found) == 2


def test_only_the_links_of_fresh_pieces() -> None:
    library = {**MELODIES, "twin": melody_of(piece(tune(6)))}
    assert theme_links(library, {"piece 3"}) == ()
    assert theme_links(library, {"twin"}) == theme_links(library) != ()


def test_a_link_is_told_from_both_sides() -> None:
    link = ThemeLink("a", (8, 15), "b", (0, 0), 3, 12, 5.0)
    assert link.told("Air") == "the theme of bars 9–16 returns in Air (bar 1)"
    assert link.turned().told("Song") == "the theme of bar 1 returns in Song (bars 9–16)"
    assert link.turned().turned() == link
    assert links_of("b", [link]) == (link.turned(),)
    assert links_of("c", [link]) == ()


@few
@given(st.dictionaries(st.sampled_from("abcd"), scores()))
def test_whatever_the_library_nothing_is_raised(library: dict[str, Score]) -> None:
    theme_links({name: melody_of(one) for name, one in library.items()})
