"""Is a Word shell sound? Filled with a paper that holds every kind of block, and looked at for lost words, styles and tags."""

import io
import re

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
from forbear.drafting.docx import STYLES, paragraphs, render_docx
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
            Grid(("Exhibit", "Date"), ((proved, plain), (bare, gap))),
            Choices((Sentence("Granted"), Sentence("Denied"))),
            Signature((plain, gap)),
            PageBreak(),
            Paragraph((Sentence("The end."),)),
        ),
        marks=("DRAFT",),
        header="A header",
        foot="A foot",
        privileged="PRIVILEGED",
    )


def check_shell(content: bytes, name: str) -> list[str]:
    """What is wrong with a shell, in sentences; nothing where it fills without fault."""
    import docx

    try:
        made = render_docx(sample(), content, name)
    except BadInput as bad:
        return [problem.message for problem in bad.problems]
    shell, filled = docx.Document(io.BytesIO(content)), docx.Document(io.BytesIO(made))
    problems = [f"has lost the style {style!r}" for style in STYLES if style not in {one.name for one in shell.styles}]
    said = _words(" ".join(paragraphs(filled)))
    lost = [line for line in sample().text().splitlines() if _words(line) not in said]
    problems += [f"does not print: {line!r}" for line in lost]
    for mark in ("DRAFT", "PRIVILEGED"):
        if mark not in said:
            problems.append(f"does not print the mark {mark} in its head")
    return problems


def _words(text: str) -> str:
    return " ".join(re.sub(r"[|:]", " ", text).split())
