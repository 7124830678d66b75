"""How is the log taken along so that it can be checked elsewhere, without the database? As lines of JSON, each with its marks.

    {"format": "forbear-log/1", "office": "…"}
    {"seq": 1, "at": "…", "person": "…", "action": "…", "matters": "…", "outcome": "…", "previous": "…", "mark": "…"}
    …
    {"end": 4711, "lines": 4711, "signed": "…"}

Lines are a whole stretch of the log, none left out. The last line is signed, so that a file cut short is found. To check it one needs the
office's keys and nothing else of the office.
"""

import datetime as dt
import hmac
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from forbear.office.audit.chain import BEGINNING, Walked, mark_of
from forbear.office.audit.end import End
from forbear.office.audit.models import Entry
from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys

FORMAT = "forbear-log/1"
MOST_LINE = 1_048_576  # characters of one line
WORDS = ("person", "action", "matters", "outcome")


def exported(keys: OfficeKeys, first: dt.date | None = None, last: dt.date | None = None) -> Iterator[str]:
    """The log of some days (UTC, the last included), or all of it, a line at a time."""
    kept = Entry.objects.order_by("seq")
    if first is not None:
        kept = kept.filter(at__gte=dt.datetime.combine(first, dt.time(), dt.UTC))
    if last is not None:
        kept = kept.filter(at__lt=dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), dt.UTC))
    yield _line({"format": FORMAT, "office": str(keys.office)})
    number, mark, seq = 0, BEGINNING, 0
    for entry in kept.iterator(chunk_size=2000):
        number, mark, seq = number + 1, bytes(entry.mark), entry.seq
        said = {"seq": entry.seq, "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds")}
        said |= {word: getattr(entry, word) for word in WORDS}
        yield _line(said | {"previous": bytes(entry.previous).hex(), "mark": mark.hex()})
    yield _line({"end": seq, "lines": number, "signed": _signed(keys, seq, number, mark)})


def walk_file(keys: OfficeKeys, path: Path) -> Walked:
    """Checks an exported log as the log itself is checked. Raises BadInput where it is none, or another office's."""
    try:
        with path.open(encoding="utf-8") as file:
            return _walked(keys, path, _parsed(path, file))
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            [Problem(str(path), None, "cannot be read; name a file that the page Log or `forbear audit export` wrote")]
        ) from None


def _walked(keys: OfficeKeys, path: Path, lines: Iterator[dict[str, Any]]) -> Walked:
    head = next(lines, {})
    if head.get("format") != FORMAT:
        raise BadInput([Problem(str(path), None, f"is no log of forbear ({FORMAT})")])
    if head.get("office") != str(keys.office):
        raise BadInput([Problem(str(path), None, "is the log of another office; open it with that office's keys")])
    number, seq, mark, problems = 0, 0, BEGINNING, list[str]()
    ended = False
    for line in lines:
        if "end" in line:
            ended = True
            if not hmac.compare_digest(str(line.get("signed")), _signed(keys, seq, number, mark)) or (line["end"], line.get("lines")) != (
                seq,
                number,
            ):
                problems.append(f"the file does not end as it was written: {line.get('lines')} lines were, {number} are here")
            break
        problem = _wrong(keys, line, seq, mark, begun=number > 0)
        if problem:
            problems.append(problem)
            break
        number, seq, mark = number + 1, line["seq"], bytes.fromhex(line["mark"])
    if not ended and not problems:
        problems.append(f"the file is cut short after line {seq}")
    return Walked(number, End(seq, mark.hex()), problems)


def _wrong(keys: OfficeKeys, line: dict[str, Any], seq: int, mark: bytes, *, begun: bool) -> str:
    """What is wrong with a line after the one before it; nothing where nothing is."""
    try:
        entry = Entry(
            seq=int(line["seq"]),
            at=dt.datetime.fromisoformat(line["at"]),
            previous=bytes.fromhex(line["previous"]),
            mark=bytes.fromhex(line["mark"]),
            **{word: str(line[word]) for word in WORDS},
        )
    except (KeyError, TypeError, ValueError):
        return f"what follows line {seq} is no line of a log"
    if begun and entry.seq != seq + 1:
        return f"line {seq + 1} is missing: after {seq} comes {entry.seq}"
    if begun and not hmac.compare_digest(bytes(entry.previous), mark):
        return f"line {entry.seq} does not follow from line {seq}: one of them was changed"
    if not hmac.compare_digest(bytes(entry.mark), mark_of(keys, entry)):
        return f"line {entry.seq} was changed after it was written"
    return ""


def _parsed(path: Path, file: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(file, start=1):
        try:
            line = json.loads(text) if len(text) <= MOST_LINE else None
        except ValueError:
            line = None
        if not isinstance(line, dict):
            raise BadInput([Problem(str(path), number, "is no line of an exported log")])
        yield line


def _signed(keys: OfficeKeys, seq: int, number: int, mark: bytes) -> str:
    return keys.sign(f"{FORMAT}|end|{seq}|{number}|{mark.hex()}".encode()).hex()


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
