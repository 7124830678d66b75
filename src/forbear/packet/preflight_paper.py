"""The pre-flight on paper: what fails first, then what is asked, then what passed. Privileged; it goes into no filing."""

from collections.abc import Sequence

from forbear.assessment.words import sentence
from forbear.drafting.brief import Brief
from forbear.drafting.document import Block, Document, Grid, Heading, Paragraph, Sentence
from forbear.guard.review import MARKING
from forbear.packet.preflight import Check

GROUPS = (("fail", "Must be mended"), ("ask", "A person must look"), ("note", "To know"), ("pass", "In order"))


def preflight_paper(brief: Brief, checks: Sequence[Check], revision: str) -> Document:
    """The list as a paper."""
    counts = ", ".join(f"{sum(check.verdict == verdict for check in checks)} {title.lower()}" for verdict, title in GROUPS)
    blocks: list[Block] = [
        Heading(f"Pre-flight: {brief.ask.title.lower()}", 1),
        Paragraph((Sentence(f"Revision {revision}: {counts}."),), "plain"),
        Paragraph(
            (Sentence("A judge's order or a local rule always wins. Requirements are as of the day noted in the law data."),), "note"
        ),
    ]
    for verdict, title in GROUPS:
        rows = tuple(_row(check) for check in checks if check.verdict == verdict)
        if rows:
            blocks += [Heading(title), Grid(("Checked", "Found", "Where", "Cite"), rows, (4, 6, 3, 3))]
    return Document("pre-flight", "Pre-flight", tuple(blocks), outgoing=False, privileged=MARKING, dated=brief.today)


def _row(check: Check) -> tuple[Sentence, ...]:
    cites = "; ".join(check.cites) + (f" ({check.confidence})" if check.confidence and check.confidence != "verified" else "")
    return tuple(map(Sentence, (check.title, sentence(check.because), check.where, cites)))
