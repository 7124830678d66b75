"""What does a PDF carry beside its pages, and what must go? All that is not listed here as kept is left out, and what was left out is said.

Kept are the content of pages, what it draws with, and what its comments and fields show. Scripts, actions, links, attachments,
recordings, metadata, hidden layers and everything else are left out.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from forbear.packet.exhibit import Level
from forbear.packet.job import Found, RefusedError, listed
from forbear.problem import one_line

Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Tick = Callable[[int, int], None]

MOST_PAGES = 5_000  # of an original
MOST_EXPANDED = 150_000_000  # bytes that one stream may come to
OF_ROOT = frozenset({"/Type", "/Pages", "/Version"})
OF_PAGE = frozenset({"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group", "/UserUnit"})
OF_NOTHING = ("/Metadata", "/PieceInfo", "/LastModified", "/Alternates", "/OPI", "/Ref", "/AF", "/AA", "/StructParent", "/StructParents")
MEDIA = frozenset({"/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"})
OUTSIDE = frozenset({"/URI", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"})
FONTS = frozenset({"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"})
HIDDEN = 0x2 | 0x20  # flags of an annotation that no screen shows
PUSH_BUTTON = 1 << 16
DARK = 0.3  # luminance below which a mark covers what it lies on
SAID: dict[str, tuple[Level, str]] = {
    "script": ("note", "Scripts or actions that run by themselves were taken out{}."),
    "attachment": ("ask", "It carries attached files{}, which were taken out unopened; if one is evidence, make it an exhibit of its own."),
    "multimedia": ("ask", "It holds a recording, film or model{}, which was taken out; a filing shows pages alone."),
    "links": ("note", "Links were taken out{}; their words stand."),
    "comments": ("note", "Comments were taken out{}; marks that show became part of the page: see that none is the office's own."),
    "form": ("note", "Form fields became part of the page as they show{}."),
    "signature": ("ask", "It is digitally signed{}; the clean copy shows it and no longer proves it. Keep the original."),
    "hidden-field": ("note", "Fields or marks that no screen shows were taken out{}."),
    "undrawn": ("ask", "Marks that the file does not draw itself were left out{}; compare with the original."),
}  # fmt: skip


class Cleaning(NamedTuple):
    """The clean PDF, what was found, and where dark comments lay on a page, by its place from 1."""

    pdf: Any
    found: list[Found]
    marks: dict[int, list[Box]]


def opened(path: Path) -> tuple[Any, list[Found]]:
    """The PDF in a file, within limits. Raises RefusedError, and what pikepdf raises where it is protected or damaged."""
    import pikepdf

    pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_EXPANDED, run_length_max_memory=MOST_EXPANDED, png_max_memory=MOST_EXPANDED)
    found = []
    try:
        pdf = pikepdf.open(path, attempt_recovery=False)
        count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        pdf = pikepdf.open(path)
        count = len(pdf.pages)
        if b"%%EOF" not in _tail(path):
            raise RefusedError("corrupt", "It breaks off before its end, so pages may be missing; get the whole file again.") from None
        found.append(
            Found(None, "corrupt", "ask", "It is damaged and was repaired in the clean copy; compare every page with the original.")
        )
    if not count:
        raise RefusedError("empty", "It holds no pages; hand in the document that you mean to file.")
    if count > MOST_PAGES:
        raise RefusedError("too-large", f"It has {count} pages; at most {MOST_PAGES} are taken in: hand it in in parts.")
    if pdf.is_encrypted:
        found.append(Found(None, "encrypted", "note", "It was protected against changes, though open to read; the clean copy is not."))
    return pdf, found


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 2048, 0))
        return file.read()


def saved(pdf: Any, path: Path) -> None:
    """Writes the PDF; the same pages give the same bytes."""
    import pikepdf

    pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def cleaned(pdf: Any, keep: Sequence[int] | None, numbers: Sequence[int], tick: Tick) -> Cleaning:
    """Leaves the pages to be kept, and of the PDF nothing else than they show. `numbers` are those pages in the original."""
    from forbear.packet.layers import hidden_layers, without_layers

    places: dict[str, set[int]] = defaultdict(set)
    whole = _document(pdf, places)
    if keep is not None:
        _excerpt(pdf, keep)
    tick(0, len(numbers))
    marks, found, flatten = _annotations(pdf, numbers, places)
    if flatten:
        if "/AcroForm" in pdf.Root and pdf.Root.AcroForm.get("/NeedAppearances", False):
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
    off = hidden_layers(pdf)
    tick(0, len(numbers))
    for key in set(pdf.Root.keys()) - OF_ROOT:
        del pdf.Root[key]
    for key in set(pdf.trailer.keys()) - {"/Root", "/ID", "/Size"}:
        del pdf.trailer[key]
    layered = []
    for page, number in zip(pdf.pages, numbers, strict=True):
        for key in set(page.obj.keys()) - OF_PAGE:
            del page.obj[key]
        if off and without_layers(pdf, page, off):
            layered.append(number)
    tick(0, len(numbers))
    if layered:
        found.append(Found(layered[0], "hidden-layer", "note", f"Hidden layers were taken out on {listed(layered)}."))
    if keep is not None:
        pdf = _again(pdf)
    whole |= _objects(pdf)
    found += _told(places, whole)
    return Cleaning(pdf, found, marks)


def _again(pdf: Any) -> Any:
    """The PDF without what only pages that were left out used."""
    import pikepdf

    into = io.BytesIO()
    pdf.save(into)
    return pikepdf.open(into)


def _excerpt(pdf: Any, keep: Sequence[int]) -> None:
    count = len(pdf.pages)
    beyond = [page for page in keep if not 1 <= page <= count]
    if beyond or not keep:
        raise RefusedError(
            "empty", f"The excerpt names {listed(beyond) if beyond else 'no page'}, and it has {count}; correct the excerpt."
        )
    chosen = [pdf.pages[page - 1] for page in keep]
    del pdf.pages[:]
    pdf.pages.extend(chosen)


def _document(pdf: Any, places: dict[str, set[int]]) -> set[str]:
    """What the document carries as a whole, by kind. Raises RefusedError for a form that pages do not show."""
    import pikepdf

    root = pdf.Root
    whole = set()
    names = root.get("/Names", {})
    form = root.get("/AcroForm", {})
    if root.get("/NeedsRendering", False) is True or ("/XFA" in form and not len(form.get("/Fields", []))):
        raise RefusedError("form", "It is a form that only Adobe's programs show (XFA); print it there to a PDF and hand that in.")
    action = root.get("/OpenAction")
    if "/JavaScript" in names or "/AA" in root or (isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo"):
        whole.add("script")
    if "/EmbeddedFiles" in names or "/Collection" in root or "/AF" in root:
        whole.add("attachment")
    if "/Outlines" in root:
        whole.add("bookmarks")
    if int(form.get("/SigFlags", 0)) & 1 or "/Perms" in root:
        whole.add("signature")
    if "/Info" in pdf.trailer or "/Metadata" in root:
        whole.add("metadata")
    return whole


def _told(places: dict[str, set[int]], whole: set[str]) -> list[Found]:
    found = []
    for kind in sorted(set(places) | (whole & set(SAID))):
        level, text = SAID[kind]
        pages = sorted(places.get(kind, ()))
        found.append(Found(pages[0] if pages else None, kind, level, text.format(f" on {listed(pages)}" if pages else "")))
    if left := whole & {"metadata", "bookmarks"}:
        found.append(Found(None, "metadata", "note", f"Taken out: {' and '.join(sorted(left))}."))
    fonts = sorted(word.removeprefix("font ") for word in whole if word.startswith("font "))
    if fonts:
        names = ", ".join(fonts[:6]) + (f" and {len(fonts) - 6} more" if len(fonts) > 6 else "")
        text = f"It does not carry the fonts it is set in ({names}), so another machine may show it otherwise; print it to a new PDF."
        found.append(Found(None, "font", "ask", text))
    return found


def _annotations(pdf: Any, numbers: Sequence[int], places: dict[str, set[int]]) -> tuple[dict[int, list[Box]], list[Found], bool]:
    """Leaves of the annotations those that a page shows, to be made part of it; finds dark marks and redactions that were not applied."""
    import pikepdf

    marks: dict[int, list[Box]] = defaultdict(list)
    found = []
    flatten = False
    for place, (page, number) in enumerate(zip(pdf.pages, numbers, strict=True), 1):
        if "/AA" in page.obj:
            places["script"].add(number)
        if "/Annots" not in page.obj:
            continue
        kept = []
        unapplied = False
        for note in page.obj.Annots:
            kind = _kind(note, places, number)
            if kind == "/Redact":
                unapplied = True
            if kind in ("/Highlight", "/Square", "/Polygon", "/Circle", "/Line", "/Ink", "/PolyLine", "/StrikeOut") and _dark(note):
                marks[place] += _boxes(note)
            if _shows(note, kind, places, number):
                kept.append(note)
        page.obj.Annots = pikepdf.Array(kept)
        flatten |= bool(kept)
        if unapplied:
            text = f"Page {number} is marked for redaction, and the redaction was never applied; apply it, and hand in the result."
            found.append(Found(number, "bad-redaction", "fail", text))
    return marks, found, flatten


def _kind(note: Any, places: dict[str, set[int]], number: int) -> str:
    """The kind of an annotation; notes what it can do."""
    import pikepdf

    kind = str(note.get("/Subtype", ""))
    action = note.get("/A", {})
    does = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
    if does in OUTSIDE or kind == "/Link":
        places["links"].add(number)
    if does == "/JavaScript" or "/AA" in note:
        places["script"].add(number)
    if kind == "/FileAttachment":
        places["attachment"].add(number)
    if kind in MEDIA:
        places["multimedia"].add(number)
    return kind


def _shows(note: Any, kind: str, places: dict[str, set[int]], number: int) -> bool:
    """Whether the annotation is to be made part of the page."""
    if kind in MEDIA or kind in ("/Link", "/FileAttachment", "/Redact", "/PrinterMark", "/TrapNet", "/"):
        return False
    if kind in ("/Text", "/Popup"):
        places["comments"].add(number)
        return False
    if int(note.get("/F", 0)) & HIDDEN:
        places["hidden-field"].add(number)
        return False
    if kind == "/Widget":
        field = _inherited(note, "/FT")
        if field == "/Btn" and int(_inherited(note, "/Ff") or 0) & PUSH_BUTTON:
            return False
        places["signature" if field == "/Sig" and _inherited(note, "/V") is not None else "form"].add(number)
        return True
    if kind not in ("/Watermark", "/Stamp") or "/Contents" in note:
        places["comments"].add(number)
    if "/AP" not in note:
        places["undrawn"].add(number)
    return True


def _inherited(note: Any, key: str) -> Any:
    for _ in range(16):
        if key in note:
            return note[key]
        if "/Parent" not in note:
            return None
        note = note.Parent
    return None


def _dark(note: Any) -> bool:
    """Whether a mark is drawn in a dark colour, dense enough to cover."""
    import pikepdf

    kind = str(note.Subtype)
    colour = note.get("/IC") if kind in ("/Square", "/Circle", "/Polygon") else note.get("/C")
    parts = [float(part) for part in colour] if isinstance(colour, pikepdf.Array) else []
    if float(note.get("/CA", 1)) < 0.6 or (kind in ("/Line", "/Ink", "/PolyLine", "/StrikeOut") and _width(note) < 4):
        return False
    if len(parts) == 4:
        return (1 - parts[3]) * (1 - sum(parts[:3]) / 3) < DARK
    return bool(parts) and sum(parts) / len(parts) < DARK


def _width(note: Any) -> float:
    style = note.get("/BS", {})
    border = note.get("/Border")
    return float(style.get("/W", border[2] if border is not None and len(border) > 2 else 1))


def _boxes(note: Any) -> list[Box]:
    quads = [float(part) for part in note.get("/QuadPoints", [])]
    boxes = [
        (min(quads[at : at + 8 : 2]), min(quads[at + 1 : at + 8 : 2]), max(quads[at : at + 8 : 2]), max(quads[at + 1 : at + 8 : 2]))
        for at in range(0, len(quads) - 7, 8)
    ]
    left, bottom, right, top = (float(part) for part in note.Rect)
    return boxes or [(min(left, right), min(bottom, top), max(left, right), max(bottom, top))]


def _objects(pdf: Any) -> set[str]:
    """Strips every object of what it may carry about its making; names fonts that are not embedded."""
    import pikepdf

    from forbear.packet.pictures import without_origin

    whole = set()
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in OF_NOTHING:
            if key in thing:
                del thing[key]
                if key in ("/Metadata", "/PieceInfo"):
                    whole.add("metadata")
        if thing.get("/Type") == "/OCG":
            thing.Name = pikepdf.String("")
        kind = thing.get("/Subtype")
        if kind is None:
            continue
        if kind == "/Image" and isinstance(thing, pikepdf.Stream):
            whole |= {"metadata"} if without_origin(thing) else set()
        elif str(kind) in FONTS and "/BaseFont" in thing and not _embedded(thing):
            whole.add(f"font {one_line(str(thing.BaseFont)[1:].rpartition('+')[2])[:40]}")
    return whole


def _embedded(font: Any) -> bool:
    described = font.get("/FontDescriptor", {})
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
