"""How does an office come back from a copy? Into a new folder, whole or not at all, and only with the key that opens it."""

import base64
import io
import json
import shutil
import sqlite3
import tarfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.office.audit.end import End
from forbear.office.place import Place
from forbear.office.safekeeping.archive import (
    DATABASE,
    KEYS,
    LAW,
    MATTER_KEYS,
    SETTINGS,
    Source,
    copied,
    manifest_of,
    proved,
    reading,
    settle,
)
from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys, WontOpen, WrongKey
from forbear.vault.seal import open_file_for_office

if TYPE_CHECKING:
    from forbear.office.safekeeping.verifying import Verified

Said = Callable[[int, int], None]
Open = Callable[[Place], OfficeKeys]


@dataclass(frozen=True, slots=True)
class Returned:
    """An office that came back: when its copy was made, of what, and where its log ended."""

    made_at: str
    office: str
    database: str
    files: int
    end: End


@contextmanager
def restored(copy: Path, home: Path, open_keys: Open, said: Said | None = None) -> Iterator[tuple[Place, Returned]]:
    """The office of a copy in a folder beside `home`, to be looked at; it takes the name of `home` when all within has gone well.

    `open_keys` opens the place with the passphrase or key at hand. The database of an office on PostgreSQL is left as the file `database`,
    for `load_postgresql`. Raises BadInput, WrongKey; then nothing is left behind.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BadInput([Problem("--home", None, f"{home} is not empty; name a new folder")])
    part = home.with_name(f".{home.name}.{uuid.uuid4().hex}.part")
    try:
        part.mkdir(parents=True, mode=0o700)
        with reading(copy) as source:
            place = Place(part)
            returned = _fill(source, place, open_keys, said)
        yield place, returned
        if home.exists():
            home.rmdir()
        part.rename(home)
        settle(home.parent)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--home", None, f"{home} cannot be written ({reason}); nothing was restored")]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put_keys(database: Path, keys: dict[str, str]) -> None:
    """Puts the matters' wrapped keys back into an embedded database."""
    with closing(sqlite3.connect(database)) as opened:
        rows = [(uuid.UUID(matter).hex, base64.b64decode(wrapped)) for matter, wrapped in keys.items()]
        opened.executemany("INSERT INTO matters_matterkey (matter_id, wrapped) VALUES (?, ?)", rows)
        opened.commit()


def opened_whole(place: Place, known: End, said: Said | None = None) -> "Verified":
    """All that came back, opened, in the place where it is. Makes Django ready for that place. Raises BadInput, WrongKey."""
    from forbear.office.place import stand_in
    from forbear.office.starting import set_up

    set_up(stand_in(place.home))
    from django.db import connections

    from forbear.office.safekeeping.verifying import verify

    found = verify(known, said)
    connections.close_all()
    return found


def _fill(source: Source, place: Place, open_keys: Open, said: Said | None) -> Returned:
    manifest = manifest_of(source)
    parts = {name: (int(size), str(digest)) for name, (size, digest) in manifest["parts"].items()}
    for name, goal in ((KEYS, place.keys_file), (SETTINGS, place.settings_file)):
        copied(source, name, goal, parts.get(name))
    try:
        keys = open_keys(place)
    except WrongKey as wrong:
        raise WrongKey([Problem(source.name, None, problem.message) for problem in wrong.problems]) from None
    if not proved(keys, manifest):
        raise BadInput([Problem(source.name, None, "its manifest was changed after it was written; take another copy")])
    _database(source, place, keys, manifest, parts)
    _law(source, place, keys, parts)
    for number, name in enumerate(manifest["blobs"], start=1):
        copied(source, name, place.home / name)
        if said is not None:
            said(number, len(manifest["blobs"]))
    log = manifest["log"]
    return Returned(manifest["made_at"], manifest["office"], manifest["database"], len(manifest["blobs"]), End(log["seq"], log["mark"]))


def _database(source: Source, place: Place, keys: OfficeKeys, manifest: dict[str, Any], parts: dict[str, tuple[int, str]]) -> None:
    sealed, goal = place.home / ".sealed", place.database_file if manifest["database"] == "sqlite" else place.home / DATABASE
    copied(source, DATABASE, sealed, parts[DATABASE])
    copied(source, MATTER_KEYS, place.home / MATTER_KEYS, parts[MATTER_KEYS])
    try:
        with sealed.open("rb") as shut, goal.open("xb") as opened:
            goal.chmod(0o600)
            open_file_for_office(keys, shut, opened, kind=DATABASE)
    except WontOpen:
        raise BadInput([Problem(source.name, None, "the database in it does not open; the copy is damaged, take another one")]) from None
    finally:
        sealed.unlink(missing_ok=True)
    if manifest["database"] == "sqlite":
        put_keys(goal, json.loads((place.home / MATTER_KEYS).read_bytes()))
        (place.home / MATTER_KEYS).unlink()


def _law(source: Source, place: Place, keys: OfficeKeys, parts: dict[str, tuple[int, str]]) -> None:
    sealed, packed = place.home / ".law", io.BytesIO()
    copied(source, LAW, sealed, parts[LAW])
    try:
        with sealed.open("rb") as shut:
            open_file_for_office(keys, shut, packed, kind="law")
    except WontOpen:
        raise BadInput([Problem(source.name, None, "the law in it does not open; the copy is damaged, take another one")]) from None
    finally:
        sealed.unlink(missing_ok=True)
    packed.seek(0)
    with tarfile.open(fileobj=packed) as tar:
        if tar.getmembers():
            tar.extractall(place.overlay, filter="data")


def load_postgresql(place: Place) -> None:
    """Fills the empty database that the place's settings name, keys of matters and all. Makes Django ready. Raises BadInput."""
    from forbear.office.place import stand_in
    from forbear.office.starting import set_up

    set_up(stand_in(place.home))
    from django.db import connection

    from forbear.office.matters.models import MatterKey
    from forbear.office.safekeeping.backup import run_tool

    if connection.introspection.table_names():
        raise BadInput([Problem("--database", None, "is not empty; name an empty database")])
    connection.close()
    dump, keys = place.home / DATABASE, place.home / MATTER_KEYS
    run_tool(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}",
        str(dump),
    )
    wrapped = {uuid.UUID(matter): base64.b64decode(each) for matter, each in json.loads(keys.read_bytes()).items()}
    MatterKey.objects.bulk_create(MatterKey(matter_id=matter, wrapped=each) for matter, each in wrapped.items())
    dump.unlink()
    keys.unlink()
