"""Every request of somebody who is signed in, and every attempt to sign in, leaves a line; a page without its line is not shown."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from forbear.office.audit.middleware import AuditMiddleware
from forbear.office.audit.models import Entry
from forbear.office.matters import reading
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db


class Nobody:
    is_authenticated = False
    pk = None


def ask(person, view, path="/matters/quetzal?name=quetzal", method="get"):
    request = getattr(RequestFactory(), method)(path)
    request.user = person
    return AuditMiddleware(view)(request)


def test_a_page_leaves_who_which_matter_and_how_it_ended_and_no_address():
    lead = a_person()
    matter = a_matter(lead)

    def view(request):
        reading.opened(lead, matter)
        return HttpResponse(status=200)

    ask(lead, view)
    last = Entry.objects.last()
    assert (last.person, last.matters, last.outcome) == (str(lead.pk), str(matter), "200")
    assert "quetzal" not in last.action


def test_who_is_not_signed_in_leaves_a_line_only_by_trying():
    before = Entry.objects.count()
    ask(Nobody(), lambda request: HttpResponse(), "/health")
    assert Entry.objects.count() == before
    ask(Nobody(), lambda request: HttpResponse(status=403), method="post")
    last = Entry.objects.last()
    assert (last.person, last.outcome) == ("", "403")


def test_a_page_whose_line_cannot_be_written_is_not_shown(monkeypatch):
    lead = a_person()
    monkeypatch.setattr("forbear.office.audit.visit.append", full)
    with pytest.raises(OSError, match="disk"):
        ask(lead, lambda request: HttpResponse("facts"))


def full(*args, **kwargs):
    raise OSError("the disk is full")


def test_a_view_that_fails_leaves_its_line_too():
    lead = a_person()

    def view(request):
        raise LookupError

    with pytest.raises(LookupError):
        ask(lead, view)
    assert Entry.objects.last().outcome == "failed"
