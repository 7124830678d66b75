"""The database's shape is what the models say, no table has a place for a fact, and the way back leads to an empty database."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

OURS = ("matters", "audit")
SEALED = {"wrapped", "sealed", "label", "previous", "mark"}
WORDS = {"kind", "standing", "name", "action", "outcome", "person", "matters"}  # our own words, ids and names by content


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
