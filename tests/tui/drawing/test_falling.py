from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.evening.verdicts import Verdict
from renshu.score.compass import BY_KEYS
from renshu.score.notation import Score
from renshu.score.passage import whole
from renshu.tui.drawing.falling import EIGHTHS, Played, Scene, fitting_scale, note_columns
from renshu.tui.drawing.falling_plans import UNPLAYABLE, plans
from renshu.tui.drawing.falling_rows import draw
from renshu.tui.drawing.keyboard import KeyboardShape, fit
from renshu.tui.drawing.road import Road
from renshu.tui.drawing.row import Row, plain
from support.notation import score

SONG = score("C4> D4> E4> F4> | [C4<=2 C#4>=2] B4>=2")
OCTAVE = KeyboardShape(60, 71, 2)


def scene(music: Score = SONG, **changes: object) -> Scene:
    made = Scene(Road(music, whole(music)), OCTAVE, rows_per_quarter=1, height=6)
    return replace(made, **changes)  # type: ignore[arg-type]


def drawn(view: Scene, place: float, played: Played | None = None) -> tuple[Row, ...]:
    return tuple(draw(plan, view.shape) for plan in plans(view, place, played or Played()))


def shown(view: Scene, place: float, played: Played | None = None) -> list[str]:
    return plain(drawn(view, place, played)).split("\n")


def grounds(view: Scene, place: float, played: Played | None = None) -> set[str]:
    rows = drawn(view, place, played)
    return {part for spans in rows for span in spans for part in (span.ink, span.ground)}


def test_notes_stand_over_their_keys_as_long_as_they_last() -> None:
    assert shown(scene(), 0.0) == [
        "  ▁▁▁▁▁▁▁▁▁▁▁▁",
        "▁     ▇▇      ",
        "▁   ▇▇▁       ",
        "▁ ▇▇  ▁       ",
        "▇▇▂▂▂▂▂▂▂▂▂▂▂▂",
        "▏     ▏       ",
    ]


def test_they_fall_by_eighths_of_a_row() -> None:
    before, after = (shown(scene(), place) for place in (0.0, 1 / EIGHTHS))
    assert before[4].startswith("▇▇")
    assert after[4].startswith("▆▆")
    assert shown(scene(), 0.05) == before


def test_fingers_or_names_are_printed_on_the_notes() -> None:
    fingered = replace(SONG, notes=tuple(replace(note, fingering="3") for note in SONG.notes))
    assert shown(scene(fingered), 0.0)[4].startswith("3 ▂")
    assert shown(scene(has_names=True), 0.0)[3].startswith("▁ D")


def test_both_hands_and_the_one_that_is_not_asked_look_different() -> None:
    assert {"note-right-hand", "note-left-hand"} <= grounds(scene(), 1.0)
    left = frozenset(note.id for note in SONG.notes if note.hand.value == "left")
    parts = grounds(scene(quiet=left), 1.0)
    assert "note-quiet" in parts
    assert "note-left-hand" not in parts


@pytest.mark.parametrize(
    ("verdict", "part", "sign"),
    [
        (Verdict.RIGHT, "note-right", "●"),
        (Verdict.EARLY, "note-timing", "‹"),
        (Verdict.LATE, "note-timing", "›"),
        (Verdict.MISSED, "note-missed", "○"),
    ],
)
def test_what_was_played_has_its_verdict_in_colour_and_shape(
    verdict: Verdict, part: str, sign: str
) -> None:
    played = Played({0: verdict})
    assert part in grounds(scene(), 0.0, played)
    assert sign in shown(scene(), 0.0, played)[4]


def test_wrong_keys_are_shown_where_they_were_played() -> None:
    played = Played(ghosts=[(67, 0.0), (71, -9.0)])
    assert shown(scene(), 0.0, played)[4] == "▇▇▂▂▂▂▂▂×▂▂▂▂▂"


