"""What must not pass unseen is told at once to whom it touches, stands out in the log, and the rules find it there."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from forbear.office.alarms import raising, rules
from forbear.office.alarms.models import Alarm, Told
from forbear.office.alarms.rules import Line, findings
from forbear.office.audit.models import Entry
from forbear.office.matters import glass, membership, reading, writing
from forbear.office.matters.membership import NotThere
from forbear.office.matters.models import Glass
from forbear.office.people.may import NotForRole
from forbear.office.people.models import Person, Role
from forbear.problem import BadInput
from tests.office.building import a_matter, a_person, signed_in

pytestmark = pytest.mark.django_db
WHY = "hearing tomorrow, nobody on it can be reached: Canary"


@pytest.fixture
def lead():
    return a_person(name="Ana Ruiz")


@pytest.fixture
def admin():
    return a_person(Role.ADMINISTRATOR, name="Omar Diallo")


@pytest.fixture
def matter(lead):
    return a_matter(lead)


def test_broken_glass_lets_an_administrator_read_and_nothing_more_and_ends_by_itself(lead, admin, matter):
    with pytest.raises(NotThere):
        reading.opened(admin, matter)
    glass.break_glass(admin, matter, WHY, 2)
    opened = reading.opened(admin, matter)
    assert (opened.role, opened.may_write) == ("reader", False)
    assert [row.id for row in reading.rows(admin)] == [matter]
    for change in (
        lambda: writing.save(admin, matter, 1, {"court": "Boston"}, ""),
        lambda: membership.grant(admin, matter, admin, "lead"),
        lambda: membership.unwall(admin, matter, lead),
    ):
        with pytest.raises(BadInput):
            change()
    Glass.objects.update(until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(NotThere):
        reading.opened(admin, matter)
    glass.break_glass(admin, matter, WHY, 2)
    glass.mend(admin, matter)
    with pytest.raises(NotThere):
        reading.opened(admin, matter)


def test_a_wall_is_not_broken_before_or_after(lead, admin, matter):
    membership.wall(lead, matter, admin)
    with pytest.raises(NotThere):
        glass.break_glass(admin, matter, WHY, 2)
    assert glass.to_break(admin) == []
    assert not Alarm.objects.exists()
    membership.unwall(lead, matter, admin)
    glass.break_glass(admin, matter, WHY, 2)
    membership.wall(lead, matter, admin)
    with pytest.raises(NotThere):
        reading.opened(admin, matter)


def test_everybody_it_touches_is_told_and_the_log_keeps_it_under_its_own_name(lead, admin, matter):
    other, reader, walled, stranger = a_person(Role.ADMINISTRATOR), a_person(Role.PARALEGAL), a_person(), a_person()
    for person in (reader, walled):
        membership.grant(lead, matter, person, "reader")
    membership.wall(lead, matter, walled)
    glass.break_glass(admin, matter, WHY, 2)
    assert {each.person for each in Told.objects.all()} == {lead, reader, other}
    line = Entry.objects.get(action="BREAK GLASS")
    assert (line.person, line.matters, line.outcome) == (str(admin.pk), str(matter), "open for 2 h")
    assert "Canary" not in str(list(Entry.objects.values()))
    assert [(each.who, each.why) for each in glass.broken(reader, matter)] == [("Omar Diallo", WHY)]
    for person in (other, walled, stranger):
        with pytest.raises(NotThere):
            glass.broken(person, matter)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_breaks_glass(matter, role):
    with pytest.raises(NotForRole):
        glass.break_glass(a_person(role), matter, WHY, 2)


@pytest.mark.parametrize(("why", "hours"), [("", 2), ("short", 2), (WHY, 0), (WHY, 25)])
def test_it_wants_a_reason_and_an_end(admin, matter, why, hours):
    with pytest.raises(BadInput):
        glass.break_glass(admin, matter, why, hours)
    assert not Glass.objects.exists()


def test_the_alarm_stands_on_every_page_until_it_is_seen(lead, admin, matter, client):
    keeper = signed_in(client, admin)
    page = keeper.get(reverse("alarms-glass")).content.decode()
    assert str(matter) in page
    assert "Quetzal" not in page
    given = {"matter": str(matter), "why": "short", "hours": "2"}
    assert keeper.post(reverse("alarms-glass"), given).status_code == 422
    assert keeper.post(reverse("alarms-glass"), given | {"matter": "11111111-1111-4111-8111-111111111111", "why": WHY}).status_code == 422
    assert keeper.post(reverse("alarms-glass"), given | {"why": WHY})["Location"] == reverse("overview", args=[matter])
    assert "by broken glass until" in keeper.get(reverse("overview", args=[matter])).content.decode()
    on_it = signed_in(Client(), lead)
    for name in ("docket", "calendar", "tokens"):
        page = on_it.get(reverse(name)).content.decode()
        assert "Omar Diallo opened the matter" in page, name
        assert "Canary" not in page
    assert WHY in on_it.get(reverse("who", args=[matter])).content.decode()
    told = Told.objects.get(person=lead)
    assert keeper.post(reverse("alarms-seen", args=[told.pk])).status_code == 302
    assert raising.unseen(lead), "another person's alarm is not theirs to put away"
    assert on_it.post(reverse("alarms-seen", args=[told.pk]), {"next": "//example.com"})["Location"] == "/"
    assert "Omar Diallo opened" not in on_it.get("/").content.decode()
    assert keeper.post(reverse("alarms-mend", args=[matter])).status_code == 302
    assert keeper.get(reverse("overview", args=[matter])).status_code == 404


def test_who_appoints_themselves_is_seen_by_the_others(lead, admin, matter):
    member, other = a_person(Role.PARALEGAL), a_person(Role.ADMINISTRATOR)
    membership.grant(lead, matter, member, "member")
    Person.objects.filter(pk=lead.pk).update(is_active=False)
    membership.appoint(admin, matter, admin)
    assert {each.person for each in Told.objects.filter(alarm__kind="LEAD APPOINTED")} == {member, other, admin}


def at(minute, seq, *, person="p", action="get overview", matters=(), outcome="200"):
    noon = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC).astimezone()
    return Line(seq, noon.replace(hour=12, minute=0) + dt.timedelta(minutes=minute), person, action, tuple(matters), outcome)


def found(lines):
    return [(each.rule.id, each.person, each.first.seq, each.last.seq, each.n) for each in findings(lines)]


def test_failed_sign_ins_count_by_account_and_within_their_time():
    wrong = [at(number, number + 1, action="post account_login", outcome="wrong password") for number in range(4)]
    assert found(wrong) == []
    assert found([*wrong, at(14, 9, action="post account_login", outcome="wrong password")]) == [("sign-in", "p", 1, 9, 5)]
    assert found([*wrong, at(17, 9, action="post account_login", outcome="wrong password")]) == []
    assert found([*wrong, at(5, 9, action="post account_login", outcome="302")]) == []
    assert found([*wrong, at(5, 9, person="q", action="post account_login", outcome="wrong password")]) == []


def test_many_matters_are_different_ones_and_one_stretch_is_one_finding():
    same = [at(number / 2, number + 1, matters=["m"]) for number in range(60)]
    assert found(same) == []
    many = [at(number / 2, number + 1, matters=[f"m{number}"]) for number in range(60)]
    assert found(many) == [("many", "p", 1, 60, 60)]
    apart = [at(number * 2, number + 1, matters=[f"m{number}"]) for number in range(60)]
    assert found(apart) == []


def test_what_is_taken_out_refused_or_done_at_night_is_found():
    assert found([at(1, number, action="get papers-word") for number in range(1, 21)]) == [("taken", "p", 1, 20, 20)]
    assert found([at(1, number, outcome="404") for number in range(1, 21)]) == [("refused", "p", 1, 20, 20)]
    assert found([at(11.5 * 60, 1, matters=["m"])]) == [("night", "p", 1, 1, 1)]
    assert found([at(11.5 * 60, 1)]) == []
    assert found([at(1, 1, action="BREAK GLASS", matters=["m"])]) == [("glass", "p", 1, 1, 1)]


def test_every_kind_that_stands_out_has_a_rule():
    for kind in raising.Kind:
        assert len(found([at(1, 1, action=str(kind))])) == 1, kind


def test_the_page_shows_what_is_found_to_who_reads_the_log_and_nobody_else(lead, admin, matter, client):
    Person.objects.filter(pk=lead.pk).update(email="ana@example.org")
    for _ in range(5):
        Client().post(reverse("account_login"), {"login": "ana@example.org", "password": "wrong"})
    assert Entry.objects.filter(person=str(lead.pk), outcome="wrong password").count() == 5
    glass.break_glass(admin, matter, WHY, 2)
    auditor = signed_in(client, a_person(Role.AUDITOR))
    page = auditor.get(reverse("alarms")).content.decode()
    for said in ("5 failed sign-ins", "opened a matter that they are not on", "Ana Ruiz", "not seen yet", str(matter)):
        assert said in page, said
    assert "Canary" not in page
    assert "Quetzal" not in page
    log = auditor.get(reverse("log")).content.decode()
    assert '<strong class="grave">BREAK GLASS</strong>' in log
    assert signed_in(Client(), lead).get(reverse("alarms")).status_code == 403
    assert auditor.get(reverse("alarms-glass")).status_code == 403


def test_the_rules_read_what_the_log_holds(lead, matter):
    reading.opened(lead, matter)
    assert any(line.matters == (str(matter),) for line in rules.lately())
