"""The other hand, played in the player's time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.accompaniment import Accompaniment
from renshu.practice.accompanying import Accompanist, Cue
from renshu.practice.cueing import Cues, Releases
from renshu.practice.session import Command, Session, Setup
from renshu.score.notation import Score
from renshu.score.passage import Hands, bars, whole
from support.notation import presses, score

SONG = score("[C3=4 C5] D5 E5 F5 | [G2=1/2 C5=2]=1/2 B2=1/2 D3 E5=2 | [C3=4 E5=4]", qpm=60)
RIGHT = whole(SONG, Hands.RIGHT)


class Heard:
    """Sounds plans as a scheduler does: each takes the place of what was to come."""

    def __init__(self) -> None:
        self.sounded: list[PlayedEvent] = []
        self._to_come: Sequence[PlayedEvent] = ()

    def replace(self, plan: Sequence[PlayedEvent], now: float) -> None:
        self.let_pass(now)
        self._to_come = plan

    def let_pass(self, now: float) -> None:
        self.sounded += [event for event in self._to_come if event.time < now]
        self._to_come = [event for event in self._to_come if event.time >= now]

    @property
    def struck(self) -> list[tuple[int, float]]:
        return [(e.pitch, round(e.time, 3)) for e in self.sounded if isinstance(e, KeyDown)]

    @property
    def down(self) -> set[int]:
        found: set[int] = set()
        for event in self.sounded:
            if isinstance(event, KeyDown):
                found.add(event.pitch)
            elif isinstance(event, KeyUp):
                found.discard(event.pitch)
        return found


def accompanied(
    cues: Iterable[tuple[float, float]], music: Score = SONG, until: float = 1e9
) -> Heard:
    """What is heard beside a right hand that begins (place, time) one after the other."""
    player, heard = Accompanist(Accompaniment(music, whole(music, Hands.RIGHT)), 1.0), Heard()
    for place, time in cues:
        heard.replace(player.take(Cue(place, time)), time)
    heard.let_pass(until)
    return heard


def test_in_tempo_it_plays_what_is_written() -> None:
    cues = [(float(place), 10.0 + place) for place in (0, 1, 2, 3, 4, 6, 8)]
    assert accompanied(cues).struck == [
        (48, 10), (43, 14), (47, 14.5), (50, 15), (48, 18),
    ]  # fmt: skip


def test_it_learns_the_players_tempo() -> None:
    cues = [(float(place), 10.0 + 0.5 * place) for place in (0, 1, 2, 3, 4)]
    struck = accompanied(cues).struck
    assert struck[:2] == [(48, 10), (43, 12)]
    assert struck[2][0] == 47
    assert struck[2][1] == pytest.approx(12.25, abs=0.06)


def test_it_waits_at_a_pause_and_never_goes_beyond_the_players_next_note() -> None:
    heard = accompanied([(0.0, 10.0), (1.0, 11.0)])
    assert heard.struck == [(48, 10)]
    assert heard.down == set()
    assert accompanied([(4.0, 10.0)]).struck == [(43, 10), (47, 10.5), (50, 11)]


def test_it_falls_silent_within_a_bar_when_the_player_stops() -> None:
    heard = accompanied([(0.0, 10.0), (1.0, 11.0)], until=11.0 + 4.0)
    assert heard.down == set()


def test_what_the_player_has_overtaken_is_left_out() -> None:
    assert accompanied([(4.0, 10.0), (6.0, 10.2), (8.0, 12.0)]).struck == [(43, 10), (48, 12)]
    assert accompanied([(4.0, 10.0), (6.0, 10.95), (8.0, 12.0)]).struck == [
        (43, 10), (47, 10.5), (50, 10.95), (48, 12),
    ]  # fmt: skip


def test_after_a_jump_it_ends_what_sounds_and_joins_in() -> None:
    player, heard = Accompanist(Accompaniment(SONG, RIGHT), 1.0), Heard()
    heard.replace(player.take(Cue(0.0, 10.0)), 10.0)
    heard.replace(player.take(Cue(4.0, 10.7, is_jump=True)), 10.7)
    heard.let_pass(10.8)
    assert heard.down == {43}
    assert heard.struck == [(48, 10), (43, 10.7)]


def test_a_voice_goes_with_both_hands() -> None:
    voice = replace(SONG.notes[0], id="v", pitch=79)
    song = replace(SONG, other_notes=(voice,))
    assert Accompaniment(SONG, whole(SONG)).is_empty
    music = Accompaniment(song, whole(song))
    (stroke,) = music.window(0.0).strokes
    assert stroke.pitch == 79


def test_in_half_the_tempo_it_takes_twice_as_long() -> None:
    player = Accompanist(Accompaniment(SONG, RIGHT), 0.5)
    events = player.take(Cue(4.0, 10.0))
    struck = [(one.pitch, one.time) for one in events if isinstance(one, KeyDown)]
    assert struck == [(43, 10), (47, 11), (50, 12)]


def test_whoever_plays_in_that_tempo_is_followed_in_it() -> None:
    """It is what it began with: nothing is learnt from the cues."""
    for share in (0.8, 1.25):
        player = Accompanist(Accompaniment(SONG, RIGHT), share)
        for place in range(4):
            player.take(Cue(float(place), place / share))
        events = player.take(Cue(4.0, 4 / share))
        struck = [one.time for one in events if isinstance(one, KeyDown)]
        assert struck == pytest.approx([4 / share, 4.5 / share, 5 / share])


def test_keys_are_down_for_their_written_length() -> None:
    events = Accompanist(Accompaniment(SONG, RIGHT), 1.0).take(Cue(4.0, 10.0))
    ups = [(one.pitch, round(one.time, 3)) for one in events if isinstance(one, KeyUp)]
    assert ups == [(43, 10.465), (47, 10.965), (50, 11.93)]


def test_what_comes_before_the_players_first_note_begins_at_once() -> None:
    music = score("C3 D3 E5 F5")
    player = Accompanist(Accompaniment(music, whole(music, Hands.RIGHT)), 1.0)
    events = player.begin(10.0)
    assert [(e.pitch, e.time) for e in events if isinstance(e, KeyDown)] == [(48, 10), (50, 11)]
    assert player.place == 0.0
    player.take(Cue(2.0, 12.0))
    assert player.place == 2.0
    player.stop()
    assert player.plan == ()


def test_neither_a_jump_nor_a_score_that_waits_teaches_a_tempo() -> None:
    """After it the eighths of the second bar come as far apart as before."""
    for is_steady in (False, True):
        player = Accompanist(Accompaniment(SONG, RIGHT), 1.0, is_steady=is_steady)
        player.take(Cue(0.0, 10.0))
        events = player.take(Cue(4.0, 10.5, is_jump=not is_steady))
        struck = [e.time for e in events if isinstance(e, KeyDown)]
        assert struck == [10.5, 11.0, 11.5]


def test_a_note_that_was_overtaken_long_ago_is_left_out() -> None:
    player = Accompanist(Accompaniment(SONG, RIGHT), 1.0, is_steady=True)
    player.take(Cue(4.0, 10.0))
    events = player.take(Cue(6.0, 10.9))
    assert [e.pitch for e in events if isinstance(e, KeyDown)] == [50]
    assert [e.time for e in events if isinstance(e, KeyDown)] == [10.9]


def test_where_the_score_waits_only_what_lasts_to_the_next_chord_is_held() -> None:
    """Of four quarters the left hand has three, or all."""
    for length, is_held in (("3", False), ("4", True)):
        music = score(f"C5=4 | C5=4 | [C3={length} C5]=4 | D5=4")
        loop = Accompaniment(music, whole(music, Hands.RIGHT))
        player = Accompanist(loop, 1.0, is_steady=True)
        events = player.take(Cue(8.0, 10.0))
        assert (not [event for event in events if isinstance(event, KeyUp)]) is is_held


def test_in_a_loop_what_sounds_over_its_beginning_ends_where_it_is_written() -> None:
    music = score("C3 C5 D3 D5 | E3 E5 F3 F5")
    loop = Accompaniment(music, replace(whole(music, Hands.RIGHT), is_looped=True))
    player, heard = Accompanist(loop, 1.0), Heard()
    for place, time in ((7.0, 10.0), (1.0, 11.8), (3.0, 13.8)):
        heard.replace(player.take(Cue(place, time)), time)
    ups = [(e.pitch, e.time) for e in heard.sounded if isinstance(e, KeyUp)]
    assert (heard.struck[0], ups[0]) == ((48, 11.0), (48, 11.8))


CUES = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0]), st.floats(0.05, 3.0)),
    min_size=1,
    max_size=12,
)


@given(CUES, st.booleans())
def test_no_key_hangs_and_none_is_struck_while_it_is_down(
    steps: list[tuple[float, float]], is_looped: bool
) -> None:
    passage = replace(RIGHT, is_looped=is_looped)
    player, heard, now = Accompanist(Accompaniment(SONG, passage), 1.0), Heard(), 10.0
    for place, pause in steps:
        now += pause
        heard.replace(player.take(Cue(place, now, is_jump=place < player.place)), now)
    heard.let_pass(now + 60)
    assert heard.down == set()
    assert [event.time for event in heard.sounded] == sorted(e.time for e in heard.sounded)


@given(CUES)
@example([(4.0, 1.0), (0.0, 1.0)])
def test_nothing_is_heard_beyond_the_next_note(steps: list[tuple[float, float]]) -> None:
    music = Accompaniment(SONG, RIGHT)
    player, now = Accompanist(music, 1.0), 10.0
    for place, pause in steps:
        now += pause
        events = player.take(Cue(place, now, is_jump=place < player.place))
        struck = {(one.time, one.pitch) for one in events if isinstance(one, KeyDown)}
        fresh = [note for note in player.plan if (note.down, note.stroke.pitch) in struck]
        assert len(fresh) == len(struck)
        assert all(note.stroke.start < music.after(place) for note in fresh)


def waited(music: Score, keys: Iterable[KeyDown], *, is_looped: bool = False) -> Heard:
    """What is heard beside a right hand for which the score waits."""
    passage = replace(whole(music, Hands.RIGHT), is_looped=is_looped)
    session = Session(music, Setup(passage, Mode.WAIT))
    accompaniment = Accompaniment(music, passage)
    player, heard = Accompanist(accompaniment, 1.0, is_steady=True), Heard()
    releases = Releases(accompaniment, session.place)
    for key in keys:
        cue = releases.take(session.feed(key), key.time)
        if cue is not None:
            heard.replace(player.take(cue), cue.time)
    return heard


def test_where_the_score_waits_it_comes_with_the_finished_chord_and_is_held() -> None:
    music = score("[C3=2 C5 E5] F5 | [D3 G5] E3 A5", qpm=60)
    keys = presses("@10 C5 @13 E5 @14 F5 @20 G5")
    heard = waited(music, keys)
    heard.let_pass(19.0)
    assert heard.struck == [(48, 13.0)]
    assert heard.down == {48}
    heard.let_pass(100.0)
    assert heard.struck == [(48, 13), (50, 20), (52, 21)]
    assert heard.down == {52}


def test_where_the_score_waits_a_loop_goes_round() -> None:
    music = score("[C3 C5] [D3 D5]", qpm=60)
    heard = waited(music, presses("@1 C5 @2 D5 @3 C5 @4 D5"), is_looped=True)
    heard.let_pass(9.0)
    assert heard.struck == [(48, 1), (50, 2), (48, 3), (50, 4)]
    assert heard.down == {50}
    alone = waited(score("[C3 C5]"), presses("@1 C5 @2 C5"), is_looped=True)
    alone.let_pass(9.0)
    assert alone.struck == [(48, 1), (48, 2)]


def followed(music: Score, keys: Iterable[KeyDown]) -> list[Cue]:
    """The cues of a right hand that is followed."""
    passage = whole(music, Hands.RIGHT)
    session = Session(music, Setup(passage, Mode.FREE))
    session.command(Command.START, 0.0)
    cues = Cues(music, Accompaniment(music, passage))
    found = (cues.take(session.feed(key)) for key in keys)
    return [cue for cue in found if cue is not None]


def test_each_chord_is_one_cue_and_grace_notes_are_none() -> None:
    music = score("[C5 E5] ~D5 G5 F5 A5 | [B4 D5] C5 E5 G5")
    cues = followed(music, presses("@1 C5 @1.03 E5 @1.9 D5 @2 G5 @3 F5 @4 A5"))
    assert [(cue.place, cue.time) for cue in cues] == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_a_wrong_key_in_a_notes_place_is_a_cue() -> None:
    music = score("C5 D5 E5 F5 | G5 A5 B5 C6")
    cues = followed(music, presses("@1 C5 @2 D5 @3 Eb5 @4 F5"))
    assert [cue.place for cue in cues] == [0, 1, 2, 3]


def test_going_back_is_a_jump() -> None:
    music = score("C5 D5 E5 F5 | G5 F5 A5 B5 | C6 E6 D6 F6")
    keys = presses("@1 C5 D5 E5 F5 G5 F5 A5 B5 @6 C5 D5 E5 F5", beat=0.5)
    cues = followed(music, keys)
    assert [cue.place for cue in cues if cue.is_jump and cue.time > 1][:1] in ([0], [1])
    assert cues[-1].place == 3


def test_repeats_are_followed_in_playing_order() -> None:
    music = score("C5 D5 E5 F5 | G5 A5 B5 C6", order=[0, 0, 1])
    cues = followed(music, presses("@1 C5 D5 E5 F5 C5 D5 E5 F5 G5 A5"))
    assert [cue.place for cue in cues] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_passage_knows_where_its_moments_lie() -> None:
    music = Accompaniment(SONG, replace(bars(SONG, 0, 0, Hands.RIGHT), is_looped=True))
    assert music.moments == [0, 1, 2, 3]
    assert music.after(3.0) == 4.0
    assert music.before(0.0) == 3.0
    assert [stroke.start for stroke in music.window(3.0).strokes] == []
