"""The interview: what is asked, in which order, what each answer becomes, and who may see it."""

import re

import pytest

from forbear.office.facts.codes import code
from forbear.office.interview.notes import How, read_notes
from forbear.office.matters import reading, writing
from forbear.office.people.models import Role
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return a_person()


@pytest.fixture
def matter(ana):
    return a_matter(ana)


def at(matter, key):
    return f"/matter/{matter}/interview/{code(matter, key)}/"


def say(client, matter, key, **posted):
    base = re.search(r'name="base" value="(\d+)"', client.get(at(matter, key)).content.decode())[1]
    return client.post(at(matter, key), {"base": base, **posted})


def fact(ana, matter, path):
    return reading.opened(ana, matter).case.at(path)


def heading(response):
    return re.sub(r"<[^>]+>", "", re.search(r'<h1 id="question".*?</h1>', response.content.decode(), re.S)[0]).strip()


def test_safety_comes_first_and_arrests_late(ana, matter):
    page = signed_in(ana).get(f"/matter/{matter}/interview/").content.decode()
    titles = re.findall(r'<span lang="en">(.*?)</span>', page)
    assert titles[0] == "Safety and contact"
    assert titles.index("What you hope for") < titles.index("Hard things that happened to you") < titles.index("Police and courts")


def test_an_answer_is_saved_at_once_and_the_next_question_comes(ana, matter):
    client = signed_in(ana)
    answered = say(client, matter, "person.contact.safe_now", yes_no="yes")
    assert fact(ana, matter, "person.contact.safe_now") is True
    assert heading(client.get(answered.url)).startswith("What is the safest way to reach you?")


def test_a_date_is_typed_freely_and_read_strictly(ana, matter):
    client = signed_in(ana)
    refused = say(client, matter, "person.birth_date", answer="03/04/1990")
    assert refused.status_code == 422
    assert "4 March 1990 or 3 April 1990" in refused.content.decode()
    assert 'value="03/04/1990"' in refused.content.decode()
    assert fact(ana, matter, "person.birth_date") is None
    say(client, matter, "person.birth_date", answer="3 de abril de 1990")
    assert fact(ana, matter, "person.birth_date").isoformat() == "1990-04-03"


def test_what_cannot_be_so_together_is_refused_with_what_was_typed(ana, matter):
    client = signed_in(ana)
    writing.save(ana, matter, 1, {"entry[0].date": "2001-05-01"}, "")
    refused = say(client, matter, "person.birth_date", answer="2003-01-01")
    assert refused.status_code == 422
    assert "birth after an entry" in refused.content.decode()
    assert 'value="2003-01-01"' in refused.content.decode()


@pytest.mark.parametrize("how", [How.UNKNOWN, How.DECLINED, How.DISCUSSED])
def test_what_is_said_in_place_of_an_answer_is_noted_without_content(ana, matter, how):
    client = signed_in(ana)
    say(client, matter, "fears.fears_return", act=how.value, answer="typed and never kept")
    assert fact(ana, matter, "fears.fears_return") is None
    assert read_notes(ana, matter)["fears.fears_return"].how is how
    kept = reading.documents(ana, matter, "interview")[0].content
    assert "never kept" not in str(kept)
    assert f"/{code(matter, 'fears.fears_return')}/" not in _next_after(client, matter, "fear")


def _next_after(client, matter, _question):
    return client.get(f"/matter/{matter}/interview/").content.decode().partition("Parts</h2>")[0]


def test_discussed_takes_what_stood_out_of_the_facts(ana, matter):
    client = signed_in(ana)
    say(client, matter, "immigration_history.voted", yes_no="yes")
    say(client, matter, "immigration_history.voted", act="discussed")
    assert fact(ana, matter, "immigration_history.voted") is None
    say(client, matter, "immigration_history.voted", yes_no="no")
    assert fact(ana, matter, "immigration_history.voted") is False
    assert "immigration_history.voted" not in read_notes(ana, matter)


def test_skipping_comes_back_and_takes_nothing_away(ana, matter):
    client = signed_in(ana)
    say(client, matter, "goals.first", answer="to stay with my children")
    say(client, matter, "goals.first", act="skipped")
    assert fact(ana, matter, "goals.first") == "to stay with my children"
    say(client, matter, "goals.must_travel", act="skipped")
    page = client.get(f"/matter/{matter}/interview/").content.decode()
    assert "Put off" in page
    assert at(matter, "goals.must_travel") in page


