import pytest

from renshu.evening.metronome import Metronome
from renshu.practice.timetable import Click
from support.sounding import Heard, silent_sounding
from support.waiting import wait_until


@pytest.fixture
def silent() -> Metronome:
    return Metronome(silent_sounding())


def test_beats_are_counted_as_they_pass(silent: Metronome) -> None:
    silent.schedule([Click(1.0, is_accent=True), Click(1.5, is_accent=False)])
    silent.schedule([Click(2.0, is_accent=False), Click(2.5, is_accent=True)])
    assert [silent.beat(now) for now in (0.9, 1.0, 1.4, 1.6, 2.1, 2.5)] == [0, 1, 1, 2, 3, 1]


def test_what_is_clicked_between_the_beats_is_not_counted(silent: Metronome) -> None:
    silent.schedule([Click(1.0, is_accent=True), Click(1.2, is_accent=False, is_division=True)])
    assert silent.beat(1.5) == 1


def test_a_pause_forgets_the_beats_ahead(silent: Metronome) -> None:
    silent.schedule([Click(1.0, is_accent=True)])
    silent.stop()
    assert silent.beat(2.0) == 0


def test_clicks_are_sounded_until_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch)
    sounding = heard.sounding()
    metronome = Metronome(sounding)
    metronome.prepare()
    wait_until(lambda: sounding.is_open)
    now = heard.now()
    metronome.schedule(
        [Click(now, is_accent=True), Click(now + 0.01, is_accent=False, is_division=True)]
    )
    metronome.schedule([Click(now + 30, is_accent=True)])
    wait_until(lambda: len(heard.clicks) == 2)
    assert heard.clicks == [(76, 100), (77, 50)]
    metronome.stop()
    assert metronome.beat(now + 60) == 0
    heard.close()
