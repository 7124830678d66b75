"""Which token stands for whom? Made and shown once, kept as a hash, ended by its day, by its owner, or by their leaving the office."""

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from forbear.office.api.models import Token
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.office.turns import in_turn
from forbear.problem import UNSEEN, BadInput, Problem
from forbear.vault.seal import seal_for_office, unseal_for_office

PREFIX = "forbear_"  # by which scanners of leaked secrets know it
MOST_LABEL = 80  # characters
MOST_DAYS, MOST_OPEN = 365, 20
LABEL = "token-label"
NOTED_EVERY = dt.timedelta(minutes=10)  # that it was used


@dataclass(frozen=True, slots=True)
class Shown:
    """A token as its owner sees it: never its secret."""

    token: Token
    label: str


def make(person: Person, label: str, *, days: int, writes: bool) -> tuple[Token, str]:
    """A new token and its secret, which nobody can show again. Raises NotForRole, and BadInput with every problem."""
    check(person, Act.CONNECT)
    label = " ".join(label.split())
    problems = []
    if not 0 < len(label) <= MOST_LABEL or UNSEEN.search(label):
        problems.append(Problem("label", None, f"expected what the token is for, up to {MOST_LABEL} characters"))
    if not 1 <= days <= MOST_DAYS:
        problems.append(Problem("days", None, f"expected 1 to {MOST_DAYS} days, found {days}"))
    if sum(each.is_open for each in Token.objects.filter(person=person)) >= MOST_OPEN:
        problems.append(Problem("label", None, f"there are {MOST_OPEN} open tokens already; withdraw one that is not used"))
    if problems:
        raise BadInput(problems)
    secret = PREFIX + secrets.token_urlsafe(32)
    with in_turn():
        token = Token.objects.create(
            person=person,
            secret_hash=_hash(secret),
            label=seal_for_office(office_keys(), label.encode(), kind=LABEL),
            writes=writes,
            until=timezone.now() + dt.timedelta(days=days),
        )
    return token, secret


def found_by(secret: str) -> Token | None:
    """The token of a secret, if it opens anything now."""
    token = Token.objects.select_related("person").filter(secret_hash=_hash(secret)).first()
    if token is None or not token.is_open or not may(token.person, Act.CONNECT):
        return None
    now = timezone.now()
    if token.used_at is None or now - token.used_at > NOTED_EVERY:
        with in_turn():
            Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def of(person: Person) -> list[Shown]:
    """A person's own tokens, the newest first."""
    keys = office_keys()
    return [Shown(token, unseal_for_office(keys, bytes(token.label), kind=LABEL).decode()) for token in Token.objects.filter(person=person)]


def withdraw(person: Person, token_id: uuid.UUID) -> None:
    """Ends one of a person's own tokens. Raises Http404 where it is not theirs or has ended."""
    if not Token.objects.filter(pk=token_id, person=person, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise Http404


def end_all(person: Person) -> None:
    """Ends every token of a person for good."""
    Token.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=timezone.now())


def _hash(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
