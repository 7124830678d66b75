"""What does a release hold, as EOIR publishes it: a folder or a zip with tab-separated files, `Count.txt` and a folder of code lists?"""

import datetime as dt
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from forbear.courtdata.plain import decoded
from forbear.courtdata.schema import Table, table_named
from forbear.problem import BadInput, Problem

MOST_MEMBERS, MOST_LINE = 10_000, 4096  # a release has about a hundred files; no row of the known tables comes near 4,096 characters
SMALL = 50 << 20  # a code list or a count is never larger
LOOKUP = "lookup"
# programs that read archives which Python's own reader cannot; each prints one member
PROGRAMS = (("bsdtar", "-xOf"), ("7zz", "e", "-so"), ("7z", "e", "-so"), ("unzip", "-p"))


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a release: its name there, its size, and the table it holds, if we know it."""

    name: str
    size: int
    table: Table | None
    lookup: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A release as published: where it lies, its files, and the rows that `Count.txt` promises a table."""

    path: Path
    zipped: bool
    members: list[Member]
    counts: dict[str, int]

    @property
    def tables(self) -> list[Member]:
        """The files of known tables, in the order of the schema."""
        return [member for member in self.members if member.table]

    @property
    def unknown(self) -> list[str]:
        """Files that look like tables and that we do not know."""
        return [m.name for m in self.members if not m.table and not m.lookup and m.name.lower().endswith((".csv", ".tsv"))]

    def day(self) -> dt.date | None:
        """The release day that the name of the folder or zip gives, as in `EOIR Case Data 2026-0801`."""
        for name in (self.path.resolve().stem, *(str(PurePosixPath(m.name).parent) for m in self.tables)):
            for year, month, day in re.findall(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)", name):
                try:
                    return dt.date(int(year), int(month), int(day))
                except ValueError:
                    continue
        return None

    def place(self, member: Member) -> Path | None:
        """Where a file lies on disk, or None where it must be unpacked first."""
        return None if self.zipped else self.path / member.name

    def first_line(self, member: Member) -> bytes:
        """The header. Raises BadInput."""
        with self._open(member) as file:
            return file.readline(1 << 16)

    def small(self, member: Member) -> str:
        """A code list, or a count, as text. Raises BadInput."""
        if member.size > SMALL:
            raise BadInput([Problem(member.name, None, "is too large for what it should be; it is not of a release of EOIR")])
        with self._open(member) as file:
            return decoded(file.read(SMALL))

    def unpack(self, member: Member, target: Path, tick: Callable[[int], None]) -> None:
        """Writes a file of a zip to a place of ours, and never more than the archive says it holds. Raises BadInput, OSError."""
        try:
            with self._open(member) as file, target.open("wb") as out:
                while block := file.read(1 << 22):
                    out.write(block)
                    tick(len(block))
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise BadInput([Problem(str(self.path), None, _cut(f"{member.name} in it cannot be unpacked whole"))]) from None

    def _open(self, member: Member) -> IO[bytes]:
        if not self.zipped:
            return (self.path / member.name).open("rb")
        archive = zipfile.ZipFile(self.path)
        try:
            return archive.open(member.name)
        except NotImplementedError:
            return _by_program(self.path, member)
        except RuntimeError:
            raise BadInput([Problem(str(self.path), None, "is locked with a password; EOIR's archive is not; download it again")]) from None
        except (zipfile.BadZipFile, EOFError):
            raise BadInput([Problem(str(self.path), None, _cut(f"{member.name} in it cannot be read"))]) from None


def open_source(path: Path) -> Source:
    """What a folder or a zip holds. Raises BadInput where it is no release, or one that is not to be trusted."""
    if path.is_dir():
        found = _of_folder(path)
    elif path.is_file():
        found = _of_zip(path)
    else:
        raise BadInput([Problem(str(path), None, "is not there; give the folder or the zip of EOIR's release")])
    members = [Member(name, size, _table(name), _is_lookup(name)) for name, size in found]
    order = [member.table.name for member in members if member.table]
    twice = sorted({name for name in order if order.count(name) > 1})
    if twice:
        raise BadInput([Problem(str(path), None, f"holds {', '.join(twice)} twice; give one release at a time")])
    if not order:
        raise BadInput(
            [Problem(str(path), None, "holds none of EOIR's tables, such as A_TblCase.csv; give the folder or the zip of the release")]
        )
    source = Source(path, not path.is_dir(), members, {})
    source.counts.update(_counts(source))
    if source.zipped:
        _check_sizes(source)
    return source


