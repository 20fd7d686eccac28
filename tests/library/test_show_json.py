import json

from renshu.library.musicxml import read
from renshu.library.show_json import score_object
from support.musicxml import backup, note, part, score_of, score_xml


def test_the_object_is_what_the_command_promises() -> None:
    score = score_of(note("C5", 0) + note("D5", 6) + backup(6) + note("H4"), head="")
    shown = json.loads(json.dumps(score_object(score, "a.xml")))
    assert shown["file"] == "a.xml"
    assert shown["title"] == "test"
    assert shown["composer"] is None
    assert shown["measures"] == [{"number": "1", "onset": "0/1", "duration": "3/2"}]
    assert shown["notes"][1] == {
        "id": "n2",
        "measure": 0,
        "onset": "0/1",
        "duration": "3/2",
        "pitch": 74,
        "part": "Piano",
        "staff": 1,
        "hand": "right",
        "grace": False,
        "asked": True,
    }
    assert shown["notes"][0]["grace"] is True
    assert shown["order"] == [0]
    assert shown["tempo"] == [{"onset": "0/1", "qpm": 100.0}]
    assert shown["notices"] == [
        {"part": "Piano", "measure": "1", "text": "step H cannot be read, note left out"}
    ]


def test_staves_are_counted_per_part() -> None:
    text = score_xml(
        part(note("G4", 16)),
        part(note("C5", 16) + backup(16) + note("C3", 16, staff=2), id="P2"),
        names=("Voice", "Piano"),
    )
    shown = score_object(read(text.encode(), "x.xml").score, "x.xml")
    assert [(n["pitch"], n["part"], n["staff"], n["asked"]) for n in shown["notes"]] == [
        (48, "Piano", 2, True),
        (72, "Piano", 1, True),
        (67, "Voice", 1, False),
    ]


def test_cue_notes_are_left_out_and_hidden_ones_are_not_asked() -> None:
    cue = note("E4", 8).replace("<pitch>", "<cue/><pitch>")
    hidden = note("F4", 8, attributes='print-object="no"')
    shown = score_object(score_of(cue + hidden), "x.xml")
    assert [(n["pitch"], n["asked"]) for n in shown["notes"]] == [(65, False)]
