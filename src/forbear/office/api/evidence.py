"""The files of a matter: exhibits that come in, papers that were made."""

import datetime as dt
import uuid
from pathlib import PurePosixPath
from typing import BinaryIO, cast

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from forbear.office.api.answers import answer, file_answer, gives_a_file, says
from forbear.office.api.asked import Called
from forbear.office.api.rights import opened_to_write, person_of
from forbear.office.matters import evidence_files
from forbear.office.workroom import working_folder
from forbear.packet.job import RefusedError
from forbear.packet.kinds import NAMES, kind_of
from forbear.problem import BadInput, Problem

router = Router(tags=["evidence"])
MEDIA = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "tiff": "image/tiff",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
assert MEDIA.keys() == NAMES.keys()


class Kept(msgspec.Struct, frozen=True):
    """A file of a matter. An exhibit is named by `evidence[].file` of the facts; `size` is in bytes."""

    id: uuid.UUID
    kind: str
    name: str
    media_type: str
    size: int
    at: dt.datetime
    who: str


@router.get("/matters/{matter_id}/evidence", openapi_extra=says(list[Kept]))
def evidence(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The exhibits of a matter, in the order in which they came."""
    return answer([kept(each) for each in evidence_files.files(person_of(request), matter_id)])


@router.post("/matters/{matter_id}/evidence", openapi_extra=says(Kept, 201))
def add_evidence(request: HttpRequest, matter_id: uuid.UUID, file: File[UploadedFile], called: Form[Called]) -> HttpResponse:
    """Seals a file (PDF, JPEG, PNG, HEIC, TIFF, Word) into a matter, under its own name or another. One of the same name is replaced."""
    person, _ = opened_to_write(request, matter_id)
    name = called.name or file.name or ""
    content = cast(BinaryIO, file.file)
    media_type = _media_type(content, name)
    return answer(kept(evidence_files.add(person, matter_id, name, content, media_type=media_type)), 201)


@router.get("/matters/{matter_id}/evidence/{file_id}", openapi_extra=gives_a_file())
def evidence_file(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """What is in a file of a matter."""
    found, content = evidence_files.read(person_of(request), matter_id, file_id)
    return file_answer(content, found.name, found.id)


@router.delete("/matters/{matter_id}/evidence/{file_id}", openapi_extra=says(Kept))
def remove_evidence(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Takes an exhibit out of sight; it stays in the history."""
    person, _ = opened_to_write(request, matter_id)
    found, _content = evidence_files.read(person, matter_id, file_id)
    evidence_files.remove(person, matter_id, file_id)
    return answer(kept(found))


def kept(file: evidence_files.File) -> Kept:
    """A file as it is sent."""
    return Kept(file.id, file.kind, file.name, file.media_type, file.size, file.at, file.who)


def _media_type(content: BinaryIO, name: str) -> str:
    """What a file is by its first bytes. Raises BadInput where it is nothing that is taken in, or its name says another."""
    with working_folder() as folder:
        path = folder / "uploaded"
        path.write_bytes(content.read())
        content.seek(0)
        try:
            return MEDIA[kind_of(path, PurePosixPath(name).name)]
        except RefusedError as refused:
            raise BadInput([Problem("file", None, str(refused))]) from None
