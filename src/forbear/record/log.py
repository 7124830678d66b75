"""Where is the log kept? In one file beside the cases, a line of JSON an entry; of two lines with one id the later counts.

Writers take turns and each line is on the disk before its writer goes on. A line that a stopped writer left unfinished is kept aside by
the next writer and never dropped; a line that cannot be read stays where it is and is named. A file that is not a log is left alone.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from forbear.problem import BadInput, Problem
from forbear.record.outcomes import FORMAT, Request, again, fingerprint, nearest

MOST_BYTES = 200_000_000
MARK = f'{{"format":"{FORMAT}"'.encode()  # how every line of ours begins
CASE_FILES = (".yaml", ".yml", ".json")
PRIVATE = 0o600
KEY_BYTES = 32

_line = msgspec.json.Decoder(Request)


@dataclass(frozen=True, slots=True)
class Log:
    """The entries as they now stand, oldest first, and what could not be read."""

    entries: list[Request]
    problems: list[Problem]


def read(path: Path) -> Log:
    """The log at a path. Nothing is changed. Raises BadInput where there is none or it is no log."""
    _check(path)
    with _held(path, os.O_RDONLY, fcntl.LOCK_SH) as handle:
        return _parsed(_content(handle, path), path)


def add(path: Path, entry: Request) -> Log:
    """Puts an entry at the end; the log as it was. Raises BadInput where the request is on record already; then nothing is written."""
    _check(path, there=False)
    with _held(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, fcntl.LOCK_EX) as handle:
        log = _mended(handle, path)
        if old := again(log.entries, entry):
            message = f"this request is on record as {old.id}; forbear outcomes answer {old.id} records what came of it"
            raise BadInput([Problem(path.name, None, message)])
        _append(handle, entry, path)
    _settle(path.parent)
    return log


def amend(path: Path, ident: str, change: Callable[[Request], Request]) -> tuple[Request, Log]:
    """Changes one entry by a later line; the entry as it was, and the log as it was. Raises BadInput."""
    _check(path)
    with _held(path, os.O_RDWR | os.O_APPEND, fcntl.LOCK_EX) as handle:
        log = _mended(handle, path)
        old = _known(log, ident)
        new = change(old)
        if new != old:
            _append(handle, new, path)
    return old, log


def erase(path: Path, wanted: Callable[[Request], bool]) -> list[str]:
    """Takes entries out for good, every line of theirs, whole or torn; their ids. Copies are out of reach. Raises BadInput."""
    _check(path)
    with _held(path, os.O_RDWR | os.O_APPEND, fcntl.LOCK_EX) as handle:
        gone = [entry.id for entry in _mended(handle, path).entries if wanted(entry)]
        for file in (path, aside(path)) if gone else ():
            if file.exists():
                lines = file.read_bytes().splitlines(keepends=True)
                marks = [f'"id":"{ident}"'.encode() for ident in gone]
                _replace(file, b"".join(line for line in lines if not any(mark in line for mark in marks)))
    return gone


def link_of(path: Path, name: str) -> str | None:
    """What stands for a case of that name in this log; None where there is no key by which it could be told. Raises BadInput."""
    try:
        return fingerprint(_key(path.with_suffix(".key")), name)
    except FileNotFoundError:
        return None


def make_key(path: Path) -> bool:
    """Makes the key by which this log names its cases, beside it, if there is none; whether it was made just now. Raises BadInput."""
    _check(path, there=False)
    file = path.with_suffix(".key")
    if file.exists():
        return False
    part = file.with_name(f".forbear-{secrets.token_hex(8)}.part")
    try:
        _write_new(part, secrets.token_hex(KEY_BYTES).encode() + b"\n")
        os.link(part, file)  # whole or not at all; where another was first, theirs is the key
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    _settle(file.parent)
    return True


def _key(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        message = "is no key of a log; bring it back from a copy, or move it away and a new one is made"
        raise BadInput([Problem(str(file), None, message)])
    return key


def aside(path: Path) -> Path:
    """Where unfinished lines are kept."""
    return path.with_name(f"{path.name}.torn")


def is_log(path: Path) -> bool:
    """Whether a file is a log of outcomes, by how it begins."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(MARK)) == MARK
    return False


