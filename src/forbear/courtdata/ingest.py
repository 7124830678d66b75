"""How does a release come in whole or not at all? Each table is cleaned aside; one rename puts the release in its place.

    OUT/.ingest/done/a_tblcase.json     a table that is done, with the hash of its file: not done again after an interruption
               /release/…               the release as it grows
               /work/…                  files unpacked or made plain, and what the engine spills

`current.json` is replaced last. Until then everything reads the earlier release, whenever the work is killed.
"""

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from forbear import __version__
from forbear.courtdata import checks
from forbear.courtdata.plain import Survey, survey, write_plain
from forbear.courtdata.release import CURRENT, RELEASES, REPORT, Release, open_release, release_names
from forbear.courtdata.schema import HERE, Column, lookups, schema
from forbear.courtdata.source import Member, Source, open_source
from forbear.courtdata.tables import Cleaning, Plain, TableReport, read_header
from forbear.courtdata.workplace import alone, check_places, check_room, engine, plainly, reason, write_whole
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT = 1
SHORT = 0.99  # of the rows that Count.txt gives: a file with fewer was cut off
CORE = ("A_TblCase", "B_TblProceeding")
Say = Callable[[str, int, int], None]
Headers = dict[str, list[Column | str]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A file of the release, ready for the engine."""

    member: Member
    plain: Plain
    survey: Survey
    header: list[Column | str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for: the release day where they know it, how many releases stay (all, if None), a file cut off taken as it is."""

    day: dt.date | None = None
    keep: int | None = None
    accept_short: bool = False


def ingest(path: Path, out: Path, wishes: Wishes = Wishes(), say: Say = lambda *_: None) -> Release:
    """Takes a release in and makes it the current one; the same release taken in again changes nothing.

    `say` hears the file at work, and how far the work is of how much. Raises BadInput with what to do.
    """
    check_places(path, out)
    source = open_source(path)
    headers = _headers(source)
    with alone(out) as folder, plainly(out):
        check_room(source, out)
        work = Ingest(source, headers, out, folder, wishes)
        work.say = say
        return work.run()


class Ingest:
    """One ingest under way, alone in its folder."""

    def __init__(self, source: Source, headers: Headers, out: Path, folder: Path, wishes: Wishes) -> None:
        self.source, self.headers, self.out, self.wishes = source, headers, out, wishes
        self.say: Say = lambda *_: None
        self.done, self.staged, self.work = folder / "done", folder / "release", folder / "work"
        self.total = 2 * sum(member.size for member in source.tables)
        self.passed = 0
        self.maker = maker()

    def run(self) -> Release:
        """All tables, the whole, and the change to it."""
        shutil.rmtree(self.work, ignore_errors=True)
        for folder in (self.done, self.staged / "rejected", self.work):
            folder.mkdir(parents=True, exist_ok=True)
        before = self._before()
        with ThreadPoolExecutor(1) as helper:
            if before and all(ready.survey.sha256 in before[1] for ready in self._ready(helper, only_survey=True)):
                return self._again(before[0])
            self.passed = 0
            reports = [self._table(ready) for ready in self._ready(helper)]
        report = self._whole(reports)
        return self._change(report)

    def _before(self) -> tuple[Release, set[str]] | None:
        """The current release and the hashes of its files, where this could be the same: same names, sizes, code and day."""
        try:
            current = open_release(self.out)
        except BadInput:
            return None
        files = {file["name"]: (file["bytes"], file["sha256"]) for file in current.report["source"]["files"]}
        same = {m.name: m.size for m in self.source.tables} == {name: size for name, (size, _) in files.items()}
        if not same or current.report["maker"] != self.maker or self.wishes.day not in (None, current.day):
            return None
        return current, {sha for _, sha in files.values()}

    def _again(self, current: Release) -> Release:
        current.report["already"] = True
        self._tidy()
        return current

    def _ready(self, helper: ThreadPoolExecutor, only_survey: bool = False) -> Iterator[Ready]:
        """The files one after another; while the engine cleans one, the next is read, unpacked and hashed."""
        members = self.source.tables
        ahead = helper.submit(self._prepare, members[0], only_survey)
        for at in range(len(members)):
            ready = ahead.result()
            if at + 1 < len(members):
                ahead = helper.submit(self._prepare, members[at + 1], only_survey)
            yield ready

    def _prepare(self, member: Member, only_survey: bool) -> Ready:
        assert member.table is not None
        place = self.source.place(member)
        if place is None:
            place = self.work / f"{member.table.folder}.unpacked"
            self.source.unpack(member, place, lambda size: None)
        header = self.headers[member.name]
        found = survey(place, len(header), self._tick(member))
        plain = Plain(place, found.newline, found.long)
        if not found.plain and not only_survey and self._finished(member, found) is None:
            plain = Plain(self.work / f"{member.table.folder}.plain", found.newline, found.long)
            write_plain(place, found, len(header), plain.path)
            if self.source.zipped:
                place.unlink()
        return Ready(member, plain, found, header)

    def _tick(self, member: Member) -> Callable[[int], None]:
        def tick(size: int) -> None:
            self.passed += size
            self.say(member.name, self.passed, self.total)

        return tick

    def _finished(self, member: Member, found: Survey) -> TableReport | None:
        """The report of a table that an interrupted ingest has finished, if its file holds the same bytes."""
        assert member.table is not None
        marker = self.done / f"{member.table.folder}.json"
        try:
            made = msgspec.json.decode(marker.read_bytes(), type=tuple[str, TableReport])
        except (OSError, msgspec.DecodeError):
            return None
        same = made[0] == self.maker and made[1].sha256 == found.sha256 and made[1].file == member.name
        return made[1] if same and (self.staged / member.table.folder).is_dir() else None

    def _table(self, ready: Ready) -> TableReport:
        """Cleans one table, unless that is done."""
        table = ready.member.table
        assert table is not None
        report = self._finished(ready.member, ready.survey)
        if report is None:
            (self.done / f"{table.folder}.json").unlink(missing_ok=True)
            rejected = self.staged / "rejected" / f"{table.folder}.tsv"
            for old in (rejected, rejected.with_suffix(".strays.tsv")):
                old.unlink(missing_ok=True)
            with engine(self.work) as db:
                rows = Cleaning(db, table, ready.header).run(ready.plain, rejected, self.staged / table.folder, self.work)
                report = TableReport(
                    file=ready.member.name,
                    sha256=ready.survey.sha256,
                    bytes=ready.survey.size,
                    nuls=ready.survey.nuls,
                    utf8=ready.survey.utf8,
                    count_txt=self.source.counts.get(table.name),
                    **rows,
                )
            self._check_count(report, ready.survey)
            write_whole(self.done / f"{table.folder}.json", (self.maker, report))
        if ready.plain.path != self.source.place(ready.member):
            ready.plain.path.unlink(missing_ok=True)
        self._tick(ready.member)(ready.member.size)
        return report

    def _check_count(self, report: TableReport, found: Survey) -> None:
        """Refuses a file that was cut off. Raises BadInput."""
        expected = report.count_txt
        if expected is None or self.wishes.accept_short:
            return
        if report.rows_in < expected * SHORT or (report.rows_in < expected and found.ends_open):
            raise BadInput(
                [
                    Problem(
                        report.file,
                        None,
                        f"holds {report.rows_in:,} rows where Count.txt gives {expected:,}; it was cut off: download the release again. "
                        "Nothing was changed; --accept-short takes it in as it is",
                    )
                ]
            )

    def _whole(self, reports: list[TableReport]) -> dict[str, Any]:
        """Everything that is known of the release once all its tables are there."""
        names = [report.name.lower() for report in reports]
        for path in self.staged.iterdir():  # what another source left behind
            if path.name not in (*names, "rejected"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in (self.staged / "rejected").iterdir():
            if path.name.partition(".")[0] not in names:
                path.unlink()
        self._write_lookups()
        with engine(self.work) as db:
            checks.open_tables(db, self.staged, names)
            day, known_by = self._day(db, names)
            whole = {"orphans": checks.orphans(db, names), "cases": checks.cases(db, names)}
        return {
            "format": FORMAT,
            "forbear": __version__,
            "maker": self.maker,
            "release": {"day": day.isoformat(), "known_by": known_by},
            "source": {
                "name": self.source.path.resolve().name,
                "zipped": self.source.zipped,
                "files": [{"name": r.file, "bytes": r.bytes, "sha256": r.sha256} for r in reports],
            },
            "tables": msgspec.to_builtins(reports),
            "missing_tables": [table.name for table in schema().tables if table.folder not in names],
            "unknown_files": self.source.unknown,
            **whole,
            "lookups": checks.compare_lookups(self.staged / "lookups" / "released"),
            "problems": self._problems(reports),
        }

    def _day(self, db: "DuckDBPyConnection", names: list[str]) -> tuple[dt.date, str]:
        if self.wishes.day:
            return self.wishes.day, "said"
        if named := self.source.day():
            return named, "name"
        newest = checks.newest_day(db, names)
        if newest is None:
            raise BadInput(
                [
                    Problem(
                        str(self.source.path),
                        None,
                        "neither its name nor its rows tell the day of the release; give it with --release DATE",
                    )
                ]
            )
        return newest, "newest row"

    def _problems(self, reports: list[TableReport]) -> list[str]:
        """What a person should look at, in sentences."""
        found = [f"{name} is missing; rates and most figures need it" for name in CORE if name not in [r.name for r in reports]]
        for r in reports:
            sound = r.rows_in - r.duplicates - r.rejected
            if r.count_txt is not None and r.rows_in < r.count_txt:
                found.append(f"{r.file} holds {r.rows_in:,} rows where Count.txt gives {r.count_txt:,}")
            elif r.count_txt is not None and sound > r.count_txt:
                found.append(f"{r.file} holds {sound:,} sound rows, more than the {r.count_txt:,} that Count.txt gives")
        return found

    def _write_lookups(self) -> None:
        """Our code lists, with their sources, and beside them those of the release."""
        shutil.rmtree(self.staged / "lookups", ignore_errors=True)
        released = self.staged / "lookups" / "released"
        released.mkdir(parents=True)
        for name in lookups():
            (self.staged / "lookups" / f"{name}.csv").write_bytes(HERE.joinpath("lookups", f"{name}.csv").read_bytes())
        for member in self.source.members:
            if member.lookup:
                stem = Path(member.name.replace("\\", "/")).stem
                (released / f"{stem}.csv").write_text(self.source.small(member), encoding="utf-8", newline="")

    def _change(self, report: dict[str, Any]) -> Release:
        """Puts the release in its place, and then names it as the current one."""
        releases = self.out / RELEASES
        releases.mkdir(exist_ok=True)
        day = report["release"]["day"]
        name, number = day, 0
        while (releases / name).exists():
            number += 1
            name = f"{day}.{number}"
        write_whole(self.staged / REPORT, report)
        self.staged.rename(releases / name)
        write_whole(self.out / CURRENT, {"release": name})
        self._tidy()
        return open_release(self.out)

    def _tidy(self) -> None:
        """Removes what the work needed, and the oldest releases beyond those to keep; never the current one."""
        for folder in (self.staged, self.done, self.work):
            shutil.rmtree(folder, ignore_errors=True)
        keep = self.wishes.keep
        if keep is not None:
            current = open_release(self.out).name
            others = [name for name in release_names(self.out) if name != current]
            for name in others[: max(0, len(others) - keep + 1)]:
                gone = self.out / RELEASES / f".{name}.gone"
                (self.out / RELEASES / name).rename(gone)  # gone at once for whoever lists them
                shutil.rmtree(gone)


def maker() -> str:
    """The hash of what cleans: a release made by other code or another schema is made again."""
    total = hashlib.sha256(f"{FORMAT}".encode())
    for name in ("schema.yaml", "cleaning.py", "repair.py", "tables.py", "plain.py"):
        total.update(HERE.joinpath(name).read_bytes())
    return total.hexdigest()[:16]


def _headers(source: Source) -> Headers:
    """The columns of every table; all that is wrong with them at once. Raises BadInput."""
    headers, problems = {}, []
    for member in source.tables:
        assert member.table is not None
        try:
            headers[member.name] = read_header(source.first_line(member), member.table, member.name)
        except BadInput as bad:
            problems += bad.problems
        except OSError as error:
            problems.append(Problem(member.name, None, f"cannot be read ({reason(error)}); check its rights, or download it again"))
    if problems:
        raise BadInput(problems)
    return headers