def test_a_list_grows_item_by_item_and_none_is_not_not_known(ana, matter):
    client = signed_in(ana)
    say(client, matter, "criminal", act="unknown")
    assert fact(ana, matter, "criminal") is None
    say(client, matter, "criminal", act="none")
    assert fact(ana, matter, "criminal") == []
    say(client, matter, "family", act="add", relation="child", name="Luz")
    say(client, matter, "family", act="add", relation="spouse", name="Eva")
    assert [item["name"] for item in fact(ana, matter, "family")] == ["Luz", "Eva"]
    done = say(client, matter, "family", act="done")
    asked = client.get(done.url)
    assert heading(asked).startswith("For each one")
    assert "child, Luz" in asked.content.decode()


def test_an_item_is_changed_and_taken_out_and_its_notes_go_with_it(ana, matter):
    client = signed_in(ana)
    for name in ("Luz", "Eva", "Sol"):
        say(client, matter, "family", act="add", relation="child", name=name)
    say(client, matter, "family[1].status", act="declined")
    say(client, matter, "family[2].status", act="unknown")
    client.post(f"{at(matter, 'family')}0/", {"base": reading.opened(ana, matter).revision, "name": "Lucía", "relation": "child"})
    assert fact(ana, matter, "family")[0]["name"] == "Lucía"
    client.post(f"{at(matter, 'family')}1/", {"base": reading.opened(ana, matter).revision, "remove": "1"})
    assert [item["name"] for item in fact(ana, matter, "family")] == ["Lucía", "Sol"]
    assert read_notes(ana, matter)["family[1].status"].how is How.UNKNOWN


def test_only_what_still_matters_is_asked(ana, matter):
    client = signed_in(ana)
    detained = at(matter, "proceedings.custody.facility")
    say(client, matter, "proceedings.custody.detained", yes_no="no")
    say(client, matter, "proceedings.final_order_date", act="none")
    asked = _all_pages(client, matter)
    assert detained not in asked
    assert at(matter, "proceedings.in_absentia.date") not in asked
    assert at(matter, "proceedings.in_absentia.reason") not in asked


def _all_pages(client, matter):
    """Every question that comes when each is put off. Its address holds no question and no fact."""
    seen = []
    here = re.search(r'href="([^"]+)">\s*(?:Begin|Go on)', client.get(f"/matter/{matter}/interview/").content.decode())
    address = here[1] if here else ""
    while "/interview/" in address and not address.endswith("/interview/"):
        assert re.fullmatch(rf"/matter/{matter}/interview/[0-9a-f]{{16}}/", address)
        page = client.get(address).content.decode()
        seen.append(address)
        act = "seen" if 'value="seen"' in page else "skipped"
        base = re.search(r'name="base" value="(\d+)"', page)[1]
        address = client.post(address, {"base": base, "act": act}).url
    return seen


def test_a_pause_stands_before_hard_parts_and_the_part_may_wait(ana, matter):
    client = signed_in(ana)
    paused = client.get(at(matter, "arrests-intro")).content.decode()
    assert "Leave this part for another day" in paused
    say(client, matter, "arrests-intro", act="skip-part")
    assert at(matter, "criminal") not in _all_pages(client, matter)
    assert at(matter, "criminal") in client.get(f"/matter/{matter}/interview/").content.decode()


def test_own_service_is_about_the_client_and_a_relatives_is_not(ana, matter):
    client = signed_in(ana)
    say(client, matter, "military", act="add", who="spouse")
    say(client, matter, "military-self", answer="veteran")
    assert fact(ana, matter, "military") == [{"who": "spouse"}, {"who": "self", "status": "veteran"}]
    say(client, matter, "military-self", answer="none")
    assert fact(ana, matter, "military")[1]["status"] == "none"
    assert at(matter, "military-dates") not in _all_pages(client, matter)


def test_two_languages_stand_side_by_side(ana, matter):
    client = signed_in(ana)
    client.post(f"/matter/{matter}/interview/settings/", {"language": "both"})
    page = client.get(at(matter, "person.contact.safe_now")).content.decode()
    assert '<span lang="en">Is it safe for you to talk now?</span>' in page
    assert '<span class="other" lang="es">¿Puede hablar ahora con seguridad?</span>' in page
    client.post(f"/matter/{matter}/interview/settings/", {"language": "es"})
    assert "Is it safe" not in client.get(at(matter, "person.contact.safe_now")).content.decode()


