"""From MusicXML to pictures, through a real worker."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from renshu.engrave.engraver import Engraver
from renshu.engrave.picture import Layout, SystemPicture
from renshu.errors import EngravingError
from support.tiny_scores import note_ids, numbered, piano_score

SCORES = Path(__file__).parents[2] / "scores"

EIGHTHS = "C3:2 G3:2 E3:2 G3:2 C3:2 G3:2 E3:2 G3:2"
TUNE = "C5:8 +E5:8 G5:4 F#5:4"
TINY = piano_score([TUNE] * 12, [EIGHTHS] * 12)


@asynccontextmanager
async def engraving() -> AsyncIterator[Engraver]:
    engraver = Engraver()
    try:
        yield engraver
    finally:
        await engraver.close()


def check_whole(systems: tuple[SystemPicture, ...], musicxml: bytes) -> None:
    """Every note once, every measure once and in order."""
    heads = [note for system in systems for note in system.heads]
    assert len(heads) == len(set(heads))
    assert set(heads) == note_ids(musicxml)
    measures = [box.measure for system in systems for box in system.measures]
    assert measures == list(range(len(measures)))


@pytest.mark.parametrize("name", ["renshu-wataridori-no-shiori", "satie-gymnopedie-1"])
async def test_every_note_and_measure_of_a_starter_score_is_there_once(name: str) -> None:
    score = numbered((SCORES / f"{name}.musicxml").read_bytes())
    async with engraving() as engraver:
        check_whole(await engraver.engrave(score, Layout(240)), score)


@pytest.mark.parametrize("layout", [Layout(160, 3), Layout(160), Layout(240, 6), Layout(600)])
async def test_every_note_is_there_at_every_size(layout: Layout) -> None:
    async with engraving() as engraver:
        systems = await engraver.engrave(TINY, layout)
        check_whole(systems, TINY)
        assert all(system.width == layout.width for system in systems)


async def test_four_bars_of_eighths_fit_120_columns_and_two_fit_80() -> None:
    async with engraving() as engraver:
        wide = await engraver.engrave(TINY, Layout(240))
        narrow = await engraver.engrave(TINY, Layout(160))
    assert all(len(system.measures) >= 4 for system in wide[:-1])
    assert all(len(system.measures) >= 2 for system in narrow[:-1])
    assert all(system.height <= 18 * 4 for system in wide)


async def test_systems_come_one_by_one_and_again_from_memory() -> None:
    async with engraving() as engraver:
        first: list[SystemPicture] = []
        again: list[SystemPicture] = []
        systems = await engraver.engrave(TINY, Layout(160), first.append)
        await engraver.close()
        assert await engraver.engrave(TINY, Layout(160), again.append) is systems
        assert tuple(first) == tuple(again) == systems
        assert len(systems) > 1


async def test_the_first_systems_of_a_long_score_come_early_and_are_those_of_the_whole() -> None:
    score = piano_score([TUNE] * 60, [EIGHTHS] * 60)
    async with engraving() as engraver:
        early: list[SystemPicture] = []
        systems = await engraver.engrave(score, Layout(240), early.append)
    check_whole(systems, score)
    assert [system.measures for system in early] == [system.measures for system in systems]


async def test_heads_lie_in_the_ink() -> None:
    async with engraving() as engraver:
        for system in await engraver.engrave(TINY, Layout(240)):
            for head in system.heads.values():
                for y, row in enumerate(head.mask.rows, head.y):
                    assert row << head.x & ~system.ink.rows[y] == 0


async def test_a_killed_worker_is_replaced_and_no_system_comes_twice() -> None:
    async with engraving() as engraver:
        seen: list[SystemPicture] = []

        def kill_once(system: SystemPicture) -> None:
            seen.append(system)
            if len(seen) == 1:
                pid = engraver.pid
                assert pid
                os.kill(pid, signal.SIGKILL)

        systems = await engraver.engrave(TINY, Layout(160), kill_once)
        assert tuple(seen) == systems
        check_whole(systems, TINY)


async def test_cancelling_leaves_the_worker_for_the_next_score() -> None:
    async with engraving() as engraver:
        await engraver.start()
        pid = engraver.pid
        begun = asyncio.Event()
        task = asyncio.create_task(engraver.engrave(TINY, Layout(160), lambda _: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        check_whole(await engraver.engrave(TINY, Layout(240)), TINY)
        assert engraver.pid == pid


@pytest.mark.parametrize("score", [b"", b"nonsense", b"<score-partwise/>"])
async def test_what_cannot_be_engraved_is_said_in_a_sentence(score: bytes) -> None:
    async with engraving() as engraver:
        with pytest.raises(EngravingError, match=r"^[A-Z].*\.$"):
            await engraver.engrave(score, Layout(240))
        check_whole(await engraver.engrave(TINY, Layout(240)), TINY)


async def test_of_large_engravings_only_the_newest_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renshu.engrave.engraver.ROOM", 10_000)
    async with engraving() as engraver:
        first = await engraver.engrave(TINY, Layout(160))
        second = await engraver.engrave(TINY, Layout(240))
        assert await engraver.engrave(TINY, Layout(240)) is second
        assert await engraver.engrave(TINY, Layout(160)) is not first
