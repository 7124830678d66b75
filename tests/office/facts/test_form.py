"""Facts by form: what is typed, what is saved, what was before, and whose exhibits prove it."""

import re

import pytest

from forbear.office.facts.groups import GROUPS, group_of
from forbear.office.facts.typed import read_typed, written
from forbear.office.facts.words import called, unnamed
from forbear.office.matters import reading, writing
from tests.office.building import a_matter, a_person
from tests.office.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return a_person()


@pytest.fixture
def matter(ana):
    return a_matter(ana)


def address(matter, group):
    return f"/matter/{matter}/facts/{group}/"


def as_shown(client, matter, group):
    """What a browser would send back if nothing were changed."""
    from html import unescape

    page = client.get(address(matter, group)).content.decode()
    form = page.partition('class="facts-form"')[2].partition("</form>")[0]
    sent = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="(?:hidden|text)"[^>]* name="([^"]+)" value="([^"]*)"', form)
    }
    sent |= {unescape(name): unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)}
    sent |= {unescape(name): value for name, value in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked', form)}
    sent |= {unescape(name): value for name, value in re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked', form)}
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        found = re.search(r'value="([^"]*)" selected', options)
        sent[unescape(name)] = found[1] if found else ""
    sent |= {
        unescape(name): unescape(text)
        for name, text in re.findall(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S)
    }
    return sent


def fact(ana, matter, path):
    return reading.opened(ana, matter).case.at(path)


def test_every_field_and_value_has_words_and_a_place():
    assert unnamed() == []
    from forbear.casefile.fields import fields

    assert [path for path in fields() if group_of(path) is None and not path.startswith("evidence[")] == []
    assert called("family[3].status", "es") == "Estatus migratorio"


@pytest.mark.parametrize("group", [group.id for group in GROUPS])
def test_a_form_sent_back_as_it_was_changes_nothing(ana, group):
    from pathlib import Path

    import forbear.demo
    from forbear.casefile.reading import as_data, read_case

    case = read_case(Path(forbear.demo.__file__).parent / "orozco")
    matter = writing.create(ana, {key: value for key, value in as_data(case).items() if key != "format"}, "")
    client = signed_in(ana)
    answered = client.post(address(matter, group), as_shown(client, matter, group))
    assert answered.status_code == 302
    assert reading.opened(ana, matter).revision == 1


def test_yes_no_and_not_known_are_three_answers(ana, matter):
    client = signed_in(ana)
    sent = as_shown(client, matter, "custody")
    for text, value in (("yes", True), ("no", False), ("", None)):
        base = {"base": reading.opened(ana, matter).revision}
        client.post(address(matter, "custody"), sent | base | {"proceedings.custody.detained": text})
        assert fact(ana, matter, "proceedings.custody.detained") is value


def test_wrong_input_keeps_all_that_was_typed_and_saves_nothing(ana, matter):
    client = signed_in(ana)
    sent = as_shown(client, matter, "person") | {"person.birth_date": "1/2/1990", "person.address": "12 <Elm> St"}
    refused = client.post(address(matter, "person"), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="1/2/1990"' in page
    assert "12 &lt;Elm&gt; St" in page
    assert "2 January 1990 or 1 February 1990" in page or "January" in page
    assert fact(ana, matter, "person.address") is None


def test_what_contradicts_another_fact_is_said_at_its_box(ana, matter):
    client = signed_in(ana)
    writing.save(ana, matter, 1, {"person.birth_date": "1990-05-01"}, "")
    sent = as_shown(client, matter, "entries") | {"entry[0].date": "1980-01-01", "entry[0].manner": "admitted"}
    refused = client.post(address(matter, "entries"), sent)
    assert refused.status_code == 422
    assert "birth after an entry" in refused.content.decode()
    assert 'value="1980-01-01"' in refused.content.decode()


def test_rows_are_added_changed_and_taken_out(ana, matter):
    client = signed_in(ana)
    client.post(address(matter, "family"), as_shown(client, matter, "family") | {"family[0].name": "Luz", "family[0].relation": "child"})
    client.post(
        address(matter, "family"),
        as_shown(client, matter, "family") | {"family[0].name": "Lucía", "family[1].name": "Eva", "family[1].relation": "spouse"},
    )
    assert [item["name"] for item in fact(ana, matter, "family")] == ["Lucía", "Eva"]
    client.post(address(matter, "family"), as_shown(client, matter, "family") | {"remove family[0]": "1"})
    assert fact(ana, matter, "family") == [{"name": "Eva", "relation": "spouse"}]


def test_known_none_is_ticked_and_unticked(ana, matter):
    client = signed_in(ana)
    client.post(address(matter, "arrests"), as_shown(client, matter, "arrests") | {"none criminal": "1"})
    assert fact(ana, matter, "criminal") == []
    sent = as_shown(client, matter, "arrests")
    assert sent["none criminal"] == "1"
    sent.pop("none criminal")
    client.post(address(matter, "arrests"), sent)
    assert fact(ana, matter, "criminal") is None
    refused = client.post(address(matter, "arrests"), sent | {"none criminal": "1", "criminal[0].charge": "theft"})
    assert refused.status_code == 422


def test_two_people_on_different_facts_are_both_kept(ana, matter):
    client = signed_in(ana)
    sent = as_shown(client, matter, "person")
    writing.save(ana, matter, 1, {"person.birth_date": "1990-05-01"}, "")
    client.post(address(matter, "person"), sent | {"person.marital_status": "married"})
    assert fact(ana, matter, "person.birth_date").isoformat() == "1990-05-01"
    assert fact(ana, matter, "person.marital_status") == "married"


def test_two_people_on_one_fact_see_both(ana, matter):
    client = signed_in(ana)
    sent = as_shown(client, matter, "person")
    writing.save(ana, matter, 1, {"person.marital_status": "single"}, "")
    both = client.post(address(matter, "person"), sent | {"person.marital_status": "married", "person.address": "1 Elm St"})
    assert both.status_code == 409
    page = both.content.decode()
    assert "single" in page
    assert "married" in page
    from html import unescape

    hidden = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(base|changes|then)" value="([^"]*)"', page)}
    client.post(f"/matter/{matter}/facts/settle/", hidden | {"choose person.marital_status": "theirs"})
    assert fact(ana, matter, "person.marital_status") == "single"
    assert fact(ana, matter, "person.address") == "1 Elm St"


def test_history_says_who_and_what_and_is_undone_fact_by_fact(ana, matter):
    client = signed_in(ana)
    client.post(address(matter, "person"), as_shown(client, matter, "person") | {"person.marital_status": "married", "why": "she said so"})
    page = client.get(f"/matter/{matter}/facts/history/?group=person").content.decode()
    assert str(ana) in page
    assert "she said so" in page
    assert "married" in page
    client.post(f"/matter/{matter}/facts/undo/", {"path": "person.marital_status", "n": 2})
    assert fact(ana, matter, "person.marital_status") is None
    assert reading.opened(ana, matter).revision == 3


def test_undoing_what_someone_changed_since_asks_first(ana, matter):
    client = signed_in(ana)
    writing.save(ana, matter, 1, {"person.marital_status": "married"}, "")
    writing.save(ana, matter, 2, {"person.marital_status": "widowed"}, "")
    assert client.post(f"/matter/{matter}/facts/undo/", {"path": "person.marital_status", "n": 2}).status_code == 409
    assert fact(ana, matter, "person.marital_status") == "widowed"
    assert client.post(f"/matter/{matter}/facts/undo/", {"path": "person.address", "n": 2}).status_code == 302


def test_exhibits_that_prove_a_fact_stand_beside_it(ana):
    matter = a_matter(ana, evidence=[{"id": "E1", "kind": "birth-certificate-self", "proves": ["person.birth_date"]}])
    assert "proved by E1" in signed_in(ana).get(address(matter, "person")).content.decode()


def test_who_may_not_see_the_matter_finds_no_form(ana, matter):
    stranger = signed_in(a_person())
    for page in ("", "person/", "history/"):
        assert stranger.get(f"/matter/{matter}/facts/{page}").status_code == 404
    assert stranger.post(address(matter, "person"), {"person.address": "x"}).status_code == 404
    assert stranger.post(f"/matter/{matter}/facts/undo/", {"path": "person.address", "n": 1}).status_code == 404


def test_what_is_written_in_a_box_is_read_back_equal():
    for path, value in (
        ("person.languages", ["Mam", "es"]),
        ("taxes.years_filed", [2019, 2020]),
        ("compliance.hearings_missed", []),
        ("proceedings.custody.bond", 1500),
        ("residence.state", "CO"),
        ("security.gang", "the I-213 alleges it"),
        ("security.gang", False),
    ):
        assert read_typed(path, written(path, value)) == (value, "")
