"""How is an office copied while people work in it? The database as it stood at one instant, and every sealed file that it names."""

import base64
import datetime as dt
import io
import json
import os
import sqlite3
import subprocess
import tarfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction

from forbear import __version__
from forbear.office.audit.chain import BEGINNING, end
from forbear.office.audit.end import End
from forbear.office.audit.visit import visiting
from forbear.office.matters.blobs import blob_path
from forbear.office.matters.erasing import finish
from forbear.office.matters.models import Blob, MatterKey
from forbear.office.place import current
from forbear.office.safekeeping.archive import (
    DATABASE,
    FORMAT,
    KEYS,
    LAW,
    MANIFEST,
    MATTER_KEYS,
    SETTINGS,
    Target,
    signed,
    writing_file,
    writing_folder,
)
from forbear.office.workroom import working_folder
from forbear.problem import BadInput, Problem
from forbear.vault.seal import seal_file_for_office

Said = Callable[[int, int], None]
KEYS_TABLE = "matters_matterkey"
LEFT_OUT = (KEYS_TABLE, "django_session", "usersessions_usersession")  # keys go their own way; who has a copy has no open session
MOST_LAW = 64 * 1_048_576  # bytes of the office's own law and shells


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the database held at the instant at which it was copied: matters' keys, names of sealed files, the end of the log."""

    keys: dict[str, str]
    blobs: list[str]
    end: End


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy took: `new` of its sealed files were not in the folder yet."""

    to: str
    matters: int
    files: int
    new: int
    bytes: int
    seconds: float


def back_up(to: Path, at: dt.datetime, said: Said | None = None) -> Copied:
    """Copies the office to a file, or into a folder of copies where `to` is a folder. Raises BadInput, and then no copy stands.

    The database is taken first: a sealed file is written before the database names it and is never changed, so all that it names are there.
    """
    begun = dt.datetime.now(dt.UTC)
    try:
        with visiting(None, "backup"), _target(to, at) as target:
            finish()  # files of erased matters that a kill left
            copied = _copy(target, at, said)
    except OSError as error:
        said_by_machine = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--to", None, f"{to} cannot be written ({said_by_machine}); no copy was made")]) from None
    seconds = (dt.datetime.now(dt.UTC) - begun).total_seconds()
    return Copied(str(to), *copied, seconds)


@contextmanager
def _target(to: Path, at: dt.datetime) -> Iterator[Target]:
    with writing_folder(to, at) if to.is_dir() else writing_file(to) as target:
        yield target


def _copy(target: Target, at: dt.datetime, said: Said | None) -> tuple[int, int, int, int]:
    place, keys = current(), current().keys
    parts: dict[str, tuple[int, str]] = {}
    with working_folder() as folder:
        database = folder / DATABASE
        taken = _sqlite(database) if connection.vendor == "sqlite" else _postgresql(database)
        with database.open("rb") as content, (folder / "sealed").open("w+b") as sealed:
            seal_file_for_office(keys, content, sealed, kind=DATABASE)
            parts[DATABASE] = target.put(DATABASE, sealed)
    parts[KEYS] = target.put(KEYS, io.BytesIO(place.keys_file.read_bytes()))
    parts[MATTER_KEYS] = target.put(MATTER_KEYS, io.BytesIO(json.dumps(taken.keys).encode()))
    parts[SETTINGS] = target.put(SETTINGS, io.BytesIO(place.settings_file.read_bytes()))
    law = io.BytesIO()
    seal_file_for_office(keys, _law(place.overlay), law, kind="law")
    parts[LAW] = target.put(LAW, law)
    new = size = 0
    for number, name in enumerate(taken.blobs, start=1):
        path = blob_path(name)
        size += path.stat().st_size
        new += target.put_blob(f"blobs/{name[:2]}/{name}", path)
        if said is not None:
            said(number, len(taken.blobs))
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": __version__,
        "made_at": at.astimezone(dt.UTC).isoformat(),
        "office": str(keys.office),
        "database": connection.vendor,
        "log": {"seq": taken.end.seq, "mark": taken.end.mark},
        "parts": {name: list(part) for name, part in parts.items()},
        "blobs": [f"blobs/{name[:2]}/{name}" for name in taken.blobs],
    }
    target.put(MANIFEST, io.BytesIO(signed(keys, manifest)))
    return len(taken.keys), len(taken.blobs), new, size + sum(part[0] for part in parts.values())


def _sqlite(goal: Path) -> _Taken:
    """The embedded database by its own online copy, which lets everyone go on working."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as live, closing(sqlite3.connect(goal)) as copy:
        live.backup(copy)
        keys = {
            str(uuid.UUID(matter)): _text(wrapped) for matter, wrapped in copy.execute("SELECT matter_id, wrapped FROM matters_matterkey")
        }
        blobs = [name for (name,) in copy.execute("SELECT DISTINCT name FROM matters_blob ORDER BY name")]
        seq, mark = copy.execute("SELECT seq, mark FROM audit_head").fetchone() or (0, BEGINNING)
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in LEFT_OUT:
            if table in tables:
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 (one of our own names)
        copy.commit()
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")  # what was taken out is gone from the file too
    return _Taken(keys, blobs, End(seq, bytes(mark).hex()))


def _postgresql(goal: Path) -> _Taken:
    """PostgreSQL by pg_dump, of the very instant at which keys, names and the end of the log are read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        keys = {str(matter): _text(bytes(wrapped)) for matter, wrapped in MatterKey.objects.values_list("matter_id", "wrapped")}
        blobs = sorted(set(Blob.objects.values_list("name", flat=True)))
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={goal}", *left_out)
        return _Taken(keys, blobs, end())


def run_tool(tool: str, *arguments: str) -> None:
    """Runs a tool of PostgreSQL on the office's database. Raises BadInput where it is not installed or fails."""
    settings = connection.settings_dict
    told = {"PGHOST": settings["HOST"], "PGPORT": settings["PORT"], "PGUSER": settings["USER"], "PGPASSWORD": settings["PASSWORD"]}
    environment = os.environ | {name: str(value) for name, value in told.items() if value} | {"PGDATABASE": settings["NAME"]}
    try:
        subprocess.run([tool, *arguments], env=environment, check=True, capture_output=True, text=True)  # noqa: S603 (a tool of PostgreSQL)
    except FileNotFoundError:
        raise BadInput([Problem(tool, None, "is not installed here; install PostgreSQL's client tools of the server's version")]) from None
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BadInput([Problem(tool, None, f"failed: {last}")]) from None


def _law(overlay: Path) -> BinaryIO:
    """The office's own law and shells as a tar in memory. Raises BadInput where they are too large for that."""
    packed, size = io.BytesIO(), 0
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(each for each in overlay.rglob("*") if each.is_file() and not each.is_symlink()) if overlay.is_dir() else ():
            size += path.stat().st_size
            if size > MOST_LAW:
                raise BadInput([Problem(str(overlay), None, f"holds more than {MOST_LAW // 1_048_576} MB; law and shells are far smaller")])
            tar.add(path, arcname=path.relative_to(overlay).as_posix(), recursive=False)
    packed.seek(0)
    return packed


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
