"""A new matter is compared with every other. Who opens it learns of none that they may not see: same words, same marks, same writing."""

import re
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from forbear.office.conflicts.comparing import Sought, hits
from forbear.office.conflicts.intake import SIZE, note_of, open_matter
from forbear.office.conflicts.models import Check
from forbear.office.conflicts.waiting import waiting
from forbear.office.matters import membership
from forbear.office.matters.models import Matter
from forbear.office.people.models import Role
from tests.office.building import a_matter, a_person, facts
from tests.office.docket.test_docket import a_row
from tests.office.signing_in import signed_in

pytestmark = pytest.mark.django_db
FAMILY = {"family": [{"relation": "spouse", "status": "none", "name": "Mateo Coc Choc"}]}


@pytest.mark.parametrize(
    ("new", "row", "how"),
    [
        (Sought(["Rosa Peña Coc"], "", []), {"name": "ROSA PENA COC"}, "name"),
        (Sought(["Rosa Pena"], "", []), {"name": "Rosa Peña Coc"}, "name"),
        (Sought(["Coc, Rosa Peña"], "", []), {"name": "Rosa Peña Coc"}, "name"),
        (Sought(["Roza Penna Cok"], "", []), {"name": "Rosa Peña Coc"}, None),
        (Sought(["Rosa Penna Coc"], "", []), {"name": "Rosa Peña Coc"}, "name"),
        (Sought(["Chela Coc"], "", []), {"name": "Rosa Peña", "other_names": ["Chela Coc"]}, "name"),
        (Sought(["Rosa"], "", []), {"name": "Rosa Peña Coc"}, None),
        (Sought(["Rosa Ajú"], "", []), {"name": "Rosa Peña Coc"}, None),
        (Sought(["X Y"], "200555123", []), {"name": "Rosa Peña Coc", "a_number": "A200-555-123"}, "number"),
        (Sought(["X Y"], "", ["Rosa Peña Coc"]), {"name": "Rosa Peña Coc"}, "client-there"),
        (Sought(["Mateo Coc"], "", []), {"name": "Rosa Peña", "parties": ["Mateo Coc Choc"]}, "named-there"),
        (Sought([], "", []), {"name": ""}, None),
    ],
)
def test_who_is_taken_for_whom(new, row, how):
    found = hits(new, [a_row(**{"a_number": "", **row})])
    assert [hit.how for hit in found] == ([how] if how else [])


def what_is_seen(person, name, number):
    """All that somebody sees of opening a matter, without what they typed themselves: status, pages, and the statements that were run."""
    client, run = signed_in(person), []

    def noted(execute, sql, *rest):
        run.append(re.sub(r"_x\d+|\ds\d+_", "", sql))  # without the numbers of savepoints
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        answer = client.post("/matter/new/", {"name": name, "a_number": number})
    pages = [client.get(address).content.decode() for address in (answer["Location"], "/")]
    typed = f'[0-9a-f]{{8}}-[0-9a-f-]{{27}}|value="\\w{{64}}"|{name}|{number}|{number[-4:]}'
    Matter.objects.filter(opened_by=person).delete()
    return answer.status_code, [re.sub(typed, "·", page) for page in pages], run


def test_a_prober_sees_and_writes_the_same_whether_a_client_is_there_or_not():
    lead, prober = a_person(), a_person()
    a_matter(lead, **FAMILY)
    walled = a_matter(lead, name="Beto Xol Tzul", person={"full_name": "Beto Xol Tzul", "a_number": "A201-000-001"})
    membership.grant(lead, walled, prober, "member")
    membership.wall(lead, walled, prober)
    what_is_seen(prober, "Nadie Nadie", "A277777777")  # so that all rows are known to the process
    nobody = what_is_seen(prober, "Nadie Nunca", "A299999999")
    assert any("conflicts_check" in sql for sql in nobody[2])
    for name, number in (("Ana Quetzal Ixil", "A200555123"), ("Mateo Coc Choc", "A288888888"), ("Beto Xol Tzul", "A201000001")):
        assert what_is_seen(prober, name, number) == nobody
    assert len([each for each in Check.objects.all() if note_of(each).hits]) == 3
    assert waiting(prober) == []
    assert len({len(bytes(each.sealed)) for each in Check.objects.all()}) == 1
    assert all(len(bytes(each.sealed)) > SIZE for each in Check.objects.all())
    page = signed_in(prober).get(reverse("conflicts")).content.decode()
    assert "Nothing waits for you here." in page


def test_the_lead_hears_of_their_own_matter_and_an_administrator_of_both_by_number_without_a_name():
    lead, opener, boss = a_person(), a_person(), a_person(role=Role.ADMINISTRATOR)
    old = a_matter(lead)
    new = open_matter(opener, facts(name="Ana Quetzal", person={"full_name": "Ana Quetzal"}, **FAMILY), "opened")
    (told,) = waiting(lead)
    assert (told.mine, told.pairs, told.new) == ([(old, "name")], [], None)
    seen_by_lead = signed_in(lead).get(reverse("conflicts")).content.decode()
    assert f"/matter/{old}/" in seen_by_lead
    assert str(new) not in seen_by_lead
    assert str(opener) not in seen_by_lead
    assert "1 possible conflict waits for you" in signed_in(lead).get("/").content.decode()
    page = signed_in(boss).get(reverse("conflicts")).content.decode()
    assert str(old) in page
    assert str(new) in page
    assert str(lead) in page
    assert "Quetzal" not in page
    (check,) = Check.objects.all()
    assert signed_in(lead).post(reverse("conflicts-settle", args=[check.pk])).status_code == 404
    assert signed_in(boss).post(reverse("conflicts-settle", args=[check.pk])).status_code == 302
    assert waiting(lead) == waiting(boss) == []
    assert Check.objects.get().settled_by == boss


def test_what_finds_nothing_or_only_ones_own_waits_for_nobody():
    lead, boss = a_person(), a_person(role=Role.ADMINISTRATOR)
    a_matter(lead)
    open_matter(lead, facts(), "again")
    assert note_of(Check.objects.get()).hits == []
    assert waiting(boss) == []


def test_a_table_and_a_program_are_compared_too(client):
    lead, opener = a_person(), a_person()
    old = a_matter(lead)
    from tests.office.facts.test_opening import send

    table = signed_in(opener)
    send(table)
    assert "you have such a matter" not in table.get("/matter/import/preview/").content.decode()
    assert table.post("/matter/import/preview/", {"import": "1", "row": ["3"]}).status_code == 302
    assert [each.mine for each in waiting(lead)] == [[(old, "number")]]


def test_who_can_lead_nothing_has_no_such_page():
    assert signed_in(a_person(role=Role.PARALEGAL)).get(reverse("conflicts")).status_code == 403
    assert signed_in(a_person()).post(reverse("conflicts-settle", args=[uuid.uuid4()])).status_code == 404
