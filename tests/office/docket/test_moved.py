"""What the law and the days moved stands in the row, and no change of facts is taken for it."""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import transaction
from django.urls import reverse

from forbear.office.docket.listing import moves_of
from forbear.office.matters import judged, reading, rows, writing
from forbear.office.matters.models import MatterKey
from forbear.office.matters.moved import Move, together
from forbear.office.matters.rows import refresh
from forbear.office.morning import looking
from tests.office.building import a_matter, a_person, signed_in
from tests.office.docket.test_docket import a_row, names

ON = dt.date(2026, 11, 24)
ORDERED = {
    "nta_issued": True,
    "nta_filed": True,
    "ij_decision": {"date": "2026-10-27", "outcome": "removal-ordered"},
    "appeal": {"reserved_by": "respondent"},
}  # thirty days end on Friday 27 November, after Thanksgiving


def a_move(kind="gained", key="option:x", was="unavailable/", now="available/ripe"):
    return Move(key, kind, "Form X", was, now)


def test_moves_of_a_day_come_together_and_what_moved_back_is_none():
    first, back = a_move(), a_move("lost", was="available/ripe", now="unavailable/")
    assert together([first], [], {"option:x": "available/ripe"}) == [first]
    assert together([first], [back], {"option:x": "unavailable/"}) == []
    assert together([first], [], {"option:x": "available/late"}) == []
    closed = a_move("closed", was="available/ripe", now="available/late")
    (both,) = together([first], [closed], {"option:x": "available/late"})
    assert (both.was, both.now, both.kind) == ("unavailable/", "available/late", "gained")


def test_the_docket_counts_what_moved_and_shows_only_those():
    moved = a_row("Moved", moved=[a_move(), a_move("entered", "priority:p", "no", "yes")], since=ON - dt.timedelta(days=1))
    still = a_row("Still")
    found = moves_of([moved, still], ON)
    assert (found.matters, found.kinds, found.since) == (1, {"gained": 1, "entered": 1}, ON - dt.timedelta(days=1))
    assert names([moved, still], moved=True) == ["Moved"]
    assert moves_of([still], ON) is None
    assert moves_of([moved], ON + dt.timedelta(days=1)) is None  # not judged yet on that day


@pytest.mark.django_db
def test_a_day_that_passes_moves_and_a_change_of_facts_does_not(client, monkeypatch):
    lead = a_person()
    matter = a_matter(lead, proceedings=ORDERED)
    (before,) = reading.rows(lead)
    assert before.moved == []
    monkeypatch.setenv("FORBEAR_TODAY", "2026-11-30")
    assert refresh(dt.date(2026, 11, 30)) == 1
    (row,) = reading.rows(lead)
    assert row.since == ON
    moved = {move.key: move.kind for move in row.moved}
    assert moved, "the days to appeal have passed: something must have moved"
    writing.save(lead, matter, 1, {"person.full_name": "Ana Quetzal"}, "")
    (row,) = reading.rows(lead)
    assert {move.key: move.kind for move in row.moved} == moved
    signed_in(client, lead)
    page = client.get("/").content.decode()
    assert "1 matter moved by the law or the days" in page
    assert "Tue 24 Nov 2026" in page
    assert "Only they are shown." in client.get("/?moved=1").content.decode()


@pytest.mark.django_db
def test_a_save_of_a_row_of_yesterday_tells_the_days_from_the_facts():
    lead = a_person()
    one, other = a_matter(lead, proceedings=ORDERED), a_matter(lead, proceedings=ORDERED)
    writing.save(lead, other, 1, {"person.full_name": "Ana Quetzal", "court": "Boston"}, "", on=dt.date(2026, 11, 30))
    refresh(dt.date(2026, 11, 30))
    found = {row.id: row for row in reading.rows(lead)}
    assert found[one].moved == found[other].moved != []
    assert rows.refresh(dt.date(2026, 11, 30)) == 0


@pytest.mark.django_db
def test_ticked_matters_are_put_in_order_printed_and_looked_through(client):
    lead = a_person()
    later = a_matter(lead, name="Zoila Later")
    first = a_matter(lead, name="Ana First", proceedings=ORDERED)
    other = a_matter(a_person(), name="Other Jaguar")
    signed_in(client, lead)
    ticked = {"matter": [str(later), str(first), str(other)]}
    page = client.post(reverse("docket-order"), ticked).content.decode()
    assert page.index("Ana First") < page.index("Zoila Later")
    assert "Other Jaguar" not in page
    assert "Placed by" in page
    assert client.post(reverse("docket-order"), {"matter": [str(other)]}).status_code == 302
    said = client.post(reverse("docket-sheets"), ticked, follow=True).content.decode()
    assert "names a hearing ahead" in said
    writing.save(lead, later, 1, {"proceedings.next_hearing.date": "2027-01-14"}, "")
    assert client.post(reverse("docket-sheets"), ticked)["Content-Type"] == "application/pdf"
    assert "2 ticked matters are looked through." in client.post(reverse("docket-look"), ticked, follow=True).content.decode()
    look = looking.newest(lead)
    assert (look.of, look.done, look.failed) == (2, 2, False)


@pytest.mark.django_db
def test_nothing_found_and_nothing_there_say_what_to_do(client):
    lead = a_person()
    signed_in(client, lead)
    assert "Bring in a table of clients" in client.get("/").content.decode()
    a_matter(lead)
    client.post(reverse("docket-search"), {"search": "Nobody"})
    page = client.get("/?detained=yes").content.decode()
    assert "“Nobody”" in page
    assert "Take all filters off" in page
    assert "Clear the search" in page


@pytest.mark.django_db
def test_who_saves_has_judged_for_the_page_that_follows_and_what_is_rolled_back_has_not(django_capture_on_commit_callbacks):
    lead = a_person()
    matter = a_matter(lead)
    key = (matter, 2, ON, judged.law_now().digest)
    with django_capture_on_commit_callbacks(execute=True), suppress(RuntimeError), transaction.atomic():
        writing.save(lead, matter, 1, {"court": "Boston"}, "", on=ON)
        raise RuntimeError
    assert judged._kept.get(key) is None
    with django_capture_on_commit_callbacks(execute=True):
        writing.save(lead, matter, 1, {"court": "Omaha"}, "", on=ON)
    kept = judged._kept.get(key)
    assert kept.matter.case.court == "Omaha"
    assert judged.proved(reading.opened(lead, matter), ON) is kept


@pytest.mark.django_db
def test_a_row_is_opened_once_and_again_when_it_changed():
    lead = a_person()
    matter = a_matter(lead)
    (first,) = reading.rows(lead)
    (same,) = reading.rows(lead)
    assert same is first
    writing.save(lead, matter, 1, {"court": "Boston"}, "")
    (changed,) = reading.rows(lead)
    assert changed.court == "Boston"
    refresh(ON + dt.timedelta(days=1))
    assert [row.on for row in reading.rows(lead)] == [ON + dt.timedelta(days=1)]
    MatterKey.objects.all().delete()
    assert reading.rows(lead) == []
