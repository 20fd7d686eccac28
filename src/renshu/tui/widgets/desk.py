"""The music desk: notation, bar strip and keyboard, moved by what the session tells."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.practice.session import SessionEvent
from renshu.practice.take import Tally
from renshu.score.notation import Score
from renshu.tui.drawing.keyboard import KeyState
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.drawing.verdicts import Verdict, verdict
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.score_view import ScoreView


class Desk(Vertical):
    """Shows one score being practised."""

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._score = score
        self._expected: frozenset[int] = frozenset()
        self._down: dict[int, KeyState] = {}
        self._place = Moved(None)

    def compose(self) -> ComposeResult:
        """The notation takes what the strips leave."""
        yield ScoreView(self._score)
        yield BarStrip()
        yield KeyboardStrip()

    def on_mount(self) -> None:
        """Fit the strips to the piece."""
        self.query_one(BarStrip).set_bars(len(self._score.measures))
        pitches = [note.pitch for note in self._score.notes]
        if pitches:
            self.query_one(KeyboardStrip).set_range(min(pitches), max(pitches))

    @property
    def measure(self) -> int | None:
        """Index of the measure in which the music is."""
        return self._place.position.measure if self._place.position else None

    @property
    def is_listening(self) -> bool:
        """Whether nobody knows yet where the player is."""
        return self._place.position is None or self._place.certainty < 0.5

    def set_systems(self, drawings: Sequence[SystemDrawing]) -> None:
        """Show an engraving."""
        self.query_one(ScoreView).set_systems(drawings)

    def tell(self, sentence: str) -> None:
        """Say something in the place of the notation."""
        self.query_one(ScoreView).tell(sentence)

    def set_loop(self, bars: range) -> None:
        """Shade the bars that are repeated."""
        self.query_one(ScoreView).set_loop(bars)
        self.query_one(BarStrip).set_loop(bars)

    def show_measure(self, measure: int) -> None:
        """Turn to a measure; the cursor stays where it is."""
        self.query_one(ScoreView).show_measure(measure)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Print on the keys which computer keys play them."""
        self.query_one(KeyboardStrip).set_names(names)

    def set_tallies(self, tallies: Mapping[int, Tally]) -> None:
        """Show how bars went."""
        self.query_one(BarStrip).set_tallies(tallies)

    def start_over(self, place: Moved) -> None:
        """Take all marks away and go to a place."""
        self.query_one(ScoreView).forget_from(0)
        self.set_tallies({})
        self._place = Moved(None)
        self.hear(place)

    def hear(self, event: SessionEvent) -> None:
        """Show what a session event tells."""
        match event:
            case Match():
                self._judge(event.key.pitch, KeyState.RIGHT)
                self.query_one(ScoreView).mark(event.note_id, verdict(event))
            case Insertion(is_ornament=True):
                self._judge(event.key.pitch, KeyState.RIGHT)
            case Insertion():
                self._judge(event.key.pitch, KeyState.WRONG)
                self.query_one(ScoreView).add_ghost(
                    event.key.pitch, event.wrong_for, event.position
                )
            case Deletion():
                self.query_one(ScoreView).mark(event.note_id, Verdict.MISSED)
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
        score_view = self.query_one(ScoreView)
        if place.position and before and place.position.onset < before.onset:
            score_view.forget_from(place.position.measure)
        score_view.move_to(place.position)
        self.query_one(BarStrip).set_current(self.measure)
        table = self._score.notes_by_id
        self._expected = frozenset(table[note].pitch for note in place.expected if note in table)
        self._show_keys()

    def _show_keys(self) -> None:
        states = dict.fromkeys(self._expected, KeyState.EXPECTED)
        self.query_one(KeyboardStrip).set_states(states | self._down)
