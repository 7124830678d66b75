"""What can be asked for every case of a docket, and what is known of it? One row a case, written whole or not at all."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import polars as pl

from forbear.docket.bounds import Counts
from forbear.docket.dates import NEXT
from forbear.docket.docket import Docket
from forbear.docket.findings import find
from forbear.docket.proofs import Given, proofs
from forbear.docket.single import differences, single_row
from forbear.docket.table import schema
from forbear.docket.writing import write_parts
from forbear.law.corpus import Corpus
from forbear.problem import BadInput

Said = Callable[[int], None]


@dataclass(slots=True)
class Checked:
    """A sample of rows read the other way: how many, drawn with which seed, and where the two readings differ."""

    rows: int
    seed: int
    differences: dict[str, list[str]] = field(default_factory=dict)


def sweep(docket: Docket, corpus: Corpus, path: Path, said: Said | None = None, reasons: Path | None = None) -> Counts:
    """Writes the findings of a docket to a Parquet file and counts them. `said` hears how many cases are done. Raises BadInput.

    With `reasons` the proofs of all findings are written there, a folder of Parquet files.
    """
    with proofs(reasons, corpus, docket.on) if reasons else nullcontext() as take:
        return _swept(docket, corpus, path, said, take)


def _swept(docket: Docket, corpus: Corpus, path: Path, said: Said | None, take: Callable[[Sequence[Given]], None] | None) -> Counts:
    counts = Counts()

    def parts() -> Iterator[pl.DataFrame]:
        for profiles in docket.parts():
            if take:
                take(docket.given())
            found = find(profiles, corpus, docket.on)
            counts.add(found)
            if said:
                said(counts.cases)
            yield found.frame

    swept = parts()
    first = next(swept, None)
    if first is None:  # no case could be read: a table without rows says so to whatever reads it
        none = pl.DataFrame(schema=schema() | (dict(NEXT) if docket.dated else {}))
        first = find(none, corpus, docket.on).frame
    write_parts(chain([first], swept), first.schema, path)
    return counts


def verify(docket: Docket, path: Path, most: int, seed: int, without: Sequence[str] = ()) -> Checked:
    """Reads a sample of the swept rows case by case, as `assess` does, and compares every column but those `without` which it was made."""
    written = pl.scan_parquet(path / "*.parquet" if path.is_dir() else path)  # Spark writes a folder
    rows = written.select(pl.len()).collect().item()
    chosen = sorted(random.Random(seed).sample(range(rows), min(most, rows)))  # noqa: S311 - a sample, no secret
    checked = Checked(len(chosen), seed)
    sample = written.with_row_index("number").filter(pl.col("number").is_in(chosen)).drop("number").collect()
    for row in sample.iter_rows(named=True):
        try:
            single = single_row(docket.matter(row["place"]), dated=docket.dated)
            found = differences(row, {name: value for name, value in single.items() if name not in without})
        except BadInput as bad:
            found = [f"can no longer be read: {problem}" for problem in bad.problems]
        if found:
            checked.differences[row["place"]] = found
    return checked
