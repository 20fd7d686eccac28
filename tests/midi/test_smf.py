import io
import struct

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.midi import smf

NOTE = b"\x00\x90\x3c\x40"
END = b"\x00\xff\x2f\x00"


def header(tracks: int = 1, kind: int = 0, division: int = 480) -> bytes:
    return struct.pack(">4sIHHH", b"MThd", 6, kind, tracks, division & 0xFFFF)


def chunk(body: bytes, kind: bytes = b"MTrk") -> bytes:
    return struct.pack(">4sI", kind, len(body)) + body


def notes(data: bytes) -> list[tuple[float, bytes]]:
    """Seconds and bytes of the channel messages."""
    file = smf.read(data)
    return [
        (seconds, bytes(message.bytes()))
        for seconds, message in smf.timed(file)
        if not message.is_meta
    ]


def test_tracks_are_merged_in_order_of_time() -> None:
    first = b"\x00\x90\x3c\x40\x60\x80\x3c\x40" + END
    second = b"\x30\x91\x30\x40" + END
    data = header(2, kind=1, division=96) + chunk(first) + chunk(second)
    assert [seconds for seconds, _ in notes(data)] == [0.0, 0.25, 0.5]


@pytest.mark.parametrize(
    ("division", "ticks_per_second"),
    [(480, 960.0), (-25 << 8 | 40, 1000.0), (-29 << 8 | 80, 80 * 30000 / 1001)],
)
def test_divisions(division: int, ticks_per_second: float) -> None:
    body = b"\x60\x90\x3c\x40" + END
    ((seconds, _),) = notes(header(division=division) + chunk(body))
    assert seconds == pytest.approx(96 / ticks_per_second)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a MIDI file"),
        (b"RIFF....", "not a MIDI file"),
        (header(), "damaged"),
        (header() + chunk(NOTE)[:-2], "damaged"),
        (header() + chunk(NOTE[:-1]), "damaged"),
        (header() + chunk(b"\x00\x3c\x40"), "damaged"),
        # mido alone would read on for minutes.
        (header() + chunk(b"\xff" * 1_000_000), "too long"),
        (header(kind=2) + chunk(NOTE), "do not belong together"),
        (header(division=0) + chunk(NOTE), "how long its ticks"),
        (header(division=-25 << 8) + chunk(NOTE), "how long its ticks"),
        (header(tracks=300) + chunk(NOTE), "damaged"),
    ],
)
def test_what_is_broken_is_said(data: bytes, words: str) -> None:
    with pytest.raises(smf.SmfError, match=words):
        smf.read(data)


def test_too_many_events_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smf, "MAX_EVENTS", 100)
    with pytest.raises(smf.SmfError, match="100 events"):
        smf.read(header() + chunk(NOTE + b"\x01\x3c\x40" * 101))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for data in (body, header() + body, header() + chunk(body)):
        try:
            list(smf.timed(smf.read(data)))
        except smf.SmfError:
            continue


def test_the_format_s_longest_pause_is_the_limit() -> None:
    longest = (1 << 28) - 1
    (message,) = smf.read(smf.write([_note(longest)], 1)).tracks[0][:-1]
    assert message.time == longest
    with pytest.raises(smf.SmfError, match="too long"):
        smf.write([_note(longest + 1)], 1)


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 127)), max_size=30))
def test_what_is_written_is_read(pairs: list[tuple[int, int]]) -> None:
    written = smf.write([_note(pause, pitch) for pause, pitch in pairs], 480)
    read = mido.MidiFile(file=io.BytesIO(written)).tracks[0][:-1]
    assert [(message.time, message.note) for message in read] == pairs


def _note(pause: int, pitch: int = 60) -> mido.Message:
    return mido.Message("note_on", note=pitch, velocity=64, time=pause)
