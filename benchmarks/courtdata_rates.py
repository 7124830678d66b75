"""`python -m benchmarks.courtdata_rates [CASES|DIR]`: base rates by court and fiscal year, as whole commands, beside their limit.

Without a folder of cleaned releases a made-up one of 1,000,000 cases is written and taken in first. Seconds are medians of whole processes
once the table of events is made; the seconds that it takes to make stand apart.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.courtdata.synthetic import write_dump

from forbear.courtdata.events import make_events
from forbear.courtdata.ingest import ingest
from forbear.courtdata.release import open_release

LIMIT = 1.0  # seconds for any rate by court and fiscal year over 1,000,000 cases
ASKED = {
    "share of final states, dismissed": ("--outcome", "dismissed"),
    "share of final states, closure": ("--outcome", "closure"),
    "share of events, ordered removed": ("--outcome", "removal_order", "--unit", "event"),
    "share of cases ever closed": ("--outcome", "closure", "--unit", "ever"),
    "hazard, dismissed": ("--outcome", "dismissed", "--denominator", "hazard"),
    "hazard, closure": ("--outcome", "closure", "--denominator", "hazard"),
    "incidence within two years, dismissed": ("--outcome", "dismissed", "--denominator", "incidence"),
}


def seconds(command: list[str], times: int = 5) -> float:
    """The median time of a whole process, after one that does not count."""
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken[1:])


def main(given: str | None = None) -> int:
    """Prints each figure beside its limit. Exit 1 where one is passed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(given) if given and not given.isdigit() else Path(scratch) / "out"
        if not folder.exists():
            ingest(write_dump(Path(scratch) / "dump", int(given or 1_000_000), 11), folder)
        release = open_release(folder)
        started = time.perf_counter()
        make_events(release)
        print(f"court data: the table of events, once a release   {time.perf_counter() - started:8.2f} s")
        over = False
        for name, options in ASKED.items():
            command = [
                sys.executable,
                "-c",
                "from forbear.cli.main import run; run()",
                "court-data",
                "rates",
                str(folder),
                *options,
                "--json",
            ]
            took = seconds(command)
            over = over or took > LIMIT
            print(f"court data: {name:<40} {took:8.2f} s   limit {LIMIT:.2f} s{'  OVER' if took > LIMIT else ''}", flush=True)
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
