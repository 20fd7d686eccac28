"""What the player can say of the library."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from renshu.database import Database
from renshu.library.catalogue import editing
from renshu.library.catalogue.names import title_field
from renshu.library.catalogue.word_file import read_words, take_words, write_words


class PlayersWord:
    """The part of the catalogue that the player changes: each method is one transaction.

    Args:
        database: The catalogue.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def edit(self, entry_id: int, field: str, value: str) -> None:
        """Let the player's word stand before the file's; an empty one gives way to it again.

        Raises:
            LibraryError: There is no such score, no such field, or it cannot be that.
        """
        self.edit_entry(entry_id, {field: value})

    def edit_entry(self, entry_id: int, words: Mapping[str, str]) -> None:
        """The same for several fields at once, of those in `EDITABLE`."""
        with self._database.write() as connection:
            editing.edit_entry(connection, entry_id, words)

    def edit_track(self, track_id: int, words: Mapping[str, str]) -> None:
        """Say what fields of a track should be, of those in `TRACK_FIELDS`.

        An empty word gives way to what files say. A new title also finds the track from now on.

        Raises:
            LibraryError: There is no such track, no such field, or it cannot be that.
        """
        with self._database.write() as connection:
            editing.edit_track(connection, track_id, words)

    def edit_anime(self, anime_id: int, words: Mapping[str, str]) -> None:
        """Say what fields of an anime should be, of those in `ANIME_FIELDS`; as `edit_track`."""
        with self._database.write() as connection:
            editing.edit_anime(connection, anime_id, words)

    def add_anime(self, words: Mapping[str, str]) -> int:
        """The id of the anime with this title, made if there is none; it is shown with a track.

        Raises:
            LibraryError: There is no title among the words, or a field cannot be that.
        """
        with self._database.write() as connection:
            return editing.make_anime(connection, words)

    def add_track(self, words: Mapping[str, str], anime_id: int | None = None) -> int:
        """The id of the anime's track with this title, made if there is none.

        It is shown once it has an arrangement or is wanted.

        Raises:
            LibraryError: There is no title among the words, or a field cannot be that.
        """
        with self._database.write() as connection:
            return editing.make_track(connection, words, anime_id)

    def want(self, words: Mapping[str, str], anime: str = "") -> int:
        """Put a track on the list of those to be learnt, made if there is none; its id.

        Args:
            words: Its title at least, of the fields in `TRACK_FIELDS`.
            anime: What it is from, by any title; empty for nothing.
        """
        with self._database.write() as connection:
            where = editing.make_anime(connection, {title_field(anime): anime}) if anime else None
            track = editing.make_track(connection, words, where)
            editing.set_wanted(connection, track, is_wanted=True)
            return track

    def set_wanted(self, track_id: int, *, is_wanted: bool) -> None:
        """Put a track on the list of those to be learnt, or take it off.

        Without the wish, a track that there is no score of is gone.
        """
        with self._database.write() as connection:
            editing.set_wanted(connection, track_id, is_wanted=is_wanted)

    def assign(self, entry_id: int, track_id: int | None) -> None:
        """Say which track an entry belongs to; None is to none."""
        with self._database.write() as connection:
            editing.assign(connection, entry_id, track_id)

    def release(self, entry_id: int) -> None:
        """Let the metadata of an entry choose its track again."""
        with self._database.write() as connection:
            editing.release(connection, entry_id)

    def move_track(self, track_id: int, anime_id: int | None) -> None:
        """Say which anime a track is from; None is from none."""
        with self._database.write() as connection:
            editing.move_track(connection, track_id, anime_id)

    def merge_tracks(self, kept_id: int, others: Iterable[int]) -> None:
        """Make one track of several; where they differ, what is shown of the kept one stands."""
        with self._database.write() as connection:
            editing.merge_tracks(connection, kept_id, others)

    def merge_animes(self, kept_id: int, others: Iterable[int]) -> None:
        """Make one anime of several; their tracks of one name become one, too."""
        with self._database.write() as connection:
            editing.merge_animes(connection, kept_id, others)

    def write_words(self, path: Path) -> None:
        """Write all that the player has said into a TOML file.

        Raises:
            LibraryError: It cannot be written.
        """
        with self._database.write() as connection:
            write_words(connection, path)

    def take_words(self, path: Path) -> None:
        """Keep what a TOML file says that `write_words` wrote, unless there are newer words.

        Raises:
            LibraryError: It cannot be read, or a value cannot be that.
        """
        said = read_words(path)
        with self._database.write() as connection:
            take_words(connection, said)
