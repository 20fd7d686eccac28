"""The music desk: notation, falling notes, bar strip and keyboard, moved by the session."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical

from renshu.config import Views
from renshu.evening.verdicts import verdict
from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.library.loaded import Loaded
from renshu.practice.hiding import Guard, Hidden, Hiding
from renshu.practice.section import Section
from renshu.practice.session import SessionEvent, Setup
from renshu.practice.take import Tally
from renshu.score.bars import printed
from renshu.score.compass import parse_compass
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.passage import ScorePosition
from renshu.tui.drawing.keyboard import KeyState
from renshu.tui.drawing.road import finger
from renshu.tui.falling_follower import FallingFollower
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.falling_notes import FallingNotes
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.notation import Notation

_EXPECTED = {Hand.RIGHT: KeyState.EXPECTED, Hand.LEFT: KeyState.EXPECTED_LEFT}


class Desk(Vertical):
    """Shows one score being practised."""

    def __init__(self, services: ScreenServices, loaded: Loaded) -> None:
        super().__init__()
        self._score = loaded.score
        self._piano = parse_compass(services.settings.piano)
        self._notation = Notation(services, loaded)
        self._bars = BarStrip()
        self._keys = KeyboardStrip()
        self._falling = FallingNotes()
        self._follower = FallingFollower(
            self._falling, is_stepping=services.settings.reduced_motion
        )
        self._expected: tuple[ScoreNote, ...] = ()
        self._down: dict[int, KeyState] = {}
        self._tallies: dict[int, Tally] = {}
        self._tallies_before: dict[int, Tally] = {}
        self._place = Moved(None)
        self._latest: Match | None = None
        self._hiding = Hiding()
        self.asked: Mapping[int, Hand] = {}
        """The keys to be pressed next that are not down, with their hands."""
        self.on_asked: Callable[[], object] = _ignore
        """Told when they are others."""
        self._reveals = True
        self.set_views(services.settings.views)

    def compose(self) -> ComposeResult:
        """Notation and falling notes take what the strips leave."""
        yield self._notation
        yield self._falling
        yield self._keys
        yield self._bars

    def on_mount(self) -> None:
        """Fit the strips to the piece."""
        score = self._score
        self._bars.set_bars([printed(score, one.index) for one in score.measures])
        self._fit_keys()
        self.run_worker(self._mark_hard_bars(), group="hard bars")

    def _fit_keys(self) -> None:
        pitches = [note.pitch for note in self._score.notes]
        low, high = (min(pitches), max(pitches)) if pitches else (60, 60)
        self._keys.set_range(low, high, self._piano)
        self._falling.set_range(low, high, self._piano)

    def set_loaded(self, loaded: Loaded) -> None:
        """The same piece in another key; what was marked stays until a run begins."""
        self._score = loaded.score
        self._notation.set_loaded(loaded)
        self._fit_keys()

    async def _mark_hard_bars(self) -> None:
        from renshu.library.difficulty import difficulty

        made = await asyncio.to_thread(difficulty, self._score)
        self._bars.set_hard(made.standing_out)

    def set_views(self, views: Views) -> None:
        """Say what is seen: notation, falling notes, keys."""
        for part in ("score", "falling", "keys"):
            self.set_class(part in views.parts, f"-{part}")

    @property
    def measure(self) -> int | None:
        """Index of the measure in which the music is."""
        return self._place.position.measure if self._place.position else None

    @property
    def is_listening(self) -> bool:
        """Whether nobody knows yet where the player is."""
        return self._place.position is None or self._place.certainty < 0.5

    def zoom(self) -> None:
        """Larger or smaller notation, longer or shorter falling notes."""
        if self._notation.display:
            self._notation.zoom()
        if self._falling.display:
            self._falling.zoom()

    def set_names_shown(self, is_shown: bool) -> None:
        """Say which notes the heads, the falling notes and the keys are."""
        self._notation.set_names_shown(is_shown)
        self._keys.set_names_shown(is_shown)
        self._falling.set_names_shown(is_shown)

    def set_loop(self, bars: range, section: Section) -> None:
        """Shade the bars that are repeated; in the notation no more than their section."""
        self._notation.set_loop(bars, section)
        self._bars.set_loop(bars)
        self._falling.set_loop(bars)

    def set_quiet(self, heads: frozenset[str]) -> None:
        """Draw the heads that are not asked as pale as staff lines."""
        self._notation.set_quiet(heads)
        self._falling.set_quiet(heads)

    def set_hiding(self, hiding: Hiding, *, reveals: bool = True) -> None:
        """Hide notes, in all views; of the guard the notation alone keeps.

        Args:
            hiding: What is hidden; where the music is the desk knows itself.
            reveals: Whether hidden notes appear once they have been played right.
        """
        self._hiding, self._reveals = hiding, reveals
        self._bars.display = hiding.hidden is not Hidden.BLIND
        self._hide()

    @property
    def is_peeking(self) -> bool:
        """Whether a hidden bar is shown."""
        return self._hiding.peeked is not None

    def peek(self, measure: int | None) -> None:
        """Show a hidden bar until the music leaves it; None hides it again."""
        self._hiding = replace(self._hiding, here=measure, peeked=measure)
        self._hide()

    def show(self, position: ScorePosition) -> None:
        """Turn to a position; the cursor stays where it is."""
        self._notation.show(position)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Print on the keys which computer keys play them."""
        self._keys.set_names(names)

    def set_orders(self, orders: Mapping[int, str]) -> None:
        """Print on the keys what they order, as long as they do."""
        self._keys.set_orders(orders)

    def set_tallies(self, tallies: Mapping[int, Tally]) -> None:
        """Show how bars go in this run; the others stay as they went before."""
        self._tallies = {**self._tallies_before, **tallies}
        self._bars.set_tallies(self._tallies)

    def start_over(self, score: Score, setup: Setup, place: Moved) -> None:
        """Take all marks away, and go to the place where a run begins."""
        self._score = score
        self._notation.forget_from(0)
        self._tallies_before = self._tallies
        self._place = Moved(None)
        self._down.clear()
        self._follower.start_over(score, setup, place.position)
        self._move(place)

    def glide(self, now: float, clock: float | None) -> None:
        """Let the notes fall on.

        Args:
            now: Monotonic seconds.
            clock: Performed quarters, where a click leads.
        """
        self._follower.glide(now, clock)

    def hear(self, event: SessionEvent, now: float) -> None:
        """Show what a session event tells; `now` is in monotonic seconds."""
        match event:
            case Match():
                self._judge(event.key.pitch, KeyState.RIGHT)
                self._latest = event
                self._mark(event)
            case Insertion(is_ornament=True):
                self._judge(event.key.pitch, KeyState.RIGHT)
            case Insertion():
                self._judge(event.key.pitch, KeyState.WRONG)
                self._notation.add_ghost(event.key.pitch, event.wrong_for, event.position)
                self._follower.add_ghost(event.key.pitch)
            case Deletion():
                self._mark(event)
            case Moved():
                self._move(event)
                self._follower.move(event.position, now)
                self._mark_again(event)
            case _:
                pass

    def press(self, pitch: int) -> None:
        """A key went down."""
        self._judge(pitch, self._down.get(pitch, KeyState.DOWN))

    def release(self, pitch: int) -> None:
        """A key came up."""
        if self._down.pop(pitch, None) is not None:
            self._show_keys()

    def _mark(self, label: Match | Deletion) -> None:
        self._notation.mark(label.note_id, verdict(label))
        self._falling.mark(label.note_id, verdict(label))

    def _mark_again(self, place: Moved) -> None:
        """Going back took all marks away, that of the note that told of it too."""
        if place.is_jump and self._latest and self._latest.position == place.position:
            self._mark(self._latest)

    def _judge(self, pitch: int, state: KeyState) -> None:
        self._down[pitch] = state
        self._show_keys()

    def _move(self, place: Moved) -> None:
        before, self._place = self._place.position, place
        if place.position and before and place.position.onset < before.onset:
            self._notation.forget_from(place.position.measure)
        self._notation.move_to(place.position)
        self._bars.set_current(self.measure)
        self._look_on()
        self._expected = () if self.is_listening else self._notes(place.expected)
        self._show_keys()

    def _ask(self, asked: Mapping[int, Hand]) -> None:
        if asked != self.asked:
            self.asked = asked
            self.on_asked()

    def _look_on(self) -> None:
        """Let the eyes go with the music: a peek ends with its bar, and the guard moves on."""
        hiding = self._hiding
        here = hiding.here if self.measure is None else self.measure
        peeked = hiding.peeked if hiding.peeked == here else None
        if (here, peeked) != (hiding.here, hiding.peeked):
            self._hiding = replace(hiding, here=here, peeked=peeked)
            self._hide()

    def _hide(self) -> None:
        hiding, reveals = self._hiding, self._reveals
        is_guarded = hiding.guard is not Guard.OFF
        shown = hiding if is_guarded else replace(hiding, here=None)
        self._notation.set_hiding(shown, reveals=reveals)
        self._falling.set_secret(self._secret, reveals=reveals)
        self._show_keys()

    @property
    def _secret(self) -> frozenset[str]:
        """The ids of the notes that are to be known by heart."""
        if self._hiding.hidden is Hidden.NOTHING:
            return frozenset()
        known = replace(self._hiding, guard=Guard.OFF)
        notes = self._score.notes
        return frozenset(note.id for note in notes if known.hides(note.measure, note.hand))

    def _notes(self, note_ids: Iterable[str]) -> tuple[ScoreNote, ...]:
        table = self._score.notes_by_id
        return tuple(table[note] for note in note_ids if note in table)

    def _show_keys(self) -> None:
        known = replace(self._hiding, guard=Guard.OFF)
        shown = [one for one in self._expected if not known.hides(one.measure, one.hand)]
        self._ask({note.pitch: note.hand for note in shown if note.pitch not in self._down})
        states = {note.pitch: _EXPECTED[note.hand] for note in shown}
        fingers = {note.pitch: finger(note) for note in shown if finger(note)}
        self._keys.set_states(states | self._down, fingers)


def _ignore() -> None:
    pass
