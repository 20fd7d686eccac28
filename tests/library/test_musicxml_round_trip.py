"""A score is written as MusicXML in all its variety and must be read back as it was."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.library.musicxml import read
from renshu.library.packing import pack, unpack
from support.musicxml import barline, score_xml

DIVISIONS = 60
"""Divisible by the lengths used: thirds, fifths and sixteenths of a quarter."""

BAR = Fraction(4)
STEPS = "CDEFGAB"


@dataclass(frozen=True)
class Event:
    """A chord (or a rest, without pitches) of one voice."""

    pitches: tuple[tuple[str, int, int], ...]
    length: Fraction
    tuplet: int
    is_tied: bool


@dataclass(frozen=True)
class Written:
    """Bars of voices of events, and bar indexes with a repeat end."""

    bars: tuple[tuple[tuple[Event, ...], ...], ...]
    repeats: frozenset[int]


pitches = st.tuples(st.sampled_from(STEPS), st.integers(-1, 1), st.integers(2, 6))
THIRD = (Fraction(1, 3), 3)
rhythms = st.sampled_from(
    [
        ((Fraction(4), 1),),
        ((Fraction(2), 1),) * 2,
        ((Fraction(1), 1),) * 4,
        ((Fraction(1, 2), 1),) * 8,
        ((Fraction(2, 3), 3),) * 6,
        ((Fraction(2, 5), 5),) * 10,
        ((Fraction(1), 1), THIRD, THIRD, THIRD, (Fraction(2), 1)),
        ((Fraction(3), 1), (Fraction(3, 4), 1), (Fraction(1, 4), 1)),
    ]
)


@st.composite
def voices(draw: st.DrawFn) -> tuple[Event, ...]:
    events = []
    for length, tuplet in draw(rhythms):
        chosen = draw(st.lists(pitches, max_size=3, unique_by=midi))
        events.append(Event(tuple(chosen), length, tuplet, bool(chosen) and draw(st.booleans())))
    return tuple(events)


scores = st.builds(
    Written,
    st.lists(st.tuples(voices(), voices(), voices()), min_size=1, max_size=4).map(tuple),
    st.frozensets(st.integers(0, 3)),
)


def midi(pitch: tuple[str, int, int]) -> int:
    step, alter, octave = pitch
    return (
        12 * (octave + 1) + {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[step] + alter
    )


def joined(events: tuple[Event, ...], index: int) -> frozenset[int]:
    """The pitches of event `index` that a tie leads on into the next event of the bar."""
    if not events[index].is_tied or index + 1 == len(events):
        return frozenset()
    return frozenset(map(midi, events[index].pitches)) & frozenset(
        map(midi, events[index + 1].pitches)
    )


def to_xml(written: Written) -> str:
    measures = []
    for index, bar in enumerate(written.bars):
        head = ""
        if index == 0:
            head = (
                f"<attributes><divisions>{DIVISIONS}</divisions><time><beats>4</beats>"
                "<beat-type>4</beat-type></time><staves>2</staves></attributes>"
            )
        back = f"<backup><duration>{BAR * DIVISIONS}</duration></backup>"
        sung = back.join(
            "".join(xml_of(voice, events, place) for place in range(len(events)))
            for voice, events in zip((1, 2, 5), bar, strict=True)
        )
        end = barline(backward="2") if index in written.repeats else ""
        measures.append(f'<measure number="{index + 1}">{head}{sung}{end}</measure>')
    return score_xml(f'<part id="P1">{"".join(measures)}</part>')


def xml_of(voice: int, events: tuple[Event, ...], place: int) -> str:
    event = events[place]
    staff = 2 if voice >= 5 else 1
    tail = f"<duration>{event.length * DIVISIONS}</duration>"
    where = f"<voice>{voice}</voice>{shape(event)}<staff>{staff}</staff>"
    if not event.pitches:
        return f"<note><rest/>{tail}{where}</note>"
    begun = joined(events, place)
    ended = joined(events, place - 1) if place else frozenset()
    text = ""
    for number, (step, alter, octave) in enumerate(event.pitches):
        pitch = midi((step, alter, octave))
        ties = '<tie type="stop"/>' * (pitch in ended) + '<tie type="start"/>' * (pitch in begun)
        text += (
            f"<note>{'<chord/>' if number else ''}<pitch><step>{step}</step><alter>{alter}</alter>"
            f"<octave>{octave}</octave></pitch>{tail}{ties}{where}</note>"
        )
    return text


def shape(event: Event) -> str:
    """The written shape of a tuplet's note; others are read from their duration."""
    if event.tuplet == 1:
        return ""
    normal = {3: 2, 5: 4}[event.tuplet]
    kind = {Fraction(1): "quarter", Fraction(1, 2): "eighth"}[event.length * event.tuplet / normal]
    return (
        f"<type>{kind}</type><time-modification><actual-notes>{event.tuplet}</actual-notes>"
        f"<normal-notes>{normal}</normal-notes></time-modification>"
    )


def expected(written: Written) -> Counter[tuple[int, Fraction, Fraction, int]]:
    """Measure, onset, duration, pitch of every press."""
    presses: Counter[tuple[int, Fraction, Fraction, int]] = Counter()
    for index, bar in enumerate(written.bars):
        for events in bar:
            onset = index * BAR
            held: dict[int, tuple[Fraction, Fraction]] = {}
            for place, event in enumerate(events):
                ended = joined(events, place - 1) if place else frozenset()
                begun = joined(events, place)
                for pitch in map(midi, event.pitches):
                    start, length = held.pop(pitch) if pitch in ended else (onset, Fraction(0))
                    if pitch in begun:
                        held[pitch] = start, length + event.length
                    else:
                        presses[index, start, length + event.length, pitch] += 1
                onset += event.length
    return presses


def order(written: Written) -> tuple[int, ...]:
    """The playing order, walked naively: back to the last repeat end, or the beginning."""
    played: list[int] = []
    taken: set[int] = set()
    at = 0
    for _ in count():
        if at == len(written.bars):
            return tuple(played)
        played.append(at)
        if at in written.repeats and at not in taken:
            taken.add(at)
            at = 0
        else:
            at += 1
    return ()


@settings(deadline=None, max_examples=60)
@given(scores)
def test_what_was_written_is_read(written: Written) -> None:
    loaded = read(to_xml(written).encode(), "x.xml")
    score = loaded.score
    assert not [n for n in score.notices if "nothing to play" not in n.text]
    assert Counter((n.measure, n.onset, n.duration, n.pitch) for n in score.notes) == expected(
        written
    )
    assert [m.duration for m in score.measures] == [BAR] * len(written.bars)
    assert {n.hand.value for n in score.notes if n.voice == 5} <= {"left"}
    assert {n.hand.value for n in score.notes if n.voice < 5} <= {"right"}
    assert score.roadmap.order == order(written)
    assert unpack(pack(score)) == score
    assert read(loaded.musicxml, "x.xml").score.notes == score.notes
