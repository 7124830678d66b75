"""The page of Word templates: looked at, downloaded, replaced, checked, restored."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forbear.drafting.docx import SHELLS
from forbear.office.matters.membership import LEADERS
from forbear.office.shells import keeping
from forbear.office.web.asking import asker
from forbear.problem import BadInput

WRONG = 422
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Upload(forms.Form):
    """A Word file, and for which papers it stands."""

    name = forms.ChoiceField(label=gettext_lazy("For"))
    file = forms.FileField(label=gettext_lazy("The Word file (.docx)"))

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        choices = keeping.names().items()
        self.fields["name"].choices = [(name, title[:1].upper() + title[1:]) for name, title in choices]  # type: ignore[attr-defined]


def shells(request: HttpRequest) -> HttpResponse:
    """The list, and a template put in place once nothing is wrong with it."""
    _allowed(request)
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            keeping.put(form.cleaned_data["name"], file.read(keeping.MOST_BYTES + 1))
        except BadInput as bad:
            problems = [problem.message for problem in bad.problems]
        else:
            messages.success(request, _("The template is in place. Papers made from now on are set in it."))
            return redirect("shells")
    status = WRONG if problems or (form.is_bound and not form.is_valid()) else 200
    return render(request, "shells/shells.html", {"shells": keeping.shells(), "form": form, "problems": problems}, status=status)


def download(request: HttpRequest, name: str) -> HttpResponse:
    """The template that is used now, or with ?shipped the one that forbear brings."""
    _named(request, name)
    from forbear.drafting.docx import shipped

    content = shipped(name) if "shipped" in request.GET and name in SHELLS else keeping.content(name)
    return _file(content, WORD, f"{name}.docx")


def preview(request: HttpRequest, name: str) -> HttpResponse:
    """A fictional paper in the template."""
    _named(request, name)
    try:
        content, is_pdf = keeping.preview(name)
    except BadInput as bad:
        messages.error(request, _("No preview: the template %(why)s.") % {"why": bad.problems[0].message})
        return redirect("shells")
    return _file(content, "application/pdf" if is_pdf else WORD, "preview.pdf" if is_pdf else "preview.docx")


@require_POST
def restore(request: HttpRequest, name: str) -> HttpResponse:
    """Puts the shipped template back."""
    _named(request, name)
    keeping.restore(name)
    messages.success(request, _("The shipped template is used again."))
    return redirect("shells")


def _allowed(request: HttpRequest) -> None:
    if asker(request).role not in LEADERS:
        raise Http404


def _named(request: HttpRequest, name: str) -> None:
    _allowed(request)
    if name not in keeping.names():
        raise Http404


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'{"inline" if name.endswith(".pdf") else "attachment"}; filename="{name}"'
    return response
