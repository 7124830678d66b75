"""The law as pages: any entry as of any day, its life, who relies on it, and what this office changes in it."""

import datetime as dt
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import forbear.demo
from forbear.casefile.reading import as_data, read_case
from forbear.law.corpus import SHELVES
from forbear.office.lawbook import editions, reliance, touched
from forbear.office.lawbook.life import WIDE, life_of
from forbear.office.lawbook.models import Edition, Reliance
from forbear.office.matters import membership, writing
from forbear.office.matters.judged import law_now
from forbear.office.people.models import Role
from forbear.office.place import current
from forbear.problem import BadInput
from tests.office import building
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2026, 11, 24)
ROAD = "make-the-road-cadc-2026"


@pytest.fixture(autouse=True)
def no_overlay():
    """Each test begins without a law of the office's own."""
    shutil.rmtree(current().overlay, ignore_errors=True)
    yield
    shutil.rmtree(current().overlay, ignore_errors=True)


@pytest.fixture
def ana():
    return a_person(name="Ana Ruiz")


@pytest.fixture
def orozco(ana):
    """A matter with a whole case in it."""
    facts = as_data(read_case(Path(forbear.demo.__file__).parent / "orozco"))
    return writing.create(ana, {key: value for key, value in facts.items() if key != "format"}, "intake")


def signed_in(person):
    """A browser in which somebody has signed in."""
    return building.signed_in(Client(), person)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


SAID = "notes:\n- {id: d, about: Denver, topic: other, text: ask early, author: A, source: B, from: 2026-01-01}\n"
NOWHERE = ["/law/entry/authorities/no-such", "/law/entry/no-list/x", "/law/regimes/no-actor", "/law/own/edition/7"]
CHANGE = {"authority": ROAD, "act": "suspend", "start": "2026-11-20", "author": "Ana Ruiz", "source": "order read this morning"}
NOTE = {
    "about": "Denver",
    "topic": "page-limit",
    "text": "25 pages a motion",
    "start": "2026-01-05",
    "author": "Ana",
    "source": "standing order",
}


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_list_is_a_page_whose_every_link_leads_somewhere(ana, shelf):
    client = signed_in(ana)
    page = client.get(reverse("law"), {"list": shelf})
    links = re.findall(rf'href="(/law/entry/{shelf}/[^"?]+)"', page.content.decode())
    assert len(links) == len(law_now().corpus.shelf(shelf))
    assert len(page.content) < 150_000
    for link in links[:3]:
        assert client.get(link).status_code == 200


def test_the_law_of_another_day_is_another_page(ana):
    client = signed_in(ana)
    now, then = client.get("/law"), client.get("/law?on=2022-05-12")
    assert "no class is exempt" in text(now).lower()
    assert "no class is exempt" not in text(then).lower()
    assert "The law of Thu 12 May 2022" in text(then)
    assert "on=2022-05-12" in then.content.decode().split("/law/entry/authorities/")[1][:80]


def test_the_slider_leads_to_its_day_without_scripts(ana):
    answer = signed_in(ana).get("/law", {"day": "7846", "list": "forms"})
    assert answer.status_code == 302
    assert answer.url == "/law?list=forms&on=2022-05-12"


