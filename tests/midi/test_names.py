import pytest

from renshu.midi.names import find, plain_name, rank, reason_to_ignore

THROUGH = "Midi Through:Midi Through Port-0 14:0"
PIANO = "Digital Piano:Digital Piano MIDI 1 20:0"
STAGE = "RD-88:RD-88 MIDI 1 24:0"
STAGE_DAW = "RD-88:RD-88 DAW CTRL 24:1"


@pytest.mark.parametrize(
    ("api", "name", "plain"),
    [
        ("alsa", PIANO, "Digital Piano:Digital Piano MIDI 1"),
        ("winmm", "Digital Piano 1", "Digital Piano"),
        ("core", "Digital Piano Port 1", "Digital Piano Port 1"),
        ("jack", "a2j:FP-30 [20] (capture): FP-30 MIDI 1", "a2j:FP-30 (capture): FP-30 MIDI 1"),
        ("jack", "system:midi_capture_1", "system:midi_capture_1"),
        ("jack", "test piano:out", "test piano:out"),
        ("something new", "Piano 1", "Piano 1"),
    ],
)
def test_a_plain_name_has_no_passing_numbers(api: str, name: str, plain: str) -> None:
    assert plain_name(name, api) == plain
    assert plain_name(plain, api) == plain


@pytest.mark.parametrize(
    "name",
    [
        THROUGH,
        "Midi-Bridge:Midi Through:(capture_0) Midi Through Port-0",
        "IAC Driver Bus 1",
        "Network Session 1",
        "RtMidiOut Client:RtMidi output 129:0",
        "VirMIDI 1-0:VirMIDI 1-0 20:0",
        "PipeWire-RT-Event:input 142:0",
        "renshu:sound 130:0",
        "renshu-01:keyboard",
    ],
)
def test_ports_that_are_no_keyboards_are_left_alone(name: str) -> None:
    assert reason_to_ignore(name)
    assert rank([name], (None,), "alsa") == ()


@pytest.mark.parametrize("name", [PIANO, STAGE, "renshu test piano:out", "P-125", "loopMIDI Port"])
def test_keyboards_are_not(name: str) -> None:
    assert reason_to_ignore(name) is None
    assert rank([THROUGH, name], (None,), "alsa") == (name,)


def test_a_port_is_found_after_its_numbers_changed() -> None:
    assert find([THROUGH, "Digital Piano:Digital Piano MIDI 1 28:0"], PIANO, "alsa")
    assert find(["Digital Piano 3"], "Digital Piano", "winmm") == "Digital Piano 3"


@pytest.mark.parametrize(
    ("api", "before", "after"),
    [
        (
            "alsa",
            "Roland Digital Piano:Roland Digital Piano MIDI 1 24:0",
            "Roland Digital Piano:Roland Digital Piano MIDI 1 28:0",
        ),
        ("alsa", "CASIO:CASIO USB-MIDI MIDI 1 20:0", "CASIO:CASIO USB-MIDI MIDI 1 129:0"),
        ("core", "Roland Digital Piano", "Roland Digital Piano"),
        ("core", "Digital Piano Port 1", "Digital Piano Port 1"),
        ("winmm", "Piano 1", "Piano 0"),
        ("winmm", "Digital Piano 0", "Digital Piano 12"),
        ("jack", "a2j:FP-30 [20] (capture): MIDI 1", "a2j:FP-30 [32] (capture): MIDI 1"),
    ],
)  # fmt: skip
def test_a_remembered_keyboard_is_found_behind_others_that_came_before_it(
    api: str, before: str, after: str
) -> None:
    others = ["Stage:Stage MIDI 1 24:0", "Another 0", "IAC Driver Bus 1"]
    for wish in (before, plain_name(before, api)):
        assert rank([*others, after], (wish,), api)[0] == after


def test_the_second_port_of_a_keyboard_is_another() -> None:
    names = ["Launchkey:Launchkey MIDI 1 20:0", "Launchkey:Launchkey MIDI 2 20:1"]
    assert find(names, "Launchkey:Launchkey MIDI 2", "alsa") == names[1]


def test_a_part_of_the_name_will_do() -> None:
    assert find([THROUGH, PIANO, STAGE], "rd-88", "alsa") == STAGE
    assert find([THROUGH, PIANO], "clavinova", "alsa") is None


def test_wishes_come_first_even_where_they_are_no_keyboards() -> None:
    assert rank([THROUGH, PIANO, STAGE], ("Midi Through", "RD-88"), "alsa") == (
        THROUGH,
        STAGE,
        PIANO,
    )


def test_ports_for_controlling_other_programs_come_last() -> None:
    assert rank([STAGE_DAW, STAGE], (None,), "alsa") == (STAGE, STAGE_DAW)
