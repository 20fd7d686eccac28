from collections.abc import Iterable, Iterator
from os import PathLike
from typing import IO, Any

class Message:
    type: str
    time: float
    note: int
    velocity: int
    control: int
    value: int
    channel: int
    name: str
    text: str
    tempo: int
    is_meta: bool
    def __init__(self, type: str, **fields: Any) -> None: ...
    @classmethod
    def from_bytes(cls, data: Iterable[int], time: float = 0) -> Message: ...
    def bytes(self) -> list[int]: ...
    def copy(self, **fields: Any) -> Message: ...

class MetaMessage(Message): ...

class MidiTrack(list[Message]):
    def __init__(self, messages: Iterable[Message] = ()) -> None: ...

class MidiFile:
    tracks: list[MidiTrack]
    type: int
    ticks_per_beat: int
    def __init__(
        self,
        filename: str | PathLike[str] | None = None,
        file: IO[bytes] | None = None,
        type: int = 1,
        ticks_per_beat: int = 480,
        charset: str = "latin1",
        clip: bool = False,
        tracks: list[MidiTrack] | None = None,
    ) -> None: ...
    def save(
        self, filename: str | PathLike[str] | None = None, file: IO[bytes] | None = None
    ) -> None: ...
    def __iter__(self) -> Iterator[Message]: ...

def merge_tracks(tracks: Iterable[MidiTrack]) -> MidiTrack: ...
