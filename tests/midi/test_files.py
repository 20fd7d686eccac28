from contextlib import suppress
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.errors import TakeFileError
from renshu.midi.files import MAX_BYTES, read_take, read_take_file, write_take
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from support.played import takes

TAKE = (
    KeyDown(0.0, 60, 64),
    KeyDown(0.0125, 64, 1),
    PedalMove(0.25, Pedal.SUSTAIN, 127),
    KeyUp(0.5, 60),
    KeyUp(0.7501, 64),
    PedalMove(3600.0, Pedal.SUSTAIN, 0),
)


def without_time(event: PlayedEvent) -> tuple[object, ...]:
    match event:
        case KeyDown(pitch=pitch, velocity=velocity):
            return KeyDown, pitch, velocity
        case KeyUp(pitch=pitch):
            return KeyUp, pitch
        case PedalMove(pedal=pedal, value=value):
            return PedalMove, pedal, value


@settings(deadline=None)
@given(takes(), st.floats(1, 1000))
def test_a_take_comes_back_within_a_millisecond(
    tmp_path_factory: pytest.TempPathFactory, take: list[PlayedEvent], tempo: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.mid"
    write_take(path, take, quarters_per_minute=tempo)
    again = read_take(path)
    assert [without_time(event) for event in again] == [without_time(event) for event in take]
    for before, after in zip(take, again, strict=True):
        assert after.time == pytest.approx(before.time, abs=0.001)


@settings(deadline=None)
@given(st.text(max_size=20), st.none() | st.text(max_size=20))
def test_title_and_score_come_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, score_id: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "titled.mid"
    write_take(path, TAKE, title=title, score_id=score_id)
    file = read_take_file(path)
    assert (file.title, file.score_id) == (title, score_id)


def test_another_reader_sees_the_same_times(tmp_path: Path) -> None:
    write_take(tmp_path / "take.mid", TAKE, quarters_per_minute=133)
    seconds, seen = 0.0, []
    for message in mido.MidiFile(tmp_path / "take.mid"):
        seconds += message.time
        if not message.is_meta:
            seen.append(seconds)
    assert seen == pytest.approx([event.time for event in TAKE], abs=0.001)


def test_the_tempo_is_told_to_other_programs(tmp_path: Path) -> None:
    write_take(tmp_path / "take.mid", TAKE, quarters_per_minute=96)
    tempos = [m.tempo for m in mido.MidiFile(tmp_path / "take.mid") if m.type == "set_tempo"]
    assert tempos == [625_000]


def test_a_file_with_tempo_changes_keeps_time(tmp_path: Path) -> None:
    """Quarters at 60, 120, then 30 a minute, told in a track of their own."""
    file = mido.MidiFile(type=1)
    tempos = [(0, 1_000_000), (480, 500_000), (480, 2_000_000)]
    file.tracks.append(
        mido.MidiTrack(mido.MetaMessage("set_tempo", time=t, tempo=tempo) for t, tempo in tempos)
    )
    file.tracks.append(
        mido.MidiTrack(
            mido.Message("note_on", channel=3, note=60 + i, time=480 if i else 0) for i in range(4)
        )
    )
    file.save(tmp_path / "tempos.mid")
    assert [event.time for event in read_take(tmp_path / "tempos.mid")] == [0.0, 1.0, 1.5, 3.5]


def test_a_file_without_tempo_is_at_120(tmp_path: Path) -> None:
    file = mido.MidiFile(type=0)
    file.tracks.append(mido.MidiTrack([mido.Message("note_on", note=60, time=960)]))
    file.save(tmp_path / "plain.mid")
    assert read_take(tmp_path / "plain.mid") == (KeyDown(1.0, 60, 64),)


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "take.mid"
    write_take(path, TAKE)
    write_take(path, TAKE[:1])
    assert len(read_take(path)) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "take.mid"
    path.mkdir()
    with pytest.raises(TakeFileError, match=r"take\.mid cannot be written: "):
        write_take(path, TAKE)
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(TakeFileError, match="cannot be written: No such file"):
        write_take(tmp_path / "nowhere" / "take.mid", TAKE)


def test_a_take_with_too_long_a_pause_is_told(tmp_path: Path) -> None:
    with pytest.raises(TakeFileError, match="a pause is too long"):
        write_take(tmp_path / "take.mid", [KeyDown(1e6, 60)])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty.mid cannot be read: it is not a MIDI file."),
        (b"<score-partwise/>", "empty.mid cannot be read: it is not a MIDI file."),
        (b"MThd" + bytes(MAX_BYTES), "empty.mid is too big for a take: over 2,000,000 bytes."),
    ],
)
def test_what_is_no_take_is_told_in_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "empty.mid"
    path.write_bytes(data)
    with pytest.raises(TakeFileError) as caught:
        read_take(path)
    assert caught.value.sentence == words


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TakeFileError, match=r"gone\.mid cannot be read: No such file"):
        read_take(tmp_path / "gone.mid")


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_file_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "nonsense.mid"
    path.write_bytes(b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60MTrk\x00\x00\x00\x10" + data)
    with suppress(TakeFileError):
        read_take(path)


def test_a_file_of_a_thousand_years_is_refused(tmp_path: Path) -> None:
    pause = b"\xff\xff\xff\x7f"
    slow = b"\x00\xff\x51\x03\xff\xff\xff"
    track = slow + pause + b"\x90\x3c\x40" + pause + b"\x80\x3c\x40" + b"\x00\xff\x2f\x00"
    path = tmp_path / "long.mid"
    path.write_bytes(
        b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x01MTrk" + len(track).to_bytes(4, "big") + track
    )
    with pytest.raises(TakeFileError, match="it lasts longer than a day"):
        read_take(path)


def test_a_file_of_many_tracks_is_refused(tmp_path: Path) -> None:
    track = b"MTrk\x00\x00\x00\x04\x00\xff\x2f\x00"
    path = tmp_path / "wide.mid"
    path.write_bytes(b"MThd\x00\x00\x00\x06\x00\x01\x07\xd0\x01\xe0" + track * 2000)
    with pytest.raises(TakeFileError, match="more than 1,000 tracks"):
        read_take(path)


def test_facts_come_back(tmp_path: Path) -> None:
    write_take(tmp_path / "take.mid", TAKE, facts='{"title": "宝物"}')
    assert read_take_file(tmp_path / "take.mid").facts == '{"title": "宝物"}'
