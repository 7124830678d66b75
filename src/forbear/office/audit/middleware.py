"""Every request leaves its line: who, what, which matters, how it ended. A page whose line cannot be written is not shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from forbear.office.audit.visit import visiting
from forbear.office.place import current

Answer = Callable[[HttpRequest], HttpResponseBase]


class AuditMiddleware:
    """Stands after sign-in. What anybody may read without signing in (the health of the server, style sheets) leaves no line."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers within a visit. Where no office is yet, there is no log either."""
        if not current().founded:
            return self.answer(request)
        person = request.user if request.user.is_authenticated else None
        if person is None and request.method in ("GET", "HEAD", "OPTIONS"):
            return self.answer(request)
        with visiting(person, "page") as visit:
            request.visit = visit  # type: ignore[attr-defined]
            response = self.answer(request)
            visit.action = _name(request)
            visit.outcome = visit.told or str(response.status_code)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Names the page before it does anything, so that the line of a change says by which page it was made."""
        visit = getattr(request, "visit", None)
        if visit is not None:
            visit.action = _name(request)


def _name(request: HttpRequest) -> str:
    """The name of the page, never its address: an address may hold what a person typed."""
    match = request.resolver_match
    return f"{(request.method or '').lower()} {match.view_name or 'page'}" if match else "no such page"
