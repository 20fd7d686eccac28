"""What is told to the process that sounds is what it understands."""

import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.evening.sounding_child import _orders
from renshu.evening.sounding_orders import (
    RECORD,
    Cancel,
    Forget,
    Light,
    Order,
    Schedule,
    Send,
    decode,
    encode,
)
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from renshu.practice.timetable import Click

times = st.floats(0, 1e9)
strands = st.integers(0, 2**32 - 1)
keys, values = st.integers(0, 127), st.integers(0, 127)
events = st.one_of(
    st.builds(KeyDown, times, keys, st.integers(1, 127)),
    st.builds(KeyUp, times, keys),
    st.builds(PedalMove, times, st.sampled_from(Pedal), values),
)
clicks = st.builds(Click, times, st.booleans(), st.booleans())
orders = st.one_of(
    st.builds(Schedule, strands, events | clicks),
    st.builds(Send, strands, events),
    st.builds(Light, events, st.integers(0, 15)),
    st.builds(Forget, strands),
    st.builds(Cancel, strands),
)


@given(orders)
@example(Light(KeyUp(0.1, 0), 15))
def test_an_order_is_understood_as_it_was_meant(order: Order) -> None:
    record = encode(order)
    assert len(record) == RECORD.size == 16
    assert decode(record) == order


@given(st.binary(max_size=20))
@example(bytes(16))
@example(bytes(12) + b"\x09\x90\x3c\x40")
@example(bytes(12) + b"\x00\x90\xff\x40")
def test_nonsense_is_refused(record: bytes) -> None:
    try:
        order = decode(record)
    except ValueError:
        return
    assert decode(encode(order)) == order or "nan" in repr(order)


@pytest.mark.parametrize("piece", [1, 5, 16, 17, 64])
def test_records_are_put_together_however_the_pipe_cuts_them(piece: int) -> None:
    told: list[Order] = [Schedule(1, Click(2.0, True)), Cancel(7), Send(3, KeyUp(0.5, 60))]
    written = b"".join(map(encode, told))
    reading, writing = os.pipe()
    found: list[Order] = []
    understood = _orders(reading)
    for begin in range(0, len(written), piece):
        os.write(writing, written[begin : begin + piece])
        whole = min(begin + piece, len(written)) // RECORD.size - len(found)
        found += [next(understood) for _ in range(whole)]
    os.close(writing)
    assert [*found, *understood] == told
    os.close(reading)
