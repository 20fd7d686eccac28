"""Keeps the C libraries below rtmidi from writing on the terminal.

ALSA and JACK print to standard error when their service is missing, and JACK also later, from
threads of its own, when its server goes. Standard error is the screen, so each library is given an
error handler that does nothing. Redirecting the file descriptor instead would swallow parts of the
screen, and would have to stay on for ever.
"""

import ctypes
from functools import cache

_SETTERS = ("snd_lib_error_set_handler", "jack_set_error_function", "jack_set_info_function")


@cache
def silence() -> None:
    """Silence ALSA and JACK for this process, where rtmidi brings them along."""
    from rtmidi import _rtmidi

    # Looking a symbol up in a library finds those of the libraries that it depends on.
    library = ctypes.CDLL(_rtmidi.__file__)
    for name in _SETTERS:
        if (setter := getattr(library, name, None)) is not None:
            setter.argtypes = [ctypes.c_void_p]
            setter.restype = None
            setter(_do_nothing())


def _do_nothing() -> ctypes.c_void_p:
    """Give a C function that ignores its arguments and has no effect.

    It must not be written in Python: JACK calls it from real-time threads, and once more when the
    interpreter has ended.
    """
    return ctypes.cast(ctypes.pythonapi.Py_IsInitialized, ctypes.c_void_p)
