"""Messages on a pipe.

A frame is a length in four bytes, most significant first, and as many bytes of msgpack. The parent
sends `[number, request]`, or `[number]` to take that request back; the child answers with
`[number, kind, payload]`: any number of `progress`, then one `answer`, `refusal` (a sentence for
the player) or `fault` (a bug's name).
"""

import struct
from typing import Any, BinaryIO

MAX_FRAME = 1 << 28
"""Bytes a frame may have; a longer one means that the stream is out of step."""

LENGTH = struct.Struct(">I")
"""The head of a frame."""


def encode(message: Any) -> bytes:
    """The frame of a message.

    Raises:
        ValueError: The message is longer than a frame may be.
    """
    import msgpack

    body = msgpack.packb(message)
    if len(body) > MAX_FRAME:
        raise ValueError(f"a message of {len(body)} bytes is too long for a frame")
    return LENGTH.pack(len(body)) + body


def decode(body: bytes) -> Any:
    """The message in the body of a frame; its sequences come back as lists."""
    import msgpack

    return msgpack.unpackb(body, strict_map_key=False)


def body_size(head: bytes) -> int:
    """How long the body behind a frame's head is, in bytes.

    Raises:
        EOFError: It is too long to be true.
    """
    size: int = LENGTH.unpack(head)[0]
    if size > MAX_FRAME:
        raise EOFError("the stream is out of step")
    return size


def read_frame(stream: BinaryIO) -> Any:
    """Read one message.

    Raises:
        EOFError: The other side has closed the stream, or it is out of step.
    """
    return decode(_read_exactly(stream, body_size(_read_exactly(stream, LENGTH.size))))


def write_frame(stream: BinaryIO, message: Any) -> None:
    """Write one message and push it out."""
    stream.write(encode(message))
    stream.flush()


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the stream ended")
    return data
