"""How is a thing sealed? Bytes and files, each bound to its matter, revision and kind, so that none can stand for another.

Whoever moves a sealed thing to another place, gives it to another matter, cuts it or turns a bit makes it unreadable, nothing more.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast

import tink

from forbear.vault.keys import MatterKeys, OfficeKeys, WontOpen, opened

PIECE = 1_048_576  # bytes
KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")


def seal(keys: MatterKeys, content: bytes, *, revision: int | str, kind: str) -> bytes:
    """Content sealed for one place of one matter. `revision` counts what is appended, or names what has no number."""
    sealed: bytes = keys.facts.encrypt(content, bound(keys, revision, kind))
    return sealed


def unseal(keys: MatterKeys, sealed: bytes, *, revision: int | str, kind: str) -> bytes:
    """The content sealed for that place. Raises WontOpen."""
    return opened(keys.facts.decrypt, sealed, bound(keys, revision, kind))


def seal_for_office(keys: OfficeKeys, content: bytes, *, kind: str) -> bytes:
    """Content that belongs to no matter, such as a name of the office's own."""
    sealed: bytes = keys.aead.encrypt(content, _office_bound(keys, kind))
    return sealed


def unseal_for_office(keys: OfficeKeys, sealed: bytes, *, kind: str) -> bytes:
    """What the office sealed for that kind. Raises WontOpen."""
    return opened(keys.aead.decrypt, sealed, _office_bound(keys, kind))


def seal_file_for_office(keys: OfficeKeys, content: BinaryIO, into: BinaryIO, *, kind: str) -> None:
    """A file that belongs to no matter, such as a copy of a database, sealed piece by piece. Both stay open."""
    _seal_stream(keys.files, content, into, _office_bound(keys, kind))


def open_file_for_office(keys: OfficeKeys, sealed: BinaryIO, into: BinaryIO, *, kind: str) -> None:
    """Such a file opened into another. Raises WontOpen; what was written by then is of no use and is thrown away by whoever asked."""
    for piece in _pieces(keys.files, sealed, _office_bound(keys, kind)):
        into.write(piece)


def name_of(keys: MatterKeys, content: BinaryIO, *, kind: str) -> tuple[str, int]:
    """A file's name by its kind and content, and its size in bytes. The file is read to its end and wound back."""
    total, size = hashlib.sha256(kind.encode() + b"|"), 0
    while piece := content.read(PIECE):
        total.update(piece)
        size += len(piece)
    content.seek(0)
    return keys.name(total.digest()), size


def seal_file(keys: MatterKeys, content: BinaryIO, into: BinaryIO, *, name: str, kind: str) -> None:
    """A file sealed piece by piece into another; memory holds a piece at a time. Both stay open."""
    _seal_stream(keys.files, content, into, bound(keys, name, kind))


def open_pieces(keys: MatterKeys, sealed: BinaryIO, *, name: str, kind: str) -> Iterator[bytes]:
    """A sealed file piece by piece, each of them checked before it is given. Raises WontOpen, at the latest at the end where it was cut.

    Who must not act on the beginning of a file that turns out to be cut reads `open_file`.
    """
    return _pieces(keys.files, sealed, bound(keys, name, kind))


def open_file(keys: MatterKeys, sealed: BinaryIO, *, name: str, kind: str) -> bytes:
    """A sealed file whole, checked to its end. Raises WontOpen."""
    return b"".join(open_pieces(keys, sealed, name=name, kind=kind))


def bound(keys: MatterKeys, revision: int | str, kind: str) -> bytes:
    """What a sealed thing is bound to. Its parts hold no bar, so that no two places are written alike."""
    if KIND.fullmatch(kind) is None or "|" in str(revision):
        raise ValueError(f"no place of a matter: {kind!r}, {revision!r}")
    return f"forbear-seal/1|{keys.matter}|{revision}|{kind}".encode()


def _office_bound(keys: OfficeKeys, kind: str) -> bytes:
    if KIND.fullmatch(kind) is None:
        raise ValueError(f"no place of an office: {kind!r}")
    return f"forbear-seal/1|office|{keys.office}|{kind}".encode()


def _seal_stream(primitive: Any, content: BinaryIO, into: BinaryIO, place: bytes) -> None:
    with primitive.new_encrypting_stream(_KeptOpen(into), place) as stream:
        while piece := content.read(PIECE):
            stream.write(piece)


def _pieces(primitive: Any, sealed: BinaryIO, place: bytes) -> Iterator[bytes]:
    try:
        with primitive.new_decrypting_stream(_KeptOpen(sealed), place) as stream:
            while piece := stream.read(PIECE):
                yield piece
    except (tink.TinkError, EOFError):
        raise WontOpen from None


class _KeptOpen(io.RawIOBase):
    """A file that Tink may close when it is done, and that stays open for whoever opened it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def write(self, content: Any) -> int:
        return cast(IO[bytes], self._file).write(content)
