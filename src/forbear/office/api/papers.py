"""Papers made for a program: the same drafts and packets as the command line makes, sealed into the matter and handed out."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from forbear.drafting.before_signing import before_signing
from forbear.drafting.brief import Brief
from forbear.drafting.brief import brief as brief_for
from forbear.drafting.document import Document
from forbear.drafting.docx import office_shell, render_docx
from forbear.drafting.draft import draft
from forbear.drafting.pdf import render_pdf
from forbear.drafting.reading import check_papers, read_papers
from forbear.drafting.said import as_data as said_of_papers
from forbear.drafting.setting import other_day
from forbear.law.index import TEMPLATES
from forbear.office.api.answers import answer, file_answer, gives_a_file, says
from forbear.office.api.asked import PapersWanted
from forbear.office.api.evidence import MEDIA, Kept, kept
from forbear.office.api.rights import opened_to_write, person_of
from forbear.office.matters import evidence_files
from forbear.office.matters.evidence_files import laid_out
from forbear.office.matters.judged import law_now, proved
from forbear.office.matters.reading import Opened
from forbear.office.papers.court import check_form, check_paper
from forbear.office.papers.guarding import detector
from forbear.office.people.models import Person
from forbear.office.place import current
from forbear.office.today import today
from forbear.packet.layout import lay_out
from forbear.packet.packet import make_packet
from forbear.packet.preflight_paper import preflight_paper
from forbear.packet.said import as_data as said_of_packet

router = Router(tags=["papers"])
DRAFT, PACKET, COUNSEL_ONLY = "api-draft", "api-packet", "api-counsel-only"


class Made(msgspec.Struct, frozen=True):
    """Papers made: those that may go out or to the client, those for counsel alone, and what was said of them."""

    form: str
    kind: str
    on: dt.date
    files: list[Kept]
    counsel_only: list[Kept]
    said: dict[str, Any]


@router.post("/matters/{matter_id}/documents", openapi_extra=says(Made, 201))
def make_documents(request: HttpRequest, matter_id: uuid.UUID, body: PapersWanted) -> HttpResponse:
    """Makes the papers of a form and keeps them in the matter. What lacks proof, and what stands in the way of filing, is said."""
    person, opened = opened_to_write(request, matter_id)
    on = body.on or today()
    proof = proved(opened, on)
    brief = brief_for(proof.matter, proof.assessment, body.form, today())
    check_form(person, law_now().corpus, brief.form)
    made = _packet(person, opened, brief, body) if body.kind == "packet" else _draft(person, opened, brief)
    return answer(made, 201)


@router.get("/matters/{matter_id}/documents", openapi_extra=says(list[Kept]))
def documents(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The papers that were made through the API and not replaced since; those for counsel alone among them, by their kind."""
    person = person_of(request)
    return answer([kept(each) for kind in (DRAFT, PACKET, COUNSEL_ONLY) for each in evidence_files.files(person, matter_id, kind)])


@router.get("/matters/{matter_id}/documents/{file_id}", openapi_extra=gives_a_file())
def document(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """A paper, as it was made."""
    found, content = evidence_files.read(person_of(request), matter_id, file_id)
    if found.kind not in (DRAFT, PACKET, COUNSEL_ONLY):
        raise Http404
    form, _, name = found.name.partition("/")
    if found.kind == PACKET:
        check_form(person_of(request), law_now().corpus, form)
    check_paper(person_of(request), name.rpartition(".")[0])
    return file_answer(content, found.name, found.id)


def _draft(person: Person, opened: Opened, brief: Brief) -> Made:
    made = draft(brief, mark_today=other_day(brief.matter.on, today()))
    laid = lay_out(brief, made.outgoing, brief.exhibits)
    papers = [laid.documents[document.kind] for document in made.outgoing]
    reports = read_papers(brief, papers, detector())
    cites = check_papers(brief, papers)
    files = [
        _keep(person, opened, f"{brief.form}/{name}", content, DRAFT)
        for paper in (*papers, *made.client, *made.messages)
        for name, content in _rendered(paper)
    ]
    privileged = _counsel_only(person, opened, brief, before_signing(brief, made, reports, cites))
    return Made(brief.form, "draft", brief.matter.on, files, [privileged], said_of_papers(brief, made, reports, cites))


def _packet(person: Person, opened: Opened, brief: Brief, wanted: PapersWanted) -> Made:
    with laid_out(person, opened.id) as folder:
        packet = make_packet(
            brief,
            folder,
            folder / "outgoing",
            detector(),
            max_mb=wanted.max_mb,
            mark_today=other_day(brief.matter.on, today()),
            ocr=wanted.ocr,
        )
        said = said_of_packet(packet)
        for part, file in zip(packet.parts, said["files"], strict=True):
            file["path"] = part.path.name
        files = [_keep(person, opened, f"{brief.form}/{part.path.name}", part.path.read_bytes(), PACKET) for part in packet.parts]
    beside = (
        before_signing(packet.brief, packet.made, packet.reports, packet.cites),
        preflight_paper(packet.brief, packet.checks, packet.made.gate.revision),
    )
    return Made(brief.form, "packet", brief.matter.on, files, [_counsel_only(person, opened, brief, paper) for paper in beside], said)


def _rendered(paper: Document) -> Iterator[tuple[str, bytes]]:
    """A paper as Word file and PDF, by the names of files."""
    name = paper.kind if paper.outgoing or paper.language == "en" else f"{paper.kind}-{paper.language}"
    own = current().overlay / TEMPLATES
    shell, label = office_shell(own if own.is_dir() else None, paper)
    yield f"{name}.docx", render_docx(paper, shell, label)
    yield f"{name}.pdf", render_pdf(paper)


def _counsel_only(person: Person, opened: Opened, brief: Brief, paper: Document) -> Kept:
    return _keep(person, opened, f"{brief.form}/{paper.kind}.pdf", render_pdf(paper), COUNSEL_ONLY)


def _keep(person: Person, opened: Opened, name: str, content: bytes, kind: str) -> Kept:
    media_type = MEDIA["docx" if name.endswith(".docx") else "pdf"]
    return kept(evidence_files.add(person, opened.id, name, content, media_type=media_type, kind=kind))
