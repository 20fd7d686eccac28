"""The diary of a take on the screen, and the way from it back to practice."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from renshu.follow.alignment import Insertion
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import Hands, Passage, bars, whole
from renshu.tui.screens.review import ReviewScreen
from support.notation import score
from support.pianist import Wrong, play
from support.screens import make_app, running, screen_text, settle

SONG = score(
    "[F4 C4<=2] A4 [G4 D4<=2] C5 | [B4 E4<=2] A4 [G4 C4<=2] F4 | [E4 D4<=2] G4 [C5 C4<=2] F4 |"
    " [A4 D4<=2] E4 [F4 C4<=2] B4",
    qpm=90,
)


def practised() -> Take:
    """Played through, then bars 2 and 3 with the right hand three times, slowly."""
    events: list[PlayedEvent] = list(play(SONG).events)
    for faults in ([Wrong(1), Wrong(3)], [Wrong(2)], []):
        passage = bars(SONG, 1, 2, Hands.RIGHT)
        again = play(SONG, passage, tempo=0.6, mistakes=faults)
        later = events[-1].time + 1.5 - again.events[0].time
        events += [replace(event, time=event.time + later) for event in again.events]
    labels = review(SONG, whole(SONG), Mode.FREE, events)
    return Take(
        "t", SONG.id, SONG.title, datetime(2026, 11, 22, tzinfo=UTC), whole(SONG), Mode.FREE,
        1.0, tuple(events), labels, EndedBy.PLAYER,
    )  # fmt: skip


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_was_practised_is_told_line_by_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path, engraved=SONG)
    async with running(app, size) as pilot:
        app.push_screen(ReviewScreen(app.services, Loaded.of(SONG, b""), practised()))
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        shown = screen_text(pilot)
        assert "4 stretches" in shown
        (through,) = (line for line in shown.splitlines() if "played through" in line)
        (spot,) = (line for line in shown.splitlines() if "bars 2–3" in line)
        assert "0:00" in through
        assert spot.split()[3:6] == ["right", "3", "60%"]
        assert "100%" in spot


async def test_a_spot_is_practised_with_its_hands_and_tempo(tmp_path: Path) -> None:
    app, ended = make_app(tmp_path, engraved=SONG), list[Passage | None]()
    async with running(app) as pilot:
        screen = ReviewScreen(app.services, Loaded.of(SONG, b""), practised())
        app.push_screen(screen, ended.append)
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert ended == [replace(bars(SONG, 1, 2, Hands.RIGHT), is_looped=True)]
        assert screen.tempo == 0.6


async def test_back_leads_to_the_review(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SONG)
    async with running(app) as pilot:
        screen = ReviewScreen(app.services, Loaded.of(SONG, b""), practised())
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press("d", "escape")
        await settle(pilot)
        assert app.screen is screen
        assert screen.tempo is None


async def test_a_take_of_which_nothing_was_recognised_says_so(tmp_path: Path) -> None:
    keys = [KeyDown(float(at), 30 + at) for at in range(4)]
    take = replace(practised(), events=tuple(keys), labels=tuple(map(Insertion, keys)))
    app = make_app(tmp_path, engraved=SONG)
    async with running(app) as pilot:
        app.push_screen(ReviewScreen(app.services, Loaded.of(SONG, b""), take))
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert "Too little of the piece was recognised" in screen_text(pilot)
