from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.performance.events import KeyDown
from renshu.practice.recital import Recital, opening
from renshu.score.passage import Hands, Passage, bars, whole
from support.notation import score

SONG = score("[C3 C5] D5 | [E3 E5] F5 | G5=2", qpm=60)


def struck(recital: Recital, begin: float = 0.0, most: int = 40) -> list[tuple[int, float]]:
    events = islice(recital.events(begin), most)
    return [(one.pitch, round(one.time, 3)) for one in events if isinstance(one, KeyDown)]


def test_a_passage_is_heard_at_a_share_of_its_tempo() -> None:
    recital = Recital(SONG, bars(SONG, 1, 1, Hands.RIGHT), 0.5)
    assert struck(recital, 100.0) == [(76, 100.0), (77, 102.0)]
    assert recital.seconds == 4.0
    assert not recital.is_over(4.0)
    assert recital.is_over(4.1)


def test_tempo_marks_are_obeyed() -> None:
    music = score("C4 D4 | E4 F4", qpm=[(0, 60), (2, 120)])
    assert struck(Recital(music, whole(music))) == [(60, 0), (62, 1), (64, 2), (65, 2.5)]


def test_a_loop_goes_round_without_end() -> None:
    loop = replace(bars(SONG, 0, 0), is_looped=True)
    recital = Recital(SONG, loop)
    assert struck(recital, most=12) == [(48, 0), (72, 0), (74, 1), (48, 2), (72, 2), (74, 3)]
    assert not recital.is_over(1e9)


def test_the_cursor_goes_with_it() -> None:
    recital = Recital(SONG, whole(SONG))
    assert recital.place(-0.1) is None
    found = [recital.place(seconds) for seconds in (0.0, 0.9, 1.0, 2.5, 99.0)]
    assert [(float(p.position.onset), p.expected) for p in found if p and p.position] == [
        (0, ("n1", "n2")), (0, ("n1", "n2")), (1, ("n3",)), (2, ("n4", "n5")), (4, ("n7",)),
    ]  # fmt: skip
    looped = Recital(SONG, replace(bars(SONG, 0, 0), is_looped=True))
    assert looped.place(5.2) == looped.place(1.2)


def test_grace_notes_before_the_bar_line_come_at_the_end_of_each_lap() -> None:
    music = score("~D4 C4 E4", qpm=60)
    recital = Recital(music, Passage(Fraction(0), Fraction(2), is_looped=True))
    assert recital.upbeat == pytest.approx(0.08)
    assert struck(recital, most=11) == [
        (62, -0.08), (60, 0), (64, 1), (62, 1.92), (60, 2), (64, 3),
    ]  # fmt: skip


WORDS = st.sampled_from(["C4", "[C3 E4]", "~D4 E4", "C4=2!trill", ".", "[C4 E4]!arpeggio"])


@given(st.lists(WORDS, min_size=1, max_size=5), st.floats(0.25, 2.0), st.booleans())
def test_events_come_in_order_of_time(words: list[str], share: float, is_looped: bool) -> None:
    music = score(" ".join(words))
    recital = Recital(music, replace(whole(music), is_looped=is_looped), share)
    times = [event.time for event in islice(recital.events(10.0), 100)]
    assert times == sorted(times)
    assert not times or times[0] >= 10.0 - recital.upbeat - 1e-9


def test_a_passage_without_notes_is_silence() -> None:
    music = score(". . | C4")
    assert struck(Recital(music, bars(music, 0, 0))) == []
    assert Recital(music, bars(music, 0, 0)).upbeat == 0
    assert struck(Recital(music, replace(bars(music, 0, 0), is_looped=True))) == []


@pytest.mark.parametrize(("seconds", "end"), [(0.1, 2), (3.9, 2), (4.0, 4), (99.0, 6)])
def test_an_opening_is_so_long_in_whole_bars(seconds: float, end: int) -> None:
    assert opening(SONG, whole(SONG), seconds) == Passage(Fraction(0), Fraction(end))