def test_another_person_goes_on_where_it_was_left(ana, matter):
    from forbear.office.matters import membership

    ben = a_person(role=Role.PARALEGAL)
    membership.grant(ana, matter, ben, "member")
    say(signed_in(ana), matter, "person.contact.safe_now", yes_no="yes")
    page = signed_in(ben).get(f"/matter/{matter}/interview/").content.decode()
    assert at(matter, "person.contact.safe_method") in page.partition("Parts</h2>")[0]


def test_who_changed_the_same_is_shown_beside_and_nothing_is_lost(ana, matter):
    client = signed_in(ana)
    opened = client.get(at(matter, "goals.first")).content.decode()
    base = re.search(r'name="base" value="(\d+)"', opened)[1]
    writing.save(ana, matter, int(base), {"goals.first": "a work permit"}, "")
    both = client.post(at(matter, "goals.first"), {"base": base, "answer": "to stay"})
    assert both.status_code == 409
    assert "a work permit" in both.content.decode()
    assert "to stay" in both.content.decode()
    assert fact(ana, matter, "goals.first") == "a work permit"
    hidden = dict(re.findall(r'<input type="hidden" name="(base|changes|then)" value="([^"]*)"', both.content.decode()))
    import html

    client.post(
        f"/matter/{matter}/facts/settle/", {name: html.unescape(value) for name, value in hidden.items()} | {"choose goals.first": "mine"}
    )
    assert fact(ana, matter, "goals.first") == "to stay"


def test_two_people_adding_to_one_list_are_not_in_each_others_way(ana, matter):
    client = signed_in(ana)
    base = reading.opened(ana, matter).revision
    writing.save(ana, matter, base, {"family[0].relation": "spouse", "family[0].name": "Eva"}, "")
    client.post(at(matter, "family"), {"base": base, "act": "add", "relation": "child", "name": "Luz"})
    assert [item["name"] for item in fact(ana, matter, "family")] == ["Eva", "Luz"]


def test_what_an_answer_changes_is_told_to_counsel_on_the_next_page(ana, matter):
    client = signed_in(ana)
    answered = say(client, matter, "immigration_history.false_claim_usc", yes_no="yes")
    assert "The last answer changed:" in client.get(answered.url).content.decode()


def test_a_reader_sees_questions_and_changes_nothing(ana, matter):
    from forbear.office.matters import membership

    cleo = a_person()
    membership.grant(ana, matter, cleo, "reader")
    client = signed_in(cleo)
    assert 'value="declined"' not in client.get(at(matter, "goals.first")).content.decode()
    assert client.post(at(matter, "goals.first"), {"base": 1, "answer": "x"}).status_code == 422
    assert fact(ana, matter, "goals.first") is None


def test_who_may_not_see_the_matter_finds_nothing(ana, matter):
    stranger = signed_in(a_person())
    there = stranger.get(at(matter, "goals.first"))
    nowhere = stranger.get("/matter/00000000-0000-4000-8000-000000000000/interview/0000000000000000/")
    assert there.status_code == nowhere.status_code == 404
    assert re.sub(r'csrf\w+" value="\w+"', "", there.content.decode()).replace(str(matter), "") == re.sub(
        r'csrf\w+" value="\w+"', "", nowhere.content.decode()
    ).replace("00000000-0000-4000-8000-000000000000", "").replace("0000000000000000", code(matter, "goals.first"))
    assert stranger.post(at(matter, "goals.first"), {"answer": "x"}).status_code == 404


def test_the_short_interview_asks_only_what_can_change_an_answer(ana, matter):
    client = signed_in(ana)
    client.post(f"/matter/{matter}/interview/settings/", {"way": "short"})
    short = client.get(f"/matter/{matter}/interview/").content.decode()
    assert "Ask everything" in short
    assert at(matter, "goals.first") not in short
    assert client.get(at(matter, "goals.first")).status_code == 200


def test_the_blank_page_says_nothing_of_anyone(ana, matter):
    page = signed_in(ana).get("/blank/").content.decode()
    assert "Quetzal" not in page
    assert str(matter) not in page
