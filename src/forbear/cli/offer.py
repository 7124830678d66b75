"""`offer`: what the government offers, just heard or standing in the file, judged like any option."""

import argparse

from forbear.assessment.offer import judge_offer, standing_offer
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, add_page, today
from forbear.cli.output import console, print_json
from forbear.law.corpus import Corpus
from forbear.law.vocabulary import form_hint
from forbear.problem import BadInput, Problem

LONGEST_TERM = 500  # characters


def add_offer(command: argparse.ArgumentParser) -> None:
    """Options of `offer`."""
    command.epilog = (
        "example:\n  forbear offer reyes/ --form dismissal-without-prejudice\n"
        '  forbear offer reyes/ --form administrative-closure --terms "joint motion" --terms "withdraw the application"'
    )
    add_case(command)
    command.add_argument("--form", metavar="FORM", help="the form offered (default: the one that stands in the file)")
    command.add_argument(
        "--terms", metavar="WORDS", action="append", default=[], help="a condition of the offer, in plain words; may be repeated"
    )
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_offer)


def run_offer(options: argparse.Namespace) -> int:
    """Prints the offer judged."""
    if long := [words for words in options.terms if not words.strip() or len(words) > LONGEST_TERM]:
        text = f"expected the words of one condition, up to {LONGEST_TERM} characters, found {len(long[0].strip())}"
        raise BadInput([Problem("--terms", None, text)])
    matter, assessment = judged(options)
    form = standing_offer(matter) if options.form is None else options.form
    if form is None:
        motion = matter.profile["dhs_motion"].value
        why = f"the motion to {motion} is none of the forms" if motion not in (None, "none", "unknown") else "no offer stands in the file"
        raise BadInput([Problem("--form", None, f"{why}; name the form that was offered, such as administrative-closure")])
    _known(form, matter.corpus)
    found = judge_offer(matter, assessment, form, options.terms)
    if options.json:
        print_json(found)
    else:
        from forbear.cli.offerpage import print_offer

        print_offer(console(options.width), matter, found, today=today())
    return 0


def _known(form: str, corpus: Corpus) -> None:
    """Refuses a form that the vocabulary does not hold. Raises BadInput."""
    known = [*corpus.vocabulary.forms, *(motion.id for motion in corpus.offers.motions)]
    if form not in known:
        raise BadInput([Problem("--form", None, f"{form!r} is no form that can be offered; {form_hint(form, known)}")])
