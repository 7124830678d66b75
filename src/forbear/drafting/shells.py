"""Is a Word shell sound? Filled with a paper that holds every kind of block, and looked at for lost words, styles and tags."""

import io
import re
from collections.abc import Iterator
from typing import Any

from forbear.drafting.document import (
    Box,
    Caption,
    Choices,
    Cite,
    Document,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Pin,
    Sentence,
    Signature,
)
from forbear.drafting.docx import MISSING, STYLES, paragraphs, parts, render_docx, undeclared
from forbear.problem import BadInput

PIN = Pin("e1", 3)


def sample() -> Document:
    """A paper with every kind of block and every standing of a sentence."""
    proved = Sentence("A sentence with its proof & <signs>.", support="exhibit", pins=(PIN,), cites=(Cite("Tab A at 3", PIN),))
    plain, gap, bare = (
        Sentence("A plain sentence."),
        Sentence("[judge: not in the file]", support="gap"),
        Sentence("A claim.", support="unsupported"),
    )
    styles = ("body", "item", "numbered", "quote", "note", "centred", "plain")
    return Document(
        "sample",
        "A sample paper",
        (
            Caption(
                (plain,),
                Sentence("NON-DETAINED"),
                (Sentence("IMMIGRATION COURT"),),
                (Sentence("In the Matter of"),),
                (gap,),
                (plain,),
                "MOTION",
            ),
            *(Heading(f"Heading {level}", level) for level in (1, 2, 3)),
            *(Paragraph((plain, proved, bare, gap), style) for style in styles),  # type: ignore[arg-type]
            Box((("Name", plain), ("Judge", gap))),
            Grid(("Exhibit", "Date"), ((Sentence("", pins=proved.pins, cites=proved.cites), plain), (bare, gap)), (2, 1)),
            Choices((Sentence("Granted"), Sentence("Denied"))),
            Signature((plain, gap)),
            PageBreak(),
            Signature((plain,), dated=False),
            Paragraph((Sentence("The end."),)),
        ),
        marks=("DRAFT",),
        header="A header",
        foot="A foot",
        privileged="PRIVILEGED",
    )


def empty() -> Document:
    """A paper whose blocks hold nothing, and which bears no mark."""
    return Document(
        "sample", "", (Caption((), Sentence(""), (), (), (), (), ""), Box(()), Grid(("",), ()), Choices(()), Signature(()), Paragraph(()))
    )


def check_shell(content: bytes, name: str) -> list[str]:
    """What is wrong with a shell, in sentences, all of it at once; nothing where it fills without fault and carries nothing out."""
    import docx

    try:
        problems = [f"asks for {one!r}, which no paper has" for one in undeclared(content)]
    except BadInput as bad:
        return [problem.message for problem in bad.problems]
    there = {style.name for style in docx.Document(io.BytesIO(content)).styles}
    problems += [f"has lost the style {style!r}" for style in (*STYLES, MISSING) if style not in there]
    for paper in (sample(), empty()):
        try:
            made = render_docx(paper, content, name)
        except BadInput as bad:
            return list(dict.fromkeys(problems + [problem.message for problem in bad.problems]))
        problems += _lost(paper, docx.Document(io.BytesIO(made)))
    return list(dict.fromkeys(problems))


def _lost(paper: Document, filled: Any) -> Iterator[str]:
    """What a filled shell does not print, and what Word would take for damage."""
    said = _words(" ".join(paragraphs(filled)))
    wanted = [*paper.text().splitlines(), *paper.marks, paper.privileged, paper.header, paper.foot]
    yield from (f"does not print: {line!r}" for line in wanted if _words(line) not in said)
    if any(not any(child.tag.endswith("}p") for child in part) for part in parts(filled, "tc", "hdr", "ftr")):
        yield "leaves a cell, head or foot without a paragraph, which Word takes for damage; end each with one that is always there"
    if any(not any(child.tag.endswith("}tc") for child in part) for part in parts(filled, "tr")):
        yield "leaves a row without cells, which Word takes for damage; put the table under a condition"


def _words(text: str) -> str:
    return " ".join(re.sub(r"[|:]", " ", text).split())
