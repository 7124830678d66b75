"""A browser's side of the office: somebody signed in, with a second factor."""

from allauth.mfa.models import Authenticator
from django.test import Client


def signed_in(person, language="en"):
    """A client in which this person is signed in."""
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "not used in tests"}})
    person.language = language
    person.save(update_fields=["language"])
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
