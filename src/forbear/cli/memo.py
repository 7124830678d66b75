"""`memo` and `demo`: the strategy on paper."""

import argparse
import tempfile
from importlib import resources
from pathlib import Path

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.casefile.reading import read_case
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, add_overlay, add_page, overlay, today
from forbear.cli.output import check_pdf, console, print_json, write_whole
from forbear.drafting.memo import memo as make_memo
from forbear.drafting.setting import pages
from forbear.law.corpus import Corpus
from forbear.problem import printable

DEMO = ("orozco", "batz")  # the law of today first, then another regime


def add_memo(command: argparse.ArgumentParser) -> None:
    """Options of `memo`."""
    command.epilog = "example:\n  forbear memo reyes/ --out counsel-only/reyes-memo.pdf"
    add_case(command)
    command.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help="where the memo goes; a folder for counsel only")
    add_json(command)
    command.set_defaults(run=run_memo)


def run_memo(options: argparse.Namespace) -> int:
    """Writes the memo and says where it is."""
    check_pdf(options.out)
    matter, assessment = judged(options)
    pdf = make_memo(matter, assessment, today=today())
    write_whole(pdf, options.out, "--out")
    if options.json:
        print_json({"file": printable(str(options.out)), "pages": pages(pdf)})
    else:
        console(None).print(f"{options.out}: {pages(pdf)} pages, privileged; keep it out of every filing", soft_wrap=True)
    return 0


def add_demo(command: argparse.ArgumentParser) -> None:
    """Options of `demo`."""
    command.epilog = "example:\n  forbear demo --out demo-out"
    command.add_argument("--out", metavar="DIR", type=Path, help="where the memos go (default: a temporary folder)")
    add_overlay(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Judges the bundled cases on their own dates, prints the strategies and writes the memos."""
    from forbear.cli.page import print_assessment

    out = options.out or Path(tempfile.mkdtemp(prefix="forbear-demo-"))
    corpus = Corpus.load(overlay=overlay(options))
    page = None if options.json else console(options.width)
    made = []
    for name in DEMO:
        case = read_case(Path(str(resources.files("forbear.demo"))) / name)
        assert case.as_of is not None
        matter = Matter(case, corpus, case.as_of)
        assessment = assess_matter(matter)
        target = out / f"{name}-memo.pdf"
        pdf = make_memo(matter, assessment, today=today())
        write_whole(pdf, target, "--out")
        made.append({"case": name, "on": case.as_of, "ask": assessment.plan.ask, "file": str(target), "pages": pages(pdf)})
        if page is not None:
            print_assessment(page, matter, assessment, today=today())
            page.rule()
    if page is None:
        print_json({"cases": made})
        return 0
    page.print("The two cases are fictional and judged on their own dates. Their memos, for counsel only:")
    for item in made:
        page.print(f"  {item['file']} – {item['pages']} pages", soft_wrap=True)
    return 0
