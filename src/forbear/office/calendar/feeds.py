"""Whose calendar does a link open? Made and shown once, kept as a hash, ended by its owner, a new one, or their leaving the office."""

import datetime as dt
import hashlib
import secrets

from django.db.models import QuerySet
from django.utils import timezone

from forbear.drafting.ics import Client, Entry, file_of
from forbear.office.calendar.models import Feed
from forbear.office.matters import reading
from forbear.office.matters.rows import Row
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.turns import in_turn

FAR = dt.timedelta(days=730)  # from today on; a calendar program reads the feed again every day
NOTED_EVERY = dt.timedelta(minutes=10)  # that it was read
TEXT = "What it is, on what authority and what missing it means: the matter's Time in the office."
COURT = "Local time of the court. Confirm the day, the hour and the mode with the court the day before."


def make(person: Person, *, with_names: bool) -> str:
    """The secret of a new link, which nobody can show again; one that was there before ends. Raises NotForRole."""
    check(person, Act.TAKE_OUT)
    secret = secrets.token_urlsafe(32)
    with in_turn():
        _open(person).update(withdrawn_at=timezone.now())
        Feed.objects.create(person=person, mark=_mark(secret), with_names=with_names)
    return secret


def withdraw(person: Person) -> None:
    """Ends a person's link at once."""
    with in_turn():
        _open(person).update(withdrawn_at=timezone.now())


def standing(person: Person) -> Feed | None:
    """The link that is open for a person, without its secret."""
    return _open(person).first()


def found_by(secret: str) -> Feed | None:
    """The feed of a secret, if it opens anything now."""
    feed = Feed.objects.select_related("person").filter(mark=_mark(secret), withdrawn_at=None).first()
    if feed is None or not may(feed.person, Act.TAKE_OUT):
        return None
    now = timezone.now()
    if feed.read_at is None or now - feed.read_at > NOTED_EVERY:
        with in_turn():
            Feed.objects.filter(pk=feed.pk).update(read_at=now)
    return feed


def written(feed: Feed, on: dt.date) -> bytes:
    """The days ahead of every matter that the person may see now, as they were last judged. Names only where they asked for them."""
    clients = [_client(row, on, named=feed.with_names) for row in reading.rows(feed.person)]
    return file_of(clients, on, made=timezone.now(), reminded=False)


def _client(row: Row, on: dt.date, *, named: bool) -> Client:
    kept = [each for each in row.dates if on <= each.on <= on + FAR]
    events = [Entry(each.key, each.title, each.told, COURT if each.hearing else TEXT, each.on, each.time, each.hearing) for each in kept]
    return Client(str(row.id), row.name if named else "", events)


def _open(person: Person) -> QuerySet[Feed]:
    return Feed.objects.filter(person=person, withdrawn_at=None)


def _mark(secret: str) -> bytes:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()
