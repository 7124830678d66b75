"""Does all that an office keeps still open, and does its log hold? Every line, every revision, every row and every file is looked at."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import msgspec

from forbear.office.audit.chain import walk
from forbear.office.audit.end import End
from forbear.office.audit.models import Entry
from forbear.office.matters.blobs import read_blob
from forbear.office.matters.evidence_files import LABEL
from forbear.office.matters.keeping import FACTS, as_case, keys_of, place_of, unpack
from forbear.office.matters.models import Blob, ListRow, Matter, MatterKey, Revision
from forbear.office.matters.rows import opened_row
from forbear.office.place import office_keys
from forbear.problem import BadInput
from forbear.vault.keys import MatterKeys, WontOpen

Said = Callable[[int, int], None]
PIECE = 500


@dataclass(slots=True)
class Verified:
    """What was looked at, and what is wrong, a sentence a problem. Matters are named by id alone."""

    lines: int = 0
    matters: int = 0
    revisions: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)


def verify_log(known: End | None = None) -> Verified:
    """The log alone: every line, and that each revision and file has the line that it names. Unseals nothing."""
    walked = walk(office_keys(), known)
    found = Verified(lines=walked.lines, problems=list(walked.problems))
    if not walked.problems:
        found.problems += _lines_named()
    return found


def verify(known: End | None = None, said: Said | None = None) -> Verified:
    """The log, and everything that is sealed, opened. `said` is told how many matters are done, of how many."""
    found = verify_log(known)
    found.problems += _come_back()
    matters = list(Matter.objects.filter(erased_at=None).order_by("opened_at").values_list("pk", "revision"))
    for number, (matter_id, revision) in enumerate(matters, start=1):
        found.matters += 1
        try:
            keys = keys_of(matter_id)
        except WontOpen:
            destroyed = not MatterKey.objects.filter(pk=matter_id).exists()
            found.problems.append(f"matter {matter_id}: its keys {'are not there' if destroyed else 'do not open'}")
        else:
            _revisions(found, keys, revision)
            _row(found, matter_id)
            _files(found, keys)
        if said is not None:
            said(number, len(matters))
    return found


def _revisions(found: Verified, keys: MatterKeys, newest: int) -> None:
    matter_id, last = keys.matter, dict[uuid.UUID, int]()
    for each in Revision.objects.filter(matter_id=matter_id).order_by("document", "number").iterator(chunk_size=PIECE):
        found.revisions += 1
        where = f"matter {matter_id}, {each.kind} {each.number}"
        if each.number != last.get(each.document, 0) + 1:
            found.problems.append(f"{where}: the revision before it is missing")
        last[each.document] = each.number
        try:
            content = unpack(keys, bytes(each.sealed), place=place_of(each.document, each.number), kind=each.kind)
            if each.kind == FACTS:
                as_case(content["facts"], matter_id)
        except WontOpen:
            found.problems.append(f"{where}: does not open")
        except (BadInput, KeyError, msgspec.MsgspecError):
            found.problems.append(f"{where}: opens and is not read as a case file of this version")
    if last.get(matter_id) != newest:
        found.problems.append(
            f"matter {matter_id}: revision {newest} was written last, {last.get(matter_id, 0)} is the newest that is here"
        )


def _come_back() -> list[str]:
    """Matters that were erased and of which something is here again: keys, revisions, or files not yet taken away."""
    erased = Matter.objects.exclude(erased_at=None)
    return [
        f"matter {matter_id}: was erased, and its {what} are here"
        for what, kept in (("keys", MatterKey), ("revisions", Revision), ("files", Blob))
        for matter_id in kept.objects.filter(matter__in=erased).values_list("matter_id", flat=True).distinct()
    ]


def _row(found: Verified, matter_id: uuid.UUID) -> None:
    row = ListRow.objects.select_related("matter__key").filter(pk=matter_id).first()
    try:
        if row is None:
            raise WontOpen
        opened_row(matter_id, bytes(row.matter.key.wrapped), row.revision, bytes(row.sealed))
    except (WontOpen, msgspec.MsgspecError):
        found.problems.append(f"matter {matter_id}: its row of the docket does not open")


def _files(found: Verified, keys: MatterKeys) -> None:
    for blob in Blob.objects.filter(matter_id=keys.matter).order_by("at"):
        found.files += 1
        try:
            size = sum(len(piece) for piece in read_blob(keys, blob.name, blob.kind))
            unpack(keys, bytes(blob.label), place=str(blob.id), kind=LABEL)
        except WontOpen:
            found.problems.append(f"matter {keys.matter}, file {blob.id}: is not there or does not open")
        else:
            if size != blob.size:
                found.problems.append(f"matter {keys.matter}, file {blob.id}: holds {size} bytes, {blob.size} were kept")


def _lines_named() -> Iterator[str]:
    """Revisions and files whose line is missing from the log, or speaks of another matter or person: the log was cut or exchanged."""
    for kind, kept in (("revision", Revision.objects), ("file", Blob.objects)):
        named = kept.order_by("line").values_list("line", "matter_id", "by_id").iterator(chunk_size=PIECE)
        while piece := list(islice(named, PIECE)):
            lines = Entry.objects.in_bulk([line for line, _, _ in piece])
            for line, matter_id, by in piece:
                entry = lines.get(line)
                if entry is None:
                    yield f"matter {matter_id}: line {line}, which a {kind} names, is not in the log"
                elif entry.person != str(by) or str(matter_id) not in entry.matters.split():
                    yield f"matter {matter_id}: line {line}, which a {kind} names, speaks of something else"
