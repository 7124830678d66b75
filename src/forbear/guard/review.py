"""What did a person decide about each finding, and where is that kept? In `counsel-only/`, marked, never where papers go out."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from forbear.guard.finding import Decision
from forbear.problem import BadInput, Problem

MARKING = "PRIVILEGED – attorney work product – for counsel only, never to be filed"
FOLDER = "counsel-only"
OUTGOING = frozenset({"outgoing", "packet", "packets", "filing", "filings", "filed", "to-file", "served", "service"})
MOST_REASON = 500
MOST_BYTES = 20_000_000
MOST_NAME = 150  # bytes of a document's name in the name of its log


class _Log(msgspec.Struct, forbid_unknown_fields=True):
    marking: str
    document: str
    decisions: list[Decision]


def log_of(document: Path, case: Path | None = None) -> Path:
    """Where decisions about a document are kept: beside the case, else beside the document, above any folder whose papers go out.

    Both the path as given and the one that its links lead to are kept clear of such folders. Raises BadInput where neither can be.
    """
    try:
        folder = (case if case.is_dir() else case.parent) if case else document.parent
        folder = _clear(Path(os.path.abspath(folder)))  # noqa: PTH100 - without following links, which may lead out of a folder that goes out
        folder = _clear(folder.resolve())
        kept = (folder / FOLDER).resolve()
    except (OSError, RuntimeError, ValueError):
        raise BadInput([Problem(str(case or document), None, "leads to no folder; check the name")]) from None
    if any(map(_goes_out, (kept, *kept.parents))):
        raise BadInput([Problem(f"{FOLDER}/", None, f"leads to {kept}, from where papers go out; make it a folder of its own")])
    return folder / FOLDER / f"{_short(document.name)}.guard-log"


def _clear(folder: Path) -> Path:
    """The folder, or the one above all that go out and above the folder for counsel's papers."""
    for place in (folder, *folder.parents):
        if _goes_out(place) or place.name == FOLDER:
            folder = place.parent
    return folder


def _goes_out(place: Path) -> bool:
    return re.sub(r"[\s_-]+", "-", place.name.casefold()).strip("-. ") in OUTGOING


def _short(name: str) -> str:
    """The name, or its beginning with a mark of its own, since a system takes no longer one."""
    whole = os.fsencode(name)
    if len(whole) <= MOST_NAME:
        return name
    return f"{whole[: MOST_NAME // 2].decode(errors='ignore')}-{hashlib.sha256(whole).hexdigest()[:12]}"


def read_log(path: Path) -> list[Decision]:
    """The decisions kept there, oldest first. Raises BadInput where the file is not one of ours."""
    try:
        if path.exists() and not path.is_file():
            raise _foreign(path, "is not a regular file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadInput(
            [Problem(str(path), None, f"cannot be read ({(error.strerror or 'unknown error').lower()}); put it right")]
        ) from None
    if len(content) > MOST_BYTES:
        raise _foreign(path, "is too large")
    try:
        log = msgspec.json.decode(content, type=_Log)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _foreign(path, str(error)) from None
    if log.marking != MARKING:
        raise _foreign(path, "its marking is not ours")
    return log.decisions


def _foreign(path: Path, because: str) -> BadInput:
    return BadInput([Problem(str(path), None, f"is not a log of decisions ({because}); put it right or move it away")])


def log_bytes(document: str, decisions: Sequence[Decision]) -> bytes:
    """The log as it is written."""
    log = {"marking": MARKING, "document": document, "decisions": msgspec.to_builtins(list(decisions))}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")  # a name in no encoding


def latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision about each finding."""
    return {decision.finding: decision for decision in decisions}
