"""What can be done with a take of the history: replay, compare, judge again, write out, delete."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from renshu.errors import RenshuError
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from renshu.evening.comparing import Compared
    from renshu.evening.discarding import Discarded
    from renshu.practice.take import Take
    from renshu.score.passage import Passage
    from renshu.tui.app import RenshuApp

_EXPORT = "Into which file? Its end says what it will be: .mid, .csv or .json"


class WithTakes(Screen[None]):
    """A screen with one take chosen."""

    _services: ScreenServices

    def __init__(self) -> None:
        super().__init__()
        self.chosen: str | None = None
        """The id of the take that another is to be compared with."""
        self._gone: list[Discarded] = []

    @property
    def selected(self) -> str | None:
        """The id of the take with the cursor."""
        raise NotImplementedError

    def look_up(self) -> None:
        """Show the takes as they are now."""
        raise NotImplementedError

    def show_marked(self) -> None:
        """Show which take another is to be compared with."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something to the player."""
        raise NotImplementedError

    # Replay

    @work(exclusive=True, group="opening")
    async def action_replay(self) -> None:
        """Play the take again."""
        from renshu.evening.archive import as_played, take_and_score
        from renshu.tui.screens.replay import ReplayScreen

        if (take_id := self.selected) is None:
            return
        try:
            take, loaded = await asyncio.to_thread(take_and_score, self._services, take_id)
            played = await asyncio.to_thread(as_played, loaded, take.conditions)
        except RenshuError as error:
            self._tell_error(error)
        else:
            self.app.push_screen(ReplayScreen(self._services, played, take))

    # Compare

    def action_compare(self) -> None:
        """Mark a take, then compare another with it."""
        selected = self.selected
        if selected is None:
            return
        if self.chosen is None:
            self.chosen = selected
            self.tell("Take A is marked: choose another of the same piece, and press c again.")
        elif self.chosen == selected:
            self.chosen = None
            self.tell("No take is marked any more.")
        else:
            self._compare(self.chosen, selected)
        self.show_marked()

    @work(exclusive=True, group="opening")
    async def _compare(self, one: str, other: str) -> None:
        from renshu.evening.comparing import compare_takes
        from renshu.tui.screens.compare import CompareScreen

        try:
            compared = await asyncio.to_thread(compare_takes, self._services, one, other)
        except RenshuError as error:
            self._tell_error(error)
        else:
            self.chosen = None
            self.app.push_screen(
                CompareScreen(compared.in_order), partial(self._practise, compared)
            )

    def _practise(self, compared: "Compared", passage: "Passage | None") -> None:
        app: RenshuApp = self.app  # type: ignore[assignment]
        if passage is not None:
            app.practise(compared.loaded, passage)

    # Judge again

    @work(exclusive=True, group="judging")
    async def action_rejudge(self) -> None:
        """Let the newest review judge the take again."""
        from renshu.evening.archive import take_and_score
        from renshu.evening.rejudging import judge_take

        if (take_id := self.selected) is None:
            return
        try:
            take, loaded = await asyncio.to_thread(take_and_score, self._services, take_id)
            is_changed = await asyncio.to_thread(judge_take, self._services, take, loaded)
        except RenshuError as error:
            self._tell_error(error)
        else:
            self.look_up()
            self.notify("It was judged again." if is_changed else "The verdict is the same again.")

    # Write out

    @work(exclusive=True, group="opening")
    async def action_export(self) -> None:
        """Ask for a file, and write the take into it."""
        if (take_id := self.selected) is None:
            return
        try:
            take = await asyncio.to_thread(self._services.history.take, take_id)
        except RenshuError as error:
            self._tell_error(error)
        else:
            self._ask_for_file(take)

    def _ask_for_file(self, take: "Take") -> None:
        from renshu.evening.take_export import file_name
        from renshu.tui.screens.dialogs import AskScreen

        def answered(answer: str | None) -> None:
            if answer is not None:
                self._write(take.id, Path(answer).expanduser())

        usual = Path.home() / file_name(take, "mid")
        self.app.push_screen(AskScreen(_EXPORT, str(usual), _file_fault), answered)

    @work(exclusive=True, group="writing")
    async def _write(self, take_id: str, path: Path) -> None:
        from renshu.evening.take_export import form_of, write_one

        form = form_of(path) or "mid"
        try:
            await asyncio.to_thread(write_one, self._services.history, take_id, form, path)
        except RenshuError as error:
            self._tell_error(error)
        else:
            self.notify(f"The take is in {path}.", markup=False)

    # Delete

    @work(exclusive=True, group="deleting")
    async def action_delete(self) -> None:
        """Throw the take away."""
        from renshu.evening.discarding import discard

        if (take_id := self.selected) is None:
            return
        try:
            self._gone.append(await asyncio.to_thread(discard, self._services, take_id))
        except RenshuError as error:
            self._tell_error(error)
        else:
            self.look_up()
            self.notify("The take was deleted: u brings it back.")

    @work(exclusive=True, group="deleting")
    async def action_restore(self) -> None:
        """Bring back the take that was thrown away last."""
        from renshu.evening.discarding import restore

        if not self._gone:
            self.app.bell()
            return
        try:
            await asyncio.to_thread(restore, self._services, self._gone[-1])
        except RenshuError as error:
            self._tell_error(error)
        else:
            self._gone.pop()
            self.look_up()

    def _tell_error(self, error: RenshuError) -> None:
        self.notify(error.sentence, title=error.title, severity="warning", markup=False)


def _file_fault(answer: str) -> str:
    from renshu.evening.take_export import form_of

    path = Path(answer).expanduser()
    if form_of(path) is None:
        return "The name has to end in .mid, .csv or .json."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}."
    return "" if not path.exists() else f"There is a file {path.name} already."
