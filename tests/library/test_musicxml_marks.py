import pytest

from renshu.score.notation import Score
from support.musicxml import note, score_of

N = note("C4", 4)


def direction(inside: str, staff: int = 1, offset: int = 0) -> str:
    moved = f"<offset>{offset}</offset>" if offset else ""
    return (
        f"<direction><direction-type>{inside}</direction-type>{moved}<staff>{staff}</staff>"
        "</direction>"
    )


def marks(score: Score) -> list[tuple[str, str, str]]:
    return [(mark.kind, str(mark.onset), mark.text) for mark in score.marks]


def spans(score: Score) -> list[tuple[str, str, str]]:
    return [(span.kind, str(span.onset), str(span.end)) for span in score.spans]


def test_dynamics_and_words() -> None:
    mf = direction("<dynamics><mf/></dynamics>")
    dolce = direction("<words>dolce</words>")
    other = direction("<dynamics><other-dynamics>sfffz</other-dynamics></dynamics>")
    assert marks(score_of(mf + N + dolce + N + other + N)) == [
        ("dynamic", "0", "mf"),
        ("words", "1", "dolce"),
        ("dynamic", "2", "sfffz"),
    ]


def test_an_offset_moves_a_direction() -> None:
    assert marks(score_of(direction("<dynamics><p/></dynamics>", offset=2) + N)) == [
        ("dynamic", "1/2", "p")
    ]


@pytest.mark.parametrize(
    ("begin", "end", "kind"),
    [
        ('<wedge type="crescendo"/>', '<wedge type="stop"/>', "crescendo"),
        ('<wedge type="diminuendo" number="2"/>', '<wedge type="stop" number="2"/>', "diminuendo"),
        ('<octave-shift type="down" size="8"/>', '<octave-shift type="stop"/>', "octave"),
    ],
)
def test_signs_that_last(begin: str, end: str, kind: str) -> None:
    assert spans(score_of(direction(begin) + N + N + direction(end) + N)) == [(kind, "0", "2")]


def test_the_pedal_goes_down_changes_and_comes_up() -> None:
    begin, change, end = (
        direction(f'<pedal type="{kind}"/>') for kind in ("start", "change", "stop")
    )
    score = score_of(begin + N + change + N + end + N)
    assert [kind for kind, _, _ in marks(score)] == ["pedal-down", "pedal-change", "pedal-up"]
    assert spans(score) == [("pedal", "0", "1"), ("pedal", "1", "2")]


def test_slurs() -> None:
    begin, end = (f'<notations><slur type="{kind}"/></notations>' for kind in ("start", "stop"))
    assert spans(score_of(note("C4", 4, inside=begin) + N + note("E4", 4, inside=end))) == [
        ("slur", "0", "2")
    ]


def test_an_end_without_a_beginning_is_nothing() -> None:
    assert spans(score_of(direction('<wedge type="stop"/>') + N)) == []


def test_lyrics_belong_to_their_note() -> None:
    lyric = "<lyric><syllabic>begin</syllabic><text>Ich</text></lyric>"
    (mark,) = score_of(note("C4", 16, inside=lyric)).marks
    assert (mark.kind, mark.text, mark.note_id) == ("lyric", "Ich-", "n1")


def chord(root: str, kind: str, inside: str = "", alter: int = 0) -> str:
    return (
        f"<root><root-step>{root}</root-step><root-alter>{alter}</root-alter></root>"
        f"<kind>{kind}</kind>{inside}"
    )


FLAT_NINTH = (
    "<degree><degree-value>9</degree-value><degree-alter>-1</degree-alter>"
    "<degree-type>add</degree-type></degree>"
)


@pytest.mark.parametrize(
    ("harmony", "text"),
    [
        (chord("C", "major"), "C"),
        (chord("F", "minor-seventh", alter=1), "F♯m7"),
        (chord("B", "major-ninth", alter=-1).replace("<kind>", "<kind text='Δ9'>"), "B♭Δ9"),
        (chord("A", "minor", "<bass><bass-step>C</bass-step></bass>"), "Am/C"),
        (chord("G", "dominant", FLAT_NINTH), "G7(♭9)"),
        (chord("C", "none"), "N.C."),
        ("<kind>major</kind>", None),
    ],
)
def test_chord_symbols(harmony: str, text: str | None) -> None:
    found = marks(score_of(f"<harmony>{harmony}</harmony>" + N))
    assert found == ([("chord", "0", text)] if text else [])


def test_fingering_and_articulations_stay_with_the_note() -> None:
    inside = (
        "<notations><technical><fingering>4</fingering><fingering>5</fingering></technical>"
        "<articulations><staccato/><accent/></articulations><fermata/></notations>"
    )
    (press,) = score_of(note("C4", 16, inside=inside)).notes
    assert press.fingering == "4-5"
    assert press.articulations == ("staccato", "accent", "fermata")


def test_a_fermata_at_the_end_of_a_tie_belongs_to_the_press() -> None:
    fermata = "<notations><fermata/></notations>"
    (press,) = score_of(
        note("C4", 16, ties="start"), note("C4", 16, ties="stop", inside=fermata)
    ).notes
    assert press.articulations == ("fermata",)
