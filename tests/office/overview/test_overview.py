"""The overview says what `assess` says, and answers why; who may not see a matter learns nothing of it."""

import datetime as dt
import re
import uuid
from importlib import resources
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import escape

from forbear.assessment.words import sentence
from forbear.casefile.reading import as_data, read_case
from forbear.office.matters import membership, reading, writing
from forbear.office.matters.judged import proved
from forbear.office.overview.why import askable, code, proofs
from tests.office.building import a_matter, a_person, signed_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 24)
DEMO = Path(str(resources.files("forbear.demo")))


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    """The first demonstration matter."""
    return writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_overview_says_what_assess_says(client, lead, matter):
    answer = signed_in(client, lead).get(reverse("overview", args=[matter]))
    page = answer.content.decode()
    found = proved(reading.opened(lead, matter), ON).assessment
    titles = {option.form: option.title for option in found.options}
    said = [titles[found.plan.ask], *(titles[form] for form in found.plan.in_the_alternative)]
    said += [titles[item.form] for item in found.plan.do_not_ask] + [sentence(item.because) for item in found.plan.do_not_ask]
    said += [step.title for step in found.plan.first] + [paper.title for paper in found.missing]
    said += [factor.title for factor in found.factors if factor.verdict == "yes"] + [found.questions[0].text["en"]]
    for text in said:
        assert escape(text) in page, text
    assert "Wed 10 Feb 2027 (in 78 days)" in page
    assert "newest source" in page
    assert "Recheck first" in page


def test_each_why_on_the_page_leads_to_a_proof(client, lead, matter):
    signed_in(client, lead)
    page = client.get(reverse("overview", args=[matter])).content.decode()
    links = set(re.findall(r'href="(/matter/[^"]+/why/[^"]+)"', page))
    assert len(links) > 20
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        assert 'class="tree"' in answer.content.decode()
        assert "No rule stands behind this" not in answer.content.decode(), link


def test_in_place_only_the_proof_is_sent(client, lead, matter):
    signed_in(client, lead)
    answer = client.get(reverse("overview-why", args=[matter, code("stage")]), headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div class="tree">')


def test_a_proof_names_facts_exhibits_and_authorities(client, lead, matter):
    signed_in(client, lead)
    told = text_of(client.get(reverse("overview-why", args=[matter, code("factor:length-of-residence")])))
    assert "exhibits e11, e12" in told
    asked = text_of(client.get(reverse("overview-why", args=[matter, code("option:continuance", "window:continuance")])))
    assert "C.F.R." in asked
    assert "in force" in asked


def test_the_address_of_a_proof_holds_no_word_of_the_case(lead, matter):
    opened = reading.opened(lead, matter)
    judgement = proved(opened, ON)
    codes = [code(*findings) for findings in askable(judgement.assessment)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in codes)
    assert proofs(judgement.matter, judgement.assessment, "factor:dui") is None


def test_a_matter_with_hardly_a_fact_has_an_overview_too(client, lead):
    matter = writing.create(lead, {"person": {}}, "first call")
    told = text_of(signed_in(client, lead).get(reverse("overview", args=[matter])))
    assert "No name yet" in told
    assert "not known" in told


def test_who_may_not_see_a_matter_gets_the_very_page_of_one_that_is_not_there(client, lead, matter):
    signed_in(client, a_person())
    for name, more in (("overview", []), ("overview-why", [code("stage")]), ("who", [])):
        there = client.get(reverse(name, args=[matter, *more]))
        nowhere = client.get(reverse(name, args=[uuid.uuid4(), *more]))
        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content
        assert {**there.headers} == {**nowhere.headers}


def test_a_wall_closes_the_overview_at_once(client, lead, matter):
    member = a_person()
    membership.grant(lead, matter, member, "member")
    signed_in(client, member)
    assert client.get(reverse("overview", args=[matter])).status_code == 200
    membership.wall(lead, matter, member)
    assert client.get(reverse("overview", args=[matter])).status_code == 404


def test_names_and_reasons_are_text_and_never_markup(client, lead):
    matter = a_matter(lead, name="<b onclick=x>Ana</b> & Luz")
    page = signed_in(client, lead).get(reverse("overview", args=[matter])).content.decode()
    assert "&lt;b onclick=x&gt;Ana&lt;/b&gt; &amp; Luz" in page
    assert "<b onclick" not in page


def test_the_lead_puts_people_on_a_matter_and_others_cannot(client, lead, matter):
    other, third = a_person(name="Luz Ixil"), a_person()
    signed_in(client, lead)
    answer = client.post(reverse("who", args=[matter]), {"person": other.pk, "standing": "reader"}, follow=True)
    assert "Luz Ixil" in answer.content.decode()
    assert reading.opened(other, matter).role == "reader"
    client.logout()
    signed_in(client, other)
    refused = client.post(reverse("who", args=[matter]), {"person": third.pk, "standing": "lead"})
    assert refused.status_code == 422
    with pytest.raises(membership.NotThere):
        reading.opened(third, matter)


def test_spanish_pages_say_verdicts_stages_and_dates_in_spanish(client, lead, matter):
    person = a_person(language="es")
    membership.grant(lead, matter, person, "reader")
    told = text_of(signed_in(client, person).get(reverse("overview", args=[matter])))
    for words in ("Audiencia individual fijada", "en 78 días", "No pedir", "¿por qué?", "documentado", "abierto – es el momento"):
        assert words in told
