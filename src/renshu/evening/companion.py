"""Plays with the player what he leaves to others, in every mode of practice."""

from collections.abc import Iterator
from itertools import dropwhile

from renshu.evening.sounding import Sounding
from renshu.follow.follower import Mode
from renshu.performance.events import PlayedEvent
from renshu.practice.accompaniment import Accompaniment
from renshu.practice.accompanying import Accompanist, Cue
from renshu.practice.cueing import Cues, Releases
from renshu.practice.performing import beside_hands
from renshu.practice.recital import Recital
from renshu.practice.session import Session, SessionEvent, Setup, State, StateChanged
from renshu.score.notation import Score
from renshu.score.passage import Passage, whole


class Companion:
    """The other hand, or the voice of a song, as long as it is wanted.

    Against the click it keeps the click's time. Where the score waits, it comes with the player's
    chord when that is complete. Where the program follows, it accompanies.

    Args:
        sounding: Where it is heard.
    """

    def __init__(self, sounding: Sounding) -> None:
        self._sounding = sounding
        self._strand = sounding.strand()
        self._session: Session | None = None
        self._player: Accompanist | None = None
        self._cues: Cues | None = None
        self._releases: Releases | None = None
        self._music: tuple[Score, Passage, bool, Accompaniment] | None = None

    def begin(self, session: Session, *, is_wanted: bool) -> None:
        """Be ready for a session that has not begun; what was played before is forgotten."""
        self.stop()
        self._session = self._player = self._cues = self._releases = None
        if not is_wanted or not beside_hands(session.score, session.setup.passage.hands):
            return
        self._session = session
        self._sounding.prepare()
        if session.setup.mode is not Mode.TEMPO:
            self._take_parts(session, self._accompaniment(session.score, session.setup))

    @property
    def is_playing_along(self) -> bool:
        """Whether there is something to play, and it is wanted."""
        return self._session is not None

    def hear(self, events: tuple[SessionEvent, ...], now: float) -> None:
        """What the session told at a time, in monotonic seconds."""
        if self._session is None:
            return
        for event in events:
            if isinstance(event, StateChanged):
                self._state_changed(self._session, event)
        if self._player is None or self._session.state is not State.PLAYING:
            return
        if (cue := self._cue(events, now)) is not None:
            self._strand.replace(self._player.take(cue))

    def stop(self) -> None:
        """Fall silent."""
        self._strand.cancel()
        if self._player is not None:
            self._player.stop()

    def _take_parts(self, session: Session, music: Accompaniment) -> None:
        setup = session.setup
        waits = setup.mode is Mode.WAIT
        self._player = Accompanist(music, setup.tempo, is_steady=waits)
        self._releases = Releases(music, session.place) if waits else None
        self._cues = None if waits else Cues(session.score, music)

    def _cue(self, events: tuple[SessionEvent, ...], now: float) -> Cue | None:
        if self._releases is not None:
            return self._releases.take(events, now)
        return self._cues.take(events) if self._cues is not None else None

    def _state_changed(self, session: Session, changed: StateChanged) -> None:
        if changed.state in {State.PAUSED, State.FINISHED}:
            self.stop()
        elif session.setup.mode is Mode.TEMPO and changed.state is State.COUNTING_IN:
            self._strand.schedule(_in_the_clicks_time(session))
        elif session.setup.mode is Mode.WAIT and self._player and not session.events:
            self._strand.replace(self._player.begin(changed.time))

    def _accompaniment(self, score: Score, setup: Setup) -> Accompaniment:
        """It is made once for as long as the same is played."""
        is_free = setup.mode is Mode.FREE
        passage = whole(score, setup.passage.hands) if is_free else setup.passage
        as_written = setup.as_written and not is_free
        if self._music is None or self._music[:3] != (score, passage, as_written):
            made = Accompaniment(score, passage, as_written=as_written)
            self._music = score, passage, as_written, made
        return self._music[3]


def _in_the_clicks_time(session: Session) -> Iterator[PlayedEvent]:
    """All that others play from the entry of the music on."""
    setup, entry = session.setup, session.entry
    recital = Recital(
        session.score,
        setup.passage,
        setup.tempo,
        as_written=setup.as_written,
        notes=beside_hands(session.score, setup.passage.hands),
    )
    events = recital.events(session.origin)
    return dropwhile(lambda event: event.time < entry - recital.upbeat, events)
