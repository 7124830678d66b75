"""What allauth asks of the office: nobody signs up by themselves, secrets of second factors are sealed, answers are ours."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from forbear.office.audit.visit import said_of
from forbear.office.people.entrance import FACTORS
from forbear.office.people.models import Person
from forbear.office.people.sessions import signed_in_lately
from forbear.office.place import current, office_keys
from forbear.vault.keys import opened

BOUND = b"forbear second factor"


def note_wrong_password(sender: object, credentials: dict[str, Any], **_: object) -> None:
    """Notes in the line of the request whose account was tried in vain; of an address that nobody has, only that it was."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    said_of(Person.objects.filter(email=email.lower()).first(), "wrong password")


class Account(DefaultAccountAdapter):
    """Sign-in with an e-mail address and a password, then a second factor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come by the first page or by an invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the password or second factor is asked for once more: not of who has just signed in."""
        return not signed_in_lately(self.request) and bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The machine that asks; behind our proxy, the one that the proxy names last."""
        named = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if current().address else ""
        return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends nothing. Nothing leaves this machine."""


class SecondFactor(DefaultMFAAdapter):
    """Second factors, their secrets sealed with the office's keys. The last one cannot be taken away."""

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return base64.b64encode(office_keys().aead.encrypt(text.encode(), BOUND)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret out of the database. Raises WontOpen."""
        return bytes(opened(office_keys().aead.decrypt, base64.b64decode(encrypted_text), BOUND)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor stays."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
        return bool(authenticator.type not in FACTORS or others.exists())

    def _get_site_name(self) -> str:
        return current().name or "forbear"

    def get_totp_issuer(self) -> str:
        """The name beside the code on a phone."""
        return f"forbear – {self._get_site_name()}"
