import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.config import Cells
from renshu.tui.terminal.abilities import Place, TerminalAbilities, place_of
from renshu.tui.terminal.answers import understand
from renshu.tui.terminal.choosing import PIXELS, choose_output, has_all_colours

KITTY = (
    b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;20;10t\x1b[4;800;1200t\x1b[8;40;120t"
    b"\x1b[?62;c"
)
XTERM = b"\x1bP>|XTerm(379)\x1b\\\x1b[4;624;726t\x1b[8;48;121t\x1b[?1;0;256S\x1b[?63;1;2;4;6;9c"
FOOT = b"\x1bP>|foot(1.20.2)\x1b\\\x1b[6;19;9t\x1b[?62;4;22c"
VTE = b"\x1bP>|VTE(7802)\x1b\\\x1b[?65;1;9c"
WEZTERM = b"\x1b_Gi=31;OK\x1b\\\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[6;20;9t\x1b[?65;4c"


@pytest.mark.parametrize(
    ("answers", "abilities", "output"),
    [
        (KITTY, TerminalAbilities(Place.HERE, "kitty", (0, 26, 5), True, cell=(10, 20)), "kitty"),
        (
            KITTY.replace(b"_Gi=31;OK", b"_Gi=31;ENOTSUP"),
            TerminalAbilities(Place.HERE, "kitty", (0, 26, 5), cell=(10, 20)),
            "braille",
        ),
        (
            XTERM,
            TerminalAbilities(Place.HERE, "xterm", (379,), False, True, 256, (6, 13)),
            "braille",
        ),
        (
            FOOT,
            TerminalAbilities(Place.HERE, "foot", (1, 20, 2), False, True, 16, (9, 19)),
            "octants",
        ),
        (VTE, TerminalAbilities(Place.HERE, "vte", (7802,)), "octants"),
        (
            WEZTERM,
            TerminalAbilities(Place.HERE, "wezterm", (20240203,), True, True, 16, (9, 20)),
            "braille",
        ),
        (b"", TerminalAbilities(), "braille"),
        (b"\x1b[?6c", TerminalAbilities(), "braille"),
        (b"zzz\x1b[6;0;0t\x1b[4;t\x1b[?4c\xff", TerminalAbilities(), "braille"),
    ],
)
def test_what_terminals_answer(answers: bytes, abilities: TerminalAbilities, output: str) -> None:
    assert understand(answers) == abilities
    assert choose_output(abilities) == output


@given(st.binary() | st.lists(st.sampled_from([KITTY, XTERM, VTE, b"\x1b[", b"q"])).map(b"".join))
def test_any_answer_gives_an_output_that_can_be_drawn(answers: bytes) -> None:
    abilities = understand(answers)
    for wanted in Cells:
        output = choose_output(abilities, wanted)
        assert output is not Cells.AUTO
        assert output not in PIXELS or abilities.cell


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"TERM": "xterm-kitty"}, Place.HERE),
        ({"TERM": "xterm-kitty", "TMUX": "somewhere,1,0"}, Place.MULTIPLEXER),
        ({"TERM": "screen-256color"}, Place.MULTIPLEXER),
        ({"TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/3"}, Place.FAR),
        ({"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, Place.BROWSER),
    ],
)
def test_where_the_player_sits(environment: dict[str, str], place: Place) -> None:
    assert place_of(environment) is place


@pytest.mark.parametrize("place", [Place.MULTIPLEXER, Place.FAR, Place.BROWSER])
def test_far_away_it_is_braille_unless_the_player_says_otherwise(place: Place) -> None:
    abilities = understand(KITTY, place)
    assert choose_output(abilities) is Cells.BRAILLE
    assert choose_output(abilities, Cells.KITTY) is Cells.KITTY


def test_pixels_need_the_size_of_a_cell() -> None:
    unknown = TerminalAbilities(has_sixel=True)
    assert choose_output(unknown, Cells.SIXEL) is Cells.BRAILLE


def test_the_system_knows_the_size_of_a_cell_where_the_terminal_does_not_say() -> None:
    assert understand(b"", window=(40, 120, 1200, 800)).cell == (10, 20)
    assert understand(b"", window=(40, 120, 0, 0)).cell is None


@pytest.mark.parametrize(
    ("answers", "kind", "has_all"),
    [
        (XTERM, "xterm", True),
        (XTERM, "xterm-256color", True),
        (XTERM, "xterm-16color", False),
        (XTERM.replace(b"379", b"330"), "xterm", False),
        (WEZTERM, "xterm-256color", True),
        (b"\x1bP>|nobody(9)\x1b\\\x1b[?1c", "xterm", False),
        (b"", "xterm", False),
    ],
)
def test_a_terminal_that_is_known_has_all_colours(answers: bytes, kind: str, has_all: bool) -> None:
    assert has_all_colours(understand(answers), kind) is has_all
