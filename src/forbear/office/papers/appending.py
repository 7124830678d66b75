"""How does an entry come into a list of the case file (a consent, a signature, a request)? Behind what others added meanwhile."""

import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from forbear.office.matters import reading, writing
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

MOST_TRIES = 10


def append(person: Person, matter_id: uuid.UUID, root: str, item: Mapping[str, object], why: str) -> int:
    """Puts an item at the end of a list and says its number. Raises NotThere, BadInput."""
    for _try in range(MOST_TRIES):
        opened = reading.opened(person, matter_id)
        number = len(opened.case.items(root) or ())
        changes = {f"{root}[{number}].{name}": value for name, value in item.items() if value not in (None, "")}
        if isinstance(writing.save(person, matter_id, opened.revision, changes, why), Saved):
            return number
    raise BadInput([Problem("matter", None, _("others keep changing this matter; nothing was written, save again"))])


def write(person: Person, matter_id: uuid.UUID, base: int, changes: Mapping[str, object], why: str) -> None:
    """Writes changes that nobody else has touched since `base`. Raises NotThere, BadInput."""
    if isinstance(writing.save(person, matter_id, base, changes, why), Conflict):
        raise BadInput(
            [Problem("matter", None, _("someone else has just changed the same; look at what stands there now, then save again"))]
        )
