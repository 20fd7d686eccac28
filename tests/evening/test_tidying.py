"""The collector finds what has gone, but not while somebody plays."""

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from weakref import ReferenceType, ref

import pytest

from renshu.evening.tidying import Tidying


class Ring:
    """Refers to itself, so that only the collector lets go of it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def tidying() -> Iterator[Tidying]:
    tidying = Tidying()
    tidying.begin()
    yield tidying
    tidying.end()


def lost_ring() -> "ReferenceType[Ring]":
    return ref(Ring())


def test_what_was_put_aside_is_not_looked_at(tidying: Tidying) -> None:
    ring = lost_ring()
    tidying.put_aside()
    gc.collect()
    assert ring() is not None


def test_tidying_up_lets_go_of_what_was_put_aside(tidying: Tidying) -> None:
    ring = lost_ring()
    tidying.put_aside()
    tidying.tidy_up()
    assert ring() is None


@pytest.mark.usefixtures("tidying")
def test_what_a_full_collection_has_seen_is_put_aside() -> None:
    before = gc.get_freeze_count()
    kept: list[list[object]] = [[] for _ in range(1000)]
    gc.collect()
    assert gc.get_freeze_count() >= before + len(kept)


@pytest.mark.usefixtures("tidying")
def test_what_has_gone_is_found_by_the_collector_as_ever() -> None:
    ring = lost_ring()
    gc.collect()
    assert ring() is None


def test_before_it_begins_and_after_it_ends_the_collector_is_as_it_was() -> None:
    callbacks, frozen = list(gc.callbacks), gc.get_freeze_count()
    tidying = Tidying()
    tidying.put_aside()
    assert gc.get_freeze_count() == frozen
    tidying.begin()
    tidying.end()
    tidying.tidy_up()
    assert (gc.callbacks, gc.get_freeze_count()) == (callbacks, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux keeps it")
def test_free_memory_goes_back_to_the_system(tidying: Tidying) -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("this C library gives it back by itself, or never")
    before = resident()
    blocks = [bytearray(20_000) for _ in range(3000)]
    kept = blocks[::100]
    blocks.clear()
    tidying.tidy_up()
    assert len(kept) == 30
    assert resident() - before < 10e6


def resident() -> int:
    """Bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