def test_what_is_played_again_is_forgotten() -> None:
    played = Played({0: Verdict.RIGHT, 3: Verdict.MISSED}, [(60, 0.5), (60, 2.0)])
    played.forget_from(scene().road, 1.0)
    assert played == Played({0: Verdict.RIGHT}, [(60, 0.5)])


def test_what_has_sunk_away_is_forgotten() -> None:
    played = Played({0: Verdict.RIGHT, 3: Verdict.MISSED}, [(60, 0.5), (60, 2.0)])
    played.forget_before(scene().road, 1.0)
    assert played == Played({3: Verdict.MISSED}, [(60, 2.0)])


def test_the_loop_is_shaded_over_its_bars() -> None:
    rows = plans(scene(shaded=range(1)), 0.0, Played())
    assert [plan.is_shaded for plan in rows] == [False, True, True, True, True, False]


def test_a_note_that_the_piano_lacks_says_so() -> None:
    shape = fit(60, 60, 90, BY_KEYS[25])
    high = score("C4> D6>")
    text = shown(scene(high, shape=shape, height=8), 0.0)
    assert sum(line.count(UNPLAYABLE) for line in text) == 1


def test_one_after_the_other_on_one_key_stay_apart() -> None:
    again = score("C4> C4> C4> C4>")
    for eighth in range(16):
        column = [line[0] for line in shown(scene(again, height=4), eighth / 8)]
        assert any(sign not in " ▕" for sign in column), eighth


def test_one_beside_the_other_stay_apart() -> None:
    beside = score("[C4>=4 D4> F4>=4]")
    assert shown(scene(beside), 0.0)[4].startswith(" ▕▇▇▂▂")


def test_narrow_black_keys_have_half_a_cell() -> None:
    narrow = scene(shape=KeyboardShape(60, 71, 1))
    assert "▐" in shown(narrow, 4.0)[3]


def test_quick_pieces_fall_faster() -> None:
    slow, quick = score("C4=4 D4=4"), score("C4=1/4 D4=1/4 E4=1/4 F4=1/4")
    scales = [fitting_scale(Road(one, whole(one))) for one in (slow, quick)]
    assert scales == [2.0, 4.0]


def test_a_row_knows_its_time() -> None:
    view = scene()
    assert view.time_at(4, 0.0) == 0.5
    assert view.time_at(0, 2.0) == 6.5


@given(st.floats(-4, 10), st.integers(2, 30), st.sampled_from([0.5, 1.0, 2.5, 6.0]))
def test_every_row_is_as_wide_as_the_keyboard(place: float, height: int, scale: float) -> None:
    view = scene(height=height, rows_per_quarter=scale)
    text = shown(view, place)
    assert len(text) == height
    assert {len(line) for line in text} == {view.shape.width}


@given(st.integers(60, 200), st.integers(21, 108))
def test_a_note_falls_on_its_own_key(width: int, pitch: int) -> None:
    shape = fit(width, pitch, pitch)
    columns = note_columns(shape, pitch)
    assert columns
    assert set(columns) <= set(shape.columns(pitch))


@pytest.mark.parametrize(
    ("verdict", "reveals", "is_seen"),
    [
        (None, True, False),
        (Verdict.RIGHT, True, True),
        (Verdict.LATE, True, True),
        (Verdict.RIGHT, False, False),
        (Verdict.MISSED, True, False),
    ],
)
def test_a_secret_note_falls_unseen_until_it_has_been_played(
    verdict: Verdict | None, reveals: bool, is_seen: bool
) -> None:
    secret = SONG.notes[1].id
    view = scene(secret=frozenset({secret}), reveals=reveals)
    key = view.road.occurrence(secret, 0.0)
    assert key is not None
    played = Played({key: verdict} if verdict else {})
    columns = {patch.column for plan in plans(view, 0.0, played) for patch in plan.patches}
    assert (2 in columns) is is_seen
    assert {0, 4} <= columns, "the others are seen"
