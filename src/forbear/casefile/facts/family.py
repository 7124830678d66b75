"""Who depends on the client, and with what status?"""

import datetime as dt

from forbear.casefile.fields import fields
from forbear.casefile.model import Facts
from forbear.casefile.profile import fact
from forbear.casefile.view import View, at_least, both, once, some, some_with, years_between

CLOSE = ("spouse", "child", "stepchild", "parent", "sibling", "grandparent", "grandchild")
LIST = ("family[].relation", "family[].status")
SERVED = tuple(status for status in fields()["military[].status"].allowed if status != "none")
TIES = ("family-ties-usc-lpr",)


def has_status(item: Facts, *statuses: str) -> bool | None:
    """Whether a relative holds one of the statuses; 'unknown' is not known."""
    status = item.get("status")
    return None if status is None or status == "unknown" else status in statuses


def is_relation(item: Facts, *relations: str) -> bool | None:
    """Whether a relative stands in one of the relations."""
    relation = item.get("relation")
    return None if relation is None else relation in relations


def citizen_or_resident(item: Facts) -> bool | None:
    """A relative close enough to count, with citizenship or residence."""
    return both(is_relation(item, *CLOSE), has_status(item, "usc", "lpr"))


@once
def _known(view: View) -> list[Facts] | None:
    """The relatives, their status left out where it is 'unknown'."""
    items = view.items("family")
    return None if items is None else [item if item.get("status") != "unknown" else {**item, "status": None} for item in items]


def _kin(view: View, relations: tuple[str, ...], *statuses: str) -> bool | None:
    """Whether some relative stands in one of the relations and holds one of the statuses."""
    return some_with(_known(view), relation=relations, status=statuses)


@fact("boolean", "A citizen or resident relative, siblings and grandparents included", *LIST, topics=TIES)
def usc_or_lpr_relative(view: View) -> object:
    return _kin(view, CLOSE, "usc", "lpr")


@fact("boolean", "A spouse who is a citizen", *LIST, topics=TIES)
def usc_spouse(view: View) -> object:
    return _kin(view, ("spouse",), "usc")


@fact("boolean", "A spouse who is a citizen or resident", *LIST, topics=TIES)
def usc_or_lpr_spouse(view: View) -> object:
    return _kin(view, ("spouse",), "usc", "lpr")


@fact("boolean", "A child or stepchild who is a citizen", *LIST, topics=TIES)
def usc_child(view: View) -> object:
    return _kin(view, ("child", "stepchild"), "usc")


@fact("boolean", "A child or stepchild who is a citizen or resident", *LIST, topics=TIES)
def usc_or_lpr_child(view: View) -> object:
    return _kin(view, ("child", "stepchild"), "usc", "lpr")


@fact("boolean", "A parent, grandparent or sibling who is a citizen or resident", *LIST, topics=TIES)
def usc_or_lpr_elder_or_sibling(view: View) -> object:
    return _kin(view, ("parent", "grandparent", "sibling"), "usc", "lpr")


@fact(
    "boolean",
    "A qualifying relative for cancellation: citizen or resident spouse or parent, or child under 21 (INA 240A(b)(1)(D))",
    *LIST,
    "family[].birth_date",
    topics=TIES,
)
def qualifying_relative(view: View) -> object:
    def qualifies(item: Facts) -> bool | None:
        status = has_status(item, "usc", "lpr")
        if item.get("relation") in ("child", "stepchild"):
            born = item.get("birth_date")
            young = years_between(born, view.on) < 21 if isinstance(born, dt.date) else None
            return both(status, young)
        return both(is_relation(item, "spouse", "parent"), status)

    return some(view.items("family"), qualifies)


@fact("boolean", "A citizen or resident relative with a health need", *LIST, "family[].health", topics=("hardship-to-family",))
def relative_with_health_need(view: View) -> object:
    return _relative_with(view, "health")


@fact("boolean", "A citizen or resident relative with a need at school", *LIST, "family[].education_needs", topics=("hardship-to-family",))
def relative_with_school_need(view: View) -> object:
    return _relative_with(view, "education_needs")


@fact("boolean", "Some relative has a health need, whatever the relative's status", "family[].health", topics=("hardship-to-family",))
def any_relative_with_health_need(view: View) -> object:
    return some(view.items("family"), lambda item: _says(item, "health"))


@fact("integer", "Relatives who surely depend on the client", "family[].dependent", unit="people")
def dependents_at_least(view: View) -> object:
    return at_least(view.items("family"), lambda item: item.get("dependent") if isinstance(item.get("dependent"), bool) else None)  # type: ignore[return-value,arg-type]


@fact("boolean", "A relative without status, or whose status is pending", "family[].status", "family_risk.undocumented_household")
def relative_without_status(view: View) -> object:
    if view.flag("family_risk.undocumented_household"):
        return True
    return some_with(_known(view), status=("none", "pending"))


@fact("boolean", "The client serves or served in the US forces", "military[].who", "military[].status", topics=("military-service-self",))
def own_military_service(view: View) -> object:
    return some_with(view.items("military"), who=("self",), status=SERVED)


@fact(
    "boolean",
    "A spouse, parent or child serves or served in the US forces",
    "military[].who",
    "military[].status",
    topics=("military-service-family",),
)
def family_military_service(view: View) -> object:
    return some_with(view.items("military"), who=("spouse", "parent", "child"), status=SERVED)


def _says(item: Facts, key: str) -> bool | None:
    text = item.get(key)
    return bool(text.strip()) and text.strip().lower() not in ("no", "none") if isinstance(text, str) else None


def _relative_with(view: View, key: str) -> bool | None:
    return some(view.items("family"), lambda item: both(citizen_or_resident(item), _says(item, key)))
