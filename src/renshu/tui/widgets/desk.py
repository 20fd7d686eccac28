"""The music desk: notation, bar strip and keyboard, moved by what the session tells."""

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.library.loaded import Loaded
from renshu.practice.session import SessionEvent
from renshu.practice.take import Tally
from renshu.score.passage import ScorePosition
from renshu.tui.drawing.keyboard import KeyState
from renshu.tui.drawing.verdicts import verdict
from renshu.tui.services import Services
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.notation import Notation


class Desk(Vertical):
    """Shows one score being practised."""

    def __init__(self, services: Services, loaded: Loaded) -> None:
        super().__init__()
        self._score = loaded.score
        self._notation = Notation(services, loaded)
        self._bars = BarStrip()
        self._keys = KeyboardStrip()
        self._expected: frozenset[int] = frozenset()
        self._down: dict[int, KeyState] = {}
        self._place = Moved(None)

    def compose(self) -> ComposeResult:
        """The notation takes what the strips leave."""
        yield self._notation
        yield self._bars
        yield self._keys

    def on_mount(self) -> None:
        """Fit the strips to the piece."""
        self._bars.set_bars(len(self._score.measures))
        pitches = [note.pitch for note in self._score.notes]
        if pitches:
            self._keys.set_range(min(pitches), max(pitches))

    @property
    def measure(self) -> int | None:
        """Index of the measure in which the music is."""
        return self._place.position.measure if self._place.position else None

    @property
    def is_listening(self) -> bool:
        """Whether nobody knows yet where the player is."""
        return self._place.position is None or self._place.certainty < 0.5

    def zoom(self) -> None:
        """Larger or smaller notation."""
        self._notation.zoom()

    def set_loop(self, bars: range) -> None:
        """Shade the bars that are repeated."""
        self._notation.set_loop(bars)
        self._bars.set_loop(bars)

    def set_quiet(self, heads: frozenset[str]) -> None:
        """Draw the heads that are not asked as pale as staff lines."""
        self._notation.set_quiet(heads)

    def show(self, position: ScorePosition) -> None:
        """Turn to a position; the cursor stays where it is."""
        self._notation.show(position)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Print on the keys which computer keys play them."""
        self._keys.set_names(names)

    def set_tallies(self, tallies: Mapping[int, Tally]) -> None:
        """Show how bars went."""
        self._bars.set_tallies(tallies)

    def start_over(self, place: Moved) -> None:
        """Take all marks away and go to a place."""
        self._notation.forget_from(0)
        self.set_tallies({})
        self._place = Moved(None)
        self._down.clear()
        self.hear(place)

    def hear(self, event: SessionEvent) -> None:
        """Show what a session event tells."""
        match event:
            case Match():
                self._judge(event.key.pitch, KeyState.RIGHT)
                self._notation.mark(event.note_id, verdict(event))
            case Insertion(is_ornament=True):
                self._judge(event.key.pitch, KeyState.RIGHT)
            case Insertion():
                self._judge(event.key.pitch, KeyState.WRONG)
                self._notation.add_ghost(event.key.pitch, event.wrong_for, event.position)
            case Deletion():
                self._notation.mark(event.note_id, verdict(event))
            case Moved():
                self._move(event)
            case _:
                pass

    def press(self, pitch: int) -> None:
        """A key went down."""
        self._judge(pitch, self._down.get(pitch, KeyState.DOWN))

    def release(self, pitch: int) -> None:
        """A key came up."""
        if self._down.pop(pitch, None) is not None:
            self._show_keys()

    def _judge(self, pitch: int, state: KeyState) -> None:
        self._down[pitch] = state
        self._show_keys()

    def _move(self, place: Moved) -> None:
        before, self._place = self._place.position, place
        if place.position and before and place.position.onset < before.onset:
            self._notation.forget_from(place.position.measure)
        self._notation.move_to(place.position)
        self._bars.set_current(self.measure)
        self._expected = frozenset() if self.is_listening else self._pitches(place.expected)
        self._show_keys()

    def _pitches(self, note_ids: Iterable[str]) -> frozenset[int]:
        table = self._score.notes_by_id
        return frozenset(table[note].pitch for note in note_ids if note in table)

    def _show_keys(self) -> None:
        states = dict.fromkeys(self._expected, KeyState.EXPECTED)
        self._keys.set_states(states | self._down)
