"""A matter ends by rule and not by slip; what is destroyed is gone from all that the office keeps; a fact's past is destroyed alone."""

import datetime as dt
import json
import zlib

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forbear.office.alarms.models import Alarm, Told
from forbear.office.audit.models import Entry
from forbear.office.facts import past
from forbear.office.matters import closing, erasing, evidence_files, keeping, membership, reading, retention, rows, shredding, writing
from forbear.office.matters.blobs import blob_path
from forbear.office.matters.membership import NotThere
from forbear.office.matters.models import Blob, ListRow, Matter, MatterKey, Revision
from forbear.office.people.may import NotForRole
from forbear.office.people.models import Role
from forbear.office.place import current
from forbear.office.safekeeping.archive import MATTER_KEYS, manifest_of
from forbear.office.safekeeping.archive import reading as reading_copy
from forbear.office.safekeeping.backup import back_up
from forbear.office.safekeeping.forgetting import forget_keys
from forbear.office.safekeeping.restoring import restored
from forbear.office.safekeeping.verifying import verify
from forbear.problem import BadInput
from forbear.vault.keys import WontOpen
from forbear.vault.seal import unseal
from tests.office import canaries
from tests.office.building import a_matter, a_person, signed_in

pytestmark = pytest.mark.django_db
WHY = "the case has ended"


def closed_long_ago(lead, **more):
    matter = a_matter(lead, **more)
    closing.close(lead, matter, WHY)
    Matter.objects.filter(pk=matter).update(closed_at=dt.datetime(2019, 2, 28, 12, tzinfo=dt.UTC))
    return matter


@pytest.fixture
def lead():
    return a_person()


@pytest.fixture
def admin():
    return a_person(Role.ADMINISTRATOR)


def test_a_closed_matter_is_read_and_not_changed_until_it_is_opened_again(lead):
    matter = a_matter(lead)
    reader = a_person(Role.PARALEGAL)
    membership.grant(lead, matter, reader, "member")
    with pytest.raises(NotForRole):
        closing.close(reader, matter, WHY)
    closing.close(lead, matter, WHY)
    assert reading.rows(lead) == []
    assert [row.id for row in reading.closed_rows(reader)] == [matter]
    assert not reading.opened(lead, matter).may_write
    for change in (
        lambda: writing.save(lead, matter, 1, {"court": "Boston"}, ""),
        lambda: writing.keep(lead, matter, "note", {}, ""),
        lambda: evidence_files.add(lead, matter, "e1.pdf", b"paper"),
        lambda: closing.close(lead, matter, WHY),
    ):
        with pytest.raises(BadInput, match="closed"):
            change()
    closing.reopen(lead, matter, "a new notice")
    assert isinstance(writing.save(lead, matter, 1, {"court": "Boston"}, ""), writing.Saved)
    assert [(each.content["to"], each.why) for each in reading.documents(lead, matter, "ending")] == [
        ("opened again", "a new notice"),
        ("closed", WHY),
    ]


def test_the_row_of_a_closed_matter_stays_as_it_was_when_it_was_closed(lead):
    closed, _still_open = a_matter(lead), a_matter(lead)
    closing.close(lead, closed, WHY)
    (before,) = reading.closed_rows(lead)
    assert rows.refresh(before.on + dt.timedelta(days=1)) == 1
    assert reading.closed_rows(lead) == [before]
    closing.reopen(lead, closed, "a new notice")
    assert rows.refresh(before.on + dt.timedelta(days=1)) == 1
    assert {row.on for row in reading.rows(lead)} == {before.on + dt.timedelta(days=1)}


def test_no_rule_is_invented_and_a_hold_beats_the_one_that_is_set(lead, admin):
    matter, today = closed_long_ago(lead), dt.date(2026, 11, 24)
    with pytest.raises(BadInput, match="the office has set no years"):
        erasing.erase(admin, matter, today)
    assert [(each.id, each.due, each.is_due(today)) for each in retention.ended(admin)] == [(matter, None, False)]
    with pytest.raises(NotForRole):
        retention.set_rule(lead, 5, "our bar's rule")
    retention.set_rule(admin, 8, "our bar's rule")
    with pytest.raises(BadInput, match="is kept until 2027-02-28"):
        erasing.erase(admin, matter, today)
    retention.set_rule(admin, 5, "our bar's rule, as changed")
    closing.hold(lead, matter, "a malpractice claim of Ms. Canary")
    assert [each.is_due(today) for each in retention.ended(admin)] == [False]
    with pytest.raises(BadInput, match="on hold"):
        erasing.erase(admin, matter, today)
    assert [(each.who, each.why) for each in closing.holds(lead, matter)] == [(str(lead), "a malpractice claim of Ms. Canary")]
    closing.lift(admin, matter)
    open_one = a_matter(lead)
    with pytest.raises(BadInput, match="is open"):
        erasing.erase(admin, open_one, today)
    for person in (a_person(), a_person(Role.PARALEGAL)):
        with pytest.raises((NotThere, NotForRole)):
            erasing.erase(person, matter, today)
    assert MatterKey.objects.filter(pk=matter).exists()
    erasing.erase(admin, matter, today)
    assert not MatterKey.objects.filter(pk=matter).exists()


