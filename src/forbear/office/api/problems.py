"""What is said when a request cannot be answered: in one shape, where in what was sent it stands, and what was expected."""

import math
import uuid
from collections.abc import Iterable
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from forbear.office.matters.changes import ABSENT
from forbear.office.matters.writing import Conflict
from forbear.office.people.may import NotForRole
from forbear.problem import MOST_MESSAGE, BadInput, Problem, printable
from forbear.rules.explain import RuleConflict

WORDS = {
    400: ("bad-request", "The request could not be read; nothing was changed."),
    401: ("not-signed-in", "Send a token that is in force: Authorization: Bearer forbear_…; make one on the page Programs of the office."),
    403: ("not-allowed", "This token, or the person it stands for, may not do this; nothing was changed."),
    404: ("not-there", "There is no such thing that this token may see."),
    409: (
        "changed-meanwhile",
        "Somebody has changed the same since your base; nothing was written. Choose, and send from `revision`.",
    ),
    413: ("too-large", "More was sent than is taken in; nothing was changed."),
    422: ("not-valid", "What was sent is not as it should be; nothing was changed."),
    429: ("too-often", "Too many requests; wait as long as Retry-After says."),
}


class Wrong(msgspec.Struct, frozen=True):
    """One thing wrong: where it stands (`$.facts.person` in the body, `?on` in the address), and what was expected."""

    place: str
    message: str


class Side(msgspec.Struct, frozen=True):
    """A value, where one stands at all."""

    stands: bool
    value: Any = None


class Clashing(msgspec.Struct, frozen=True):
    """One fact that two people changed: what stood at the base, what they wrote, what you would."""

    base: Side
    theirs: Side
    yours: Side


class Failure(msgspec.Struct, frozen=True):
    """Why nothing was done. `base`, `revision` and `clashes`, by path, are there where the same was changed meanwhile."""

    error: str
    message: str
    problems: list[Wrong] = []
    base: int | None = None
    revision: int | None = None
    clashes: dict[str, Clashing] = {}


def failure(status: int, problems: Iterable[Wrong] = (), message: str = "") -> HttpResponse:
    """The answer for a status, with its standing words or others."""
    code, words = WORDS[status]
    return _answer(status, Failure(code, message or words, list(problems)))


def too_large(most: int) -> HttpResponse:
    """413, saying how much is taken in."""
    return failure(413, message=f"More was sent than the {most:,} bytes that are taken in; nothing was changed. Send it in parts.")


def clashed(found: Conflict) -> HttpResponse:
    """409, with both."""
    code, words = WORDS[409]
    clashes = {path: Clashing(_side(each.base), _side(each.theirs), _side(each.yours)) for path, each in found.clashes.items()}
    return _answer(409, Failure(code, words, [], found.base, found.revision, clashes))


def of_input(request: HttpRequest, bad: BadInput) -> HttpResponse:
    """422, with each problem of what was given."""
    return failure(422, [wrong(problem) for problem in bad.problems])


def of_rules(request: HttpRequest, conflict: RuleConflict) -> HttpResponse:
    """422: the law's own rules contradict each other on these facts."""
    return failure(422, [Wrong("law", _said(str(conflict)))])


def of_shape(request: HttpRequest, bad: ValidationError) -> HttpResponse:
    """422, each problem by its place in what was sent."""
    return failure(422, [Wrong(_place(each["loc"]), _said(str(each["msg"]))) for each in bad.errors])


def of_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The status, in our words."""
    if isinstance(error, Throttled):
        response = failure(429)
        response.headers["Retry-After"] = str(math.ceil(error.wait or 1))
        return response
    if isinstance(error, AuthenticationError):
        response = failure(401)
        response.headers["WWW-Authenticate"] = 'Bearer realm="forbear"'
        return response
    status = error.status_code if error.status_code in WORDS else 400
    return failure(status)


def of_role(request: HttpRequest, refused: NotForRole) -> HttpResponse:
    """403, with what the person's role does not allow."""
    return failure(403, message=f"{refused} Nothing was changed.")


def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """404, the same bytes for what is not there and for what may not be seen."""
    return failure(404)


def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """413."""
    return failure(413)


def wrong(problem: Problem) -> Wrong:
    """A problem as it is sent; nothing that cannot be shown, nothing without end."""
    return Wrong(_said(problem.place), _said(problem.message))


def _place(loc: tuple[object, ...]) -> str:
    """The place of a problem as whoever sent it knows it: the names of our own parameters are left out."""
    where, *steps = loc
    if where == "body":
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{_said(str(step))}" for step in steps[1:])
    named = _said(".".join(map(str, steps)))
    return f"?{named}" if where == "query" else named


def _side(value: object) -> Side:
    return Side(stands=False) if value is ABSENT else Side(stands=True, value=value)


def _said(text: str) -> str:
    return printable(text)[:MOST_MESSAGE]


def _answer(status: int, said: Failure) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(said, enc_hook=_plain), status=status, content_type="application/json")


def _plain(value: object) -> object:
    if isinstance(value, uuid.UUID):
        return str(value)
    raise NotImplementedError(type(value).__name__)
