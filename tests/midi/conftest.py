from collections.abc import Iterator

import pytest

from support.jack import jack_server


@pytest.fixture(scope="module")
def jack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a JACK server that runs for the tests of one module."""
    with jack_server(tmp_path_factory.mktemp("jack") / "jackd.log") as name:
        yield name
