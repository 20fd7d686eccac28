"""MusicXML for tests, written element by element where an element is the point."""

from renshu.library.loaded import Loaded
from renshu.library.musicxml import read
from renshu.score.notation import Score

TYPES = {
    1: "16th",
    2: "eighth",
    3: "eighth",
    4: "quarter",
    6: "quarter",
    8: "half",
    12: "half",
    16: "whole",
}
DIVISIONS = 4

COMMON = "<time><beats>4</beats><beat-type>4</beat-type></time>"


def note(
    pitch: str,
    length: int = 4,
    *,
    chord: bool = False,
    ties: str = "",
    voice: int = 1,
    staff: int = 1,
    inside: str = "",
    attributes: str = "",
) -> str:
    """A note such as `C4`, `F#5` or `Bb3`; `length` is in sixteenths, 0 for a grace note.

    Args:
        pitch: Letter, sign, octave.
        length: Sixteenths.
        chord: Whether it belongs to the note before.
        ties: `start`, `stop` or both.
        voice: As in MusicXML.
        staff: As in MusicXML.
        inside: Further elements, such as `<notations>`.
        attributes: Attributes of the `<note>`.
    """
    alter = {"#": "<alter>1</alter>", "b": "<alter>-1</alter>"}.get(pitch[1:-1], "")
    return (
        f"<note {attributes}>{'<grace/>' if not length else ''}{'<chord/>' if chord else ''}"
        f"<pitch><step>{pitch[0]}</step>{alter}<octave>{pitch[-1]}</octave></pitch>"
        f"{f'<duration>{length}</duration>' if length else ''}"
        f"{''.join(f'<tie type={kind!r}/>' for kind in ties.split())}<voice>{voice}</voice>"
        f"<type>{TYPES.get(length, 'eighth')}</type>{'<dot/>' if length in {3, 6, 12} else ''}"
        f"<staff>{staff}</staff>{inside}</note>"
    )


def rest(length: int = 4, voice: int = 1, staff: int = 1) -> str:
    """A rest of `length` sixteenths."""
    return (
        f"<note><rest/><duration>{length}</duration><voice>{voice}</voice><staff>{staff}</staff>"
        "</note>"
    )


def backup(length: int) -> str:
    """A step back of `length` sixteenths."""
    return f"<backup><duration>{length}</duration></backup>"


def words(text: str, sound: str = "") -> str:
    """A direction with words."""
    return (
        f"<direction><direction-type><words>{text}</words></direction-type>"
        f"{f'<sound {sound}/>' if sound else ''}</direction>"
    )


def barline(*, forward: bool = False, backward: str = "", ending: str = "", stop: str = "") -> str:
    """A bar line with a repeat sign, or the begin (`1, 2`) or end (`stop`) of an ending."""
    location = "right" if backward or stop else "left"
    inside = ""
    if ending:
        inside += f'<ending number="{ending}" type="start"/>'
    if stop:
        inside += f'<ending number="1" type="{stop}"/>'
    if forward:
        inside += '<repeat direction="forward"/>'
    if backward:
        inside += f'<repeat direction="backward" times="{backward}"/>'
    return f'<barline location="{location}">{inside}</barline>'


def part(*measures: str, attributes: str = COMMON, id: str = "P1", first: int = 1) -> str:  # noqa: A002
    """A part with numbered measures; the first gets divisions and `attributes`."""
    head = f"<attributes><divisions>{DIVISIONS}</divisions>{attributes}</attributes>"
    bars = [
        f'<measure number="{number}">{head if number == first else ""}{measure}</measure>'
        for number, measure in enumerate(measures, start=first)
    ]
    return f'<part id="{id}">{"".join(bars)}</part>'


def score_xml(*parts: str, names: tuple[str, ...] = ("Piano",), head: str = "") -> str:
    """A whole score; parts are called P1, P2, …"""
    listed = "".join(
        f'<score-part id="P{number}"><part-name>{name}</part-name></score-part>'
        for number, name in enumerate(names, start=1)
    )
    return (
        f'<score-partwise version="4.0">{head}<part-list>{listed}</part-list>{"".join(parts)}'
        "</score-partwise>"
    )


def loaded(*measures: str, attributes: str = COMMON, head: str = "") -> Loaded:
    """What is read from a one-part score with these measures."""
    return read(score_xml(part(*measures, attributes=attributes), head=head).encode(), "test.xml")


def score_of(*measures: str, attributes: str = COMMON, head: str = "") -> Score:
    """The score with these measures."""
    return loaded(*measures, attributes=attributes, head=head).score


def presses(score: Score) -> list[str]:
    """The asked notes as `measure:onset pitch-name length`, in score order."""
    return [
        f"{note.measure}:{note.onset - score.measures[note.measure].onset} "
        f"{note.spelling} {note.duration}"
        for note in score.notes
    ]


def texts(score: Score) -> list[str]:
    """The notices as a player sees them."""
    return [str(notice) for notice in score.notices]
