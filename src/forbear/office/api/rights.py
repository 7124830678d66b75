"""May this token do that? What its person may, and no more than the token was made for."""

import time
import uuid

from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import AuthorizationError
from ninja.security.http import HttpAuthBase
from ninja.throttling import BaseThrottle

from forbear.office.api.models import Token
from forbear.office.matters import reading
from forbear.office.matters.membership import LEADERS
from forbear.office.matters.reading import Opened
from forbear.office.people.models import Person

MOST_A_MINUTE = 600  # requests of one token


class TokenAuth(HttpAuthBase):
    """`Authorization: Bearer forbear_…`; who it stands for has been found before the request came here."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Token | None:
        """The token, or nothing."""
        return getattr(request, "token", None)


class AMinute(BaseThrottle):
    """So many requests of one token a minute, by the clock."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Counts the request, and says whether it is one too many."""
        token: Token = request.auth  # type: ignore[attr-defined]
        key = f"api-{token.pk.hex}-{int(time.time() // 60)}"
        cache.add(key, 0, 120)
        try:
            return cache.incr(key) <= MOST_A_MINUTE
        except ValueError:  # it ran out between the two
            return True

    def wait(self) -> float:
        """Seconds until the next minute."""
        return 60 - time.time() % 60


def person_of(request: HttpRequest) -> Person:
    """Whom the token stands for."""
    token: Token = request.auth  # type: ignore[attr-defined]
    return token.person


def writer_of(request: HttpRequest) -> Person:
    """Whom the token stands for, where it may write. Raises AuthorizationError."""
    token: Token = request.auth  # type: ignore[attr-defined]
    if not token.writes:
        raise AuthorizationError
    return token.person


def leader_of(request: HttpRequest) -> Person:
    """Whom the token stands for, where they may open a matter. Raises AuthorizationError."""
    person = writer_of(request)
    if person.role not in LEADERS:
        raise AuthorizationError
    return person


def opened(request: HttpRequest, matter_id: uuid.UUID) -> Opened:
    """The matter, for reading. Raises NotThere."""
    return reading.opened(person_of(request), matter_id)


def opened_to_write(request: HttpRequest, matter_id: uuid.UUID) -> tuple[Person, Opened]:
    """The matter, for writing. Whether it is there is asked first. Raises NotThere, AuthorizationError."""
    found = reading.opened(person_of(request), matter_id)
    if not found.may_write:
        raise AuthorizationError
    return writer_of(request), found
