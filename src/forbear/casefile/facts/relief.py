"""What relief is possible, filed or granted, and with whom?"""

import datetime as dt
from collections.abc import Callable

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.model import Facts
from forbear.casefile.profile import fact
from forbear.casefile.view import View, each, either, once, some_with, years_between
from forbear.rules.verdict import Value

KINDS = tuple(kind for kind in fields()["relief[].kind"].allowed if kind != "none")
STATUSES = (*fields()["relief[].status"].allowed, "none")
NAMES = {
    "cancellation-lpr": "cancellation for residents",
    "cancellation-nonlpr": "cancellation for non-residents",
    "cat": "protection under the Convention against Torture",
    "daca": "DACA",
    "i-130": "the I-130 petition",
    "i-751": "the I-751 petition",
    "nacara": "NACARA",
    "s-visa": "the S visa",
    "sij": "the special immigrant juvenile petition",
    "t-visa": "the T petition",
    "tps": "TPS",
    "u-visa": "the U petition",
    "vawa-cancellation": "VAWA cancellation",
    "vawa-self-petition": "the VAWA self-petition",
    "waiver-212h": "the waiver under section 212(h)",
}
ORDER = (
    "approved",
    "bona-fide-determination",
    "prima-facie",
    "waitlisted",
    "filed-court",
    "filed-uscis",
    "preparing",
    "possible",
    "denied",
    "withdrawn",
)
HOPEFUL = tuple(status for status in ORDER if status not in ("denied", "withdrawn"))
GRANTED = ("approved", "prima-facie", "bona-fide-determination", "waitlisted")
# What USCIS or a consulate decides outside the court (8 CFR 1245.2(a)(1), 208.2(b), 212.7(e), 214.14, 214.11, 204.11).
OUTSIDE = (
    "adjustment",
    "provisional-waiver",
    "i-130",
    "sij",
    "u-visa",
    "t-visa",
    "vawa-self-petition",
    "tps",
    "daca",
    "naturalization",
    "i-751",
    "parole-in-place",
    "s-visa",
)
# What only an immigration judge can grant (INA 240A, 241(b)(3); 8 CFR 1208.16; NACARA 203).
COURT_ONLY = ("cancellation-lpr", "cancellation-nonlpr", "vawa-cancellation", "withholding", "cat", "nacara")
LIST = ("relief[].kind", "relief[].status")
TOPIC = ("eligibility-for-relief",)


def status_on(item: Facts, view: View) -> str | None:
    """The status of one relief on the day: a decision or filing dated later has not come."""
    status = item.get("status")
    if not isinstance(status, str):
        return None
    filed, decision = item.get("filed_date"), item.get("decided_date")
    if isinstance(filed, dt.date) and filed > view.on:
        return "preparing"
    if isinstance(decision, dt.date) and decision > view.on and status in (*GRANTED, "denied"):
        return "filed-uscis" if item.get("kind") in OUTSIDE else "filed-court"
    return status


def is_kind(item: Facts, *kinds: str) -> bool | None:
    """Whether an item of relief is of one of the kinds."""
    kind = item.get("kind")
    return None if kind is None else kind in kinds


def has_status(item: Facts, view: View, *statuses: str) -> bool | None:
    """Whether an item of relief stands at one of the statuses."""
    status = status_on(item, view)
    return None if status is None else status in statuses


@once
def _listed(view: View) -> list[Facts] | None:
    """Each relief that is listed, with its status on the day."""
    items = view.items("relief")
    return None if items is None else [{"kind": item.get("kind"), "status": status_on(item, view)} for item in items]


def _standing(view: View) -> dict[str, object]:
    """How each kind of relief stands, the best first; not known where one of the kind has no status."""
    listed = _listed(view)
    if listed is None:
        return dict.fromkeys(KINDS)
    found: dict[object, set[object]] = {}
    for item in listed:
        found.setdefault(item["kind"], set()).add(item["status"])
    return dict.fromkeys(KINDS, "none") | {str(kind): _best(statuses) for kind, statuses in found.items()}


