"""Whether the JACK server still lives: its clients list its ports for ever, also when it has gone.

rtmidi leaves out the call by which the server tells of its end. So one more client is made, which
has no port and asks for nothing else.
"""

import ctypes
from typing import Self

_NAME = b"renshu-watch"
_NO_START_SERVER = 1


class JackServer:
    """Tells once that the server has gone; `close` lets it go.

    The end is told on a thread of JACK's, by a C function that opens a lock: nothing of Python's
    may run there, and a lock can be looked at without waiting.
    """

    def __init__(self, library: ctypes.CDLL, client: int) -> None:
        self._library, self._client = library, client
        self._lock = _allocate_lock()
        _acquire_lock(self._lock, 0)
        told = ctypes.cast(ctypes.pythonapi.PyThread_release_lock, ctypes.c_void_p)
        on_shutdown = library.jack_on_shutdown
        on_shutdown.argtypes, on_shutdown.restype = [ctypes.c_void_p] * 3, None
        on_shutdown(client, told, self._lock)

    @classmethod
    def connect(cls) -> Self | None:
        """Become a client of the server; None where there is none to be reached."""
        from rtmidi import _rtmidi

        # Looking a symbol up in a library finds those of the libraries that it depends on.
        library = ctypes.CDLL(_rtmidi.__file__)
        connect = getattr(library, "jack_client_open", None)
        if connect is None:
            return None
        connect.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        connect.restype = ctypes.c_void_p
        client = connect(_NAME, _NO_START_SERVER, None)
        return cls(library, client) if client else None

    @property
    def has_gone(self) -> bool:
        """Whether the server has ended since it was connected to."""
        if not self._client:
            return False
        if _acquire_lock(self._lock, 0):
            ctypes.pythonapi.PyThread_release_lock(ctypes.c_void_p(self._lock))
            return True
        return False

    def close(self) -> None:
        """Leave the server. More than once does no harm."""
        client, self._client = self._client, 0
        if client:
            # This joins JACK's thread, which therefore uses the lock no more.
            self._library.jack_client_close(ctypes.c_void_p(client))
            ctypes.pythonapi.PyThread_free_lock(ctypes.c_void_p(self._lock))


def _allocate_lock() -> int:
    allocate = ctypes.pythonapi.PyThread_allocate_lock
    allocate.restype = ctypes.c_void_p
    return int(allocate())


def _acquire_lock(lock: int, wait: int) -> bool:
    return bool(ctypes.pythonapi.PyThread_acquire_lock(ctypes.c_void_p(lock), wait))
