"""How quick are the web office's pages when an office of 2,000 matters is at work? Really served, on SQLite and on PostgreSQL.

    python -m benchmarks.office                    20 people for two minutes on each database, each page against its limit
    python -m benchmarks.office --soak 10          50 people for ten minutes on each: no error, nothing lost, p95 within its limit

Everybody may see all matters. The people run on the same two processors as the server, and so does PostgreSQL.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from tests.office.browsing import PASSWORD, environment, run, served
from tests.office.server import postgresql

from benchmarks.office_people import Seen, at_work

MATTERS, PEOPLE, SECONDS, THINK = 2_000, 20, 120, (2.0, 5.0)
CROWD = 50
PAGE, ANSWER, CROWDED = 200, 300, 400  # milliseconds that p95 may take: of a page, of an answer with the next question, with 50 people
SLOWER = {"an answer, and the next question": ANSWER}
LOG, LINE = "a line of the log, 20 writers", 20  # milliseconds that p95 may take
WARM = 20  # seconds of work that do not count


@contextmanager
def office(database: str, matters: int, people: int) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """A served office: its address, who and what is in it, and its home."""
    with tempfile.TemporaryDirectory(prefix="forbear-office-") as folder:
        home, password = Path(folder) / "office", Path(folder) / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        where = ("--database", database) if database else ()
        first = ("--name", "Immigrant Defense of the Plains", "--admin", "ana@example.org", "--admin-name", "Ana Ruiz")
        run("office", "init", "--home", str(home), *first, "--password-file", str(password), *where)
        made = json.loads(_apart("make", str(home), str(matters), str(people)))
        with served(home) as address:
            yield address, made, home


def lost(home: Path, seen: Seen) -> list[list[str]]:
    """The acknowledged answers that the office does not hold."""
    ledger = home.with_name("ledger.json")
    ledger.write_text(json.dumps(seen.answers), encoding="utf-8")
    found: list[list[str]] = json.loads(_apart("look", str(home), str(ledger)))
    return found


def logged(home: Path) -> Seen:
    """How long lines of the log take while twenty write, in two processes as a server has."""
    command = [sys.executable, "-m", "benchmarks.office_made", "log", str(home)]
    writers = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return Seen({LOG: [seconds for writer in writers for seconds in json.loads(writer.communicate()[0])]})


def _apart(*words: str) -> str:
    command = [sys.executable, "-m", "benchmarks.office_made", *words]
    return subprocess.run(command, env=environment(), check=True, stdout=subprocess.PIPE, text=True).stdout


def measured(name: str, database: str, matters: int, people: int, seconds: float) -> bool:
    """Prints the pages of one office with their times; whether a limit was passed."""
    with office(database, matters, people) as (address, made, home):
        at_work(address, made, people, seconds=WARM, think=THINK, seed=2)
        seen = at_work(address, made, people, seconds=seconds, think=THINK)
        gone, lines = lost(home, seen), logged(home)
    _head(name, people, seen, seconds)
    over = _table(seen, {page: SLOWER.get(page, PAGE) for page in seen.seconds})
    late = lines.at(LOG, 0.95) > LINE
    print(f"{LOG}: p50 {lines.at(LOG, 0.5):.1f} ms  p95 {lines.at(LOG, 0.95):.1f} ms  limit {LINE} ms{'  OVER' if late else ''}")
    return _said(seen, gone) or over or late


def soaked(name: str, database: str, minutes: float) -> bool:
    """The same with a crowd: whether anything failed, was lost, or took too long."""
    with office(database, MATTERS, CROWD) as (address, made, home):
        at_work(address, made, CROWD, seconds=WARM, think=THINK, seed=2)
        seen = at_work(address, made, CROWD, seconds=minutes * 60, think=THINK)
        gone = lost(home, seen)
    _head(name, CROWD, seen, minutes * 60)
    _table(seen, dict.fromkeys(seen.seconds, CROWDED))
    every = Seen({"pages": [each for taken in seen.seconds.values() for each in taken]})
    print(f"all pages: p50 {every.at('pages', 0.5):.0f} ms  p95 {every.at('pages', 0.95):.0f} ms  limit {CROWDED} ms")
    return _said(seen, gone) or every.at("pages", 0.95) > CROWDED


def _head(name: str, people: int, seen: Seen, seconds: float) -> None:
    rate = seen.number / seconds
    print(f"\n{name}: {people} people, {seen.number} pages in {seconds:.0f} s ({rate:.1f} a second), load {os.getloadavg()[0]:.1f}")


def _table(seen: Seen, limits: dict[str, int]) -> bool:
    over = False
    for page in sorted(seen.seconds):
        late = seen.at(page, 0.95) > limits[page]
        over |= late
        print(
            f"{page:<36}{len(seen.seconds[page]):>6}  p50 {seen.at(page, 0.5):>5.0f} ms  p95 {seen.at(page, 0.95):>5.0f} ms"
            f"  longest {1000 * max(seen.seconds[page]):>5.0f} ms  limit {limits[page]} ms{'  OVER' if late else ''}"
        )
    return over


def _said(seen: Seen, gone: list[list[str]]) -> bool:
    print(f"{len(seen.answers)} answers acknowledged, {len(gone)} of them not found afterwards; {len(seen.wrong)} pages failed")
    for wrong in seen.wrong[:10]:
        print(f"  {wrong}")
    return bool(gone or seen.wrong)


def main() -> int:
    """Measures on both databases, or on one."""
    parser = argparse.ArgumentParser(description="the web office's pages, really served")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="a crowd of 50 for so many minutes on each database")
    parser.add_argument("--matters", type=int, default=MATTERS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    told = parser.parse_args()

    def one(name: str, database: str) -> bool:
        if told.soak:
            return soaked(name, database, told.soak)
        return measured(name, database, told.matters, told.people, told.seconds)

    over = one("SQLite", "") if told.only != "postgresql" else False
    if told.only != "sqlite":
        with postgresql(durable=True) as (server, _):
            with psycopg.connect(f"{server}/postgres", autocommit=True) as itself:
                itself.execute("CREATE DATABASE office")
            over = one("PostgreSQL", f"{server}/office") or over
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
