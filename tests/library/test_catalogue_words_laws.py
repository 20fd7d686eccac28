"""Whatever the player says, another library with the same files and words shows the same."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from renshu.library.catalogue import Catalogue, Entry, Shelf
from renshu.library.head import Head
from renshu.score.notation import Credits

files = st.sampled_from(["a.mxl", "b.mxl", "c.mxl", "d.mxl"])
titles = st.sampled_from(
    ["Brave Song", "brave song!", "一番の宝物", "Alchemy", "Alchemy (TV size)"]
)
sources = st.sampled_from(["", "AB", "Angel Beats!", "CLANNAD"])
words = st.sampled_from(["", "Brave Song", "宝物", "x"])
which = st.integers(0, 5)


def read_head(path: Path) -> Head:
    title, source, _ = path.read_text("utf-8").split("\n")
    return Head(Credits(title=title, source=source))


class WhatThePlayerSays(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.path = Path(self.home.name)
        self.folder = self.path / "scores"
        self.folder.mkdir()
        self.catalogue = self.opened("library")
        self.catalogue.add([self.folder])
        self.count = 0

    def opened(self, name: str) -> Catalogue:
        return Catalogue(self.path / f"{name}.db", read_head, self.path / "no starter scores")

    @rule(name=files, title=titles, source=sources)
    def write(self, name: str, title: str, source: str) -> None:
        self.count += 1
        (self.folder / name).write_text(f"{title}\n{source}\n{'x' * self.count}", "utf-8")
        self.catalogue.refresh()

    @precondition(lambda self: self.catalogue.entries())
    @rule(number=which, field=st.sampled_from(["title", "source", "arranger"]), word=words)
    def edit(self, number: int, field: str, word: str) -> None:
        self.catalogue.edit(self.entry(number).id, field, word)

    @precondition(lambda self: self.catalogue.tracks())
    @rule(number=which, field=st.sampled_from(["native", "romaji", "version", "kind"]), word=words)
    def edit_track(self, number: int, field: str, word: str) -> None:
        self.catalogue.edit_track(self.track(number), {field: word})

    @precondition(lambda self: self.catalogue.animes())
    @rule(number=which, field=st.sampled_from(["native", "english", "series"]), word=words)
    def edit_anime(self, number: int, field: str, word: str) -> None:
        self.catalogue.edit_anime(self.anime(number), {field: word})

    @precondition(lambda self: self.catalogue.entries())
    @rule(number=which, track=st.none() | which)
    def assign(self, number: int, track: int | None) -> None:
        is_any = track is not None and self.catalogue.tracks()
        self.catalogue.assign(self.entry(number).id, self.track(track or 0) if is_any else None)

    @precondition(lambda self: self.catalogue.entries())
    @rule(number=which)
    def release(self, number: int) -> None:
        self.catalogue.release(self.entry(number).id)

    @rule(title=titles, source=sources)
    def want(self, title: str, source: str) -> None:
        self.catalogue.want({"native": title}, source)

    @precondition(lambda self: self.catalogue.tracks())
    @rule(number=which, anime=st.none() | which)
    def move(self, number: int, anime: int | None) -> None:
        is_any = anime is not None and self.catalogue.animes()
        self.catalogue.move_track(self.track(number), self.anime(anime or 0) if is_any else None)

    @precondition(lambda self: len(self.catalogue.tracks()) > 1)
    @rule(number=which, other=which)
    def merge_tracks(self, number: int, other: int) -> None:
        self.catalogue.merge_tracks(self.track(number), [self.track(other)])

    @precondition(lambda self: len(self.catalogue.animes()) > 1)
    @rule(number=which, other=which)
    def merge_animes(self, number: int, other: int) -> None:
        self.catalogue.merge_animes(self.anime(number), [self.anime(other)])

    @invariant()
    def another_library_shows_the_same(self) -> None:
        self.catalogue.write_words(self.path / "renshu.toml")
        first, second = self.opened("first"), self.opened("second")
        first.add([self.folder])
        first.take_words(self.path / "renshu.toml")
        second.take_words(self.path / "renshu.toml")
        second.add([self.folder])
        for other in (first, second):
            assert shown(other.shelf()) == shown(self.catalogue.shelf())
            other.close()
        for path in (*self.path.glob("first.db*"), *self.path.glob("second.db*")):
            path.unlink()

    @invariant()
    def each_entry_has_a_track_of_the_shelf(self) -> None:
        shelf = self.catalogue.shelf()
        assert {one.track for one in shelf.entries if one.track} <= {*shelf.tracks}
        assert {one.anime for one in shelf.tracks if one.anime} == {*shelf.animes}

    def entry(self, number: int) -> Entry:
        entries = self.catalogue.entries()
        return entries[number % len(entries)]

    def track(self, number: int) -> int:
        tracks = self.catalogue.tracks()
        return tracks[number % len(tracks)].id

    def anime(self, number: int) -> int:
        animes = self.catalogue.animes()
        return animes[number % len(animes)].id

    def teardown(self) -> None:
        self.catalogue.close()
        self.home.cleanup()


def shown(shelf: Shelf) -> object:
    """All that is shown but for numbers and times."""
    tracks = {one.id: (one.titles, one.version, one.kind) for one in shelf.tracks}
    return (
        sorted((one.title, one.titles, one.series) for one in shelf.animes),
        sorted(
            (tracks[one.id], one.anime.titles if one.anime else (), one.wanted_at is not None)
            for one in shelf.tracks
        ),
        sorted(
            (one.path.name, one.title, one.arranger, tracks[one.track.id] if one.track else ())
            for one in shelf.entries
        ),
    )


TestWhatThePlayerSays = WhatThePlayerSays.TestCase
TestWhatThePlayerSays.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
