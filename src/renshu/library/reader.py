"""The child process that reads MusicXML: `python -m renshu.library.reader`.

It takes the bytes of a file, reports `[what, share]` on the way, and answers with the packed score
and its packed notation. Its memory is limited: a hostile file ends this process and no other.
"""

import contextlib
from typing import Any

from renshu.library.musicxml.compiling import compile_score
from renshu.library.packing import pack
from renshu.workers.server import Progress, serve

MEMORY_BYTES = 1_000_000_000


def handle(request: Any, progress: Progress) -> Any:
    """Read one file."""
    loaded = compile_score(request, lambda what, share: progress([what, share]))
    return [pack(loaded.score), loaded.packed]


def limit_memory() -> None:
    """Let this process have `MEMORY_BYTES` and no more, where the system can limit it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    limit_memory()
    serve(handle)
