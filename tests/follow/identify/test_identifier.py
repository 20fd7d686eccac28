from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp, inf, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.identify.chains import Chains
from renshu.follow.identify.identifier import (
    BREAK,
    LEAST_NOTES,
    SURE,
    SURPLUS,
    UNKNOWN,
    Identified,
    Identifier,
    Place,
)
from renshu.follow.identify.index import Index
from renshu.follow.identify.outline import outline_of
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import Hands, unfold, whole
from support.notation import score
from support.pianist import Extra, Missed, Mistake, Wrong, play
from support.plain_identify import PlainChains
from support.strategies import events, scores

BARS, BEATS = 24, 4
few = settings(max_examples=25, deadline=None)


def invented(seed: int) -> Score:
    """A piece of our own: a wandering tune over broken chords."""
    chance = Random(seed)  # noqa: S311 - a test keeps no secrets
    bars, degree = [], 7
    scale = [f"{step}{octave}" for octave in (4, 5) for step in "CDEFGAB"]
    for _ in range(BARS):
        beats = []
        for _ in range(BEATS):
            degree = min(13, max(0, degree + chance.choice([-3, -2, -1, 1, 2, 3])))
            low = f"{chance.choice('CDEFGA')}{chance.choice('23')}<"
            words = [f"[{low} {scale[degree]}>]", f"{scale[degree]}>", f"[{low} {low[0]}4<]"]
            beats.append(chance.choice(words))
        bars.append(" ".join(beats))
    return score(" | ".join(bars))


PIECES = {f"piece {seed}": invented(seed) for seed in range(30)}


def library(pieces: dict[str, Score]) -> Index:
    return Index(outline_of(piece, name) for name, piece in pieces.items())


INDEX = library(PIECES)


@pytest.fixture
def identifier() -> Identifier:
    return Identifier(INDEX)


def hear(identifier: Identifier, played: Iterable[PlayedEvent]) -> Identified:
    said = [answer for event in played if (answer := identifier.feed(event)) is not None]
    return said[-1]


def from_chord(
    name: str,
    first: int,
    *,
    mistakes: Sequence[Mistake] = (),
    hands: Hands = Hands.BOTH,
    tempo: float = 1.0,
    chords: int = 14,
) -> tuple[KeyDown, ...]:
    passage = replace(whole(PIECES[name]), hands=hands)
    first = min(first, len(unfold(PIECES[name], passage)) - chords)
    played = play(
        PIECES[name],
        passage,
        stretches=[(first, first + chords)],
        mistakes=mistakes,
        tempo=tempo,
        spread=0.03,
        jitter=0.01,
    )
    return played.keys


@pytest.mark.parametrize(
    ("hands", "tempo", "mistakes"),
    [
        (Hands.BOTH, 1.0, ()),
        (Hands.BOTH, 0.5, ()),
        (Hands.BOTH, 2.0, ()),
        (Hands.RIGHT, 1.0, ()),
        (Hands.LEFT, 0.6, ()),
        (Hands.BOTH, 1.0, (Wrong(2), Missed(5))),
        (Hands.BOTH, 0.7, (Extra(3, 61), Missed(6, None))),
        (Hands.RIGHT, 1.0, (Wrong(0), Extra(4, 66))),
    ],
)
def test_the_piece_and_the_bar_are_named(
    hands: Hands, tempo: float, mistakes: tuple[Mistake, ...], identifier: Identifier
) -> None:
    keys = from_chord("piece 7", 41, hands=hands, tempo=tempo, mistakes=mistakes)
    said = hear(identifier, keys)
    assert said.place.piece == "piece 7"
    assert said.is_certain
    assert not said.equals


def test_the_bar_is_that_of_the_last_note(identifier: Identifier) -> None:
    keys = from_chord("piece 3", 40, chords=12)  # of which each lasts a quarter
    measures = [answer.place.measure for key in keys if (answer := identifier.feed(key))]
    assert measures[-1] == 12
    assert sorted(measures[8:]) == measures[8:]


def test_the_hand_that_plays_alone_is_named(identifier: Identifier) -> None:
    assert hear(identifier, from_chord("piece 3", 8)).place.hands is Hands.BOTH
    identifier.forget()
    right = hear(identifier, from_chord("piece 3", 8, hands=Hands.RIGHT))
    assert right.place.hands is Hands.RIGHT


