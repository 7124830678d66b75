"""`advise`: the client's copy, for counsel to review before it is given."""

import argparse
import sys
from pathlib import Path

from forbear.assessment.client_copy import find_client_copy
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, today
from forbear.cli.output import check_pdf, console, print_json, write_whole
from forbear.law.vocabulary import form_hint
from forbear.problem import BadInput, Problem


def add_advise(command: argparse.ArgumentParser) -> None:
    """Options of `advise`."""
    command.epilog = (
        "example:\n  forbear advise reyes/ --form administrative-closure --lang es\n"
        "  forbear advise reyes/ --no-request --lang en --out reyes-no-request.pdf"
    )
    add_case(command)
    about = command.add_mutually_exclusive_group(required=True)
    about.add_argument("--form", metavar="F", help="the form of discretion to explain; forbear assess --all names them")
    about.add_argument("--no-request", action="store_true", help="explain why nothing is asked, or not yet")
    command.add_argument("--lang", choices=("en", "es"), required=True, help="the language of the copy")
    command.add_argument(
        "--out", metavar="FILE.pdf", type=Path, help="where the copy goes (default: CASE-advice-FORM-LANG.pdf in this folder)"
    )
    add_json(command)
    command.set_defaults(run=run_advise)


def run_advise(options: argparse.Namespace) -> int:
    """Writes the client's copy, and tells counsel on standard error what to know before giving it."""
    from forbear.drafting.advice import advice, reading_grade
    from forbear.drafting.setting import pages

    if options.out is not None:
        check_pdf(options.out)
    matter, assessment = judged(options)
    if options.form is not None:
        _known(options.form, matter.corpus.vocabulary.forms)
    copy = find_client_copy(matter, assessment, options.form, options.lang)
    pdf = advice(matter, copy, today=today())
    out = options.out or Path(f"{matter.case.name}-advice-{options.form or 'no-request'}-{options.lang}.pdf")
    write_whole(pdf, out, "--out")
    for warning in copy.warnings:
        print(f"note: {warning}", file=sys.stderr)  # noqa: T201
    if copy.review:
        print(f"note: a lawyer must check the Spanish of {len(copy.review)} text(s); --json lists them", file=sys.stderr)  # noqa: T201
    level = reading_grade(copy)
    if options.json:
        print_json(
            {
                "file": str(out),
                "pages": pages(pdf),
                "grade": level,
                "form": copy.form,
                "lang": copy.language,
                "says": copy.stance,
                "interpreter": copy.interpreter.language if copy.interpreter else None,
                "warnings": copy.warnings,
                "review": copy.review,
            }
        )
    else:
        console(None).print(f"{out}: {pages(pdf)} pages, grade {level}; review it before the client has it", soft_wrap=True)
    return 0


def _known(form: str, forms: tuple[str, ...]) -> None:
    """Refuses a form that is none of the vocabulary. Raises BadInput."""
    if form not in forms:
        raise BadInput([Problem("--form", None, f"{form!r} is no form of discretion; {form_hint(form, forms)}")])
