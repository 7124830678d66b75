"""The office's record as pages: requests on record, what came of them, counts that tell nobody of a matter they may not see."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from forbear.office.figures import requests as kept
from forbear.office.matters import membership, reading
from forbear.office.matters.models import Revision
from forbear.office.people.models import Role
from forbear.problem import BadInput
from tests.office import building
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2026, 11, 24)
SENT = {"form": "administrative-closure", "office": "OPLA Denver", "asked": "2026-10-05", "answer": "", "answered": "", "reason": ""}


@pytest.fixture
def ana():
    return a_person(name="Ana Ruiz")


def signed_in(person):
    """A browser in which somebody has signed in."""
    return building.signed_in(Client(), person)


def put(person, matter, **more):
    given = {"form": "administrative-closure", "office": "OPLA Denver", "asked": dt.date(2026, 10, 5), "on": TODAY} | more
    return kept.add(person, reading.opened(person, matter), **given)


def test_a_request_is_put_on_record_and_answered(ana):
    matter, client = a_matter(ana), signed_in(ana)
    answer = client.post(reverse("record-matter-add", args=[matter]), SENT)
    assert answer.url == reverse("record-matter", args=[matter])
    (entry,) = kept.of_matter(ana, matter)
    assert (entry.request.regime[:4], entry.request.actor, entry.request.answer) == ("opla", "opla", None)
    page = client.get(reverse("record-matter-answer", args=[matter, entry.document]))
    assert 'name="base" value="1"' in page.content.decode()
    given = {"answer": "refused", "answered": "2026-11-02", "reason": "no joint motions this year", "base": "1"}
    client.post(reverse("record-matter-answer", args=[matter, entry.document]), given)
    (entry,) = kept.of_matter(ana, matter)
    assert (entry.request.answer, entry.request.days, entry.revision) == ("refused", 28, 2)
    assert "no joint motions this year" in client.get(reverse("record")).content.decode()


def test_no_column_holds_what_was_asked(ana):
    put(ana, a_matter(ana), answer="refused", day=dt.date(2026, 11, 2), reason="never here")
    held = b"".join(bytes(row.sealed) for row in Revision.objects.all())
    assert b"OPLA" not in held
    assert b"never here" not in held


def test_the_record_is_of_the_matters_that_one_may_see(ana):
    ben = a_person()
    matter = a_matter(ana)
    put(ana, matter)
    put(ben, a_matter(ben), office="OPLA Chicago")
    assert [each.request.office for each in kept.of_all(ana)] == ["OPLA Denver"]
    page = signed_in(ben).get(reverse("record")).content.decode()
    assert "Chicago" in page
    assert "Denver" not in page
    membership.grant(ana, matter, ben, "reader")
    assert len(kept.of_all(ben)) == 2
    membership.wall(ana, matter, ben)
    assert len(kept.of_all(ben)) == 1


@pytest.mark.parametrize("name", ["record-matter", "record-matter-add"])
def test_a_matter_of_others_is_not_there(ana, name):
    assert signed_in(a_person()).get(reverse(name, args=[a_matter(ana)])).status_code == 404


def test_who_may_only_read_puts_nothing_on_record(ana):
    matter, reader = a_matter(ana), a_person(Role.VOLUNTEER)
    membership.grant(ana, matter, reader, "reader")
    client = signed_in(reader)
    assert client.get(reverse("record-matter", args=[matter])).status_code == 200
    assert client.post(reverse("record-matter-add", args=[matter]), SENT).status_code == 403
    assert kept.of_matter(ana, matter) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"asked": "2026-12-24"}, "after 2026-11-24"),
        ({"asked": "soon"}, "valid date"),
        ({"office": "A200-555-123"}, "A-number"),
        ({"answer": "refused"}, "Give the day of the answer"),
        ({"answer": "refused", "answered": "2026-11-02", "reason": "told Quetzal so"}, "client&#x27;s name"),
        ({"office": ""}, "required"),
    ],
)
def test_wrong_input_keeps_what_was_typed_and_says_what_to_do(ana, wrong, said):
    matter = a_matter(ana)
    answer = signed_in(ana).post(reverse("record-matter-add", args=[matter]), SENT | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{(SENT | wrong)["office"]}"' in answer.content.decode() or not (SENT | wrong)["office"]
    assert kept.of_matter(ana, matter) == []


def test_the_same_request_is_recorded_once(ana):
    matter = a_matter(ana)
    put(ana, matter)
    with pytest.raises(BadInput, match="on record already"):
        put(ana, matter, office="opla denver")


def test_two_who_answer_at_once_see_both(ana):
    matter = a_matter(ana)
    entry = put(ana, matter)
    opened = reading.opened(ana, matter)
    said = {"answer": "refused", "day": dt.date(2026, 11, 2), "reason": "", "on": TODAY}
    kept.answer(ana, opened, entry.document, 1, **said)
    client = signed_in(ana)
    given = {"answer": "granted", "answered": "2026-11-03", "base": "1"}
    page = client.post(reverse("record-matter-answer", args=[matter, entry.document]), given)
    assert page.status_code == 422
    assert "meanwhile" in page.content.decode()
    assert 'name="base" value="2"' in page.content.decode()
    assert kept.of_matter(ana, matter)[0].request.answer == "refused"


def test_too_few_are_no_rate_and_enough_are_one_with_its_interval(ana):
    matter, client = a_matter(ana), signed_in(ana)
    for number in range(10):
        answer = "granted" if number < 3 else "refused"
        put(ana, matter, asked=dt.date(2026, 9, 1) + dt.timedelta(number), answer=answer, day=dt.date(2026, 10, 1))
        page = client.get(reverse("record")).content.decode()
        assert ("too few for a rate" in page) is (number < 9)
    assert "3 of 10" in page
    assert '<svg class="interval"' in page
    assert "0.11–0.60" in page


def test_filters_choose(ana):
    matter, client = a_matter(ana), signed_in(ana)
    put(ana, matter)
    put(ana, matter, office="ERO Denver", form="stay-of-removal-ice", asked=dt.date(2022, 5, 1), answer="granted", day=dt.date(2022, 6, 1))
    for query, number in (
        ({}, 2),
        ({"answer": "waiting"}, 1),
        ({"office": "ERO Denver"}, 1),
        ({"regime": "in-force"}, 1),
        ({"form": "x"}, 0),
    ):
        assert len(client.get(reverse("record"), query).context["entries"]) == number, query
