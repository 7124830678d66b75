"""Options say what `assess`, `compare`, `offer` and `advise` say; no address holds a word of the case."""

import datetime as dt
import gzip
import re
import uuid
from importlib import resources
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import escape

from forbear.assessment.client_copy import find_client_copy
from forbear.assessment.offer import judge_offer
from forbear.assessment.words import sentence
from forbear.casefile.reading import as_data, read_case
from forbear.office.matters import membership, reading, writing
from forbear.office.matters.judged import proved
from forbear.office.options.choices import MOST_BESIDE, brief, choices, code_of, form_of
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


@pytest.fixture
def judgement(lead, matter):
    return proved(reading.opened(lead, matter), ON)


def page_of(client, name, *args, query="", **more):
    answer = client.get(reverse(name, args=args) + query, **more)
    return answer, answer.content.decode()


def beside(*forms):
    return "?" + "&".join(f"with={code_of(form)}" for form in forms)


def test_going_on_stands_first_and_the_plan_before_the_rest(judgement):
    found = judgement.assessment
    rows, closed = choices(judgement.matter, found)
    assert rows[0].option is None
    planned = [found.plan.ask, *found.plan.in_the_alternative]
    assert [row.option.form for row in rows[1 : 1 + len(planned)]] == planned
    order = [row.planned for row in rows]
    assert "avoid" not in order[: order.index("avoid")]
    assert order[order.index("avoid") :].count("ask") == 0
    assert {row.option.form for row in rows[1:]} | {row.option.form for row in closed} == {option.form for option in found.options}
    assert {row.option.status for row in closed} == {"unavailable"}


def test_each_form_stands_with_verdict_reason_and_proof(client, lead, matter, judgement):
    _, page = page_of(signed_in(client, lead), "options", matter)
    for option in judgement.assessment.options:
        assert escape(option.title) in page
    for item in judgement.assessment.plan.do_not_ask:
        assert escape(sentence(item.because)) in page
    links = set(re.findall(r'href="(/matter/[^"]+/why/[^"]+)"', page))
    assert len(links) == len(judgement.assessment.options) + 1
    for link in links:
        assert 'class="tree"' in client.get(link).content.decode()


def test_no_address_names_a_form(client, lead, matter, judgement):
    _, page = page_of(signed_in(client, lead), "options", matter)
    addresses = " ".join(re.findall(r'(?:href|src|action|hx-get)="([^"]*)"', page))
    assert not [option.form for option in judgement.assessment.options if option.form in addresses]
    codes = [code_of(option.form) for option in judgement.assessment.options]
    assert len(set(codes)) == len(codes)
    assert form_of(judgement.assessment, "parole") is None


def test_two_forms_side_by_side_with_their_paths_drawn_and_in_words(client, lead, matter):
    query = beside("stipulation", "dismissal-without-prejudice")
    answer, page = page_of(signed_in(client, lead), "options-compared", matter, query=query)
    assert answer.status_code == 200
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert heads == ["No request: go on with the case", "Stipulation, or no opposition to relief", "Dismissal without prejudice"]
    assert "Undone by" in page
    assert "The same in words" in page
    drawn = client.get(reverse("options-paths", args=[matter]) + query)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<desc>" in gzip.decompress(drawn.content)
    assert b"Orozco" not in gzip.decompress(drawn.content)


def test_too_many_or_none_ticked_is_said_and_the_ticks_are_kept(client, lead, matter, judgement):
    signed_in(client, lead)
    forms = [row.option.form for row in choices(judgement.matter, judgement.assessment)[0][1:]]
    answer, page = page_of(client, "options-compared", matter, query=beside(*forms[: MOST_BESIDE + 1]))
    assert answer.status_code == 422
    assert page.count(" checked") == MOST_BESIDE + 1
    assert page_of(client, "options-compared", matter)[0].status_code == 422
    assert page_of(client, "options-compared", matter, query="?with=parole")[0].status_code == 404


