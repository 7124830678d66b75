"""What a text must not say, read for a program."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from forbear.assessment.dangers import phase
from forbear.guard.advice import Setting
from forbear.guard.document import plain
from forbear.guard.finding import GuardReport
from forbear.guard.guard import guard
from forbear.office.api.answers import answer, says
from forbear.office.api.asked import TextToGuard
from forbear.office.api.rights import opened
from forbear.office.matters.judged import law_now, proved
from forbear.office.papers.guarding import detector
from forbear.office.today import today

router = Router(tags=["guard"])


@router.post("/guard", openapi_extra=says(GuardReport))
def guard_text(request: HttpRequest, body: TextToGuard) -> HttpResponse:
    """What a text gives away, at the very words, and what to write instead. It misses admissions: silence is not clearance."""
    on = body.on or today()
    law = law_now()
    if body.matter is None:
        setting = Setting(law.corpus, on, purpose=body.purpose)
    else:
        matter = proved(opened(request, body.matter), on, law).matter
        setting = Setting(law.corpus, on, phase(matter), matter.case, body.purpose, matter.reading)
    return answer(guard(plain(body.text), "text", setting, detector()))
