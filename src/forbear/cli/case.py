"""`assess`, `explain`, `ask` and `facts`: one case judged on one day."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.assessment.assess import assess_matter
from forbear.assessment.finding import Assessment
from forbear.assessment.matter import Matter
from forbear.casefile.profile import Profile
from forbear.casefile.profile import facts as all_facts
from forbear.casefile.reading import read_case
from forbear.cli.main import a_number, add_case, add_day, add_json, add_page, overlay, today
from forbear.cli.output import console, plain, print_json, say
from forbear.law.corpus import Corpus

if TYPE_CHECKING:
    from forbear.courtdata.cases_like_this import CasesLikeThis
    from forbear.record.comparison import OfficeRecord


def judged(options: argparse.Namespace) -> tuple[Matter, Assessment]:
    """The matter of the command line and its assessment. Raises BadInput."""
    matter = Matter(read_case(options.case), Corpus.load(overlay=overlay(options)), options.on)
    return matter, assess_matter(matter)


def add_assess(command: argparse.ArgumentParser) -> None:
    """Options of `assess`."""
    command.epilog = (
        "example:\n  forbear assess reyes/ --on 2026-11-16\n  forbear assess reyes/case.yaml --json\n"
        "  forbear assess reyes/ --court-data eoir/"
    )
    add_case(command)
    add_json(command)
    add_page(command)
    command.add_argument("--all", action="store_true", help="show every form and factor, not only those that matter now")
    add_court_data(command)
    add_log(command)
    command.set_defaults(run=run_assess)


def add_court_data(command: argparse.ArgumentParser) -> None:
    """Where the courts' data stand, to show what became of cases like this one."""
    command.add_argument("--court-data", metavar="DIR", type=Path, help="show what became of cases like this one in the courts' data")


def run_assess(options: argparse.Namespace) -> int:
    """Prints the strategy."""
    matter, assessment = judged(options)
    records, code = on_record(options, matter, assessment)
    alike: dict[str, CasesLikeThis] = {}
    if options.court_data is not None:
        from forbear.cli.likeness import alike as find_alike
        from forbear.cli.likeness import as_data

        alike = find_alike(options.court_data, matter, assessment)
    if options.json:
        found = plain(assessment)
        for option in found["options"]:
            if alike:
                option["cases_like_this"] = as_data(alike[option["form"]])
            if records:
                option["office_record"] = records[option["form"]]
        print_json(found)
    else:
        from forbear.cli.page import print_assessment

        lines = record_lines(records)
        beside = {
            option.form: [
                *([f"Cases like this: {alike[option.form].says}"] if alike else []),
                *(f"On record – {line}." for line in lines.get(option.form, ())),
            ]
            for option in assessment.options
        }
        print_assessment(console(options.width), matter, assessment, today=today(), everything=options.all, beside=beside)
    return code


def add_log(command: argparse.ArgumentParser) -> None:
    """The office's own log, shown beside each form."""
    command.add_argument(
        "--log", metavar="FILE", type=Path, help="your office's log of outcomes: shows beside each form what came of it before"
    )


def on_record(options: argparse.Namespace, matter: Matter, assessment: Assessment) -> tuple[dict[str, "OfficeRecord"], int]:
    """What the log named by --log says of each form, with this case beside it, and the exit code; nothing where none is named."""
    if options.log is None:
        return {}, 0
    from forbear.record import log
    from forbear.record.comparison import office_record
    from forbear.record.outcomes import picture

    kept = log.read(options.log)
    say(*kept.problems)
    here = picture(matter.case, assessment.stage, assessment.factors)
    mine = log.link_of(options.log, name_of(options.case))
    found = [office_record(kept.entries, option.form, here, matter.corpus, matter.on, mine=mine) for option in assessment.options]
    return {each.form: each for each in found}, 1 if kept.problems else 0


def place_of(case: Path) -> Path:
    """Where a case stands: its folder, or its file where it is one of several in a folder."""
    whole = case.resolve()
    return whole.parent if whole.name == "case.yaml" else whole


def name_of(case: Path) -> str:
    """What a case is called in the office's log: the name of its folder, or of its file."""
    place = place_of(case)
    return place.name if place.is_dir() else place.stem


def record_lines(records: Mapping[str, "OfficeRecord"]) -> dict[str, list[str]]:
    """What the log says of each form, in lines; no line where it says nothing."""
    if not records:
        return {}
    from forbear.record.comparison import in_words

    return {form: in_words(found) for form, found in records.items()}


def add_explain(command: argparse.ArgumentParser) -> None:
    """Options of `explain`."""
    command.epilog = (
        "example:\n  forbear explain reyes/ stage\n  forbear explain reyes/ factor:dui\n"
        "  forbear explain reyes/ option:administrative-closure"
    )
    add_case(command)
    command.add_argument("finding", metavar="KIND:ID", help="stage, factor:ID, option:FORM, window:FORM, priority:ID or conclusion:ID")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_explain)


def run_explain(options: argparse.Namespace) -> int:
    """Prints the proof tree of one finding."""
    from forbear.assessment.explanation import explain

    matter = Matter(read_case(options.case), Corpus.load(overlay=overlay(options)), options.on)
    explanation = explain(matter, options.finding)
    changed = matter.corpus.changed_by_office(options.on)
    if options.json:
        print_json(explanation | ({"changed_by_office": changed} if changed else {}))
    else:
        from forbear.cli.page import print_explanation

        print_explanation(console(options.width), explanation, options.on, today(), changed)
    return 0


def add_ask(command: argparse.ArgumentParser) -> None:
    """Options of `ask`."""
    command.epilog = "example:\n  forbear ask reyes/ --most 5"
    add_case(command)
    command.add_argument("--most", metavar="N", type=a_number, help="at most so many questions")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_ask)


def run_ask(options: argparse.Namespace) -> int:
    """Prints the next questions."""
    assessment = judged(options)[1]
    questions = assessment.questions[: options.most]
    if options.json:
        print_json(questions)
    else:
        from forbear.cli.page import print_questions

        print_questions(console(options.width), assessment, questions, today())
    return 0


def add_facts(command: argparse.ArgumentParser) -> None:
    """Options of `facts`."""
    command.epilog = "example:\n  forbear facts\n  forbear facts --case reyes/ --on 2026-11-16"
    command.add_argument("--case", metavar="CASE", help="show the values for one case")
    add_day(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_facts)


def run_facts(options: argparse.Namespace) -> int:
    """Prints the facts with their meaning, type, unit and origin, and for a case their values."""
    profile = Profile(read_case(Path(options.case)), options.on) if options.case else None
    rows: list[dict[str, Any]] = []
    for name, item in all_facts().items():
        row: dict[str, Any] = {"fact": name, "type": item.type, "unit": item.unit, "meaning": item.meaning, "from": list(item.reads)}
        row |= {"values": list(item.values), "kind": item.why}
        if profile is not None:
            found = profile[name]
            row |= {"value": found.value, "presumed": sorted(found.presumed), "unknown_because": [found.why] if found.value is None else []}
        rows.append(row)
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.page import print_facts

        print_facts(console(options.width), rows)
    return 0
