"""`outcomes add|answer|list|rates|export|erase`: the office's own log of what was asked, of whom, and what came of it."""

import argparse
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from forbear.assessment.matter import Matter
from forbear.assessment.words import day, plain_name
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import read_case
from forbear.cli.case import name_of, place_of
from forbear.cli.main import Parser, a_day, add_day, add_json, add_page, overlay, today
from forbear.cli.output import console, plain, print_json, say, write_whole
from forbear.law.corpus import Corpus
from forbear.law.vocabulary import form_hint
from forbear.problem import BadInput, Problem, printable
from forbear.record import log
from forbear.record.comparison import A_FORTIORI, a_fortiori, compare
from forbear.record.outcomes import (
    ANSWERS,
    WAITING,
    Request,
    answer_problems,
    answered,
    flat,
    nearest,
    offices,
    picture_of,
    record,
    spelled,
)
from forbear.record.rates import DEFINITION, governs, rates

NAME = "outcomes.jsonl"
BY = ("office", "form", "stage", "detained", "court", "circuit")
IN_FORCE = "in-force"
SURE = 0.8  # how near an addressee must be to one on record to be taken for a slip


def add_outcomes(command: argparse.ArgumentParser) -> None:
    """The commands on the log."""
    command.epilog = (
        "example:\n  forbear outcomes add matters/reyes --form administrative-closure --office 'OPLA Denver' --asked 2026-10-05\n"
        "  forbear outcomes answer 4f09c2ab --answered 2026-11-02 --answer refused --reason 'no joint motions this year'\n"
        "  forbear outcomes list --like matters/reyes --office 'OPLA Denver' --form administrative-closure\n"
        "  forbear outcomes rates --log matters/outcomes.jsonl\n\n"
        "The log names no client: the case as assessed on the day asked, and what came of it. See docs/outcomes.md."
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    _add_add(_part(parts, "add", "record a request on the day it was made, with the case as it then stood", run_add))
    _add_answer(_part(parts, "answer", "record what came of a request", run_answer))
    _add_list(
        _part(parts, "list", "the requests on record; --like CASE: what this office did last time with cases like this one", run_list)
    )
    _add_rates(_part(parts, "rates", "counts and rates with intervals by office, form and regime; regimes are never pooled", run_rates))
    _add_export(_part(parts, "export", "the requests as a table, or as JSON", run_export))
    _add_erase(_part(parts, "erase", "take a request, or all of one case, out of the log for good", run_erase))


def _part(parts: Any, name: str, line: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(
        name, help=line, description=line[0].upper() + line[1:] + ".", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    part.add_argument(
        "--log", metavar="FILE", type=Path, help=f"the log (default: {NAME} in the folder that holds the case, else in this one)"
    )
    add_day(part)
    add_json(part)
    add_page(part)
    part.set_defaults(run=run)
    return part


def _add_add(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear outcomes add matters/reyes --form administrative-closure --office 'OPLA Denver' --asked 2026-10-05\n"
        "  forbear outcomes add matters/reyes --form stay-of-removal-ice --office 'ERO Denver' --asked 2026-09-01 \\\n"
        "      --answered 2026-09-21 --answer granted"
    )
    part.add_argument("case", metavar="CASE", type=Path, help="a folder with case.yaml, or one .yaml or .json file")
    part.add_argument("--form", metavar="FORM", required=True, help="what was asked for, such as administrative-closure")
    part.add_argument("--office", metavar="NAME", required=True, help="who was asked, in your office's words, such as 'OPLA Denver'")
    part.add_argument("--asked", metavar="DATE", type=a_day, required=True, help="the day the request was sent; the case is judged on it")
    part.add_argument("--actor", metavar="ACTOR", help="whose policy governs, where form and office leave it open: opla, ero, uscis-nta …")
    _add_outcome(part, required=False)


def _add_outcome(part: argparse.ArgumentParser, *, required: bool) -> None:
    part.add_argument("--answer", metavar="ANSWER", required=required, help=f"what came of it: {', '.join(ANSWERS)}")
    part.add_argument("--answered", metavar="DATE", type=a_day, help="the day of the answer, or on which the request ended without one")
    part.add_argument("--reason", metavar="TEXT", default="", help="the reason in the office's words, without a name or number")


def _add_answer(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear outcomes answer 4f09c2ab --answered 2026-11-02 --answer refused --log matters/outcomes.jsonl\n"
        "  forbear outcomes answer 4f09c2ab --answer no-answer\n\n"
        "A later answer replaces an earlier one; both lines stay in the file."
    )
    part.add_argument("id", metavar="ID", help="the request, as add and list call it")
    _add_outcome(part, required=True)


def _add_filters(part: argparse.ArgumentParser) -> None:
    part.add_argument("--office", metavar="NAME", help="only requests to this office, by its whole name")
    part.add_argument("--form", metavar="FORM", help="only requests for this form")
    part.add_argument("--regime", metavar="ID", help="only requests made under this regime, such as opla-19; 'in-force' for those of today")
    part.add_argument("--answer", metavar="ANSWER", help=f"only requests of which this came: {', '.join((*ANSWERS, WAITING))}")
    part.add_argument("--since", metavar="DATE", type=a_day, help="only requests made on or after this day")


def _add_list(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear outcomes list --log matters/outcomes.jsonl --answer waiting\n"
        "  forbear outcomes list --like matters/reyes --office 'OPLA Denver' --form administrative-closure\n\n"
        "Cases are compared by named factors, never by a score; what is not known of one of them counts neither way."
    )
    _add_filters(part)
    part.add_argument("--like", metavar="CASE", type=Path, help="each request beside this case as it stands on --on")


def _add_rates(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear outcomes rates --log matters/outcomes.jsonl\n"
        "  forbear outcomes rates --form administrative-closure --by office,detained --since 2025-01-20"
    )
    _add_filters(part)
    part.add_argument("--by", metavar="LIST", default="office,form", help=f"what is told apart besides the regime: {', '.join(BY)}")


def _add_export(part: argparse.ArgumentParser) -> None:
    part.epilog = "example:\n  forbear outcomes export --csv requests.csv --since 2025-01-20\n  forbear outcomes export --json"
    _add_filters(part)
    part.add_argument("--csv", metavar="FILE.csv", type=Path, help="a row a request, a column a factor; no cell is a formula")


def _add_erase(part: argparse.ArgumentParser) -> None:
    part.epilog = (
        "example:\n  forbear outcomes erase 4f09c2ab\n  forbear outcomes erase --case matters/reyes\n\n"
        "Nothing of it is left in the log. Copies and backups of the file are yours to find."
    )
    part.add_argument("id", metavar="ID", nargs="?", help="the request, as add and list call it")
    part.add_argument("--case", metavar="CASE", type=Path, help="every request of this case, found by the name of its folder or file")


def log_beside(case: Path | None, given: Path | None) -> Path:
    """The log of the command line: the one given, else the one beside the case, else the one in this folder."""
    if given is not None:
        return given
    return place_of(case).parent / NAME if case else Path(NAME)


def _done(options: argparse.Namespace, path: Path, problems: Sequence[Problem]) -> int:
    if options.log is None:
        say(f"log: {path}")
    say(*problems)
    return 1 if problems else 0


def run_add(options: argparse.Namespace) -> int:
    """Records a request. Raises BadInput."""
    path = log_beside(options.case, options.log)
    case, corpus = read_case(options.case), Corpus.load(overlay=overlay(options))
    known = offices(log.read(path).entries) if path.exists() else []
    entry = _entry(options, case, corpus, spelled(options.office, known))
    made = log.make_key(path)
    link = log.link_of(path, name_of(options.case))
    entry = msgspec.structs.replace(entry, matter=link or "")
    code = _done(options, path, log.add(path, entry).problems)
    if made and known:
        say(f"{path.with_suffix('.key')} was not there and was made anew: entries from before are found by their ids, no longer by case")
    if entry.office not in known and (near := nearest(entry.office, known, SURE)):
        say(f"{entry.office!r} is new in this log; if you meant {near!r}, erase {entry.id} and add it again")
    if options.actor is None:
        say(f"under the policy of {corpus.actors[entry.actor].title} ({entry.regime or 'before its timeline'}); --actor names another")
    if options.json:
        print_json({"log": printable(str(path)), "entry": _data(entry)})
    else:
        console(options.width).print(f"{entry.id}: {_said(entry)}", soft_wrap=True)
    return code


def _entry(options: argparse.Namespace, case: CaseFile, corpus: Corpus, office: str) -> Request:
    """The entry as the command line tells it. Raises BadInput."""
    if options.answer is None and (options.answered or options.reason):
        raise BadInput([Problem("--answer", None, f"say what came of it: {', '.join(ANSWERS)}")])
    came = (options.answer, options.answered, options.reason)
    wrong = answer_problems(options.asked, *came, on=options.on, case=case) if options.answer is not None else []
    matter = Matter(case, corpus, options.asked)
    try:
        entry = record(matter, secrets.token_hex(4), form=options.form, office=office, actor=options.actor, on=options.on)
    except BadInput as bad:
        raise BadInput([*bad.problems, *wrong]) from None
    return entry if options.answer is None else answered(entry, *came, on=options.on, case=case)


def _data(entry: Request) -> dict[str, Any]:
    """An entry as plain data, with its days counted."""
    return {**plain(entry), "days": entry.days}


def _said(entry: Request) -> str:
    came = "waiting for an answer" if entry.answer is None else plain_name(entry.answer)
    under = entry.regime or "no regime on record"
    days = f" after {entry.days} day{'' if entry.days == 1 else 's'}" if entry.days is not None else ""
    return f"{plain_name(entry.form)}, asked of {entry.office} on {day(entry.asked)} under {under} – {came}{days}"


def run_answer(options: argparse.Namespace) -> int:
    """Records what came of a request. Raises BadInput."""
    path = log_beside(None, options.log)

    def change(entry: Request) -> Request:
        return answered(entry, options.answer, options.answered, options.reason, on=options.on)

    old, kept = log.amend(path, options.id, change)
    code, entry = _done(options, path, kept.problems), change(old)
    if old.answer not in (None, entry.answer):
        say(f"until now it was recorded as {old.answer}; that line stays in the file, the later one counts")
    if options.json:
        print_json({"log": printable(str(path)), "entry": _data(entry)})
    else:
        console(options.width).print(f"{entry.id}: {_said(entry)}", soft_wrap=True)
    return code


def chosen(options: argparse.Namespace, entries: Sequence[Request], corpus: Corpus) -> list[Request]:
    """The entries that the filters let through. Raises BadInput where a filter names what nobody knows."""
    office = spelled(options.office, offices(entries)) if options.office is not None else None
    regimes = {period.id for actor in corpus.actors.values() for period in actor.periods} | {
        entry.regime for entry in entries if entry.regime
    }
    problems = []
    if office is not None and office not in offices(entries):
        problems.append(_unknown("--office", office, offices(entries), "is no office on record"))
    if options.form is not None and options.form not in corpus.vocabulary.forms:
        problems.append(Problem("--form", None, f"{options.form!r} is no form; {form_hint(options.form, corpus.vocabulary.forms)}"))
    if options.regime not in (None, IN_FORCE, *regimes):
        problems.append(_unknown("--regime", options.regime, sorted(regimes), "is no regime of the law"))
    if options.answer not in (None, WAITING, *ANSWERS):
        problems.append(_unknown("--answer", options.answer, [*ANSWERS, WAITING], "is no answer"))
    if problems:
        raise BadInput(problems)
    return [
        entry
        for entry in entries
        if office in (None, entry.office)
        and options.form in (None, entry.form)
        and options.answer in (None, entry.answer or WAITING)
        and (options.since is None or entry.asked >= options.since)
        and (options.regime in (None, entry.regime) or (options.regime == IN_FORCE and governs(entry, corpus, options.on)))
    ]


def _unknown(place: str, word: str, known: Sequence[str], says: str) -> Problem:
    near = nearest(word, known)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}" if known else "nothing is on record yet"
    return Problem(place, None, f"{word!r} {says}; {hint}")


def run_list(options: argparse.Namespace) -> int:
    """Prints the requests, and beside a case what each shares with it. Raises BadInput."""
    path = log_beside(options.like, options.log)
    corpus = Corpus.load(overlay=overlay(options))
    kept = log.read(path)
    entries = sorted(chosen(options, kept.entries, corpus), key=lambda entry: entry.asked, reverse=True)
    here = picture_of(Matter(read_case(options.like), corpus, options.on)) if options.like else None
    code = _done(options, path, kept.problems)
    current = {entry.id for entry in entries if governs(entry, corpus, options.on)}
    mine = log.link_of(path, name_of(options.like)) if options.like else None
    same = [entry.id for entry in entries if mine and entry.matter == mine]
    likeness = {entry.id: compare(here, entry.picture) for entry in entries if here and entry.id in current}
    beside = a_fortiori(here, entries, corpus, options.on, mine) if here else []
    if options.json:
        rows = [
            _data(entry)
            | {"in_force": entry.id in current}
            | ({"same_case": entry.id in same, "likeness": plain(likeness.get(entry.id))} if here else {})
            for entry in entries
        ]
        about = {"definition": A_FORTIORI, "a_fortiori": plain(beside)} if here else {}
        print_json(
            {"log": printable(str(path)), "on": options.on, "entries": rows, **about, "problems": [str(each) for each in kept.problems]}
        )
    else:
        from forbear.cli.outcomespage import print_list

        print_list(
            console(options.width),
            entries,
            current=current,
            likeness=likeness,
            same=same,
            beside=beside,
            on=options.on,
            today=today(),
        )
    return code


def run_rates(options: argparse.Namespace) -> int:
    """Prints counts and rates. Raises BadInput."""
    by = tuple(dict.fromkeys(options.by.split(",")))
    if wrong := [name for name in by if name not in BY]:
        raise BadInput([_unknown("--by", wrong[0], BY, "is nothing that requests are told apart by")])
    path = log_beside(None, options.log)
    corpus = Corpus.load(overlay=overlay(options))
    kept = log.read(path)
    cells = rates(chosen(options, kept.entries, corpus), corpus, options.on, by)
    code = _done(options, path, kept.problems)
    if options.json:
        problems = [str(each) for each in kept.problems]
        print_json({"log": printable(str(path)), "on": options.on, "definition": DEFINITION, "rates": cells, "problems": problems})
    else:
        from forbear.cli.outcomespage import print_rates

        print_rates(console(options.width), cells, options.on, today())
    return code


def run_export(options: argparse.Namespace) -> int:
    """Writes the requests as a table, or prints them as JSON. Raises BadInput."""
    if options.csv is None and not options.json:
        raise BadInput([Problem("--csv", None, "name the file to write, such as --csv requests.csv; or --json prints them")])
    if options.csv is not None and options.csv.suffix.lower() != ".csv":
        raise BadInput([Problem("--csv", None, f"expected a file name ending in .csv, found {options.csv.name!r}")])
    path = log_beside(None, options.log)
    kept = log.read(path)
    rows = [flat(entry) for entry in chosen(options, kept.entries, Corpus.load(overlay=overlay(options)))]
    code = _done(options, path, kept.problems)
    if options.csv is not None:
        write_whole(_csv(rows).encode(), options.csv, "--csv")
    if options.json:
        print_json({"entries": rows, "problems": [str(each) for each in kept.problems]})
    else:
        console(options.width).print(f"{options.csv}: {len(rows)} request{'' if len(rows) == 1 else 's'}", soft_wrap=True)
    return code


def _csv(rows: Sequence[dict[str, object]]) -> str:
    """Rows as a table that no spreadsheet program takes for formulas, and that Excel takes for UTF-8."""
    from forbear.interchange.cells import encoded, table_text

    head = list(dict.fromkeys(name for row in rows for name in row))
    return table_text([head, *(["" if row.get(name) in (None, "") else encoded(row[name]) for name in head] for row in rows)])


def run_erase(options: argparse.Namespace) -> int:
    """Takes requests out for good. Raises BadInput."""
    if (options.id is None) == (options.case is None):
        raise BadInput([Problem("erase", None, "name one request by its ID, or one case with --case")])
    path = log_beside(options.case, options.log)
    link = log.link_of(path, name_of(options.case)) if options.case else None
    gone = log.erase(path, lambda entry: entry.id == options.id or (link is not None and entry.matter == link))
    code = _done(options, path, [])
    if not gone:
        raise BadInput([Problem(options.id or str(options.case), None, "nothing of it is on record; forbear outcomes list names what is")])
    if options.json:
        print_json({"log": printable(str(path)), "erased": gone})
    else:
        console(options.width).print(f"erased: {', '.join(gone)}; copies and backups of {path.name} are yours to find", soft_wrap=True)
    return code