def _best(statuses: set[object]) -> str | None:
    return None if None in statuses else next((status for status in ORDER if status in statuses), "none")


for _kind in KINDS:
    fact(
        "text",
        f"How {NAMES.get(_kind, _kind.replace('-', ' '))} stands",
        *LIST,
        values=STATUSES,
        topics=TOPIC,
        name=f"relief_{underscored(_kind)}",
    )(each(_standing, _kind))


def _has(view: View, kinds: tuple[str, ...], *statuses: str) -> bool | None:
    return some_with(_listed(view), kind=kinds, status=statuses)


@fact("boolean", "A petition or application with USCIS is approved or found approvable", *LIST, topics=TOPIC)
def petition_approved(view: View) -> object:
    return _has(view, OUTSIDE, *GRANTED)


@fact("boolean", "Relief of any kind is approved or found approvable, by USCIS or by the judge", *LIST, topics=TOPIC)
def relief_approved(view: View) -> object:
    return some_with(_listed(view), status=GRANTED)


@fact("boolean", "An immigrant petition is approved (I-130, I-360)", *LIST, topics=TOPIC)
def visa_petition_approved(view: View) -> object:
    return _has(view, ("i-130", "sij", "vawa-self-petition"), "approved")


@fact("boolean", "A matter is filed with, or approved by, USCIS or a consulate", *LIST, topics=TOPIC)
def outside_matter(view: View) -> object:
    return _has(view, OUTSIDE, "filed-uscis", *GRANTED)


@fact(
    "boolean",
    "A matter with USCIS was filed, or decided, after the Notice to Appear (8 CFR 239.2(a)(7)); where only earlier, it is no change",
    "relief[].filed_date",
    "relief[].decided_date",
    "proceedings.nta_date",
    topics=TOPIC,
)
def outside_matter_since_notice(view: View) -> object:
    notice = view.past("proceedings.nta_date")
    items = [item for item in view.items("relief") or () if is_kind(item, *OUTSIDE) and has_status(item, view, "filed-uscis", *GRANTED)]
    days = [day for item in items for name in ("filed_date", "decided_date") if isinstance(day := item.get(name), dt.date)]
    if notice is None or view.items("relief") is None:
        return None
    if any(notice < day <= view.on for day in days):
        return True
    return False if not items or len(days) >= len(items) else None


@fact("boolean", "A way outside the court exists or is being prepared", *LIST, topics=TOPIC)
def outside_way_in_sight(view: View) -> object:
    return _has(view, OUTSIDE, "filed-uscis", "possible", "preparing", *GRANTED)


@fact("boolean", "Something filed or possible that only a judge can grant", *LIST, topics=TOPIC)
def court_only_relief(view: View) -> object:
    return _has(view, COURT_ONLY, "filed-court", "possible", "preparing", "prima-facie", "approved")


@fact("boolean", "Cancellation, or review of a denied I-751, that only a judge can grant", *LIST, topics=TOPIC)
def cancellation_or_review(view: View) -> object:
    kinds = ("cancellation-lpr", "cancellation-nonlpr", "vawa-cancellation", "nacara")
    cancellation = _has(view, kinds, "filed-court", "possible", "preparing", "prima-facie")
    return either(cancellation, _has(view, ("i-751",), "denied", "filed-court"))


@fact("boolean", "Cancellation is filed with the court", *LIST, topics=TOPIC)
def cancellation_filed(view: View) -> object:
    return _has(view, ("cancellation-lpr", "cancellation-nonlpr", "vawa-cancellation"), "filed-court")


@fact("boolean", "Asylum, withholding or protection under the Convention is filed with the court", *LIST, topics=TOPIC)
def protection_filed_with_court(view: View) -> object:
    return _has(view, ("asylum", "withholding", "cat"), "filed-court")


