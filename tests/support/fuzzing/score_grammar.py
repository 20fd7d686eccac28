"""MusicXML that is near to what its schema allows: odd values in odd places, many of them legal.

A value is what it usually is, but for one in so many, which is what a bad program writes.
"""

import random
from collections.abc import Callable, Sequence

_ODD = ("", "-1", "0", "1.5", "999999999", "1e9", "NaN", "x", " 4 ", "１", "-0.25", "1/3", "\x9b")
_TYPES = ("breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "1024th", "maxima")
_NOTATIONS = (
    '<tied type="start"/>',
    '<tied type="stop"/>',
    '<tied type="let-ring"/>',
    '<slur type="start" number="1"/>',
    '<slur type="stop" number="1"/>',
    '<tuplet type="start"/>',
    '<tuplet type="stop"/>',
    "<ornaments><trill-mark/><accidental-mark>sharp</accidental-mark></ornaments>",
    "<ornaments><turn/><inverted-mordent/></ornaments>",
    '<ornaments><tremolo type="single">3</tremolo></ornaments>',
    '<ornaments><tremolo type="start">9</tremolo></ornaments>',
    '<ornaments><wavy-line type="start"/></ornaments>',
    "<articulations><staccato/><accent/><breath-mark/></articulations>",
    "<fermata/>",
    '<arpeggiate number="1"/>',
    '<glissando type="start"/>',
    "<technical><fingering>9</fingering><string>2</string></technical>",
    "<dynamics><sfz/><other-dynamics>loud</other-dynamics></dynamics>",
)
_DIRECTIONS = (
    "<dynamics><ppp/></dynamics>",
    '<wedge type="crescendo" number="1"/>',
    '<wedge type="stop" number="1"/>',
    "<words>rit.</words>",
    "<words>D.C. al Coda</words>",
    "<words/>",
    "<metronome><beat-unit>quarter</beat-unit><per-minute>{odd}</per-minute></metronome>",
    "<metronome><beat-unit>{odd}</beat-unit><beat-unit>half</beat-unit></metronome>",
    '<pedal type="start"/>',
    '<pedal type="stop"/>',
    '<octave-shift type="down" size="{odd}"/>',
    '<octave-shift type="stop" size="8"/>',
    "<segno/>",
    "<coda/>",
    "<rehearsal>A</rehearsal>",
)
_SOUNDS = (
    'tempo="{odd}"',
    'dynamics="{odd}"',
    'dacapo="yes"',
    'dalsegno="s"',
    'segno="s"',
    'coda="c"',
    'tocoda="c"',
    'fine="yes"',
    'forward-repeat="yes"',
    'time-only="{odd}"',
)
_BARLINES = (
    '<repeat direction="forward"/>',
    '<repeat direction="backward"/>',
    '<repeat direction="backward" times="{odd}"/>',
    '<ending number="1" type="start"/>',
    '<ending number="{odd}" type="start"/>',
    '<ending number="1, 2" type="stop"/>',
    '<ending number="2" type="discontinue"/>',
    "<bar-style>light-heavy</bar-style>",
)
_ATTRIBUTES = (
    "<divisions>{odd}</divisions>",
    "<divisions>4</divisions>",
    "<key><fifths>{odd}</fifths></key>",
    "<key><key-step>C</key-step><key-alter>1</key-alter></key>",
    "<time><beats>{odd}</beats><beat-type>4</beat-type></time>",
    "<time><beats>3+2</beats><beat-type>8</beat-type></time>",
    "<time><senza-misura/></time>",
    "<time><beats>5</beats><beat-type>{odd}</beat-type></time>",
    "<staves>{odd}</staves>",
    "<staves>2</staves>",
    '<clef number="{odd}"><sign>F</sign><line>4</line></clef>',
    "<clef><sign>percussion</sign></clef>",
    "<transpose><chromatic>{odd}</chromatic></transpose>",
    "<measure-style><multiple-rest>{odd}</multiple-rest></measure-style>",
    '<measure-style><measure-repeat type="start">1</measure-repeat></measure-style>',
)


def score(chance: random.Random) -> bytes:
    """A whole score."""
    parts = chance.choice((1, 1, 1, 2, 3))
    listed = "".join(
        f'<score-part id="P{number}"><part-name>{_one(chance, ("Piano", "", "Voice"))}</part-name>'
        "</score-part>"
        for number in range(parts)
    )
    bars = chance.choice((0, 1, 2, 3, 5, 8))
    bodies = "".join(
        f'<part id="P{number}">{"".join(_measure(chance, bar) for bar in range(bars))}</part>'
        for number in range(parts + (chance.random() < 0.03))
    )
    head = f"<work><work-title>{_one(chance, ('Song', '', ' '))}</work-title></work>"
    root = "score-timewise" if chance.random() < 0.02 else "score-partwise"
    space = ' xmlns="http://www.musicxml.org/xsd"' if chance.random() < 0.03 else ""
    text = f"<{root}{space}>{head}<part-list>{listed}</part-list>{bodies}</{root}>"
    return text.replace("\x9b", "&#155;").encode()


def _measure(chance: random.Random, bar: int) -> str:
    number = chance.choice((str(bar + 1),) * 9 + ("X1", "", "1", str(10**9)))
    implicit = ' implicit="yes"' if chance.random() < 0.1 else ""
    first = "<attributes><divisions>4</divisions></attributes>"
    first = first if not bar and chance.random() < 0.9 else ""
    inside = "".join(chance.choice(_PIECES)(chance) for _ in range(chance.randint(0, 14)))
    return f'<measure number="{number}"{implicit}>{first}{inside}</measure>'


def _note(chance: random.Random) -> str:
    grace = chance.random() < 0.1
    pitch = (
        f"<pitch><step>{_one(chance, 'CDEFGAB')}</step><alter>{_one(chance, ('0', '1', '-1'))}"
        f"</alter><octave>{_one(chance, '234567')}</octave></pitch>"
    )
    what = chance.choice((pitch,) * 9 + ("<rest/>", '<rest measure="yes"/>', "<unpitched/>", ""))
    length = (
        "" if grace else f"<duration>{_one(chance, ('1', '2', '4', '8', '3', '16'))}</duration>"
    )
    ties = chance.choice(("",) * 8 + ('<tie type="start"/>', '<tie type="stop"/>'))
    tuplet = (
        f"<time-modification><actual-notes>{_one(chance, '35')}</actual-notes><normal-notes>"
        f"{_one(chance, '24')}</normal-notes></time-modification>"
    )
    notations = "".join(chance.sample(_NOTATIONS, chance.choice((0, 0, 0, 1, 2))))
    return (
        f"<note{_attribute(chance)}>{'<grace/>' if grace else ''}"
        f"{'<chord/>' if chance.random() < 0.2 else ''}{'<cue/>' if chance.random() < 0.03 else ''}"
        f"{what}{length}{ties}<voice>{_one(chance, '1235')}</voice>"
        f"<type>{_one(chance, _TYPES)}</type>{'<dot/>' * chance.choice((0, 0, 1, 2))}"
        f"{tuplet if chance.random() < 0.1 else ''}<staff>{_one(chance, '12')}</staff>"
        f"{f'<notations>{notations}</notations>' if notations else ''}</note>"
    )


def _attribute(chance: random.Random) -> str:
    return chance.choice(("",) * 12 + (' print-object="no"', ' id="n1"', ' dynamics="x"'))


def _step(chance: random.Random) -> str:
    tag = chance.choice(("backup", "backup", "forward"))
    return f"<{tag}><duration>{_one(chance, ('1', '4', '8', '16'))}</duration></{tag}>"


def _direction(chance: random.Random) -> str:
    kinds = "".join(_filled(chance, _DIRECTIONS) for _ in range(chance.choice((1, 1, 2))))
    sound = f"<sound {_filled(chance, _SOUNDS)}/>" if chance.random() < 0.4 else ""
    offset = f"<offset>{_one(chance, ('0', '2'))}</offset>" if chance.random() < 0.1 else ""
    return f"<direction><direction-type>{kinds}</direction-type>{offset}{sound}</direction>"


def _barline(chance: random.Random) -> str:
    where = chance.choice(("left", "right", "middle", ""))
    inside = "".join(_filled(chance, _BARLINES) for _ in range(chance.choice((1, 1, 2))))
    return f'<barline location="{where}">{inside}</barline>'


def _attributes(chance: random.Random) -> str:
    inside = "".join(_filled(chance, _ATTRIBUTES) for _ in range(chance.choice((1, 1, 2))))
    return f"<attributes>{inside}</attributes>"


def _harmony(chance: random.Random) -> str:
    return (
        f"<harmony><root><root-step>{_one(chance, 'CDE')}</root-step></root>"
        f"<kind>{_one(chance, ('major', 'minor-seventh', 'none', 'Neapolitan'))}</kind></harmony>"
    )


def _rarity(chance: random.Random) -> str:
    return chance.choice(
        ('<print new-system="yes"/>', "<figured-bass/>", "<sound/>", "<note/>", "<!-- -->", "text")
    )


_PIECES: Sequence[Callable[[random.Random], str]] = (
    *(_note,) * 16, *(_step,) * 4, *(_direction,) * 2, _barline, _attributes, _harmony, _rarity,
)  # fmt: skip


def _one(chance: random.Random, usual: Sequence[str]) -> str:
    return chance.choice(_ODD) if chance.random() < 0.02 else chance.choice(usual)


def _filled(chance: random.Random, forms: Sequence[str]) -> str:
    """One of some forms; where it has a gap, that is filled with a number, sensible or not."""
    value = chance.choice(("1", "2", "8", "60", "120", *_ODD))
    return chance.choice(forms).replace("{odd}", value)
