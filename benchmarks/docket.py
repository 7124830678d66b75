"""A docket of invented case files: how fast they become profiles on one core, and how long a sweep takes with every reason written.

What two sizes of docket cost is held against each other in the same run: a case in ten thousand may cost no more than one in a thousand.
"""

import datetime as dt
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import yaml

from benchmarks.measuring import once
from forbear.assessment.matter import Matter
from forbear.cli.docket import ready
from forbear.docket.cases import Placed, read_cases
from forbear.docket.synthetic import cases
from forbear.docket.table import frame_of, row_of
from forbear.law.corpus import Corpus

FEW, MANY = 1_000, 10_000
AS_YAML = 300
TIMES = 5
Row = tuple[str, float, float, str]  # what, measured, limit, unit


def docket(corpus: Corpus, on: dt.date) -> list[Row]:
    """The rows of `make bench` about a docket, each with its limit."""
    with tempfile.TemporaryDirectory() as folder:
        few, many, apart = Path(folder) / "few.jsonl", Path(folder) / "many.jsonl", Path(folder) / "apart"
        _written(many, on)
        with many.open(encoding="utf-8") as lines:
            few.write_text("".join(islice(lines, FEW)), encoding="utf-8")
        apart.mkdir()
        for number, line in enumerate(islice(few.read_text(encoding="utf-8").splitlines(), AS_YAML)):
            text = yaml.dump(json.loads(line), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
            (apart / f"{number}.yaml").write_text(text, encoding="utf-8")
        json_cases = _median(lambda: _profiles(few, corpus, on)) / FEW
        yaml_cases = _median(lambda: _profiles(apart, corpus, on)) / AS_YAML
        out, why = str(Path(folder) / "docket.parquet"), str(Path(folder) / "why")
        judged = ["--out", out, "--on", on.isoformat(), "--json"]
        sizes = {size: min(once("docket", "sweep", str(path), *judged)[0] for _ in range(2)) for size, path in ((FEW, few), (MANY, many))}
        reasons, memory = once("docket", "sweep", str(many), "--reasons", why, *judged)
        return [
            ("docket: 1,000 case files (JSON) to profiles", json_cases * 1_000, 1_000 / 2_000, "s"),
            ("docket: 1,000 case files (YAML) to profiles", yaml_cases * 1_000, 1_000 / 200, "s"),
            ("docket: 10,000 cases swept with every reason", reasons, 60, "s"),
            ("docket: the same, memory of the largest process", memory, 1_000, "MB"),
            ("docket: a case of 10,000 beside one of 1,000", sizes[MANY] / MANY / (sizes[FEW] / FEW), 1.25, "x"),
        ]


def _written(path: Path, on: dt.date) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases(MANY, 1, on))


def _profiles(path: Path, corpus: Corpus, on: dt.date) -> None:
    """Cases to a table of profiles, as a sweep reads them, deadlines apart."""
    rows = [row_of(item.place, Matter(item.case, corpus, on)) for item in read_cases([path]) if isinstance(item, Placed)]
    assert frame_of(rows).height == len(rows) > 0


def _median(work: Callable[[], None]) -> float:
    """The median processor time of this process in seconds, so that what else the machine does counts little."""
    before = gc.get_threshold()
    ready()  # as the command sets itself up
    work()
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    gc.set_threshold(*before)
    return statistics.median(taken)


def main() -> None:
    """Prints these rows alone."""
    for name, value, limit, unit in docket(Corpus.load(), dt.date(2026, 11, 16)):
        print(f"{name:<48}{value:>9.2f} {unit:<3} limit {limit:>6.1f} {unit}  ratio {value / limit:.2f}")


if __name__ == "__main__":
    main()
