"""How repeat signs, endings and words are read; where they lead is the unfolding's matter."""

import pytest
from lxml import etree

from renshu.library.musicxml import limits, read
from renshu.library.musicxml.signs import passes_of
from support.musicxml import barline, note, part, score_of, score_xml, texts, words

N = note("C4", 16)


def order(*measures: str) -> str:
    return " ".join(str(index + 1) for index in score_of(*measures).roadmap.order)


@pytest.mark.parametrize(
    ("measures", "played"),
    [
        ((N, N + barline(backward="2"), N), "1 2 1 2 3"),
        ((barline(forward=True) + N, N + barline(backward="3")), "1 2 1 2 1 2"),
        (
            (
                N,
                barline(ending="1") + N + barline(stop="stop", backward="2"),
                barline(ending="2") + N + barline(stop="discontinue"),
                N,
            ),
            "1 2 1 3 4",
        ),
        (
            (N, N + words("Fine", 'fine="yes"'), N + words("D.C. al Fine", 'dacapo="yes"')),
            "1 2 3 1 2",
        ),
        ((N, N + words("Fine"), N + words("d. c.  al fine.")), "1 2 3 1 2"),
        ((words("", 'segno="s"') + N, N, N + words("D.S.", 'dalsegno="s"')), "1 2 3 1 2 3"),
        (
            (
                words("Segno") + N,
                N + words("To Coda"),
                N + words("Dal Segno al Coda"),
                words("Coda") + N,
            ),
            "1 2 3 1 2 4",
        ),
        (
            (
                "<direction><direction-type><segno/></direction-type></direction>" + N,
                N + words("Fine"),
                N + words("D.S. al Fine"),
            ),
            "1 2 3 1 2",
        ),
        ((N + '<sound fine="yes"/>', N + words("D.C. al Fine")), "1 2 1"),
        (  # the end of a bar is its end, however its signs are written down
            (N, words("Fine") + words("Segno") + N, N + words("D.S. al Fine")),
            "1 2 3 2",
        ),
        ((N + words("dolce"), N + words("con moto")), "1 2"),
    ],
)
def test_signs_lead_where_they_say(measures: tuple[str, ...], played: str) -> None:
    assert order(*measures) == played


@pytest.mark.parametrize(
    ("number", "text", "passes"),
    [
        ("1", "", (1,)),
        ("1, 2", "", (1, 2)),
        ("1,2,3", "", (1, 2, 3)),
        ("1.", "", (1,)),
        ("", "1.-3.", (1, 2, 3)),
        ("", "", (1,)),
        ("0", "", (1,)),
    ],
)
def test_the_passes_of_an_ending(number: str, text: str, passes: tuple[int, ...]) -> None:
    ending = etree.Element("ending", {"number": number})
    ending.text = text
    assert passes_of(ending) == passes


def test_what_two_parts_say_counts_once() -> None:
    bars = (N, N + barline(backward="2") + words("D.C."))
    text = score_xml(part(*bars), part(*bars, id="P2"), names=("Voice", "Piano"))
    assert read(text.encode(), "x.xml").score.roadmap.order == (0, 1, 0, 1, 0, 1)


def test_printed_bar_and_pass_are_known_for_every_step() -> None:
    score = score_of(N, N + barline(backward="2"))
    steps = [(score.measures[s.measure].number, s.pass_number) for s in score.roadmap.steps]
    assert steps == [("1", 1), ("2", 1), ("1", 2), ("2", 2)]


def test_repeats_that_would_never_end_are_read_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNFOLDED_NOTES", 40)
    score = score_of(*(N + barline(backward="32") for _ in range(3)))
    assert score.roadmap.is_linear
    assert texts(score) == ["with all repeats over 40 notes, read as written"]


class TestWhereEnginesDisagree:
    """The cases in which verovio, MuseScore 3.6 and other players go different ways.

    MuseScore 3.6 is followed unless it is plainly wrong.
    """

    def test_words_broken_over_two_lines_are_not_read_as_al_fine(self) -> None:
        """As MuseScore, which then finds a plain D.C. in the `sound` element."""
        last = N + words("D.C.\nal Fine", 'dacapo="yes"')
        assert order(N, N + words("Fine", 'fine="yes"'), last) == "1 2 3 1 2 3"

    def test_repeats_are_left_out_after_a_jump(self) -> None:
        bars = (N + barline(backward="2"), N + words("Fine"), N + words("D.C. al Fine"))
        assert order(*bars) == "1 1 2 3 1 2"

    def test_a_lone_first_ending_is_left_out_on_the_second_pass(self) -> None:
        """MuseScore plays it again, against what is printed over it."""
        assert order(N, barline(ending="1") + N + barline(stop="stop", backward="2")) == "1 2 1"

    def test_an_ending_number_with_a_dot_is_a_number(self) -> None:
        """MuseScore drops such endings and plays both bars on both passes."""
        bars = (
            N,
            barline(ending="1.") + N + barline(stop="stop", backward="2"),
            barline(ending="2.") + N + barline(stop="stop"),
        )
        assert order(*bars) == "1 2 1 3"

    def test_bars_under_a_multi_bar_rest_are_bars(self) -> None:
        """MuseScore's export of its playing order counts such bars as one."""
        rests = (
            "<attributes><measure-style><multiple-rest>2</multiple-rest></measure-style></attributes>"
            "<note><rest measure='yes'/><duration>16</duration></note>"
        )
        assert order(rests, "", N) == "1 2 3"
