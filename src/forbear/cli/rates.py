"""`court-data rates` and `court-data answer`: how often an outcome comes, and what else is asked of the courts' data."""

import argparse
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from forbear.cli.main import a_number, add_shown
from forbear.cli.output import console, print_json, write_whole
from forbear.interchange.cells import FORMULA, table_text
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.courtdata.release import Release

T = TypeVar("T")


def add_rates(part: argparse.ArgumentParser) -> None:
    """Options of `court-data rates`."""
    part.description = (
        "How often an outcome comes: by court and fiscal year, or by what you name, with definition, denominator, n and interval."
    )
    part.epilog = (
        "example:\n  forbear court-data rates eoir/ --outcome closure\n"
        "  forbear court-data rates eoir/ --outcome dismissed --by fiscal_year,moved_by\n"
        "  forbear court-data rates eoir/ --outcome dismissed --by court --denominator hazard --stratum newest\n"
        "  forbear court-data rates eoir/ --outcome pd --by fiscal_year --denominator incidence --days 730 --where \"custody = 'N'\"\n"
        "  forbear court-data rates eoir/ --definition trac-pd-share --by fiscal_year\n\n"
        "Denominators: share, of the outcomes reached in the period; hazard, events per pending case and year; incidence, the share\n"
        "so ended within --days of filing (Aalen–Johansen). For a pending case ask for hazard or incidence.\n"
        "No figure is pooled over a change of codes or of policy.\n"
        "It says what happened to cases in the data, never what will happen to a client.\n"
        "docs/rates.md names outcomes, columns and definitions."
    )
    part.add_argument("dir", metavar="DIR", type=Path, help="where `court-data ingest` put the cleaned releases")
    what = part.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--outcome", metavar="O", help="an outcome class or group, or several with commas: dismissed, closure, pd, terminated, pending …"
    )
    what.add_argument(
        "--definition", metavar="ID", help="count as a publisher did, beside what was published: trac-pd-share, eoir-completions …"
    )
    part.add_argument(
        "--by", metavar="COLUMNS", default="court,fiscal_year", help="columns of a row, with commas (default: court,fiscal_year)"
    )
    part.add_argument("--where", metavar="SQL", help="only cases that meet a condition over the columns of events")
    part.add_argument(
        "--unit",
        choices=("final", "first", "event", "ever"),
        help="what counts once: a case's final state (default), its first outcome, an event",
    )
    part.add_argument("--denominator", choices=("share", "hazard", "incidence"), default="share", help="of what (default: share)")
    part.add_argument("--days", metavar="N", type=a_number, default=730, help="with incidence: within so many days (default: 730)")
    part.add_argument("--pending-days", metavar="N", type=a_number, default=0, help="only cases still pending so many days after filing")
    part.add_argument("--case-type", metavar="TYPES", default="RMV", help="case types, with commas (default: RMV, removal)")
    part.add_argument("--stratum", metavar="DATE", help="only the period that began on a day without a change since; newest is the last")
    part.add_argument("--csv", metavar="FILE.csv", type=Path, help="every row, for a spreadsheet")
    part.add_argument("--most", metavar="N", type=a_number, default=200, help="how many rows a page shows (default: 200)")
    add_shown(part, run_rates)


def add_answer(part: argparse.ArgumentParser) -> None:
    """Options of `court-data answer`."""
    part.description = (
        "Named questions: hearings ahead, closings and what followed, motions by party, who moved …; without a name, the list."
    )
    part.epilog = (
        "example:\n  forbear court-data answer eoir/\n  forbear court-data answer eoir/ recalendaring\n"
        "  forbear court-data answer eoir/ motions --csv motions.csv\n"
        "  forbear court-data answer eoir/ joint-motions --sql     the sentence, to change and run with `court-data query`"
    )
    part.add_argument("dir", metavar="DIR", type=Path, help="where `court-data ingest` put the cleaned releases")
    part.add_argument("question", metavar="QUESTION", nargs="?", help="the name of a question")
    part.add_argument("--sql", action="store_true", help="print the SQL sentence instead of its answer")
    part.add_argument("--csv", metavar="FILE.csv", type=Path, help="every row, for a spreadsheet")
    part.add_argument("--most", metavar="N", type=a_number, default=200, help="how many rows a page shows (default: 200)")
    add_shown(part, run_answer)


