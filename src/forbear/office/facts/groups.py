"""Which facts stand together on the form? Every field of a case file in one group, in the order in which a file is worked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forbear.casefile.fields import Field, fields
from forbear.casefile.reading import HEAD
from forbear.interchange.places import leaf

EVIDENCE = "evidence"  # has a tab of its own, with the files


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the form. What lies under one of `under` belongs here, unless a longer beginning of another group fits."""

    id: str
    title: str | Promise
    under: tuple[str, ...]


GROUPS = (
    Group("person", _("The client"), ("as_of", "court", "circuit", "person")),
    Group("notice", _("Notice to Appear"), ("proceedings", "notice")),
    Group(
        "hearings",
        _("Hearings and deadlines"),
        (
            "proceedings.next_hearing", "proceedings.scheduling_order", "proceedings.call_up_date", "proceedings.biometrics",
            "proceedings.individual_hearing_held", "proceedings.judge", "proceedings.court", "proceedings.court_address",
            "proceedings.relief_filed_date", "proceedings.ecas", "proceedings.opla_contact", "proceedings.opla_office",
            "proceedings.opla_position", "compliance",
        ),
    ),
    Group(
        "orders",
        _("Decisions, orders and appeals"),
        (
            "proceedings.ij_decision", "proceedings.appeal", "proceedings.bia_decision", "proceedings.briefing_due", "proceedings.pfr",
            "proceedings.final_order_date", "proceedings.in_absentia", "proceedings.order_type", "proceedings.removal_country",
            "proceedings.voluntary_departure", "proceedings.admin_closed", "proceedings.recalendared_date", "proceedings.reopened_date",
            "proceedings.reopened_why", "proceedings.dhs_motion", "stay",
        ),
    ),
    Group("custody", _("Custody and supervision"), ("proceedings.custody", "proceedings.supervision", "encounter")),
    Group("entries", _("Entries and residence"), ("entry", "residence")),
    Group("immigration", _("Immigration history"), ("immigration_history",)),
    Group("relief", _("Relief and fear"), ("relief", "fears", "sij")),
    Group("family", _("Family and care"), ("family", "caregiving", "caregiving_plan", "family_court", "family_risk")),
    Group("work", _("School, work, taxes"), ("education", "employment", "work_permit", "taxes")),
    Group("community", _("Community and military"), ("community", "military", "support")),
    Group("health", _("Health"), ("health",)),
    Group("harm", _("Harm to the client"), ("victimisation", "victimisation_labour")),
    Group("arrests", _("Arrests and courts"), ("criminal", "criminal_civil", "rehabilitation", "security")),
    Group("counsel", _("Counsel's own"), ("goals", "screen", "representation", "disclosure", "law_read", "sign_offs")),
    Group("requests", _("Consent and requests"), ("consent", "consents", "requests")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of a case file: its path, and the fields of its items by the name that follows the item."""

    path: str
    columns: Mapping[str, Field]


def group(id: str) -> Group | None:
    """The group of this name."""
    return next((each for each in GROUPS if each.id == id), None)


def group_of(path: str) -> Group | None:
    """The group that a fact belongs to: the one with the longest beginning that fits. None for evidence."""
    best: tuple[int, Group] | None = None
    for each in GROUPS:
        for under in each.under:
            if (path == under or path.startswith((f"{under}.", f"{under}["))) and (best is None or len(under) > best[0]):
                best = len(under), each
    return best[1] if best else None


@cache
def single(of: Group) -> tuple[Field, ...]:
    """The facts of a group that stand alone."""
    return tuple(field for field in _all() if "[]" not in field.path and group_of(field.path) is of)


@cache
def lists(of: Group) -> tuple[ListOf, ...]:
    """The lists of a group."""
    found: dict[str, dict[str, Field]] = {}
    for field in _all():
        path, many, rest = field.path.partition("[].")
        if many and group_of(path) is of:
            found.setdefault(path, {})[rest] = field
    return tuple(ListOf(path, columns) for path, columns in found.items())


@cache
def _all() -> tuple[Field, ...]:
    heads = [field for name in HEAD if name != "format" and (field := leaf(name)) is not None]
    return (*heads, *(field for field in fields().values() if not field.path.startswith(f"{EVIDENCE}[")))
