"""Where do sealed files lie? In a folder by the beginning of their names, each written whole or not at all, and never changed after.

What is read before it is sealed stays in memory or in the caller's hands: nothing of a file lies here in the clear, not even while it
is written.
"""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from forbear.office.place import current
from forbear.vault.keys import MatterKeys, WontOpen
from forbear.vault.seal import name_of, open_pieces, seal_file

PART = ".part"
YOUNG = 3600  # seconds


def blob_path(name: str) -> Path:
    """Where the blob of this name lies, if it does."""
    return current().blobs / name[:2] / name


def write_blob(keys: MatterKeys, content: BinaryIO, kind: str) -> tuple[str, int]:
    """Seals a file and says its name and the size of what it holds, in bytes. The same content of a matter is kept once. Raises OSError."""
    name, size = name_of(keys, content, kind=kind)
    path = blob_path(name)
    if path.exists():
        return name, size
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{uuid.uuid4().hex}{PART}")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            seal_file(keys, content, file, name=name, kind=kind)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _settle(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return name, size


def read_blob(keys: MatterKeys, name: str, kind: str) -> Iterator[bytes]:
    """A sealed file piece by piece, each checked. Raises WontOpen where it is not there, was changed or was cut."""
    try:
        file = blob_path(name).open("rb")
    except OSError:
        raise WontOpen from None
    with file:
        yield from open_pieces(keys, file, name=name, kind=kind)


def sweep_parts(blobs: Path) -> int:
    """Takes away what a crash left half-written, and says how much. What is young may still be written by another server."""
    found = [part for part in blobs.glob(f"*/.*{PART}") if part.stat().st_mtime < time.time() - YOUNG]
    for part in found:
        part.unlink(missing_ok=True)
    return len(found)


def _settle(folder: Path) -> None:
    """Brings a folder's entries onto the disk."""
    with suppress(OSError):  # not every file system lets a folder be opened
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
