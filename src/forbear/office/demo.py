"""The two fictional matters for trying and for training, with their exhibits, put into an office as a person would put them."""

import mimetypes
import uuid
from importlib import resources
from pathlib import Path

from forbear.casefile.reading import as_data, read_case
from forbear.office.audit.visit import visiting
from forbear.office.matters import evidence_files, reading, writing
from forbear.office.matters.membership import LEADERS
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

NAMES = ("orozco", "batz")


def first_leader(email: str | None = None) -> Person:
    """The person of that address, or whoever has worked here longest, who may lead a matter. Raises BadInput."""
    people = Person.objects.filter(is_active=True, role__in=LEADERS).order_by("joined_at")
    person = (people.filter(email__iexact=email) if email else people).first()
    if person is None:
        raise BadInput([Problem("person", None, "nobody of that address works here who may lead a matter; invite one first")])
    return person


def load_demo(person: Person) -> dict[str, uuid.UUID]:
    """The demonstration's matters, led by a person, each by its name; one that they have already is left as it is."""
    with visiting(person, "demo"):
        held = {row.a_number: row.id for row in reading.rows(person)}
        return {name: _load(person, name, held) for name in NAMES}


def _load(person: Person, name: str, held: dict[str, uuid.UUID]) -> uuid.UUID:
    folder = Path(str(resources.files("forbear.demo"))) / name
    case = read_case(folder)
    known = held.get(case.text("person.a_number") or "")
    if known is not None:
        return known
    matter_id = writing.create(person, as_data(case), "a fictional matter for trying and training")
    for path in sorted((folder / "exhibits").iterdir()):
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        evidence_files.add(person, matter_id, path.name, path.read_bytes(), media_type=media_type)
    return matter_id