@pytest.mark.parametrize(("closed", "due"), [((2020, 2, 29), (2025, 3, 1)), ((2020, 2, 28), (2025, 2, 28)), ((2024, 2, 29), (2029, 3, 1))])
def test_years_are_counted_to_the_day_and_never_end_early(closed, due):
    assert retention.due_on(dt.datetime(*closed, 12, tzinfo=dt.UTC), 5) == dt.date(*due)
    assert retention.due_on(dt.datetime(*closed, 12, tzinfo=dt.UTC), None) is None


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_gone_from_database_log_files_memory_and_copies(lead, admin, tmp_path):
    matter, other = closed_long_ago(lead, name=canaries.NAME), a_matter(lead)
    closing.reopen(lead, matter, "a file")
    file = evidence_files.add(lead, matter, "e1.pdf", b"paper")
    closing.close(lead, matter, WHY)
    Matter.objects.filter(pk=matter).update(closed_at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC))
    copies = tmp_path / "copies"
    copies.mkdir()
    back_up(copies, dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    retention.set_rule(admin, 5, "our bar's rule")
    wrapped, sealed = bytes(MatterKey.objects.get(pk=matter).wrapped), bytes(Revision.objects.filter(document=matter).first().sealed)
    blob = blob_path(Blob.objects.get(pk=file.id).name)
    assert blob.exists()
    keeping.keys_of(matter)
    erasing.erase(admin, matter, dt.date(2026, 11, 24))
    assert not blob.exists()
    assert keeping._unwrapped.cache_info().currsize == 0
    with pytest.raises(WontOpen):
        keeping.keys_of(matter)
    for kept in (Revision, ListRow, Blob):
        assert not kept.objects.filter(matter=matter).exists()
    if connection.vendor == "sqlite":
        held = b"".join(path.read_bytes() for path in current().home.parent.glob("test.sqlite3*"))
        assert wrapped[20:60] not in held
        assert sealed[20:60] not in held
    line = Entry.objects.get(action="MATTER ERASED")
    assert (line.person, line.matters, line.outcome) == (str(admin.pk), str(matter), "keys destroyed")
    assert {each.person for each in Told.objects.filter(alarm__kind="MATTER ERASED")} == {lead}
    assert verify().problems == []
    assert reading.opened(lead, other).facts["court"] == "Denver"
    # An older copy holds its keys until they are taken out of it; then it comes back without them, whole.
    (copy,) = copies.iterdir() if not (copies / "blobs").exists() else [each for each in copies.iterdir() if each.name != "blobs"]
    assert str(matter) in json.loads((copy / MATTER_KEYS).read_text())
    assert forget_keys(copies, current().keys, {str(matter)}) == {copy.name: 1}
    assert forget_keys(copies, current().keys, {str(matter)}) == {copy.name: 0}
    assert str(matter) not in json.loads((copy / MATTER_KEYS).read_text())
    with reading_copy(copies) as source:
        assert manifest_of(source)["signed"]
    if connection.vendor == "sqlite":
        with restored(copies, tmp_path / "again", lambda place: place.open(current().secret())) as (_place, back):
            assert back.files == 1
    with pytest.raises(BadInput, match="no folder of copies"):
        forget_keys(tmp_path / "none", current().keys, set())


def test_files_that_a_kill_left_are_taken_away_later_and_what_comes_back_is_named(lead, admin):
    matter = closed_long_ago(lead)
    retention.set_rule(admin, 5, "our bar's rule")
    kept = MatterKey.objects.get(pk=matter)
    erasing.erase(admin, matter, dt.date(2026, 11, 24))
    Blob.objects.create(matter_id=matter, name="ab" * 32, kind="exhibit", size=1, at=timezone.now(), by=lead, line=1, label=b"")
    assert f"matter {matter}: was erased, and its files are here" in verify().problems
    assert erasing.finish() == 1
    MatterKey.objects.create(matter_id=matter, wrapped=kept.wrapped)
    assert f"matter {matter}: was erased, and its keys are here" in verify().problems
    assert reading.closed_rows(lead) == []


@pytest.fixture
def called(lead):
    """A matter in which a fact had values that should never have been written down."""
    matter = a_matter(lead, family=[{"relation": "child", "name": "Luz"}, {"relation": "spouse", "name": "Canary Uno"}])
    for number, changes in enumerate(
        (
            {"person.called": "Ms. Canary"},
            {"court": "Boston"},
            {"person.called": "Ms. Quetzal", "family[1].name": "Ana"},
            {"court": "Denver"},
        ),
        start=1,
    ):
        assert writing.save(lead, matter, number, changes, f"canary reason {number}") == writing.Saved(number + 1)
    writing.keep(lead, matter, "draft", {"title": "Letter", "text": "Dear counsel, MS. CANARY asks"}, "")
    evidence_files.add(lead, matter, "packet.pdf", b"%PDF", kind="packet-file")
    return matter


def test_the_past_of_one_fact_is_destroyed_and_all_else_stays(lead, called):
    assert shredding.past_of(lead, called, "person.called") == shredding.Past("person.called", 1, (2, 3))
    found = shredding.still(lead, called, "person.called")
    assert [(each.kind, each.name, each.found) for each in found] == [("draft", "Letter", True), ("packet-file", "packet.pdf", False)]
    before = {n: reading.facts_at(lead, called, n) for n in range(1, 6)}
    sealed = {each.number: bytes(each.sealed) for each in Revision.objects.filter(document=called)}
    entries = list(Entry.objects.values_list("seq", "mark"))
    assert shredding.shred(lead, called, "person.called") == 2
    for n in range(1, 6):
        facts = before[n]
        if n in (2, 3):
            facts["person"].pop("called")
            assert bytes(Revision.objects.get(document=called, number=n).sealed) != sealed[n]
        assert reading.facts_at(lead, called, n) == facts
    history = {each.n: each for each in reading.history(lead, called)}
    assert [(n, history[n].shredded, history[n].why) for n in sorted(history)] == [
        (1, [], "intake"),
        (2, ["person.called"], ""),
        (3, ["person.called"], "canary reason 2"),
        (4, [], "canary reason 3"),
        (5, [], "canary reason 4"),
    ]
    assert list(Entry.objects.filter(seq__lte=entries[-1][0]).values_list("seq", "mark")) == entries
    line = Entry.objects.get(action="FACT SHREDDED")
    assert (line.matters, line.outcome) == (str(called), "in 2 revisions")
    assert verify().problems == []
    assert [each.field for each in shredding.shredded(lead, called)] == ["person.called"]


def test_who_reads_the_history_sees_that_it_was_shredded_and_undoes_nothing_by_it(lead, called):
    shredding.shred(lead, called, "person.called")
    steps, _ = past.steps(lead, called, None, 0)
    told = {(step.n, change.path): (change.before, change.after) for step in steps for change in step.changes}
    assert told[4, "person.called"] == ("shredded", "Ms. Quetzal")
    with pytest.raises(BadInput, match="was shredded"):
        past.undo(lead, called, 5, 4, "person.called")
    writing.put_back(lead, called, 5, 3, "as it was")
    facts = reading.opened(lead, called).facts
    assert (facts["court"], facts["person"]["called"], facts["family"][1]["name"]) == ("Boston", "Ms. Quetzal", "Canary Uno")


def test_in_a_list_the_field_of_every_item_is_meant_and_what_stands_today_stays(lead, called):
    assert shredding.shred(lead, called, "family[0].name", reasons=False) == 3
    for n, names in ((1, ["Luz", None]), (3, ["Luz", None]), (4, ["Luz", "Ana"])):
        assert [each.get("name") for each in reading.facts_at(lead, called, n)["family"]] == names
    assert {each.why for each in reading.history(lead, called)} >= {"canary reason 1", "canary reason 3"}
    with pytest.raises(BadInput, match="nothing other than what stands today"):
        shredding.shred(lead, called, "family[1].name")


def test_only_the_responsible_attorney_shreds_and_never_under_a_hold(lead, called, admin):
    member, partial, administrator = a_person(), a_person(Role.REPRESENTATIVE_PARTIAL), a_person(Role.ADMINISTRATOR)
    membership.grant(lead, called, member, "member")
    for other in (partial, administrator):
        membership.grant(lead, called, other, "lead")
    for other, refusal in (
        (member, BadInput),
        (partial, NotForRole),
        (administrator, NotForRole),
        (admin, NotThere),
        (a_person(), NotThere),
    ):
        for act in (shredding.shred, shredding.past_of, shredding.still):
            with pytest.raises(refusal):
                act(other, called, "person.called")
    for path in ("person.shoe_size", "", "a[", "person"):
        with pytest.raises(BadInput):
            shredding.past_of(lead, called, path) if path != "person" else shredding.shred(member, called, path)
    closing.hold(lead, called, "a subpoena")
    with pytest.raises(BadInput, match="while the hold"):
        shredding.shred(lead, called, "person.called")
    assert "Canary" in str(reading.facts_at(lead, called, 2))


def test_the_old_seal_is_gone_and_a_copy_made_before_still_opens_it_which_is_said(lead, called):
    old = bytes(Revision.objects.get(document=called, number=2).sealed)
    keys = keeping.keys_of(called)
    shredding.shred(lead, called, "person.called")
    assert b"Ms. Canary" in zlib.decompress(unseal(keys, old, revision=keeping.place_of(called, 2), kind="facts"))
    now = keeping.unpack(
        keys, bytes(Revision.objects.get(document=called, number=2).sealed), place=keeping.place_of(called, 2), kind="facts"
    )
    assert "Ms. Canary" not in str(now)


def test_the_pages_close_hold_erase_and_shred(lead, called, admin, client):
    signed_in(client, lead)
    where = reverse("end", args=[called])
    assert client.post(where, {"act": "close", "why": ""}).status_code == 422
    assert client.post(where, {"act": "hold", "why": "a claim"})["Location"] == where
    page = client.get(where).content.decode()
    assert "a claim" in page
    shred = reverse("end-shred", args=[called])
    shown = client.post(shred, {"path": "person.called", "reasons": "on"}).content.decode()
    assert "Letter" in shown
    assert "Canary" not in shown.partition("<main")[2]
    assert client.post(shred, {"path": "person.called", "sure": "1"}).status_code == 422
    client.post(where, {"act": "lift"})
    assert "shredded" in client.post(shred, {"path": "person.called", "sure": "1"}).content.decode().lower()
    assert client.post(where, {"act": "close", "why": WHY}).status_code == 302
    keeper = signed_in(Client(), admin)
    listed = keeper.get(reverse("ends")).content.decode()
    assert str(called) in listed
    assert "Quetzal" not in listed
    assert keeper.post(reverse("ends-rule"), {"years": "5", "source": "our bar's rule"}).status_code == 302
    assert keeper.post(reverse("ends-rule"), {"years": "0", "source": ""}).status_code == 422
    Matter.objects.filter(pk=called).update(closed_at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC))
    erase = reverse("ends-erase", args=[called])
    assert "Past their time" in keeper.get(reverse("ends")).content.decode()
    assert keeper.post(erase, {"number": "00000000"}).status_code == 422
    assert Matter.objects.get(pk=called).erased_at is None
    assert keeper.post(erase, {"number": str(called)[:8]})["Location"] == reverse("ends")
    assert client.get(where).status_code == 404
    assert keeper.get(erase).status_code == 404
    assert Alarm.objects.filter(kind="MATTER ERASED").count() == 1


def test_the_command_lists_erases_and_takes_the_keys_out_of_copies(lead, admin, tmp_path, capsys, monkeypatch):
    from forbear.cli import erasing as commands
    from forbear.cli.main import main

    monkeypatch.setattr(commands, "ready", lambda options: current())
    matter = closed_long_ago(lead)
    retention.set_rule(admin, 5, "our bar's rule")
    assert main(["office", "due", "--by", admin.email, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["matters"]
    assert (row["matter"], row["due"], row["past"]) == (str(matter), "2024-02-28", True)
    assert main(["office", "erase", str(matter), "--by", lead.email]) == 2
    assert "no administrator" in capsys.readouterr().err
    assert main(["office", "erase", str(matter), "--by", admin.email, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"erased": [str(matter)], "copies": {}}
    assert main(["office", "erase", str(matter), "--by", admin.email]) == 2
    assert main(["office", "forget-keys", "--copies", str(tmp_path)]) == 2
