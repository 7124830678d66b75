"""What does a file that somebody sent hold? Asked of a process held to limits, without network; the one that serves pages has keys.

The process waits with its readers loaded and makes a copy of itself for each file; it is begun at the first file and ends with the server.
"""

import threading
from pathlib import Path

import msgspec

from forbear.guard.document import Document, from_bytes
from forbear.interchange.tables import Table
from forbear.office.foreign.answer import TOLD, Told, arrived, raised
from forbear.office.workroom import working_folder
from forbear.packet.isolation import Reader
from forbear.packet.job import Job, Task
from forbear.problem import BadInput, Problem

PROGRAM = "forbear.office.foreign.worker"
PACKED = b"PK\x03\x04"
MOST_TOLD = 200_000_000  # bytes of an answer
_idle: list[Reader] = []
_turn = threading.Lock()


def text_of(content: bytes, name: str) -> Document:
    """The text of a Word file, a PDF or a plain text. Raises BadInput with what is wrong with it and what to do."""
    if not content.startswith(PACKED):
        return from_bytes(content, name)  # which reads a PDF in processes of its own; a plain text has nothing to open
    told = _asked("text", content, name)
    assert told.document is not None
    return told.document


def table_of(content: bytes, name: str, sheet: str | None) -> Table:
    """The table in a file. Raises BadInput."""
    told = _asked("table", content, name, sheet)
    assert told.table is not None
    return arrived(told.table)


def faults_of(content: bytes, name: str) -> list[str]:
    """What is wrong with a Word template, in sentences. Raises BadInput where it cannot be looked at."""
    told = _asked("template", content, name)
    assert told.sentences is not None
    return told.sentences


def _asked(task: Task, content: bytes, name: str, sheet: str | None = None) -> Told:
    with working_folder() as folder:
        source = folder / "original"
        source.write_bytes(content)
        reader = _taken()
        try:
            reader.read(Job(task, str(source), str(folder), "", called=name, sheet=sheet))
        finally:
            _given_back(reader)
        return raised(_told(folder / TOLD, name))


def _told(path: Path, name: str) -> Told:
    try:
        if path.stat().st_size <= MOST_TOLD:
            return msgspec.json.decode(path.read_bytes(), type=Told)
    except (OSError, msgspec.DecodeError):
        pass
    raise BadInput([Problem(name, None, "needs more time or memory than a file of its kind may take; save it again, or send it in parts")])


def _taken() -> Reader:
    with _turn:
        return _idle.pop() if _idle else Reader(PROGRAM)


def _given_back(reader: Reader) -> None:
    """Keeps one process waiting; others that were needed at the same moment end."""
    with _turn:
        if not _idle:
            _idle.append(reader)
            return
    reader.close()
