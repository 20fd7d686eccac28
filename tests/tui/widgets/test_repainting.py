"""The law of partial repaints: every cell that changes lies in a region that was asked for."""

import random
from collections.abc import Callable, Iterator, Sequence

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from renshu.evening.verdicts import MARKS, Verdict
from renshu.follow.alignment import Deletion, Insertion
from renshu.performance.events import KeyDown
from renshu.practice.take import Tally
from renshu.score.passage import ScorePosition, whole
from renshu.tui import themes
from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.keyboard import KeyState
from renshu.tui.drawing.road import Road
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.falling_notes import FallingNotes
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.painted import Painted
from renshu.tui.widgets.score_view import ScoreView
from support.notation import score
from support.systems import pictures

SONG = score(" | ".join(["C5 D5 E5 F5", "G5 [A4 C5] B4 C5"] * 6))
STEPS = 120

Step = Callable[[random.Random], object]


class Recorder:
    """Notes which regions a widget wants repainted."""

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.is_whole = False

    def note(self, *regions: Region, **_: object) -> None:
        self.regions.extend(regions)
        self.is_whole = self.is_whole or not regions


class Stage(App[None]):
    """One widget in the colours of the program."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def __init__(self, widget: Painted) -> None:
        super().__init__()
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def compose(self) -> ComposeResult:
        yield self.widget


def score_steps(view: ScoreView) -> Sequence[Step]:
    places = [ScorePosition(note.onset, note.measure) for note in SONG.notes]
    ids = [note.id for note in SONG.notes]
    return (
        lambda dice: view.move_to(dice.choice(places)),
        lambda dice: view.mark(dice.choice(ids), dice.choice(list(Verdict))),
        lambda dice: view.add_ghost(dice.randint(55, 85), None, dice.choice(places)),
        lambda dice: view.forget_from(dice.randint(0, 11)),
        lambda dice: view.set_loop(range(dice.randint(0, 5), dice.randint(5, 11))),
        lambda dice: view.set_quiet(frozenset(dice.sample(ids, 9))),
        lambda _: view.move_to(None),
    )


def key_steps(strip: KeyboardStrip) -> Sequence[Step]:
    def states(dice: random.Random) -> dict[int, KeyState]:
        return {dice.randint(15, 115): dice.choice(list(KeyState)) for _ in range(4)}

    def fingers(dice: random.Random) -> dict[int, str]:
        return {dice.randint(15, 115): dice.choice("12345") for _ in range(40)}

    return (lambda dice: strip.set_states(states(dice), fingers(dice)),)


def bar_steps(strip: BarStrip) -> Sequence[Step]:
    def tallies(dice: random.Random) -> dict[int, Tally]:
        return {dice.randint(0, 11): Tally(dice.randint(0, 4), 1) for _ in range(3)}

    return (
        lambda dice: strip.set_tallies(tallies(dice)),
        lambda dice: strip.set_current(dice.choice([None, 0, 5, 11])),
    )


def falling_steps(notes: FallingNotes) -> Sequence[Step]:
    ids = [note.id for note in SONG.notes]
    return (
        lambda dice: notes.move_to(notes.place + dice.random() / 8),
        lambda dice: notes.move_to(dice.uniform(-4, 48)),
        lambda dice: notes.mark(dice.choice(ids), dice.choice(list(Verdict))),
        lambda dice: notes.add_ghost(dice.randint(20, 109), notes.place),
        lambda dice: notes.forget_from(dice.uniform(0, 48)),
    )


@pytest.mark.parametrize("height", [6, 30])
async def test_the_falling_notes(height: int) -> None:
    notes = FallingNotes()
    async with Stage(notes).run_test(size=(110, height)):
        notes.set_road(Road(SONG, whole(SONG)), 0.0)
        check(notes, falling_steps(notes))


async def test_notes_that_fell_onto_other_keys_are_drawn_anew() -> None:
    async def shown(*ranges: tuple[int, int]) -> dict[tuple[int, int], object]:
        notes = FallingNotes()
        async with Stage(notes).run_test(size=(70, 20)):
            notes.set_road(Road(SONG, whole(SONG)), 0.0)
            for low, high in ranges:
                notes.set_range(low, high)
                seen = dict(cells(notes))
        return seen

    assert await shown((21, 108), (60, 84)) == await shown((60, 84))


@pytest.mark.parametrize("height", [10, 18, 24, 40])
async def test_the_score(height: int) -> None:
    view = ScoreView(SONG)
    async with Stage(view).run_test(size=(60, height)):
        view.set_systems([SystemDrawing(picture) for picture in pictures(SONG)])
        check(view, score_steps(view))


async def test_another_engraving_shows_what_the_one_before_showed() -> None:
    view = ScoreView(SONG)
    async with Stage(view).run_test(size=(60, 24)):
        view.set_systems([SystemDrawing(picture) for picture in pictures(SONG)])
        dice = random.Random(7)  # noqa: S311 - nothing secret
        for number in range(STEPS):
            dice.choice(score_steps(view))(dice)
            view.set_names_shown(number % 3 == 0)
            before = dict(cells(view))
            view.set_systems([SystemDrawing(picture) for picture in pictures(SONG)])
            assert dict(cells(view)) == before, f"step {number}"


async def test_a_note_is_wrong_and_not_missed_where_another_key_stood_for_it() -> None:
    view = ScoreView(SONG)
    note, played = SONG.notes[0], KeyDown(0.0, SONG.notes[0].pitch + 1)
    place = ScorePosition(note.onset, note.measure)
    async with Stage(view).run_test(size=(60, 24)):
        view.set_systems([SystemDrawing(picture) for picture in pictures(SONG)])
        view.mark_all([Deletion(note.id, place, 0.0)])
        missed = signs(view)
        view.mark_all([Insertion(played, wrong_for=note.id, position=place)])
        wrong = signs(view)
    assert (MARKS[Verdict.MISSED] in missed, MARKS[Verdict.WRONG] in missed) == (True, False)
    assert (MARKS[Verdict.MISSED] in wrong, MARKS[Verdict.WRONG] in wrong) == (False, True)


async def test_the_keyboard() -> None:
    strip = KeyboardStrip()
    async with Stage(strip).run_test(size=(110, 5)):
        check(strip, key_steps(strip))


async def test_the_same_key_with_another_finger() -> None:
    strip = KeyboardStrip()
    async with Stage(strip).run_test(size=(110, 5)):
        strip.set_states({60: KeyState.EXPECTED}, {60: "1"})
        before = dict(cells(strip))
        strip.set_states({60: KeyState.EXPECTED}, {60: "2"})
        assert dict(cells(strip)) != before


async def test_the_bar_strip() -> None:
    strip = BarStrip()
    async with Stage(strip).run_test(size=(60, 5)):
        strip.set_bars([str(number) for number in range(1, 13)])
        check(strip, bar_steps(strip))


def check(widget: Painted, steps: Sequence[Step]) -> None:
    """Take random steps; compare what changed with what was to be repainted."""
    dice = random.Random(12)  # noqa: S311 - nothing secret
    before = dict(cells(widget))
    for number in range(STEPS):
        recorder = Recorder()
        widget.refresh = recorder.note  # type: ignore[method-assign,assignment]
        dice.choice(steps)(dice)
        after = dict(cells(widget))
        changed = {place for place in after if after[place] != before[place]}
        if not recorder.is_whole:
            unpainted = {
                place
                for place in changed
                if not any(region.contains_point(place) for region in recorder.regions)
            }
            assert not unpainted, f"step {number}"
        before = after


def signs(widget: Widget) -> set[str]:
    """The characters that are seen."""
    return {sign for y in range(widget.size.height) for sign in widget.render_line(y).text}


def cells(widget: Widget) -> Iterator[tuple[tuple[int, int], object]]:
    """Every cell of the widget: its place, and what it looks like; a blank shows no ink."""
    for y in range(widget.size.height):
        x = 0
        for segment in widget.render_line(y):
            for sign in segment.text:
                style = segment.style
                look = style.bgcolor if style and sign == " " else style
                yield (x, y), (sign, look)
                x += 1
