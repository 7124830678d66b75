"""One process that reads papers, started once."""

import pytest

from forbear.packet.isolation import Reader
from forbear.packet.words import PROGRAM


@pytest.fixture(scope="session")
def reader():
    with Reader(PROGRAM) as one:
        yield one
