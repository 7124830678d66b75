"""When is somebody signed out? After half an hour without doing anything, and at the latest after a working day.

What a session holds is sealed with the office's keys: it may hold the second factor that is just being set up.
"""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.contrib.sessions.serializers import JSONSerializer
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from forbear.office.people.models import Person
from forbear.office.place import current
from forbear.vault.keys import WontOpen, opened

SINCE, SEEN = "since", "seen"  # seconds of the clock, in the session
TOUCH_EVERY = 60  # seconds: being there is written down once a minute, not once a request
BOUND = b"forbear session"


class SealedSerializer:
    """JSON, sealed. Before an office is made there are no keys, and nothing to hide."""

    def dumps(self, values: Any) -> bytes:
        """The session's content as it is kept."""
        plain: bytes = JSONSerializer().dumps(values)
        if not current().is_open:
            return plain
        sealed: bytes = current().keys.aead.encrypt(plain, BOUND)
        return sealed

    def loads(self, kept: bytes) -> Any:
        """What was kept. Raises ValueError where it was sealed by other keys, as for any broken session."""
        if not current().is_open or kept.startswith(b"{"):
            return JSONSerializer().loads(kept)
        try:
            return JSONSerializer().loads(opened(current().keys.aead.decrypt, kept, BOUND))
        except WontOpen:
            raise ValueError("sealed with other keys") from None


class SessionsEndMiddleware:
    """Signs out who has been away too long, or in too long, or has left the office."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers, signed out first where it is time."""
        if request.user.is_authenticated:
            self._check(request)
        return self.answer(request)

    def _check(self, request: HttpRequest) -> None:
        now, session = time.time(), request.session
        since, seen = session.get(SINCE), session.get(SEEN)
        if since is None or seen is None:
            session[SINCE] = session[SEEN] = now
        elif now - since > settings.SESSION_LONGEST.total_seconds() or now - seen > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - seen > TOUCH_EVERY:
            session[SEEN] = now


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether whoever asks has signed in within the time after which allauth asks for the password again."""
    since = request.session.get(SINCE, time.time()) if request.user.is_authenticated else 0
    return bool(time.time() - since < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def end_sessions(person: Person) -> int:
    """Ends every session of a person at once, and says of how many it knew."""
    from allauth.usersessions.models import UserSession

    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    theirs = UserSession.objects.filter(user_id=person.pk)
    ended, _ = Session.objects.filter(session_key__in=list(theirs.values_list("session_key", flat=True))).delete()
    theirs.delete()
    return ended


def forget_old() -> None:
    """Takes sessions that have ended out of the database."""
    Session.objects.filter(expire_date__lt=timezone.now() - dt.timedelta(minutes=1)).delete()
