"""Where is a table between its preview and its import? Sealed in the office's folder, for an hour, known to one session."""

import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from forbear.office.place import current, office_keys
from forbear.vault.keys import WontOpen
from forbear.vault.seal import seal_for_office, unseal_for_office

KIND = "client-table"
ENDING = ".table"
LONGEST = 3600  # seconds
TOKEN = re.compile(r"[0-9a-f]{32}")


def put_by(content: bytes) -> str:
    """Keeps a file sealed, and says by what name it is found again. Those that nobody came back for are taken away."""
    folder = current().temporary
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(folder)
    token = secrets.token_hex(16)
    with os.fdopen(os.open(_place(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(seal_for_office(office_keys(), content, kind=KIND))
    return token


def sweep(folder: Path) -> None:
    """Takes away what nobody came back for."""
    for old in folder.glob(f"*{ENDING}"):
        with suppress(FileNotFoundError):  # another worker was quicker
            if time.time() - old.stat().st_mtime > LONGEST:
                old.unlink()


def found_again(token: str) -> bytes | None:
    """The file of that name, if it is still kept."""
    if TOKEN.fullmatch(token) is None:
        return None
    try:
        return unseal_for_office(office_keys(), _place(token).read_bytes(), kind=KIND)
    except (OSError, WontOpen):
        return None


def drop(token: str) -> None:
    """Takes a file away."""
    if TOKEN.fullmatch(token):
        _place(token).unlink(missing_ok=True)


def _place(token: str) -> Path:
    return current().temporary / f"{token}{ENDING}"
