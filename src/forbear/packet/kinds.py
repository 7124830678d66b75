"""What kind of file is this? Its first bytes say it, not its name; a name that says something else is a reason to look."""

import zipfile
from pathlib import Path, PurePath

from forbear.packet.job import LOCKED, RefusedError

HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
PICTURES = frozenset({"jpeg", "png", "heic", "tiff"})
NAMES = {"pdf": "a PDF", "jpeg": "a JPEG", "png": "a PNG", "heic": "a HEIC picture", "tiff": "a TIFF", "docx": "a Word file"}
SUFFIXES = {
    ".pdf": "pdf", ".jpg": "jpeg", ".jpeg": "jpeg", ".jpe": "jpeg", ".jfif": "jpeg", ".png": "png",
    ".heic": "heic", ".heif": "heic", ".hif": "heic", ".tif": "tiff", ".tiff": "tiff", ".docx": "docx",
}  # fmt: skip
RUN = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
WANTED = "hand in a PDF, JPEG, PNG, HEIC, TIFF or Word (.docx) file"


def kind_of(path: Path, name: str) -> str:
    """The kind of a file: pdf, jpeg, png, heic, tiff or docx. Raises RefusedError where it is none, or the name says another."""
    with path.open("rb") as file:
        head = file.read(1024)
    kind = _by_bytes(head, path)
    said = SUFFIXES.get(PurePath(name).suffix.lower())
    if not kind:
        if head.startswith(RUN):
            raise RefusedError("script", f"It is a program or a script, which nothing here runs; {WANTED}.")
        if PurePath(name).suffix.lower() == ".docx" and head.startswith(b"\xd0\xcf\x11\xe0"):
            raise RefusedError("encrypted", LOCKED)
        if said:
            raise RefusedError("unknown-type", f"Its name says that it is {NAMES[said]}, and it is not; open it, and save it anew.")
        raise RefusedError("unknown-type", f"Files of its kind are not taken in; {WANTED}.")
    if said != kind and not (said in PICTURES and kind in PICTURES):  # telephones name pictures at will
        if PurePath(name).suffix.lower() in (".docm", ".dotm"):
            raise RefusedError("macro", "It is a Word file for macros, which nothing here opens; save it as .docx without macros.")
        raise RefusedError("unknown-type", f"It is {NAMES[kind]}, and its name says something else; look at what it is, and rename it.")
    return kind


def _by_bytes(head: bytes, path: Path) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _is_word(path) else ""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return "tiff"
    if head[4:8] == b"ftyp" and HEIF & {head[start : start + 4] for start in range(8, min(len(head), 64), 4)}:
        return "heic"
    return "pdf" if b"%PDF-" in head and not head.startswith(RUN) else ""


def _is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return "word/document.xml" in packed.NameToInfo
    except Exception:  # zipfile fails in more ways than it tells of
        return False
