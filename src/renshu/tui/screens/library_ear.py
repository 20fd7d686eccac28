"""Playing to search: the list becomes what may be meant, and what is certain is opened."""

import time
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual.events import Key

from renshu.errors import LibraryError
from renshu.evening.studying import Student
from renshu.tui.screens.library_search import WithSearch
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.timer import Timer

    from renshu.evening.computer_piano import ComputerPiano
    from renshu.evening.listening import Guess, Listener
    from renshu.library.catalogue import Entry
    from renshu.library.studies.store import StudyStore
    from renshu.library.themes.links import ThemeLink
    from renshu.performance.events import PlayedEvent

LISTENING = "♪ listening …"
SILENCE_SECONDS = 10.0
"""After this nobody plays any more."""
STUDY_AFTER_SECONDS = 3.0
"""So long the player looks around before the scores that are new are studied."""
FRAMES_PER_SECOND = 30


class WithEar(WithSearch):
    """A library that listens."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(services)
        self._student = Student(services, lambda: self._is_here, self._studied, self.themes_found)
        self._piano: ComputerPiano | None = None
        self._port: str | None = None
        self._is_here = False
        self._silence: Timer | None = None
        self._study_later: Timer | None = None
        self._guess: Guess | None = None

    @cached_property
    def _listener(self) -> "Listener":
        """Knows which piece is played. Nothing of it is needed for the first frame."""
        from renshu.evening.listening import Listener

        return Listener()

    def on_mount(self) -> None:
        """Be ready for what takes its time."""
        self._piano_timer = self.set_interval(
            1 / FRAMES_PER_SECOND, self._advance_piano, pause=True
        )

    def on_screen_resume(self) -> None:
        """The player is here."""
        self._is_here = True
        if not self._is_looking:
            self._study_soon()

    def on_screen_suspend(self) -> None:
        """The player is elsewhere: whatever takes long can wait."""
        self._is_here = False
        self._forget()

    async def on_unmount(self) -> None:
        """The program ends."""
        self._is_here = False
        if self._piano is not None:
            for event in self._piano.let_go(time.monotonic()):
                self._services.loudspeaker.send(event)

    def catalogue_refreshed(self) -> None:
        """All scores are known: those that are new may be studied."""
        super().catalogue_refreshed()
        self._study_soon()

    # What is played on

    def set_source(self, port: str | None) -> None:
        """The keyboard that was plugged in; with one, the scores are learnt by ear at once."""
        self._port = port
        self._show_source()
        self._study_soon()

    def on_key(self, event: Key) -> None:
        """Letters are piano keys while the computer's keyboard is a piano."""
        piano = self._piano
        if piano is None or self._is_typing or not piano.takes(event.character):
            return
        event.stop()
        event.prevent_default()
        self._sound_all(piano.press(event.character or "", event.time))
        self._piano_timer.resume()

    def action_piano_keys(self) -> None:
        """The computer keyboard as piano, on or off."""
        from renshu.evening.computer_piano import ComputerPiano

        if self._piano is None:
            self._piano = ComputerPiano(self._services.settings.octave)
            self._services.loudspeaker.prepare()
        else:
            self._piano.is_on = not self._piano.is_on
        self._show_source()
        self._study_soon()

    @property
    def _has_ears(self) -> bool:
        return self._port is not None or (self._piano is not None and self._piano.is_on)

    def _show_source(self) -> None:
        is_piano = self._piano is not None and self._piano.is_on
        source = "computer keys are the piano" if is_piano else self._port or ""
        # A plug may be pulled while the program ends, and the head has gone already.
        for head in self.query(HeadLine):
            head.show_source(source)

    def _advance_piano(self) -> None:
        now = time.monotonic()
        if self._piano is None or self._piano.is_idle(now):
            self._piano_timer.pause()
        else:
            self._sound_all(self._piano.advance(now))

    def _sound_all(self, events: "tuple[PlayedEvent, ...]") -> None:
        for event in events:
            self._services.loudspeaker.send(event)
            self.hear(event)

    # What is heard

    def hear(self, event: "PlayedEvent") -> None:
        """Listen which score it is, and open it when that is certain."""
        from renshu.performance.events import KeyDown

        if not isinstance(event, KeyDown):
            return
        guess = self._listener.hear(event)
        if guess is not None and guess.is_certain:
            self._forget()
            self.open_entry(guess.entry, guess.measure)
            return
        if guess is not None:
            self._offer(guess)
        self._wait_for_more()
        self.tell(f"{LISTENING} {guess or ''}")

    async def action_leave(self) -> None:
        """Show all again in place of what was heard."""
        if self._guess is None:
            await super().action_leave()
        else:
            self._forget()

    def _offer(self, guess: "Guess") -> None:
        """Show what it may be, the likeliest first."""
        from renshu.tui.browsing.rows import TableRows

        self._guess = guess
        likely = (guess, *guess.others)
        bars = {one.entry.id: one.measure for one in reversed(likely)}
        entries = tuple({one.entry.id: one.entry for one in likely}.values())
        rows = TableRows(entries, (), self._browser.collection, bars=bars)
        self.show_rows(rows, is_new=True)

    def _wait_for_more(self) -> None:
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(SILENCE_SECONDS, self._fall_silent)

    def _fall_silent(self) -> None:
        # What was found stays for the player to choose from.
        if self._guess is None:
            self.tell("")

    def _forget(self) -> None:
        """What was played so far has nothing to do with what comes."""
        self._listener.forget()
        if self._silence is not None:
            self._silence.stop()
        if self._guess is not None:
            self._guess = None
            self.browse(self._browser)
            self.tell_emptiness()

    # What is known of the scores

    def _study_soon(self) -> None:
        if self._study_later is not None:
            self._study_later.stop()
        if self._has_ears:
            self._study()
        else:
            self._study_later = self.set_timer(STUDY_AFTER_SECONDS, self._study)

    def _study(self) -> None:
        self.run_worker(self._study_all, thread=True, group="studying")

    def _study_all(self) -> None:
        # Where the library cannot be read, that is told in the place of the list.
        with suppress(LibraryError):
            self._student.run()

    def _studied(self, store: "StudyStore", entries: "Mapping[str, Entry]") -> None:
        from renshu.library.studies.difficulty import DIFFICULTY

        known = store.known(DIFFICULTY, entries)
        grades = {digest: made.grade for digest, made in known.items()}
        if grades != self._grades:
            self._grades = grades
            # What an import or a melody had to say is not over because more is known.
            self._show_from_thread(keeps_word=True)
        if self._has_ears:
            self._listener.listen_for(store, entries)

    def themes_found(self, links: "Sequence[ThemeLink]") -> None:
        """For those that tell of themes; called in a thread."""
