"""`python -m benchmarks.courtdata [CASES [DUMP]]`: a release taken in, beside a raw copy by the same engine and a cleaner row by row.

All three read the same files in the same run. The raw copy types nothing, judges nothing and writes one file a table. The row-by-row
cleaner is what a script does: one pass in Python over every line, values stripped and typed, keys kept once, lines written out; it
repairs nothing and makes no Parquet, which favours it. Seconds are of whole processes; memory is the child's own.
"""

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
from tests.courtdata.synthetic import write_dump

from forbear.courtdata.schema import Table, schema

RAW_MOST, ROWS_LEAST, MEMORY_MOST = 2.0, 4.0, 3000.0  # times a raw copy, times faster than row by row, megabytes
REAL = 27.5e9  # bytes of a release as reported: 25 to 30 GB unpacked
# a process of its own, since a child is charged with the memory of the process that forks it
MEASURE = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def raw_copy(dump: Path, out: Path) -> None:
    """DuckDB's own copy, every column as text; a file that is not UTF-8 is read as Latin-1."""
    connection = duckdb.connect()
    for table in schema().tables:
        file = dump / f"{table.name}.csv"
        if file.exists():
            for encoding in ("utf-8", "latin-1"):
                try:
                    connection.execute(
                        f"COPY (SELECT * FROM read_csv('{file}', delim = '\t', quote = '', escape = '', header = true, all_varchar = true, "
                        f"null_padding = true, encoding = '{encoding}')) TO '{out / table.folder}.parquet' (FORMAT parquet)"
                    )
                except duckdb.InvalidInputException:
                    continue
                break


def row_by_row(dump: Path, out: Path) -> None:
    """What a script does, line by line."""
    for table in schema().tables:
        file = dump / f"{table.name}.csv"
        if file.exists():
            with file.open(encoding="latin-1", newline="") as lines, (out / f"{table.folder}.tsv").open("w", encoding="utf-8") as cleaned:
                names = next(lines).rstrip("\r\n").split("\t")
                _clean(table, names, lines, cleaned)


def _clean(table: Table, names: list[str], lines, cleaned) -> None:
    by_name = {column.name: column for column in table.columns}
    columns = [by_name[name] for name in names]
    seen = set()
    for line in lines:
        fields = line.rstrip("\r\n").split("\t")
        row = []
        for column, field in zip(columns, fields, strict=False):
            value = field.replace("\0", "").strip()
            if not value:
                row.append("")
            elif column.type == "integer":
                row.append(str(int(value)) if value.isdigit() else "")
            elif column.type in ("date", "time"):
                try:
                    row.append(dt.datetime.fromisoformat(value).date().isoformat())
                except ValueError:
                    row.append("")
            else:
                row.append(value.upper() if column.upper else value)
        if row[0] and row[0] not in seen:
            seen.add(row[0])
            cleaned.write("\t".join(row) + "\n")


def measured(*command: str) -> tuple[float, float, float]:
    """Seconds, seconds of processor and megabytes of a command."""
    told = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True)
    code, seconds, processor, memory = json.loads(told.stdout)
    if code:
        raise SystemExit(f"{command[-1]} failed: {told.stderr}")
    return seconds, processor, memory


def main(cases: int = 200_000, dump: Path | None = None) -> int:
    """Prints each figure beside its limit."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        dump = dump or write_dump(folder / "dump", cases, 11)
        size = sum(file.stat().st_size for file in dump.glob("*.csv"))
        print(f"a made-up release of {cases:,} cases, {size / 1e6:,.0f} MB\n")
        found = {}
        for name in ("raw_copy", "ingest", "row_by_row", "raw_copy again"):
            out = folder / "out"
            out.mkdir()
            own = (sys.executable, "-m", "benchmarks.courtdata", name.split()[0], str(dump), str(out))
            forbear = ("-c", "from forbear.cli.main import run; run()", "court-data", "ingest", str(dump), "--out", str(out), "--json")
            found[name] = measured(*((sys.executable, *forbear) if name == "ingest" else own))
            if name == "ingest":
                written = sum(file.stat().st_size for file in out.rglob("*.parquet"))
            shutil.rmtree(out)
            print(f"{name:<16}{found[name][0]:>8.1f} s  {found[name][1]:>8.1f} s of processor  {found[name][2]:>7.0f} MB")
    raw = (found["raw_copy"][0] + found["raw_copy again"][0]) / 2
    ours, memory = found["ingest"][0], found["ingest"][2]
    rows = [
        ("court data: ingest beside a raw copy", ours / raw, RAW_MOST, "x"),
        ("court data: ingest beside row by row", ours / found["row_by_row"][0], 1 / ROWS_LEAST, "x"),
        ("court data: ingest, memory", memory, MEMORY_MOST, "MB"),
    ]
    print()
    for name, value, limit, unit in rows:
        print(f"{name:<48}{value:>9.2f} {unit:<3} limit {limit:>7.2f} {unit}{'  OVER' if value > limit else ''}")
    minutes = ours / size * REAL / 60
    print(f"\n{size / ours / 1e6:,.0f} MB a second; {written / size:.2f} bytes of Parquet for a byte of the release")
    print(f"a release of {REAL / 1e9} GB at that pace: {minutes:,.0f} minutes, {REAL * written / size / 1e9:.1f} GB")
    return int(any(value > limit for _, value, limit, _ in rows))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["raw_copy" | "row_by_row" as peer, given, out]:
            (raw_copy if peer == "raw_copy" else row_by_row)(Path(given), Path(out))
        case []:
            raise SystemExit(main())
        case [cases]:
            raise SystemExit(main(int(cases)))
        case [cases, given]:
            raise SystemExit(main(int(cases), Path(given)))
