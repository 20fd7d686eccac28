from renshu.practice.timetable import Click
from renshu.tui.metronome import Metronome


def test_beats_are_counted_as_they_pass() -> None:
    metronome = Metronome(None)
    metronome.schedule([Click(1.0, is_accent=True), Click(1.5, is_accent=False)])
    metronome.schedule([Click(2.0, is_accent=False), Click(2.5, is_accent=True)])
    assert [metronome.beat(now) for now in (0.9, 1.0, 1.4, 1.6, 2.1, 2.5)] == [0, 1, 1, 2, 3, 1]


def test_a_pause_forgets_the_beats_ahead() -> None:
    metronome = Metronome(None)
    metronome.schedule([Click(1.0, is_accent=True)])
    metronome.stop()
    assert metronome.beat(2.0) == 0
    metronome.close()
