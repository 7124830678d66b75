"""The docket shows what a person may see, next date first, a slice at a time; what is searched for stands in no address."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from forbear.office.docket import saved
from forbear.office.docket.listing import SLICE, Wanted, listed, wanted
from forbear.office.docket.models import SavedView
from forbear.office.matters.rows import Row
from forbear.problem import BadInput
from tests.office.building import a_matter, a_person, signed_in

ON = dt.date(2026, 11, 24)


def a_row(name="Ana Quetzal", days=None, **more):
    """A row as the store opens it."""
    return Row(
        **{
            "name": name,
            "other_names": [],
            "a_number": "A200-555-123",
            "court": "Denver",
            "circuit": "10",
            "detained": None,
            "stage": "relief-pending",
            "stage_could_be": ["relief-pending"],
            "next_on": None if days is None else ON + dt.timedelta(days=days),
            "next_what": "hearing",
            "hearing": None,
            "hearing_kind": "",
            "ask": None,
            "ask_title": "",
            "ask_verdict": "",
            "window": None,
            "do_not_ask": [],
            "first": [],
            "proofs": (0, 0),
            "watch": [],
            "law": "",
            "on": ON,
            "revision": 1,
            "id": uuid.uuid4(),
        }
        | more
    )


def names(rows, led=frozenset(), **view):
    return [row.name for row in listed(rows, Wanted(**view), on=ON, led=led)]


def test_the_next_date_comes_first_and_what_has_none_last():
    rows = [a_row("none"), a_row("later", 40), a_row("passed", -2), a_row("soon", 3)]
    assert names(rows) == ["passed", "soon", "later", "none"]
    assert names(rows, within=30) == ["passed", "soon"]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("pena", True),
        ("PEÑA rosa", True),
        ("rosa pena", True),
        ("ena", False),
        ("555123", True),
        ("A200-555", True),
        ("denver", True),
        ("chela", True),
        ("rosa houston", False),
        ("   ", True),
    ],
)
def test_a_search_finds_names_without_their_accents_numbers_with_or_without_dashes_and_courts(typed, finds):
    row = a_row("Rosa Peña Coc", other_names=["Chela"])
    assert (names([row], search=typed) == [row.name]) is finds


def test_a_stage_that_is_only_possible_is_shown_with_it():
    rows = [
        a_row("sure"),
        a_row("may be", stage=None, stage_could_be=["relief-pending", "reopened"]),
        a_row("no", stage="reopened", stage_could_be=["reopened"]),
    ]
    assert names(rows, stage="relief-pending") == ["may be", "sure"]


def test_not_known_custody_is_neither_detained_nor_free():
    rows = [a_row("in", detained=True), a_row("out", detained=False), a_row("open", detained=None)]
    assert [names(rows, detained=word) for word in ("yes", "no", "unknown")] == [["in"], ["out"], ["open"]]


def test_mine_are_those_that_i_lead():
    rows = [a_row("a"), a_row("b")]
    assert names(rows, led={rows[1].id}, mine=True) == ["b"]


@pytest.mark.parametrize(
    "junk", [{"stage": "<b>"}, {"within": "-1"}, {"within": "9" * 400}, {"form": "a b;c"}, {"window": "x"}, {"missing": "x" * 99}]
)
def test_an_address_that_asks_for_nonsense_asks_for_nothing(junk):
    assert wanted(junk) == Wanted()


def test_a_view_and_the_address_that_opens_it_are_one():
    view = Wanted(stage="reopened", within=45, form="parole", window="ripe", missing="i-213", detained="no", mine=True)
    assert wanted(view.filters) == view


@pytest.mark.django_db
def test_a_person_sees_the_matters_they_are_on_and_no_other(client):
    lead = a_person()
    a_matter(lead, name="Mine Quetzal")
    a_matter(a_person(), name="Other Jaguar")
    page = signed_in(client, lead).get("/").content.decode()
    assert "Mine Quetzal" in page
    assert "Other Jaguar" not in page


@pytest.mark.django_db
def test_what_is_searched_for_is_kept_out_of_every_address_until_it_is_cleared(client):
    lead = a_person()
    a_matter(lead, name="Mine Quetzal")
    a_matter(lead, name="Other Jaguar")
    signed_in(client, lead)
    answer = client.post(reverse("docket-search"), {"search": "quetzal", "within": "0"})
    assert "quetzal" not in answer["Location"].lower()
    page = client.get(answer["Location"]).content.decode()
    assert "Mine Quetzal" in page
    assert "Other Jaguar" not in page
    assert not re.search(r'href="[^"]*quetzal', page, re.IGNORECASE)
    client.post(reverse("docket-search"), {"search": ""})
    assert "Other Jaguar" in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_saved_view_is_its_persons_own_and_sealed(client):
    lead = a_person()
    signed_in(client, lead)
    client.post(reverse("docket-search"), {"search": "Quetzal"})
    client.post(reverse("docket-views"), {"name": "Canary sisters", "stage": "reopened"})
    (view,) = saved.views_of(lead)
    assert (view.name, view.wanted.search, view.wanted.stage) == ("Canary sisters", "Quetzal", "reopened")
    kept = bytes(SavedView.objects.get().sealed)
    assert b"Canary" not in kept
    assert b"Quetzal" not in kept
    assert saved.views_of(a_person()) == []
    client.post(reverse("docket-search"), {"search": ""})
    answer = client.post(reverse("docket-view"), {"view": str(view.id)})
    assert "stage=reopened" in answer["Location"]
    assert client.session["docket_search"] == "Quetzal"
    client.post(reverse("docket-views"), {"delete": str(view.id)})
    assert saved.views_of(lead) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\x00b"])
def test_a_view_wants_a_name(name):
    with pytest.raises(BadInput):
        saved.save(a_person(), name, Wanted())


@pytest.mark.django_db
def test_a_long_docket_comes_in_slices(client, monkeypatch):
    rows = [a_row(f"Person {number:04d}", number) for number in range(SLICE * 2 + 5)]
    monkeypatch.setattr("forbear.office.matters.reading.rows", lambda person: rows)
    signed_in(client)
    pages = [re.findall(r"Person \d{4}</a>", client.get(f"/?page={page}").content.decode()) for page in (1, 2, 3, 99)]
    assert [len(page) for page in pages] == [SLICE, SLICE, 5, 5]
    assert len(client.get("/").content) < 150_000


@pytest.mark.django_db
def test_ticked_matters_come_on_one_sheet_and_only_those_one_may_see(client):
    lead = a_person()
    mine, other = a_matter(lead, name="Mine Quetzal"), a_matter(a_person(), name="Other Jaguar")
    signed_in(client, lead)
    page = client.post(reverse("docket-chosen"), {"matter": [str(mine), str(other), "junk"]}).content.decode()
    assert "Mine Quetzal" in page
    assert "Other Jaguar" not in page
    assert client.post(reverse("docket-chosen"), {"matter": [str(other)]}).status_code == 302


@pytest.mark.django_db
def test_matters_judged_on_another_day_are_said_and_judged_anew(client, monkeypatch):
    lead = a_person()
    a_matter(lead)
    signed_in(client, lead)
    assert "judged on another day" not in client.get("/").content.decode()
    monkeypatch.setenv("FORBEAR_TODAY", "2026-11-30")
    page = client.get("/").content.decode()
    assert "1 matter was judged on another day" in page
    assert "JUDGED AS OF" in page
    assert "1 matter judged anew." in client.post(reverse("docket-judge-anew"), follow=True).content.decode()
    assert "judged on another day" not in client.get("/").content.decode()
