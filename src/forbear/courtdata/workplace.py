"""Where is the work done: alone, within the room there is, nothing half written, and what is said when it cannot go on?"""

import errno
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from forbear.courtdata.source import Source
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORK = ".ingest"
MEMORY = "1500MB"  # for the engine's tables; with what Python and the reader hold, a process stays below 3 GB
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LEAST_FREE = 16 << 20


@contextmanager
def engine(work: Path | None) -> Iterator["DuckDBPyConnection"]:
    """DuckDB in memory, spilling into the work folder, or where the system keeps what is passing."""
    import duckdb

    spill = work or Path(tempfile.gettempdir()) / f"forbear-{secrets.token_hex(4)}"
    db = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "threads": os.cpu_count() or 1,
            "temp_directory": str(spill / "spill") if work else str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        yield db
    finally:
        db.close()


def check_places(path: Path, out: Path) -> None:
    """Refuses a place for the result that is a file, or lies in what is read. Raises BadInput."""
    inner, outer = out.resolve(), path.resolve()
    if outer.is_dir() and (inner == outer or outer in inner.parents):
        raise BadInput([Problem("--out", None, f"{out} lies in {path}, the release to read; name a folder outside it")])
    if out.exists() and not out.is_dir():
        raise BadInput([Problem("--out", None, f"{out} is a file; name a folder for the cleaned releases")])


def check_room(source: Source, out: Path) -> None:
    """Refuses before any work where the disk cannot hold the work. Raises BadInput."""
    sizes = [member.size for member in source.tables]
    need = sum(sizes) // 4 + (2 * max(sizes) if source.zipped else max(sizes) // 2) + LEAST_FREE
    free = shutil.disk_usage(out).free
    if free < need:
        raise BadInput(
            [
                Problem(
                    "--out",
                    None,
                    f"{out} has {free / 1e9:.1f} GB free and about {need / 1e9:.1f} GB are needed; free some, or name another",
                )
            ]
        )


@contextmanager
def alone(out: Path) -> Iterator[Path]:
    """The work folder, held against a second ingest. Raises BadInput."""
    folder = out / WORK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise BadInput([Problem("--out", None, f"{out} cannot be written ({reason(error)}); name a folder that you may write")]) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput([Problem("--out", None, f"another ingest is at work in {out}; wait until it is done")]) from None
        yield folder


@contextmanager
def plainly(out: Path) -> Iterator[None]:
    """Says in one sentence what stopped the work: a full disk, a file that cannot be read or written, too little memory."""
    import duckdb

    kept = "the release that was there is as it was, tables that are done are kept, and the same command goes on from there"
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise BadInput(
                [Problem("--out", None, f"the disk of {out} is full ({reason(error)}); free some and run again: {kept}")]
            ) from None
        place = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(out)
        raise BadInput(
            [Problem(place, None, f"cannot be read or written ({reason(error)}); check its rights and run again: {kept}")]
        ) from None
    except duckdb.OutOfMemoryException:
        raise BadInput([Problem("--out", None, f"memory and the disk of {out} do not suffice; free some and run again: {kept}")]) from None
    except duckdb.IOException as error:
        told = " ".join(str(error).split())[:160]
        what = f"the disk of {out} is full" if _is_full(error, out) else f"{out} could not be written, or a file not read ({told})"
        raise BadInput([Problem("--out", None, f"{what}; see to it and run again: {kept}")]) from None
    except duckdb.Error as error:
        told = " ".join(str(error).split())[:300]
        raise BadInput(
            [Problem(str(out), None, f"the engine could not go on ({told}); check the files of the release and run again: {kept}")]
        ) from None


def _is_full(error: Exception, out: Path) -> bool:
    """Whether the engine could not write for want of room; it does not always say so."""
    return "No space left" in str(error) or shutil.disk_usage(out).free < LEAST_FREE


def write_whole(path: Path, value: object) -> None:
    """Writes a small file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def reason(error: OSError) -> str:
    """What the system says, in a word or two."""
    return (error.strerror or "unknown error").lower()
