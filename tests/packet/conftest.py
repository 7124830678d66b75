"""One process that reads exhibits, started once."""

import pytest

from forbear.packet.intake import take_in
from forbear.packet.isolation import Reader


@pytest.fixture(scope="session")
def reader():
    with Reader() as one:
        yield one


@pytest.fixture
def taken(tmp_path, reader):
    """Takes in what a file holds, under a name, without recognition unless asked."""

    def take(content: bytes, name: str = "lease.pdf", *, ocr: bool = False, **more):
        source = tmp_path / name
        source.write_bytes(content)
        found = take_in("C", source, tmp_path / "work", ocr=ocr, reader=reader, **more)
        assert source.read_bytes() == content
        return found

    return take
