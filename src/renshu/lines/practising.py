"""The program without a screen: a score opened, keyboards heard, orders obeyed until the end."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from renshu.config import Folders, Settings
from renshu.database import is_damage
from renshu.errors import HistoryError, LibraryError
from renshu.evening.beginning import bring_in, copy_stores
from renshu.evening.faults import Strays
from renshu.evening.memory import Memory, memory_of
from renshu.evening.midi_watch import MidiWatch, chosen
from renshu.evening.services import Services
from renshu.lines.keyboard import read_typed, unbuffered
from renshu.lines.orders import obey
from renshu.lines.room import Room
from renshu.lines.typing import Order, Struck, Typist
from renshu.lines.voice import Voice
from renshu.midi.ensemble import Choice
from renshu.performance.events import PlayedEvent
from renshu.score.notation import Score

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PERIOD_SECONDS = 1 / 30
"""From one look at the clock to the next."""

_HURRY = {"?": "next", " ": "start"}
"""Characters that are no piano keys, and the orders they stand for."""


def practise(folders: Folders, settings: Settings, path: "Path") -> None:
    """Practise one score until the player leaves, the input ends or Ctrl+C comes.

    Args:
        folders: Where everything is kept.
        settings: What the player has set.
        path: The score.

    Raises:
        RenshuError: The score cannot be opened.
    """
    services, voice = Services(folders, settings), Voice()
    services.on_fault = lambda error: voice.say(error.sentence)
    services.on_news = voice.say
    try:
        _open_history(services, voice)
        score = _open_score(services, path)
        memory = _remembered(services, path, score, voice)
        room = Room(services, score, memory, voice.say, settings.tell)
        _practise(room, voice, chosen(settings), folders)
    finally:
        asyncio.run(services.close())


class Evening:
    """A room, and all that happens in it, in order, from whichever thread it comes.

    Args:
        room: Where it happens.
        voice: What is said there.
        is_terminal: Whether somebody sits at the computer's keyboard.
    """

    def __init__(self, room: Room, voice: Voice, *, is_terminal: bool) -> None:
        self._room, self._voice, self._is_terminal = room, voice, is_terminal
        self._typist = Typist(voice.echo if is_terminal else _ignore)
        self._happenings: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def go_on(self) -> None:
        """Let things happen, until the room is left."""
        self._room.piano.is_on = self._is_terminal
        self._room.enter()
        self._room.say_piano()
        while not self._room.is_over:
            self._wait()
            if not self._room.is_over:
                self._room.advance(time.monotonic())

    # Called in any thread

    def play(self, event: PlayedEvent) -> None:
        """A keyboard was played."""
        self._happenings.put(lambda: self._room.play(event, time.monotonic()))

    def plug(self, port: str | None) -> None:
        """A keyboard was plugged in or pulled out."""
        self._happenings.put(lambda: self._plugged(port))

    def complain(self, sentence: str) -> None:
        """Something does not work."""
        self._happenings.put(lambda: self._voice.say(sentence))

    def type(self, text: str | None) -> None:
        """Something was typed; None is the end of all input."""
        self._happenings.put(lambda: self._typed(text))

    def _wait(self) -> None:
        with suppress(Empty):
            self._happenings.get(timeout=PERIOD_SECONDS)()

    def _plugged(self, port: str | None) -> None:
        self._room.set_source(port, time.monotonic())
        was_on = self._room.piano.is_on
        self._room.piano.is_on = port is None and self._is_terminal
        if self._room.piano.is_on != was_on:
            self._room.say_piano()

    def _typed(self, text: str | None) -> None:
        if text is None:
            self._room.leave()
            return
        for one in self._typist.take(text, is_piano=self._room.piano.is_on):
            self._voice.hold(self._typist.is_typing)
            if not self._room.is_over:
                self._take(one)
        self._voice.hold(self._typist.is_typing)

    def _take(self, typed: Struck | Order) -> None:
        now = time.monotonic()
        if isinstance(typed, Order):
            order = typed.text
        elif self._room.strike(typed.character, now):
            return
        else:
            order = _HURRY.get(typed.character, "")
        if fault := obey(self._room, order, now):
            self._voice.say(fault)


def _practise(room: Room, voice: Voice, keyboards: Choice, folders: Folders) -> None:
    with unbuffered() as is_terminal:
        evening = Evening(room, voice, is_terminal=is_terminal)
        strays = Strays(folders, lambda error: evening.complain(error.sentence))
        strays.begin()
        midi = MidiWatch(keyboards, evening.play, evening.plug, evening.complain)
        read_typed(evening.type)
        midi.start()
        try:
            with suppress(KeyboardInterrupt):
                evening.go_on()
        finally:
            midi.close()
            strays.end()
            voice.hold(False)
            if not room.is_over:
                room.leave()


def _open_history(services: Services, voice: Voice) -> None:
    """Open it before the first note, bring back what a crash interrupted, copy it meanwhile."""
    try:
        bring_in(services, voice.say)
    except HistoryError as error:
        voice.say(error.sentence)
        if is_damage(error):
            voice.say("The command renshu doctor --restore brings it back.")
    else:
        Thread(target=_copy_stores, args=(services,), name="copies", daemon=True).start()


def _copy_stores(services: Services) -> None:
    try:
        copy_stores(services, datetime.now().astimezone().date())
    except HistoryError as error:
        services.on_fault(error)


def _open_score(services: Services, path: "Path") -> Score:
    from renshu.library.loading import load

    return load(path, services.cache).to_practise().score


def _remembered(services: Services, path: "Path", score: Score, voice: Voice) -> Memory:
    try:
        services.catalogue.opened(path, score, datetime.now(UTC))
        return memory_of(services, score)
    except LibraryError as error:
        # A library that cannot be used keeps nobody from playing.
        voice.say(error.sentence)
        return Memory(services)


def _ignore(_: str) -> None:
    pass
