"""In what shape does a copy of an office lie? One file (a tar), or a folder in which a second copy takes only the files that are new.

    manifest.json     what is here, its size and hash, where the log ended; signed with the office's key
    office.keys       the office's keys, wrapped: worth nothing without the passphrase or the key file, which are never part of a copy
    matter-keys.json  the matters' keys, wrapped by the office's
    database          the database, sealed, without keys of matters and without sessions
    office.toml       how the office is set up
    law.tar           the office's own law and papers' shells, sealed
    blobs/ab/ab…      the sealed files, named by content

In a folder, `blobs/` stands once and each copy's other files in a folder named by its time.
"""

import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys

FORMAT = "forbear-backup/1"
MANIFEST, KEYS, MATTER_KEYS, DATABASE, SETTINGS, LAW = (
    "manifest.json",
    "office.keys",
    "matter-keys.json",
    "database",
    "office.toml",
    "law.tar",
)
PARTS = (KEYS, MATTER_KEYS, DATABASE, SETTINGS, LAW)
BLOB = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})")
STAMP = "%Y-%m-%dT%H%M%S.%fZ"
MOST_IN_MANIFEST = 512 * 1_048_576  # bytes
PIECE = 1_048_576


class Target(Protocol):
    """Where a copy goes."""

    def put(self, name: str, content: BinaryIO) -> tuple[int, str]:
        """Takes a part, and says its size and SHA-256."""

    def put_blob(self, name: str, path: Path) -> bool:
        """Takes a sealed file, and says whether it was new here."""


class Source(Protocol):
    """Where a copy comes from."""

    name: str

    def part(self, name: str) -> BinaryIO:
        """A part, or a blob by its name in the copy. Raises BadInput where it is not there."""


class _FileTarget:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def put(self, name: str, content: BinaryIO) -> tuple[int, str]:
        size = content.seek(0, io.SEEK_END)
        content.seek(0)
        taken = _Hashed(content)
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, taken)
        return size, taken.total.hexdigest()

    def put_blob(self, name: str, path: Path) -> bool:
        with path.open("rb") as file:
            self.put(name, file)
        return True


class _FolderTarget:
    def __init__(self, folder: Path, this: Path) -> None:
        self._folder, self._this = folder, this

    def put(self, name: str, content: BinaryIO) -> tuple[int, str]:
        content.seek(0)
        taken = _Hashed(content)
        return _write(self._this / name, taken), taken.total.hexdigest()

    def put_blob(self, name: str, path: Path) -> bool:
        goal = self._folder / name
        if goal.exists():
            return False
        goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("rb") as file:
            _write(goal, _Hashed(file))
        return True


