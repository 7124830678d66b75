"""A paper as a Word file: a shell whose styles an office changes in Word, filled with the same words as the PDF.

What a shell may do is held in a sandbox: a name that papers do not have, an unknown tag or a step out of the sandbox is an error that
names the paragraph. The same words give the same bytes.
"""

import html
import io
import re
import traceback
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from forbear.drafting.document import (
    DATE,
    ENOUGH,
    OF,
    Block,
    Box,
    Caption,
    Choices,
    Document,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Sentence,
    Signature,
    pieces,
    unbroken,
)
from forbear.drafting.word_file import leaks, settled
from forbear.problem import BadInput, Problem

STYLES = tuple(
    f"Forbear {name}"
    for name in (
        *("Title", "Heading 1", "Heading 2", "Heading 3", "Body", "Item", "Numbered", "Quote", "Note", "Centred", "Plain"),
        *("Box", "Label", "Cell", "Column", "Caption", "Court", "Choice", "Signature", "Mark", "Head", "Foot", "Gap"),
    )
)
MISSING = "Forbear Missing"  # the style of letters of what is missing or unproved
SHELLS = ("letter", "court", "plain")
LANGUAGES = {"en": "en-US", "es": "es-US"}
NEIGHBOUR = 60  # characters shown of the paragraphs beside the one at fault
FILTERS = ("upper", "lower", "title", "capitalize", "trim", "length", "first", "last", "join", "default")  # none of them can fill memory
Rich = Callable[..., Any]


def render_docx(document: Document, shell: bytes | None = None, name: str = "") -> bytes:
    """The paper in a shell: an office's own (`name` is its file), or the one for its spacing.

    Raises BadInput naming the paragraph at fault, or what the shell would carry out of the office.
    """
    label = name or f"{document.spacing}.docx"
    template = _opened(shell if shell is not None else shipped(document.spacing), label)
    try:
        template.render({"d": _words(document, _rich(template.docx))}, jinja_env=_sandbox(), autoescape=True)
    except _Fault as fault:
        raise BadInput([Problem(label, None, str(fault))]) from None
    _finish(template.docx, document)
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


def parts(paper: Any, *names: str) -> Iterator[Any]:
    """The elements of these names in a Word file, in order: body, tables, heads and feet."""
    from docx.oxml.ns import qn

    yield from paper.element.body.iter(*(qn(f"w:{name}") for name in names))
    for section in paper.sections:
        for part in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            yield from part._element.iter(*(qn(f"w:{name}") for name in names))


def paragraphs(paper: Any) -> list[str]:
    """The paragraphs of a Word file in order."""
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return ["".join(text.text or "" for text in line.iter(tag)) for line in parts(paper, "p")]


def undeclared(content: bytes) -> list[str]:
    """The names that a shell asks for and no paper has. Raises BadInput where it cannot be read."""
    from jinja2 import TemplateError

    try:
        return sorted(_opened(content, "").get_undeclared_template_variables(_sandbox()) - {"d"})
    except TemplateError:
        return []  # filling says where


class _Fault(Exception):
    """What is wrong with a shell, in words, with the paragraph."""


def _opened(content: bytes, label: str) -> Any:
    """A shell that says in which paragraph its filling fails."""
    from docxtpl import DocxTemplate

    class Shell(DocxTemplate):  # type: ignore[misc]
        def render_xml_part(self, src_xml: str, *rest: Any) -> Any:
            try:
                return super().render_xml_part(src_xml, *rest)
            except Exception as error:
                raise _Fault(f"{_plainly(error)}; {_where(src_xml, error)}") from None

    try:
        shell = Shell(io.BytesIO(content))
        shell.init_docx()
        carried = leaks(content)
    except Exception:  # python-docx raises what it likes on a broken file
        raise BadInput([Problem(label, None, "is no Word file that can be filled; save it in Word as .docx")]) from None
    if carried:
        raise BadInput([Problem(label, None, sentence) for sentence in carried])
    return shell


def _sandbox() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(f"a shell does not reckon ({operator})")

        def is_safe_callable(self, obj: Any) -> bool:
            return False  # nothing in a paper is for calling, and a call can fill memory

    sandbox = Sandbox(undefined=StrictUndefined, autoescape=True)
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS}
    return sandbox


