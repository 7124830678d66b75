"""Time says what `deadlines` and `windows` say; the docket's calendar and the feed show what the person may see, and no more."""

import datetime as dt
import re
import uuid
from importlib import resources
from pathlib import Path

import icalendar
import pytest
from django.urls import reverse
from django.utils.html import escape

from forbear.casefile.reading import as_data, read_case
from forbear.drafting.deadlines import ahead
from forbear.office.audit.models import Entry
from forbear.office.calendar import feeds
from forbear.office.matters import membership, reading, writing
from forbear.office.matters.judged import proved
from tests.office.building import a_person, signed_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 24)
DEMO = Path(str(resources.files("forbear.demo")))


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    return writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")


def read(client, person, *, names=False):
    secret = feeds.make(person, with_names=names)
    answer = client.get(reverse("calendar-read", args=[secret]))
    return secret, answer


def events(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_every_date_stands_with_its_count_its_authority_and_what_missing_it_means(client, lead, matter):
    page = signed_in(client, lead).get(reverse("time", args=[matter])).content.decode()
    found = proved(reading.opened(lead, matter), ON).assessment
    kept = ahead(found.deadlines, ON)
    assert kept
    for item in kept:
        for text in (item.title, item.missed_means, *item.authority, *(step.what for step in item.steps)):
            assert escape(text) in page, text
    for text in ("ripe", "When to ask"):
        assert text in page


def test_a_matters_calendar_and_paper(client, lead, matter):
    signed_in(client, lead)
    answer = client.get(reverse("time-ics", args=[matter]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "Individual hearing" in [str(event["summary"]) for event in events(answer.content)]
    assert b"Orozco" not in answer.content
    assert client.get(reverse("time-pdf", args=[matter])).content.startswith(b"%PDF")


def test_what_was_sent_and_not_answered_is_followed_up_on_the_page_and_in_the_calendars(client, lead, matter):
    opened = reading.opened(lead, matter)
    request = {"form": "stipulation", "sent_on": "2026-11-20", "to": "OPLA Denver"}
    writing.save(lead, matter, opened.revision, {"requests": [request]}, "sent")
    signed_in(client, lead)
    assert "confirm receipt" in client.get(reverse("time", args=[matter])).content.decode()
    assert "Follow up: confirm receipt" in client.get(reverse("calendar")).content.decode()
    answered = [{**request, "answer": "joins", "answered_on": "2026-11-23"}]
    writing.save(lead, matter, opened.revision + 1, {"requests": answered}, "answered")
    assert "confirm receipt" not in client.get(reverse("time", args=[matter])).content.decode()


def test_the_docket_by_list_and_by_month(client, lead, matter):
    signed_in(client, lead)
    page = client.get(reverse("calendar")).content.decode()
    assert "Wed 10 Feb 2027 (in 78 days)" in page
    february = client.get(reverse("calendar") + "?month=2027-02&kind=hearings").content.decode()
    assert "February 2027" in february
    assert february.count(reverse("time", args=[matter])) == 2  # in the square and in the list
    assert reverse("time", args=[matter]) not in client.get(reverse("calendar") + "?month=2027-03&kind=hearings").content.decode()
    assert client.get(reverse("calendar") + "?month=2027-99&from=never").status_code == 200


def test_the_calendar_shows_only_what_a_person_may_see(client, lead, matter):
    other = a_person()
    signed_in(client, other)
    assert "Orozco" not in client.get(reverse("calendar")).content.decode()
    membership.grant(lead, matter, other, "reader")
    assert "Orozco" in client.get(reverse("calendar")).content.decode()
    membership.wall(lead, matter, other)
    assert "Orozco" not in client.get(reverse("calendar")).content.decode()


def test_a_feed_is_read_without_a_session_and_says_no_name_unless_asked(client, lead, matter):
    _, answer = read(client, lead)
    assert answer.status_code == 200
    titles = [str(event["summary"]) for event in events(answer.content)]
    assert "Individual hearing" in titles
    assert b"Orozco" not in answer.content
    assert b"VALARM" not in answer.content
    _, named = read(client, lead, names=True)
    assert "Orozco" in str(named.content.decode())


def test_a_feed_ends_by_its_owner_by_a_new_one_by_a_wall_and_by_leaving(client, lead, matter):
    first, _ = read(client, lead)
    second, answer = read(client, lead)
    nowhere = client.get(reverse("calendar-read", args=["nothing"]))
    gone = client.get(reverse("calendar-read", args=[first]))
    assert gone.status_code == 404
    assert gone.content == nowhere.content
    assert len(events(answer.content)) > 0
    reader = a_person()
    membership.grant(lead, matter, reader, "reader")
    theirs, _ = read(client, reader)
    membership.wall(lead, matter, reader)
    assert events(client.get(reverse("calendar-read", args=[theirs])).content) == []
    feeds.withdraw(lead)
    assert client.get(reverse("calendar-read", args=[second])).status_code == 404
    reader.is_active = False
    reader.save()
    assert client.get(reverse("calendar-read", args=[theirs])).status_code == 404


def test_reading_a_feed_leaves_its_line_in_the_log_and_the_secret_nowhere(client, lead, matter):
    secret, _ = read(client, lead)
    line = Entry.objects.order_by("-seq").first()
    assert (line.person, line.action) == (str(lead.pk), "calendar feed")
    assert not [each for each in Entry.objects.all() if secret in f"{each.action}{each.matters}{each.outcome}"]


def test_the_link_is_shown_once(client, lead):
    signed_in(client, lead)
    page = client.post(reverse("calendar-feed"), {}, follow=True).content.decode()
    (address,) = re.findall(r'value="(http[^"]+\.ics)"', page)
    assert address not in client.get(reverse("calendar-feed")).content.decode()
    assert client.get(address).status_code == 200
    client.post(reverse("calendar-feed"), {"end": "1"})
    assert client.get(address).status_code == 404


def test_who_may_not_see_the_matter_gets_the_very_page_of_one_that_is_not_there(client, lead, matter):
    signed_in(client, a_person())
    for name in ("time", "time-ics", "time-pdf"):
        there, nowhere = (client.get(reverse(name, args=[each])) for each in (matter, uuid.uuid4()))
        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content
