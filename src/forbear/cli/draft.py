"""`draft`: the papers of a form, as Word files and PDF, with what counsel must read before signing."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, add_page, overlay, today
from forbear.cli.output import console, print_json, write_whole
from forbear.law.index import TEMPLATES
from forbear.problem import BadInput, Problem, printable

if TYPE_CHECKING:
    from forbear.drafting.brief import Brief
    from forbear.drafting.document import Document
    from forbear.drafting.draft import DraftSet
    from forbear.drafting.reading import PaperCite
    from forbear.guard.finding import GuardReport

OUTGOING, CLIENT = "outgoing", "client"


def add_draft(command: argparse.ArgumentParser) -> None:
    """Options of `draft`."""
    command.epilog = (
        "example:\n  forbear draft reyes/ --form administrative-closure --out reyes-draft\n"
        "  forbear draft reyes/ --form oppose-dismissal --out reyes-draft\n\n"
        "DIR/outgoing holds what may leave the office, DIR/client what the client and letter-writers get, DIR/counsel-only what is read\n"
        "before signing. Exit 1 where something is unproved, missing, dangerous or not made. forbear never sends anything."
    )
    add_case(command)
    add_papers(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_draft)


def add_papers(command: argparse.ArgumentParser) -> None:
    """What is asked, where papers go, and the office's shells."""
    command.add_argument("--form", metavar="F", required=True, help="the form asked for, or oppose-dismissal, oppose-recalendar")
    command.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder for the papers")
    command.add_argument("--templates", metavar="DIR", type=Path, help="your office's Word shells (default: templates/ in the overlay)")


def run_draft(options: argparse.Namespace) -> int:
    """Makes the papers and says what stands in their way. Raises BadInput."""
    from forbear.drafting.brief import brief as brief_for
    from forbear.drafting.draft import draft
    from forbear.drafting.reading import check_papers, read_papers
    from forbear.drafting.said import as_data
    from forbear.drafting.setting import other_day
    from forbear.guard.detector import Detector
    from forbear.packet.layout import lay_out

    check_folders(options)
    matter, found = judged(options)
    brief = brief_for(matter, found, options.form, today())
    made = draft(brief, mark_today=other_day(matter.on, today()))
    laid = lay_out(brief, made.outgoing, brief.exhibits)
    papers = [laid.documents[document.kind] for document in made.outgoing]
    reports = read_papers(brief, papers, Detector(matter.corpus.admissions))
    written = Written(options.out, options.templates)
    for document in papers:
        written.outgoing(document)
    cites = check_papers(brief, papers)
    written_beside(written, brief, made, reports, cites)
    return report(options, brief, made, as_data(brief, made, reports, cites) | {"files": written.files})


@dataclass
class Written:
    """What has been written, paper by paper."""

    out: Path
    templates: Path | None

    def __post_init__(self) -> None:
        self.files: list[dict[str, Any]] = []

    def outgoing(self, document: "Document") -> None:
        """A paper that may leave the office, as Word file and PDF."""
        self.both(document, self.out / OUTGOING)

    def both(self, document: "Document", folder: Path) -> None:
        """A paper in both renderings."""
        from forbear.drafting.docx import office_shell, render_docx
        from forbear.drafting.pdf import render_pdf

        shell, label = office_shell(self.templates, document)
        self.keep(render_docx(document, shell, label), folder / f"{document.name}.docx", document)
        self.keep(render_pdf(document), folder / f"{document.name}.pdf", document)

    def counsel_only(self, document: "Document") -> None:
        """A privileged paper, kept clear of every folder from which papers go out."""
        from forbear.drafting.pdf import render_pdf

        path = counsel_folder(self.out) / f"{document.kind}.pdf"
        self.keep(render_pdf(document), path, document)

    def keep(self, content: bytes, path: Path, document: "Document") -> None:
        """Writes one file and notes it."""
        write_whole(content, path, "--out")
        self.files.append(
            {"path": printable(str(path)), "kind": document.kind, "language": document.language, "outgoing": document.outgoing}
        )


def written_beside(
    written: Written, brief: "Brief", made: "DraftSet", reports: Sequence["GuardReport"], cites: Sequence["PaperCite"]
) -> None:
    """Writes what goes with the outgoing papers: the client's, the messages, and the list that is read before signing."""
    from forbear.drafting.before_signing import before_signing

    for document in (*made.client, *made.messages):
        written.both(document, written.out / CLIENT if document in made.client else written.out / "messages")
    written.counsel_only(before_signing(brief, made, reports, cites))


def counsel_folder(out: Path) -> Path:
    """Where privileged papers go: in the folder, or above it where papers go out from it. Raises BadInput."""
    from forbear.guard.review import log_of

    return log_of(out / "before-signing").parent


def check_folders(options: argparse.Namespace) -> None:
    """Finds the office's shells, and refuses folders that cannot be used, before any work. Raises BadInput."""
    if options.out.exists() and not options.out.is_dir():
        raise BadInput([Problem("--out", None, f"{options.out} is a file; name a folder")])
    own = overlay(options)
    if options.templates is None and own is not None and (own / TEMPLATES).is_dir():
        options.templates = own / TEMPLATES
    if options.templates is not None and not options.templates.is_dir():
        raise BadInput([Problem("--templates", None, f"{options.templates} is not a folder; forbear templates copy makes one")])


def report(options: argparse.Namespace, brief: "Brief", made: "DraftSet", said: dict[str, Any]) -> int:
    """Prints what was made and what stands in its way; 1 where something does."""
    ended = [cite for cite in said["cites"] if not cite["ok"]]
    problems = [*said["unsupported"], *said["gaps"], *said["dangers"], *said["not_made"], *ended]
    if options.json:
        print_json(said)
        return 1 if problems else 0
    page = console(options.width)
    page.print(f"{brief.ask.title} – {brief.matter.case.name} on {brief.matter.on}", style="bold")
    for file in said["files"]:
        page.print(f"  {file['path']}", soft_wrap=True)
    for check in made.gate.checks:
        page.print(f"  gate, {check.title.lower()}: {check.verdict} – {check.because}", soft_wrap=True)
    for title, lines in (
        ("Not made", [f"{item.kind}: {item.because}" for item in made.not_made]),
        ("Said without proof", [item["text"] for item in said["unsupported"]]),
        ("Missing in the file", [item["text"] for item in said["gaps"]]),
        ("What the guard found", [f"{item['document']}: “{item['text']}” – {item['because']}" for item in said["dangers"]]),
        ("Authorities to look at first", [f"{cite['cite']}: {cite['because']}" for cite in ended]),
        ("Left out, since it may not be said", [item.because for item in made.withheld]),
        ("Why each page says DRAFT", made.gate.draft_because),
    ):
        if lines:
            page.print(f"\n{title}", style="bold")
            for line in lines:
                page.print(f"  – {line}")
    print(f"{counsel_folder(options.out)}: read before signing; privileged, never to be filed", file=sys.stderr)  # noqa: T201
    return 1 if problems else 0
