"""The notation moves as the score does: the notes of the MusicXML say so, and the engraving."""

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from renshu.engrave.manuscript import Manuscript
from renshu.engrave.picture import Layout
from renshu.engrave.typesetting import Typesetter
from renshu.library.loaded import Loaded
from renshu.library.musicxml.compiling import compile_score
from renshu.library.transposing import notation_transposed, transpose
from renshu.score.pitch import Spelling
from renshu.score.transposing import Interval
from support.starter_scores import SCORES
from support.tiny_scores import note_ids, piano_score

SIGNS = {"flat-flat": -2, "flat": -1, "natural": 0, "sharp": 1, "double-sharp": 2}
ORDER = "FCGDAEB"
PIECES = ("bach-air", "beethoven-fur-elise", "renshu-garasu-no-kanransha", "chopin-minute-waltz")


@cache
def loaded(name: str) -> Loaded:
    return compile_score(Path(SCORES / f"{name}.musicxml").read_bytes(), lambda _what, _share: None)


def tiny(right: str, left: str = "r:16", extra: str = "") -> Loaded:
    return compile_score(piano_score([right], [left], extra), lambda _what, _share: None)


def written(musicxml: bytes) -> dict[str, Spelling]:
    """The spelling of every note of a file, by id."""
    root = ET.fromstring(musicxml)  # noqa: S314
    return {
        note.get("id", ""): Spelling(
            pitch.findtext("step", ""),
            int(float(pitch.findtext("alter", "0"))),
            int(pitch.findtext("octave", "4")),
        )
        for note in root.iter("note")
        if (pitch := note.find("pitch")) is not None
    }


def accidentals(musicxml: bytes) -> dict[str, str]:
    root = ET.fromstring(musicxml)  # noqa: S314
    found = ((note.get("id", ""), note.findtext("accidental")) for note in root.iter("note"))
    return {note_id: sign for note_id, sign in found if sign}


def keys(musicxml: bytes) -> list[int]:
    root = ET.fromstring(musicxml)  # noqa: S314
    return [int(fifths.text or 0) for fifths in root.iter("fifths")]


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("by", [-12, -5, -1, 1, 2, 6, 7])
def test_the_notation_is_spelled_as_the_score_is(name: str, by: int) -> None:
    moved = transpose(loaded(name), by)
    spelled = written(moved.musicxml)
    for note in moved.score.notes:
        assert spelled[note.id] == note.spelling
    assert moved.score.id == loaded(name).score.id


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("by", [-1, 1, 3])
def test_the_same_notes_have_accidentals_and_each_says_what_is_played(name: str, by: int) -> None:
    before, moved = accidentals(loaded(name).musicxml), transpose(loaded(name), by)
    after, spelled = accidentals(moved.musicxml), written(moved.musicxml)
    assert before.keys() <= after.keys()
    assert len(after) - len(before) <= len(after) // 50, "but for a few that are respelled"
    assert all(SIGNS[sign] == spelled[note_id].alter for note_id, sign in after.items())


@pytest.mark.parametrize("name", PIECES)
def test_key_signatures_of_file_and_score_agree(name: str) -> None:
    moved = transpose(loaded(name), 1)
    assert set(keys(moved.musicxml)) == {one.key_fifths for one in moved.score.measures}


def test_nothing_is_done_where_nothing_is_to_be_done() -> None:
    assert transpose(loaded("bach-air"), 0) is loaded("bach-air")


def test_a_note_that_would_need_three_signs_is_respelled_with_an_accidental() -> None:
    plain = piano_score(["F5:16"], ["r:16"])
    moved = notation_transposed(plain, [Interval(-2, 2)])
    ((note_id, spelling),) = written(moved).items()
    assert spelling.pitch == Spelling("F", 0, 5).pitch + 2
    assert SIGNS[accidentals(moved)[note_id]] == spelling.alter


def test_chord_symbols_of_the_file_move() -> None:
    harmony = (
        "<harmony><root><root-step>F</root-step><root-alter>1</root-alter></root>"
        "<kind>minor</kind><bass><bass-step>C</bass-step><bass-alter>1</bass-alter></bass></harmony>"
    )
    moved = transpose(tiny("C5:16", extra=harmony), 2)
    root = ET.fromstring(moved.musicxml)  # noqa: S314
    assert root.findtext(".//root-step") == "G"
    assert root.findtext(".//root-alter") == "1"
    assert [mark.text for mark in moved.score.marks if mark.kind == "chord"] == ["G♯m/D♯"]


@pytest.mark.parametrize("by", [-4, 1])
def test_every_note_is_engraved_with_its_id(by: int) -> None:
    moved = transpose(loaded("bach-air"), by)
    systems = Typesetter(Manuscript(moved.musicxml).score).systems(Layout(240))
    engraved = "".join(systems)
    assert all(f'"{note_id}"' in engraved for note_id in note_ids(moved.musicxml))


@pytest.mark.parametrize("by", [-6, 1, 5])
def test_the_engraver_reads_the_pitches_that_are_played(by: int) -> None:
    verovio: Any = pytest.importorskip("verovio")
    moved = transpose(loaded("bach-air"), by)
    toolkit = verovio.toolkit()
    assert toolkit.loadData(ET.tostring(Manuscript(moved.musicxml).score, encoding="unicode"))
    toolkit.renderToMIDI()
    for note in moved.score.notes:
        assert toolkit.getMIDIValuesForElement(note.id)["pitch"] == note.pitch
