"""How does a file become an exhibit? Sealed first, then written into the facts as an exhibit of its own."""

import re
import uuid
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from forbear.office.evidence.arriving import Cleaned, cleaned, kept
from forbear.office.facts.saving import save
from forbear.office.matters import evidence_files, reading
from forbear.office.matters.membership import check_writer
from forbear.office.matters.writing import Conflict
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem, printable

MOST_TRIES = 5


def add(person: Person, matter_id: uuid.UUID, name: str, content: bytes) -> Cleaned:
    """Takes a file in as the last exhibit, a revision of its own. Raises NotThere, BadInput; then nothing is kept in sight."""
    check_writer(person, matter_id)
    clean = cleaned(name, content)
    file = kept(person, matter_id, name, content, clean)
    for attempt in range(MOST_TRIES):
        opened = reading.opened(person, matter_id)
        items = opened.case.items("evidence") or ()
        at = f"evidence[{len(items)}]"
        title = re.sub(r"[_\s-]+", " ", PurePosixPath(name).stem).strip()
        facts: dict[str, object] = {f"{at}.id": free_id([item.get("id") for item in items]), f"{at}.title": title or _("Exhibit")}
        facts |= {f"{at}.file": file.name, f"{at}.pages": clean.pages}
        try:
            if not isinstance(save(person, matter_id, opened.revision, facts, _("exhibit added")), Conflict):
                return clean
        except BadInput:  # somebody else took the same id meanwhile
            if attempt == MOST_TRIES - 1:
                evidence_files.remove(person, matter_id, file.id)
                raise
    evidence_files.remove(person, matter_id, file.id)
    raise BadInput([Problem(printable(name), None, _("others keep changing the evidence; send it again"))])


def free_id(taken: list[object]) -> str:
    """The next id of the form e7 that no exhibit has."""
    names = set(map(str, taken))
    return next(f"e{number}" for number in range(len(taken) + 1, 2 * len(taken) + 2) if f"e{number}" not in names)
