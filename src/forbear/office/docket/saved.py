"""Which views of the docket has somebody saved? Sealed, for a view may be called by a client's name or search for one."""

import uuid
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _

from forbear.office.docket.listing import Wanted
from forbear.office.docket.models import SavedView
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.problem import BadInput, Problem
from forbear.vault.keys import WontOpen, opened

MOST, MOST_NAME = 30, 60


class _Kept(msgspec.Struct):
    name: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view; those that every office has come without an id."""

    name: str
    wanted: Wanted
    id: uuid.UUID | None = None


def of_the_house() -> list[Saved]:
    """The views that every docket has."""
    return [
        Saved(_("Next 45 days"), Wanted(within=45)),
        Saved(_("Ripe now"), Wanted(window="ripe")),
        Saved(_("Missing dispositions"), Wanted(missing="certified-disposition")),
        Saved(_("Detained"), Wanted(detained="yes")),
    ]


def views_of(person: Person) -> list[Saved]:
    """What a person has saved, by name. What no longer opens is passed over."""
    found = []
    for view in SavedView.objects.filter(person=person):
        try:
            kept = msgspec.json.decode(opened(office_keys().aead.decrypt, bytes(view.sealed), _bound(person, view.id)), type=_Kept)
        except (WontOpen, msgspec.MsgspecError):
            continue
        found.append(Saved(kept.name, kept.wanted, view.id))
    return sorted(found, key=lambda view: view.name.casefold())


def save(person: Person, name: str, wanted: Wanted) -> uuid.UUID:
    """Saves a view. Raises BadInput."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise BadInput([Problem("name", None, _("give the view a name of up to %(most)s characters") % {"most": MOST_NAME})])
    if SavedView.objects.filter(person=person).count() >= MOST:
        raise BadInput([Problem("name", None, _("you have %(most)s views; delete one first") % {"most": MOST})])
    view = uuid.uuid4()
    sealed = office_keys().aead.encrypt(msgspec.json.encode(_Kept(name, wanted)), _bound(person, view))
    SavedView.objects.create(id=view, person=person, sealed=sealed)
    return view


def delete(person: Person, view: uuid.UUID) -> None:
    """Deletes a person's own view."""
    SavedView.objects.filter(person=person, pk=view).delete()


def _bound(person: Person, view: uuid.UUID) -> bytes:
    return f"forbear view|{person.pk}|{view}".encode()
