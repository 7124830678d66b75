"""`cites`: every authority that a text cites, and whether it is in force on the day and in the circuit."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.casefile.fields import CIRCUITS
from forbear.cli.guard import STDIN, read_text
from forbear.cli.main import add_day, add_json, add_page, overlay, today
from forbear.cli.output import console, plain, print_json
from forbear.problem import BadInput, Problem, one_line

if TYPE_CHECKING:
    from forbear.guard.document import Document
    from forbear.law.cite_check import CiteFinding


def add_cites(command: argparse.ArgumentParser) -> None:
    """Options of `cites`."""
    command.epilog = (
        "example:\n  forbear cites motion.docx --on 2026-11-24 --circuit 10\n  forbear cites - --json < brief.txt\n\n"
        "Exit 1 where something cited is not in force, not followed in the circuit, uncertain, wrongly cited or not in the corpus,\n"
        "or where a page could not be read."
    )
    command.add_argument("file", metavar="FILE|-", help="a .txt, .md, .docx or .pdf file; - reads text from standard input")
    command.add_argument("--circuit", metavar="N", help="a circuit, 1 to 11 or dc; without one, what differs by circuit is only said")
    add_day(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_cites)


def run_cites(options: argparse.Namespace) -> int:
    """Reads a text and prints what it cites. Raises BadInput."""
    from forbear.law.cite_check import check_cites
    from forbear.law.corpus import Corpus

    circuit = options.circuit.lower() if options.circuit else None
    if circuit is not None and circuit not in CIRCUITS:
        raise BadInput([Problem("--circuit", None, f"unknown circuit {options.circuit!r}; expected one of {', '.join(CIRCUITS)}")])
    corpus = Corpus.load(overlay=overlay(options))
    document = read_text(options.file)
    found = check_cites(document.text, corpus, options.on, circuit)
    if options.json:
        for part in document.unread:
            print(one_line(f"NOT READ: {part.where} – {part.because}"), file=sys.stderr)  # noqa: T201
        print_json([_placed(each, document) for each in found])
    else:
        from forbear.cli.citespage import print_cites

        name = STDIN if options.file == "-" else Path(options.file).name
        print_cites(console(options.width), document, found, name=name, on=options.on, circuit=circuit, today=today(), corpus=corpus)
    return 0 if all(each.ok for each in found) and not document.unread else 1


def _placed(each: "CiteFinding", document: "Document") -> dict[str, Any]:
    """A finding with the page and paragraph in which it stands."""
    part = document.part_at(each.start)
    return {**plain(each), "page": part.page if part else None, "paragraph": part.paragraph if part else None}
