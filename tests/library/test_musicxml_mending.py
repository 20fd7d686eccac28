import pytest
from lxml import etree

from renshu.library.musicxml import read
from support.musicxml import backup, loaded, note, presses, rest, score_of, texts, words

GOOD = note("D4", 4)


C = note("C4")
BOTH = ["0:0 C4 1", "0:1 D4 1"]
SECOND = ["0:1 D4 1"]
FIRST = ["0:0 D4 1"]
ZERO = "<attributes><divisions>0</divisions></attributes>"
TIME = "<attributes><time><beats>4</beats><beat-type>0</beat-type></time></attributes>"
KEY = "<attributes><key><fifths>40</fifths></key></attributes>"
TEMPO = '<direction><sound tempo="fast"/></direction>'
TUPLET = "</type><time-modification><actual-notes>0</actual-notes></time-modification>"
TIMES = '<barline><repeat direction="backward" times="1000"/></barline>'


def with_octave(octave: str) -> str:
    return C.replace("<octave>4", octave) + GOOD


def with_duration(duration: str) -> str:
    return C.replace("<duration>4", f"<duration>{duration}") + GOOD


@pytest.mark.parametrize(
    ("measure", "kept", "told"),
    [
        (
            with_octave("<alter>9</alter><octave>4"),
            SECOND,
            "accidental 9 cannot be read, note left out",
        ),
        (note("H4") + GOOD, SECOND, "step H cannot be read, note left out"),
        (with_octave("<octave>99"), SECOND, "C99 lies outside every instrument, note left out"),
        (with_octave("<octave>x"), SECOND, "octave x cannot be read, note left out"),
        (with_duration("NaN"), BOTH, "duration NaN cannot be, read from the note's shape"),
        (with_duration("999999"), BOTH, "duration 999999 cannot be, read from the note's shape"),
        (note("C4", chord=True) + GOOD, BOTH, "chord without a first note, read as a note"),
        (backup(4).replace("4", "x") + GOOD, FIRST, "backup of x cannot be, left out"),
        (TEMPO + GOOD, FIRST, "tempo fast cannot be, left out"),
        (ZERO + GOOD, FIRST, "0 divisions of a quarter cannot be, left out"),
        (TIME + GOOD, FIRST, "time signature cannot be read, left out"),
        (KEY + GOOD, FIRST, "key signature 40 cannot be read, left out"),
        (GOOD + TIMES, FIRST, "repeat 1000 times, read as 32"),
        (
            GOOD.replace("</type>", TUPLET),
            FIRST,
            "tuplet cannot be read, its written length is kept",
        ),
    ],
)
def test_one_bad_element_costs_no_more_than_itself(
    measure: str, kept: list[str], told: str
) -> None:
    score = score_of(measure)
    assert presses(score) == kept
    assert texts(score) == [f"bar 1: {told}"]
    assert score.notices[0].part == "Piano"


def test_a_chord_whose_first_note_goes_keeps_its_place() -> None:
    score = score_of(GOOD + note("H4") + note("E4", chord=True) + note("G4", chord=True))
    assert presses(score) == ["0:0 D4 1", "0:1 E4 1", "0:1 G4 1"]


def test_a_negative_duration_moves_on_as_the_file_meant() -> None:
    score = score_of(note("C4") + note("E4").replace("<duration>4", "<duration>-2") + note("G4"))
    assert presses(score) == ["0:0 C4 1", "0:1/2 G4 1", "0:1 E4 1"]


def test_a_note_without_duration_or_shape_goes() -> None:
    bare = "<note><pitch><step>C</step><octave>4</octave></pitch></note>"
    assert texts(score_of(bare + GOOD)) == ["bar 1: duration nothing cannot be, note left out"]


def test_divisions_that_are_missing_come_from_the_first_note() -> None:
    bare = (
        f"<score-partwise><part id='P1'><measure>{note('C4', 16)}</measure></part></score-partwise>"
    )
    assert presses(read(bare.encode(), "x.xml").score) == ["0:0 C4 4"]


@pytest.mark.parametrize("divisions", ["1.5", "6"])
def test_any_divisions_count(divisions: str) -> None:
    whole = note("C4", 16).replace("<duration>16", f"<duration>{4 * float(divisions)}")
    head = f"<attributes><divisions>{divisions}</divisions></attributes>"
    assert presses(score_of(head + whole)) == ["0:0 C4 4"]


def test_every_note_has_an_id_that_the_notation_shares() -> None:
    read_back = loaded(note("C4", attributes='id="n2"') + note("E4", chord=True) + rest(12), GOOD)
    ids = [element.get("id") for element in etree.fromstring(read_back.musicxml).iter("note")]
    assert ids == ["n1", "n2", "n3", "n4"]
    assert [n.id for n in read_back.score.notes] == ["n1", "n2", "n4"]


def test_percussion_alone_opens_and_says_that_there_is_nothing_to_play() -> None:
    drum = "<note><unpitched/><duration>16</duration></note>"
    assert texts(score_of(drum)) == ["nothing to play on a piano: the score is for percussion only"]
    assert texts(score_of(rest(16))) == ["nothing to play: the score has no notes"]


def test_a_measure_without_a_number_gets_its_place() -> None:
    measures = f"<measure>{GOOD}</measure>" * 2
    text = f"<score-partwise><part id='P1'>{measures}</part></score-partwise>"
    assert [m.number for m in read(text.encode(), "x.xml").score.measures] == ["1", "2"]


def test_backing_up_too_far_stops_at_the_bar_line() -> None:
    assert presses(score_of(GOOD + backup(400) + note("F4"))) == ["0:0 D4 1", "0:0 F4 1"]


def test_a_file_that_is_wrong_in_every_bar_is_not_told_bar_by_bar() -> None:
    notices = texts(score_of(*(note("H4") + GOOD for _ in range(300))))
    assert len(notices) == 201
    assert notices[-1] == "and 100 more faults like these"


def test_words_in_a_damaged_direction_do_no_harm() -> None:
    assert presses(score_of(words("") + "<direction/>" + GOOD)) == ["0:0 D4 1"]
