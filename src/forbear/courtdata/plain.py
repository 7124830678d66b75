"""What bytes does a file of the release hold, and can the engine read them as they stand?

EOIR's files are mostly ASCII with some Latin-1 or Windows-1252 bytes, now and then UTF-8, and NUL bytes in blank fields; some lines have
more fields than the first. A file that is plain UTF-8 with one kind of line end and no such line is read where it lies. Any other is
written anew beside the work, line for line, with an empty line for each that has too many fields.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

BLOCK = 1 << 23
TAB = ord("\t")
MOST_LONG = 1_000_000  # lines with too many fields that are remembered: beyond it the file is refused anyway
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of a file finds: its hash, size and lines, whether it is plain, and the lines with too many fields."""

    sha256: str
    size: int
    lines: int
    newline: str
    mixed: bool  # line ends of more than one kind
    plain: bool
    nuls: int
    utf8: bool
    ends_open: bool  # the last line has no end: the file may have been cut off
    long: tuple[tuple[int, str], ...]  # number, counted from 1, and text


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """One byte that is not UTF-8, read as Windows-1252, or as Latin-1 where that has no sign; a hard space is a space."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    sign = byte.decode("cp1252", "ignore") or byte.decode("latin-1")
    return (" " if sign == "\xa0" else sign), error.start + 1


codecs.register_error("forbear-1252", _windows_1252)


def survey(path: Path, width: int, tick: Tick) -> Survey:
    """Reads a file whose lines should have `width` fields, once. Raises OSError."""
    digest, size, lines, returns, nuls, utf8 = hashlib.sha256(), 0, 0, 0, 0, True
    long: list[tuple[int, str]] = []
    last = b""
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
            size += len(block)
            returns += block.count(b"\r")
            nuls += block.count(b"\0") if b"\0" in block else 0
            utf8 = utf8 and (block.isascii() or _is_utf8(block))
            count, found = _long_lines(block, width)
            if len(long) < MOST_LONG:
                long += [(lines + number, decoded(block[start:end])) for number, start, end in found]
            lines += count
            last = block[-1:]
            tick(len(block))
    unended = last not in (b"\n", b"")
    mixed = returns not in (0, lines - unended)
    return Survey(
        digest.hexdigest(),
        size,
        lines,
        "\\r\\n" if returns and not mixed else "\\n",
        mixed,
        utf8 and not (mixed or nuls or long),
        nuls,
        utf8,
        unended and last != b"\0",
        tuple(long),
    )


def write_plain(path: Path, found: Survey, width: int, target: Path) -> None:
    """Writes a file as UTF-8 with one kind of line end, without NUL bytes and without what stands in its long lines. Raises OSError."""
    with path.open("rb") as file, target.open("wb") as out:
        for whole in _blocks(file):
            kept, at = [], 0
            for _, start, end in _long_lines(whole, width)[1]:
                kept.append(whole[at:start])
                at = end
            block = b"".join([*kept, whole[at:]]).replace(b"\0", b"")
            if found.mixed:
                block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
            out.write(block if block.isascii() else block.decode("utf-8", "forbear-1252").encode())


def decoded(data: bytes) -> str:
    """A small piece as text, by the same rules."""
    return data.decode("utf-8-sig", "forbear-1252").replace("\0", "").replace("\r\n", "\n").replace("\r", " ")


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """A file in blocks that end where a line ends, so that no sign and no line is cut in two."""
    while block := file.read(BLOCK):
        yield block if block.endswith(b"\n") else block + file.readline()


def _long_lines(block: bytes, width: int) -> tuple[int, list[tuple[int, int, int]]]:
    """How many lines a block has, and of those with more than `width` fields the number, the start and the end (before the line end)."""
    signs = np.frombuffer(block, np.uint8)
    places = np.flatnonzero((signs - TAB) <= 1)  # tabs and line ends, which follow on one another in the code; what is below wraps around
    last = np.flatnonzero(signs[places] != TAB)
    ends = places[last]
    if not block.endswith(b"\n"):
        last, ends = np.append(last, len(places)), np.append(ends, len(block))
    found = []
    for at in np.flatnonzero(np.diff(last, prepend=-1) > width).tolist():
        start, end = (int(ends[at - 1]) + 1 if at else 0), int(ends[at])
        found.append((at + 1, start, end - block.startswith(b"\r", end - 1)))
    return len(ends), found


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True
