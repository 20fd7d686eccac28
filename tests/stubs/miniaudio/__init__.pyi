from collections.abc import Generator, Sequence
from enum import Enum
from typing import Any

class MiniaudioError(Exception): ...

class SampleFormat(Enum):
    SIGNED16 = 2
    FLOAT32 = 5

class Backend(Enum):
    NULL = 14
    ALSA = 8

class PlaybackDevice:
    backend: str
    def __init__(
        self,
        output_format: SampleFormat = ...,
        nchannels: int = 2,
        sample_rate: int = 44100,
        buffersize_msec: int = 200,
        *,
        callback_periods: int = 0,
        backends: Sequence[Backend] | None = None,
    ) -> None: ...
    def start(self, callback_generator: Generator[Any, int]) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...
