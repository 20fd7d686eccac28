from threading import Thread

import pytest

from renshu.errors import PortError
from renshu.midi.output import PIANO_CLICK, ClickVoice, Output, output_names
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from support.midi_ports import FakeOutput, FakeSystem

PIANO = "Piano:Piano MIDI 1 20:0"
SYNTH = "Synth:input 128:0"
THROUGH = "Midi Through:Midi Through Port-0 14:0"


def open_output(
    *ports: str, preferred: str | None = None, click_voice: ClickVoice = PIANO_CLICK
) -> tuple[Output, FakeOutput]:
    client = FakeOutput(FakeSystem(*ports))
    return Output(preferred, click_voice=click_voice, connect=lambda: client), client


def test_it_opens_the_first_instrument() -> None:
    output, client = open_output(THROUGH, PIANO, SYNTH)
    assert (output.name, client.opened) == ("Piano:Piano MIDI 1", PIANO)


def test_it_opens_the_preferred_one() -> None:
    assert open_output(THROUGH, PIANO, SYNTH, preferred="synth")[1].opened == SYNTH
    assert open_output(THROUGH, PIANO, preferred="synth")[1].opened == PIANO


def test_no_instrument_is_told_and_leaves_no_client() -> None:
    client = FakeOutput(FakeSystem(THROUGH))
    with pytest.raises(PortError, match="no MIDI output"):
        Output(connect=lambda: client)
    assert client.is_deleted


def test_notes_and_pedals_are_sent() -> None:
    output, client = open_output(PIANO)
    output.send(KeyDown(0.0, 60, 80))
    output.send(KeyUp(0.0, 60))
    output.send(PedalMove(0.0, Pedal.SUSTAIN, 127))
    assert client.sent == [b"\x90\x3c\x50", b"\x80\x3c\x40", b"\xb0\x40\x7f"]


def test_panic_ends_each_note_and_then_all_on_every_channel() -> None:
    output, client = open_output(PIANO)
    output.send(KeyDown(0.0, 60))
    output.send(KeyDown(0.0, 64))
    output.send(KeyUp(0.0, 60))
    client.sent.clear()
    output.panic()
    assert client.sent[0] == b"\x80\x40\x40"
    assert {(m[0], m[1]) for m in client.sent[1:]} == {
        (0xB0 | channel, controller) for channel in range(16) for controller in (120, 121, 123)
    }


def test_closing_panics_once() -> None:
    output, client = open_output(PIANO)
    with output:
        output.send(KeyDown(0.0, 60))
    sent = list(client.sent)
    assert b"\x80\x3c\x40" in sent
    assert client.is_deleted
    output.close()
    assert client.sent == sent
    with pytest.raises(PortError, match="is closed"):
        output.send(KeyDown(0.0, 60))


def test_an_instrument_that_goes_is_told_and_can_be_closed() -> None:
    output, client = open_output(PIANO)
    output.send(KeyDown(0.0, 60))
    client.system.ports.clear()
    with pytest.raises(PortError, match="does not answer"):
        output.send(KeyDown(0.0, 62))
    output.close()
    assert client.is_deleted


def test_a_click_ends_the_one_before() -> None:
    output, client = open_output(PIANO, click_voice=ClickVoice(9, 76, 77, 100))
    output.click(is_accent=True)
    output.click(is_accent=False)
    assert client.sent == [b"\x99\x4c\x64", b"\x89\x4c\x40", b"\x99\x4d\x64"]
    output.panic()
    assert client.sent[3] == b"\x89\x4d\x40"


def test_threads_may_send_at_once() -> None:
    output, client = open_output(PIANO)

    def play(pitch: int) -> None:
        for _ in range(200):
            output.send(KeyDown(0.0, pitch))
            output.click(is_accent=True)

    threads = [Thread(target=play, args=(pitch,)) for pitch in (60, 64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ons = [m for m in client.sent if m[0] == 0x90 and m[1] in (60, 64)]
    assert len(ons) == 400


def test_outputs_are_named_plainly_and_loop_backs_are_none() -> None:
    client = FakeOutput(FakeSystem(THROUGH, PIANO, SYNTH, "Piano:Piano MIDI 1 24:0"))
    assert output_names(lambda: client) == ("Piano:Piano MIDI 1", "Synth:input")
    assert client.is_deleted
