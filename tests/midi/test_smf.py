import io
import struct
import time
from itertools import chain, pairwise

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


def notes(data: bytes) -> list[tuple[int, bytes]]:
    return [(tick, message) for tick, message in smf.read(data).messages]


def test_running_status_survives_a_meta_event() -> None:
    body = NOTE + b"\x60\x3c\x00" + b"\x00\xff\x01\x02hi" + b"\x60\x3e\x40" + END
    assert notes(header() + chunk(body)) == [
        (0, b"\x90\x3c\x40"),
        (96, b"\x90\x3c\x00"),
        (96, b"\xff\x01hi"),
        (192, b"\x90\x3e\x40"),
    ]


def test_tracks_are_merged_in_order_of_time() -> None:
    first = b"\x00\x90\x3c\x40\x60\x80\x3c\x40" + END
    second = b"\x30\x91\x30\x40" + END
    merged = smf.read(header(2, kind=1) + chunk(first) + chunk(second)).messages
    assert [message.tick for message in merged] == [0, 48, 96]


def test_unknown_chunks_and_longer_headers_are_skipped() -> None:
    long_header = struct.pack(">4sIHHHH", b"MThd", 8, 0, 1, 480, 7)
    assert notes(long_header + chunk(b"what", b"XFIH") + chunk(NOTE + END))


def test_system_exclusive_is_skipped() -> None:
    assert notes(header() + chunk(b"\x00\xf0\x03\x7e\x09\xf7" + NOTE + END))


def test_system_exclusive_ends_running_status() -> None:
    with pytest.raises(smf.SmfError, match="means nothing"):
        smf.read(header() + chunk(NOTE + b"\x00\xf0\x01\xf7" + b"\x00\x3c\x40"))


def test_a_track_may_lack_its_end() -> None:
    assert notes(header() + chunk(NOTE))


@pytest.mark.parametrize(
    ("division", "ticks", "is_in_seconds"),
    [
        (480, 480.0, False),
        (-25 << 8 | 40, 1000.0, True),
        (-29 << 8 | 80, 80 * 30000 / 1001, True),
    ],
)
def test_divisions(division: int, ticks: float, is_in_seconds: bool) -> None:
    file = smf.read(header(division=division) + chunk(NOTE + END))
    assert (file.division, file.is_in_seconds) == (ticks, is_in_seconds)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ends in the middle"),
        (b"RIFF....", "not a MIDI file"),
        (header(), "ends in the middle"),
        (header() + chunk(NOTE)[:-2], "ends in the middle"),
        (header() + chunk(NOTE[:-1]), "ends in the middle"),
        (header() + chunk(b"\x00\x3c\x40"), "means nothing"),
        (header() + chunk(b"\x00\xf4\x40"), "means nothing"),
        (header() + chunk(b"\xff" * 100), "too long"),
        (header() + chunk(b"\x00\xf0\xff\xff\xff\x7f"), "ends in the middle"),
        (header(kind=2) + chunk(NOTE), "do not belong together"),
        (header(division=0) + chunk(NOTE), "how long its ticks"),
        (header(division=-7 << 8 | 40) + chunk(NOTE), "how long its ticks"),
        (header(tracks=60_000) + chunk(NOTE), "more than 256 tracks"),
    ],
)
def test_what_is_broken_is_said(data: bytes, words: str) -> None:
    with pytest.raises(smf.SmfError, match=words):
        smf.read(data)


def test_too_many_events_are_refused_soon() -> None:
    body = NOTE + b"\x01\x3c\x40" * (smf.MAX_EVENTS + 1)
    with pytest.raises(smf.SmfError, match="500,000 events"):
        smf.read(header() + chunk(body))


def test_crafted_numbers_cost_no_time() -> None:
    started = time.process_time()
    with pytest.raises(smf.SmfError):
        smf.read(header() + chunk(b"\xff" * 5_000_000))
    assert time.process_time() - started < 1.0


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for data in (body, header() + body, header() + chunk(body)):
        try:
            smf.read(data)
        except smf.SmfError:
            continue


def test_the_format_s_longest_pause_is_the_limit() -> None:
    longest = (1 << 28) - 1
    assert smf.read(smf.write([smf.Message(longest, NOTE[1:])], 1)).messages[0].tick == longest
    with pytest.raises(smf.SmfError, match="too long"):
        smf.write([smf.Message(longest + 1, NOTE[1:])], 1)
    with pytest.raises(smf.SmfError, match="backwards"):
        smf.write([smf.Message(5, NOTE[1:]), smf.Message(4, NOTE[1:])], 1)


channel_messages = st.one_of(
    st.builds(
        lambda status, first, second: bytes((status, first, second)),
        st.integers(0x80, 0xBF),
        st.integers(0, 127),
        st.integers(0, 127),
    ),
    st.builds(lambda status, value: bytes((status, value)), st.just(0xC5), st.integers(0, 127)),
)
files = st.lists(st.tuples(st.integers(0, 20_000), channel_messages), max_size=30).map(
    lambda pairs: [smf.Message(tick, data) for tick, data in sorted(pairs, key=lambda p: p[0])]
)


@given(files)
def test_mido_reads_what_is_written(messages: list[smf.Message]) -> None:
    file = mido.MidiFile(file=io.BytesIO(smf.write(messages, 480)))
    tick, seen = 0, []
    for message in file.tracks[0][:-1]:
        tick += round(message.time)
        seen.append(smf.Message(tick, bytes(message.bytes())))
    assert seen == messages


@given(st.lists(files, min_size=1, max_size=3))
def test_what_mido_writes_is_read(tracks: list[list[smf.Message]]) -> None:
    file = mido.MidiFile(type=1)
    for track in tracks:
        file.tracks.append(mido.MidiTrack(_as_mido(track)))
    written = io.BytesIO()
    file.save(file=written)
    seen = smf.read(written.getvalue()).messages
    assert list(seen) == sorted(chain.from_iterable(tracks), key=lambda message: message.tick)


def _as_mido(track: list[smf.Message]) -> list[mido.Message]:
    ticks = [0, *(message.tick for message in track)]
    pauses = [after - before for before, after in pairwise(ticks)]
    return [
        mido.Message.from_bytes(list(message.data), time=pause)
        for message, pause in zip(track, pauses, strict=True)
    ]
