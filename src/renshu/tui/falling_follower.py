"""Moves the falling notes with a session: by the click, by the wait, or by the player."""

from dataclasses import replace

from renshu.follow.follower import Mode
from renshu.practice.session import Setup
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, ScorePosition, whole
from renshu.tui.drawing.road import Road
from renshu.tui.gliding import Glide
from renshu.tui.widgets.falling_notes import FallingNotes


class FallingFollower:
    """Knows which road a session takes, and how far the music has come on it.

    Args:
        notes: The view that is moved.
        is_stepping: Whether it goes from moment to moment: reduced motion.
    """

    def __init__(self, notes: FallingNotes, *, is_stepping: bool) -> None:
        self._notes = notes
        self._glide = Glide(is_stepping)
        self._road: Road | None = None
        self._score: Score | None = None
        self._route: tuple[Passage, bool] | None = None
        self._mode = Mode.FREE
        self._tempo = 1.0
        self._last = 0.0

    def start_over(self, score: Score, setup: Setup, begins: ScorePosition | None) -> None:
        """Go to where a run begins."""
        route = _route(score, setup)
        if self._road is None or score is not self._score or route != self._route:
            self._road = Road(score, route[0], as_written=route[1])
        self._score, self._route = score, route
        self._mode, self._tempo = setup.mode, setup.tempo
        place = self._road.find(begins, 0.0) if begins else 0.0
        self._last = place or 0.0
        self._glide.leap(self._last)
        self._notes.set_road(self._road, self._last)

    def move(self, position: ScorePosition | None, now: float) -> None:
        """The session says where the music is."""
        if self._road is None or position is None:
            return
        place = self._road.find(position, self._notes.place)
        if place is None:
            return
        if place < self._last:
            self._notes.forget_from(place)
        self._last = place
        match self._mode:
            case Mode.WAIT:
                self._glide.rest_at(place, now)
                self.glide(now, None)
            case Mode.FREE:
                until, usual = self._road.next_onset(place), self._pace_at(position)
                self._glide.go_on_from(place, now, until=until, usual=usual)
                self.glide(now, None)
            case Mode.TEMPO:
                self._glide.leap(place)

    def add_ghost(self, pitch: int) -> None:
        """A wrong key was pressed: where the score waits, or else where the view is."""
        waits = self._mode is Mode.WAIT
        self._notes.add_ghost(pitch, self._last if waits else self._notes.place)

    def glide(self, now: float, clock: float | None) -> None:
        """Let time pass; `clock` is how far the click is, where one leads."""
        leads = clock is not None and not self._glide.is_stepping
        self._notes.move_to(clock if clock is not None and leads else self._glide.at(now))

    def _pace_at(self, position: ScorePosition) -> float:
        """Quarters a second as they are written."""
        return self._score.tempo.qpm_at(position.onset) / 60 * self._tempo if self._score else 1.0


def _route(score: Score, setup: Setup) -> tuple[Passage, bool]:
    """What a session goes through, and whether every bar comes once.

    That is the whole score where it follows wherever the player goes.
    """
    if setup.mode is Mode.FREE:
        return whole(score), False
    return replace(setup.passage, hands=Hands.BOTH), setup.as_written
