"""A file of a matter, handed out to who may read it: its pages as pictures, its clean copy, or as it came."""

import io
import uuid
from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from forbear.office.evidence.arriving import clean_of, media_type
from forbear.office.matters import evidence_files
from forbear.office.matters.evidence_files import EXHIBIT
from forbear.office.web.asking import asker
from forbear.packet.pageimage import page_image
from forbear.problem import BadInput


def page(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID, page: int) -> HttpResponse:
    """A page of the clean copy as a picture, drawn in memory."""
    try:
        _file, pdf = clean_of(asker(request), matter_id, file_id)
    except BadInput:
        raise Http404 from None
    picture = page_image(pdf, page) if page > 0 else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")


def clean(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """The clean copy."""
    try:
        _file, pdf = clean_of(asker(request), matter_id, file_id)
    except BadInput:
        raise Http404 from None
    return FileResponse(io.BytesIO(pdf), as_attachment=True, filename="exhibit-clean.pdf", content_type="application/pdf")


def original(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """The file as it was handed in. The name under which it is saved tells nothing of it."""
    file, content = evidence_files.read(asker(request), matter_id, file_id)
    if file.kind != EXHIBIT:
        raise Http404
    name = f"exhibit{PurePosixPath(file.name).suffix.lower()}"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type(file.name))
