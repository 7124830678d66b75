"""Exhibits of a matter: how they come in, what they prove, how they go; and what the client is asked to bring."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forbear.office.matters import evidence_files, reading
from forbear.office.matters.membership import grant
from forbear.office.place import current
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in
from tests.packet.handed_in import LEASE, coded, content, paper, picture_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return a_person()


@pytest.fixture
def matter(ana):
    return a_matter(ana)


def address(matter, more=""):
    return f"/matter/{matter}/evidence/{more}"


def pdf(*, author="Somebody"):
    def written(made):
        made.docinfo["/Author"] = author

    return paper([content(LEASE), content(["A second page"])], written)


def sent(client, matter, *files):
    return client.post(address(matter), {"files": [SimpleUploadedFile(name, body) for name, body in files]}, follow=True)


def items(ana, matter):
    return reading.opened(ana, matter).case.items("evidence") or []


def test_each_file_becomes_an_exhibit_of_its_own_and_a_revision(ana, matter):
    client = signed_in(ana)
    photo = coded(picture_of(["A receipt"], size=(425, 550)))
    page = sent(client, matter, ("lease_2015.pdf", pdf()), ("receipt.jpg", photo))
    assert page.status_code == 200
    assert [(item["id"], item["title"], item["pages"]) for item in items(ana, matter)] == [("e1", "lease 2015", 2), ("e2", "receipt", 1)]
    assert reading.opened(ana, matter).revision == 3
    assert [file.name for file in evidence_files.files(ana, matter)] == ["lease_2015.pdf", "receipt.jpg"]
    assert list(current().temporary.glob("*/work/*")) == []


def test_what_is_shown_and_filed_tells_nothing_of_its_making(ana, matter):
    client = signed_in(ana)
    sent(client, matter, ("lease.pdf", pdf(author="Marisol Quintanar")))
    file = evidence_files.files(ana, matter)[0]
    clean = b"".join(client.get(address(matter, f"file/{file.id}/clean")).streaming_content)
    with pikepdf.open(io.BytesIO(clean)) as made:
        assert len(made.pages) == 2
        assert "/Info" not in made.trailer
    original = client.get(address(matter, f"file/{file.id}/original"))
    assert b"Marisol" in b"".join(original.streaming_content)
    assert "lease" not in original.headers["Content-Disposition"]
    picture = client.get(address(matter, f"file/{file.id}/page/2.png"))
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(address(matter, f"file/{file.id}/page/3.png")).status_code == 404


def test_a_file_that_is_refused_is_named_and_keeps_no_other_out(ana, matter):
    client = signed_in(ana)
    page = sent(client, matter, ("run.pdf", b"MZ" + bytes(200)), ("lease.pdf", pdf()), ("broken.pdf", b"%PDF-1.7 and nothing"))
    assert page.status_code == 422
    assert "run.pdf" in page.content.decode()
    assert "broken.pdf" in page.content.decode()
    assert [item["title"] for item in items(ana, matter)] == ["lease"]
    assert client.post(address(matter), {}).status_code == 422


def test_the_same_name_twice_are_two_files(ana, matter):
    client = signed_in(ana)
    sent(client, matter, ("scan.pdf", pdf()), ("scan.pdf", pdf(author="Another")))
    assert [item["file"] for item in items(ana, matter)] == ["scan.pdf", "scan-2.pdf"]


def saved(client, matter, number, **typed):
    base = {
        "base": 99,
        "proves-sent": "1",
        "title": "Lease",
        "kind": "residence-proof",
        "pin-0-page": "",
        "pin-0-to": "",
        "pin-0-proves": "",
    }
    return client.post(address(matter, f"{number}/"), base | typed)


def test_what_it_proves_is_saved_and_shown_as_the_assessment_says(ana, matter):
    client = signed_in(ana)
    sent(client, matter, ("lease.pdf", pdf()))
    pin = {"pin-0-page": "2", "pin-0-proves": "person.address"}
    assert saved(client, matter, 1, proves=["long-residence"], date="4 May 2015", **pin).status_code == 302
    (item,) = items(ana, matter)
    assert (item["kind"], item["date"].isoformat(), item["proves"]) == ("residence-proof", "2015-05-04", ["long-residence"])
    assert item["pins"] == [{"page": 2, "proves": "person.address"}]
    assert saved(client, matter, 1, proves=["long-residence"], date="2015-05-04", **pin).status_code == 302
    assert reading.opened(ana, matter).revision == 3


def test_wrong_input_keeps_what_was_typed(ana, matter):
    client = signed_in(ana)
    sent(client, matter, ("lease.pdf", pdf()))
    page = saved(client, matter, 1, title="The <lease>", date="4/5/2015", **{"pin-0-page": "two", "pin-0-proves": "x"})
    assert page.status_code == 422
    assert 'value="The &lt;lease&gt;"' in page.content.decode()
    assert 'value="4/5/2015"' in page.content.decode()
    assert 'value="two"' in page.content.decode()
    assert items(ana, matter)[0]["title"] == "lease"


def test_exhibits_are_moved_replaced_and_removed_and_stay_in_the_history(ana, matter):
    client = signed_in(ana)
    sent(client, matter, ("one.pdf", pdf()), ("two.pdf", pdf(author="Two")))
    client.post(address(matter, "2/move/"), {"to": "up", "id": "e2"})
    assert [item["id"] for item in items(ana, matter)] == ["e2", "e1"]
    client.post(address(matter, "1/replace/"), {"id": "e2", "file": SimpleUploadedFile("new.pdf", paper([content(LEASE)]))})
    assert (items(ana, matter)[0]["file"], items(ana, matter)[0]["pages"]) == ("new.pdf", 1)
    client.post(address(matter, "2/remove/"), {"id": "e1"})
    assert len(items(ana, matter)) == 2
    assert client.post(address(matter, "1/remove/"), {"id": "e1", "sure": "1"}).status_code == 404  # the numbers mean others by now
    client.post(address(matter, "2/remove/"), {"id": "e1", "sure": "1"})
    assert [item["id"] for item in items(ana, matter)] == ["e2"]
    assert [file.name for file in evidence_files.files(ana, matter)] == ["new.pdf"]
    assert {file.name for file in evidence_files.files(ana, matter, removed=True)} == {"one.pdf", "two.pdf", "new.pdf"}


def test_who_reads_sees_and_changes_nothing_and_a_stranger_learns_nothing(ana, matter):
    sent(signed_in(ana), matter, ("lease.pdf", pdf()))
    file = evidence_files.files(ana, matter)[0]
    reader = a_person()
    grant(ana, matter, reader, "reader")
    client = signed_in(reader)
    assert client.get(address(matter, f"file/{file.id}/page/1.png")).status_code == 200
    assert sent(client, matter, ("more.pdf", pdf())).status_code in (403, 404, 422)
    assert len(items(ana, matter)) == 1
    stranger = signed_in(a_person())
    for more in ("", "1/", "request/", f"file/{file.id}/page/1.png", f"file/{file.id}/original", f"file/{file.id}/clean"):
        assert stranger.get(address(matter, more)).status_code == 404


def test_the_client_is_asked_in_her_language_and_nothing_against_her_is_named(ana):
    matter = a_matter(
        ana,
        person={"full_name": "Ana Quetzal Ixil", "a_number": "A200-555-123", "languages": ["es"]},
        criminal=[{"charge": "DUI", "arrest_date": "2013-04-02", "disposition": "convicted"}],
    )
    client = signed_in(ana)
    page = client.get(address(matter, "request/")).content.decode()
    assert "Papeles que necesitamos" in page
    assert page.count("☐") == len(missing(client, matter)) > 0
    against = {factor.title.lower() for factor in client.get(address(matter)).context["found"].factors if factor.direction == "adverse"}
    english = (
        client.get(address(matter, "request/?language=en")).content.decode().partition('class="ticks"')[2].partition("</ul>")[0].lower()
    )
    assert not [title for title in against if f"– {title}" in english or f"; {title}" in english]
    assert "Papers that we need" in client.get(address(matter, "request/?language=en")).content.decode()


def missing(client, matter):
    return client.get(address(matter)).context["missing"]
