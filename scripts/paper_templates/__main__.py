"""Makes the Word shells in which papers are set: named styles that an office changes in Word, and the tags that are filled.

Run `python -m scripts.paper_templates`; the shells are kept in src/forbear/drafting/templates/.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from forbear.drafting.docx import STYLES, settled

HERE = Path("src/forbear/drafting/templates")
# size in points, line spacing, space after in points
LOOKS = {"letter": (11, 1.08, 6), "court": (12, 2.0, 0), "plain": (12.5, 1.1, 6)}
FONT = "Georgia"


def main() -> None:
    """Writes every shell."""
    HERE.mkdir(exist_ok=True)
    for name, (size, spacing, after) in LOOKS.items():
        path = HERE / f"{name}.docx"
        shell = _shell(size, spacing, after, court=name == "court")
        shell.save(str(path))
        path.write_bytes(settled(path.read_bytes()))
        print(path)


def _shell(size: float, spacing: float, after: float, *, court: bool) -> Any:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Inches(1)
    page.different_first_page_header_footer = True
    _styles(paper, size, spacing, after, court=court)
    _head(page.first_page_header, first=True)
    _head(page.header, first=False)
    for footer in (page.first_page_footer, page.footer):
        _foot(footer)
    _body(paper)
    return paper


def _styles(paper: Any, size: float, spacing: float, after: float, *, court: bool) -> None:
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for name in STYLES:
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.08
    body = paper.styles["Forbear Body"].paragraph_format
    body.line_spacing = spacing
    if court:
        body.first_line_indent = Inches(0.5)
    for level, points in ((1, size + 4), (2, size + 0.5), (3, size)):
        style = paper.styles[f"Forbear Heading {level}"]
        style.font.bold, style.font.size, style.font.italic = True, Pt(points), level == 3
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(10)
        level_mark = OxmlElement("w:outlineLvl")
        level_mark.set(qn("w:val"), str(level - 1))
        style.element.get_or_add_pPr().append(level_mark)
    item = paper.styles["Forbear Item"].paragraph_format
    item.left_indent, item.first_line_indent, item.line_spacing = Inches(0.25), Inches(-0.2), 1.08 if not court else spacing
    paper.styles["Forbear Numbered"].paragraph_format.left_indent = Inches(0.35)
    paper.styles["Forbear Numbered"].paragraph_format.first_line_indent = Inches(-0.3)
    quote = paper.styles["Forbear Quote"].paragraph_format
    quote.left_indent = quote.right_indent = Inches(0.5)
    paper.styles["Forbear Note"].font.italic, paper.styles["Forbear Note"].font.size = True, Pt(size - 1.5)
    paper.styles["Forbear Centred"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Forbear Plain", "Forbear Box", "Forbear Cell", "Forbear Caption", "Forbear Choice", "Forbear Signature"):
        paper.styles[name].paragraph_format.space_after = Pt(2)
    paper.styles["Forbear Cell"].font.size = Pt(size - 1)
    paper.styles["Forbear Mark"].font.bold, paper.styles["Forbear Mark"].font.size = True, Pt(9)
    paper.styles["Forbear Foot"].font.size = Pt(9)
    for name in ("Forbear Caption", "Forbear Signature", "Forbear Box"):
        paper.styles[name].paragraph_format.keep_with_next = True


def _head(header: Any, *, first: bool) -> None:
    header.is_linked_to_previous = False
    lines = ["{%p if d.privileged %}", "{{ d.privileged }}", "{%p endif %}", "{%p for mark in d.marks %}", "{{ mark }}", "{%p endfor %}"]
    if not first:
        lines += ["{%p if d.header %}", "{{ d.header }}", "{%p endif %}"]
    _lines(header, lines, "Forbear Mark")


def _foot(footer: Any) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "Forbear Foot"
    line.add_run("{{ d.foot }}\t\t")
    for code, words in (("PAGE", ""), ("", " of "), ("NUMPAGES", "")):
        if code:
            _field(line, code)
        else:
            line.add_run(words)


def _field(line: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = line.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _lines(part: Any, lines: list[str], style: str) -> None:
    for number, text in enumerate(lines):
        line = part.paragraphs[0] if number == 0 and part.paragraphs and not part.paragraphs[0].text else part.add_paragraph()
        line.style, line.text = style, text


def _body(paper: Any) -> None:
    def tag(text: str) -> None:
        paper.add_paragraph(text, style="Forbear Plain")

    def said(text: str, style: str) -> None:
        paper.add_paragraph(text, style=style)

    tag("{%p for b in d.blocks %}")
    for level in (1, 2, 3):
        tag(f"{{%p if b.type == 'heading' and b.level == {level} %}}")
        said("{{ b.text }}", f"Forbear Heading {level}")
        tag("{%p endif %}")
    for kind in ("body", "quote", "note", "centred", "plain"):
        tag(f"{{%p if b.type == 'paragraph' and b.style == '{kind}' %}}")
        said("{{r b.rich }}", f"Forbear {kind.capitalize()}")
        tag("{%p endif %}")
    tag("{%p if b.type == 'paragraph' and b.style == 'item' %}")
    said("•\u2002{{r b.rich }}", "Forbear Item")
    tag("{%p endif %}")
    tag("{%p if b.type == 'paragraph' and b.style == 'numbered' %}")
    said("{{ b.number }}.\u2002{{r b.rich }}", "Forbear Numbered")
    tag("{%p endif %}")
    tag("{%p if b.type == 'box' %}")
    _table(paper, ["{{ row.label }}", "{{r row.rich }}"], "row in b.rows", ("Forbear Box", "Forbear Box"), (1.4, 5.1), grid=False)
    said("", "Forbear Plain")
    tag("{%p endif %}")
    tag("{%p if b.type == 'grid' %}")
    _grid(paper)
    said("", "Forbear Plain")
    tag("{%p endif %}")
    tag("{%p if b.type == 'caption' %}")
    _caption(paper)
    tag("{%p endif %}")
    tag("{%p if b.type == 'choices' %}")
    tag("{%p for line in b.lines %}")
    said("☐\u2002{{r line }}", "Forbear Choice")
    tag("{%p endfor %}")
    tag("{%p endif %}")
    tag("{%p if b.type == 'signature' %}")
    said("", "Forbear Signature")
    said("{{ b.rule }}", "Forbear Signature")
    tag("{%p for line in b.lines %}")
    said("{{r line }}", "Forbear Signature")
    tag("{%p endfor %}")
    tag("{%p endif %}")
    tag("{%p if b.type == 'break' %}")
    paper.add_page_break()
    tag("{%p endif %}")
    tag("{%p endfor %}")


def _table(paper: Any, cells: list[str], loop: str, styles: tuple[str, ...], widths: tuple[float, ...], *, grid: bool) -> None:
    table = paper.add_table(rows=3, cols=len(cells))
    table.style = "Table Grid" if grid else "Normal Table"
    table.autofit = False
    table.rows[0].cells[0].text = f"{{%tr for {loop} %}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for cell, text, style, width in zip(table.rows[1].cells, cells, styles, widths, strict=True):
        cell.paragraphs[0].style, cell.paragraphs[0].text = style, text
        cell.width = Inches(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)


def _grid(paper: Any) -> None:
    table = paper.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    for row, loop, text in ((0, "word in b.header", "{{ word }}"), (2, "cell in row", "{{r cell }}")):
        table.rows[row].cells[0].text = f"{{%tc for {loop} %}}"
        table.rows[row].cells[1].paragraphs[0].style = "Forbear Cell"
        table.rows[row].cells[1].paragraphs[0].text = text
        table.rows[row].cells[2].text = "{%tc endfor %}"
    table.rows[0].cells[1].paragraphs[0].runs[0].font.bold = True
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    table.rows[1].cells[0].text = "{%tr for row in b.rows %}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _caption(paper: Any) -> None:
    def lines(cell: Any, loop: str) -> None:
        for number, text in enumerate((f"{{%p for line in {loop} %}}", "{{r line }}", "{%p endfor %}")):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.style, line.text = "Forbear Caption", text

    top = paper.add_table(rows=1, cols=2)
    lines(top.rows[0].cells[0], "b.filer")
    custody = top.rows[0].cells[1].paragraphs[0]
    custody.style, custody.text, custody.alignment = "Forbear Caption", "{{r b.custody }}", WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_paragraph("{%p for line in b.court %}", style="Forbear Caption")
    paper.add_paragraph("{{r line }}", style="Forbear Centred")
    paper.add_paragraph("{%p endfor %}", style="Forbear Caption")
    middle = paper.add_table(rows=1, cols=3)
    lines(middle.rows[0].cells[0], "b.matter")
    bar = middle.rows[0].cells[1].paragraphs[0]
    bar.style, bar.text = "Forbear Caption", "{{r b.bar }}"
    lines(middle.rows[0].cells[2], "b.beside")
    for column, width in zip(middle.columns, (3.1, 0.3, 3.1), strict=True):
        column.width = Inches(width)
    for text in ("{%p for line in b.below %}", "{{r line }}", "{%p endfor %}"):
        paper.add_paragraph(text, style="Forbear Caption")
    title = paper.add_paragraph("{{ b.title }}", style="Forbear Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER


if __name__ == "__main__":
    main()
