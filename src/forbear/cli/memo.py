"""`memo` and `demo`: the strategy on paper."""

import argparse
import tempfile
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.casefile.reading import read_case
from forbear.cli.case import add_log, judged, on_record, record_lines
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
    add_log(command)
    add_json(command)
    command.set_defaults(run=run_memo)


def run_memo(options: argparse.Namespace) -> int:
    """Writes the memo and says where it is."""
    check_pdf(options.out)
    matter, assessment = judged(options)
    records, code = on_record(options, matter, assessment)
    pdf = make_memo(matter, assessment, today=today(), beside=record_lines(records))
    write_whole(pdf, options.out, "--out")
    if options.json:
        print_json({"file": printable(str(options.out)), "pages": pages(pdf)})
    else:
        console(None).print(f"{options.out}: {pages(pdf)} pages, privileged; keep it out of every filing", soft_wrap=True)
    return code


def add_demo(command: argparse.ArgumentParser) -> None:
    """Options of `demo`."""
    command.epilog = "example:\n  forbear demo --out demo-out"
    command.add_argument("--out", metavar="DIR", type=Path, help="where memos and packets go (default: a temporary folder)")
    add_overlay(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Judges the bundled cases on their own dates, prints the strategies, writes the memos and makes the packets of what the plans ask."""
    from forbear.cli.draft import Written
    from forbear.cli.packet import pack, print_packet
    from forbear.cli.page import print_assessment
    from forbear.guard.detector import Detector

    out = options.out or Path(tempfile.mkdtemp(prefix="forbear-demo-"))
    corpus = Corpus.load(overlay=overlay(options))
    page = None if options.json else console(options.width)
    made: list[dict[str, Any]] = []
    detector = Detector(corpus.admissions)
    for name in DEMO:
        folder = Path(str(resources.files("forbear.demo"))) / name
        case = read_case(folder)
        assert case.as_of is not None
        matter = Matter(case, corpus, case.as_of)
        assessment = assess_matter(matter)
        ask = assessment.plan.ask
        target = out / f"{name}-memo.pdf"
        pdf = make_memo(matter, assessment, today=today())
        write_whole(pdf, target, "--out")
        written = Written(out / name, None)
        packet = pack(matter, assessment, ask, folder, written, detector=detector, quiet=options.json) if ask else None
        made.append(
            {
                "case": name,
                "on": case.as_of,
                "ask": ask,
                "file": str(target),
                "pages": pages(pdf),
                "packet": [{"path": str(part.path), "pages": part.pages, "bytes": part.bytes} for part in packet.parts] if packet else [],
                "checks": Counter(check.verdict for check in packet.checks) if packet else {},
            }
        )
        if page is not None:
            print_assessment(page, matter, assessment, today=today())
            if packet is not None:
                print_packet(page, packet)
            page.rule()
    if page is None:
        print_json({"cases": made})
        return 0
    page.print("The two cases are fictional and judged on their own dates.")
    for item in made:
        page.print(f"  {item['file']} – {item['pages']} pages, for counsel only", soft_wrap=True)
        for part in item["packet"]:
            page.print(f"  {part['path']} – {part['pages']} pages, the packet", soft_wrap=True)
    return 0
