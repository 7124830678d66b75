"""May this file come in? It is hostile until shown otherwise: read and made clean in a process that is held to limits, then sealed at once.

What was handed in is kept as it is; what is shown and filed is the clean copy, which says nothing of its making.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from forbear.office.matters import evidence_files
from forbear.office.matters.evidence_files import EXHIBIT, File
from forbear.office.matters.membership import NotThere
from forbear.office.people.models import Person
from forbear.office.workroom import working_folder
from forbear.packet.intake import take_in
from forbear.problem import BadInput, Problem, printable

CLEAN = "exhibit-clean"  # the copies that are shown and filed, by the names of what was handed in
MOST_BYTES = 50 * 1_048_576  # of one file
MOST_PAGES = 600  # of one file
MOST_STEM = 80  # characters of a file's name
MEDIA = {
    ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".heic": "image/heic", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file that may come in: its clean pages as a PDF, how many they are, and what a person should look at."""

    pdf: bytes
    pages: int
    notes: list[str]


def cleaned(name: str, content: bytes) -> Cleaned:
    """The clean pages of a file. Raises BadInput with what is wrong with it and what to do."""
    shown = printable(name)
    if len(content) > MOST_BYTES:
        raise BadInput([Problem(shown, None, _("is larger than %(most)s MB; send it in parts") % {"most": MOST_BYTES // 1_048_576})])
    with working_folder() as folder:
        source = folder / f"original{PurePosixPath(name).suffix.lower()[:8]}"  # its own name may say who it is about
        source.write_bytes(content)
        taken = take_in("exhibit", source, folder / "made", ocr=False)
        refused = [flaw.text for flaw in taken.flaws if flaw.level == "fail"]
        if refused or taken.pdf is None:
            raise BadInput([Problem(shown, None, text) for text in refused or [_("It cannot be read; print it to a new PDF.")]])
        if taken.pages > MOST_PAGES:
            said = _("has %(pages)s pages, more than %(most)s; send it in parts") % {"pages": taken.pages, "most": MOST_PAGES}
            raise BadInput([Problem(shown, None, said)])
        notes = [flaw.text for flaw in taken.flaws if flaw.level == "ask" and flaw.kind != "unread-page"]
        return Cleaned(taken.pdf.read_bytes(), taken.pages, notes)


def kept(person: Person, matter_id: uuid.UUID, name: str, content: bytes, clean: Cleaned) -> File:
    """Seals a file and its clean copy into a matter, under a name that no other file there has. Raises NotThere, BadInput."""
    free = free_name(name, {each.name for each in evidence_files.files(person, matter_id, removed=True)})
    evidence_files.add(person, matter_id, free, clean.pdf, media_type="application/pdf", kind=CLEAN)
    return evidence_files.add(person, matter_id, free, content, media_type=media_type(free))


def clean_of(person: Person, matter_id: uuid.UUID, file_id: uuid.UUID) -> tuple[File, bytes]:
    """A file with its clean copy; where none was kept, as with files from a folder, one made for the moment. Raises NotThere, BadInput."""
    file, content = evidence_files.read(person, matter_id, file_id)
    if file.kind != EXHIBIT:
        raise NotThere
    copies = [each for each in evidence_files.files(person, matter_id, CLEAN, removed=True) if each.name == file.name]
    if copies:
        return file, evidence_files.read(person, matter_id, copies[-1].id)[1]
    return file, cleaned(file.name, content).pdf


def uploads(files: Iterable[Any]) -> list[tuple[str, bytes]]:
    """What a form brought: names without folders, and contents."""
    return [(PurePosixPath(str(file.name).replace("\\", "/")).name, file.read()) for file in files]


def free_name(name: str, taken: set[str]) -> str:
    """A plain name for a file, as it came where that can be."""
    path = PurePosixPath(name)
    stem = re.sub(r"[^\w.() -]", "-", path.stem)[:MOST_STEM].strip(" .") or "exhibit"
    number, free = 1, f"{stem}{path.suffix.lower()}"
    while free in taken:
        number += 1
        free = f"{stem}-{number}{path.suffix.lower()}"
    return free


def media_type(name: str) -> str:
    """The type under which a file is handed out again."""
    return MEDIA.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
