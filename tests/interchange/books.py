"""Workbooks as Excel packs them, made from rows: the least that a reader must know of the format, and no more."""

import datetime as dt
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"date": 1, "own-date": 2, "zeros": 3, "time": 4, "money": 5}
STYLE_PART = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="000000000"/><numFmt numFmtId="166" formatCode="&quot;day &quot;#,##0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 20, 166)) + "</cellXfs>"
    "</styleSheet>"
)


def cell(value, place):
    """One cell as XML: a text, a number, a yes or no, `("date", serial)` in a style, or raw XML as it stands."""
    if isinstance(value, tuple):
        style, number = value
        return f'<c r="{place}" s="{STYLES[style]}"><v>{number}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value.startswith("<c"):
        return value.replace("<c", f'<c r="{place}"', 1)
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def sheet(rows, merged=(), hidden=()):
    """A sheet as XML."""
    body = "".join(
        f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>'
        + "".join(cell(value, f"{chr(ord('A') + column)}{number}") for column, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{f"<mergeCells>{areas}</mergeCells>" if areas else ""}</worksheet>'


def book(sheets, *, date1904=False, strings=None, more=None, states=None):
    """A workbook as bytes. `sheets` are XML by name; `more` are further parts, which may replace others."""
    names = list(sheets)
    shown = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}" state="{(states or {}).get(name, "visible")}"/>'
        for number, name in enumerate(names, 1)
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{shown}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>' for number in range(1, len(names) + 1))
        + "</Relationships>",
        "xl/styles.xml": STYLE_PART,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">' + "".join(f"<si>{text}</si>" for text in strings) + "</sst>"
    for number, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheets[name]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, text in (parts | (more or {})).items():
            packed.writestr(part, text)
    return out.getvalue()


def serial(day):
    """Excel's number of a day after February 1900."""
    return (day - dt.date(1899, 12, 30)).days