class _Hashed(io.RawIOBase):
    """A file whose hash is known once it has been read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.total = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.total.update(content)
        return content


@contextmanager
def writing_file(path: Path) -> Iterator[Target]:
    """A copy as one file, which stands in its place only when it is whole and on the disk. Raises OSError."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield _FileTarget(tar)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        settle(path.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def writing_folder(folder: Path, at: dt.datetime) -> Iterator[Target]:
    """A copy in a folder beside earlier ones; it counts only once its own folder has its name. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f".{uuid.uuid4().hex}.part"
    part.mkdir(mode=0o700)
    try:
        yield _FolderTarget(folder, part)
        settle(part)
        part.rename(folder / at.astimezone(dt.UTC).strftime(STAMP))
        settle(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


class _FileSource:
    def __init__(self, tar: tarfile.TarFile, name: str) -> None:
        self._tar, self.name = tar, name

    def part(self, name: str) -> BinaryIO:
        try:
            info = self._tar.getmember(name)
            file = self._tar.extractfile(info) if info.isreg() else None
        except (KeyError, OSError, tarfile.TarError):
            file = None
        if file is None:
            raise BadInput([Problem(self.name, None, f"holds no {name}; the copy is cut or is none of forbear")])
        return file  # type: ignore[return-value]


class _FolderSource:
    def __init__(self, folder: Path, this: Path) -> None:
        self._folder, self._this, self.name = folder, this, str(this)

    def part(self, name: str) -> BinaryIO:
        path = (self._folder if BLOB.fullmatch(name) else self._this) / name
        try:
            return path.open("rb")
        except OSError:
            raise BadInput([Problem(self.name, None, f"holds no {name}; the copy is cut or is none of forbear")]) from None


@contextmanager
def reading(path: Path) -> Iterator[Source]:
    """A copy: a file, a folder of copies (the newest), or one copy's folder in it. Raises BadInput where it is none."""
    if path.is_dir():
        one = (path / MANIFEST).exists()
        newest = (
            path if one else max((each for each in path.iterdir() if (each / MANIFEST).exists() and each.name[:1] != "."), default=None)
        )
        if newest is None:
            raise BadInput([Problem(str(path), None, "holds no copy of an office; name what `forbear backup --to` wrote")])
        yield _FolderSource(newest.parent, newest)
        return
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115 (closed below)
    except FileNotFoundError:
        raise BadInput([Problem(str(path), None, "is not there; name what `forbear backup --to` wrote")]) from None
    except (tarfile.TarError, EOFError):
        raise BadInput([Problem(str(path), None, "is no copy of an office; name what `forbear backup --to` wrote")]) from None
    with tar:
        yield _FileSource(tar, str(path))


def signed(keys: OfficeKeys, manifest: dict[str, Any]) -> bytes:
    """A manifest as it is kept, signed with the office's key."""
    return json.dumps(manifest | {"signed": keys.sign(_canonical(manifest)).hex()}, indent=1).encode()


def manifest_of(source: Source) -> dict[str, Any]:
    """What a copy says of itself, not yet proved. Raises BadInput."""
    with source.part(MANIFEST) as file:
        content = file.read(MOST_IN_MANIFEST + 1)
    try:
        manifest: dict[str, Any] = json.loads(content)
        sound = manifest["format"] == FORMAT and set(manifest["parts"]) <= set(PARTS) and all(map(BLOB.fullmatch, manifest["blobs"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise BadInput([Problem(source.name, None, f"its manifest is not one of {FORMAT}; the copy is of another program or was changed")])
    return manifest


def proved(keys: OfficeKeys, manifest: dict[str, Any]) -> bool:
    """Whether a manifest is as the office's keys signed it."""
    rest = {key: value for key, value in manifest.items() if key != "signed"}
    return bool(manifest.get("signed") == keys.sign(_canonical(rest)).hex())


def copied(source: Source, name: str, goal: Path, wanted: tuple[int, str] | None = None) -> None:
    """A part of a copy, written to its goal. Raises BadInput where it is not of the size and hash that the manifest says."""
    goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with source.part(name) as file:
        taken = _Hashed(file)
        try:
            size = _write(goal, taken)
        except (tarfile.TarError, EOFError):
            size = -1
    if wanted is not None and (size, taken.total.hexdigest()) != wanted:
        raise BadInput([Problem(source.name, None, f"{name} is not as it was written; the copy is damaged, take another one")])


def put_part(goal: Path, content: BinaryIO) -> tuple[int, str]:
    """Writes one part of a copy in a folder anew, whole or not at all, and says its size and SHA-256."""
    taken = _Hashed(content)
    size = _write(goal, taken)
    settle(goal.parent)
    return size, taken.total.hexdigest()


def settle(folder: Path) -> None:
    """Brings a folder's entries onto the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _write(goal: Path, content: io.RawIOBase) -> int:
    """Writes a file whole or not at all."""
    part, size = goal.with_name(f".{uuid.uuid4().hex}.part"), 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while piece := content.read(PIECE):
                file.write(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(goal)
    finally:
        part.unlink(missing_ok=True)
    return size


def _canonical(manifest: dict[str, Any]) -> bytes:
    return json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
