from pathlib import Path

import pytest

from renshu.errors import ScoreError
from renshu.library.credits import peek
from renshu.library.musicxml import read
from support.musicxml import note, part, score_xml

HEAD = (
    "<work><work-title>夜想曲</work-title></work>"
    "<identification><creator type='composer'>N</creator></identification>"
)


def test_a_peek_sees_what_reading_sees(tmp_path: Path) -> None:
    text = score_xml(part(note("C4", 16)), head=HEAD)
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    assert peek(path).credits == read(text.encode(), "x.xml").score.credits


def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "little_waltz.xml"
    path.write_text(score_xml(part(note("C4", 16))))
    assert peek(path).credits.title == "little waltz"


def test_the_music_is_not_parsed(tmp_path: Path) -> None:
    text = score_xml(part(note("C4", 16)), head=HEAD)
    path = tmp_path / "x.xml"
    path.write_text(text[: text.index("<pitch") + 8])
    assert peek(path).credits.title == "夜想曲"


def test_a_score_of_rests_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(score_xml(part("<note><rest/><duration>16</duration></note>"), head=HEAD))
    with pytest.raises(ScoreError, match="no notes"):
        peek(path)


@pytest.mark.parametrize("text", ["", "hello", "<html><p>x</p></html>"])
def test_what_is_no_score_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(text)
    with pytest.raises(ScoreError):
        peek(path)
