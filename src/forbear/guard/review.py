"""What did a person decide about each finding, and where is that kept? In `counsel-only/`, marked, never where papers go out."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from forbear.guard.finding import Decision
from forbear.problem import BadInput, Problem

MARKING = "PRIVILEGED – attorney work product – for counsel only, never to be filed"
FOLDER = "counsel-only"
OUTGOING = frozenset({"outgoing", "packet", "packets", "filing", "filed", "to-file", "served", "service"})
MOST_REASON = 500


class _Log(msgspec.Struct, forbid_unknown_fields=True):
    marking: str
    document: str
    decisions: list[Decision]


def log_of(document: Path, case: Path | None = None) -> Path:
    """Where decisions about a document are kept: beside the case, else beside the document, above any folder whose papers go out."""
    folder = (case if case.is_dir() else case.parent) if case else document.parent
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        if place.name.lower() in OUTGOING:
            folder = place.parent
        if place.name == FOLDER:
            folder = place.parent
    return folder / FOLDER / f"{document.name}.guard.json"


def read_log(path: Path) -> list[Decision]:
    """The decisions kept there, oldest first. Raises BadInput where the file is not one of ours."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadInput([Problem(path.name, None, f"cannot be read ({(error.strerror or 'unknown error').lower()})")]) from None
    try:
        return msgspec.json.decode(content, type=_Log).decisions
    except msgspec.DecodeError as error:
        raise BadInput([Problem(path.name, None, f"is not a log of decisions ({error}); put it right or move it away")]) from None


def log_bytes(document: str, decisions: Sequence[Decision]) -> bytes:
    """The log as it is written."""
    log = {"marking": MARKING, "document": document, "decisions": msgspec.to_builtins(list(decisions))}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision about each finding."""
    return {decision.finding: decision for decision in decisions}
