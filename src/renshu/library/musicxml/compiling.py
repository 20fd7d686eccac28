"""The whole way from the bytes of a MusicXML file to a `Score`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from renshu.library.loaded import Loaded
from renshu.score.notation import Notice

if TYPE_CHECKING:
    from renshu.library.musicxml.reading import ReadPart
    from renshu.library.musicxml.xml import Element

Progress = Callable[[str, float], None]
"""Told what is being done, and which share of the whole is done (0–1)."""


def read(data: bytes, name: str, progress: Progress | None = None) -> Loaded:
    """Read a MusicXML file, plain or zipped.

    Args:
        data: The bytes of the file.
        name: Its name, for a title where the file gives none.
        progress: Told how far reading has come.

    Raises:
        ScoreError: it cannot be read; one sentence.
    """
    return compile_score(data, progress).titled(name)


def compile_score(data: bytes, progress: Progress | None = None) -> Loaded:
    """The same as `read`, but with an empty title where the file gives none."""
    from renshu.library.musicxml.assembling import assemble
    from renshu.library.musicxml.mending import mend
    from renshu.library.musicxml.opening import open_document
    from renshu.library.musicxml.structure import arrange

    tell = progress or (lambda _what, _share: None)
    tell("Opening the file", 0.0)
    document = open_document(data)
    notices = list(document.notices)
    tell("Looking through the bars", 0.05)
    score = arrange(document.root, notices)
    mend(score, notices)
    tell("Preparing to read the notes", 0.1)
    parts = _read_parts(score, notices, tell)
    tell("Putting the score together", 0.9)
    return Loaded.of(assemble(score, parts, notices), _markup(score))


def _markup(score: "Element") -> bytes:
    from lxml import etree

    return etree.tostring(score, encoding="utf-8", xml_declaration=True)


def _read_parts(score: "Element", notices: list[Notice], tell: Progress) -> "list[ReadPart]":
    from renshu.library.musicxml.notes import read_part
    from renshu.library.musicxml.structure import part_name

    total = sum(1 for _ in score.iterfind("part/measure"))
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done % 16 == 0:
            tell("Reading the notes", 0.2 + 0.7 * done / total)

    return [
        read_part(part, part_name(score, part), notices, count) for part in score.iterfind("part")
    ]
