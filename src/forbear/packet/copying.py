"""How is what is handed in laid aside to be read? As a copy that only we write; no link is followed, no pipe or device opened."""

import hashlib
import os
import stat
from pathlib import Path

from forbear.packet.job import RefusedError

MOST_BYTES = 100_000_000  # of an original
CHUNK = 1 << 20
READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def copied(source: Path, copy: Path) -> str:
    """Copies an original where only we write, and gives its SHA-256. Raises RefusedError where it is no file to be taken in."""
    if source.is_symlink():
        raise RefusedError("not-a-file", "It is a link to another place; put the file itself among the exhibits.")
    digest, size = hashlib.sha256(), 0
    try:
        handle = os.open(source, READ_ONLY)
        with open(handle, "rb") as file, copy.open("xb") as into:  # noqa: PTH123 - a handle that follows no link
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RefusedError("not-a-file", "It is not a regular file; put the document itself among the exhibits.")
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise RefusedError(
                        "too-large",
                        f"It is larger than {MOST_BYTES // 1_000_000} MB; hand in the pages that are wanted, or save it smaller.",
                    )
                digest.update(chunk)
                into.write(chunk)
    except (OSError, ValueError) as error:
        because = (getattr(error, "strerror", None) or "no such name").lower()
        raise RefusedError("not-a-file", f"It cannot be read ({because}); check its name and its folder.") from None
    if not size:
        raise RefusedError("empty", "It is empty; hand in the document that you mean to file.")
    return digest.hexdigest()
