"""What is said when a page cannot be: what happened, what was kept, what to do next. Never why a matter is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from forbear.office.people.may import NotForRole


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "web/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason where a role is refused."""
    why = str(exception) if isinstance(exception, NotForRole) else ""
    return render(request, "web/403.html", {"why": why}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old, or comes from elsewhere."""
    return render(request, "web/403_form.html", status=403)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what is not there and for what this person may not see."""
    return render(request, "web/404.html", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return render(request, "429.html", status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """500. It asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("web/500.html"), status=500)
