"""Clients of a MIDI system that exists in the test alone, driven from threads as the real ones."""

from threading import Thread

from renshu.errors import PortError
from renshu.midi.system import HELD_ELSEWHERE, InputClient, NoMidiError, OutputClient, Receive


class FakeSystem:
    """Ports that a test plugs in and pulls out."""

    def __init__(self, *ports: str, api: str = "alsa") -> None:
        self.api = api
        self.ports = list(ports)
        self.held_by_others: set[str] = set()
        self.is_running = True
        self.clients: list[FakeInput] = []

    def connect(self) -> "FakeInput":
        """Become a client, as `open_input` does."""
        if not self.is_running:
            raise NoMidiError("No MIDI system runs on this machine (tried: fake).")
        self.clients.append(FakeInput(self))
        return self.clients[-1]

    def open(self, name: str) -> None:
        """Raise where a port cannot be opened."""
        if name not in self.ports:
            raise PortError(f"The MIDI port “{name}” is not there any more.")
        if name in self.held_by_others:
            raise PortError(f"The MIDI port “{name}” cannot be opened; {HELD_ELSEWHERE}.")

    def play(self, name: str, *messages: tuple[list[int], float]) -> None:
        """Let a keyboard send messages to whoever listens, on a thread of its own."""
        for client in self.clients:
            if client.listening_to == name and client.receive:
                _on_a_thread(client.receive, messages)


class FakeInput(InputClient):
    """Lists and opens the ports of a `FakeSystem`."""

    def __init__(self, system: FakeSystem) -> None:
        self.api = system.api
        self.system = system
        self.listening_to: str | None = None
        self.receive: Receive | None = None
        self.is_deleted = False

    def names(self) -> tuple[str, ...]:
        if not self.system.is_running:
            raise PortError("The MIDI inputs cannot be listed.")
        return tuple(self.system.ports)

    def open(self, name: str, receive: Receive) -> None:
        if self.listening_to is not None:
            raise PortError("A client listens to one port at a time.")
        self.system.open(name)
        self.listening_to, self.receive = name, receive

    def close_port(self) -> None:
        self.listening_to = self.receive = None

    def delete(self) -> None:
        self.close_port()
        self.is_deleted = True
        self.system.clients.remove(self)


class FakeOutput(OutputClient):
    """Remembers what is sent to it."""

    def __init__(self, system: FakeSystem) -> None:
        self.api = system.api
        self.system = system
        self.opened: str | None = None
        self.sent: list[bytes] = []
        self.is_deleted = False

    def names(self) -> tuple[str, ...]:
        return tuple(self.system.ports)

    def open(self, name: str) -> None:
        self.system.open(name)
        self.opened = name

    def send(self, message: bytes) -> None:
        if self.opened not in self.system.ports:
            raise PortError("The MIDI output does not answer.")
        self.sent.append(message)

    def delete(self) -> None:
        self.is_deleted = True


def _on_a_thread(receive: Receive, messages: tuple[tuple[list[int], float], ...]) -> None:
    def send() -> None:
        for data, stamp in messages:
            receive(data, stamp)

    thread = Thread(target=send, name="rtmidi")
    thread.start()
    thread.join()
