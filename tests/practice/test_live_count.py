import time

from hypothesis import given
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.performance.events import KeyDown
from renshu.practice.live_count import LiveCount
from renshu.practice.take import summarise
from renshu.score.passage import ScorePosition
from support.notation import score

SONG = score("C5 D5 E5 F5 | G5 A5 B5 C6")
PLACES = [ScorePosition(note.onset, note.measure) for note in SONG.notes]
IDS = [note.id for note in SONG.notes]
KEY = KeyDown(0.0, 60)

numbers = st.integers(0, len(IDS) - 1)
matches = numbers.map(lambda one: Match(KEY, IDS[one], PLACES[one]))
deletions = numbers.map(lambda one: Deletion(IDS[one], PLACES[one], 0.0))
wrong = numbers.map(lambda one: Insertion(KEY, PLACES[one - 1], wrong_for=IDS[one]))
extras = st.builds(
    Insertion, st.just(KEY), st.none() | st.sampled_from(PLACES), is_ornament=st.booleans()
)


@given(st.lists(matches | deletions | wrong | extras))
def test_it_comes_to_what_a_summary_says(labels: list[Label]) -> None:
    count = LiveCount(SONG)
    for number, label in enumerate(labels, 1):
        count.add(label)
        summary = summarise(labels[:number], SONG)
        assert (count.total, count.per_measure) == (summary.total, summary.per_measure)


def test_a_wrong_key_and_the_note_it_stands_for_count_once_in_either_order() -> None:
    both: tuple[Label, ...] = (
        Insertion(KEY, PLACES[0], wrong_for=IDS[0]),
        Deletion(IDS[0], PLACES[0], 0.0),
    )
    for labels in (both, both[::-1]):
        count = LiveCount(SONG)
        for label in labels:
            count.add(label)
        assert (count.total.wrong, count.total.missed) == (1, 0)


def test_a_bar_that_is_played_for_an_hour_costs_no_more_at_its_end() -> None:
    count = LiveCount(SONG)
    label = Match(KEY, IDS[0], PLACES[0])
    began = time.process_time()
    for _ in range(10_000):
        count.add(label)
    assert time.process_time() - began < 2.0
