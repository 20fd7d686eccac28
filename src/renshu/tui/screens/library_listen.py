"""Hearing how a piece begins, before it is opened."""

from typing import TYPE_CHECKING

from textual import work

from renshu.errors import RenshuError
from renshu.tui.screens.library_cover import WithCover
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from textual.timer import Timer

    from renshu.evening.playback import Playback
    from renshu.library.catalogue import Entry
    from renshu.score.notation import Score

OPENING_SECONDS = 20.0


class WithListening(WithCover):
    """A library that sounds."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(services)
        self._playback: Playback | None = None
        self._sounds: str | None = None
        self._end: Timer | None = None

    def action_listen(self) -> None:
        """Hear the opening; while it sounds, be quiet."""
        item = self.item
        if self._sounds is not None:
            self._be_quiet()
        elif item is not None and item.entry is not None and not item.entry.is_missing:
            self._listen(item.entry)

    def cursor_moved(self) -> None:
        """Another piece: what sounded is over."""
        super().cursor_moved()
        item = self.item
        if self._sounds is not None and (item is None or item.key != self._sounds):
            self._be_quiet()

    def on_screen_suspend(self) -> None:
        """Elsewhere it is quiet."""
        self._be_quiet()

    async def on_unmount(self) -> None:
        """Fall silent."""
        if self._playback is not None:
            self._playback.stop()

    @work(exclusive=True, group="listening")
    async def _listen(self, entry: "Entry") -> None:
        from renshu.library.loading import load_async

        self.tell("Reading the score …")
        try:
            loaded = await load_async(entry.path, self._services.cache)
            self._play(entry, loaded.to_practise().score)
        except RenshuError as error:
            self.tell(error.sentence)

    def _play(self, entry: "Entry", score: "Score") -> None:
        from renshu.evening.playback import Playback
        from renshu.practice.recital import Recital, opening
        from renshu.score.passage import whole
        from renshu.tui.browsing.items import key_of

        if self._playback is None:
            self._playback = Playback(self._services.sounding)
        recital = Recital(score, opening(score, whole(score), OPENING_SECONDS), as_written=True)
        self._playback.play(recital)
        self._sounds = key_of(entry)
        self._end = self.set_timer(recital.seconds + 1.0, self._be_quiet)
        self.tell(f"♪ {entry.title}: the opening · Space ends it")

    def _be_quiet(self) -> None:
        self.workers.cancel_group(self, "listening")
        if self._sounds is None:
            return
        self._sounds = None
        if self._playback is not None:
            self._playback.stop()
        if self._end is not None:
            self._end.stop()
        self.tell_emptiness()
