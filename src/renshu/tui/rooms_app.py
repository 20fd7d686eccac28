"""An app with the rooms in which one practises and looks back."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import Screen

from renshu.errors import RenshuError
from renshu.tui.piano_app import PianoApp
from renshu.tui.storing_app import StoringApp
from renshu.tui.trends_app import TrendsApp

if TYPE_CHECKING:
    from renshu.evening.memory import Memory
    from renshu.evening.sitting import Sitting
    from renshu.library.loaded import Loaded
    from renshu.practice.take import Take
    from renshu.score.notation import Score
    from renshu.score.passage import Passage
    from renshu.tui.screens.practice import PracticeScreen
    from renshu.tui.services import ScreenServices


class RoomsApp(PianoApp, StoringApp, TrendsApp, inherit_bindings=False):
    """Opens scores and takes, the practice room, the history and the plan for tonight."""

    services: "ScreenServices"
    _practice: "PracticeScreen | None" = None
    """The practice room that was opened last."""
    _sitting: "Sitting | None" = None
    """The evening, once its plan was asked for."""

    def open_score(
        self,
        path: Path,
        title: str,
        bar: int | None = None,
        on_fault: Callable[[RenshuError], None] | None = None,
        *,
        is_blind: bool = False,
    ) -> None:
        """Read a score, and practise it.

        Args:
            path: The file.
            title: What to call it until it is read.
            bar: Index of the measure to begin with; None for what was practised last.
            on_fault: Called where it cannot be opened; if None, the player is told.
            is_blind: Whether it is to be played by heart, with no notation at all.
        """
        from renshu.evening.choices import rest_from
        from renshu.tui.screens.loading import LoadingScreen

        def opened(result: "tuple[Loaded, Memory] | RenshuError | None") -> None:
            if isinstance(result, RenshuError):
                (on_fault or self.tell_again)(result)
            elif result is not None:
                loaded, memory = result
                passage = None if bar is None else rest_from(loaded.score, bar)
                self.practise(loaded, passage, memory, is_blind=is_blind)

        self.push_screen(LoadingScreen(self.services, path, title), opened)

    def _leave_with(self, error: RenshuError) -> None:
        """End as a command does that cannot do what it was asked for."""
        self.exit(return_code=1, message=f"renshu: {error.sentence}")

    def practise(
        self,
        loaded: "Loaded",
        passage: "Passage | None" = None,
        memory: "Memory | None" = None,
        *,
        is_blind: bool = False,
    ) -> None:
        """Open the practice room.

        Args:
            loaded: The score.
            passage: What to practise; None for what was practised last.
            memory: How it was practised last.
            is_blind: Whether it is to be played by heart, with no notation at all.
        """
        from renshu.evening.memory import Memory
        from renshu.tui.screens.practice import PracticeScreen
        from renshu.tui.screens.practice_opening import Opening

        memory = memory or Memory(self.services)
        self._practice = room = PracticeScreen(Opening(self.services, loaded, memory, passage))
        room.set_source(self.port)
        if is_blind:
            room.go_blind()
        self.push_screen(room, lambda _: self._left(room))

    def _left(self, room: "PracticeScreen") -> None:
        from renshu.tui.screens.practice import PracticeScreen

        rooms = (one for one in reversed(self.screen_stack) if isinstance(one, PracticeScreen))
        # There is one below where the player went from it to the history, and on to another take;
        # and one above where the next was opened at once.
        self._practice = next((one for one in rooms if one is not room), None)
        self.tell_milestones()
        self.call_after_refresh(self.offer_mending)
        self.judge_older()

    def open_history(self, score_id: str | None = None, title: str = "") -> None:
        """Open the room of the takes.

        Args:
            score_id: The piece whose takes are shown at first; None for those of all.
            title: What it is called.
        """
        from renshu.tui.screens.history import HistoryScreen, Piece

        piece = Piece(score_id, title) if score_id else None
        self.push_screen(HistoryScreen(self.services, self.review, piece))

    def open_today(self) -> None:
        """Open the plan for tonight."""
        from renshu.evening.sitting import Sitting
        from renshu.tui.screens.today import TodayScreen

        self._sitting = self._sitting or Sitting(self.services)
        self.push_screen(TodayScreen(self.services, self._sitting))

    @work(exclusive=True, group="review")
    async def review(self, take_id: str) -> None:
        """Open the review of a take of the history."""
        from renshu.evening.archive import as_played, take_and_score
        from renshu.evening.memory import memory_of

        try:
            take, loaded = await asyncio.to_thread(take_and_score, self.services, take_id)
            memory = await asyncio.to_thread(memory_of, self.services, loaded.score)
            played = await asyncio.to_thread(as_played, loaded, take.conditions)
        except RenshuError as error:
            self.notify(error.sentence, title=error.title, severity="warning")
        else:
            self._review(take, played, loaded, memory)

    def _review(self, take: "Take", played: "Loaded", loaded: "Loaded", memory: "Memory") -> None:
        from renshu.tui.screens.review import ReviewScreen

        screen = ReviewScreen(self.services, played, take)

        def reviewed(passage: "Passage | None") -> None:
            if screen.tempo is not None:
                memory.state = replace(memory.state, tempo=screen.tempo)
            if passage is not None:
                self.practise(loaded, passage, memory)

        self.push_screen(screen, reviewed)

    # Where the player is

    @property
    def practised(self) -> "Score | None":
        """The piece that is practised now, as it is played; None where none is."""
        practice = self._practice
        is_here = practice is not None and self._room is practice
        return practice.practised if practice is not None and is_here else None

    def label_keys(self, labels: Mapping[int, str]) -> None:
        """Print on the keys of the practice room what they order."""
        if self._practice is not None and self._practice.is_attached:
            self._practice.label_keys(labels)

    @property
    def _room(self) -> Screen[Any]:
        """The room the player is in."""
        return next(one for one in reversed(self.screen_stack) if not one.is_modal)
