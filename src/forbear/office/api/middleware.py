"""Who calls the API? Whoever a token stands for, and nobody by a browser's session."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from forbear.office.api.problems import too_large
from forbear.office.api.tokens import found_by

ROOT = "/api/"
SCHEME = "bearer"
MOST_BODY = 100 * 1_048_576  # bytes of one request


class InMemory(MemoryFileUploadHandler):
    """Keeps what is uploaded in memory: no file lies anywhere in the clear. How much may come is asked before."""

    def handle_raw_input(self, *_: object, **__: object) -> None:
        """Takes a file of any size that the request may have."""
        self.activated = True


class TokenMiddleware:
    """Stands after sign-in and before the log, so that each request through a token leaves its line."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers as the token's person, or as nobody."""
        if not request.path.startswith(ROOT):
            return self.answer(request)
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        token = found_by(secret.strip()) if scheme.lower() == SCHEME else None
        request.user = token.person if token else AnonymousUser()
        request.token = token  # type: ignore[attr-defined]
        if _length(request) > MOST_BODY:
            return too_large(MOST_BODY)
        request.upload_handlers = [InMemory(request)]
        return self.answer(request)


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0
