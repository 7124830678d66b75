"""Who may go in? Before there is an office only its first page; then only who is signed in, with a second factor set up."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from forbear.office.place import current

FIRST_PAGE = "start"
ANYBODY = {"health", "language", "join", "account_login", "account_logout", "account_signup", "account_inactive", "mfa_authenticate"}
ANYBODY |= {"mfa_login_webauthn", "account_reauthenticate"}
WITHOUT_SECOND_FACTOR = {
    "second_factor",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_logout",
    "language",
    "health",
}
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class EntranceMiddleware:
    """Every page is closed but those named here: what a new page forgets to ask, this asks."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers; the question is asked once the page is known."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Leads elsewhere whoever may not go in yet."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not current().founded:
            return None if name in (FIRST_PAGE, "health", "language") else redirect(FIRST_PAGE)
        if getattr(view, "asks_for_itself", False):  # the API, whose callers bring a token
            return None
        if not request.user.is_authenticated:
            return None if name in ANYBODY or name == FIRST_PAGE else redirect_to_login(request.path, settings.LOGIN_URL)
        if name not in WITHOUT_SECOND_FACTOR and not is_mfa_enabled(request.user, FACTORS):
            return redirect("second_factor")
        return None


def from_this_machine(request: HttpRequest) -> bool:
    """Whether a request comes from this machine itself, and not through a proxy on it."""
    straight = not any(name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"))
    return straight and request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
