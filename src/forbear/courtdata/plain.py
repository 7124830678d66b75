"""What bytes does a file of the release hold, and can the engine read them as they stand?

EOIR's files are mostly ASCII with some Latin-1 or Windows-1252 bytes, now and then UTF-8, and NUL bytes in blank fields. A file that
is plain UTF-8 with one kind of line end is read where it lies; any other is written anew beside the work, line for line.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 23
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of a file finds: its hash, size and lines, and whether it is plain."""

    sha256: str
    size: int
    lines: int
    newline: str
    plain: bool
    nuls: int
    foreign: int  # bytes that are not UTF-8
    ends_open: bool  # the last line has no end: the file may have been cut off


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """One byte that is not UTF-8, read as Windows-1252, or as Latin-1 where that has no sign; a hard space is a space."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    sign = byte.decode("cp1252", "ignore") or byte.decode("latin-1")
    return (" " if sign == "\xa0" else sign), error.start + 1


codecs.register_error("forbear-1252", _windows_1252)


def survey(path: Path, tick: Tick) -> Survey:
    """Reads a file once. Raises OSError."""
    digest, size, ends, returns, nuls, foreign = hashlib.sha256(), 0, 0, 0, 0, 0
    last = b""
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
            size += len(block)
            ends += block.count(b"\n")
            returns += block.count(b"\r")
            if b"\0" in block:
                nuls += block.count(b"\0")
            if not block.isascii():
                foreign += _foreign(block)
            last = block[-1:]
            tick(len(block))
    mixed = returns not in (0, ends)
    return Survey(
        digest.hexdigest(),
        size,
        ends + (last not in (b"\n", b"")),
        "\\r\\n" if returns and not mixed else "\\n",
        not (mixed or nuls or foreign),
        nuls,
        foreign,
        last not in (b"\n", b"", b"\0"),
    )


def write_plain(path: Path, target: Path) -> None:
    """Writes a file as UTF-8 with one kind of line end and without NUL bytes, line for line. Raises OSError."""
    with path.open("rb") as file, target.open("wb") as out:
        for block in _blocks(file):
            text = block.decode("utf-8", "forbear-1252")
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", " ")
            out.write(text.replace("\0", "").encode())


def decoded(data: bytes) -> str:
    """A small file as text, by the same rules."""
    return data.decode("utf-8-sig", "forbear-1252").replace("\0", "").replace("\r\n", "\n").replace("\r", " ")


def line_numbers(path: Path, wanted: set[str]) -> dict[str, int]:
    """In which line, counted from 1, each of some lines of a plain file stands first. Raises OSError."""
    left = {line.encode() for line in wanted}
    found: dict[str, int] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not left:
                break
            bare = line.rstrip(b"\r\n")
            if bare in left:
                left.discard(bare)
                found[bare.decode()] = number
    return found


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """A file in blocks that end where a line ends, so that no sign is cut in two."""
    while block := file.read(BLOCK):
        yield block if block.endswith(b"\n") else block + file.readline(BLOCK)


def _foreign(block: bytes) -> int:
    """How many bytes of a block are not UTF-8."""
    count, start = 0, 0
    while True:
        try:
            block[start:].decode()
        except UnicodeDecodeError as error:
            if count > 1000:  # enough is known
                return count
            count, start = count + 1, start + error.start + 1
        else:
            return count
