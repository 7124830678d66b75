"""A paper as a Word file: a shell whose styles an office changes in Word, filled with the same words as the PDF.

What a shell may do is held in a sandbox: a name that papers do not have, an unknown tag or a step out of the sandbox is an error that
names the paragraph. The same words give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from forbear.drafting.document import Block, Box, Caption, Choices, Document, Grid, Heading, PageBreak, Paragraph, Sentence, Signature, said
from forbear.problem import BadInput, Problem

STYLES = tuple(
    f"Forbear {name}"
    for name in (
        *("Heading 1", "Heading 2", "Heading 3", "Body", "Item", "Numbered", "Quote", "Note", "Centred", "Plain"),
        *("Box", "Cell", "Caption", "Choice", "Signature", "Mark", "Foot"),
    )
)
SHELLS = ("letter", "court", "plain")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of every part: the file says nothing of when it was made
RULE = "_" * 42
BAR = 7  # lines of the bar beside the name in a caption
NEIGHBOUR = 60  # characters shown of the paragraphs beside the one at fault


def render_docx(document: Document, shell: bytes | None = None, name: str = "") -> bytes:
    """The paper in a shell: an office's own (`name` is its file), or the one for its spacing.

    Raises BadInput naming the paragraph at fault.
    """
    from docxtpl import DocxTemplate

    content = shell if shell is not None else shipped(document.spacing)
    label = name or f"{document.spacing}.docx"
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        lines = paragraphs(template.docx)
    except Exception:  # python-docx raises what it likes on a broken file
        raise BadInput([Problem(label, None, "is no Word file that can be filled; save it in Word as .docx")]) from None
    _fill(template, _words(document), label, lines)
    properties = template.docx.core_properties
    properties.title, properties.language = document.title, {"en": "en-US", "es": "es-US"}[document.language]
    made = io.BytesIO()
    template.save(made)
    return settled(made.getvalue())


def shipped(name: str) -> bytes:
    """A shell as it is shipped."""
    return resources.files("forbear.drafting").joinpath("templates", f"{name}.docx").read_bytes()


def office_shell(folder: Path | None, document: Document) -> tuple[bytes | None, str]:
    """An office's own shell for a paper: named for the paper, else for its spacing; nothing where the office has none."""
    for name in (document.kind, document.spacing) if folder else ():
        path = folder / f"{name}.docx"  # type: ignore[operator]
        if path.is_file():
            return path.read_bytes(), path.name
    return None, ""


def settled(content: bytes) -> bytes:
    """A Word file without author, dates and times: who made it and when is nobody's business, and equal words give equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _anonymous(part)
            new.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def paragraphs(paper: Any) -> list[str]:
    """The paragraphs of a shell in order: body, tables, heads and feet."""
    parts = [paper.element.body] + [
        part._element
        for section in paper.sections
        for part in (section.first_page_header, section.header, section.first_page_footer, section.footer)
    ]
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(text.text or "" for text in line.iter(f"{tag}t")) for part in parts for line in part.iter(f"{tag}p")]


def _fill(template: Any, words: dict[str, Any], label: str, lines: list[str]) -> None:
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    sandbox.globals.clear()
    try:
        template.render({"d": words}, jinja_env=sandbox, autoescape=True)
    except SecurityError as error:
        raise BadInput([Problem(label, None, f"steps out of what a shell may do ({error}); {_where(str(error), lines)}")]) from None
    except TemplateError as error:
        raise BadInput([Problem(label, None, f"{error.message or error}; {_where(str(error), lines)}")]) from None
    except Exception as error:  # a broken tag makes broken XML, and lxml says so in its own ways
        raise BadInput(
            [Problem(label, None, f"cannot be filled ({type(error).__name__}); check that each tag stands whole in its paragraph")]
        ) from None


def _where(error: str, lines: list[str]) -> str:
    """The paragraph in which a name or tag of an error stands, with its neighbours."""
    names = re.findall(r"'([\w .]+)'", error)
    words = [name.split()[-1] for name in names if name.split()]
    for number, line in enumerate(lines):
        if "{" in line and any(re.search(rf"\b{re.escape(word)}\b", line) for word in words):
            before, after = lines[number - 1] if number else "", lines[number + 1] if number + 1 < len(lines) else ""
            return f"in the paragraph {line!r}, between {before[:NEIGHBOUR]!r} and {after[:NEIGHBOUR]!r}"
    return "forbear templates check shows every tag"


def _words(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "marks": list(document.marks),
        "privileged": document.privileged,
        "header": document.header,
        "foot": document.foot,
        "blocks": list(_blocks(document)),
    }


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            number = 0
        elif isinstance(block, Paragraph) and block.style == "numbered":
            number += 1
        yield _block(block, number)


def _block(block: Block, number: int) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"type": "paragraph", "style": block.style, "number": number, "rich": _rich(*block.sentences)}
        case Box():
            return {"type": "box", "rows": [{"label": label, "rich": _rich(value)} for label, value in block.rows]}
        case Grid():
            return {"type": "grid", "header": list(block.header), "rows": [[_rich(cell) for cell in row] for row in block.rows]}
        case Caption():
            parts = {name: [_rich(line) for line in getattr(block, name)] for name in ("filer", "court", "matter", "beside", "below")}
            return {"type": "caption", "custody": _rich(block.custody), "title": block.title, "bar": _bar(), **parts}
        case Choices():
            return {"type": "choices", "lines": [_rich(line) for line in block.lines]}
        case Signature():
            return {
                "type": "signature",
                "rule": f"{RULE}{'    ________________' if block.dated else ''}",
                "lines": [_rich(line) for line in block.lines],
            }
        case PageBreak():
            return {"type": "break"}


def _rich(*sentences: Sentence) -> Any:
    """Sentences as runs: what is missing or unproved in bold, so that nobody overlooks it."""
    from docxtpl import RichText

    rich = RichText()
    for number, sentence in enumerate(sentences):
        rich.add((" " if number else "") + said(sentence), bold=sentence.support in ("gap", "unsupported"))
    return rich


def _bar() -> Any:
    from docxtpl import RichText

    return RichText("\n".join(")" * BAR))


def _anonymous(core: bytes) -> bytes:
    text = core.decode("utf-8")
    for tag in ("dc:creator", "cp:lastModifiedBy", "cp:keywords", "dc:description", "cp:category", "dc:subject", "dc:identifier"):
        text = re.sub(rf"<{tag}>[^<]*</{tag}>", f"<{tag}></{tag}>", text)
    text = re.sub(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", "", text)
    return re.sub(r"<cp:revision>[^<]*</cp:revision>", "<cp:revision>1</cp:revision>", text).encode()
