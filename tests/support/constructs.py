"""A tiny piano score for each sign of notation that engraving has to get right."""

from collections.abc import Callable

from support.musicxml import backup, barline, note, part, rest, score_xml

PIANO = """<time><beats>4</beats><beat-type>4</beat-type></time><staves>2</staves>
<clef number="1"><sign>G</sign><line>2</line></clef>
<clef number="2"><sign>F</sign><line>4</line></clef>"""

TUNE = "".join(note(pitch) for pitch in ("C5", "D5", "E5", "F5"))
BASS = note("C3", 16, voice=5, staff=2)


def score(*bars: str) -> bytes:
    """A piano score with these bars."""
    return score_xml(part(*bars, attributes=PIANO)).encode()


def bar(upper: str = TUNE, lower: str = BASS) -> str:
    """Both hands of a bar."""
    return upper + backup(16) + lower


def direction(content: str, staff: int = 1, placement: str = "below") -> str:
    """A direction at this point."""
    return (
        f'<direction placement="{placement}"><direction-type>{content}</direction-type>'
        f"<staff>{staff}</staff></direction>"
    )


def signed(
    pitch: str, notations: str, length: int = 4, *, staff: int = 1, chord: bool = False
) -> str:
    """A note with notations."""
    inside = f"<notations>{notations}</notations>"
    voice = 1 if staff == 1 else 5
    return note(pitch, length, staff=staff, voice=voice, chord=chord, inside=inside)


def clefs() -> bytes:
    """Clefs within a bar and at its beginning."""
    treble = '<attributes><clef number="2"><sign>G</sign><line>2</line></clef></attributes>'
    bass = '<attributes><clef number="2"><sign>F</sign><line>4</line></clef></attributes>'
    lower = note("C3", 8, voice=5, staff=2) + treble + note("E5", 8, voice=5, staff=2)
    return score(bar(lower=lower), bar(lower=note("G4", 16, voice=5, staff=2)), bass + bar())


def octaves() -> bytes:
    """Octave lines above and below, and two octaves."""

    def shifted(kind: str, size: int, notes: str, staff: int = 1) -> str:
        place = "above" if kind == "down" else "below"
        begin = f'<octave-shift type="{kind}" size="{size}" number="1"/>'
        end = f'<octave-shift type="stop" size="{size}" number="1"/>'
        return direction(begin, staff, place) + notes + direction(end, staff, place)

    high = "".join(note(pitch) for pitch in ("C6", "D6", "E6", "F6"))
    highest = "".join(note(pitch) for pitch in ("C7", "D7", "E7", "F7"))
    low = note("C2", 8, voice=5, staff=2) + note("D2", 8, voice=5, staff=2)
    return score(
        bar(shifted("down", 8, high)),
        bar(lower=shifted("up", 8, low, 2)),
        bar(shifted("down", 15, highest)),
    )


def graces() -> bytes:
    """Grace notes, single, several, and slurred."""
    slurred = note("F#5", 0, inside='<notations><slur type="start" number="1"/></notations>')
    end = signed("E5", '<slur type="stop" number="1"/>')
    upper = note("D5", 0) + note("C5") + note("D5", 0) + note("E5", 0) + note("D5") + slurred + end
    return score(bar(upper + note("F5")), bar())


def tuplets() -> bytes:
    """A triplet of quarters."""
    ratio = (
        "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
        "</time-modification>"
    )
    head = "<attributes><divisions>12</divisions></attributes>"
    notes = "".join(
        f"<note><pitch><step>{step}</step><octave>5</octave></pitch><duration>8</duration>"
        f"<voice>1</voice><type>quarter</type>{ratio}<staff>1</staff>{notations}</note>"
        for step, notations in (
            ("C", '<notations><tuplet type="start" bracket="yes"/></notations>'),
            ("D", ""),
            ("E", '<notations><tuplet type="stop"/></notations>'),
        )
    )
    half = note("F5", 8).replace("<duration>8<", "<duration>24<")
    low = BASS.replace("<duration>16<", "<duration>48<")
    return score(head + notes + half + backup(48) + low)


def ties_and_slurs() -> bytes:
    """Ties over a bar line, and slurs above and below."""
    begin = '<tied type="start"/>'
    tied = note("C5", 8, ties="start", inside=f"<notations>{begin}</notations>")
    end = '<notations><tied type="stop"/><slur type="start" number="1"/></notations>'
    return score(
        bar(note("E5", 8) + tied),
        bar(note("C5", 8, ties="stop", inside=end) + note("G5", 8)),
        bar(note("E5", 8) + signed("G5", '<slur type="stop" number="1"/>', 8)),
        bar(
            signed("C5", '<slur type="start" placement="below" number="1"/>')
            + note("E5")
            + note("G5")
            + signed("C5", '<slur type="stop" number="1"/>')
        ),
    )


def cross_staff() -> bytes:
    """Beams from one staff to the other."""

    def beamed(pitches: tuple[str, ...]) -> str:
        kinds = ("begin", "continue", "continue", "end")
        return "".join(
            note(
                pitch,
                2,
                staff=1 if pitch[-1] > "3" else 2,
                inside=f'<beam number="1">{kind}</beam>',
            )
            for pitch, kind in zip(pitches, kinds, strict=True)
        )

    upper = beamed(("C3", "G3", "E4", "C5")) + beamed(("C3", "G3", "E5", "C6"))
    return score(bar(upper, rest(16, 5, 2)))


