"""What is known of many cases? One row a case, one column a fact of the profile, null where it is not known.

The rows come from case files, or from a table that holds only some of the facts. A cell that is none of what its fact can be puts
its row aside with the reason; the rest of the table is read.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import polars as pl

from forbear.assessment.matter import Matter
from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import CIRCUITS, fields
from forbear.casefile.model import CaseFile
from forbear.casefile.profile import Fact, Profile, facts
from forbear.docket.cases import Unreadable
from forbear.law.corpus import Corpus
from forbear.problem import BadInput, Problem
from forbear.rules.columns import column_type
from forbear.rules.verdict import Value

HEAD = ("case", "place", "circuit", "as_of")
PRESUMED = "supervision_presumed"  # whether the kind of supervision is presumed and not known: the stage names one more then
YES, NO = ("true", "yes", "y", "1", "t"), ("false", "no", "n", "0", "f")
MOST_NAMED = 40  # bad rows a batch that are told one by one; the rest are counted
TABLES = (".csv", ".parquet")
PART = 50_000  # rows of a table that are in memory at once


def schema() -> dict[str, Any]:
    """The columns of a table of profiles, a fact with a closed list of words as an Enum."""
    head = {"case": pl.String, "place": pl.String, "circuit": pl.Enum(CIRCUITS), "as_of": pl.Date}
    return head | {name: column_type(item.type, item.values) for name, item in facts().items()} | {PRESUMED: pl.Boolean}


# ---- from case files


def row_of(place: str, matter: Matter) -> tuple[object, ...]:
    """One case as a row of the table."""
    case, profile = matter.case, matter.profile
    return (case.name, place, case.circuit, case.as_of, *profile.values_only(), bool(profile["supervision"].presumed))


def frame_of(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """The rows as columns."""
    names = schema()
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pl.DataFrame([pl.Series(name, column, dtype=names[name]) for name, column in zip(names, columns, strict=True)])


# ---- from a table that holds some of the facts


class Rows:
    """A table of cases, read a part at a time. Raises BadInput where it is no table or names no fact.

    Its facts are those of one day. With `any_day` rows of another day are read too, and stand as they are for the day judged.
    """

    def __init__(self, path: Path, on: dt.date, *, any_day: bool = False) -> None:
        self.path = path
        self.on = on
        self.any_day = any_day
        headers = self._scan().collect_schema().names()
        self.names: dict[str, str] = {}  # fact -> header
        self.left: list[str] = []
        known = schema()
        for header in headers:
            name = header.strip().lower()
            if name in known and name not in ("place", PRESUMED):
                if name in self.names:
                    raise BadInput(
                        [Problem(path.name, None, f"the columns {self.names[name]!r} and {header!r} name the same fact; keep one")]
                    )
                self.names[name] = header
            else:
                self.left.append(header)
        if not set(self.names) - set(HEAD):
            near = [f"{header!r} for {close[0]}" for header in headers if (close := get_close_matches(header.lower(), known, n=1))]
            hint = f"; perhaps {', '.join(near[:5])}" if near else "; `forbear facts` lists them"
            raise BadInput([Problem(path.name, None, f"no column is named as a fact of the profile{hint}")])

    def _scan(self) -> pl.LazyFrame:
        if not self.path.is_file():
            raise BadInput([Problem(str(self.path), None, "is no file; name a table (.csv or .parquet) or cases")])
        try:
            if self.path.suffix.lower() == ".parquet":
                return pl.scan_parquet(self.path)
            return pl.scan_csv(self.path, infer_schema=False)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self._not_a_table(error) from None

    def _not_a_table(self, error: Exception) -> BadInput:
        said = " ".join(str(error).split("\n")[0].split())
        return BadInput([Problem(self.path.name, None, f"cannot be read as a table ({said})")])

    def __iter__(self) -> Iterator[tuple[pl.DataFrame, list[Unreadable], int]]:
        """Each part: the profiles that can be read, the rows that cannot with their reasons, and how many those are."""
        done = 0
        try:
            for part in self._scan().select(self.names.values()).collect_batches(chunk_size=PART, maintain_order=True):
                yield self._read(part, done)
                done += part.height
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self._not_a_table(error) from None

    def at(self, number: int) -> dict[str, object]:
        """One row, by its number from 1. Raises BadInput."""
        frame, bad, _ = self._read(self._scan().select(self.names.values()).slice(number - 1, 1).collect(), number - 1)
        if bad:
            raise BadInput([Problem(bad[0].place, None, because) for because in bad[0].because])
        if frame.is_empty():
            raise BadInput([Problem(f"{self.path.name}: row {number}", None, "there is no such row")])
        return frame.row(0, named=True)

    def named(self, name: str) -> dict[str, object]:
        """The row of the case of that name, or at that place. Raises BadInput where there is none, or more than one."""
        prefix, _, number = name.rpartition(":")
        if prefix == str(self.path) and number.isdigit():
            return self.at(int(number))
        if "case" not in self.names:
            number = name.removeprefix("row ")
            if number.isdigit() and int(number):
                return self.at(int(number))
            raise BadInput([Problem(name, None, "the table has no column `case`; give the number of the row")])
        numbered = self._scan().select(pl.col(self.names["case"]).cast(pl.String).str.strip_chars()).with_row_index("number", offset=1)
        found = numbered.filter(pl.col(self.names["case"]) == name).collect()["number"].to_list()
        if len(found) == 1:
            return self.at(found[0])
        message = (
            f"stands in rows {', '.join(map(str, found[:9]))}; give {self.path}:N" if found else "no row has this name in its column `case`"
        )
        raise BadInput([Problem(name, None, message)])

    def _read(self, part: pl.DataFrame, before: int) -> tuple[pl.DataFrame, list[Unreadable], int]:
        types = schema()
        part = part.rename({header: name for name, header in self.names.items()})
        numbers = pl.int_range(before + 1, before + part.height + 1, eager=True).cast(pl.String)
        given = {name: _text(part[name]) for name in self.names}
        read = {name: _cells(part[name], given[name], name) for name in self.names}
        wrong = {name: given[name].is_not_null() & read[name].is_null() for name in self.names}
        if "judged_on" in read and not self.any_day:
            wrong["judged_on"] |= (read["judged_on"] != self.on).fill_null(value=False)
        else:
            read["judged_on"] = pl.repeat(self.on, part.height, dtype=pl.Date, eager=True)
        bad = pl.select(pl.any_horizontal(*wrong.values())).to_series()
        place = f"{self.path}:" + numbers
        named = read["case"].fill_null(place) if "case" in read else "row " + numbers
        whole = read | {"case": named, "place": place, PRESUMED: pl.repeat(False, part.height, dtype=pl.Boolean, eager=True)}
        columns = [whole[name].alias(name) if name in whole else pl.repeat(None, part.height, dtype=kind, eager=True).alias(name)
                   for name, kind in types.items()]  # fmt: skip
        frame = pl.DataFrame(columns).filter(~bad)
        return frame, self._said(bad, wrong, given, place), int(bad.sum())

    def _said(self, bad: pl.Series, wrong: Mapping[str, pl.Series], given: Mapping[str, pl.Series], place: pl.Series) -> list[Unreadable]:
        found = []
        for number in bad.arg_true()[:MOST_NAMED]:
            because = [
                f"{name}: expected {_expected(name, self.on)}, found {str(given[name][number])[:40]!r}"
                for name in wrong
                if wrong[name][number]
            ]
            found.append(Unreadable(str(place[number]), because))
        return found


def _text(column: pl.Series) -> pl.Series:
    """The cells as they stand, null where nothing is said."""
    text = column.cast(pl.String, strict=False).str.strip_chars()
    return text.set(text == "", None)


def _cells(column: pl.Series, text: pl.Series, name: str) -> pl.Series:
    """The cells as the fact holds them; null where nothing is said, or something else."""
    kind = schema()[name]
    if column.dtype == kind and not isinstance(kind, pl.String):
        return column
    if kind == pl.Boolean:
        low = text.str.to_lowercase()
        return pl.select(pl.when(low.is_in(YES)).then(True).when(low.is_in(NO)).then(False)).to_series()
    if kind == pl.Date:
        if column.dtype.base_type() is pl.Datetime:
            day = column.dt.date()
            return day.set(day.cast(column.dtype) != column, None)
        day = text.str.to_date("%Y-%m-%d", strict=False)
        return day.set(~text.str.contains(r"^\d{4}-\d\d-\d\d$").fill_null(value=False), None)
    if kind == pl.Int64:
        return text.str.replace(r"^(-?\d+)\.0+$", "${1}").cast(pl.Int64, strict=False)
    if isinstance(kind, pl.Enum):
        return (text.str.to_lowercase() if name == "circuit" else text).cast(kind, strict=False)
    return text


def _expected(name: str, on: dt.date) -> str:
    kind = schema()[name]
    if name == "judged_on":
        return f"the day judged, {on} (a profile is of one day; make it anew, or judge with --on)"
    if isinstance(kind, pl.Enum):
        return f"one of {', '.join(kind.categories)}"
    return {pl.Boolean: "true or false", pl.Date: "a date such as 2021-04-30", pl.Int64: "a whole number"}.get(kind, "text")


class RowProfile(Profile):
    """The facts of one row of a table, read as the facts of one case are."""

    def __init__(self, case: CaseFile, on: dt.date, row: Mapping[str, object]) -> None:
        super().__init__(case, on)
        self.row = row

    def _compute(self, item: Fact) -> Value:
        value = self.row[item.name]
        return Value(value, why=item.why, lacking=item.reads if value is None else (), reads=item.reads)


def matter_of(row: Mapping[str, object], corpus: Corpus, on: dt.date) -> Matter:
    """One row as a matter, so that it is judged and explained as a case file is. Of the file itself only the kinds of exhibit are known."""
    held = [{"kind": kind} for kind in fields()["evidence[].kind"].allowed if row[f"has_{underscored(kind)}"]]
    circuit, name = row["circuit"], str(row["case"])
    case = CaseFile(name, {"evidence": held}, circuit=str(circuit) if circuit is not None else None)
    matter = Matter(case, corpus, on)
    matter.profile = RowProfile(case, on, row)
    return matter