def test_an_offer_is_judged_as_the_command_judges_it_and_no_address_holds_its_terms(client, lead, matter, judgement):
    signed_in(client, lead)
    terms = ["today only", "withdraw the application"]
    given = {"form": "dismissal-without-prejudice", "terms": "\n".join(terms)}
    answer = client.post(reverse("options-offer", args=[matter]), given)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("options-offer", args=[matter])
    page = client.get(answer["Location"]).content.decode()
    found = judge_offer(judgement.matter, judgement.assessment, given["form"], terms)
    assert found.answer == "oppose"
    assert "Oppose" in page
    for line in (*found.say, *found.do_not_concede, *found.in_writing, *terms):
        assert escape(line) in page
    client.post(reverse("options-offer", args=[matter]), {"forget": "1"})
    assert "today only</textarea>" not in client.get(answer["Location"]).content.decode()


def test_an_offer_heard_in_one_matter_is_not_shown_in_another(client, lead, matter):
    other = writing.create(lead, as_data(read_case(DEMO / "batz")), "another fictional matter")
    signed_in(client, lead).post(reverse("options-offer", args=[matter]), {"form": "continuance", "terms": "a term of theirs"})
    assert "a term of theirs" not in client.get(reverse("options-offer", args=[other])).content.decode()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"form": "no-such-form", "terms": "kept words"}, "kept words"),
        ({"form": "continuance", "terms": "x" * 501}, "Line 1 has 501 characters"),
        ({"form": "continuance", "terms": "\n".join("abcdefghijklm")}, "at most 12 terms"),
    ],
)
def test_an_offer_that_cannot_be_read_keeps_what_was_typed(client, lead, matter, given, told):
    answer = signed_in(client, lead).post(reverse("options-offer", args=[matter]), given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert given["terms"][:20] in page


@pytest.mark.parametrize(("form", "language"), [("stipulation", "en"), ("stipulation", "es"), ("none", "es")])
def test_the_clients_copy_on_screen_and_on_paper(client, judgement, lead, form, language):
    matter = reading.rows(lead)[0].id
    _, page = page_of(signed_in(client, lead), "options-copy", matter, code_of(form), language)
    copy = find_client_copy(judgement.matter, judgement.assessment, None if form == "none" else form, language)
    assert f'<article class="copy" lang="{language}">' in page
    for section in copy.sections:
        assert all(escape(item.text) in page for item in section.passages)
    pdf = client.get(reverse("options-copy-pdf", args=[matter, code_of(form), language]))
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="client-copy.pdf"' in pdf["Content-Disposition"]
    assert page_of(client, "options-copy", matter, code_of(form), "fr")[0].status_code == 404


def test_who_may_not_see_the_matter_gets_the_very_page_of_one_that_is_not_there(client, lead, matter):
    signed_in(client, a_person())
    code = code_of("stipulation")
    for name, more in (
        ("options", []),
        ("options-compared", []),
        ("options-paths", []),
        ("options-offer", []),
        ("options-copy", [code, "en"]),
    ):
        there, nowhere = (client.get(reverse(name, args=[each, *more]) + beside("parole")) for each in (matter, uuid.uuid4()))
        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content


def test_in_spanish_the_page_speaks_spanish(client, lead, matter):
    person = a_person(language="es")
    membership.grant(lead, matter, person, "reader")
    page = page_of(signed_in(client, person), "options", matter)[1]
    for words in ("Permiso de trabajo", "Quién puede deshacerlo", "No pedir", "Sin solicitud: seguir con el caso"):
        assert words in page


def test_a_narrow_cell_ends_with_a_clause_and_says_that_there_is_more():
    text = "None itself. A pending application still supports a category of its own; renewals no longer extend by themselves."
    assert brief(text) == "None itself. A pending application still supports a category of its own …"
    assert brief("Short.") == "Short."
