"""A demonstration matter with its exhibits, its people, and a request begun in it."""

from importlib import resources
from pathlib import Path

import pytest
from django.urls import reverse

from forbear.casefile.reading import as_data, read_case
from forbear.office.demo import load_demo
from forbear.office.matters import writing
from forbear.office.papers import kept
from tests.office.building import a_person, signed_in

DEMO = Path(str(resources.files("forbear.demo")))
FORM = "continuance"


def begun(client, lead, matter, form=FORM):
    """A request begun, by its id."""
    answer = client.post(reverse("papers-begin", args=[matter]), {"form": form})
    assert answer.status_code == 302
    return next(each.id for each in kept.begun(lead, matter) if each.form == form)


@pytest.fixture
def lead():
    return a_person(name="Ana Ruiz")


@pytest.fixture
def matter(lead):
    """The first demonstration matter, without its files."""
    return writing.create(lead, as_data(read_case(DEMO / "orozco")), "a fictional matter")


@pytest.fixture
def filed(lead):
    """The first demonstration matter, with its files."""
    return load_demo(lead)["orozco"]


@pytest.fixture
def client(client, lead):
    """A client that Ana has signed in."""
    return signed_in(client, lead)


@pytest.fixture
def asking(client, lead, matter):
    """A request begun as a person begins it."""
    return begun(client, lead, matter)
