"""`court-data`: the immigration courts' public case files, taken in, compared and asked; and what they tell."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.cli.main import Parser, a_day, a_number, add_shown
from forbear.cli.output import console, plain, print_json
from forbear.cli.plots import add_plot
from forbear.cli.rates import add_answer, add_rates, opened
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.courtdata.release import Release


def add_court_data(command: argparse.ArgumentParser) -> None:
    """The commands on the courts' data."""
    command.epilog = (
        "example:\n  forbear court-data ingest 'EOIR Case Data.zip' --out eoir/\n  forbear court-data rates eoir/ --outcome closure\n"
        "  forbear court-data diff 2026-09-01 2026-10-01 --dir eoir/\n"
        '  forbear court-data query eoir/ "SELECT case_type, count(*) FROM a_tblcase GROUP BY 1"'
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    _add_ingest(parts.add_parser("ingest", help="take a release in: EOIR's zip or folder, cleaned, typed, with a report on its quality"))
    add_rates(parts.add_parser("rates", help="how often an outcome comes, by court and year or by what you name"))
    add_answer(parts.add_parser("answer", help="hearings ahead, closings and what followed, motions by party, and other named questions"))
    add_plot(parts.add_parser("plot", help="a rate over the years or the map, or how cases end by time since filing, as a picture"))
    _add_diff(parts.add_parser("diff", help="what changed between two releases, and how late completions are entered"))
    _add_query(parts.add_parser("query", help="read the cleaned tables with a sentence of SQL"))


def _add_ingest(part: argparse.ArgumentParser) -> None:
    part.description = "Takes a release of EOIR's case data in: every table cleaned, typed, sorted, written as Parquet by fiscal year."
    part.epilog = (
        "example:\n  forbear court-data ingest 'EOIR Case Data.zip' --out eoir/ --release 2026-10-01\n"
        "  forbear court-data ingest unpacked/ --out eoir/ --keep 3 --json\n\n"
        "What was there before is replaced at the very end, whole; a run that was stopped goes on where it was. Rows that cannot be read\n"
        "one way are kept aside with the reason (rejected/); nothing is guessed and nothing is dropped in silence.\n"
        "docs/court-data.md tells where to get a release, what is cleaned and how, and what it needs."
    )
    part.add_argument("source", metavar="DIR|ZIP", type=Path, help="the folder or the zip as EOIR publishes it")
    part.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the cleaned releases are kept")
    part.add_argument(
        "--release", metavar="DATE", type=a_day, help="the day of the release (default: by its name, else the newest day in its rows)"
    )
    part.add_argument("--keep", metavar="N", type=a_number, help="keep N releases and remove older ones (default: keep all)")
    part.add_argument("--accept-short", action="store_true", help="take a file in that has fewer rows than Count.txt gives")
    add_shown(part, run_ingest)


def _add_diff(part: argparse.ArgumentParser) -> None:
    part.description = "What changed between two releases. Rows no longer released are named; the earlier release still holds them."
    part.epilog = (
        "example:\n  forbear court-data diff 2026-09-01 2026-10-01 --dir eoir/\n"
        "  forbear court-data diff eoir/releases/2026-09-01 eoir/releases/2026-10-01 --json\n\n"
        "Completions entered late are counted by month: so much do the last months before a release still miss."
    )
    part.add_argument("old", metavar="OLD", help="the earlier release: a folder, or its name with --dir")
    part.add_argument("new", metavar="NEW", help="the newer one")
    part.add_argument("--dir", metavar="DIR", type=Path, help="where `court-data ingest` put the cleaned releases")
    add_shown(part, run_diff)


def _add_query(part: argparse.ArgumentParser) -> None:
    part.description = "Reads the cleaned tables with DuckDB's SQL: one SELECT, no file, nothing written."
    part.epilog = (
        "example:\n  forbear court-data query eoir/ \"SELECT ij_code, count(*) FROM b_tblproceeding WHERE dec_code = 'U' GROUP BY 1\"\n"
        '  forbear court-data query eoir/ "SHOW TABLES"\n  forbear court-data query eoir/ "DESCRIBE a_tblcase" --json\n'
        '  forbear court-data query eoir/ "SELECT * FROM lookup_motion_type" --limit 20\n\n'
        "Tables and columns are named as EOIR names them, in lower case; blank is null; codes are text. lookup_* are the code lists."
    )
    part.add_argument("dir", metavar="DIR", type=Path, help="where `court-data ingest` put the cleaned releases")
    part.add_argument("sql", metavar="SQL", help="one SELECT")
    part.add_argument("--limit", metavar="N", type=a_number, help="how many rows at most (default: 100 on a page, all with --json)")
    add_shown(part, run_query)


def run_ingest(options: argparse.Namespace) -> int:
    """Takes a release in; 1 where something about it needs a look. Raises BadInput."""
    _need_engine()
    from forbear.courtdata.ingest import Wishes, ingest

    started = time.monotonic()
    with _bar() as say:
        release = ingest(options.source, options.out, Wishes(options.release, options.keep, options.accept_short), say)
    report = {"folder": str(release.folder), "seconds": round(time.monotonic() - started, 1), "already": False, **release.report}
    if options.json:
        print_json(report)
    else:
        from forbear.cli.courtdatapage import print_ingest

        print_ingest(console(options.width), report)
    return 1 if report["problems"] else 0


def run_diff(options: argparse.Namespace) -> int:
    """Compares two releases. Raises BadInput."""
    _need_engine()
    from forbear.courtdata.diff import diff

    found = diff(_release(options.old, options.dir), _release(options.new, options.dir))
    if options.json:
        print_json(plain(found))
    else:
        from forbear.cli.courtdatapage import print_diff

        print_diff(console(options.width), found)
    return 0


def run_query(options: argparse.Namespace) -> int:
    """Answers a sentence of SQL. Raises BadInput."""
    release = opened(options.dir)
    from forbear.courtdata.query import query

    answer = query(release, options.sql, options.limit or (None if options.json else 100))
    if options.json:
        print_json(answer.as_data())
    else:
        from forbear.cli.courtdatapage import print_query

        print_query(console(options.width), answer, release.day)
    return 0


def _release(name: str, folder: Path | None) -> "Release":
    """The release of a name in a folder, or in the folder that the name gives."""
    from forbear.courtdata.release import open_release

    if folder is not None:
        return open_release(folder, name)
    if not Path(name).is_dir():
        raise BadInput([Problem(name, None, "is not a folder; give the folder of a release, or its name with --dir DIR")])
    return open_release(Path(name))


def _need_engine() -> None:
    if find_spec("duckdb") is None:
        raise BadInput([Problem("court-data", None, "needs its engine, which is not installed; run pip install 'forbear[court-data]'")])


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal's error line, by the bytes read and written; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)
