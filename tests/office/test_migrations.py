"""The database's shape is what the models say, no table has a place for a fact, and the way back leads to an empty database."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from forbear.office.matters import evidence_files, reading
from forbear.office.people.models import Person
from forbear.office.safekeeping.verifying import verify
from tests.office.building import a_matter, a_person

OURS = ("matters", "audit")
SEALED = {"wrapped", "sealed", "label", "previous", "mark"}
WORDS = {
    "kind",
    "standing",
    "name",
    "action",
    "outcome",
    "person",
    "matters",
    "law",
    "secret_hash",
}  # our own words, ids, hashes and names by content


@pytest.mark.django_db
def test_the_models_have_their_migrations():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_column_holds_a_fact():
    """A new column of text or bytes in any room is a decision: it is listed here, or sealed. People are no clients."""
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("forbear.office.") and app.label != "people"]
    assert {app.label for app in rooms} >= {*OURS, "docket"}
    for room in rooms:
        for model in room.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not isinstance(field, models.UUIDField):
                    assert field.name in WORDS, field
                if isinstance(field, models.BinaryField):
                    assert field.name in SEALED, field


@pytest.mark.django_db(transaction=True)
def test_the_way_back_and_forth_again():
    for label in OURS:
        call_command("migrate", label, "zero", verbosity=0)
    assert not {name for name in connection.introspection.table_names() if name.startswith(OURS)}
    call_command("migrate", verbosity=0)
    assert {name for name in connection.introspection.table_names() if name.startswith("matters")}


@pytest.mark.django_db(transaction=True)
def test_an_old_database_with_people_and_matters_in_it_comes_forward_and_everything_opens():
    """Each room is taken back to its first shape, people are written as the code of then wrote them, and all comes forward."""
    lead = a_person(name="Lead")
    matter = a_matter(lead)
    file = evidence_files.add(lead, matter, "e1.pdf", b"paper")
    old = MigrationExecutor(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("forbear.office.")}
    first = [node for node in old.loader.graph.nodes if node[0] in ours and node[1].startswith("0001_")]
    later = [node for node in old.loader.graph.nodes if node[0] in ours and node not in first]
    assert ("people", "0002_person_sessions_ended_invitation") in later
    old.migrate(first)
    then = old.loader.project_state(first).apps.get_model("people", "Person")
    assert "sessions_ended" not in {field.name for field in then._meta.get_fields()}
    assert then.objects.get(pk=lead.pk).name == "Lead"
    then.objects.create(email="then@example.org", name="Of then", role="attorney")
    call_command("migrate", verbosity=0)
    assert Person.objects.get(email="then@example.org").name == "Of then"
    lead = Person.objects.get(pk=lead.pk)
    assert reading.opened(lead, matter).facts["court"] == "Denver"
    assert evidence_files.read(lead, matter, file.id)[1] == b"paper"
    assert verify().problems == []
