"""What does a Word file carry beside its words? Authors, times and companies are taken out; what would leak stays in the office."""

import io
import re
import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of every part: the file says nothing of when it was made
NAMED = (
    "dc:creator",
    "cp:lastModifiedBy",
    "cp:keywords",
    "dc:description",
    "cp:category",
    "dc:subject",
    "dc:identifier",
    "cp:contentStatus",
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
HARMLESS = "/hyperlink"  # a link that a reader may follow; nothing is loaded for it
TRACKED = rb"<w:(ins|del|moveFrom|moveTo|pPrChange|rPrChange) "


def settled(content: bytes) -> bytes:
    """A Word file without author, company, dates and times: who made it and when is nobody's business, and equal words give equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _anonymous(part)
            elif entry.filename == "docProps/app.xml":
                part = APP
            new.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def leaks(content: bytes) -> list[str]:
    """What a shell would carry out of the office with every paper, each with what to do in Word."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        if any(re.search(r"word/comments\w*\.xml$", name) for name in names):
            found.append("holds comments, which would go out with every paper; delete them (Review, Delete All Comments)")
        if any(name.endswith("vbaProject.bin") for name in names):
            found.append("holds macros; save it as .docx without them")
        if "docProps/custom.xml" in names:
            found.append("holds document properties of your office; remove them (File, Info, Inspect Document)")
        if any(re.search(TRACKED, file.read(name)) for name in names if re.match(r"word/(document|header\d*|footer\d*)\.xml$", name)):
            found.append("holds tracked changes, which would go out with every paper; accept them (Review, Accept All Changes)")
        for name in names:
            for tie in re.findall(rb"<Relationship [^>]*>", file.read(name)) if name.endswith(".rels") else ():
                kind = re.search(rb'Type="([^"]*)"', tie)
                if b'TargetMode="External"' in tie and not (kind and kind[1].decode().endswith(HARMLESS)):
                    what = kind[1].decode().rsplit("/", 1)[-1] if kind else "part"
                    found.append(f"names a file outside itself ({what}), whose address every reader would see; embed or detach it in Word")
    return found


def _anonymous(core: bytes) -> bytes:
    text = core.decode("utf-8")
    for tag in NAMED:
        text = re.sub(rf"<{tag}>[^<]*</{tag}>", f"<{tag}></{tag}>", text)
    text = re.sub(r"<(dcterms:created|dcterms:modified|cp:lastPrinted)[^>]*>[^<]*</\1>", "", text)
    return re.sub(r"<cp:revision>[^<]*</cp:revision>", "<cp:revision>1</cp:revision>", text).encode()
