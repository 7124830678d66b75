"""Which act does a page ask of a role? Asked of every page before it is shown; what a new page forgets to ask, this asks.

Membership is asked by the store. A page of a matter that is not named here is held to change it, so that whoever may only read does not
come in by a page that was forgotten.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from forbear.office.people.may import Act, check, may

TAKES_OUT = frozenset(
    {
        "papers-word",
        "papers-pdf",
        "papers-file",
        "papers-exhibit",
        "papers-before-signing",
        "evidence-original",
        "evidence-clean",
        "evidence-page",
        "time-ics",
        "time-pdf",
        "options-copy-pdf",
        "tomorrow-sheets",
        "calendar-feed",
        "docket-chosen",
    }
)
READS = frozenset(
    {
        "overview",
        "overview-why",
        "facts",
        "facts-group",
        "facts-history",
        "evidence",
        "evidence-exhibit",
        "options",
        "options-compared",
        "options-paths",
        "time",
        "record-matter",
        "who",
        "end",
    }
)
OTHERS = {"tokens": Act.CONNECT, "tokens-withdraw": Act.CONNECT}


def act_of(name: str, method: str, *, of_matter: bool) -> Act | None:
    """The act that a page asks for; None where every role may see it."""
    if name in TAKES_OUT:
        return Act.TAKE_OUT
    if name in OTHERS:
        return OTHERS[name]
    if not of_matter:
        return None
    if name == "interview" or name.startswith("interview-"):
        return Act.INTERVIEW
    return Act.READ if name in READS and method in ("GET", "HEAD") else Act.WRITE


class PagesMiddleware:
    """Refuses a page that a role may not have, and says why. Who may see no matter at all is told nothing: the store answers them."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers; the question is asked once the page is known."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises NotForRole."""
        match = request.resolver_match
        if match is None or not request.user.is_authenticated or getattr(view, "asks_for_itself", False):
            return
        act = act_of(match.view_name, request.method or "", of_matter="matter_id" in kwargs and "/matter/" in request.path)
        if act is not None and may(request.user, Act.READ):
            check(request.user, act)
