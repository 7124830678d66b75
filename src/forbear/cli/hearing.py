"""`hearing`: one page for tomorrow's hearing."""

import argparse
from pathlib import Path

from forbear.assessment.hearing import find_hearing
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, today
from forbear.cli.output import check_pdf, console, print_json, write_whole
from forbear.drafting.hearing import hearing_page
from forbear.drafting.setting import pages


def add_hearing(command: argparse.ArgumentParser) -> None:
    """Options of `hearing`."""
    command.epilog = "example:\n  forbear hearing reyes/ --out counsel-only/reyes-hearing.pdf"
    add_case(command)
    command.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help="where the page goes; a folder for counsel only")
    add_json(command)
    command.set_defaults(run=run_hearing)


def run_hearing(options: argparse.Namespace) -> int:
    """Writes the page and says where it is. Raises BadInput."""
    check_pdf(options.out)
    matter, assessment = judged(options)
    hearing = find_hearing(matter, assessment)
    pdf = hearing_page(matter, assessment, hearing, today=today())
    write_whole(pdf, options.out, "--out")
    if options.json:
        print_json({"file": str(options.out), "pages": pages(pdf), "hearing": hearing})
        return 0
    page = console(None)
    for note in hearing.first:
        page.print(note, soft_wrap=True)
    page.print(f"{options.out}: one page; the part above the dashed line is privileged, the half below goes to the client", soft_wrap=True)
    return 0
