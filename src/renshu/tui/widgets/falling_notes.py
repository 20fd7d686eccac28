"""The notes fall onto the keys: what comes next, and what has become of what was played."""

from collections.abc import Mapping
from types import MappingProxyType

from textual.events import Click, Resize
from textual.geometry import Region
from textual.strip import Strip

from renshu.evening.verdicts import Verdict
from renshu.score.compass import GRAND, Compass
from renshu.tui.drawing import keyboard
from renshu.tui.drawing.falling import Plan, Played, Scene, fitting_scale
from renshu.tui.drawing.falling_plans import plans
from renshu.tui.drawing.falling_rows import draw
from renshu.tui.drawing.road import Road
from renshu.tui.messages import BarChosen
from renshu.tui.widgets.painted import Painted

ZOOMS = (1.0, 1.6, 0.6)
"""Shares of the fitting scale that zooming goes through."""

_LEAST_WIDTH = 60
_KEPT_STRIPS = 1024
_KEPT_MARKS = 1024
_KEPT_QUARTERS = 64.0
"""As far back as this what was played is known for certain."""


class FallingNotes(Painted):
    """Shows a road of notes from one place of it; repaints only the rows that change."""

    DEFAULT_CSS = """
    FallingNotes { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys = (GRAND.lowest, GRAND.highest, GRAND)
        self._road: Road | None = None
        self._quiet: frozenset[str] = frozenset()
        self._loop = range(0)
        self._zoom = 0
        self._has_names = False
        self._secret: frozenset[str] = frozenset()
        self._reveals = True
        self._scene: Scene | None = None
        self._played = Played()
        self._place = 0.0
        self._plans: tuple[Plan, ...] = ()
        self._strips: dict[Plan, Strip] = {}

    def set_range(self, low: int, high: int, piano: Compass = GRAND) -> None:
        """Say which keys the music needs, and which the piano has."""
        self._keys = (low, high, piano)
        self._lay_out()

    def set_road(self, road: Road, place: float) -> None:
        """Show another road, of which nothing has been played, from a place of it."""
        self._road, self._place, self._played = road, place, Played()
        self._lay_out()

    def set_quiet(self, note_ids: frozenset[str]) -> None:
        """Draw notes as if they were behind the others: they are not asked."""
        self._quiet = note_ids
        self._lay_out()

    def set_loop(self, bars: range) -> None:
        """Shade the bars of the loop; an empty range is no loop."""
        self._loop = bars
        self._lay_out()

    def set_names_shown(self, is_shown: bool) -> None:
        """Print their names on the notes, and not the fingers."""
        self._has_names = is_shown
        self._lay_out()

    def set_secret(self, note_ids: frozenset[str], *, reveals: bool = True) -> None:
        """Leave notes out, by their ids; until they are played, or for good."""
        if (note_ids, reveals) != (self._secret, self._reveals):
            self._secret, self._reveals = note_ids, reveals
            self._lay_out()

    def zoom(self) -> None:
        """Longer or shorter notes."""
        self._zoom = (self._zoom + 1) % len(ZOOMS)
        self._lay_out()

    @property
    def place(self) -> float:
        """Performed quarters at the line."""
        return self._place

    def move_to(self, place: float) -> None:
        """Let the notes fall as far as the music has come."""
        self._place = place
        self._show()

    def mark(self, note_id: str, verdict: Verdict) -> None:
        """Show the verdict on the occurrence of a note that is nearest to the line."""
        key = self._road.occurrence(note_id, self._place) if self._road else None
        if key is not None:
            self._played.verdicts[key] = verdict
            self._tidy()
            self._show()

    def add_ghost(self, pitch: int, place: float) -> None:
        """Show a wrong key where the music was."""
        self._played.ghosts.append((pitch, place))
        self._tidy()
        self._show()

    def forget_from(self, place: float) -> None:
        """Take away what is known of the notes from a place on: they are played again."""
        if self._road is not None:
            self._played.forget_from(self._road, place)
            self._show()

    @property
    def verdicts(self) -> Mapping[int, Verdict]:
        """What is known of the notes, by occurrence."""
        return MappingProxyType(self._played.verdicts)

    def on_resize(self, event: Resize) -> None:
        """Fall as deep as there is room."""
        del event
        self._lay_out()

    def on_hide(self) -> None:
        """What is not seen need not fall."""
        self._scene = None

    def on_show(self) -> None:
        """Take up where the music is."""
        self._lay_out()

    def on_click(self, event: Click) -> None:
        """Tell which bar was pointed at."""
        if self._scene is None or self._road is None:
            return
        measure = self._road.measure_at(self._scene.time_at(event.y, self._place))
        if measure is not None:
            self.post_message(BarChosen(measure))

    def theme_changed(self) -> None:
        """Forget what was painted in other colours."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One row, over the keys of the keyboard."""
        width = self.size.width
        if self._scene is None or y >= len(self._plans):
            return Strip.blank(width, self.style_of("", ""))
        plan = self._plans[y]
        strip = self._strips.get(plan)
        if strip is None:
            strip = self._strips[plan] = self._painted(plan, self._scene, width)
        return strip

    def _tidy(self) -> None:
        marks = len(self._played.verdicts) + len(self._played.ghosts)
        if self._road is not None and marks > _KEPT_MARKS:
            self._played.forget_before(self._road, self._place - _KEPT_QUARTERS)

    def _painted(self, plan: Plan, scene: Scene, width: int) -> Strip:
        if len(self._strips) >= _KEPT_STRIPS:
            self._strips.clear()
        left = max(0, (width - scene.shape.width) // 2)
        return self.paint(draw(plan, scene.shape), width, indent=left)

    def _lay_out(self) -> None:
        width, height = self.size
        self._strips.clear()
        if self._road is None or not height:
            self._scene = None
        else:
            scale = fitting_scale(self._road) * ZOOMS[self._zoom]
            shape = keyboard.fit(max(_LEAST_WIDTH, width), *self._keys)
            self._scene = Scene(
                self._road,
                shape,
                scale,
                height,
                self._quiet,
                self._loop,
                self._has_names,
                self._secret,
                self._reveals,
            )
            self._plans = plans(self._scene, self._place, self._played)
        self.refresh()

    def _show(self) -> None:
        if self._scene is None:
            return
        before, self._plans = (
            self._plans,
            plans(self._scene, self._place, self._played),
        )
        pairs = enumerate(zip(before, self._plans, strict=True))
        changed = [y for y, (old, new) in pairs if old != new]
        if changed:
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))
