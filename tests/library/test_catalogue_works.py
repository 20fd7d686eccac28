"""Anime and tracks: what files propose, and the player's word before it."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from renshu.errors import LibraryError
from renshu.library.catalogue import Catalogue, Entry, Shelf
from renshu.library.catalogue.names import name_key, title_field
from renshu.library.head import Head
from renshu.score.notation import Credits
from support.notation import score

CREDITS = ("title", "subtitle", "composer", "arranger", "source", "reading")


def read_head(path: Path) -> Head:
    """Stands in for the real reader: `field=value` on each line."""
    said = dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())
    credits_said = {field: said.pop(field) for field in CREDITS if field in said}
    return Head(Credits(**credits_said), said)


def write(path: Path, **said: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(f"{field}={value}" for field, value in said.items()), "utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "library.db", read_head, tmp_path / "no starter")
    yield opened
    opened.close()


def tree(shelf: Shelf) -> dict[str, dict[str, list[str]]]:
    """Anime, tracks and file names, as the library shows them."""
    shown: dict[str, dict[str, list[str]]] = {}
    for track in shelf.tracks:
        tracks = shown.setdefault(track.anime.title if track.anime else "", {})
        tracks[track.full_title] = sorted(
            entry.path.name for entry in shelf.entries if entry.track == track
        )
    return shown


def add(catalogue: Catalogue, own: Path, name: str, **said: str) -> Entry:
    """Take in one file."""
    report = catalogue.add([write(own / name, **said)])
    return (*report.added, *report.known, *report.changed, *report.found)[0]


def test_files_of_equal_titles_are_one_track_of_one_anime(catalogue: Catalogue, own: Path) -> None:
    add(catalogue, own, "a.mxl", title="Brave Song", source="Angel Beats!", kind="ED")
    add(catalogue, own, "b.mxl", title="brave  song", source="ANGEL BEATS！", composer="麻枝 准")
    add(catalogue, own, "c.mxl", title="Crow Song", source="Angel Beats")
    shelf = catalogue.shelf()
    (anime,) = shelf.animes
    brave = shelf.entries[0].track
    assert brave is not None
    assert (brave.kind, brave.composer, brave.anime) == ("ED", "麻枝 准", anime)
    assert [sorted(files) for files in tree(shelf)[anime.title].values()] == [
        ["a.mxl", "b.mxl"],
        ["c.mxl"],
    ]


def test_what_most_files_say_is_shown(catalogue: Catalogue, own: Path) -> None:
    for name, source in (("a", "CLANNAD"), ("b", "Clannad"), ("c", "Clannad")):
        add(catalogue, own, f"{name}.mxl", title=name, source=source)
    assert [anime.title for anime in catalogue.animes()] == ["Clannad"]


def test_a_version_is_a_track_of_its_own(catalogue: Catalogue, own: Path) -> None:
    add(catalogue, own, "a.mxl", title="My Song", source="AB")
    add(catalogue, own, "b.mxl", title="My Song (Yui ver.)", source="AB")
    add(catalogue, own, "c.mxl", title="My Song", source="AB", version="TV size")
    titles = [track.full_title for track in catalogue.tracks()]
    assert sorted(titles) == ["My Song", "My Song (TV size)", "My Song (Yui ver.)"]


def test_pieces_from_nothing_are_told_apart_by_their_composer(
    catalogue: Catalogue, own: Path
) -> None:
    add(catalogue, own, "a.mxl", title="Prelude", composer="Bach")
    add(catalogue, own, "b.mxl", title="Prelude", composer="Chopin")
    add(catalogue, own, "c.mxl", title="Sonata", composer="Mozart", subtitle="i")
    add(catalogue, own, "d.mxl", title="Sonata", composer="Mozart", subtitle="ii")
    assert len(catalogue.tracks()) == 4
    assert catalogue.animes() == ()


@pytest.mark.parametrize(
    ("subtitle", "anime", "use"),
    [
        ("from “Angel Beats!”", "Angel Beats!", ""),
        ("from Angel Beats!", "Angel Beats!", ""),
        ("from the Orchestral Suite No. 3", None, ""),
        ("「CLANNAD」より", "CLANNAD", ""),
        ("Kill la Kill OST", "Kill la Kill", ""),
        ("Star Driver OP 2", "Star Driver", "OP2"),
        ("Re:Zero - Ending", "Re:Zero", "ED"),
        ("Piano solo ending", None, ""),
        ("easy version", None, ""),
    ],
)
def test_a_subtitle_may_tell_the_anime(
    catalogue: Catalogue, own: Path, subtitle: str, anime: str | None, use: str
) -> None:
    track = add(catalogue, own, "a.mxl", title="A", subtitle=subtitle).track
    assert track is not None
    assert (track.anime.title if track.anime else None, track.use) == (anime, use)


def test_the_year_of_an_anime_stands_behind_its_title(catalogue: Catalogue, own: Path) -> None:
    add(catalogue, own, "a.mxl", title="Canon", source="Kanon (2006)", episode="14")
    (track,) = catalogue.tracks()
    assert track.anime is not None
    assert (track.anime.year, track.episode) == (2006, "14")


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("一番の宝物", "native"),
        ("Ichiban no Takaramono", "romaji"),
        ("Kirameki", "romaji"),
        ("Gakkou", "romaji"),
        ("Shinkai", "romaji"),
        ("Brave Song", "native"),
        ("To Zanarkand", "native"),
        ("Canon in D", "native"),
        ("One More", "native"),
        ("", "native"),
    ],
)
def test_the_language_of_a_title(title: str, field: str) -> None:
    assert title_field(title) == field


def test_names_are_the_same_in_whatever_spelling() -> None:
    assert name_key("Steins;Gate") == name_key("STEINS ｇａｔｅ") == "steinsgate"
    assert name_key("カノン") == name_key("かのん")
    assert name_key("!!!") == "!!!"
    assert name_key("Kanon (2006)") != name_key("Kanon")


class TestThePlayersWord:
    def test_stands_before_the_files_and_gives_way(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="Ichiban no Takaramono", source="AB", kind="BGM")
        (track,) = catalogue.tracks()
        catalogue.edit_track(track.id, {"native": " 一番の宝物 ", "kind": "insert", "number": "2"})
        (edited,) = catalogue.tracks()
        assert (edited.title, edited.romaji) == ("一番の宝物", "Ichiban no Takaramono")
        assert edited.use == "insert2"
        catalogue.edit_track(track.id, {"kind": "", "number": ""})
        assert catalogue.tracks()[0].use == "BGM"

    def test_on_an_anime(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", source="Haruhi")
        (anime,) = catalogue.animes()
        words = {"native": "涼宮ハルヒの憂鬱", "year": "2006", "season": "Spring", "format": "TV"}
        catalogue.edit_anime(anime.id, words)
        (edited,) = catalogue.animes()
        assert (edited.title, edited.year, edited.season) == ("涼宮ハルヒの憂鬱", 2006, "spring")
        add(catalogue, own, "b.mxl", title="B", source="涼宮ハルヒの憂鬱")
        assert len(catalogue.animes()) == 1

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ({"nativ": "x"}, "A track has no “nativ” to edit; did you mean “native”?"),
            ({"number": "two"}, "The number must be a number from 0 to 999."),
        ],
    )
    def test_that_makes_no_sense_is_one_sentence(
        self, catalogue: Catalogue, own: Path, words: Mapping[str, str], sentence: str
    ) -> None:
        add(catalogue, own, "a.mxl", title="A")
        with pytest.raises(LibraryError) as caught:
            catalogue.edit_track(catalogue.tracks()[0].id, words)
        assert caught.value.sentence == sentence

    def test_on_what_is_not_there_is_one_sentence(self, catalogue: Catalogue, own: Path) -> None:
        entry = add(catalogue, own, "a.mxl", title="A", source="S")
        with pytest.raises(LibraryError, match="no track 99 in the library"):
            catalogue.assign(entry.id, 99)
        with pytest.raises(LibraryError, match="no anime 99 in the library"):
            catalogue.merge_animes(catalogue.animes()[0].id, [99])
        with pytest.raises(LibraryError, match="no score 99"):
            catalogue.assign(99, None)
        assert len(catalogue.animes()) == 1

    def test_an_entry_is_assigned_and_released(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", source="S")
        entry = add(catalogue, own, "b.mxl", title="Untitled upload")
        (track,) = [one for one in catalogue.tracks() if one.title == "A"]
        catalogue.assign(entry.id, track.id)
        assert tree(catalogue.shelf()) == {"S": {"A": ["a.mxl", "b.mxl"]}}
        write(own / "b.mxl", title="Still untitled")
        catalogue.refresh()
        assert tree(catalogue.shelf()) == {"S": {"A": ["a.mxl", "b.mxl"]}}
        catalogue.assign(entry.id, None)
        assert catalogue.entry(entry.id).track is None
        catalogue.release(entry.id)
        assert tree(catalogue.shelf()) == {"S": {"A": ["a.mxl"]}, "": {"Still untitled": ["b.mxl"]}}

    def test_a_track_that_only_assigned_files_have_keeps_its_words(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        entry = add(catalogue, own, "a.mxl", title="upload 123")
        anime = catalogue.add_anime({"native": "CLANNAD"})
        catalogue.assign(entry.id, catalogue.add_track({"native": "渚"}, anime))
        assert tree(catalogue.shelf()) == {"CLANNAD": {"渚": ["a.mxl"]}}

    def test_a_changed_title_takes_a_file_to_another_track(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        entry = add(catalogue, own, "a.mxl", title="A", source="S")
        catalogue.edit(entry.id, "title", "B")
        catalogue.edit(entry.id, "source", "Other")
        assert tree(catalogue.shelf()) == {"Other": {"B": ["a.mxl"]}}

    def test_but_not_away_from_what_the_player_said_of_its_track(
        self, catalogue: Catalogue, own: Path
    ) -> None:
        entry = add(catalogue, own, "a.mxl", title="A", source="S")
        (track,) = catalogue.tracks()
        catalogue.edit_track(track.id, {"kind": "OP"})
        catalogue.edit(entry.id, "title", "A (easy)")
        assert catalogue.entry(entry.id).track == catalogue.tracks()[0]
        assert catalogue.tracks()[0].kind == "OP"

    def test_a_track_moves_to_another_anime(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", source="S")
        add(catalogue, own, "b.mxl", title="B", source="T")
        (track,) = [one for one in catalogue.tracks() if one.title == "A"]
        (target,) = [one for one in catalogue.animes() if one.title == "T"]
        catalogue.move_track(track.id, target.id)
        add(catalogue, own, "a2.mxl", title="A", source="S", arranger="other")
        assert tree(catalogue.shelf()) == {"T": {"A": ["a.mxl", "a2.mxl"], "B": ["b.mxl"]}}
        catalogue.move_track(track.id, None)
        assert tree(catalogue.shelf())[""] == {"A": ["a.mxl", "a2.mxl"]}


class TestMerging:
    def test_anime_spelled_differently(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="Brave Song", source="AB")
        add(catalogue, own, "b.mxl", title="Brave Song", source="Angel Beats!", kind="ED")
        add(catalogue, own, "c.mxl", title="Crow Song", source="AB")
        short, long = catalogue.animes()
        catalogue.merge_animes(long.id, [short.id])
        add(catalogue, own, "d.mxl", title="Alchemy", source="ab")
        assert tree(catalogue.shelf()) == {
            "Angel Beats!": {
                "Alchemy": ["d.mxl"],
                "Brave Song": ["a.mxl", "b.mxl"],
                "Crow Song": ["c.mxl"],
            }
        }

    def test_tracks_fill_in_each_others_titles(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="一番の宝物", source="AB")
        add(catalogue, own, "b.mxl", title="Ichiban no Takaramono", source="AB", kind="insert")
        romaji, native = catalogue.tracks()
        catalogue.edit_track(romaji.id, {"vocalists": "LiSA"})
        catalogue.merge_tracks(native.id, [romaji.id])
        (track,) = catalogue.tracks()
        assert track.titles == ("一番の宝物", "Ichiban no Takaramono")
        assert (track.kind, track.vocalists) == ("insert", "LiSA")
        add(catalogue, own, "c.mxl", title="ICHIBAN no takaramono", source="AB")
        assert len(catalogue.tracks()) == 1

    def test_with_itself_changes_nothing(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", source="S")
        before = tree(catalogue.shelf())
        catalogue.merge_tracks(catalogue.tracks()[0].id, [catalogue.tracks()[0].id])
        catalogue.merge_animes(catalogue.animes()[0].id, [catalogue.animes()[0].id])
        assert tree(catalogue.shelf()) == before


class TestWanting:
    def test_a_track_without_a_score(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", source="Angel Beats!")
        catalogue.want({"native": "一番の宝物", "kind": "insert"}, "angel beats")
        (track,) = catalogue.shelf().wanted
        assert (track.title, track.kind, track.wanted_at is not None) == (
            "一番の宝物",
            "insert",
            True,
        )
        assert [anime.title for anime in catalogue.animes()] == ["Angel Beats!"]

    def test_a_score_that_comes_is_its(self, catalogue: Catalogue, own: Path) -> None:
        wanted = catalogue.want({"native": "Brave Song"}, "Angel Beats!")
        entry = add(catalogue, own, "a.mxl", title="Brave Song", source="Angel Beats!")
        assert entry.track is not None
        assert entry.track.id == wanted
        assert catalogue.shelf().wanted == ()

    def test_without_the_wish_it_is_gone(self, catalogue: Catalogue) -> None:
        wanted = catalogue.want({"native": "Brave Song"}, "Angel Beats!")
        catalogue.set_wanted(wanted, is_wanted=False)
        assert catalogue.shelf() == Shelf((), (), ())

    def test_what_is_there_may_be_wanted_too(self, catalogue: Catalogue, own: Path) -> None:
        add(catalogue, own, "a.mxl", title="A", composer="B")
        assert catalogue.want({"native": "A", "composer": "B"}) == catalogue.tracks()[0].id
        catalogue.set_wanted(catalogue.tracks()[0].id, is_wanted=False)
        assert len(catalogue.tracks()) == 1

    def test_it_needs_a_title(self, catalogue: Catalogue) -> None:
        with pytest.raises(LibraryError, match="A track needs a title"):
            catalogue.want({"kind": "OP"}, "AB")
        assert catalogue.shelf() == Shelf((), (), ())


class TestWordsAsToml:
    def test_come_back_in_another_library(
        self, catalogue: Catalogue, own: Path, tmp_path: Path
    ) -> None:
        said_much(catalogue, own)
        catalogue.write_words(tmp_path / "renshu.toml")
        again = Catalogue(tmp_path / "again.db", read_head, tmp_path / "no starter")
        again.add([own])
        again.take_words(tmp_path / "renshu.toml")
        assert without_ids(again.shelf()) == without_ids(catalogue.shelf())
        again.take_words(tmp_path / "renshu.toml")
        assert without_ids(again.shelf()) == without_ids(catalogue.shelf())
        again.close()

    def test_in_whatever_order(self, catalogue: Catalogue, own: Path, tmp_path: Path) -> None:
        catalogue.add([write(own / "first.mxl", title="Before", source="AB")])
        catalogue.edit(catalogue.entries()[0].id, "arranger", "Me")
        catalogue.write_words(tmp_path / "1.toml")
        said_much(catalogue, own)
        catalogue.write_words(tmp_path / "2.toml")
        steps = [*own.iterdir(), tmp_path / "1.toml", tmp_path / "2.toml"]
        for seed in range(12):
            random.Random(seed).shuffle(steps)  # noqa: S311
            again = Catalogue(tmp_path / f"{seed}.db", read_head, tmp_path / "no starter")
            for path in steps:
                if path.suffix == ".toml":
                    again.take_words(path)
                else:
                    again.add([path])
            assert without_ids(again.shelf()) == without_ids(catalogue.shelf())
            again.close()

    def test_an_older_word_does_not_come_back(
        self, catalogue: Catalogue, own: Path, tmp_path: Path
    ) -> None:
        entry = add(catalogue, own, "a.mxl", title="A")
        catalogue.edit(entry.id, "arranger", "old")
        catalogue.write_words(tmp_path / "old.toml")
        catalogue.edit(entry.id, "arranger", "new")
        catalogue.take_words(tmp_path / "old.toml")
        assert catalogue.entry(entry.id).arranger == "new"

    @pytest.mark.parametrize(
        "text",
        ["= 1", "[[track]]\nnames=['a: b']\nwanted='soon'", "[[anime]]\nnames=['a']\nyear='x'"],
    )
    def test_nonsense_is_one_sentence(
        self, catalogue: Catalogue, tmp_path: Path, text: str
    ) -> None:
        path = tmp_path / "renshu.toml"
        path.write_text(text)
        with pytest.raises(LibraryError):
            catalogue.take_words(path)
        assert catalogue.shelf() == Shelf((), (), ())

    @pytest.mark.parametrize("text", ["", "anime = 1", "score = [1]", "[[track]]\nnames = 'x'"])
    def test_what_is_not_understood_is_passed_over(
        self, catalogue: Catalogue, tmp_path: Path, text: str
    ) -> None:
        path = tmp_path / "renshu.toml"
        path.write_text(text)
        catalogue.take_words(path)
        assert catalogue.shelf() == Shelf((), (), ())

    def test_no_score_is_written(self, catalogue: Catalogue, own: Path) -> None:
        said_much(catalogue, own)
        before = {path: path.read_bytes() for path in own.iterdir()}
        catalogue.write_words(own / "renshu.toml")
        assert {path: path.read_bytes() for path in own.glob("*.mxl")} == before


def said_much(catalogue: Catalogue, own: Path) -> None:
    """Four files, and a word of each sort."""
    one = add(catalogue, own, "1.mxl", title="一番の宝物", source="AB")
    two = add(catalogue, own, "2.mxl", title="Ichiban no Takaramono", source="Angel Beats!")
    three = add(catalogue, own, "3.mxl", title="upload", composer="?")
    add(catalogue, own, "4.mxl", title="Canon", source="Kanon (2006)")
    assert one.anime
    assert two.anime
    catalogue.merge_animes(two.anime.id, [one.anime.id])
    catalogue.edit_anime(two.anime.id, {"year": "2010", "season": "spring"})
    kept, other = (catalogue.entry(entry.id).track for entry in (one, two))
    assert kept
    assert other
    catalogue.merge_tracks(kept.id, [other.id])
    catalogue.edit_track(kept.id, {"english": "My Dearest Treasure", "number": "3"})
    catalogue.assign(three.id, kept.id)
    catalogue.edit_entry(three.id, {"arranger": "somebody", "difficulty": "4.5"})
    catalogue.want({"native": "小さなてのひら"}, "CLANNAD")
    (canon,) = [track for track in catalogue.tracks() if track.title == "Canon"]
    catalogue.move_track(canon.id, None)


def without_ids(shelf: Shelf) -> object:
    """All that is shown but for numbers and times of entering."""
    entries = sorted(
        (
            entry.path.name,
            entry.arranger,
            entry.own_difficulty or 0,
            entry.track.titles if entry.track else (),
        )
        for entry in shelf.entries
    )
    tracks = sorted(
        (one.titles, one.use, one.wanted_at is not None, one.anime.titles if one.anime else ())
        for one in shelf.tracks
    )
    animes = sorted((one.titles, one.year or 0, one.season) for one in shelf.animes)
    return entries, tracks, animes


def test_reading_whole_tells_repairs_and_faults(catalogue: Catalogue, own: Path) -> None:
    first = add(catalogue, own, "a.mxl", title="A")
    second = add(catalogue, own, "b.mxl", title="B")
    assert [entry.id for entry in catalogue.unread()] == [first.id, second.id]
    catalogue.was_read(first, score("C4 D4"))
    catalogue.was_read(second, None, "It is too long.")
    assert catalogue.unread() == ()
    assert catalogue.entry(first.id).repairs == 0
    assert catalogue.entry(second.id).fault == "It is too long."
    write(own / "b.mxl", title="B mended")
    catalogue.refresh()
    assert [entry.id for entry in catalogue.unread()] == [second.id]
    catalogue.was_read(second, None, "told too late")
    assert catalogue.entry(second.id).fault == ""
