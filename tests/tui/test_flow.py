"""A newcomer's first evening: library, practice, review, history, and the next day."""

from pathlib import Path

from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

SONG = piano_score(["C5:4 D5:4 E5:4 F5:4", "G5:4 A5:4 B5:4 C6:4"], ["C4:16", "G4:16"])


async def test_from_the_library_to_the_history_and_after_a_restart(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, scores={"song.musicxml": SONG})) as pilot:
        assert "1 score" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "bar 1/2" in screen_text(pilot)
        await pilot.press("f2")
        await pilot.press("z", "q", "w", "3")
        await settle(pilot)
        assert "wait" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Review" in screen_text(pilot)
        assert "● 3 right   × 1 wrong" in screen_text(pilot)

    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("h")
        await settle(pilot)
        assert "1 take" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "● 3 right   × 1 wrong" in screen_text(pilot)
