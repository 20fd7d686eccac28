"""What is left out of a score before Verovio gets it."""

from xml.etree import ElementTree as ET

import pytest

from renshu.engrave.manuscript import BEGINNING, Manuscript
from renshu.errors import EngravingError
from support.tiny_scores import note_ids, piano_score

QUARTERS = "C5:4 D5:4 E5:4 F5:4"


def bars(count: int) -> bytes:
    return piano_score([QUARTERS] * count, [QUARTERS] * count)


def test_numbers_of_measures_are_kept_aside() -> None:
    manuscript = Manuscript(bars(3))
    assert manuscript.numbers == ("1", "2", "3")
    assert {measure.get("number") for measure in manuscript.score.iter("measure")} == {""}


def test_rests_over_several_measures_and_part_names_go() -> None:
    style = (
        "<attributes><measure-style><multiple-rest>2</multiple-rest></measure-style></attributes>"
    )
    score = Manuscript(piano_score(["r:16", "r:16"], ["r:16", "r:16"], style)).score
    assert not list(score.iter("multiple-rest"))
    assert [name.text for name in score.iter("part-name")] == [""]


def test_beams_stay_at_the_first_note_of_a_chord_alone() -> None:
    root = ET.fromstring(piano_score(["C5:2 +E5:2 D5:2 r:4 r:8"], ["r:16"]))  # noqa: S314
    for note in list(root.iter("note"))[:3]:
        ET.SubElement(note, "beam", number="1").text = "begin"
    score = Manuscript(ET.tostring(root)).score
    has_beam = [note.find("beam") is not None for note in score.iter("note")]
    assert has_beam[:3] == [True, False, True]


def test_a_long_score_has_a_beginning_of_whole_measures() -> None:
    manuscript = Manuscript(bars(200))
    beginning = manuscript.beginning()
    assert beginning is not None
    kept = list(beginning.iter("measure"))
    assert kept == list(manuscript.score.iter("measure"))[: len(kept)]
    notes = sum(len(measure.findall("note")) for measure in kept)
    assert BEGINNING <= notes < BEGINNING + 8
    assert note_ids(ET.tostring(manuscript.score)) == {f"n{n}" for n in range(1600)}


def test_a_short_score_needs_no_beginning() -> None:
    assert Manuscript(bars(20)).beginning() is None


@pytest.mark.parametrize("data", [b"", b"<a", b"<score-partwise/>", b"\xff\xfe\x00"])
def test_what_is_no_score_is_said_in_a_sentence(data: bytes) -> None:
    with pytest.raises(EngravingError, match=r"^This score .*\.$"):
        Manuscript(data)


@pytest.mark.parametrize(
    ("beats", "unit", "is_kept"),
    [("4", "4", True), ("3+2", "8", True), ("a", "b", False), ("0", "4", False), ("4", "", False)],
)
def test_a_time_signature_that_is_none_goes(beats: str, unit: str, is_kept: bool) -> None:
    time = f"<time><beats>{beats}</beats><beat-type>{unit}</beat-type></time>"
    score = Manuscript(piano_score(["r:16"], ["r:16"], f"<attributes>{time}</attributes>")).score
    assert len(list(score.iter("time"))) == 1 + is_kept


def test_a_change_of_pedal_is_its_end_and_its_beginning() -> None:
    pedals = "".join(
        f'<direction><direction-type><pedal type="{kind}"/></direction-type></direction>'
        for kind in ("start", "change", "stop")
    )
    score = Manuscript(piano_score(["r:16"], ["r:16"], pedals)).score
    assert [pedal.get("type") for pedal in score.iter("pedal")] == [
        "start",
        "stop",
        "start",
        "stop",
    ]
