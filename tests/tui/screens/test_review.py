from datetime import UTC, datetime
from pathlib import Path

import pytest

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.kinds import Aspect
from renshu.library.loaded import Loaded
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import whole
from renshu.tui.screens.review import ReviewScreen
from support.notation import score
from support.pianist import Hold, Mistake, Shift, play
from support.screens import make_app, running, screen_text, settle

SONG = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5"] * 3))


def faulty_take() -> Take:
    """A note too short in bar 2, another and a late one in bar 4."""
    mistakes: list[Mistake] = [Hold(6, 0.2), Hold(13, 0.2), Shift(15, 0.3)]
    events = play(SONG, mistakes=mistakes).events
    return Take(
        "t",
        SONG.id,
        SONG.title,
        datetime(2026, 11, 22, tzinfo=UTC),
        whole(SONG),
        Mode.FREE,
        1.0,
        events,
        review(SONG, whole(SONG), Mode.FREE, events),
        EndedBy.PLAYER,
    )


@pytest.mark.parametrize(
    ("aspects", "line", "bar"),
    [
        (tuple(Aspect), "2 notes held too short · 1 note late", "short, late"),
        ((Aspect.TIMING,), "1 note late", "late"),
        ((), "", ""),
    ],
)
async def test_a_review_tells_the_verdicts_that_are_switched_on(
    tmp_path: Path, aspects: tuple[Aspect, ...], line: str, bar: str
) -> None:
    app = make_app(tmp_path, settings=Settings(verdicts=aspects), engraved=SONG)
    async with running(app) as pilot:
        app.push_screen(ReviewScreen(app.services, Loaded.of(SONG, b""), faulty_take()))
        await settle(pilot)
        shown = screen_text(pilot).splitlines()
        advice = next(index for index, text in enumerate(shown) if "sits well" in text)
        assert shown[advice + 1].strip() == line
        (fourth,) = (text for text in shown if text.split()[:1] == ["4"])
        assert fourth.rpartition("·")[2].strip() == bar


async def test_on_a_narrow_screen_the_counts_stay(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SONG)
    async with running(app, (60, 24)) as pilot:
        app.push_screen(ReviewScreen(app.services, Loaded.of(SONG, b""), faulty_take()))
        await settle(pilot)
        assert "○ missed" in screen_text(pilot)