def test_the_order_within_a_chord_does_not_matter() -> None:
    chords = [(60, 64, 67), (62, 65, 69), (59, 65, 67)]
    piece = score("[C4 E4 G4] [D4 F4 A4] [B3 F4 G4]")
    index = library({"this": piece, **PIECES})
    chance = Random(2)  # noqa: S311
    for _ in range(5):
        shuffled = [pitch for chord in chords for pitch in chance.sample(chord, 3)]
        keys = [KeyDown(i // 3 + 0.02 * (i % 3), pitch) for i, pitch in enumerate(shuffled)]
        assert hear(Identifier(index), keys).place.piece == "this"


def test_nothing_is_certain_after_a_few_notes(identifier: Identifier) -> None:
    for key in from_chord("piece 7", 30)[: LEAST_NOTES - 1]:
        said = identifier.feed(key)
        assert said is None or not said.is_certain


def test_other_music_is_never_certain(identifier: Identifier) -> None:
    for seed in range(100, 110):
        identifier.forget()
        for event in play(invented(seed)).keys[:16]:
            said = identifier.feed(event)
            assert said is None or not said.is_certain


def test_two_files_of_the_same_music_are_equals() -> None:
    identifier = Identifier(library({**PIECES, "copy": PIECES["piece 7"]}))
    said = hear(identifier, from_chord("piece 7", 41))
    named = {said.place.piece, *(place.piece for place in said.equals)}
    assert named == {"piece 7", "copy"}
    assert {place.measure for place in (said.place, *said.equals)} == {said.place.measure}
    assert said.is_certain


def test_pieces_that_only_begin_alike_are_not_equals() -> None:
    start = " | ".join(["C4 D4 E4 G4 A4 G4 E4 D4"] * 2)
    one = score(f"{start} | " + " | ".join(["C5 A4 F4 C4"] * 4))
    other = score(f"{start} | " + " | ".join(["B4 G4 D4 B3"] * 4))
    identifier = Identifier(library({"one": one, "other": other, **PIECES}))
    keys = play(one).keys
    said = hear(identifier, keys[:16])
    assert said.place.piece in {"one", "other"}
    assert not said.equals
    assert not said.is_certain
    said = hear(identifier, keys[16:24])
    assert said.place.piece == "one"
    assert said.is_certain


def test_who_goes_to_another_piece_is_heard_there(identifier: Identifier) -> None:
    hear(identifier, from_chord("piece 7", 41))
    later = [replace(key, time=key.time + 20) for key in from_chord("piece 8", 20)]
    assert hear(identifier, later).place.piece == "piece 8"


def test_who_goes_on_with_another_piece_at_once_is_heard_there(identifier: Identifier) -> None:
    first = from_chord("piece 7", 41)
    second = from_chord("piece 8", 20)
    gap = first[-1].time + 1 - second[0].time
    said = hear(identifier, [*first, *(replace(key, time=key.time + gap) for key in second)])
    assert said.place.piece == "piece 8"
    assert said.is_certain
    assert said.notes <= len(second)


def test_a_long_silence_ends_what_was_played(identifier: Identifier) -> None:
    keys = from_chord("piece 7", 41)
    hear(identifier, keys)
    after = replace(keys[-1], time=keys[-1].time + BREAK + 1)
    said = identifier.feed(after)
    assert said is None or said.notes == 1


def test_what_was_forgotten_counts_no_more(identifier: Identifier) -> None:
    keys = from_chord("piece 7", 41)
    hear(identifier, keys[:8])
    identifier.forget()
    said = identifier.feed(keys[8])
    assert said is None or said.notes == 1


def test_lifted_keys_say_nothing(identifier: Identifier) -> None:
    assert identifier.feed(KeyUp(0.0, 60)) is None


def test_an_empty_library_knows_nothing() -> None:
    identifier = Identifier(library({}))
    assert [identifier.feed(KeyDown(float(i), 60)) for i in range(9)] == [None] * 9


def test_hours_of_playing_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = from_chord("piece 7", 10, chords=60)
    expected = [answer and answer.place for answer in map(Identifier(INDEX).feed, keys)]
    monkeypatch.setattr("renshu.follow.identify.chains._SWELL", 60.0)
    said = [answer and answer.place for answer in map(Identifier(INDEX).feed, keys)]
    assert said == expected


@few
@given(st.integers(0, 29), st.integers(0, 60), st.floats(0.4, 2.5), st.sampled_from(Hands))
def test_law_a_faultless_player_is_named(
    number: int, first: int, tempo: float, hands: Hands
) -> None:
    name = f"piece {number}"
    said = hear(Identifier(INDEX), from_chord(name, first, tempo=tempo, hands=hands))
    assert said.place.piece == name


@few
@given(events())
def test_law_nothing_raises(played: tuple[PlayedEvent, ...]) -> None:
    identifier = Identifier(INDEX)
    for event in played:
        said = identifier.feed(event)
        assert said is None or 0 <= said.confidence <= 1


@few
@given(st.lists(scores(), max_size=3), events())
def test_law_any_library_will_do(pieces: list[Score], played: tuple[PlayedEvent, ...]) -> None:
    index = library({str(number): piece for number, piece in enumerate(pieces)})
    identifier = Identifier(index)
    for event in played:
        if said := identifier.feed(event):
            piece = pieces[int(said.place.piece)]
            assert 0 <= said.place.measure < len(piece.measures)


@few
@given(st.integers(0, 60), st.floats(-1e6, 1e6))
def test_law_shifting_time_changes_nothing(first: int, seconds: float) -> None:
    keys = from_chord("piece 5", first)
    later = [replace(key, time=key.time + seconds) for key in keys]
    here, there = hear(Identifier(INDEX), keys), hear(Identifier(INDEX), later)
    assert here.place == there.place
    assert here.confidence == pytest.approx(there.confidence, abs=1e-3)


def test_a_chain_gains_by_each_right_note() -> None:
    chains = Chains(INDEX)
    gains = []
    for key in from_chord("piece 5", 12, hands=Hands.RIGHT):
        chains.hear(key.time, key.pitch)
        gains.append(chains.best)
    assert gains == sorted(gains)


def test_a_place_knows_its_hands() -> None:
    assert Place("one", 3).hands is Hands.BOTH


def test_what_is_said_is_what_the_chains_have_gained() -> None:
    """Of each piece the best chain counts; equals share its confidence."""
    index = library({**PIECES, "copy": PIECES["piece 7"]})
    identifier, plain = Identifier(index), PlainChains(index)
    keys = from_chord("piece 7", 41, mistakes=[Wrong(3)])
    for key in keys:
        said = identifier.feed(key)
        plain.hear(key.time - keys[0].time, key.pitch)
        close = {p: one for p, one in plain.chains.items() if one.likelihood > plain.best - 9}
        best: dict[str, float] = {}
        for place, one in close.items():
            piece = index.reading_at(place).piece
            best[piece] = max(best.get(piece, -inf), one.likelihood)
        assert said is not None
        champion = max(close.values(), key=lambda one: one.likelihood)
        place = next(p for p, one in close.items() if one is champion)
        assert said.place.piece in {"piece 7", "copy", index.reading_at(place).piece}
        notes = plain.notes - champion.first + 1
        assert said.notes == notes
        expected = champion.gain - UNKNOWN * notes - log(len(index))
        assert said.evidence == pytest.approx(expected, abs=1e-3)
        equals = sum(exp(best[one.piece]) for one in (said.place, *said.equals))
        assert said.confidence == pytest.approx(equals / sum(map(exp, best.values())), abs=1e-3)
        assert said.place.measure == index.measure[place]
        assert said.place.hands is index.reading_at(place).hands


@pytest.mark.parametrize(("silence", "notes"), [(BREAK, 5), (BREAK + 0.01, 1)])
def test_how_long_a_silence_ends_what_was_played(silence: float, notes: int) -> None:
    identifier = Identifier(library({"this": score("C4 D4 E4 F4 G4")}))
    keys = [KeyDown(float(at), pitch) for at, pitch in enumerate((60, 62, 64, 65))]
    said = hear(identifier, [*keys, KeyDown(3.0 + silence, 67)])
    assert said.notes == notes


SURE_OF_IT = Identified(Place("this", 0), (), SURE, LEAST_NOTES, SURPLUS)


@pytest.mark.parametrize(
    ("said", "is_certain"),
    [
        (SURE_OF_IT, True),
        (replace(SURE_OF_IT, notes=LEAST_NOTES - 1), False),
        (replace(SURE_OF_IT, confidence=SURE - 0.001), False),
        (replace(SURE_OF_IT, evidence=SURPLUS - 0.001), False),
    ],
)
def test_a_piece_opens_by_itself_if_all_is_sure(said: Identified, is_certain: bool) -> None:
    assert said.is_certain is is_certain


def test_where_too_much_fits_nothing_is_said() -> None:
    one = score(" ".join(["C4"] * 4096))
    assert Identifier(library({"one": one})).feed(KeyDown(0.0, 60)) is not None
    two = library({"one": one, "two": score("C4")})
    assert Identifier(two).feed(KeyDown(0.0, 60)) is None


def test_of_ten_copies_nine_are_equals() -> None:
    line = score("C4 E4 D4 G4 F4 A4 G4 C5")
    identifier = Identifier(library({str(copy): line for copy in range(10)}))
    said = hear(identifier, play(line).keys)
    assert (said.place.piece, [place.piece for place in said.equals]) == ("0", list("12345678"))
    assert said.confidence == pytest.approx(0.9)
    assert not said.is_certain


def test_time_never_goes_back() -> None:
    index = library({"this": score("C4 D4 E4 F4 G4")})
    back, still = Identifier(index), Identifier(index)
    hear(back, [KeyDown(5.0, 60), KeyDown(6.0, 62), KeyDown(5.5, 64), KeyDown(7.0, 65)])
    hear(still, [KeyDown(5.0, 60), KeyDown(6.0, 62), KeyDown(6.0, 64), KeyDown(7.0, 65)])
    last = KeyDown(8.0, 67)
    assert back.feed(last) == still.feed(last)
