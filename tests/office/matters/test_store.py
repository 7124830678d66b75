"""A matter is read and written by those on it, two at once without loss, and every time leaves its line."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.utils import timezone

from forbear.office.audit.chain import walk
from forbear.office.audit.end import End
from forbear.office.audit.models import Entry, Head
from forbear.office.audit.visit import visiting
from forbear.office.matters import membership, reading, rows, writing
from forbear.office.matters.changes import ABSENT
from forbear.office.matters.judged import judged, law_now, proved
from forbear.office.matters.membership import NotThere
from forbear.office.matters.models import ListRow, Matter, MatterKey, Revision
from forbear.office.people.models import Role
from forbear.office.place import office_keys
from forbear.office.rights.changing import let_go
from forbear.office.safekeeping.verifying import verify, verify_log
from forbear.problem import BadInput
from forbear.vault.keys import WontOpen
from tests.office.building import a_matter, a_person, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def matter(lead):
    return a_matter(lead)


def test_a_matter_opens_as_the_case_file_that_was_given(lead):
    given = facts(family=[], entry=[{"date": "2011-03-04", "manner": "without-inspection"}], as_of="2026-11-20")
    matter = writing.create(lead, given | {"format": "forbear-case/1"}, "intake")
    opened = reading.opened(lead, matter)
    assert opened.facts == given | {
        "entry": [{"date": dt.date(2011, 3, 4), "manner": "without-inspection"}],
        "as_of": dt.date(2026, 11, 20),
    }
    assert (opened.revision, opened.role, opened.row.name) == (1, "lead", "Ana Quetzal Ixil")
    assert opened.case.items("family") == []


def test_facts_that_no_case_file_may_hold_are_refused_whole(lead, matter):
    with pytest.raises(BadInput) as refused:
        writing.create(lead, {"person": {"shoe_size": 40}, "circuit": "99"}, "intake")
    assert len(refused.value.problems) == 2
    with pytest.raises(BadInput, match="expected a date"):
        writing.save(lead, matter, 1, {"person.birth_date": "soon", "court": "Boston"}, "")
    with pytest.raises(BadInput, match="no case file has such a field"):
        writing.save(lead, matter, 1, {"person.shoe_size": 40}, "")
    assert reading.opened(lead, matter).revision == 1
    assert Matter.objects.count() == 1


def test_two_people_who_change_different_facts_both_keep_theirs(lead, matter):
    other = a_person(Role.PARALEGAL)
    membership.grant(lead, matter, other, "member")
    assert writing.save(lead, matter, 1, {"court": "Boston", "circuit": "1"}, "moved") == writing.Saved(2)
    assert writing.save(other, matter, 1, {"person.birth_date": "1990-01-02"}, "asked") == writing.Saved(3)
    opened = reading.opened(other, matter)
    assert (opened.facts["court"], opened.facts["person"]["birth_date"]) == ("Boston", dt.date(1990, 1, 2))
    assert [(past.n, past.who, past.why, past.changed) for past in reading.history(lead, matter)] == [
        (3, str(other), "asked", ["person.birth_date"]),
        (2, str(lead), "moved", ["circuit", "court"]),
        (1, str(lead), "intake", ["circuit", "court", "person"]),
    ]


def test_two_people_who_change_the_same_fact_see_both_and_nothing_is_written(lead, matter):
    writing.save(lead, matter, 1, {"court": "Boston"}, "moved")
    clash = writing.save(lead, matter, 1, {"court": "Chicago", "person.called": "Ms. Quetzal"}, "moved")
    assert clash == writing.Conflict(1, 2, {"court": writing.Clash("Denver", "Boston", "Chicago")})
    assert reading.opened(lead, matter).facts == facts(court="Boston")
    assert writing.save(lead, matter, clash.revision, {"court": "Chicago"}, "sure") == writing.Saved(3)


def test_saving_what_stands_writes_nothing(lead, matter):
    assert writing.save(lead, matter, 1, {"court": "Denver"}, "") == writing.Saved(1)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("base", [0, 2, -1])
def test_a_revision_that_never_was_is_no_base(lead, matter, base):
    with pytest.raises(BadInput, match="expected a revision from 1 to 1"):
        writing.save(lead, matter, base, {"court": "Boston"}, "")


def test_an_earlier_revision_is_put_back_as_a_new_one(lead, matter):
    writing.save(lead, matter, 1, {"court": ABSENT, "family": [{"relation": "child", "status": "usc"}]}, "wrong client")
    assert writing.put_back(lead, matter, 2, 1, "undone") == writing.Saved(3)
    assert reading.opened(lead, matter).facts == facts()
    assert reading.facts_at(lead, matter, 2)["family"] == [{"relation": "child", "status": "usc"}]
    assert reading.compared(lead, matter, 1, 2)["court"] == ("Denver", ABSENT)


def test_documents_stand_beside_the_facts_with_a_history_of_their_own(lead, matter):
    saved = writing.keep(lead, matter, "draft", {"text": "Dear counsel"}, "first")
    writing.keep(lead, matter, "draft", {"text": "Dear Ms. Lane"}, "name", document=saved.document, base=1)
    clash = writing.keep(lead, matter, "draft", {"text": "To whom"}, "late", document=saved.document, base=1)
    assert clash == writing.Conflict(1, 2, {"": writing.Clash({"text": "Dear counsel"}, {"text": "Dear Ms. Lane"}, {"text": "To whom"})})
    assert [(each.revision, each.content) for each in reading.documents(lead, matter, "draft")] == [(2, {"text": "Dear Ms. Lane"})]
    assert [each.why for each in reading.past_of_document(lead, matter, saved.document)] == ["name", "first"]
    assert reading.document(lead, matter, saved.document, 1).content == {"text": "Dear counsel"}
    assert reading.opened(lead, matter).revision == 1
    other = a_matter(lead)
    for which, kind in ((other, "draft"), (matter, "letter")):
        with pytest.raises(BadInput, match="is not a document of this kind in this matter"):
            writing.keep(lead, which, kind, {}, "", document=saved.document, base=2)
    with pytest.raises(NotThere):
        reading.document(lead, other, saved.document)
    with pytest.raises(BadInput, match="is not a document"):
        writing.keep(lead, matter, "facts", {}, "", document=matter, base=1)


def test_a_person_without_a_right_learns_nothing(lead, matter):
    strangers = [a_person(role) for role in Role]
    document = writing.keep(lead, matter, "draft", {}, "").document
    nowhere = uuid.uuid4()
    for stranger in strangers:
        assert reading.rows(stranger) == []
        for which in (matter, nowhere):
            for ask in (
                reading.opened,
                reading.history,
                lambda who, which: reading.facts_at(who, which, 1),
                lambda who, which: reading.documents(who, which, "draft"),
                lambda who, which: reading.document(who, which, document),
                lambda who, which: writing.save(who, which, 1, {"court": "X"}, ""),
                lambda who, which: writing.keep(who, which, "draft", {}, ""),
                lambda who, which: membership.grant(who, which, who, "lead"),
                membership.members,
            ):
                with pytest.raises(NotThere) as told:
                    ask(stranger, which)
                assert str(told.value) == ""


def test_readers_do_not_write_and_members_do_not_grant(lead, matter):
    reader, member = a_person(), a_person()
    membership.grant(lead, matter, reader, "reader")
    membership.grant(lead, matter, member, "member")
    assert not reading.opened(reader, matter).may_write
    with pytest.raises(BadInput, match="may read this matter and not change it"):
        writing.save(reader, matter, 1, {"court": "X"}, "")
    for person in (reader, member):
        with pytest.raises(BadInput, match="only the lead"):
            membership.grant(person, matter, a_person(), "reader")


def test_a_matter_always_has_someone_who_answers_for_it(lead, matter):
    second = a_person(Role.REPRESENTATIVE)
    for refused in (
        lambda: membership.revoke(lead, matter, lead),
        lambda: membership.grant(lead, matter, lead, "reader"),
        lambda: membership.wall(lead, matter, lead),
    ):
        with pytest.raises(BadInput, match="only lead"):
            refused()
    for role in (Role.PARALEGAL, Role.VOLUNTEER):
        with pytest.raises(BadInput, match="cannot answer for a matter"):
            membership.grant(lead, matter, a_person(role), "lead")
    with pytest.raises(BadInput, match="is an auditor"):
        membership.grant(lead, matter, a_person(Role.AUDITOR), "reader")
    membership.grant(lead, matter, second, "lead")
    membership.revoke(lead, matter, lead)
    assert [row.id for row in reading.rows(second)] == [matter]
    assert reading.rows(lead) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ATTORNEY, Role.PARALEGAL])
def test_a_wall_beats_role_and_membership_before_and_after(lead, matter, role):
    person, other = a_person(role), a_matter(lead, name="Berta Coc")
    for which in (matter, other):
        membership.grant(lead, which, person, "member")
    membership.wall(lead, matter, person)
    membership.grant(lead, matter, person, "member")
    assert [row.id for row in reading.rows(person)] == [other]
    for ask in (reading.opened, reading.history, membership.members):
        with pytest.raises(NotThere):
            ask(person, matter)
    with pytest.raises(NotThere):
        writing.save(person, matter, 1, {"court": "X"}, "")
    assert [(each.person, each.walled) for each in membership.members(lead, matter) if each.person == person] == [(person, True)]
    membership.unwall(lead, matter, person)
    assert reading.opened(person, matter).role == "member"


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_who_is_not_active_or_becomes_an_auditor_sees_nothing_whatever_stands(lead, matter, change):
    for name, value in change.items():
        setattr(lead, name, value)
    lead.save()
    assert reading.rows(lead) == []
    with pytest.raises(NotThere):
        reading.opened(lead, matter)


def test_who_leaves_sees_nothing_and_their_matters_get_a_new_lead(lead, matter):
    administrator, heir = a_person(Role.ADMINISTRATOR), a_person()
    assert reading.rows(administrator) == []
    let_go(administrator, lead)
    lead.refresh_from_db()
    assert reading.rows(lead) == []
    with pytest.raises(NotThere):
        reading.opened(lead, matter)
    assert membership.without_lead(administrator) == [matter]
    assert membership.without_lead(heir) == []
    with pytest.raises(NotThere):
        membership.appoint(heir, matter, heir)
    membership.appoint(administrator, matter, heir)
    assert reading.opened(heir, matter).role == "lead"
    with pytest.raises(NotThere):
        membership.appoint(administrator, matter, administrator)
    with pytest.raises(BadInput, match="needs an administrator"):
        let_go(administrator, administrator)


def test_the_row_follows_the_facts_and_the_day(lead, matter):
    writing.save(lead, matter, 1, {"proceedings.next_hearing.date": "2027-01-14", "proceedings.next_hearing.type": "individual"}, "notice")
    (row,) = reading.rows(lead)
    assert (row.hearing, row.a_tail, row.revision, row.on) == (dt.date(2027, 1, 14), "5123", 2, dt.date(2026, 11, 24))
    assert rows.refresh(dt.date(2026, 11, 24)) == 0
    told = []
    assert rows.refresh(dt.date(2027, 1, 15), lambda done, of: told.append((done, of))) == 1
    assert told == [(1, 1)]
    (row,) = reading.rows(lead)
    assert (row.on, row.hearing) == (dt.date(2027, 1, 15), None)


def test_an_assessment_is_the_command_lines_and_is_kept(lead, matter):
    opened = reading.opened(lead, matter)
    on = dt.date(2026, 11, 24)
    assert judged(opened, on) is judged(reading.opened(lead, matter), on)
    assert proved(opened, on).matter.case.name == str(matter)[:8]
    writing.save(lead, matter, 1, {"proceedings.custody.detained": True}, "taken")
    assert judged(reading.opened(lead, matter), on) is not judged(opened, on)
    assert len(law_now().digest) == 40


def test_each_read_and_each_change_leaves_one_line(lead, matter):
    before = Entry.objects.count()
    reading.opened(lead, matter)
    writing.save(lead, matter, 1, {"court": "Boston"}, "")
    with visiting(lead, "overview") as visit:
        reading.opened(lead, matter)
        reading.history(lead, matter)
        visit.outcome = "200"
    with pytest.raises(NotThere), visiting(lead, "overview"):
        reading.opened(lead, uuid.uuid4())
    lines = [(line.action, line.matters, line.outcome) for line in Entry.objects.filter(seq__gt=before)]
    assert lines[0] == ("matter", str(matter), "read")
    assert lines[-2:] == [("overview", str(matter), "200"), ("overview", "", "failed")]
    assert ("matter", str(matter), "wrote 2") in lines
    assert all(line.person == str(lead.pk) for line in Entry.objects.all())
    assert verify().problems == []


def lines(count, lead):
    for _ in range(count):
        with visiting(lead, "page"):
            pass


@pytest.mark.parametrize(
    "harm",
    [
        lambda: Entry.objects.filter(seq=4).update(person="someone else"),
        lambda: Entry.objects.filter(seq=4).update(outcome="404"),
        lambda: Entry.objects.filter(seq=4).update(at=timezone.now()),
        lambda: Entry.objects.filter(seq=4).update(mark=bytes(32)),
        lambda: Entry.objects.filter(seq=4).delete(),
        lambda: Entry.objects.filter(seq=1).delete(),
        lambda: Entry.objects.filter(seq__gte=7).delete(),
        lambda: Head.objects.update(seq=5),
        lambda: Head.objects.all().delete(),
    ],
)
def test_a_log_that_was_changed_is_found_out(lead, harm):
    lines(8, lead)
    known = End(8, bytes(Head.objects.get().mark).hex())
    assert walk(office_keys(), known).problems == []
    harm()
    assert walk(office_keys(), known).problems


def test_a_line_from_another_history_of_the_same_office_is_found_out(lead):
    lines(3, lead)
    with transaction.atomic():
        lines(1, a_person())
        other = Entry.objects.get(seq=4)
        transaction.set_rollback(True)
    lines(2, lead)
    assert walk(office_keys()).problems == []
    Entry.objects.filter(seq=4).delete()
    other.save(force_insert=True)
    assert walk(office_keys()).problems == ["line 5 does not follow from line 4: one of them was changed"]


def test_a_log_cut_short_with_its_end_is_found_by_an_older_copy_and_by_the_revisions(lead, matter):
    lines(3, lead)
    known = End(Head.objects.get().seq, bytes(Head.objects.get().mark).hex())
    first = Entry.objects.order_by("seq").first()
    Entry.objects.all().delete()
    first.save(force_insert=True)
    Head.objects.update(seq=first.seq, mark=first.mark)
    Revision.objects.update(line=9)
    assert "it once had" in walk(office_keys(), known).problems[0]
    assert walk(office_keys()).problems == []
    assert "is not in the log" in verify_log().problems[0]


@pytest.mark.parametrize("what", ["swapped", "moved", "bytes", "keys", "row"])
def test_what_was_moved_or_changed_in_the_database_does_not_open(lead, matter, what):
    other = a_matter(lead, name="Berta Coc")
    writing.save(lead, matter, 1, {"court": "Boston"}, "")
    first, second = Revision.objects.filter(matter=matter).order_by("number")
    foreign = Revision.objects.get(matter=other)
    if what == "swapped":
        Revision.objects.filter(pk=second.pk).update(sealed=first.sealed)
    elif what == "moved":
        Revision.objects.filter(pk=second.pk).update(sealed=foreign.sealed)
    elif what == "bytes":
        Revision.objects.filter(pk=second.pk).update(sealed=bytes(second.sealed)[:-1] + b"x")
    elif what == "keys":
        MatterKey.objects.filter(pk=matter).update(wrapped=MatterKey.objects.get(pk=other).wrapped)
    else:
        ListRow.objects.filter(pk=matter).update(sealed=ListRow.objects.get(pk=other).sealed)
    with pytest.raises(WontOpen):
        reading.opened(lead, matter)
    assert any(str(matter) in problem for problem in verify().problems)
    assert reading.opened(lead, other).facts["person"]["full_name"] == "Berta Coc"


@pytest.mark.django_db(transaction=True)
def test_many_who_save_at_the_same_time_all_keep_what_they_wrote():
    lead = a_person()
    matter = a_matter(lead)
    paths = ("court", "person.called", "person.birth_date", "residence.city")
    values = {"person.birth_date": [f"199{number}-01-01" for number in range(4)]}

    def work(path):
        try:
            return [
                writing.save(lead, matter, 1 if not number else reading.opened(lead, matter).revision, {path: value}, "")
                for number, value in enumerate(values.get(path, [f"{path} {number}" for number in range(4)]))
            ]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(paths)) as pool:
        saved = list(pool.map(work, paths))
    assert sorted(each.revision for one in saved for each in one) == list(range(2, 18))
    opened = reading.opened(lead, matter)
    assert (opened.facts["court"], opened.facts["person"]["called"], str(opened.facts["person"]["birth_date"])) == (
        "court 3",
        "person.called 3",
        "1993-01-01",
    )
    assert verify().problems == []


def test_a_matter_whose_keys_are_gone_is_gone(lead, matter):
    MatterKey.objects.filter(pk=matter).delete()
    with pytest.raises(NotThere):
        reading.facts_at(lead, matter, 1)
    assert reading.rows(lead) == []
    assert f"matter {matter}: its keys are not there" in verify().problems
