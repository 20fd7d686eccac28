from renshu.library.musicxml import read
from renshu.score.notation import Score
from support.musicxml import COMMON, note, part, presses, score_of, score_xml, texts


def read_text(text: str) -> Score:
    return read(text.encode(), "x.xml").score


def test_a_timewise_score_is_turned_round() -> None:
    timewise = (
        "<score-timewise><part-list><score-part id='P1'><part-name>Piano</part-name></score-part>"
        "</part-list>"
        + "".join(
            f"<measure number='{number}'><part id='P1'>{head}{note(pitch, 16)}</part></measure>"
            for number, head, pitch in (
                (1, f"<attributes><divisions>4</divisions>{COMMON}</attributes>", "C4"),
                (2, "", "D4"),
            )
        )
        + "</score-timewise>"
    )
    assert presses(read_text(timewise)) == presses(score_of(note("C4", 16), note("D4", 16)))


def test_namespaces_do_not_matter() -> None:
    text = score_xml(part(note("C4", 16)))
    spaced = text.replace("<score-partwise", '<score-partwise xmlns="http://example.org/m"')
    assert presses(read_text(spaced)) == ["0:0 C4 4"]


def test_a_part_that_the_list_does_not_know_takes_the_free_entry() -> None:
    score = read_text(score_xml(part(note("C4", 16), id="P9")))
    assert presses(score) == ["0:0 C4 4"]
    assert score.parts[0].name == "Piano"
    assert texts(score) == ["part P9 is not in the part list"]


def test_a_score_without_a_part_list_is_read() -> None:
    text = f"<score-partwise>{part(note('C4', 16))}</score-partwise>"
    assert presses(read_text(text)) == ["0:0 C4 4"]


def test_two_parts_of_one_name_are_both_read() -> None:
    score = read_text(score_xml(part(note("C4", 16)), part(note("E3", 16))))
    assert len({p.id for p in score.parts}) == 2
    assert len(score.notes) + len(score.other_notes) == 2


def test_an_entry_without_a_part_is_dropped() -> None:
    score = read_text(score_xml(part(note("C4", 16)), names=("Piano", "Flute")))
    assert [p.name for p in score.parts] == ["Piano"]