def _of_folder(path: Path) -> list[tuple[str, int]]:
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            file = Path(folder) / name
            if not name.startswith(".") and file.is_file():
                found.append((file.relative_to(path).as_posix(), file.stat().st_size))
    return found


def _of_zip(path: Path) -> list[tuple[str, int]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, EOFError):
        raise BadInput([Problem(str(path), None, _cut("is not a whole zip archive"))]) from None
    if len(infos) > MOST_MEMBERS:
        raise BadInput([Problem(str(path), None, f"holds {len(infos):,} files; a release of EOIR has about a hundred")])
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
            raise BadInput([Problem(str(path), None, f"holds {info.filename!r}, a name that points outside; EOIR's archive has none")])
    return [(info.filename, info.file_size) for info in infos if not info.is_dir() and "__MACOSX" not in info.filename]


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _is_lookup(name: str) -> bool:
    return any(part.lower().startswith(LOOKUP) for part in _parts(name)[:-1]) and name.lower().endswith((".csv", ".tsv", ".txt"))


def _table(name: str) -> Table | None:
    stem, _, ending = _parts(name)[-1].rpartition(".")
    return table_named(stem) if ending.lower() in ("csv", "tsv", "txt") and not _is_lookup(name) else None


def _counts(source: Source) -> dict[str, int]:
    """The rows a table should have by `Count.txt` (table, tab, rows); a line that says anything else is passed over."""
    for member in source.members:
        if _parts(member.name)[-1].lower() == "count.txt":
            rows = re.findall(r"^\W*(\w+?)(?:\.csv)?[\t ,|:]+(\d[\d,]*)\s*$", source.small(member), re.MULTILINE | re.IGNORECASE)
            return {table.name: int(count.replace(",", "")) for name, count in rows if (table := table_named(name))}
    return {}


def _check_sizes(source: Source) -> None:
    """Refuses an archive that would unpack to more than its own count of rows explains."""
    for member in source.tables:
        rows = source.counts.get(member.table.name) if member.table else None
        if rows is not None and member.size > (rows + 1000) * 2 * MOST_LINE:
            raise BadInput(
                [
                    Problem(
                        str(source.path),
                        None,
                        f"{member.name} in it would unpack to {member.size:,} bytes, far more than the {rows:,} rows that Count.txt "
                        "gives it; it is not what EOIR publishes",
                    )
                ]
            )


def _by_program(path: Path, member: Member) -> IO[bytes]:
    """A member whose compression Python does not read, by a program that does. Raises BadInput."""
    for program, *options in PROGRAMS:
        found = shutil.which(program)
        if found:
            done = subprocess.Popen([found, *options, str(path), member.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
            assert done.stdout is not None
            return _Measured(done, member, path)  # type: ignore[return-value]
    raise BadInput(
        [
            Problem(
                str(path),
                None,
                f"{member.name} in it is packed in a way that is not read here; install 7-Zip or bsdtar, or unpack it and give the folder",
            )
        ]
    )


class _Measured:
    """What a program unpacks, held to the size that the archive gives."""

    def __init__(self, program: "subprocess.Popen[bytes]", member: Member, path: Path) -> None:
        self._program, self._member, self._path, self._left = program, member, path, member.size

    def read(self, most: int = -1) -> bytes:
        assert self._program.stdout is not None
        block = self._program.stdout.read(most)
        self._left -= len(block)
        if self._left < 0 or (not block and (self._left or self._program.wait())):
            self._program.kill()
            raise BadInput([Problem(str(self._path), None, _cut(f"{self._member.name} in it does not unpack to its size"))])
        return block

    def readline(self, most: int) -> bytes:
        assert self._program.stdout is not None
        line = self._program.stdout.readline(most)
        if not line and self._member.size:
            raise BadInput([Problem(str(self._path), None, _cut(f"{self._member.name} in it cannot be unpacked"))])
        return line

    def __enter__(self) -> "_Measured":
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.communicate()


def _cut(what: str) -> str:
    return f"{what}; the download was cut off or damaged: download it again. Nothing was changed"
