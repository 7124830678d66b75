"""New matters, one by one and from a table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forbear.office.matters import reading
from forbear.office.people.models import Role
from forbear.office.place import current
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in

pytestmark = pytest.mark.django_db

TABLE = """Client name,A number,Date of birth,Notes
Rosa Ajú,A200-111-222,1990-05-01,calls on Mondays
Ana Quetzal Ixil,A200-555-123,1991-01-02,
Beto Xol,A12,1980-02-03,
"""


def send(client, text=TABLE, name="clients.csv"):
    return client.post("/matter/import/", {"table": SimpleUploadedFile(name, text.encode()), "system": "", "dates": "", "sheet": ""})


def test_a_matter_is_opened_and_led_by_who_opened_it():
    ana = a_person()
    opened = signed_in(ana).post(
        "/matter/new/", {"name": "Rosa Ajú", "a_number": "200 111 222", "next_hearing": "14 January 2027", "circuit": "9"}
    )
    matter = reading.opened(ana, opened.url.split("/")[2])
    assert matter.role == "lead"
    assert matter.case.text("person.a_number") == "A200111222"
    assert matter.case.date("proceedings.next_hearing.date").isoformat() == "2027-01-14"


def test_wrong_input_keeps_what_was_typed():
    refused = signed_in(a_person()).post("/matter/new/", {"name": "Rosa Ajú", "a_number": "12", "birth_date": "1/2/90"})
    assert refused.status_code == 422
    assert 'value="1/2/90"' in refused.content.decode()
    assert "eight or nine digits" in refused.content.decode()


def test_one_who_is_known_already_is_shown_first_and_others_matters_never():
    ana, ben = a_person(), a_person()
    matter = a_matter(ana)
    asked = signed_in(ana).post("/matter/new/", {"name": "Someone", "a_number": "A200-555-123"})
    assert asked.status_code == 422
    assert f"/matter/{matter}/" in asked.content.decode()
    assert signed_in(ana).post("/matter/new/", {"name": "Someone", "a_number": "A200-555-123", "another": "1"}).status_code == 302
    assert signed_in(ben).post("/matter/new/", {"name": "Someone", "a_number": "A200-555-123"}).status_code == 302


def test_who_cannot_lead_a_matter_is_told_so():
    refused = signed_in(a_person(role=Role.PARALEGAL)).post("/matter/new/", {"name": "Rosa Ajú"})
    assert refused.status_code == 422
    assert "leads it" in refused.content.decode()


def test_every_row_of_a_table_is_shown_and_the_ticked_become_matters():
    ana = a_person()
    a_matter(ana)
    client = signed_in(ana)
    assert send(client).status_code == 302
    page = client.get("/matter/import/preview/").content.decode()
    assert "Rosa Ajú" in page
    assert "you have such a matter" in page
    assert "refused" in page
    assert len(reading.rows(ana)) == 1
    kept = list(current().temporary.glob("*.table"))
    assert kept
    assert all(b"Rosa" not in path.read_bytes() for path in kept)
    assert client.post("/matter/import/preview/", {"import": "1"}).status_code == 422
    assert client.post("/matter/import/preview/", {"import": "1", "row": ["2", "4"]}).status_code == 302
    assert sorted(row.name for row in reading.rows(ana)) == ["Ana Quetzal Ixil", "Rosa Ajú"]
    assert client.get("/matter/import/preview/").status_code == 302


def test_a_column_is_given_another_meaning():
    client = signed_in(a_person())
    send(client)
    columns = {
        "columns": "1",
        "column-0": "Full name",
        "column-1": "A-number",
        "column-2": "Date of birth",
        "column-3": "What matters most",
    }
    assert "calls on Mondays" in client.post("/matter/import/preview/", columns).content.decode()
    refused = client.post("/matter/import/preview/", columns | {"column-3": "No such fact"})
    assert refused.status_code == 422


def test_what_is_no_table_is_refused_with_what_to_do():
    client = signed_in(a_person())
    assert send(client, "\x00\x01", "clients.xlsx").status_code == 422
    assert client.post("/matter/import/", {}).status_code == 422


def test_nobody_sees_the_table_that_another_sent():
    send(signed_in(a_person()))
    assert signed_in(a_person()).get("/matter/import/preview/").status_code == 302