def arpeggios() -> bytes:
    """A rolled chord over both staves, and one with its direction."""
    rolled, upward = "<arpeggiate/>", '<arpeggiate direction="up"/>'
    upper = signed("C4", rolled, 8) + signed("G4", rolled, 8, chord=True)
    upper += signed("D4", upward, 8) + signed("A4", upward, 8, chord=True)
    lower = signed("C3", rolled, 8, staff=2) + signed("G3", rolled, 8, staff=2, chord=True)
    return score(bar(upper, lower + rest(8, 5, 2)))


def pedals() -> bytes:
    """Pedal lines, one changed, and pedal signs, one changed."""

    def half(kind: str, is_line: str, pitch: str) -> str:
        sign = {"yes": "no", "no": "yes"}[is_line]
        pedal = f'<pedal type="{kind}" line="{is_line}" sign="{sign}"/>'
        return direction(pedal, 2) + note(pitch, 8, voice=5, staff=2)

    bars = [
        bar(lower=half("start", line, "C3") + half(then, line, "G2"))
        + direction(f'<pedal type="stop" line="{line}"/>', 2)
        for line, then in (("yes", "change"), ("yes", "stop"), ("no", "change"), ("no", "stop"))
    ]
    return score(*bars)


def repeats() -> bytes:
    """Repeat signs, endings, segno and coda."""
    return score(
        barline(forward=True) + bar(),
        barline(ending="1") + bar() + barline(backward="2", stop="stop"),
        barline(ending="2") + bar() + barline(stop="discontinue"),
        direction("<segno/>", placement="above") + bar(),
        bar() + direction("<coda/>", placement="above"),
        bar() + direction("<words>D.S. al Coda</words>", placement="above"),
    )


def ornaments() -> bytes:
    """Trills, mordents, turns, tremolos and fermatas."""
    kinds = ("<trill-mark/>", "<mordent/>", "<inverted-mordent/>", "<turn/>")
    pitches = ("C5", "D5", "E5", "F5")
    upper = "".join(
        signed(pitch, f"<ornaments>{kind}</ornaments>")
        for pitch, kind in zip(pitches, kinds, strict=True)
    )
    trill = '<ornaments><trill-mark/><wavy-line type="start"/></ornaments>'
    end = '<ornaments><wavy-line type="stop"/></ornaments><fermata/>'
    tremolo = '<ornaments><tremolo type="single">3</tremolo></ornaments>'
    return score(
        bar(upper),
        bar(
            signed("C5", trill, 8) + signed("C5", end, 8),
            signed("C3", '<fermata type="inverted"/>', 16, staff=2),
        ),
        bar(signed("C5", tremolo, 8) + signed("E5", tremolo, 8)),
    )


def articulations() -> bytes:
    """Dots, wedges and dashes at notes."""
    names = ("staccato", "accent", "tenuto", "strong-accent", "staccatissimo", "detached-legato")
    notes = [
        signed(pitch, f"<articulations><{name}/></articulations>")
        for pitch, name in zip(("C5", "A4", "E5", "F4", "G5", "D5"), names, strict=True)
    ]
    return score(bar("".join(notes[:4])), bar("".join(notes[4:]) + note("E5") + note("C5")))


def dynamics() -> bytes:
    """Letters, hairpins, words and a tempo."""
    metronome = "<metronome><beat-unit>quarter</beat-unit><per-minute>96</per-minute></metronome>"
    return score(
        direction("<dynamics><p/></dynamics>")
        + direction('<wedge type="crescendo"/>')
        + bar()
        + direction('<wedge type="stop"/>')
        + direction("<dynamics><sfz/></dynamics>"),
        direction("<words>cresc.</words>") + bar(),
        direction("<words>poco rit.</words>", placement="above")
        + direction(metronome, placement="above")
        + bar(),
    )


def words() -> bytes:
    """Chord symbols, lyrics and fingering, on single notes and a chord."""

    def sung(pitch: str, finger: int, syllable: str, kind: str) -> str:
        text = f'<lyric number="1"><syllabic>{kind}</syllabic><text>{syllable}</text></lyric>'
        finger_sign = f"<notations><technical><fingering>{finger}</fingering></technical>"
        return note(pitch, inside=f"{finger_sign}</notations>{text}")

    harmony = "<harmony><root><root-step>A</root-step></root><kind>minor-seventh</kind></harmony>"
    line = sung("C5", 1, "Twin", "begin") + sung("C5", 2, "kle", "end")
    line += harmony + sung("G5", 4, "lit", "begin") + sung("G5", 5, "tle", "end")
    fingered = [
        signed(
            pitch, f"<technical><fingering>{finger}</fingering></technical>", 16, chord=finger > 1
        )
        for pitch, finger in (("C4", 1), ("E4", 3), ("G4", 5))
    ]
    return score(bar(line), bar("".join(fingered)))


def heads() -> bytes:
    """Heads of all kinds on ledger lines, in seconds, with accidentals and dots."""
    return score(
        bar(note("C4", 16)),
        bar(note("E4", 12) + note("A5", 4)),
        bar(note("C6") + note("A3") + note("Bb5") + note("F#5")),
        bar(note("F4", 8) + note("G4", 8, chord=True) + note("Ab5", 8) + note("B5", 8, chord=True)),
        bar(rest(8) + rest(4) + note("C5", 2) + note("D5", 1) + note("E5", 1)),
    )


ALL: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        clefs,
        octaves,
        graces,
        tuplets,
        ties_and_slurs,
        cross_staff,
        arpeggios,
        pedals,
        repeats,
        ornaments,
        articulations,
        dynamics,
        words,
        heads,
    )
}
"""All of them, by name."""
