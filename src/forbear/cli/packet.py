"""`packet`: the filing, paged, stamped, bookmarked and split, with its pre-flight."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.cli.case import judged
from forbear.cli.draft import OUTGOING, Written, add_papers, check_folders, counsel_folder
from forbear.cli.main import add_case, add_json, add_page, today
from forbear.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from rich.console import Console

    from forbear.assessment.finding import Assessment
    from forbear.assessment.matter import Matter
    from forbear.guard.detector import Detector
    from forbear.packet.packet import Packet

SIGNS = {"fail": "NO", "ask": "??", "note": "–", "pass": "ok"}


def add_packet(command: argparse.ArgumentParser) -> None:
    """Options of `packet`."""
    command.epilog = (
        "example:\n  forbear packet reyes/ --form administrative-closure --out reyes-packet\n"
        "  forbear packet reyes/ --form stay-of-removal-ice --out reyes-packet --max-mb 10\n\n"
        "Exhibits are the files that evidence[].file names under exhibits/; originals stay untouched. Choose them for a form with\n"
        "evidence[].packets, pages with evidence[].excerpt, pin cites with evidence[].pins. Exit 1 where something must be mended."
    )
    add_case(command)
    add_papers(command)
    command.add_argument(
        "--max-mb", metavar="N", type=_megabytes, default=25.0, help="the largest file, in MB of 1,048,576 bytes (default: 25)"
    )
    command.add_argument("--no-ocr", action="store_true", help="do not read scanned pages; they are then named as unread")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_packet)


def run_packet(options: argparse.Namespace) -> int:
    """Makes the packet and says what was looked at. Raises BadInput."""
    from forbear.guard.detector import Detector
    from forbear.packet.said import as_data

    check_folders(options)
    matter, found = judged(options)
    written = Written(options.out, options.templates)
    folder = options.case if options.case.is_dir() else options.case.parent
    detector = Detector(matter.corpus.admissions)
    packet = pack(
        matter, found, options.form, folder, written, detector=detector, max_mb=options.max_mb, ocr=not options.no_ocr, quiet=options.json
    )
    if options.json:
        print_json(as_data(packet) | {"counsel_only": written.files})
    else:
        print_packet(console(options.width), packet)
        print(f"{counsel_folder(options.out)}: read before signing; privileged, never to be filed", file=sys.stderr)  # noqa: T201
    return 1 if any(check.verdict == "fail" for check in packet.checks) else 0


def pack(
    matter: "Matter",
    found: "Assessment",
    form: str,
    folder: Path,
    written: Written,
    *,
    detector: "Detector",
    max_mb: float = 25,
    ocr: bool = True,
    quiet: bool = False,
) -> "Packet":
    """Makes the packet of a form from the exhibits in a case's folder, and the privileged papers beside it. Raises BadInput."""
    from forbear.drafting.before_signing import before_signing
    from forbear.drafting.brief import brief as brief_for
    from forbear.drafting.setting import other_day
    from forbear.packet.packet import make_packet
    from forbear.packet.preflight_paper import preflight_paper

    packet = make_packet(
        brief_for(matter, found, form, today()),
        folder,
        written.out / OUTGOING,
        detector,
        max_mb=max_mb,
        mark_today=other_day(matter.on, today()),
        ocr=ocr,
        tell=None if quiet else progress(),
    )
    written.counsel_only(before_signing(packet.brief, packet.made, packet.reports, packet.cites))
    written.counsel_only(preflight_paper(packet.brief, packet.checks, packet.made.gate.revision))
    return packet


def print_packet(page: "Console", packet: "Packet") -> None:
    """The files, the index and the pre-flight: what must be mended first."""
    page.print(f"{packet.brief.ask.title} – {packet.brief.matter.case.name} on {packet.brief.matter.on}", style="bold")
    for part in packet.parts:
        page.print(f"  {part.path}: {part.pages} pages ({part.first}–{part.last}), {part.bytes / 1_048_576:.1f} MB", soft_wrap=True)
    for row in packet.index:
        page.print(f"  Tab {row.tab}  {row.first}–{row.last}  {row.title}")
    page.print("\nPre-flight", style="bold")
    for verdict in ("fail", "ask", "note", "pass"):
        for check in packet.checks:
            if check.verdict == verdict:
                where = f" [{check.where}]" if check.where else ""
                page.print(f"  {SIGNS[verdict]}  {check.title}{where}: {check.because}" + (f" ({check.cites[0]})" if check.cites else ""))
    for reason in packet.made.gate.draft_because:
        page.print(f"  DRAFT: {reason}")


def _megabytes(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not 0.1 <= size <= 2000:
        raise argparse.ArgumentTypeError(f"expected a size in MB from 0.1 to 2000, found {text!r}")
    return size