def run_rates(options: argparse.Namespace) -> int:
    """Prints base rates. Raises BadInput."""
    _check_csv(options.csv)
    by = tuple(name.strip() for name in options.by.split(",") if name.strip())
    release = opened(options.dir)
    if options.definition:
        return _run_definition(options, release, by)
    from forbear.courtdata.question import Question
    from forbear.courtdata.rates import rates

    types = tuple(name.strip().upper() for name in options.case_type.split(",") if name.strip())
    question = Question(
        options.outcome, by, options.where, options.unit, options.denominator, options.days, options.pending_days, types, options.stratum
    )
    found = asking(options.dir, lambda: rates(release, question))
    rows = found.as_data() if options.json or options.csv else []
    if options.csv:
        write_whole(as_csv(rows).encode(), options.csv, "--csv")
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.ratespage import print_rates

        print_rates(console(options.width), found, options.most)
    return 0


def _run_definition(options: argparse.Namespace, release: "Release", by: Sequence[str]) -> int:
    from forbear.courtdata.published import by_definition

    found = asking(options.dir, lambda: by_definition(release, options.definition, by, options.where))
    rows = [row.group | asdict(row) | {"definition": found.says, "release": found.release} for row in found.rows]
    for row in rows:
        del row["group"]
    if options.csv:
        write_whole(as_csv(rows).encode(), options.csv, "--csv")
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.ratespage import print_definition

        print_definition(console(options.width), found, options.most)
    return 0


def run_answer(options: argparse.Namespace) -> int:
    """Answers a named question, or lists them. Raises BadInput."""
    from forbear.courtdata.answers import answer, asked

    _check_csv(options.csv)
    if options.question is None:
        listed = [{"question": one.name, "title": one.title, "says": one.says} for one in asked().values()]
        if options.json:
            print_json(listed)
        else:
            from forbear.cli.ratespage import print_questions

            print_questions(console(options.width), list(asked().values()))
        return 0
    release = opened(options.dir)
    if options.sql and options.question in asked():
        console(options.width).print(asked()[options.question].over(release), soft_wrap=True)
        return 0
    rows = asking(options.dir, lambda: answer(release, options.question))
    if options.csv:
        write_whole(as_csv(rows).encode(), options.csv, "--csv")
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.ratespage import print_answer

        print_answer(console(options.width), asked()[options.question], rows, release.day, options.most)
    return 0


def opened(folder: Path) -> "Release":
    """The current release in a folder. Raises BadInput, also where the engine is not installed."""
    if find_spec("duckdb") is None:
        raise BadInput([Problem("court-data", None, "needs its engine, which is not installed; run pip install 'forbear[court-data]'")])
    from forbear.courtdata.release import open_release

    return open_release(folder)


def asking(folder: Path, question: Callable[[], T]) -> T:
    """What a question over a release comes to. Raises BadInput where the release cannot be read."""
    import duckdb

    try:
        return question()
    except duckdb.Error as error:
        said = " ".join(str(error).splitlines()[:1])
        raise BadInput(
            [Problem(str(folder), None, f"cannot be read ({said}); check the disk and the memory, or run the ingest again")]
        ) from None


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV, no cell of which a spreadsheet program takes for a formula."""
    return table_text([*rows[:1], *([_cell(value) for value in row.values()] for row in rows)])


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _check_csv(path: Path | None) -> None:
    if path is not None and path.suffix.lower() != ".csv":
        raise BadInput([Problem("--csv", None, f"expected a file name ending in .csv, found {path.name!r}")])
