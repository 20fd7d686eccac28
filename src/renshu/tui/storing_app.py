"""An app that looks after what is stored, and says what does not work."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App
from textual.worker import get_current_worker

from renshu.errors import HistoryError, RenshuError

if TYPE_CHECKING:
    from renshu.score.notation import Score
    from renshu.tui.services import ScreenServices


class StoringApp(App[None], inherit_bindings=False):
    """Brings back what was interrupted, copies the stores, and offers to mend a history."""

    services: "ScreenServices"
    _damage: HistoryError | None = None
    """Why the history is to be mended; None while it is sound, or the player has said no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: set[str] = set()

    @work(thread=True, group="history")
    def look_after_stores(self) -> None:
        """Open the history before the first note, bring back what a crash interrupted, copy it."""
        from renshu.evening.beginning import bring_in, copy_stores
        from renshu.evening.diary import write_gently
        from renshu.evening.mastery import refresh_stale

        try:
            bring_in(self.services, self.services.on_news)
            copy_stores(self.services, datetime.now().astimezone().date())
            write_gently(self.services, self._is_at_rest)
            refresh_stale(self.services, self._is_at_rest)
        except RenshuError as error:
            self.services.on_fault(error)
        else:
            self.call_from_thread(self.judge_older)

    def _is_at_rest(self) -> bool:
        """Whether nobody plays or looks at anything but the library."""
        return self.is_running and len(self.screen_stack) == 1

    @work(thread=True, exclusive=True, group="judging")
    def judge_older(self) -> None:
        """Judge takes of an older review again, until somebody practises; it goes on after that."""
        from renshu.evening.rejudging import judge_older

        worker = get_current_worker()
        try:
            judge_older(self.services, lambda: self.practised is None and not worker.is_cancelled)
        except RenshuError as error:
            self.services.on_fault(error)

    @property
    def practised(self) -> "Score | None":
        """The piece that is practised now; None where none is."""
        raise NotImplementedError

    def tell_fault(self, error: RenshuError) -> None:
        """Say what does not work, once: it is no use to say it after every take."""
        if error.sentence in self._told:
            return
        self._told.add(error.sentence)
        if isinstance(error, HistoryError) and _is_damage(error):
            self._damage = error
        if not self.offer_mending():
            self.tell_again(error)

    def tell_again(self, error: RenshuError) -> None:
        """Say what does not work, though it was said before."""
        self.notify(error.sentence, title=error.title, severity="error", timeout=10)

    def offer_mending(self) -> bool:
        """Ask whether a damaged history is to be mended, unless somebody is playing.

        Returns:
            Whether it was asked.
        """
        if self._damage is None or len(self.screen_stack) > 1:
            return False
        from renshu.evening.mending import newest_copy
        from renshu.tui.screens.mending import MendingScreen

        copy = newest_copy(self.services.folders)
        question = MendingScreen(self._damage.sentence, copy)
        self._damage = None
        self.push_screen(question, self._answered)
        return True

    def _answered(self, is_wanted: bool | None) -> None:
        if is_wanted:
            self._mend()

    @work(thread=True, group="history")
    def _mend(self) -> None:
        from renshu.evening.mending import mend

        try:
            mended = mend(self.services, datetime.now().astimezone().date())
        except RenshuError as error:
            self.call_from_thread(self.tell_again, error)
        else:
            self._told.clear()
            self.call_from_thread(self.notify, str(mended), timeout=20)


def _is_damage(error: RenshuError) -> bool:
    from renshu.database import is_damage

    return is_damage(error)
