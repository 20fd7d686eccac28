from fractions import Fraction

import pytest

from renshu.score.notation import Score, TimeSignature
from support.musicxml import backup, note, presses, rest, score_of, words


def time(beats: str, beat_type: int) -> str:
    return f"<time><beats>{beats}</beats><beat-type>{beat_type}</beat-type></time>"


def lengths(score: Score) -> list[str]:
    return [str(measure.duration) for measure in score.measures]


def tuplet(pitch: str, duration: int, actual: int, normal: int) -> str:
    change = (
        f"</type><time-modification><actual-notes>{actual}</actual-notes>"
        f"<normal-notes>{normal}</normal-notes></time-modification>"
    )
    return note(pitch, 1).replace("<duration>1", f"<duration>{duration}").replace("</type>", change)


def test_a_pickup_is_as_long_as_it_is_written() -> None:
    assert lengths(score_of(note("C4"), note("C4", 16))) == ["1", "4"]


def test_a_bar_split_at_a_repeat_sign_keeps_both_lengths() -> None:
    score = score_of(note("C4", 16), note("C4", 8), note("D4", 8), note("E4", 16))
    assert lengths(score) == ["4", "2", "2", "4"]
    assert str(score.measures[3].onset) == "8"


def test_an_overfull_bar_is_as_long_as_it_is_written() -> None:
    assert lengths(score_of(note("C4", 16) + note("D4", 4), note("C4", 16))) == ["5", "4"]


def test_an_empty_bar_lasts_its_time_signature() -> None:
    assert lengths(score_of("", words("G.P."), attributes=time("3", 4))) == ["3", "3"]


def test_a_whole_rest_never_makes_a_bar_longer() -> None:
    whole = '<note><rest measure="yes"/><duration>16</duration></note>'
    assert lengths(score_of(whole + backup(16) + note("C4", 12), attributes=time("3", 4))) == ["3"]


def test_the_longest_voice_counts() -> None:
    assert lengths(score_of(note("C4", 8) + backup(8) + note("E3", 16, voice=2))) == ["4"]


@pytest.mark.parametrize(
    ("beats", "beat_type", "signature"),
    [
        ("3", 8, TimeSignature(3, 8)),
        ("3+2", 8, TimeSignature(5, 8, (3, 2))),
        ("2,3", 4, TimeSignature(5, 4, (2, 3))),
    ],
)
def test_time_signatures(beats: str, beat_type: int, signature: TimeSignature) -> None:
    score = score_of(note("C4", 16), attributes=time(beats, beat_type))
    assert score.measures[0].time_signature == signature


def test_a_time_signature_of_several_fractions_is_added_up() -> None:
    both = time("3", 8).removesuffix("</time>") + time("1", 4).removeprefix("<time>")
    assert score_of("", attributes=both).measures[0].time_signature == TimeSignature(5, 8, (3, 2))


def test_a_bar_without_metre_is_as_long_as_its_notes() -> None:
    assert lengths(score_of(note("C4", 16) * 3, attributes="<time><senza-misura/></time>")) == [
        "12"
    ]


def test_keys_hold_until_the_next() -> None:
    flat = "<attributes><key><fifths>-3</fifths></key></attributes>"
    score = score_of(note("C4", 16), flat + note("C4", 16), note("C4", 16))
    assert [measure.key_fifths for measure in score.measures] == [0, -3, -3]


def test_rehearsal_marks() -> None:
    mark = "<direction><direction-type><rehearsal>B</rehearsal></direction-type></direction>"
    score = score_of(note("C4", 16), mark + note("C4", 16))
    assert [measure.rehearsal_mark for measure in score.measures] == [None, "B"]


def test_rounded_tuplets_are_snapped_and_meet_the_other_hand() -> None:
    """Seven notes in a quarter of 480 divisions are written as 69, sometimes 68."""
    head = "<attributes><divisions>480</divisions></attributes>"
    septuplet = "".join(tuplet("C5", 69, 7, 4) for _ in range(7))
    left = note("C3", 16, staff=2, voice=5).replace("<duration>16", "<duration>1920")
    rests = rest(4).replace("<duration>4", "<duration>1440")
    back = "<backup><duration>1923</duration></backup>"
    score = score_of(head + septuplet + rests + back + left)
    assert [n.onset for n in score.notes if n.staff == 1] == [Fraction(i, 7) for i in range(7)]
    assert [n.onset for n in score.notes if n.staff == 2] == [0]
    assert lengths(score) == ["4"]


def test_divisions_may_change_within_a_bar() -> None:
    eighths = "<attributes><divisions>2</divisions></attributes>"
    second = note("D4", 4).replace("<duration>4", "<duration>2")
    assert presses(score_of(note("C4") + eighths + second)) == ["0:0 C4 1", "0:1 D4 1"]


def test_transposing_parts_are_read_as_they_sound_and_spelled_as_printed() -> None:
    clarinet = "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"
    (press,) = score_of(note("D4", 16), attributes=clarinet).notes
    assert (press.pitch, str(press.spelling)) == (60, "D4")
    bass = "<transpose><chromatic>0</chromatic><octave-change>-1</octave-change></transpose>"
    assert score_of(note("C4", 16), attributes=bass).notes[0].pitch == 48


def test_a_quarter_tone_counts_as_the_key_below() -> None:
    high = note("C4", 16).replace("<octave>", "<alter>0.5</alter><octave>")
    low = note("C4", 16).replace("<octave>", "<alter>-0.5</alter><octave>")
    assert [n.pitch for n in score_of(high, low).notes] == [60, 59]


def test_a_bar_that_misses_its_length_by_rounding_has_it() -> None:
    head = "<attributes><divisions>480</divisions></attributes>"
    long = note("C4", 16).replace("<duration>16", "<duration>1921")
    short = note("C4", 16).replace("<duration>16", "<duration>1900")
    assert lengths(score_of(head + long, short)) == ["4", "4"]


def test_going_back_over_a_rounded_tuplet_lands_where_it_began() -> None:
    """A quarter and a septuplet of 483 divisions; the file goes back 483."""
    head = "<attributes><divisions>480</divisions></attributes>"
    quarter = note("C5", 4).replace("<duration>4", "<duration>480")
    septuplet = "".join(tuplet("D5", 69, 7, 4) for _ in range(7))
    back = "<backup><duration>483</duration></backup>"
    below = note("E4", 4, voice=2).replace("<duration>4", "<duration>480")
    score = score_of(head + quarter + septuplet + back + below)
    assert [n.onset for n in score.notes if n.voice == 2] == [1]


@pytest.mark.parametrize(
    ("line", "is_double"),
    [
        ("<barline><bar-style>light-light</bar-style></barline>", True),
        ('<barline location="right"><bar-style>light-heavy</bar-style></barline>', True),
        ('<barline location="left"><bar-style>heavy-light</bar-style></barline>', False),
        ("<barline><bar-style>dashed</bar-style></barline>", False),
        ("", False),
    ],
)
def test_a_double_bar_closes_its_measure(line: str, is_double: bool) -> None:
    score = score_of(note("C4", 16) + line, note("C4", 16))
    assert [one.has_double_bar for one in score.measures] == [is_double, False]
