"""Makes the Word shells in which papers are set: named styles that an office changes in Word, and the tags that are filled.

Run `python -m scripts.paper_templates`; the shells are kept in src/forbear/drafting/templates/.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt, RGBColor

from forbear.drafting.docx import MISSING, STYLES
from forbear.drafting.word_file import settled

HERE = Path("src/forbear/drafting/templates")
# size of letters, distance of lines of running text (points, or lines), space after a paragraph in points
LOOKS: dict[str, tuple[float, Any, float]] = {"letter": (11, 1.08, 6), "court": (12, Pt(24), 0), "plain": (12.5, 1.08, 6)}
FONT = "Times New Roman"
LINE = Inches(6.5)
INSET = 115  # twentieths of a point between the rules of a table and its words
TAG = "Forbear Tag"  # the look of tags that stand alone, so that whoever restyles a shell sees what is machinery
UNUSED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")  # parts of the library's own shell
RUNNING = ("body", "quote", "note", "centred", "plain")


def main() -> None:
    """Writes every shell."""
    HERE.mkdir(exist_ok=True)
    for name, (size, spacing, after) in LOOKS.items():
        path = HERE / f"{name}.docx"
        paper = Document()
        _bare(paper)
        _page(paper)
        _styles(paper, size, spacing, after)
        _heads(paper)
        _body(paper)
        paper.save(str(path))
        path.write_bytes(settled(path.read_bytes()))
        print(path)


def _bare(paper: Any) -> None:
    """Takes out what the library's own shell brings along: pictures, other people's styles."""
    for package in (paper.part.package, paper.part):
        for key in [key for key, one in package.rels.items() if one.reltype.rsplit("/", 1)[-1] in UNUSED]:
            del package.rels[key]
    for style in list(paper.styles.element.style_lst):
        if style.get(qn("w:default")) is None:
            paper.styles.element.remove(style)


def _page(paper: Any) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Inches(1)
    page.different_first_page_header_footer = True


def _styles(paper: Any, size: float, spacing: Any, after: float) -> None:
    court = after == 0
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = 1.08, Pt(0)
    styles = {name.removeprefix("Forbear "): paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in (*STYLES, TAG)}
    for style in styles.values():
        style.base_style = normal
    looks = {name: style.paragraph_format for name, style in styles.items()}
    for name in ("Body", "Item", "Numbered"):
        looks[name].line_spacing, looks[name].space_after = spacing, Pt(after)
    if court:
        looks["Body"].first_line_indent = Inches(0.5)
    for name, points, level in (("Title", size + 2, 1), ("Heading 1", size + 4, 1), ("Heading 2", size + 0.5, 2), ("Heading 3", size, 3)):
        styles[name].font.bold, styles[name].font.size, styles[name].font.italic = True, Pt(points), level == 3
        looks[name].keep_with_next, looks[name].space_before, looks[name].space_after = True, Pt(12), Pt(5)
        _set(styles[name].element.get_or_add_pPr(), "outlineLvl", val=level - 1)
    for name in ("Item", "Numbered", "Choice"):
        looks[name].left_indent, looks[name].first_line_indent = Inches(0.25), Inches(-0.25)
    _bullets(paper, styles["Item"])
    looks["Quote"].left_indent = looks["Quote"].right_indent = Inches(0.5)
    looks["Quote"].space_before = looks["Quote"].space_after = Pt(6)
    styles["Note"].font.italic, styles["Note"].font.size = True, Pt(size - 1.5)
    for name in ("Centred", "Plain", "Choice"):  # one under the other without space, space around them all
        looks[name].space_before = looks[name].space_after = Pt(5)
        _set(styles[name].element.get_or_add_pPr(), "contextualSpacing")
    for name in ("Title", "Centred", "Court", "Mark"):
        looks[name].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Label", "Column", "Court", "Mark"):
        styles[name].font.bold = True
    for name in ("Box", "Label", "Cell", "Column", "Choice", "Caption"):
        looks[name].space_before = looks[name].space_after = Pt(2)
    for name in ("Cell", "Column"):
        styles[name].font.size = Pt(size - 1)
    for name in ("Caption", "Court", "Signature", "Box", "Label", "Column"):
        looks[name].keep_with_next = True
    for name in ("Mark", "Head", "Foot"):
        styles[name].font.size = Pt(9)
    looks["Head"].space_after = Pt(6)
    looks["Foot"].tab_stops.add_tab_stop(LINE, WD_TAB_ALIGNMENT.RIGHT)
    looks["Gap"].line_spacing, styles["Gap"].font.size = Pt(6), Pt(4)
    styles["Tag"].font.size, styles["Tag"].font.color.rgb = Pt(7), RGBColor(128, 128, 128)
    missing = paper.styles.add_style(MISSING, WD_STYLE_TYPE.CHARACTER)
    missing.font.bold = True
    _set(missing.element.rPr, "bdr", val="single", sz=4, space=0, color="000000")
    _set(missing.element.rPr, "shd", val="clear", color="auto", fill="E8E8E8")


def _bullets(paper: Any, style: Any) -> None:
    """Real bullets: a line added in Word gets its own, and readers by ear are told of a list."""
    numbering = paper.part.numbering_part.element
    mark = next(mark for mark in numbering.iter(qn("w:pStyle")) if mark.get(qn("w:val")) == "ListBullet")
    mark.set(qn("w:val"), style.style_id)
    kind = mark.getparent().getparent().get(qn("w:abstractNumId"))
    number = next(one.numId for one in numbering.num_lst if str(one.abstractNumId.val) == kind)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number


def _heads(paper: Any) -> None:
    page = paper.sections[0]
    for first, header in ((True, page.first_page_header), (False, page.header)):
        header.is_linked_to_previous = False
        _line(header, "{%p if d.privileged %}", TAG)
        _line(header, "{{ d.privileged }}", "Forbear Mark")
        _line(header, "{%p endif %}", TAG)
        _loop(header, "mark in d.marks", "{{ mark }}", "Forbear Mark")
        _line(header, *(("", "Forbear Gap") if first else ("{{ d.header }}", "Forbear Head")))
        header._element.remove(header.paragraphs[0]._p)  # the one that the library puts there
    for footer in (page.first_page_footer, page.footer):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style = "Forbear Foot"
        line.add_run("{{ d.foot }}\t")
        _field(line, "PAGE")
        line.add_run(" {{ d.of }} ")
        _field(line, "NUMPAGES")


def _body(paper: Any) -> None:
    _line(paper, "{%p for b in d.blocks %}", TAG)
    _when(paper, "b.type == 'heading' and b.level == 1 and d.formal", "{{ b.text }}", "Forbear Title")
    _when(paper, "b.type == 'heading' and b.level == 1 and not d.formal", "{{ b.text }}", "Forbear Heading 1")
    for level in (2, 3):
        _when(paper, f"b.type == 'heading' and b.level == {level}", "{{ b.text }}", f"Forbear Heading {level}")
    for kind in RUNNING:
        _when(paper, f"b.type == 'paragraph' and b.style == '{kind}'", "{{r b.rich }}", f"Forbear {kind.capitalize()}")
    _when(paper, "b.type == 'paragraph' and b.style == 'item'", "{{r b.rich }}", "Forbear Item")
    _when(paper, "b.type == 'paragraph' and b.style == 'numbered'", "{{ b.number }}.\t", "Forbear Numbered", "{{r b.rich }}")
    for kind, build in (("caption", _caption), ("box", _box), ("grid", _grid), ("choices", _choices)):
        _line(paper, f"{{%p if b.type == '{kind}' %}}", TAG)
        build(paper)
        _line(paper, "{%p endif %}", TAG)
    for dated in (True, False):
        _line(paper, f"{{%p if b.type == 'signature' and {'' if dated else 'not '}b.dated %}}", TAG)
        _signature(paper, dated=dated)
        _line(paper, "{%p endif %}", TAG)
    _line(paper, "{%p if b.type == 'break' %}", TAG)
    paper.add_page_break().style = "Forbear Gap"
    _line(paper, "{%p endif %}", TAG)
    _line(paper, "{%p endfor %}", TAG)


def _caption(paper: Any) -> None:
    (filer, custody) = _table(paper, (4.5, 2.0)).rows[0].cells
    _stack(filer, "line in b.filer", "Forbear Caption")
    _put(custody, "{{r b.custody }}", "Forbear Label")
    custody.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _line(paper, "", "Forbear Caption")
    _loop(paper, "line in b.court", "{{r line }}", "Forbear Court")
    _line(paper, "", "Forbear Caption")
    matter, beside = _table(paper, (3.25, 3.25)).rows[0].cells
    _borders(matter._tc.get_or_add_tcPr(), "tcBorders", "bottom", "right")
    _stack(matter, "line in b.matter", "Forbear Caption")
    _stack(beside, "line in b.beside", "Forbear Caption")
    _set(_set(beside._tc.tcPr, "tcMar"), "left", w=320, type="dxa")
    _set(beside._tc.tcPr, "vAlign", val="center")
    _line(paper, "", "Forbear Gap")
    _line(paper, "{%p if b.below %}", TAG)
    below = _table(paper, (2.1, 2.2, 2.2)).rows[0].cells
    _cell_loop(below, "line in b.below", "{{r line }}", "Forbear Caption")
    _line(paper, "{%p endif %}", TAG)
    _line(paper, "{{ b.title }}", "Forbear Title")


def _box(paper: Any) -> None:
    table = _table(paper, (1.3, 5.2), rows=3, inset=True)
    _borders(table._tbl.tblPr, "tblBorders", "top", "left", "bottom", "right")
    _row_loop(table, 0, 2, "row in b.rows")
    label, value = table.rows[1].cells
    _put(label, "{{ row.label }}", "Forbear Label")
    _put(value, "{{r row.rich }}", "Forbear Box")
    _set(table.rows[1]._tr.get_or_add_trPr(), "cantSplit")
    _line(paper, "", "Forbear Gap")


def _grid(paper: Any) -> None:
    table = _table(paper, (2.1, 2.2, 2.2), rows=4, inset=True)
    _borders(table._tbl.tblPr, "tblBorders", "top", "bottom", "insideH", color="808080")
    for row, loop, text, style in (
        (0, "word in b.header", "{{ word }}", "Forbear Column"),
        (2, "cell in row", "{{r cell }}", "Forbear Cell"),
    ):
        _cell_loop(table.rows[row].cells, loop, text, style)
        _set(table.rows[row]._tr.get_or_add_trPr(), "cantSplit")
    _set(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")
    _row_loop(table, 1, 3, "row in b.rows")
    _line(paper, "", "Forbear Gap")


def _choices(paper: Any) -> None:
    _loop(paper, "line in b.lines", "☐\t", "Forbear Choice", "{{r line }}")


def _signature(paper: Any, *, dated: bool) -> None:
    for _ in range(2):  # room for a hand
        _line(paper, "", "Forbear Signature")
    cells = _table(paper, (4.2, 0.3, 2.0)).rows[0].cells
    _set(cells[0]._tc.getparent().get_or_add_trPr(), "cantSplit")
    _borders(cells[0]._tc.get_or_add_tcPr(), "tcBorders", "top")
    _stack(cells[0], "line in b.lines", "Forbear Signature")
    if dated:
        _borders(cells[2]._tc.get_or_add_tcPr(), "tcBorders", "top")
    _put(cells[2], "{{ d.date }}" if dated else "", "Forbear Signature")
    _line(paper, "", "Forbear Gap")


def _line(part: Any, text: str, style: str, *more: str) -> None:
    """One paragraph; each part of its text a run of its own, since a tag for rich text takes the place of its whole run."""
    line = part.add_paragraph(style=style)
    for words in (text, *more):
        line.add_run(words)


def _when(part: Any, condition: str, text: str, style: str, *more: str) -> None:
    _line(part, f"{{%p if {condition} %}}", TAG)
    _line(part, text, style, *more)
    _line(part, "{%p endif %}", TAG)


def _loop(part: Any, loop: str, text: str, style: str, *more: str) -> None:
    _line(part, f"{{%p for {loop} %}}", TAG)
    _line(part, text, style, *more)
    _line(part, "{%p endfor %}", TAG)


def _stack(cell: Any, loop: str, style: str) -> None:
    """Lines in a cell, and a last one without words: Word takes a cell without a paragraph for damage."""
    cell._tc.remove(cell.paragraphs[0]._p)
    _loop(cell, loop, "{{r line }}", style)
    _line(cell, "", "Forbear Gap")


def _table(paper: Any, widths: Sequence[float], rows: int = 1, *, inset: bool = False) -> Any:
    """A table from margin to margin; its words stand in from its rules, or flush with the text above."""
    table = paper.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    properties, room = table._tbl.tblPr, INSET if inset else 0
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(room))
    indent.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblLayout")).addprevious(indent)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        _set(margins, side, w=room, type="dxa")
    properties.find(qn("w:tblLayout")).addnext(margins)
    for place, width in enumerate(widths):
        for cell in (table.columns[place], *(row.cells[place] for row in table.rows)):
            cell.width = Emu(Inches(width))
    return table


def _put(cell: Any, text: str, style: str) -> None:
    cell.paragraphs[0].style, cell.paragraphs[0].text = style, text


def _cell_loop(cells: Sequence[Any], loop: str, text: str, style: str) -> None:
    first, each, last = cells
    _put(first, f"{{%tc for {loop} %}}", TAG)
    _put(each, text, style)
    _put(last, "{%tc endfor %}", TAG)


def _row_loop(table: Any, first: int, last: int, loop: str) -> None:
    for row, text in ((first, f"{{%tr for {loop} %}}"), (last, "{%tr endfor %}")):
        _put(table.rows[row].cells[0], text, TAG)


def _borders(properties: Any, name: str, *sides: str, color: str = "000000") -> None:
    borders = OxmlElement(f"w:{name}")
    for side in ("top", "left", "bottom", "right", "insideH"):
        if side in sides:
            _set(borders, side, val="single", sz=4, space=0, color=color)
    properties.find(qn("w:tblInd" if name == "tblBorders" else "w:tcW")).addnext(borders)


def _field(line: Any, code: str) -> None:
    for kind in ("begin", "", "end"):
        run = line.add_run()
        if kind:
            _set(run._r, "fldChar", fldCharType=kind)
        else:
            _set(run._r, "instrText").text = code


def _set(parent: Any, name: str, **attributes: object) -> Any:
    """A new last child with these attributes."""
    child = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), str(value))
    parent.append(child)
    return child


if __name__ == "__main__":
    main()
