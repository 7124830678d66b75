"""`docket sweep|explain|changes|triage`: many cases at once, why for any of them, what changed, and what to do first."""

import argparse
import datetime as dt
import gc
import secrets
import shutil
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.cli.main import Parser, a_day, a_number, add_day, add_overlay, add_shown, overlay, today
from forbear.cli.output import check_pdf, console, print_json, progress, write_whole
from forbear.law.corpus import Corpus
from forbear.problem import BadInput, Problem, printable

if TYPE_CHECKING:
    from forbear.docket.bounds import Counts
    from forbear.docket.docket import Docket
    from forbear.docket.pairs import Side
    from forbear.docket.sweep import Checked

CASES = "folders of cases, case files, .jsonl files with a case a line; or one table (.csv, .parquet) with some of the facts"

WHOLE = ("authorities.yaml", "stages.yaml", "vocabulary.yaml")  # files that a whole corpus holds, and no overlay needs


def add_docket(command: argparse.ArgumentParser) -> None:
    """The commands on a docket."""
    command.epilog = (
        "example:\n  forbear docket sweep matters/ --out docket.parquet --verify 50\n"
        "  forbear docket changes matters/ --before 2025-01-19 --after 2025-01-25 --pdf meeting.pdf\n"
        "  forbear docket triage matters/\n"
        "  forbear docket explain matters/ reyes --option administrative-closure"
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    _add_sweep(parts.add_parser("sweep", help="the findings of every case as one table, with counts from what is sure to what may be"))
    _add_changes(parts.add_parser("changes", help="whom a change of law or the passing of days touches, by what to do, most urgent first"))
    _add_triage(
        parts.add_parser(
            "triage", help="the order in which to work, with the rule that placed each case, and what to ask across the docket"
        )
    )
    _add_explain(parts.add_parser("explain", help="why one row says what it says"))


def _add_sweep(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear docket sweep matters/ --out docket.parquet\n"
        "  forbear docket sweep clients.csv --out docket.parquet --verify 50 --seed 7\n"
        "  forbear docket sweep matters/ --out docket.parquet --reasons docket-reasons\n\n"
        "A case or row that cannot be read is named with its reason and left out; the others are swept (exit 1).\n"
        "The file is written whole or not at all. In it null is not known; docs/docket.md names the columns."
    )
    _add_cases(part)
    part.add_argument("--out", metavar="FILE.parquet", type=Path, required=True, help="where the table goes")
    part.add_argument("--reasons", metavar="FOLDER", type=Path, help="where the proof of every finding of every case goes (much larger)")
    part.add_argument("--engine", choices=("polars", "spark"), default="polars", help="what runs the rules (default: polars)")
    part.add_argument("--master", metavar="URL", default="local[*]", help="with --engine spark: the cluster (default: this machine)")
    part.add_argument("--verify", metavar="N", type=a_number, help="read N rows one by one too, and compare every column")
    part.add_argument("--seed", metavar="N", type=a_number, default=1, help="which rows --verify draws (default: 1)")
    part.add_argument("--no-dates", action="store_true", help="count no deadlines: faster, and no column of the next date")
    add_day(part)
    add_shown(part, run_sweep)


def _add_changes(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear docket changes matters/\n"
        "  forbear docket changes matters/ --before 2025-01-19 --after 2025-01-25 --pdf meeting.pdf --csv meeting.csv\n"
        "  forbear docket changes matters/ --law-after our-law/ --notes counsel-only/notes\n\n"
        "Between two days, or two states of the law: DIR is an office's overlay, or a whole corpus. Without dates: yesterday and today.\n"
        "A change is moved by the law, by time, or by both; each says which, with its reason and authority."
    )
    _add_cases(part)
    part.add_argument("--before", metavar="DATE", type=a_day, help="the day before the change (default: the day before --after)")
    part.add_argument("--after", metavar="DATE", type=a_day, default=today(), help="the day after it (default: today)")
    part.add_argument("--law-before", metavar="DIR", type=Path, help="the law before: an overlay or a whole corpus")
    part.add_argument("--law-after", metavar="DIR", type=Path, help="the law after it")
    part.add_argument("--pdf", metavar="FILE.pdf", type=Path, help="one page for the meeting")
    part.add_argument("--csv", metavar="FILE.csv", type=Path, help="every change a row")
    part.add_argument("--notes", metavar="DIR", type=Path, help="a new folder with a note for each case that is touched")
    add_overlay(part)
    add_shown(part, run_changes)


def _add_triage(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear docket triage matters/\n  forbear docket triage matters/ --csv worklist.csv\n"
        "  forbear docket triage matters/ --most 100 --on 2026-11-16\n\n"
        "The rows that place a case are law/corpus/triage.yaml; your office's overlay may give its own. There is no score."
    )
    _add_cases(part)
    part.add_argument("--csv", metavar="FILE.csv", type=Path, help="every case a row, in the order of work")
    part.add_argument("--most", metavar="N", type=a_number, default=40, help="how many cases a page shows (default: 40)")
    add_day(part)
    add_shown(part, run_triage)


def _add_explain(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear docket explain matters/ reyes\n  forbear docket explain matters/ reyes --option administrative-closure\n"
        "  forbear docket explain clients.csv 4410 --finding factor:dui\n  forbear docket explain clients.parquet 'row 17' --fact detained"
    )
    _add_cases(part)
    part.add_argument("id", metavar="ID", help="the case's name or place, as the columns `case` and `place` give it")
    what = part.add_mutually_exclusive_group()
    what.add_argument("--option", metavar="FORM", help="the proof of one option")
    what.add_argument("--fact", metavar="NAME", help="one fact: its value, where it comes from and what would tell")
    what.add_argument("--finding", metavar="KIND:ID", help="stage, factor:ID, option:FORM, window:FORM, priority:ID or conclusion:ID")
    add_day(part)
    add_shown(part, run_explain)


def _add_cases(part: argparse.ArgumentParser) -> None:
    part.add_argument("cases", metavar="CASES", type=Path, nargs="+", help=CASES)


def ready() -> None:
    """Whether the engine is installed. Raises BadInput saying how to install it."""
    if find_spec("polars") is None:
        raise BadInput([Problem("docket", None, "needs the columns engine, which is not installed; run pip install 'forbear[docket]'")])
    # Thousands of cases, made and dropped without circles: looking for circles among them after every few hundred takes half the time.
    gc.set_threshold(100_000, 20, 20)


def run_sweep(options: argparse.Namespace) -> int:
    """Sweeps a docket into a file. Raises BadInput."""
    ready()
    from forbear.docket.docket import open_docket
    from forbear.docket.sweep import sweep, verify
    from forbear.docket.writing import check_parquet

    spark = options.engine == "spark"
    check_parquet(options.out, folder=spark)
    if spark and options.reasons:
        raise BadInput([Problem("--reasons", None, "proofs are read on one machine; sweep without --engine spark to have them")])
    start = time.perf_counter()
    corpus = Corpus.load(overlay=overlay(options))
    docket = open_docket(options.cases, corpus, options.on, dated=not options.no_dates)
    say = None if spark else progress()
    without: tuple[str, ...] = ()
    if spark:
        from forbear.docket.spark import POLARS_ONLY, sweep_docket

        counts, without = sweep_docket(docket, corpus, options.out, options.master), POLARS_ONLY
    else:
        counts = sweep(docket, corpus, options.out, (lambda done: say("cases swept:", done, done + 1)) if say else None, options.reasons)
    if say:
        say("cases swept:", counts.cases, counts.cases)
    seconds = time.perf_counter() - start
    checked = verify(docket, options.out, options.verify, options.seed, without) if options.verify else None
    if options.json:
        print_json(_answer(corpus, docket, counts, checked, file=options.out, reasons=options.reasons, seconds=seconds))
    else:
        from forbear.cli.docketpage import print_sweep

        files = {str(options.out): "one row a case"} | (
            {str(options.reasons): "one row a finding, with its proof"} if options.reasons else {}
        )
        print_sweep(console(options.width), corpus, docket, counts, checked, files=files, today=today())
    return 1 if docket.refused or (checked and checked.differences) else 0


def left_out(docket: "Docket") -> dict[str, Any]:
    """What was left out and why, and what the reader must know."""
    return {
        "refused": docket.refused,
        "left_out": [{"place": item.place, "because": item.because} for item in docket.left_out],
        "notes": docket.notes(),
    }


def _answer(
    corpus: Corpus, docket: "Docket", counts: "Counts", checked: "Checked | None", *, file: Path, reasons: Path | None, seconds: float
) -> dict[str, Any]:
    return {
        "file": printable(str(file)),
        "reasons": printable(str(reasons)) if reasons else None,
        "on": docket.on,
        "cases": counts.cases,
        "seconds": round(seconds, 3),
        "counts": counts.spans(),
        "ask": [{"fact": name, "decides": number} for name, number in counts.decisive()],
        **left_out(docket),
        "verified": {"rows": checked.rows, "seed": checked.seed, "differences": checked.differences} if checked else None,
        "changed_by_office": corpus.changed_by_office(docket.on),
    }


def run_changes(options: argparse.Namespace) -> int:
    """Says whom a change touches. Raises BadInput."""
    ready()
    from forbear.docket.briefing import Briefing, as_csv, notes, page
    from forbear.docket.changes import as_data, find_changes
    from forbear.docket.doing import group_of, tasks
    from forbear.docket.pairs import Pairs

    _check_targets(options)
    before, after = _sides(options)
    pairs = Pairs(options.cases, before, after)
    cases = 0

    def heard(done: int) -> None:
        nonlocal cases
        cases = done

    changes = list(find_changes(pairs, heard))
    briefing = Briefing(before, after, cases, pairs.refused, changes, pairs.notes())
    if options.pdf:
        write_whole(page(briefing, today=today()), options.pdf, "--pdf")
    if options.csv:
        write_whole(as_csv(briefing).encode(), options.csv, "--csv")
    if options.notes:
        _write_notes(options.notes, notes(briefing))
    if options.json:
        ordered = [change for task in tasks(changes) for change in task.changes]
        print_json([as_data(change) | {"group": group_of(change).id, "do": group_of(change).do} for change in ordered])
    else:
        from forbear.cli.docketpage import print_changes

        print_changes(console(options.width), briefing, pairs, today())
    return 1 if pairs.refused else 0


def _sides(options: argparse.Namespace) -> tuple["Side", "Side"]:
    from forbear.docket.pairs import Side

    lawful = options.law_before is not None or options.law_after is not None
    days = options.before or (options.after if lawful else options.after - dt.timedelta(days=1)), options.after
    if days[0] > days[1]:
        raise BadInput([Problem("--before", None, f"{days[0]} is after {days[1]}; give the earlier day with --before")])
    given = overlay(options)
    plain = Corpus.load(overlay=given)
    before, after = (plain if law is None else _law(law, given) for law in (options.law_before, options.law_after))
    return Side(before, days[0]), Side(after, days[1])


def _law(folder: Path, given: Path | None) -> Corpus:
    """A folder as law: a whole corpus with the office's overlay on it, or an overlay of its own."""
    if not folder.is_dir():
        raise BadInput([Problem(str(folder), None, "is not a folder; name an office's overlay, or a whole corpus of law files")])
    whole = all((folder / name).exists() for name in WHOLE)
    return Corpus.load(folder, given) if whole else Corpus.load(overlay=folder)


def _check_targets(options: argparse.Namespace) -> None:
    if options.pdf:
        check_pdf(options.pdf, "--pdf")
    _check_csv(options.csv)
    if options.notes and options.notes.exists():
        raise BadInput([Problem("--notes", None, f"{options.notes} stands already and is left alone; name a new folder")])


def _check_csv(path: Path | None) -> None:
    if path is not None and path.suffix.lower() != ".csv":
        raise BadInput([Problem("--csv", None, f"expected a file name ending in .csv, found {path.name!r}")])


def _write_notes(folder: Path, notes: Iterator[tuple[str, str]]) -> None:
    """All notes or none, in a new folder."""
    part = folder.with_name(f".forbear-{secrets.token_hex(8)}.part")
    try:
        part.mkdir(parents=True)
        for name, text in notes:
            (part / name).write_text(text, encoding="utf-8")
        part.rename(folder)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--notes", None, f"{folder} cannot be written ({said}); nothing was kept")]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def run_triage(options: argparse.Namespace) -> int:
    """Says in which order to work. Raises BadInput."""
    ready()
    from dataclasses import asdict

    from forbear.docket.briefing import worklist_csv
    from forbear.docket.docket import open_docket
    from forbear.docket.triage import triage

    _check_csv(options.csv)
    corpus = Corpus.load(overlay=overlay(options))
    docket = open_docket(options.cases, corpus, options.on)
    work = triage(docket, corpus)
    placed, asked = work.in_order(corpus), work.questions()
    if options.csv:
        write_whole(worklist_csv(placed).encode(), options.csv, "--csv")
    if options.json:
        rows = corpus.triage.table.rows
        rules = [{"placed_by": row.then, "when": row.text, "because": row.because, "do": corpus.triage.does[row.then]} for row in rows]
        order = [{"rank": number, **asdict(each)} for number, each in enumerate(placed, start=1)]
        answer = {"on": options.on, "cases": len(placed), "order": order, "ask": [asdict(each) for each in asked], "rules": rules}
        print_json(answer | left_out(docket) | {"changed_by_office": corpus.changed_by_office(options.on)})
    else:
        from forbear.cli.docketpage import print_triage

        print_triage(console(options.width), corpus, docket, placed[: options.most], asked, of=len(placed), today=today())
    return 1 if docket.refused else 0


def run_explain(options: argparse.Namespace) -> int:
    """Prints why one row says what it says. Raises BadInput."""
    ready()
    from forbear.assessment.explanation import explain
    from forbear.docket.docket import open_docket
    from forbear.docket.reasons import fact_of, reasons

    corpus = Corpus.load(overlay=overlay(options))
    matter = open_docket(options.cases, corpus, options.on).named(options.id)
    changed = corpus.changed_by_office(options.on)
    finding = f"option:{options.option}" if options.option else options.finding
    answer = explain(matter, finding) if finding else fact_of(matter, options.fact) if options.fact else {"reasons": reasons(matter)}
    if options.json:
        print_json({"case": matter.case.name, "on": options.on, **answer} | ({"changed_by_office": changed} if changed else {}))
    elif finding:
        from forbear.cli.page import print_explanation

        print_explanation(console(options.width), answer, options.on, today(), changed)
    else:
        from forbear.cli.docketpage import print_reasons

        print_reasons(console(options.width), matter, answer, today(), changed)
    return 0
