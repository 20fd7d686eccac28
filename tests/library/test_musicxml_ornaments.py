import pytest

from renshu.score.notation import Ornament, OrnamentKind, Score
from support.musicxml import backup, note, score_of

G_MAJOR = "<key><fifths>1</fifths></key>"


def ornate(sign: str) -> str:
    return f"<notations><ornaments>{sign}</ornaments></notations>"


def ornament(pitch: str, sign: str, *, before: str = "", key: str = G_MAJOR) -> Ornament | None:
    score = score_of(before + note(pitch, 8, inside=ornate(sign)), attributes=key)
    return score.notes[-1].ornament


@pytest.mark.parametrize(
    ("pitch", "sign", "kind", "pitches"),
    [
        ("E5", "<trill-mark/>", OrnamentKind.TRILL, (78,)),  # F sharp in the key
        ("B4", "<trill-mark/>", OrnamentKind.TRILL, (72,)),  # over the octave
        (
            "E5",
            "<trill-mark/><accidental-mark>natural</accidental-mark>",
            OrnamentKind.TRILL,
            (77,),
        ),
        ("G4", "<mordent/>", OrnamentKind.MORDENT, (66,)),
        ("G4", "<inverted-mordent/>", OrnamentKind.MORDENT, (69,)),
        ("G4", "<turn/>", OrnamentKind.TURN, (69, 66)),
        ("G4", "<tremolo>3</tremolo>", OrnamentKind.TREMOLO, ()),
        ("E5", '<wavy-line type="start"/>', OrnamentKind.TRILL, (78,)),
    ],
)
def test_signs_allow_their_neighbours(
    pitch: str, sign: str, kind: OrnamentKind, pitches: tuple[int, ...]
) -> None:
    assert ornament(pitch, sign) == Ornament(kind, pitches)


def test_the_end_of_a_wavy_line_is_no_ornament() -> None:
    assert ornament("E5", '<wavy-line type="stop"/>') is None


def test_an_accidental_earlier_in_the_bar_counts() -> None:
    natural = note("F5", 4).replace("<octave>", "<alter>0</alter><octave>")
    assert ornament("E5", "<trill-mark/>", before=natural) == Ornament(OrnamentKind.TRILL, (77,))


def test_an_accidental_of_the_bar_before_does_not() -> None:
    natural = note("F5", 16).replace("<octave>", "<alter>0</alter><octave>")
    trilled = note("E5", 8, inside=ornate("<trill-mark/>"))
    (_, press) = score_of(natural, trilled, attributes=G_MAJOR).notes
    assert press.ornament == Ornament(OrnamentKind.TRILL, (78,))


def arpeggio_and_slides() -> Score:
    slide = '<notations><slide type="{}" number="1"/></notations>'
    rolled = "<notations><arpeggiate/></notations>"
    return score_of(
        note("C4", 4, inside=rolled) + note("E4", 4, chord=True, inside=rolled)
        + note("C5", 4, inside=slide.format("start")) + note("F5", 8, inside=slide.format("stop"))
    )  # fmt: skip


def test_rolled_chords_and_glissandos() -> None:
    kinds = [n.ornament.kind.value if n.ornament else "" for n in arpeggio_and_slides().notes]
    assert kinds == ["arpeggio", "arpeggio", "glissando", ""]
    glissando = arpeggio_and_slides().notes[2].ornament
    assert glissando is not None
    assert glissando.pitches == (73, 74, 75, 76)


def test_a_tremolo_between_two_chords_allows_both() -> None:
    begin, end = (ornate(f'<tremolo type="{kind}">2</tremolo>') for kind in ("start", "stop"))
    score = score_of(
        note("C4", 8, inside=begin) + note("E4", 8, chord=True) + note("G4", 8, inside=end)
        + backup(16) + note("C3", 16, staff=2)
    )  # fmt: skip
    allowed = {str(n.spelling): n.ornament.pitches for n in score.notes if n.ornament}
    assert allowed == {"C4": (64, 67), "E4": (60, 67), "G4": (60, 64)}
