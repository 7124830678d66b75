"""Two people changed the same fact: what stood, what the other wrote, what you would write. Whoever saves last chooses, and sees both."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from forbear.office.facts.past import words
from forbear.office.facts.words import called
from forbear.office.matters.changes import ABSENT, Changes
from forbear.office.matters.writing import Conflict
from forbear.office.web.matter import matter_page

CHOOSE = "choose "
MINE, THEIRS = "mine", "theirs"
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Side:
    """One fact that both changed, in words."""

    path: str
    name: str
    base: str
    theirs: str
    mine: str


def show_conflict(request: HttpRequest, matter_id: uuid.UUID, found: Conflict, changes: Changes, then: str) -> HttpResponse:
    """The page that shows both, for the person to choose. Nothing is written yet; what was typed is carried along."""
    sides = [
        Side(path, called(path), words(path, clash.base), words(path, clash.theirs), words(path, clash.yours))
        for path, clash in found.clashes.items()
    ]
    page = matter_page(request, matter_id)
    others = len(changes) - len(sides)
    shown = {"sides": sides, "base": found.revision, "changes": packed(changes), "then": then, "others": others}
    return page.show("facts/conflict.html", shown, status=CONFLICT)


def packed(changes: Changes) -> str:
    """Changes as a hidden field carries them."""
    return json.dumps({path: [] if value is ABSENT else [value] for path, value in changes.items()}, default=str, ensure_ascii=False)


def unpacked(text: str) -> dict[str, object]:
    """Changes out of a hidden field; what they say is checked when they are saved. Empty where it is none of ours."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    good = isinstance(told, dict) and all(isinstance(value, list) and len(value) <= 1 for value in told.values())
    return {str(path): value[0] if value else ABSENT for path, value in told.items()} if good else {}


def chosen(changes: Changes, posted: Mapping[str, str]) -> dict[str, object]:
    """The changes without those for which the other's were chosen."""
    return {path: value for path, value in changes.items() if posted.get(f"{CHOOSE}{path}") != THEIRS}


def leads_back(address: str, otherwise: str) -> str:
    """An address within this office, or the other one."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/") else otherwise
