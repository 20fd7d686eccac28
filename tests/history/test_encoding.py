import json
import zlib
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.errors import HistoryError
from renshu.follow.alignment import Label
from renshu.history.encoding import decode_events, decode_labels, encode_events, encode_labels
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from support.takes import events, labels


@given(played=st.lists(events))
def test_events_come_back_to_the_last_bit(played: Sequence[PlayedEvent]) -> None:
    assert decode_events(encode_events(played)) == tuple(played)


@given(made=st.lists(labels))
def test_labels_come_back_to_the_last_bit(made: Sequence[Label]) -> None:
    assert decode_labels(encode_labels(made)) == tuple(made)


@given(data=st.binary(max_size=200))
def test_any_other_bytes_are_damage_and_nothing_else(data: bytes) -> None:
    for decode in (decode_events, decode_labels):
        for hostile in (data, zlib.compress(data)):
            with suppress(HistoryError):
                decode(hostile)


@pytest.mark.parametrize(
    "rows", [3, [3], [["m"]], [["x", 1]], [["d", "n1", [1, 0, 0, 1], 0.0]], [[]], {"a": 1}]
)
def test_labels_of_another_form_are_damaged(rows: object) -> None:
    with pytest.raises(HistoryError, match="labels of this take are damaged"):
        decode_labels(zlib.compress(json.dumps(rows).encode()))


def test_a_blob_that_swells_is_refused() -> None:
    with pytest.raises(HistoryError):
        decode_events(zlib.compress(bytes(70_000_000), 1))


def test_an_event_takes_few_bytes() -> None:
    played: list[PlayedEvent] = []
    for number in range(5000):
        time = number * 0.123456789
        played += [KeyDown(time, 40 + number % 40, 30 + number % 77), KeyUp(time + 0.1, 40)]
    assert len(encode_events(played)) / len(played) < 12
