"""The API under /api/, and the page on which tokens are made."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.urls import path
from ninja.errors import HttpError, ValidationError

from forbear.office.api import evidence, guarding, judging, lawful, matters, papers, problems, views
from forbear.office.api.described import Described
from forbear.office.api.rights import AMinute, TokenAuth
from forbear.office.people.may import NotForRole
from forbear.problem import BadInput
from forbear.rules.explain import RuleConflict

api = Described(auth=TokenAuth(), throttle=[AMinute()], urls_namespace="api")
for part in (matters, evidence, judging, papers, guarding, lawful):
    api.add_router("", part.router)
handlers: dict[type[Exception], Any] = {
    BadInput: problems.of_input,
    NotForRole: problems.of_role,
    RuleConflict: problems.of_rules,
    ValidationError: problems.of_shape,
    HttpError: problems.of_http,
    Http404: problems.not_there,
    RequestDataTooBig: problems.too_big,
}
for kind, handler in handlers.items():
    api.add_exception_handler(kind, handler)


def _ask_for_a_token(patterns: list[Any]) -> None:
    """Tells the entrance that these addresses ask for themselves who calls."""
    for pattern in patterns:
        pattern.callback.asks_for_itself = True


addresses = api.urls
_ask_for_a_token(addresses[0])
urlpatterns = [
    path("api/", addresses),
    path("tokens", views.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/withdraw", views.withdraw, name="tokens-withdraw"),
]
