from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.melody.chains import RANGE
from renshu.follow.melody.index import MelodyIndex
from renshu.follow.melody.lines import melody_of
from renshu.follow.melody.search import BREAK, LEAST_NOTES, TOGETHER, Candidate, MelodySearch
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from support.melodies import BEATS, MELODIES, keys, name, piece, tune
from support.notation import score
from support.plain_melody import PlainChains
from support.strategies import events

INDEX = MelodyIndex(MELODIES)
SEEDS = range(len(MELODIES))
few = settings(max_examples=25, deadline=None)
seeds = st.sampled_from(SEEDS)
begins = st.integers(0, 48)


@pytest.fixture
def search() -> MelodySearch:
    return MelodySearch(INDEX)


def hear(search: MelodySearch, played: Iterable[PlayedEvent]) -> tuple[Candidate, ...]:
    said = [search.feed(event) for event in played]
    return said[-1]


@few
@given(seeds, begins, st.integers(-24, 24))
def test_every_melody_finds_its_piece_and_bars_in_any_key(seed: int, begin: int, up: int) -> None:
    played = [pitch + up for pitch in tune(seed)[begin : begin + 8]]
    best = hear(MelodySearch(INDEX), keys(played))[0]
    assert best.piece == f"piece {seed}"
    assert (best.first_measure, best.measure) == (begin // BEATS, (begin + 7) // BEATS)
    assert best.transposition == up


def wrong(pitches: list[int], kind: str, at: int) -> list[int]:
    """The tune with one wrong note."""
    if kind == "missed":
        return [*pitches[:at], *pitches[at + 1 :]]
    stray = pitches[at] + 1
    return [*pitches[:at], stray, *pitches[at + (kind == "other") :]]


@pytest.mark.parametrize("kind", ["other", "extra", "missed"])
@pytest.mark.parametrize("at", range(1, 9))
def test_a_wrong_note_does_no_harm(search: MelodySearch, kind: str, at: int) -> None:
    played = wrong([pitch - 5 for pitch in tune(3)[8:18]], kind, at)
    best = hear(search, keys(played))[0]
    assert (best.piece, best.transposition) == ("piece 3", -5)


@few
@given(seeds, st.floats(0.3, 4.0), st.integers(-20, 20), st.floats(0.0, 1e6))
def test_pace_key_and_clock_change_nothing(seed: int, pace: float, up: int, start: float) -> None:
    pitches = wrong(tune(seed)[4:13], "other", 4)
    plain = hear(MelodySearch(INDEX), keys(pitches))
    moved = hear(MelodySearch(INDEX), keys([pitch + up for pitch in pitches], 0.5 * pace, start))
    assert [one.piece for one in moved[:1]] == [one.piece for one in plain[:1]]
    for one, other in zip(moved[:1], plain, strict=False):
        assert one.transposition == other.transposition + up
        assert one.share == pytest.approx(other.share, abs=0.02)


def test_the_left_hand_is_searched_too() -> None:
    notes = "C3 F3 B2 E3 A2 D3 G#2 E3 A3 F3".split()  # noqa: SIM905 - reads as music
    bass = score(" ".join(f"[C5> {note}<]" for note in notes))
    search = MelodySearch(MelodyIndex({**MELODIES, "bass": melody_of(bass)}))
    assert hear(search, keys([60, 65, 59, 64, 57, 62, 56, 64]))[0].piece == "bass"


def test_the_rhythm_tells_apart_what_the_notes_do_not() -> None:
    pitches = tune(1)[:12]
    library = {
        which: melody_of(
            score("C4 " + " ".join(f"{name(p)}{lengths[at % 2]}" for at, p in enumerate(pitches)))
        )
        for which, lengths in (("a", ("=2", "")), ("b", ("", "=2")))
    }
    for which, lengths in (("a", (1.0, 0.5)), ("b", (0.5, 1.0))):
        now, played = 0.0, []
        for at, pitch in enumerate(pitches):
            played.append(KeyDown(now, pitch))
            now += lengths[at % 2]
        assert hear(MelodySearch(MelodyIndex(library)), played)[0].piece == which


def test_octaves_are_one_melody(search: MelodySearch) -> None:
    pitches = tune(5)[16:24]
    low = [replace(key, time=key.time + 0.01, pitch=key.pitch - 12) for key in keys(pitches)]
    both = sorted([*keys(pitches), *low], key=lambda key: key.time)
    assert hear(search, both)[0].piece == "piece 5"
    assert search.notes == 8
    early = [replace(key, time=max(0.0, key.time - 0.02)) for key in low]
    search.forget()
    assert (
        hear(search, sorted([*keys(pitches), *early], key=lambda k: k.time))[0].piece == "piece 5"
    )


def test_after_a_silence_another_melody_begins(search: MelodySearch) -> None:
    hear(search, keys(tune(2)[:10]))
    assert hear(search, keys(tune(7)[8:16], start=5 + BREAK + 1))[0].piece == "piece 7"
    assert search.notes == 8


def test_another_melody_is_found_without_a_silence(search: MelodySearch) -> None:
    played = [*tune(2)[:12], *tune(7)[8:20]]
    assert hear(search, keys(played))[0].piece == "piece 7"


def test_forgetting_begins_anew(search: MelodySearch) -> None:
    hear(search, keys(tune(2)[:6]))
    search.forget()
    assert hear(search, keys(tune(2)[: LEAST_NOTES - 1], start=4.0)) == ()


def test_shares_fall_and_are_shares(search: MelodySearch) -> None:
    said = hear(search, keys(wrong(tune(9)[:8], "other", 3)))
    shares = [one.share for one in said]
    assert all(a >= b for a, b in pairwise(shares))
    assert 0 < sum(shares) <= 1 + 1e-6
    assert len({one.piece for one in said}) == len(said)


def test_there_is_evidence_for_a_melody_and_none_for_stray_keys(
    search: MelodySearch,
) -> None:
    assert hear(search, keys(tune(4)[:9]))[0].evidence > 3
    search.forget()
    assert all(one.evidence < 0 for one in hear(search, keys([31, 90, 42, 99, 30, 95, 41])))


def test_two_pieces_with_one_melody_share_it() -> None:
    search = MelodySearch(MelodyIndex({**MELODIES, "twin": melody_of(piece(tune(6)))}))
    first, second = hear(search, keys(tune(6)[:8]))[:2]
    assert {first.piece, second.piece} == {"piece 6", "twin"}
    assert first.share == pytest.approx(second.share)


@few
@given(events())
def test_whatever_is_played_nothing_is_raised(played: tuple[PlayedEvent, ...]) -> None:
    search = MelodySearch(INDEX)
    for event in played:
        said = search.feed(event)
        assert said == () or isinstance(event, KeyDown)


def test_an_empty_library_has_no_melody() -> None:
    for library in ({}, {"empty": melody_of(score("C4"))}):
        assert hear(MelodySearch(MelodyIndex(library)), keys(tune(0)[:8])) == ()


def test_letting_go_says_nothing(search: MelodySearch) -> None:
    assert search.feed(KeyUp(0.0, 60)) == ()


def test_what_is_said_of_each_piece_is_what_its_chains_add_up_to(search: MelodySearch) -> None:
    """The odds of a piece are those of all chains in it; its place is that of the best of them."""
    plain = PlainChains(INDEX)
    for key in keys([pitch + 3 for pitch in wrong(tune(5)[16:25], "other", 5)]):
        said = search.feed(key)
        plain.hear(key.time, key.pitch)
        chains = [
            (one.total(plain.weight()) + cost, one, pitch) for one, cost, pitch in plain.ended()
        ]
        best = max((total for total, _, _ in chains), default=0.0)
        odds: dict[str, float] = {}
        for total, chain, _ in chains:
            if total > best - RANGE:
                piece = INDEX.pieces[INDEX.piece[chain.place]]
                odds[piece] = odds.get(piece, 0.0) + exp(total)
        for one in said:
            assert one.share == pytest.approx(odds[one.piece] / sum(odds.values()), abs=1e-3)
            expected = log(odds[one.piece]) - log(len(INDEX))
            assert one.evidence == pytest.approx(expected, abs=1e-2)
        if said:
            _, chain, pitch = max(chains, key=lambda row: row[0])
            measures = INDEX.measure[[chain.start, chain.place]].tolist()
            assert [said[0].first_measure, said[0].measure] == measures
            assert said[0].transposition == pitch - INDEX.pitch[chain.place]
            assert len(said) == min(10, len(odds))
    assert said[0].piece == "piece 5"


def test_the_first_answer_comes_with_the_fourth_note(search: MelodySearch) -> None:
    said = [search.feed(key) for key in keys(tune(2)[:5])]
    assert [bool(one) for one in said] == [False, False, False, True, True]


def test_as_many_are_named_as_are_wanted() -> None:
    played = keys(tune(2)[:4])
    named = [len(hear(MelodySearch(INDEX, most), played)) for most in (1, 3)]
    assert named == [1, 3]
    assert len(hear(MelodySearch(INDEX), played)) == 10


@pytest.mark.parametrize(("silence", "notes"), [(BREAK, 5), (BREAK + 0.01, 1)])
def test_how_long_a_silence_ends_a_melody(search: MelodySearch, silence: float, notes: int) -> None:
    hear(search, [*keys(tune(2)[:4], 1.0), KeyDown(3.0 + silence, 72)])
    assert search.notes == notes


@pytest.mark.parametrize(
    ("chord", "heard"),
    [
        ([(0.0, 60), (TOGETHER, 64)], [(0.0, 64)]),
        ([(0.0, 64), (TOGETHER, 60)], [(0.0, 64)]),
        ([(0.0, 60), (TOGETHER + 0.01, 64)], [(0.0, 60), (TOGETHER + 0.01, 64)]),
        ([(0.0, 60), (0.03, 64), (0.06, 67)], [(0.0, 64), (0.06, 67)]),
        ([(0.0, 60), (0.03, 60)], [(0.0, 60)]),
    ],
)
def test_of_keys_that_come_together_the_highest_counts(
    search: MelodySearch, chord: list[tuple[float, int]], heard: list[tuple[float, int]]
) -> None:
    before = keys(tune(2)[:4], start=-2.0)
    said = hear(search, [*before, *(KeyDown(*key) for key in chord)])
    assert said == hear(MelodySearch(INDEX), [*before, *(KeyDown(*key) for key in heard)])
    assert search.notes == 4 + len(heard)


def test_time_never_goes_back(search: MelodySearch) -> None:
    hear(search, [KeyDown(5.0, 60), KeyDown(3.0, 62), KeyDown(4.0, 64), KeyDown(5.1, 65)])
    assert search.notes == 2, "62 and 64 came with the first key, as far as one can tell"


def test_forgetting_before_anything_was_played_changes_nothing(search: MelodySearch) -> None:
    search.forget()
    assert hear(search, keys(tune(3)[:8]))[0].piece == "piece 3"
    search.forget()
    hear(search, [KeyDown(3.51, 60)])
    assert search.notes == 1
