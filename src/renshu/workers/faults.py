"""What may go wrong between a parent and its worker."""


class WorkerError(Exception):
    """A request to a child process that got no answer."""


class RefusedError(WorkerError):
    """The child raised a `RenshuError`; the message is its sentence."""


class FaultError(WorkerError):
    """The child met an unexpected exception; the message is its type and text, a note its trace."""


class DiedError(WorkerError):
    """The child ended before it answered; the next request starts another."""


class TimedOutError(WorkerError):
    """The child did not answer in time and was ended."""
