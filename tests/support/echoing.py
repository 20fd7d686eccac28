"""A worker for tests: `python -m support.echoing` does what a request tells it."""

import os
import time
from typing import Any

from renshu.errors import RenshuError
from renshu.workers.server import Progress, serve


def handle(request: Any, progress: Progress) -> Any:
    what, value = request
    if what == "count":
        for number in range(value):
            progress(number)
            time.sleep(0.01)
    elif what == "refuse":
        raise RenshuError(value)
    elif what == "fail":
        raise KeyError(value)
    elif what == "print":
        print(value)  # noqa: T201 - a library's chatter
        os.system(f"echo {value}")  # noqa: S605
    elif what == "sleep":
        time.sleep(value)
    elif what == "die":
        os._exit(value)
    return value


if __name__ == "__main__":
    serve(handle)
