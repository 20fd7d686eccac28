"""What a diary says of takes that are known."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown
from renshu.practice.diary.stretches import BarPass, Diary, Stretch
from renshu.practice.diary.writing import write_diary
from renshu.practice.take import Tally, tally
from renshu.score.bars import span_text
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage, bars, unfold, whole
from support.notation import score
from support.pianist import Extra, Missed, Mistake, Pause, Played, Wrong, play

PIECE = score(
    "[C4 C3=2] E4 [G4 E3=2] C5 | [B4 G2=2] A4 [G4 B2=2] F4 | [E4 A2=2] D4 [C4 E3=2] F4 |"
    " [D4 D3=2] A4 [F4 A3=2] B4 | [C5 F2=2] G4 [E5 C3=2] D5 | [B4 G3=2] D5 [F5 D3=2] A5 |"
    " [G5 E2=2] E5 [C5 G3=2] A4 | [F4 F3=2] G4 [E4 B3=2] C4",
    qpm=90,
)
CHORDS = 32
"""Four a bar."""


def diary(played: Played, piece: Score = PIECE, passage: Passage | None = None) -> Diary:
    """The diary of a take as its review has it."""
    asked = passage or whole(piece)
    return write_diary(piece, review(piece, asked, Mode.FREE, played.events), asked)


def told(written: Diary, piece: Score = PIECE) -> list[str]:
    """Kind, bars and hands of each stretch, in words."""
    return [
        f"{one.kind.value} {span_text(piece, one.passage.start, one.passage.end)}"
        f" {one.passage.hands.value}"
        for one in written.stretches
    ]


def joined(*takes: Played, pause: float = 1.5) -> tuple[Played, list[int]]:
    """Takes one after the other, and the presses with which all but the first begin."""
    events, clock, begins, presses = [], 0.0, [], 0
    for one in takes:
        shift = clock - one.events[0].time
        events += [replace(event, time=event.time + shift) for event in one.events]
        presses += len(one.keys)
        begins.append(presses)
        clock = events[-1].time + pause
    return replace(takes[0], events=tuple(events)), begins[:-1]


class TestStretches:
    @pytest.mark.parametrize(
        ("stretches", "said"),
        [
            ([(0, 32)], ["play-through 1–8 both"]),
            ([(4, 12), (4, 12), (4, 12)], ["run 2–3 both", "repeat 2–3 both", "repeat 2–3 both"]),
            ([(0, 16), (20, 32)], ["run 1–4 both", "run 6–8 both"]),
            ([(0, 12), (8, 20)], ["run 1–3 both", "run 3–5 both"]),
            ([(8, 14), (0, 32)], ["run 3–4.2 both", "play-through 1–8 both"]),
        ],
    )
    def test_leaps_cut(self, stretches: list[tuple[int, int]], said: list[str]) -> None:
        assert told(diary(play(PIECE, stretches=stretches, seed=3))) == said

    @pytest.mark.parametrize("hands", [Hands.LEFT, Hands.RIGHT])
    def test_one_hand_alone(self, hands: Hands) -> None:
        alone = play(PIECE, bars(PIECE, 1, 6, hands))
        together = play(PIECE, bars(PIECE, 1, 6))
        written = diary(joined(alone, together)[0])
        assert told(written) == [f"run 2–7 {hands.value}", "repeat 2–7 both"]

    def test_slow_work(self) -> None:
        written = diary(play(PIECE, bars(PIECE, 1, 3), tempo=0.5))
        assert told(written) == ["slow 2–4 both"]
        assert written.stretches[0].tempo == pytest.approx(0.5, abs=0.01)

    def test_a_pause_is_no_slow_tempo_and_no_leap(self) -> None:
        written = diary(play(PIECE, mistakes=[Pause(9, 6.0), Pause(20, 4.0)]))
        assert told(written) == ["play-through 1–8 both"]
        assert written.stretches[0].tempo == pytest.approx(1.0, abs=0.05)

    def test_slips_cut_nothing(self) -> None:
        slips: list[Mistake] = [Wrong(5), Missed(9), Extra(14, 61), Wrong(15, 0, 2), Extra(22, 72)]
        assert told(diary(play(PIECE, mistakes=slips))) == ["play-through 1–8 both"]

    def test_a_chord_struck_again_begins_anew(self) -> None:
        played = play(PIECE, stretches=[(0, 11), (10, 32)], jump_seconds=1.4)
        assert [one.first for one in diary(played).stretches] == [0, 17]

    def test_an_ornament_cuts_nothing(self) -> None:
        piece = score("C4 E4 F4=2!trill | G4 A4 B4 C5 | D5 B4 G4 F4 | E4 D4 C4=2")
        plain = play(piece)
        trill = [KeyDown(2.2 + 0.12 * n, 67 if n % 2 else 65, 50) for n in range(1, 14)]
        events = tuple(sorted((*plain.events, *trill), key=lambda event: event.time))
        written = diary(replace(plain, events=events), piece)
        assert told(written, piece) == ["play-through 1–4 both"]

    def test_nothing_recognised_is_no_diary(self) -> None:
        labels = [Insertion(KeyDown(float(n), 30 + n)) for n in range(5)]
        assert write_diary(PIECE, labels) == Diary()
        assert write_diary(PIECE, []) == Diary()


class TestRepeats:
    PIECE = score(
        "C4 E4 G4 C5 | B4 A4 G4=2 | E4 D4 C4 F4 | D4 A4 F4=2",
        order=[0, 1, 0, 1, 2, 3, 2, 3],
        qpm=40,
    )

    def test_a_written_repeat_is_going_on(self) -> None:
        assert told(diary(play(self.PIECE), self.PIECE), self.PIECE) == ["play-through 1–4 both"]

    def test_each_time_through_a_bar_is_a_pass(self) -> None:
        passes = diary(play(self.PIECE), self.PIECE).passes
        assert [one.measure for one in passes] == [0, 1, 0, 1, 2, 3, 2, 3]
        assert all(one.is_whole and one.tally.accuracy == 1 for one in passes)

    def test_once_more_than_written_is_a_repeat(self) -> None:
        played = play(self.PIECE, stretches=[(0, 14), (7, 21)], jump_seconds=3.0)
        written = diary(played, self.PIECE)
        assert [one.first for one in written.stretches] == [0, 14]


class TestModes:
    @pytest.mark.parametrize("mode", [Mode.TEMPO, Mode.WAIT])
    def test_each_lap_of_a_loop_is_a_stretch(self, mode: Mode) -> None:
        loop = replace(bars(PIECE, 2, 3), is_looped=True)
        once = play(PIECE, bars(PIECE, 2, 3))
        played, begins = joined(once, once, once, pause=0.3)
        written = write_diary(PIECE, review(PIECE, loop, mode, played.events), loop)
        assert [one.first for one in written.stretches[1:]] == begins
        assert told(written) == ["run 3–4 both", "repeat 3–4 both", "repeat 3–4 both"]

    def test_a_passage_is_played_through(self) -> None:
        passage = bars(PIECE, 2, 5)
        labels = review(PIECE, passage, Mode.TEMPO, play(PIECE, passage).events)
        assert told(write_diary(PIECE, labels, passage)) == ["play-through 3–6 both"]


class TestPasses:
    def test_hands_count_by_themselves(self) -> None:
        written = diary(play(PIECE, bars(PIECE, 0, 1), mistakes=[Wrong(1), Missed(4, 0)]))
        found = {(one.measure, one.hand.value): one.tally for one in written.passes}
        assert found == {
            (0, "right"): Tally(3, 1),
            (0, "left"): Tally(2),
            (1, "right"): Tally(4),
            (1, "left"): Tally(1, 0, 1),
        }

    def test_what_was_begun_in_the_middle_is_not_whole(self) -> None:
        passes = diary(play(PIECE, stretches=[(2, 10)])).passes
        assert {(one.measure, one.is_whole) for one in passes} == {
            (0, False),
            (1, True),
            (2, False),
        }


mistakes = st.lists(
    st.one_of(
        st.builds(Wrong, st.integers(0, 80), st.just(0), st.sampled_from([-2, -1, 1, 2])),
        st.builds(Missed, st.integers(0, 80), st.just(0)),
        st.builds(Extra, st.integers(0, 80), st.integers(40, 84)),
        st.builds(Pause, st.integers(0, 80), st.floats(0.5, 5)),
    ),
    max_size=6,
)


@st.composite
def sessions(draw: st.DrawFn) -> Sequence[tuple[int, int]]:
    """Stretches of chords, none of which goes on where the one before ended."""
    found: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, CHORDS - 10))
        last = draw(st.integers(first + 8, min(CHORDS, first + 20)))
        if not found or not found[-1][1] - 1 < first < found[-1][1] + 6:
            found.append((first, last))
    return found


class TestLaws:
    @settings(max_examples=40, deadline=None)
    @given(sessions(), mistakes, st.integers(0, 9))
    def test_every_press_is_in_one_stretch_and_tallies_add_up(
        self, stretches: Sequence[tuple[int, int]], slips: list[Mistake], seed: int
    ) -> None:
        played = play(PIECE, stretches=stretches, mistakes=slips, spread=0.03, seed=seed)
        labels = review(PIECE, whole(PIECE), Mode.FREE, played.events)
        written = write_diary(PIECE, labels)
        edges = [(one.first, one.last) for one in written.stretches]
        assert [n for a, b in edges for n in range(a, b + 1)] == list(range(len(played.keys)))
        for number, stretch in enumerate(written.stretches):
            its = [one for one in written.passes if one.stretch == number]
            assert summed(its) == stretch.tally
        assert summed(written.stretches) == tally(labels)

    @settings(max_examples=40, deadline=None)
    @given(sessions(), st.integers(0, 9), st.floats(0.4, 1.2))
    @example([(0, 16), (15, 23)], 0, 0.5)
    def test_a_session_gives_back_its_parts(
        self, stretches: Sequence[tuple[int, int]], seed: int, tempo: float
    ) -> None:
        breath = 1.5 / tempo
        played = play(
            PIECE,
            stretches=stretches,
            spread=0.02,
            seed=seed,
            tempo=tempo,
            jump_seconds=breath,
        )
        sizes = [presses_of(a, b) for a, b in stretches]
        begins = [sum(sizes[:n]) for n in range(len(sizes))]
        found = [one.first for one in diary(played).stretches]
        assert len(found) == len(begins)
        assert all(abs(a - b) <= 2 for a, b in zip(found, begins, strict=True))

    @settings(max_examples=20, deadline=None)
    @given(sessions(), mistakes, st.sampled_from([0.5, 64.0, 1024.0]))
    @example([(0, 20)], [Pause(4, 2.0)], 64.0)
    def test_shifting_time_changes_nothing(
        self, stretches: Sequence[tuple[int, int]], slips: list[Mistake], seconds: float
    ) -> None:
        played = play(PIECE, stretches=stretches, mistakes=slips)
        labels = review(PIECE, whole(PIECE), Mode.FREE, played.events)
        here, there = (
            write_diary(PIECE, labels),
            write_diary(PIECE, [moved(label, seconds) for label in labels]),
        )
        assert [still(one) for one in here.stretches] == [still(one) for one in there.stretches]
        assert len(here.passes) == len(there.passes)


def presses_of(first: int, stop: int) -> int:
    return sum(len(chord.notes) for chord in unfold(PIECE, whole(PIECE))[first:stop])


def moved(label: Label, seconds: float) -> Label:
    if isinstance(label, Deletion):
        return replace(label, time=label.time + seconds)
    return replace(label, key=replace(label.key, time=label.key.time + seconds))


def still(one: Stretch) -> tuple[object, ...]:
    """All of a stretch that does not depend on when it was."""
    return one.kind, one.first, one.last, one.passage, one.tally


def summed(parts: Sequence[Stretch] | Sequence[BarPass]) -> Tally:
    tallies = [one.tally for one in parts]
    return Tally(
        sum(one.matched for one in tallies),
        sum(one.wrong for one in tallies),
        sum(one.missed for one in tallies),
        sum(one.extra for one in tallies),
    )
