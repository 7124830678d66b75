"""Roles at the doors: what a volunteer, a partial representative and an auditor are refused, with the reason; who leaves is out."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from forbear.drafting.gate import COURT_PAPERS
from forbear.law.corpus import Corpus
from forbear.office.alarms.models import Told
from forbear.office.api import tokens
from forbear.office.calendar import feeds
from forbear.office.matters import evidence_files, membership, reading, writing
from forbear.office.matters.judged import law_now
from forbear.office.papers import court
from forbear.office.people import invitations
from forbear.office.people.may import Act, NotForRole
from forbear.office.people.models import Person, Role
from forbear.office.people.pages import act_of
from forbear.office.rights import changing
from forbear.problem import BadInput
from tests.office.building import a_matter, a_person, signed_in, with_second_factor
from tests.office.people.test_entrance import every_page

pytestmark = pytest.mark.django_db
PASSWORD = "quiet rivers carry boats"


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    return a_matter(lead)


def on_it(lead, matter, role, standing="member"):
    person = a_person(role)
    membership.grant(lead, matter, person, standing)
    return person


def test_a_volunteer_reads_and_interviews_and_takes_nothing_out(lead, matter, client):
    volunteer = on_it(lead, matter, Role.VOLUNTEER)
    file = evidence_files.add(lead, matter, "e1.pdf", b"paper")
    opened = reading.opened(volunteer, matter)
    assert (opened.may_write, opened.may_interview) == (False, True)
    writing.save(volunteer, matter, 1, {"person.called": "Ms. Quetzal"}, "interview", act=Act.INTERVIEW)
    for refused in (
        lambda: writing.save(volunteer, matter, 2, {"court": "Boston"}, ""),
        lambda: writing.keep(volunteer, matter, "draft", {}, ""),
        lambda: evidence_files.add(volunteer, matter, "e2.pdf", b"paper"),
        lambda: evidence_files.read(volunteer, matter, file.id),
        lambda: tokens.make(volunteer, "a program", days=1, writes=False),
        lambda: feeds.make(volunteer, with_names=False),
    ):
        with pytest.raises(NotForRole, match="volunteer"):
            refused()
    signed_in(client, volunteer)
    for name in ("overview", "facts", "interview", "evidence", "options", "time", "end", "who"):
        assert client.get(reverse(name, args=[matter])).status_code == 200, name
    for name in ("papers", "evidence-request", "time-ics"):
        answer = client.get(reverse(name, args=[matter]))
        assert answer.status_code == 403, name
        assert "A volunteer" in answer.content.decode(), name
    assert client.get(reverse("tokens")).status_code == 403
    assert client.post(reverse("calendar-feed"), {"names": "1"}).status_code == 403


def test_every_page_of_a_matter_asks_something_of_the_role():
    """A page that nobody named is held to change the matter: what was forgotten is shut, not open."""
    for name, address in every_page():
        if "/matter/" in address and name != "new-matter":
            for method in ("GET", "POST"):
                assert act_of(name, method, of_matter=True) in (Act.READ, Act.INTERVIEW, Act.WRITE, Act.TAKE_OUT), name
            assert act_of(name, "POST", of_matter=True) != Act.READ, name


def test_the_court_papers_of_a_partial_accreditation_are_refused_by_name_and_by_form():
    partial, full, corpus = a_person(Role.REPRESENTATIVE_PARTIAL), a_person(Role.REPRESENTATIVE), law_now().corpus
    assert isinstance(corpus, Corpus)
    for name in COURT_PAPERS:
        with pytest.raises(NotForRole, match="8 CFR 1292"):
            court.check_paper(partial, name)
        court.check_paper(full, name)
    court.check_paper(partial, "pd-request-letter")
    forms = {ask.form for ask in corpus.paper_words.asks}
    to_court = {form for form in forms if court.for_court(corpus, form)}
    assert "administrative-closure" in to_court
    assert "deferred-action" in forms - to_court
    for form in to_court:
        with pytest.raises(NotForRole):
            court.check_form(partial, corpus, form)


def test_who_leaves_is_out_by_the_very_next_request(lead, matter):
    person, admin = with_second_factor(on_it(lead, matter, Role.ATTORNEY)), a_person(Role.ADMINISTRATOR)
    browser, program = Client(), Client(headers={"authorization": f"Bearer {tokens.make(person, 'x', days=9, writes=True)[1]}"})
    browser.force_login(person)
    calendar = reverse("calendar-read", args=[feeds.make(person, with_names=True)])
    asked = (
        lambda: browser.get(reverse("overview", args=[matter])),
        lambda: program.get(f"/api/matters/{matter}"),
        lambda: Client().get(calendar),
    )
    assert [ask().status_code for ask in asked] == [200, 200, 200]
    changing.let_go(admin, person)
    assert [ask().status_code for ask in asked] == [302, 401, 404]
    changing.take_back(admin, person)
    assert [ask().status_code for ask in asked] == [302, 401, 404], "what ended does not come back with the person"
    assert reading.rows(Person.objects.get(pk=person.pk)) == []


def test_another_role_ends_every_way_in_and_no_lead_stays_who_may_not_lead(lead, matter):
    admin = a_person(Role.ADMINISTRATOR)
    _, secret = tokens.make(lead, "x", days=9, writes=True)
    changing.change_role(admin, lead, Role.PARALEGAL)
    assert tokens.found_by(secret) is None
    assert reading.opened(Person.objects.get(pk=lead.pk), matter).role == "member"
    assert membership.without_lead(admin) == [matter]


def test_a_return_link_is_told_to_whom_it_could_take_over_and_ends_all_that_was(lead, matter, client):
    admin, other = a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)
    browser = signed_in(Client(), lead)
    _, token = tokens.make(lead, "x", days=9, writes=False)
    feed = feeds.make(lead, with_names=False)
    invitation, secret = invitations.let_return(admin, lead)
    assert {each.person for each in Told.objects.filter(alarm__kind="RETURN LINK MADE")} == {lead, other}
    assert "If you did not ask for it" in browser.get("/").content.decode()
    answer = client.post(reverse("join", args=[secret]), {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == reverse("second_factor")
    assert client.get("/")["Location"] == reverse("second_factor")
    assert not Authenticator.objects.filter(user=lead).exists()
    assert browser.get("/").status_code == 302
    assert (tokens.found_by(token), feeds.found_by(feed)) == (None, None)
    assert {each.person for each in Told.objects.filter(alarm__kind="RETURN LINK USED")} == {lead, admin, other}
    with_second_factor(lead)
    assert "old password, second factors, sessions and tokens ended" in client.get("/").content.decode()
    assert not invitation.person.check_password("x")
    with pytest.raises(BadInput):
        invitations.let_return(lead, admin)


def test_an_auditor_sees_how_the_office_is_kept_and_no_matter(lead, matter, client):
    auditor = signed_in(client, a_person(Role.AUDITOR))
    for name in ("log", "alarms", "ends"):
        assert auditor.get(reverse(name)).status_code == 200, name
    for name in ("people", "alarms-glass", "tokens"):
        assert auditor.get(reverse(name)).status_code in (403, 200 if name == "tokens" else 403), name
    nowhere = "11111111-1111-4111-8111-111111111111"
    answers = [auditor.get(reverse(name, args=[which])) for name in ("overview", "papers", "end-shred") for which in (matter, nowhere)]
    assert {answer.status_code for answer in answers} <= {302, 404}
    assert auditor.post(reverse("ends-rule"), {"years": "1", "source": "x"}).status_code == 403
