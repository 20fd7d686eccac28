"""What players say of their scores, as files from elsewhere."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from renshu.errors import LibraryError
from renshu.library.catalogue import Catalogue
from support.fuzzing.bytes_damaged import damaged
from support.fuzzing.target import Target
from support.fuzzing.toml_grammar import table

KEYS = (
    "written", "names", "title", "native", "anime", "wanted", "hash", "file", "arranger", "year",
    "track", "composer", "number", "kind", "source",
)  # fmt: skip
HEADS = ("anime", "track", "score", "nothing")


def make(chance: random.Random) -> bytes:
    """A file of words."""
    text = table(chance, KEYS, HEADS).replace('"x"', '"Angel Beats!: Ichiban"').encode()
    return damaged(text, chance) if chance.random() < 0.3 else text


def check(case: bytes) -> str:
    """Take it in: the library says in a sentence what is wrong, or it has taken all of it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "renshu.toml"
        path.write_bytes(case)
        catalogue = Catalogue(folder / "library.db", starter=folder / "none")
        try:
            try:
                catalogue.take_words(path)
            except LibraryError:
                outcome = "refused"
            else:
                outcome = "taken"
            catalogue.write_words(folder / "again.toml")
            catalogue.take_words(folder / "again.toml")
            catalogue.shelf()
        finally:
            catalogue.close()
    return outcome


WORD_FILES = Target("word-files", make, check, 5.0)
