"""Title and people of a score file, quickly: nothing but the head of the file is parsed."""

from dataclasses import replace
from pathlib import Path

from renshu.errors import ScoreError
from renshu.library.head import Head
from renshu.library.loaded import title_from
from renshu.library.loading import read_file


def peek(path: Path) -> Head:
    """What the file says of title, people and use; the title is never empty.

    Raises:
        ScoreError: It cannot be opened, or is not MusicXML.
    """
    from renshu.library.musicxml.metadata import credits_of, extra_of
    from renshu.library.musicxml.opening import open_head
    from renshu.library.musicxml.structure import drop_namespaces

    head = open_head(read_file(path))
    drop_namespaces(head)
    if head.tag not in {"score-partwise", "score-timewise"}:
        raise ScoreError("The file is not MusicXML.")
    found = credits_of(head)
    named = found if found.title else replace(found, title=title_from(path.name))
    return Head(named, extra_of(head))
