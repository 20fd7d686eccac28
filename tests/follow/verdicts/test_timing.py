"""Early and late: what steps out, not what sways; against a click, what is off the click."""

import pytest

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Aspect, Verdict
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.notation import score
from support.pianist import Mistake, Pause, Shift, play
from support.signs import signed

SONG = score(" | ".join(["[C3=2 E4] G4 [G3=2 C5] E5", "[F3=2 A4] C5 [A3=2 F5] D5"] * 4), qpm=90)


def timed(
    *mistakes: Mistake,
    music: Score = SONG,
    tempo: float = 1.0,
    jitter: float = 0.0,
    is_clicked: bool = False,
) -> tuple[Verdict, ...]:
    played = play(music, mistakes=mistakes, tempo=tempo, jitter=jitter, spread=0.02, seed=5)
    mode = Mode.TEMPO if is_clicked else Mode.FREE
    clicks = (lambda q: float(q) * 60 / 90 / tempo) if is_clicked else None
    labels = review(music, whole(music), mode, played.events, seconds_of=clicks)
    return judge(music, labels, played.events, mode, aspects=[Aspect.TIMING])


def kinds(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.kind.value for verdict in verdicts]


@pytest.mark.parametrize(("seconds", "kind"), [(0.25, "late"), (-0.25, "early")])
def test_a_chord_that_steps_out_is_told_once(seconds: float, kind: str) -> None:
    assert kinds(timed(Shift(12, seconds))) == [kind]
    assert kinds(timed(Shift(12, 0.09))) == []


def test_the_tolerance_goes_with_the_tempo() -> None:
    assert kinds(timed(Shift(13, 0.12), tempo=2.0)) == ["late"]
    assert kinds(timed(Shift(13, 0.12), tempo=0.5)) == []


def test_what_nobody_hears_is_not_told() -> None:
    assert timed(Shift(13, 0.045), tempo=5.0) == ()


def test_the_tolerance_goes_with_the_player() -> None:
    assert kinds(timed(Shift(13, 0.2), jitter=0.01)) == ["late"]
    assert kinds(timed(Shift(13, 0.2), jitter=0.12)) == []


def test_a_pause_is_no_late_chord_after_another() -> None:
    assert len(timed(Pause(13, 3.0))) <= 1


def test_chords_that_move_together_are_a_change_of_tempo() -> None:
    assert timed(Shift(12, 0.2), Shift(13, 0.25), Shift(14, 0.2)) == ()


def test_time_is_free_at_a_fermata_and_after_it() -> None:
    music = signed(SONG, articulations={"n18": "fermata"})
    onset = music.notes_by_id["n18"].onset
    assert timed(Shift(int(onset) + 1, 0.3), music=music) == ()


def test_against_the_click_less_is_forgiven() -> None:
    assert kinds(timed(Shift(13, 0.11), is_clicked=True)) == ["late"]
    assert kinds(timed(Shift(13, 0.11))) == []
    assert kinds(timed(Shift(4, -0.2), is_clicked=True)) == ["early"]


def test_a_player_who_keeps_behind_the_click_is_told_so() -> None:
    late = [Shift(chord, 0.15) for chord in range(8, 20)]
    assert kinds(timed(*late, is_clicked=True)) == ["late"] * 12


def test_a_verdict_names_the_note_and_how_far_it_was_off() -> None:
    (verdict,) = timed(Shift(12, 0.25), is_clicked=True)
    first = next(note for note in SONG.notes if note.onset == 12)
    assert verdict.note_id == first.id
    assert verdict.position is not None
    assert verdict.position.onset == 12
    assert verdict.amount == pytest.approx(250, abs=25)


def test_beside_chords_of_which_nothing_is_known_a_chord_stands_alone() -> None:
    """Rolled chords say nothing about time."""
    rolled = "[D4 F4 A4]!arpeggio"
    music = score(" | ".join([f"[C4 E4] {rolled} [E4 G4] {rolled}"] * 6), qpm=90)
    assert kinds(timed(Shift(12, 0.25), music=music)) == ["late"]


def clicked(music: Score, qpm: float, *mistakes: Mistake) -> list[str]:
    played = play(music, mistakes=mistakes)
    labels = review(
        music, whole(music), Mode.TEMPO, played.events, seconds_of=lambda q: float(q) * 60 / qpm
    )
    verdicts = judge(music, labels, played.events, Mode.TEMPO, aspects=[Aspect.TIMING])
    assert [one.amount for one in verdicts] == pytest.approx(
        [1000 * one.seconds for one in mistakes if isinstance(one, Shift)][: len(verdicts)],
        abs=1e-3,
    )
    return kinds(verdicts)


SIXTEENTHS = " | ".join(["C4=1/4 D4=1/4 E4=1/4 F4=1/4 G4 A4 B4"] * 4)


@pytest.mark.parametrize(
    ("line", "qpm", "chord", "seconds", "is_told"),
    [
        ("C4 D4 E4 F4 | G4 A4 B4 C5", 90, 0, 0.08, True),  # the first one: half a beat
        ("C4 D4 E4 F4 | G4 A4 B4 C5", 90, 0, 0.04, False),
        (SIXTEENTHS, 30, 9, 0.09, False),  # half a beat where the gap is shorter
        (SIXTEENTHS, 30, 9, 0.15, True),
        (SIXTEENTHS, 30, 12, 0.20, False),  # and the gap where it is longer
        (SIXTEENTHS, 30, 12, 0.25, True),
        ("C4 D4 E4", 60, 1, 0.15, True),  # of which no pace is known
        ("C4 D4 E4", 60, 1, 0.10, False),
    ],
)
def test_what_one_can_tell_against_a_click(
    line: str, qpm: float, chord: int, seconds: float, is_told: bool
) -> None:
    told = clicked(score(line, qpm=qpm), qpm, Shift(chord, seconds))
    assert told == (["late"] if is_told else [])


def test_two_chords_after_a_fermata_time_is_no_longer_free() -> None:
    music = signed(SONG, articulations={"n18": "fermata"})
    onset = int(music.notes_by_id["n18"].onset)
    assert kinds(timed(Shift(onset + 2, 0.3), music=music)) == ["late"]
