"""Which files does a matter hold, and what is in them? Each sealed in a blob; its name and type are sealed beside it.

A case file's `evidence[].file` names a file of the kind `exhibit`; papers and packets that were made are files of kinds of their own. A
file that is replaced or removed stays in the history: nothing is lost.
"""

import datetime as dt
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from forbear.office.audit.visit import saw, wrote
from forbear.office.matters.blobs import read_blob, write_blob
from forbear.office.matters.keeping import keys_of, pack, unpack
from forbear.office.matters.membership import NotThere, check_writer, standing
from forbear.office.matters.models import Blob
from forbear.office.people.may import Act, check
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.office.workroom import working_folder
from forbear.problem import BadInput, Problem
from forbear.vault.keys import MatterKeys
from forbear.vault.seal import KIND

EXHIBIT = "exhibit"
LABEL = "file-label"
MOST_BYTES = 200 * 1_048_576  # of one file; a packet is split far below
MOST_IN_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class File:
    """A file of a matter. `size` is what it holds, in bytes; `removed` where it is kept only for the history."""

    id: uuid.UUID
    kind: str
    name: str
    media_type: str
    size: int
    at: dt.datetime
    who: str
    removed: bool


def add(person: Person, matter_id: uuid.UUID, name: str, content: bytes | BinaryIO, *, media_type: str = "", kind: str = EXHIBIT) -> File:
    """Seals a file into a matter. One of the same name and kind is replaced by it, and stays in the history.

    `content` is bytes or a file that can be wound back. Raises NotThere, and BadInput for a name or a size that no file may have.
    """
    check_writer(person, matter_id)
    checked = _name(name)
    if KIND.fullmatch(kind) is None:
        raise ValueError(f"no kind of file: {kind!r}")
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    if file.seek(0, io.SEEK_END) > MOST_BYTES:
        raise BadInput([Problem(checked, None, f"is larger than {MOST_BYTES // 1_048_576} MB; split it")])
    file.seek(0)
    keys = keys_of(matter_id)
    blob, size = write_blob(keys, file, kind)
    made = uuid.uuid4()
    label = pack(keys, {"name": checked, "media_type": media_type}, place=str(made), kind=LABEL)
    now = timezone.now()
    with in_turn():
        check_writer(person, matter_id)
        older = [each.id for each in _files(matter_id, kind) if each.name == checked and not each.removed]
        Blob.objects.filter(pk__in=older).update(removed_at=now)
        line = wrote(person, kind, matter_id, "file kept")
        Blob.objects.create(id=made, matter_id=matter_id, name=blob, kind=kind, size=size, at=now, by=person, line=line, label=label)
    return File(made, kind, checked, media_type, size, now, str(person), removed=False)


def remove(person: Person, matter_id: uuid.UUID, file_id: uuid.UUID) -> None:
    """Takes a file out of sight; it stays in the history. Raises NotThere, BadInput."""
    with in_turn():
        check_writer(person, matter_id)
        if not Blob.objects.filter(pk=file_id, matter_id=matter_id, removed_at=None).update(removed_at=timezone.now()):
            raise NotThere
        wrote(person, "file", matter_id, "file removed")


def files(person: Person, matter_id: uuid.UUID, kind: str = EXHIBIT, *, removed: bool = False) -> list[File]:
    """The files of a kind, in the order in which they came; with those that were removed or replaced if asked. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "files", matter_id)
    return [each for each in _files(matter_id, kind) if removed or not each.removed]


def named(person: Person, matter_id: uuid.UUID, name: str, kind: str = EXHIBIT) -> File:
    """The file that a case file's `evidence[].file` names. Raises NotThere."""
    for each in files(person, matter_id, kind):
        if each.name == name:
            return each
    raise NotThere


def read(person: Person, matter_id: uuid.UUID, file_id: uuid.UUID) -> tuple[File, bytes]:
    """A file with what is in it, checked to its end before any of it is given. Raises NotThere, NotForRole, WontOpen."""
    standing(person, matter_id)
    check(person, Act.TAKE_OUT)
    saw(person, "file", matter_id)
    blob = Blob.objects.filter(pk=file_id, matter_id=matter_id).select_related("by").first()
    if blob is None:
        raise NotThere
    keys = keys_of(matter_id)
    return _file(keys, blob), b"".join(read_blob(keys, blob.name, blob.kind))


@contextmanager
def laid_out(person: Person, matter_id: uuid.UUID) -> Iterator[Path]:
    """A folder with `exhibits/` as the command line has it, for what reads files from a folder; gone when done.

    It lies in the office's own temporary folder, which nobody else may read and which is swept at each start. Raises NotThere, NotForRole,
    WontOpen.
    """
    standing(person, matter_id)
    check(person, Act.TAKE_OUT)
    saw(person, "files", matter_id)
    keys = keys_of(matter_id)
    with working_folder() as folder:
        (folder / "exhibits").mkdir()
        for blob in Blob.objects.filter(matter_id=matter_id, kind=EXHIBIT, removed_at=None).select_related("by").order_by("at"):
            path = folder / "exhibits" / _file(keys, blob).name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                for piece in read_blob(keys, blob.name, blob.kind):
                    file.write(piece)
        yield folder


def _files(matter_id: uuid.UUID, kind: str) -> list[File]:
    kept: QuerySet[Blob] = Blob.objects.filter(matter_id=matter_id, kind=kind).select_related("by").order_by("at", "id")
    keys = keys_of(matter_id)
    return [_file(keys, blob) for blob in kept]


def _file(keys: MatterKeys, blob: Blob) -> File:
    label = unpack(keys, bytes(blob.label), place=str(blob.id), kind=LABEL)
    return File(blob.id, blob.kind, label["name"], label["media_type"], blob.size, blob.at, str(blob.by), blob.removed_at is not None)


def _name(name: str) -> str:
    """A name as a case file may give it: a path under exhibits/, short, printable. Raises BadInput."""
    path = PurePosixPath(name)
    plainly = name.isprintable() and 0 < len(name) <= MOST_IN_NAME and path.name.strip() and "\\" not in name
    if not plainly or path.is_absolute() or ".." in path.parts or ":" in name:
        raise BadInput([Problem("file", None, "expected a short file name without .. and not absolute; rename the file")])
    return str(path)