def _check(path: Path, *, there: bool = True) -> None:
    if path.suffix.lower() in (*CASE_FILES, ".key"):
        raise BadInput([Problem(str(path), None, "expected a log such as outcomes.jsonl, which no case file and no key has for a name")])
    if path.exists() and not path.is_file():
        raise BadInput([Problem(str(path), None, "is not a regular file; name the log itself, such as outcomes.jsonl")])
    if there and not path.exists():
        raise BadInput([Problem(str(path), None, "no log stands here; forbear outcomes add makes one, --log FILE names another")])
    if not path.parent.is_dir():
        raise BadInput([Problem(str(path.parent), None, "is no folder; name one that is there")])


@contextmanager
def _held(path: Path, flags: int, kind: int) -> Iterator[int]:
    """The log, held until done. Where it was replaced while we waited, the one that now stands is taken."""
    while True:
        handle = os.open(path, flags | os.O_CLOEXEC, PRIVATE)
        try:
            fcntl.flock(handle, kind)
            if _stands(handle, path):
                yield handle
                return
        finally:
            os.close(handle)


def _stands(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _content(handle: int, path: Path) -> bytes:
    if os.fstat(handle).st_size > MOST_BYTES:
        raise BadInput([Problem(str(path), None, f"is larger than {MOST_BYTES // 1_000_000} MB; a log of requests is far smaller")])
    with open(handle, "rb", closefd=False) as file:  # what is held, wherever its name now leads
        file.seek(0)
        content = file.read()
    if content.strip() and MARK not in content:
        raise BadInput([Problem(str(path), None, "is not a log of outcomes; it was left alone, so name another file with --log")])
    return content


def _parsed(content: bytes, path: Path) -> Log:
    entries: dict[str, Request] = {}
    problems = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = _line.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(Problem(str(path), number, _unread(error, torn=number > content.count(b"\n"), path=path)))
        else:
            entries[entry.id] = entry
    return Log(list(entries.values()), problems)


def _unread(error: Exception, *, torn: bool, path: Path) -> str:
    if torn:
        return (
            f"the last line is torn, for its writer was stopped; the others count, and the next entry keeps it aside in {aside(path).name}"
        )
    return f"this line is no entry ({error}); it is left in its place and not counted, the others are"


def _mended(handle: int, path: Path) -> Log:
    """The log with its last line ended: completed where only its end is lacking, kept aside where it is torn."""
    content = _content(handle, path)
    log = _parsed(content, path)
    whole = content.rfind(b"\n") + 1
    tail = content[whole:]
    if not tail:
        return log
    if not any(problem.line == content.count(b"\n") + 1 for problem in log.problems):
        _write(handle, b"\n", path)
        return log
    kept = os.open(aside(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, PRIVATE)
    try:
        _write(kept, tail + b"\n", aside(path))
    finally:
        os.close(kept)
    os.ftruncate(handle, whole)
    os.fsync(handle)
    said = Problem(
        str(path), log.problems[-1].line, f"the last line was torn, for its writer was stopped; it is kept in {aside(path).name}"
    )
    return Log(log.entries, [*log.problems[:-1], said])


def _append(handle: int, entry: Request, path: Path) -> None:
    _write(handle, msgspec.json.encode(entry) + b"\n", path)


def _write(handle: int, content: bytes, path: Path) -> None:
    """Writes all of it onto the disk, or takes back what was written and raises BadInput."""
    before = os.fstat(handle).st_size
    left = memoryview(content)
    try:
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    except BaseException as error:
        with suppress(OSError):
            os.ftruncate(handle, before)
        if not isinstance(error, OSError):
            raise
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(str(path), None, f"cannot be written ({said}); it stands as it was and nothing was recorded")]) from None


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE)
    try:
        _write(handle, content, path)
    finally:
        os.close(handle)


def _replace(path: Path, content: bytes) -> None:
    """Puts a new content in the place of a file, whole or not at all."""
    path = path.resolve()  # where a link leads, so that the link stays one
    part = path.with_name(f".forbear-{secrets.token_hex(8)}.part")
    try:
        _write_new(part, content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Puts the names of a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _known(log: Log, ident: str) -> Request:
    found = next((entry for entry in log.entries if entry.id == ident), None)
    if found is None:
        near = nearest(ident, [entry.id for entry in log.entries])
        hint = f"did you mean {near}?" if near else "forbear outcomes list names them all"
        raise BadInput([Problem("id", None, f"no request on record is called {ident!r}; {hint}")])
    return found
