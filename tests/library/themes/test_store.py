from pathlib import Path

import pytest

from renshu.follow.melody.lines import melody_of
from renshu.follow.melody.melody import Melody
from renshu.library.themes.links import theme_links
from renshu.library.themes.store import ThemeStore
from support.melodies import MELODIES, piece, tune

TWIN = melody_of(piece(tune(6)))
LIBRARY = {**MELODIES, "twin": TWIN}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "themes"


def test_an_empty_library_has_no_links(path: Path) -> None:
    assert ThemeStore(path).known([]) == ()
    assert ThemeStore(path).complete({}) == ()


def test_links_are_kept(path: Path) -> None:
    links = ThemeStore(path).complete(LIBRARY)
    assert links == theme_links(LIBRARY) != ()
    assert ThemeStore(path).known(LIBRARY) == links
    assert ThemeStore(path).complete(LIBRARY) == links


def test_a_new_piece_adds_links_and_removes_none(path: Path) -> None:
    before = ThemeStore(path).complete(LIBRARY)
    more = {**LIBRARY, "third": melody_of(piece([*tune(50)[:16], *tune(9)[8:24]]))}
    after = ThemeStore(path).complete(more)
    assert set(before) < set(after)
    assert {frozenset((link.piece, link.other)) for link in set(after) - set(before)} == {
        frozenset(("piece 9", "third"))
    }


def test_the_order_in_which_pieces_come_changes_no_pair(path: Path) -> None:
    store = ThemeStore(path)
    for count in (1, 7, 20, len(LIBRARY)):
        links = store.complete(dict(list(reversed(LIBRARY.items()))[:count]))
    assert {frozenset((link.piece, link.other)) for link in links} == {
        frozenset(("piece 6", "twin"))
    }


def test_the_links_of_pieces_that_are_gone_are_dropped(path: Path) -> None:
    store = ThemeStore(path)
    store.complete(LIBRARY)
    assert store.known(MELODIES) == ()
    assert store.complete(MELODIES) == ()
    assert store.known(LIBRARY) == ()


@pytest.mark.parametrize("damage", [b"", b"\x93\x01", b"no", b"\x93\x93\x01\x01\x06\x90\x91\x90"])
def test_a_damaged_file_counts_as_missing(path: Path, damage: bytes) -> None:
    links = ThemeStore(path).complete(LIBRARY)
    path.write_bytes(damage)
    assert ThemeStore(path).known(LIBRARY) == ()
    assert ThemeStore(path).complete(LIBRARY) == links


def test_where_nothing_can_be_written_links_are_found_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    assert ThemeStore(file / "themes").complete(LIBRARY) == theme_links(LIBRARY)


def test_pieces_without_melody_have_no_links(path: Path) -> None:
    assert ThemeStore(path).complete({"a": Melody(), "b": Melody()}) == ()
