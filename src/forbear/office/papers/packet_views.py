"""The packet: asked for, watched while it is made, looked through, downloaded."""

import io
import uuid
import zipfile

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.matters import evidence_files
from forbear.office.matters.judged import law_now
from forbear.office.papers import gate, kept
from forbear.office.papers.asking_views import CONSENT_PAPER, show
from forbear.office.papers.court import check_form, check_paper
from forbear.office.papers.forms import Packing
from forbear.office.papers.making import make
from forbear.office.papers.packets import COUNSEL_ONLY, FILE, WAITING, ask_for
from forbear.office.papers.packets import packet as packet_of
from forbear.office.papers.paper_views import PAPER_FILE
from forbear.office.web.asking import asker
from forbear.office.web.matter import matter_page
from forbear.office.work.doing import state
from forbear.problem import BadInput

WRONG = 422


@require_POST
def pack(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """Asks for a packet."""
    page = matter_page(request, matter_id)
    form = Packing(request.POST)
    if not form.is_valid():
        return show(request, page, asking_id, {"packing": form}, status=WRONG)
    check_form(asker(request), law_now().corpus, kept.asking(asker(request), matter_id, asking_id).form)
    given = form.cleaned_data
    try:
        made = ask_for(asker(request), matter_id, asking_id, max_mb=given["max_mb"], ocr=given["ocr"], why=_("a packet asked for"))
    except BadInput as bad:
        messages.error(request, bad.problems[0].message)
        return redirect("papers-asking", matter_id, asking_id)
    return redirect("papers-packet", matter_id, asking_id, made)


def packet(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, packet_id: uuid.UUID) -> HttpResponse:
    """What is being done, or the packet with its pre-flight."""
    page = matter_page(request, matter_id)
    person = asker(request)
    found, one = packet_of(person, matter_id, packet_id), kept.asking(person, matter_id, asking_id)
    if found.asking != asking_id:
        raise Http404
    check_form(person, law_now().corpus, one.form)
    if found.status == WAITING:
        return page.show("papers/packing.html", {"packet": found, "asking": one, "job": state(packet_id)})
    if getattr(request, "htmx", False):  # what was watched is done: the page itself is wanted
        return HttpResponse(headers={"HX-Refresh": "true"})
    made = make(person, page.opened, page.on, one.form, kept.rewrites(kept.papers(person, matter_id, asking_id)))
    return page.show(
        "papers/packet.html",
        {
            "packet": found,
            "asking": one,
            "title": made.brief.ask.title,
            "signed": gate.signed(made, found.revision),
            "old": found.facts != page.opened.revision,
        },
    )


def everything(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, packet_id: uuid.UUID) -> HttpResponse:
    """Every file of a packet that is handed in, in one ZIP. What is for counsel alone is not among them."""
    person = asker(request)
    found = packet_of(person, matter_id, packet_id)
    if found.asking != asking_id or not found.files:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as whole:  # PDFs are packed already
        for each in found.files:
            _kept, content = evidence_files.read(person, matter_id, uuid.UUID(each["id"]))
            whole.writestr(zipfile.ZipInfo(_plain(each["name"])), content)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="packet.zip"'
    return response


def file(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """A file of a packet, a paper for counsel alone, a paper that came back, or a signed consent."""
    person = asker(request)
    kept.asking(person, matter_id, asking_id)
    found, content = evidence_files.read(person, matter_id, file_id)
    if found.kind not in (FILE, COUNSEL_ONLY, PAPER_FILE, CONSENT_PAPER):
        raise Http404
    if found.kind in (FILE, COUNSEL_ONLY):
        packet = packet_of(person, matter_id, uuid.UUID(found.name.partition("/")[0]))
        check_form(person, law_now().corpus, kept.asking(person, matter_id, packet.asking).form)
    elif found.kind == PAPER_FILE:
        check_paper(person, kept.paper(person, matter_id, uuid.UUID(found.name.partition("/")[0])).name)
    media_type = found.media_type if found.kind in (FILE, COUNSEL_ONLY) else "application/octet-stream"
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(found.name)}"'
    return response


def _plain(name: str) -> str:
    return "".join(sign for sign in name.rpartition("/")[2] if sign.isascii() and sign not in '"\\').strip() or "file"
