import pytest

from renshu.library.musicxml import read
from renshu.score.notation import Score
from support.musicxml import backup, note, part, score_xml

LEFT, RIGHT = "left", "right"


def hands(score: Score) -> list[tuple[str, str]]:
    return [(str(n.spelling), n.hand.value) for n in score.notes]


def score_with(*parts: str, names: tuple[str, ...] = ("Piano",)) -> Score:
    return read(score_xml(*parts, names=names).encode(), "x.xml").score


def grand(right: str = note("C5", 16), left: str = note("C3", 16, staff=2, voice=5)) -> str:
    return right + backup(16) + left


def test_staves_tell_the_hands() -> None:
    assert hands(score_with(part(grand()))) == [("C3", LEFT), ("C5", RIGHT)]


def test_the_block_of_a_voice_counts_before_the_staff() -> None:
    """Voices 1–4 belong to the upper staff, so the right hand reaches down here."""
    crossing = note("C5", 8) + note("E3", 8, staff=2, voice=1)
    assert ("E3", RIGHT) in hands(score_with(part(grand(crossing))))


def test_voices_numbered_through_both_staves_say_nothing() -> None:
    score = score_with(part(grand(left=note("C3", 16, staff=2, voice=2))))
    assert hands(score) == [("C3", LEFT), ("C5", RIGHT)]


def test_two_single_staff_parts_are_right_and_left() -> None:
    score = score_with(
        part(note("C3", 16)), part(note("C5", 16), id="P2"), names=("Piano", "Piano")
    )
    assert hands(score) == [("C3", RIGHT), ("C5", LEFT)]
    assert [n.staff for n in score.notes] == [1, 2]


def test_a_lone_staff_is_the_right_hands() -> None:
    assert hands(score_with(part(note("C3", 16)))) == [("C3", RIGHT)]


def test_the_middle_of_three_staves_goes_where_its_notes_lie() -> None:
    def three(middle: str) -> str:
        return part(
            note("C6", 16) + backup(16) + note(middle, 16, staff=2, voice=2)
            + backup(16) + note("C2", 16, staff=3, voice=3)
        )  # fmt: skip

    assert ("G5", RIGHT) in hands(score_with(three("G5")))
    assert ("G3", LEFT) in hands(score_with(three("G3")))


@pytest.mark.parametrize("names", [("Voice", "Piano"), ("Sopran", ""), ("", "Klavier")])
def test_the_piano_is_asked_and_the_voice_can_be_heard(names: tuple[str, str]) -> None:
    score = score_with(part(note("G4", 16)), part(grand(), id="P2"), names=names)
    assert [str(n.spelling) for n in score.notes] == ["C3", "C5"]
    assert [str(n.spelling) for n in score.other_notes] == ["G4"]
    assert [p.id for p in score.parts] == ["P2", "P1"]
    assert score.other_notes[0].staff == 3


def test_among_several_instruments_the_one_called_piano_is_asked() -> None:
    names = ("Harp", "Piano", "Flute")
    score = score_with(
        part(grand(note("A5", 16))),
        part(grand(), id="P2"),
        part(note("E6", 16), id="P3"),
        names=names,
    )
    assert [str(n.spelling) for n in score.notes] == ["C3", "C5"]


def test_a_voice_over_two_piano_parts() -> None:
    score = score_with(
        part(note("G4", 16)),
        part(note("C5", 16), id="P2"),
        part(note("C3", 16), id="P3"),
        names=("Gesang", "Piano R.H.", "Piano L.H."),
    )
    assert hands(score) == [("C3", LEFT), ("C5", RIGHT)]
    assert [str(n.spelling) for n in score.other_notes] == ["G4"]


def test_a_melody_and_one_piano_staff_ask_for_the_piano() -> None:
    score = score_with(
        part(note("G4", 16)), part(note("C3", 16), id="P2"), names=("Flute", "Piano")
    )
    assert [str(n.spelling) for n in score.notes] == ["C3"]


def test_cue_and_hidden_notes_are_not_asked() -> None:
    cue = note("E4", 8).replace("<pitch>", "<cue/><pitch>")
    hidden = note("F4", 8, attributes='print-object="no"')
    score = score_with(part(cue + hidden + note("G4", 16)))
    assert [str(n.spelling) for n in score.notes] == ["G4"]
    assert [(str(n.spelling), n.is_cue, n.is_hidden) for n in score.other_notes] == [
        ("E4", True, False),
        ("F4", False, True),
    ]
