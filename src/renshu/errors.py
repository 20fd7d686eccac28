"""The errors a player may see: one plain sentence each, grouped by what has the fault."""

import threading

from renshu.harmless import harmless


def leave_to_others(error: Exception) -> None:
    """Hand over an error that must not end its thread, as if it had: to whoever logs and tells.

    Where nobody does, nothing happens: Python itself would write a traceback on the terminal.
    """
    if threading.excepthook is not threading.__excepthook__:
        fault = (type(error), error, error.__traceback__, threading.current_thread())
        threading.excepthook(threading.ExceptHookArgs(fault))


class RenshuError(Exception):
    """Something the player should be told in one sentence.

    Third-party exceptions are turned into a child of this class at the edge where they arise,
    so that no traceback reaches a player.
    """

    title = "That did not work"
    """The head of the dialog that shows the sentence."""

    @property
    def sentence(self) -> str:
        """The message, fit to be shown as it is."""
        return harmless(str(self))


class ScoreError(RenshuError):
    """A score that cannot be read, or has nothing for a piano in it."""

    title = "This score cannot be opened"


class TakeFileError(RenshuError):
    """A `.mid` file that cannot be read as a take."""

    title = "This take cannot be read"


class PortError(RenshuError):
    """A MIDI port that cannot be opened, or has gone."""

    title = "MIDI"


class CalibrationError(RenshuError):
    """Taps with the click from which no latency can be told."""

    title = "Calibration"


class EngravingError(RenshuError):
    """The notation could not be drawn."""

    title = "The notation cannot be drawn"


class HistoryError(RenshuError):
    """The history cannot be read or written."""

    title = "The history cannot be used"


class LibraryError(RenshuError):
    """The catalogue of scores cannot be read or written."""

    title = "The library cannot be used"


class ConfigError(RenshuError):
    """A setting that cannot be understood, or a folder that cannot be used."""

    title = "Settings"


class ServeError(RenshuError):
    """The screen cannot be served to a browser."""

    title = "The browser"


class NotAllowedError(RenshuError):
    """A command that has no meaning in the present state; the state is as it was."""

    title = "Not now"
