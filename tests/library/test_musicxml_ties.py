import pytest

from support.musicxml import backup, note, presses, rest, score_of

LET_RING = '<notations><tied type="let-ring"/></notations>'
TIED_ONLY = '<notations><tied type="{}"/></notations>'


@pytest.mark.parametrize(
    ("measures", "pressed"),
    [
        ((note("C4", 16, ties="start"), note("C4", 16, ties="stop")), ["0:0 C4 8"]),
        (
            (
                note("C4", 16, ties="start"),
                note("C4", 16, ties="stop start"),
                note("C4", 16, ties="stop"),
            ),
            ["0:0 C4 12"],
        ),
        (  # a chord of which one note is tied
            (
                note("C4", 16, ties="start") + note("E4", 16, chord=True),
                note("C4", 16, ties="stop") + note("E4", 16, chord=True),
            ),
            ["0:0 C4 8", "0:0 E4 4", "1:0 E4 4"],
        ),
        (  # the second voice holds what the first repeats
            (
                note("C4", 16, ties="start", voice=2) + backup(16) + note("C4", 16, voice=1),
                note("C4", 16, ties="stop", voice=2) + backup(16) + note("C4", 16, voice=1),
            ),
            ["0:0 C4 8", "0:0 C4 4", "1:0 C4 4"],
        ),
        (  # the first voice strikes anew in the middle what the second holds
            (
                rest(8, voice=1)
                + note("C4", 4, voice=1)
                + backup(12)
                + note("C4", 8, ties="start", voice=2)
                + note("C4", 8, ties="stop", voice=2),
            ),
            ["0:0 C4 4", "0:2 C4 1"],
        ),
        (  # tied from one voice into another
            (note("C4", 16, ties="start", voice=1), note("C4", 16, ties="stop", voice=2)),
            ["0:0 C4 8"],
        ),
        (  # a start without a stop joins what follows at once on its staff
            (note("C4", 16, ties="start"), note("C4", 16)),
            ["0:0 C4 8"],
        ),
        (  # but not what follows later, or on the other staff
            (note("C4", 8, ties="start") + rest(8), note("C4", 16)),
            ["0:0 C4 2", "1:0 C4 4"],
        ),
        (
            (note("C4", 16, ties="start", staff=1), note("C4", 16, staff=2, voice=5)),
            ["0:0 C4 4", "1:0 C4 4"],
        ),
        ((note("C4", 16), note("C4", 16, ties="stop")), ["0:0 C4 4", "1:0 C4 4"]),
        ((note("C4", 16, inside=LET_RING), note("C4", 16)), ["0:0 C4 4", "1:0 C4 4"]),
        ((note("C4", 0, ties="start") + note("C4", 16, ties="stop"),), ["0:0 C4 4"]),
        (
            (note("C#4", 16, ties="start"), note("Db4", 16, ties="stop")),  # spelled anew
            ["0:0 C♯4 8"],
        ),
        (
            (
                note("C4", 16, inside=TIED_ONLY.format("start")),
                note("C4", 16, inside=TIED_ONLY.format("stop")),
            ),
            ["0:0 C4 8"],
        ),
    ],
)
def test_ties_make_one_press(measures: tuple[str, ...], pressed: list[str]) -> None:
    assert sorted(presses(score_of(*measures))) == sorted(pressed)


def test_a_press_knows_the_notes_it_is_made_of() -> None:
    score = score_of(note("C4", 16, ties="start"), note("C4", 16, ties="stop"))
    (press,) = score.notes
    assert (press.id, press.tied) == ("n1", ("n2",))
    assert score.notes_by_id["n2"] is press


def test_a_grace_note_tied_into_its_main_note_is_no_grace_note() -> None:
    (press,) = score_of(note("C4", 0, ties="start") + note("C4", 16, ties="stop")).notes
    assert not press.is_grace


def test_unison_notes_are_presses_of_their_own() -> None:
    score = score_of(note("C4", 16) + backup(16) + note("C4", 8, voice=2))
    assert presses(score) == ["0:0 C4 4", "0:0 C4 2"]


def test_of_two_open_ties_a_note_joins_the_one_of_its_voice() -> None:
    score = score_of(
        note("C4", 16, ties="start", voice=1) + backup(16) + note("C4", 16, ties="start", voice=2),
        note("C4", 16, ties="stop", voice=2) + backup(16) + note("C4", 8, ties="stop", voice=1),
    )
    assert {n.id: (n.tied, str(n.duration)) for n in score.notes} == {
        "n1": (("n4",), "6"),
        "n2": (("n3",), "8"),
    }
