"""What is hidden and comes to light: laws over a small score."""

from hypothesis import given
from hypothesis import strategies as st

from renshu.evening.verdicts import PLAYED, Verdict
from renshu.practice.hiding import Guard, Hidden, Hiding
from renshu.score.notation import ScoreNote
from renshu.tui.drawing.secrecy import Secrecy
from support.notation import score

SONG = score("[C4< G4] A4 | B4 C5 | [D4< D5] E5")
IDS = [note.id for note in SONG.notes]
hidings = st.builds(
    Hiding, st.sampled_from(Hidden), st.sampled_from(Guard), st.none() | st.integers(0, 2)
)
played = st.lists(st.tuples(st.sampled_from(SONG.notes), st.sampled_from(Verdict)), max_size=8)


@given(hiding=hidings, notes=played, reveals=st.booleans())
def test_what_was_played_right_is_no_secret_where_it_may_appear(
    hiding: Hiding, notes: list[tuple[ScoreNote, Verdict]], reveals: bool
) -> None:
    secrecy = Secrecy(SONG)
    secrecy.change(hiding, reveals=reveals)
    at_first = secrecy.among(IDS)
    for note, verdict in notes:
        secrecy.reveal(note, verdict)
    right = {note.id for note, verdict in notes if verdict in PLAYED}
    assert secrecy.among(IDS) == (at_first - right if reveals else at_first)
    assert secrecy.heads == secrecy.among(IDS)


@given(hiding=hidings, notes=played, measure=st.integers(0, 3))
def test_what_is_played_again_is_hidden_again(
    hiding: Hiding, notes: list[tuple[ScoreNote, Verdict]], measure: int
) -> None:
    secrecy = Secrecy(SONG)
    secrecy.change(hiding, reveals=True)
    at_first = secrecy.among(IDS)
    for note, verdict in notes:
        secrecy.reveal(note, verdict)
    before = secrecy.among(IDS)
    secrecy.forget_from(measure)
    later = {note.id for note in SONG.notes if note.measure >= measure}
    assert secrecy.among(IDS) == before | (at_first & later)


def test_only_a_change_is_told() -> None:
    secrecy = Secrecy(SONG)
    assert not secrecy.change(Hiding(), reveals=True)
    assert secrecy.change(Hiding(Hidden.ALL), reveals=True)
    assert secrecy.reveal(SONG.notes[0], Verdict.RIGHT)
    assert not secrecy.reveal(SONG.notes[0], Verdict.RIGHT)
    assert not secrecy.reveal(SONG.notes[1], Verdict.MISSED)
    assert secrecy.forget_from(0)
    assert not secrecy.forget_from(0)
