"""An office puts its own Word templates in place; nothing that does not fill is put there, and the shipped one comes back."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forbear.casefile.reading import as_data, read_case
from forbear.drafting.docx import shipped
from forbear.office.matters import writing
from forbear.office.papers import kept
from forbear.office.people.models import Role
from forbear.office.shells import keeping
from tests.office.building import a_person, signed_in
from tests.office.papers.conftest import DEMO, begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none_left():
    yield
    for name in ("letter", "court", "pd-request-letter"):
        keeping.restore(name)


def with_words(words, name="letter"):
    """A shipped template with words put in front."""
    paper = docx.Document(io.BytesIO(shipped(name)))
    paper.paragraphs[0].insert_paragraph_before(words)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def put(client, name, content):
    return client.post(reverse("shells"), {"name": name, "file": SimpleUploadedFile("ours.docx", content)})


def test_an_offices_own_template_is_put_in_place_downloaded_and_given_up_again(client):
    signed_in(client)
    ours = with_words("Clínica Quetzal, 12 Elm Row")
    assert put(client, "pd-request-letter", ours).status_code == 302
    assert "pd-request-letter.docx" in client.get(reverse("shells")).content.decode()
    assert client.get(reverse("shells-download", args=["pd-request-letter"])).content == ours
    client.post(reverse("shells-restore", args=["pd-request-letter"]))
    assert client.get(reverse("shells-download", args=["pd-request-letter"])).content == shipped("letter")


@pytest.mark.parametrize("words", ["{{ d.shoe_size }}", "{{ ''.__class__.__mro__ }}", "{% for x in %}", "{{ client }}"])
def test_a_template_that_does_not_fill_is_refused_and_says_why(client, words):
    signed_in(client)
    answer = put(client, "letter", with_words(words))
    assert answer.status_code == 422
    assert "Not put in place" in answer.content.decode()
    assert client.get(reverse("shells-download", args=["letter"])).content == shipped("letter")


def test_what_is_no_word_file_is_refused(client):
    signed_in(client)
    assert put(client, "letter", b"%PDF-1.7").status_code == 422
    assert put(client, "shoes", with_words("x")).status_code == 422


def test_papers_are_set_in_the_offices_own_template(client):
    lead = a_person()
    signed_in(client, lead)
    matter = writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")
    asking = begun(client, lead, matter)
    put(client, "letter", with_words("Clínica Quetzal, 12 Elm Row"))
    letter = next(each for each in kept.papers(lead, matter, asking) if each.name == "pd-request-letter")
    made = client.get(reverse("papers-word", args=[matter, asking, letter.id])).content
    assert "Clínica Quetzal" in docx.Document(io.BytesIO(made)).paragraphs[0].text


def test_a_fictional_paper_is_shown_in_the_template(client):
    signed_in(client)
    answer = client.get(reverse("shells-preview", args=["court"]))
    assert answer.content[:4] == (b"%PDF" if keeping.program() else b"PK\x03\x04")


@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.VOLUNTEER, Role.AUDITOR])
def test_who_does_not_answer_for_papers_finds_no_such_page(client, role):
    signed_in(client, a_person(role))
    for address in (reverse("shells"), reverse("shells-download", args=["letter"]), reverse("shells-preview", args=["letter"])):
        assert client.get(address).status_code == 404
    assert put(client, "letter", with_words("x")).status_code == 404
