"""`compare`: choices side by side, going on without a request first."""

import argparse
from pathlib import Path

from forbear.assessment.paths import NO_REQUEST, compare_paths
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, add_page, today
from forbear.cli.output import console, print_json, write_whole
from forbear.law.corpus import Corpus
from forbear.law.vocabulary import form_hint
from forbear.problem import BadInput, Problem

PICTURES = (".svg", ".pdf")


def add_compare(command: argparse.ArgumentParser) -> None:
    """Options of `compare`."""
    command.epilog = (
        "example:\n  forbear compare reyes/ administrative-closure dismissal-without-prejudice\n"
        "  forbear compare reyes/ administrative-closure --picture paths.svg"
    )
    add_case(command)
    command.add_argument("forms", metavar="FORM", nargs="+", help="a form such as administrative-closure; no request is always first")
    command.add_argument("--picture", metavar="FILE", type=Path, help="also draw the paths ahead, as .svg or .pdf")
    command.add_argument("--names", action="store_true", help="put the case's name into the title of the picture")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_compare)


def run_compare(options: argparse.Namespace) -> int:
    """Prints the choices side by side, and draws their paths where asked."""
    if options.picture and options.picture.suffix.lower() not in PICTURES:
        raise BadInput([Problem("--picture", None, f"expected a file name ending in .svg or .pdf, found {options.picture.name!r}")])
    matter, assessment = judged(options)
    _known(options.forms, matter.corpus)
    found = compare_paths(matter, assessment.options, options.forms)
    if options.picture:
        from forbear.drafting.paths import picture

        kind = options.picture.suffix.lower().removeprefix(".")
        name = (matter.case.text("person.full_name") or matter.case.name) if options.names else ""
        write_whole(picture(found, options.on, kind=kind, name=name, today=today()), options.picture, "--picture")
    if options.json:
        print_json(found)
    else:
        from forbear.cli.comparepage import print_comparison

        print_comparison(console(options.width), matter, assessment.options, found, today=today())
    return 0


def _known(forms: list[str], corpus: Corpus) -> None:
    """Refuses a form that the vocabulary does not hold. Raises BadInput with every one of them."""
    known = [*corpus.vocabulary.forms, NO_REQUEST]
    problems = []
    for form in dict.fromkeys(forms):
        if form not in known:
            problems.append(Problem(form or "FORM", None, f"no form has this name; {form_hint(form, known)}"))
    if problems:
        raise BadInput(problems)