def _plainly(error: Exception) -> str:
    from jinja2 import TemplateError, UndefinedError
    from jinja2.exceptions import SecurityError

    said = str(error)
    if isinstance(error, SecurityError):
        return f"steps out of what a shell may do ({said.rstrip('.')})"
    name = re.search(r"has no attribute '(\w+)'|^'(\w+)' is undefined", said)
    if isinstance(error, UndefinedError) and name:
        return f"asks for {name[1] or name[2]!r}, which no paper has"
    return (
        f"holds a tag that cannot be read ({said.rstrip('.')})" if isinstance(error, TemplateError) else "holds a tag that cannot be filled"
    )


def _where(source: str, error: Exception) -> str:
    """The paragraph at fault with its neighbours. The typesetter of shells counts lines, and each paragraph is one."""
    lines = [html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()]
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    place = (getattr(error, "lineno", None) or (frames[-1] if frames else None) or 1) - 1
    before = next((line for line in reversed(lines[:place]) if line), "")
    after = next((line for line in lines[place + 1 :] if line), "")
    return f"in the paragraph {lines[place]!r}, between {before[-NEIGHBOUR:]!r} and {after[:NEIGHBOUR]!r}"


def _finish(paper: Any, document: Document) -> None:
    """What a tag cannot say: the language, the widths of tables, and what stays on one page with a signature."""
    from docx.oxml.ns import qn
    from docx.table import Table
    from docx.text.paragraph import Paragraph as Line

    paper.core_properties.title, paper.core_properties.language = document.title, LANGUAGES[document.language]
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGES[document.language])
    page = paper.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    for table in (Table(element, paper) for element in list(paper.element.body.iter(qn("w:tbl")))):
        style = next((line.style.name for line in (Line(one, paper) for one in table._tbl.iter(qn("w:p"))) if line.style), "")
        if style == "Forbear Column" and grids:
            _widen(table, grids.pop(0), room)
        elif style == "Forbear Signature":
            letters, above = 0, table._tbl.getprevious()
            while above is not None and above.tag == qn("w:p") and letters < ENOUGH:
                Line(above, paper).paragraph_format.keep_with_next = True
                letters, above = letters + len(Line(above, paper).text), above.getprevious()


def _widen(table: Any, grid: Grid, room: int) -> None:
    from docx.shared import Emu

    shares = grid.widths or (1,) * len(grid.header)
    for place, share in enumerate(shares):
        width = Emu(room * share // sum(shares))
        table.columns[place].width = width
        for row in table.rows:
            row.cells[place].width = width


def _words(document: Document, rich: Rich) -> dict[str, Any]:
    return {
        "title": document.title,
        "marks": list(document.marks),
        "privileged": document.privileged,
        "header": document.header,
        "foot": document.foot,
        "formal": document.formal,
        "of": OF[document.language],
        "date": DATE[document.language],
        "blocks": list(_blocks(document, rich)),
    }


def _blocks(document: Document, rich: Rich) -> Iterator[dict[str, Any]]:
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            number = 0
        elif isinstance(block, Paragraph) and block.style == "numbered":
            number += 1
        yield _block(block, number, rich)


def _block(block: Block, number: int, rich: Rich) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"type": "paragraph", "style": block.style, "number": number, "rich": rich(*block.sentences)}
        case Box():
            return {"type": "box", "rows": [{"label": label, "rich": rich(value)} for label, value in block.rows]}
        case Grid():
            return {"type": "grid", "header": list(block.header), "rows": [[rich(cell) for cell in row] for row in block.rows]}
        case Caption():
            parts = {name: [rich(line) for line in getattr(block, name)] for name in ("filer", "court", "matter", "beside", "below")}
            return {"type": "caption", "custody": rich(block.custody), "title": block.title, **parts}
        case Choices():
            return {"type": "choices", "lines": [rich(line) for line in block.lines]}
        case Signature():
            return {"type": "signature", "dated": block.dated, "lines": [rich(line) for line in block.lines]}
        case PageBreak():
            return {"type": "break"}


def _rich(shell: Any) -> Rich:
    """Sentences as runs: what is missing or unproved in the shell's style for it, and bold in any shell, so that nobody overlooks it."""
    from docxtpl import RichText

    marked = next((style.style_id for style in shell.styles if style.name == MISSING), None)

    def rich(*sentences: Sentence) -> Any:
        made = RichText()
        for number, sentence in enumerate(sentences):
            if number:
                made.add(" ")
            for piece in pieces(sentence):
                text = piece.text.replace(" ", "\u00a0") if piece.kind == "cite" else unbroken(piece.text)
                made.add(text, bold=piece.kind == "missing", style=marked if piece.kind == "missing" else None)
        return made

    return rich
