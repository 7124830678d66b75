"""What must counsel read before signing? One privileged paper: the gate, what is unproved, left out, revealed, dangerous or not law."""

from collections.abc import Iterable, Sequence

from forbear.assessment.words import field_words, sentence
from forbear.drafting.brief import Brief
from forbear.drafting.document import Block, Document, Grid, Heading, Paragraph, Sentence
from forbear.drafting.draft import DraftSet
from forbear.drafting.reading import PaperCite
from forbear.guard.finding import GuardReport
from forbear.guard.review import MARKING

VERDICTS = {"pass": "done", "fail": "NO", "ask": "open"}


def before_signing(brief: Brief, made: DraftSet, reports: Sequence[GuardReport], cites: Sequence[PaperCite]) -> Document:
    """The paper, its parts in the order in which they can stop a filing."""
    blocks: list[Block] = [
        Heading(f"Before signing: {brief.ask.title.lower()}", 1),
        _text(f"Revision {made.gate.revision}; it is signed by entries under sign_offs in the case file."),
        _text(f"The client's consent covers it where the consent form carries the mark {made.gate.mark} (consents[].mark)."),
        *_table(
            "The gate",
            ("Looked at", "Stands", "Why"),
            [(check.title, VERDICTS[check.verdict], sentence(check.because)) for check in made.gate.checks],
            empty="This form neither ends nor pauses the case.",
        ),
        *_list("Why each page says DRAFT", made.gate.draft_because, empty="Nothing: this revision may go out."),
        *_list("Not made", [f"{item.kind}: {item.because}" for item in made.not_made]),
        *_list("Said without proof", [one.text for document in made.outgoing for one in document.unsupported()]),
        *_list("Missing in the file", [one.text for document in made.outgoing for one in document.gaps()]),
        *_table(
            "What the guard found in these papers",
            ("Paper", "Words", "Why", "Instead"),
            [
                (report.document, found.text, f"{found.title} ({found.severity})", found.instead)
                for report in reports
                for found in report.findings
            ]
            + [(report.document, check.text, check.because, check.instead) for report in reports for check in report.checks],
            empty="Nothing; silence is not clearance.",
        ),
        *_table(
            "Authorities that must be looked at before these papers go out",
            ("Paper", "Cite", "Why"),
            [(title, cite.cite, cite.because) for title, cite in cites if not cite.ok],
            empty=f"None: {len(cites)} cited, each in force on the day and in the circuit.",
        ),
        *_table(
            "Left out, since it may not be said",
            ("Line", "Why"),
            [(item.line, sentence(item.because)) for item in made.withheld],
        ),
        *_table(
            "The government holds it and these papers leave it out",
            ("Fact", "Held in"),
            [(field_words(item.fact), item.where) for item in made.omitted],
            empty="Nothing that the file notes under disclosure.",
        ),
        *_table(
            "These papers reveal it and the government is not known to hold it",
            ("Fact", "Said so"),
            [(field_words(item.fact), item.where) for item in made.revealed],
        ),
        *_table(
            "Papers still missing",
            ("Paper", "How to get it", "Time"),
            [(paper.title, paper.how_to_get, paper.lead_time) for paper in made.missing],
        ),
        *_list("Lines that wait for a fact", made.open_lines),
    ]
    return Document(
        "before-signing",
        "Before signing",
        tuple(blocks),
        outgoing=False,
        dated=brief.today,
        privileged=MARKING,
        marks=made.outgoing[0].marks[1:] if made.outgoing else (),
    )


def _text(words: str) -> Paragraph:
    return Paragraph((Sentence(words),), "plain")


def _list(title: str, items: Iterable[str], empty: str = "") -> list[Block]:
    lines = [Paragraph((Sentence(item),), "item") for item in items]
    return [Heading(title), *lines] if lines else [Heading(title), _text(empty)] if empty else []


def _table(title: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str = "") -> list[Block]:
    made = tuple(tuple(Sentence(cell) for cell in row) for row in rows)
    return [Heading(title), Grid(header, made)] if made else [Heading(title), _text(empty)] if empty else []
