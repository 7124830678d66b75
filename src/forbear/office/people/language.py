"""In which language does this page speak? The person's own; before they sign in, the one they chose last or the browser's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Speaks the language of whoever is signed in."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers in the person's language, and says which it is."""
        person = request.user
        spoken = person.language if person.is_authenticated else translation.get_language_from_request(request)
        with translation.override(spoken if spoken in dict(settings.LANGUAGES) else "en"):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.answer(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return _drawn(response)


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """A page that is drawn late is drawn now, while the language is set."""
    draw = getattr(response, "render", None)
    return draw() if callable(draw) and not getattr(response, "is_rendered", True) else response
