"""Whatever happens to the files, a refresh makes the catalogue say what is there."""

import hashlib
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from renshu.errors import ScoreError
from renshu.library.catalogue import Catalogue
from renshu.library.head import Head
from renshu.score.notation import Credits

names = st.sampled_from(["a.mxl", "b.xml", "in/c.musicxml", "in/d.mxl"])
# No two of one size: they are written faster than time stamps of files tell apart.
contents = st.sampled_from(["one", "three", "fifteen", "bad!", "bad again"])


def read_head(path: Path) -> Head:
    text = path.read_text()
    if text.startswith("bad"):
        raise ScoreError("It is bad.")
    return Head(Credits(title=text))


class FilesComeAndGo(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name) / "scores"
        (self.folder / "in").mkdir(parents=True)
        nowhere = self.folder / "no starter scores"
        self.catalogue = Catalogue(Path(self.home.name) / "library.db", read_head, nowhere)
        self.catalogue.add([self.folder])
        self.ever: set[str] = set()

    @rule(name=names, content=contents)
    def write(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content)

    @rule(name=names)
    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @rule(name=names, to=names)
    def move(self, name: str, to: str) -> None:
        if (self.folder / name).exists():
            (self.folder / name).replace(self.folder / to)

    @rule()
    def do_nothing_twice(self) -> None:
        self.catalogue.refresh()
        again = self.catalogue.refresh()
        assert again == type(again)()

    @invariant()
    def the_catalogue_says_what_is_there(self) -> None:
        report = self.catalogue.refresh()
        there = {
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.read_text().startswith("bad")
        }
        entries = self.catalogue.entries()
        present = [entry for entry in entries if not entry.is_missing]
        assert {entry.file_hash for entry in present} == there
        assert len(entries) == len({entry.file_hash for entry in entries})
        for entry in present:
            assert entry.path.read_text() == entry.title
        for entry in (*report.added, *report.changed, *report.found):
            assert not entry.is_missing
        for entry in report.missing:
            assert entry.is_missing

    def teardown(self) -> None:
        self.catalogue.close()
        self.home.cleanup()


TestFilesComeAndGo = FilesComeAndGo.TestCase
TestFilesComeAndGo.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
