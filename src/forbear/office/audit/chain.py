"""How is a line of the log written, and has any been changed since?

Each line is signed with the office's key over itself and the mark of the line before, so that none can be changed, taken out or put between
by whoever does not hold the keys. A log cut short is seen by the revisions that name their line, and by an older copy's end.
"""

import datetime as dt
import hmac
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from forbear.office.audit.end import End
from forbear.office.audit.models import Entry, Head
from forbear.vault.keys import OfficeKeys

BEGINNING = bytes(32)
HEAD = 1  # the only row
PIECE = 2000  # lines read at once


@dataclass(frozen=True, slots=True)
class Walked:
    """The chain as it was found: how many lines, where it ends, and what is wrong with it, a sentence a problem."""

    lines: int
    end: End
    problems: list[str]


def append(keys: OfficeKeys, *, at: dt.datetime, person: str, action: str, matters: Iterable[uuid.UUID], outcome: str) -> int:
    """Writes the next line and says its number. It stands or falls with the transaction that it is part of, which it needs.

    `at` is an aware time; `matters` are the matters concerned, by id.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a line of the log is written within a transaction")
    head, _ = Head.objects.select_for_update().get_or_create(pk=HEAD, defaults={"seq": 0, "mark": BEGINNING})
    previous = bytes(head.mark)
    named = " ".join(sorted(map(str, set(matters))))
    line = Entry(seq=head.seq + 1, at=at, person=person, action=action[:100], matters=named, outcome=outcome[:40], previous=previous)
    line.mark = mark_of(keys, line)
    line.save(force_insert=True)
    Head.objects.filter(pk=HEAD).update(seq=line.seq, mark=line.mark)
    return line.seq


def walk(keys: OfficeKeys, known: End | None = None) -> Walked:
    """Reads the whole chain and checks every line; `known` is an end that it once had. It stops at the first line that does not hold."""
    seq, mark, problems = 0, BEGINNING, list[str]()
    for line in _lines():
        if line.seq != seq + 1:
            problems.append(f"line {seq + 1} is missing: after {seq} comes {line.seq}")
        elif not hmac.compare_digest(bytes(line.previous), mark):
            problems.append(f"line {line.seq} does not follow from line {seq}: one of them was changed")
        elif not hmac.compare_digest(bytes(line.mark), mark_of(keys, line)):
            problems.append(f"line {line.seq} was changed after it was written")
        if problems:
            break
        if known is not None and line.seq == known.seq and bytes(line.mark).hex() != known.mark:
            problems.append(f"line {line.seq} is another than the one that was kept: the log was written anew")
        seq, mark = line.seq, bytes(line.mark)
    if not problems:
        problems += _at_its_end(seq, mark, known)
    return Walked(seq, End(seq, mark.hex()), problems)


def end() -> End:
    """Where the chain ends now."""
    head = Head.objects.filter(pk=HEAD).first()
    return End(head.seq, bytes(head.mark).hex()) if head else End(0, BEGINNING.hex())


def _at_its_end(seq: int, mark: bytes, known: End | None) -> list[str]:
    head = Head.objects.filter(pk=HEAD).first()
    if head is None:
        return ["the end of the log is not marked any more"] if seq or known else []
    if (head.seq, bytes(head.mark)) != (seq, mark):
        return [f"the log ends with line {seq}, but its end was marked at line {head.seq}: lines were cut off or put on"]
    if known is not None and known.seq > seq:
        return [f"the log ends with line {seq}, but it once had {known.seq} lines"]
    return []


def _lines() -> Iterator[Entry]:
    return Entry.objects.order_by("seq").iterator(chunk_size=PIECE)


def mark_of(keys: OfficeKeys, line: Entry) -> bytes:
    """What is signed under a line: all that it says, and the mark of the line before."""
    at = line.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    words = [line.seq, at, line.person, line.action, line.matters, line.outcome, bytes(line.previous).hex()]
    return keys.sign(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