@pytest.mark.parametrize("typed", ["12 May", "2022-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_stays_in_its_field(ana, typed):
    answer = signed_in(ana).get("/law", {"on": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert "Type a date such as" in text(answer)


def test_the_life_of_an_entry_names_who_ended_it(ana):
    answer = signed_in(ana).get(reverse("law-entry", args=["authorities", "castro-tum"]))
    page = text(answer)
    entry = law_now().corpus.authorities["castro-tum"]
    for period in entry.in_force:
        assert period.status.replace("_", " ") in page
    enders = [period.by for period in entry.in_force if period.by and period.by != entry.id]
    assert enders
    for ender in enders:
        assert f"/law/entry/authorities/{ender}" in answer.content.decode()
    assert all(source.url in page for source in entry.sources)


def test_a_line_of_a_life_is_in_order_and_within_the_drawing(corpus):
    for entry in corpus.authorities.values():
        life = life_of(entry.in_force, corpus.authorities, TODAY, TODAY)
        assert 0 <= life.mark <= WIDE
        assert [each.x for each in life.stretches] == sorted(each.x for each in life.stretches)
        assert all(0 <= each.x <= WIDE and each.width > 0 for each in life.stretches)
        assert sum(each.here for each in life.stretches) <= 1


def test_an_id_given_up_leads_to_the_one_kept(ana, corpus):
    old, new = next((old, new) for old, new in corpus.aliases.items() if new in corpus.authorities and old not in corpus.authorities)
    answer = signed_in(ana).get(reverse("law-entry", args=["authorities", old]))
    assert answer.url == reverse("law-entry", args=["authorities", new])


@pytest.mark.parametrize(
    "address", ["/law/entry/authorities/no-such", "/law/entry/no-list/x", "/law/regimes/no-actor", "/law/own/edition/7"]
)
def test_what_is_not_there_is_not_there(ana, address):
    assert signed_in(ana).get(address).status_code == 404


def test_a_search_finds_by_words_and_by_id(ana):
    client = signed_in(ana)
    assert "/law/entry/authorities/castro-tum" in client.get("/law", {"words": "castro-tum"}).content.decode()
    assert "Try fewer words" in text(client.get("/law", {"words": "zebra xylophone"}))


def test_who_relies_on_an_entry_is_told_of_matters_that_one_may_see_and_of_no_others(ana, orozco):
    regime = law_now().corpus.actors["opla"].on(TODAY)
    for person, seen in ((ana, True), (a_person(), False), (a_person(Role.ADMINISTRATOR), False)):
        found = reliance.relying(person, "regimes", regime.id, TODAY)
        assert [row.id for row, _ in found.matters] == ([orozco] if seen else [])
        assert found.of == int(seen)
        page = signed_in(person).get(reverse("law-regime", args=["opla"]))
        assert (str(orozco) in page.content.decode()) is seen


def test_a_wall_hides_who_relies_from_then_on(ana, orozco):
    paralegal = a_person(Role.PARALEGAL)
    membership.grant(ana, orozco, paralegal, "member")
    regime = law_now().corpus.actors["opla"].on(TODAY)
    assert reliance.relying(paralegal, "regimes", regime.id, TODAY).matters
    membership.wall(ana, orozco, paralegal)
    assert reliance.relying(paralegal, "regimes", regime.id, TODAY).matters == []


def test_what_a_matter_rests_on_is_kept_sealed_until_its_facts_change(ana, orozco):
    deadline = next(iter(law_now().corpus.deadlines))
    reliance.relying(ana, "deadlines", deadline, TODAY)
    kept = Reliance.objects.get()
    assert b"authorities" not in bytes(kept.sealed)
    assert reliance.relying(ana, "deadlines", deadline, TODAY, seconds=-1).whole  # nothing was judged again
    writing.save(ana, orozco, 1, {"court": "Chicago"}, "moved")
    assert not reliance.relying(ana, "deadlines", deadline, TODAY, seconds=-1).whole
    assert reliance.relying(ana, "deadlines", deadline, TODAY).whole


def test_many_matters_are_read_a_while_at_a_time_and_the_page_says_how_far(ana, orozco):
    a_matter(ana)
    regime = law_now().corpus.actors["opla"].on(TODAY)
    found = reliance.relying(ana, "regimes", regime.id, TODAY, seconds=-1)
    assert (found.read, found.of, found.whole) == (0, 2, False)


def test_a_change_is_looked_at_saved_said_and_undone(ana, orozco):
    """The whole way: a form, whom it touches, saved, on every page, in the history, put back."""
    client = signed_in(ana)
    asked = client.post(reverse("law-change", args=["new"]), CHANGE)
    assert asked.url == reverse("law-preview")
    page = client.get(asked.url)
    assert "Nothing is saved yet" in text(page)
    assert "All 1 matters that you may see were compared" in text(page)
    assert editions.text_now() == ""
    client.post(reverse("law-save"))
    assert law_now().corpus.authorities[ROAD].status(TODAY) == "suspended"
    assert "Changed by this office" in text(client.get("/law"))
    assert "suspended" in text(client.get(reverse("law-entry", args=["authorities", ROAD])))
    client.post(reverse("law-change", args=[f"suspend {ROAD} from 2026-11-20"]), CHANGE | {"end": "2026-12-20"})
    client.post(reverse("law-save"))
    assert law_now().corpus.changes[0].end == dt.date(2026, 12, 20)
    client.post(reverse("law-put-back", args=[1]))
    client.post(reverse("law-save"))
    assert law_now().corpus.changes[0].end is None
    assert [each.who for each in editions.editions()] == ["Ana Ruiz"] * 3
    client.post(reverse("law-take-out", args=[f"suspend {ROAD} from 2026-11-20"]))
    client.post(reverse("law-save"))
    assert law_now().corpus.changes == []


def test_whom_a_change_touches_is_what_the_docket_says(ana, orozco):
    after = editions.corpus_with(SAID)
    look = touched.touched(ana, law_now().corpus, after, TODAY)
    assert [each.row.id for each in look.touched] == [orozco]
    assert any("ask early" in note for note in look.touched[0].notes)
    ended = ("cfr-1003-18-c", "ina-240", "cfr-239-2")
    lines = [f"- {{authority: {name}, act: suspend, from: 2026-11-20, author: A, source: B}}" for name in ended]
    gone = "\n".join(["changes:", *lines])
    look = touched.touched(ana, law_now().corpus, editions.corpus_with(gone), TODAY)
    assert any(change.moved_by == "law" for change in look.touched[0].changes)
    assert touched.touched(a_person(), law_now().corpus, after, TODAY).touched == []


def test_wrong_input_keeps_what_was_typed_and_says_what_to_do(ana):
    client = signed_in(ana)
    answer = client.post(reverse("law-change", args=["new"]), CHANGE | {"authority": "no-such", "end": "2026-11-20"})
    assert answer.status_code == 422
    assert 'value="no-such"' in answer.content.decode()
    assert "Find it in the law first" in text(answer)
    assert "It has to lie after the first day" in text(answer)


def test_the_corpus_own_checks_hold_for_pages_too(ana):
    client = signed_in(ana)
    client.post(reverse("law-change", args=["new"]), CHANGE)
    client.post(reverse("law-save"))
    answer = client.post(reverse("law-change", args=["new"]), CHANGE | {"act": "end"})
    assert answer.status_code == 422
    assert "another change says" in text(answer)


@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.VOLUNTEER, Role.REPRESENTATIVE, Role.AUDITOR])
def test_only_an_administrator_or_an_attorney_edits(role):
    client = signed_in(a_person(role))
    assert client.get(reverse("law-notes")).status_code == 200
    for name in ("law-note", "law-change"):
        assert client.get(reverse(name, args=["new"])).status_code == 403
        assert client.post(reverse(name, args=["new"]), CHANGE | NOTE).status_code == 403
    assert client.post(reverse("law-save")).status_code == 403
    assert "/law/own/note/new" not in client.get(reverse("law-notes")).content.decode()


def test_two_who_edit_at_once_do_not_overwrite_each_other(ana):
    ben = a_person(name="Ben")
    seen = editions.mark(editions.text_now())
    editions.save(ana, SAID, seen, "hers")
    with pytest.raises(BadInput, match="meanwhile"):
        editions.save(ben, "", seen, "his")
    assert "Denver" in editions.text_now()


def test_an_edit_made_by_hand_is_kept_as_an_edition(ana):
    current().overlay.mkdir(parents=True)
    by_hand = f"# by hand\n{SAID}"
    (current().overlay / editions.FILE).write_text(by_hand)
    own = editions.parsed(by_hand)
    editions.save(ana, editions.written(own.without("d")), editions.mark(by_hand), "taken out")
    newest, found = editions.editions()
    assert (found.text, found.who) == (by_hand, "")
    assert newest.who == "Ana Ruiz"
    assert b"by hand" not in bytes(Edition.objects.get(pk=1).sealed)


def test_what_is_overdue_is_named_with_where_to_look(ana):
    page = unescape(text(signed_in(ana).get(reverse("law-age"))))
    lives = [(each, each.period(TODAY)) for each in law_now().corpus.authorities.values() if each.stale(TODAY)]
    stale = [each for each, period in lives if period and period.end is None]
    assert stale
    assert all(" ".join(each.cite.split()) in page for each in stale)