@fact("boolean", "Asylum, withholding or protection under the Convention is filed or possible", *LIST, topics=TOPIC)
def protection_in_sight(view: View) -> object:
    return _has(view, ("asylum", "withholding", "cat"), "filed-court", "filed-uscis", "possible", "preparing", "approved")


@fact("boolean", "Some relief is filed, approved or possible", *LIST, topics=TOPIC)
def any_relief_in_sight(view: View) -> object:
    return _has(view, KINDS, *HOPEFUL)


@fact("boolean", "Relief is only possible or being prepared, not filed", *LIST, topics=TOPIC)
def relief_not_yet_filed(view: View) -> object:
    return _has(view, KINDS, "possible", "preparing")


@fact("boolean", "A U or T petition is filed or found bona fide", *LIST, topics=TOPIC)
def u_or_t_filed(view: View) -> object:
    return _has(view, ("u-visa", "t-visa"), "filed-uscis", *GRANTED)


@fact("boolean", "Asylum has been filed", "fears.asylum_filed_date", *LIST)
def asylum_filed(view: View) -> object:
    if view.past("fears.asylum_filed_date"):
        return True
    listed = _has(view, ("asylum",), "filed-court", "filed-uscis", "approved", "denied")
    return listed if listed is not False or view.date("fears.asylum_filed_date") else Value(False, frozenset({"fears.asylum_filed_date"}))


@fact("date", "Filing date of the asylum application as listed among the relief", "relief[].filed_date")
def asylum_listed_date(view: View) -> object:
    return _first_filed(view, lambda item: item.get("kind") == "asylum")


@fact(
    "date",
    "Day on which relief was filed with the court; not known while relief that the judge decides is only possible or being prepared",
    "proceedings.relief_filed_date",
    "relief[].filed_date",
)
def relief_filed_on(view: View) -> object:
    left = [
        item for item in view.items("relief") or () if item.get("kind") not in OUTSIDE and item.get("status") in ("possible", "preparing")
    ]
    listed = _first_filed(view, lambda item: item.get("status") == "filed-court")
    return None if left else view.past("proceedings.relief_filed_date") or listed


def _first_filed(view: View, wanted: Callable[[Facts], bool]) -> dt.date | None:
    found = [date for item in view.items("relief") or () if wanted(item) and isinstance(date := item.get("filed_date"), dt.date)]
    return min((date for date in found if date <= view.on), default=None)


@fact("integer", "Time since the last arrival, for the one-year asylum limit", "entry[].date", unit="completed years")
def years_since_arrival(view: View) -> object:
    entries = view.items("entry")
    dates = [item.get("date") for item in entries or ()]
    known = [date for date in dates if isinstance(date, dt.date)]
    return years_between(max(known), view.on) if known and len(known) == len(dates) else None


@fact("integer", "Time since asylum was filed", "fears.asylum_filed_date", unit="calendar days")
def days_since_asylum_filed(view: View) -> object:
    filed = view.past("fears.asylum_filed_date")
    return (view.on - filed).days if filed else None


@fact("date", "Filing date of the special immigrant juvenile petition", "relief[].filed_date")
def sij_filed_date(view: View) -> object:
    found = [item for item in view.items("relief") or () if item.get("kind") == "sij"]
    return found[0].get("filed_date") or found[0].get("priority_date") if found else None


@fact("boolean", "A work permit rests on relief filed with the court", "employment[].permit", *LIST)
def work_permit_from_court(view: View) -> object:
    codes = [str(permit) for job in view.items("employment") or () if (permit := job.get("permit"))]
    codes += [code for path in ("work_permit.category", "employment.permit.category") if (code := view.text(path))]
    if any("".join(c for c in code.lower() if c.isalnum()).startswith(("c8", "c08", "c10")) for code in codes):
        return True
    return either(protection_filed_with_court(view), cancellation_filed(view))  # type: ignore[arg-type]
