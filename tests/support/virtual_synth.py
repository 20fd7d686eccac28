"""An instrument that other programs of the JACK server can sound on."""

import rtmidi

from renshu.midi.quiet import silence


class VirtualSynth:
    """Hears what it is told to sound, as long as it is plugged in."""

    def __init__(self) -> None:
        silence()
        self._rt = rtmidi.MidiIn(rtapi=rtmidi.API_UNIX_JACK, name="synth")
        self._rt.open_virtual_port("in")
        self._heard: list[list[int]] = []

    def heard(self) -> list[list[int]]:
        """All messages so far."""
        while received := self._rt.get_message():
            self._heard.append(received[0])
        return self._heard

    def has_heard(self, status: int, *pitches: int) -> bool:
        """Whether a message of this status came for each of the pitches."""
        return set(pitches) <= {data[1] for data in self.heard() if data[0] == status}

    def delete(self) -> None:
        """Go, as when the plug is pulled out."""
        self._rt.delete()
