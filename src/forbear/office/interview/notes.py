"""What was said in place of an answer: not known, rather not say, discussed and not written down, no, put off.

A note says that it was so, who noted it and when; it holds no content. Notes are sealed beside the facts, for a case file has no place
for them.
"""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from forbear.office.matters import reading, writing
from forbear.office.matters.writing import Conflict
from forbear.office.people.may import Act
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

KIND = "interview"
MOST_TRIES = 20


class How(StrEnum):
    """What was said in place of an answer."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    DISCUSSED = "discussed"
    NONE = "none"
    SKIPPED = "skipped"
    SEEN = "seen"  # a pause
    DONE = "done"  # a list that has no more items


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    how: How
    who: str
    on: dt.date


Notes = Mapping[str, Note]


def read_notes(person: Person, matter_id: uuid.UUID) -> Notes:
    """The notes of a matter by the key of their question. Raises NotThere."""
    found: dict[str, Note] = {}
    for document in reversed(reading.documents(person, matter_id, KIND)):
        found |= {key: _note(told) for key, told in document.content["answers"].items()}
    return found


def note(person: Person, matter_id: uuid.UUID, on: dt.date, said: Mapping[str, How | None]) -> None:
    """Notes what was said to questions; None takes a note away. What others noted meanwhile of other questions stays. Raises NotThere."""

    def noted(answers: Mapping[str, Any]) -> dict[str, Any]:
        told = {key: {"how": how.value, "who": str(person), "on": on.isoformat()} for key, how in said.items() if how is not None}
        return {key: value for key, value in answers.items() if key not in said} | told

    _rewrite(person, matter_id, noted)


def forget_item(person: Person, matter_id: uuid.UUID, root: str, number: int) -> None:
    """Moves the notes of a list up by one when an item is taken out of it. Raises NotThere."""

    def moved(answers: Mapping[str, Any]) -> dict[str, Any]:
        kept = {}
        for key, value in answers.items():
            found = re.match(rf"{re.escape(root)}\[(\d+)\](.*)", key)
            here = int(found[1]) if found else -1
            if here != number:
                kept[f"{root}[{here - 1}]{found[2]}" if found and here > number else key] = value
        return kept

    _rewrite(person, matter_id, moved)


def _rewrite(person: Person, matter_id: uuid.UUID, change: Any) -> None:
    for _ in range(MOST_TRIES):
        document = next(reversed(reading.documents(person, matter_id, KIND)), None)
        before = document.content["answers"] if document else {}
        after = change(before)
        if after == before:
            return
        kept = writing.keep(
            person,
            matter_id,
            KIND,
            {"answers": after},
            "",
            document=document.id if document else None,
            base=document.revision if document else 0,
            act=Act.INTERVIEW,
        )
        if not isinstance(kept, Conflict):
            return
    raise BadInput([Problem("interview", None, "others keep writing in this interview; answer again")])


def _note(told: Mapping[str, Any]) -> Note:
    return Note(How(told["how"]), told["who"], dt.date.fromisoformat(told["on"]))
