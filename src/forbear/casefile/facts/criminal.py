"""What is on the record, and what is not yet known of it?

No rule classes a conviction: aggravated felony and moral turpitude are counsel's own classification. What is read here from
the words of a charge (driving under the influence, a weapon, a drug sale) is what enforcement policies name in plain words.
An expunged conviction still counts (Matter of Roldan, 22 I&N Dec. 512 (BIA 1999)); a vacated one is left open.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from forbear.casefile.model import Facts
from forbear.casefile.profile import fact, mentions, words
from forbear.casefile.view import View, at_least, at_most, both, either, once, opposite, some, years_between
from forbear.rules.verdict import Value

CHARGES = ("criminal[].disposition", "criminal[].level")
RECORD = ("criminal-history",)
ENDED_WELL = ("dismissed", "acquitted", "not-prosecuted")
KINDS = {
    "dui": (
        r"\bd\.?[uw]\.?i\b|\bo\.?[uvwm]\.?i\b|\bdwai\b|under the influence|while (?:intoxicated|impaired)"
        r"|drunk driv|impaired driv|driving while ability"
    ),
    "domestic-violence": r"domestic|spous|intimate partner|family violence|cohabitant|child (?:abuse|neglect|endanger)",
    "burglary": r"burglar|breaking and entering|home invasion",
    "firearm": r"firearm|\bgun\b|handgun|weapon|ammunition|pistol|rifle",
    "drug-sale": (
        r"traffick|intent to (?:distribute|sell|deliver|supply)"
        r"|(?:sale|sell\w*|sold|distribut\w*|deliver\w*|manufactur\w*) .*"
        r"(?:drug|cocaine|heroin|fentanyl|meth|marijuana|cannabis|controlled|narcotic|ecstasy|pill)"
        r"|(?:drug|controlled substance|narcotic\w*) (?:sale|distribut|deliver|dealing)"
    ),
    "sexual": r"sexual|rape|molest|lewd|indecent",
    "violence": r"assault|battery|robber|homicide|manslaughter|murder|kidnap|arson|strangl",
    "theft": r"theft|larceny|shoplift|burglar|steal|stolen",
}


def convicted(item: Facts) -> bool | None:
    """Whether an item is a conviction: a deferred or vacated disposition is left open."""
    disposition = item.get("disposition")
    if disposition in ("convicted", "expunged"):
        return True
    return False if disposition in (*ENDED_WELL, "pending") else None


def pending(item: Facts) -> bool | None:
    """Whether a charge is still open."""
    disposition = item.get("disposition")
    return None if disposition is None or disposition == "unknown" else disposition == "pending"


def not_ended_well(item: Facts) -> bool | None:
    """Convicted, open or deferred: not dismissed, acquitted or dropped."""
    disposition = item.get("disposition")
    return None if disposition is None or disposition == "unknown" else disposition not in ENDED_WELL


def of_level(item: Facts, *levels: str) -> bool | None:
    """Whether an item is of a level; a foreign, juvenile or unknown one is left open."""
    level = item.get("level")
    if level in ("felony", "misdemeanor", "infraction"):
        return level in levels
    return None


def of_kind(item: Facts, *kinds: str) -> bool | None:
    """Whether the words of a charge name one of the kinds; not known where the file has no words."""
    text = words(item.get("charge"), item.get("statute"))
    return any(mentions(text, KINDS[kind]) for kind in kinds) if text else None


def ninety_days(item: Facts) -> bool | None:
    """Ninety days or more in custody, time suspended left aside (johnson-2014, priority 2)."""
    served = item.get("served_days")
    sentence = item.get("sentence_days")
    if isinstance(served, int):
        return served >= 90
    return False if isinstance(sentence, int) and sentence < 90 else None


@once
def _charges(view: View) -> Sequence[Facts] | None:
    """The charges as they stood on the day: a later arrest has not happened, a later disposition has not come."""
    items = view.items("criminal")
    return None if items is None else [_on_the_day(item, view.on) for item in items if not _later(item.get("arrest_date"), view.on)]


def _on_the_day(item: Facts, on: dt.date) -> Facts:
    return {**item, "disposition": "pending"} if _later(item.get("disposition_date"), on) else item


def _later(date: object, on: dt.date) -> bool:
    return isinstance(date, dt.date) and date > on


def _conviction(*tests: Callable[[Facts], bool | None]) -> Callable[[Facts], bool | None]:
    return lambda item: both(convicted(item), *(test(item) for test in tests))


@fact(
    "boolean",
    "Nothing on record but infractions or charges that came to nothing",
    *CHARGES,
    topics=("no-serious-criminal-history", *RECORD),
)
@once
def no_record_but_infractions(view: View) -> object:
    return opposite(some(_charges(view), lambda item: both(not_ended_well(item), opposite(of_level(item, "infraction")))))


@fact("boolean", "Some arrest, citation or charge is in the file", "criminal[].charge", topics=RECORD)
def any_arrest(view: View) -> object:
    charges = _charges(view)
    return None if charges is None else bool(charges)


@fact("boolean", "A conviction of any level", *CHARGES, topics=RECORD)
def any_conviction(view: View) -> object:
    return some(_charges(view), convicted)


@fact("integer", "Convictions surely", *CHARGES, unit="convictions", topics=RECORD)
def convictions_at_least(view: View) -> object:
    return at_least(_charges(view), convicted)


@fact("integer", "Convictions if every open one is", *CHARGES, unit="convictions", topics=RECORD)
def convictions_at_most(view: View) -> object:
    return at_most(_charges(view), convicted)


@fact("boolean", "A conviction above an infraction", *CHARGES, topics=RECORD)
def conviction_above_infraction(view: View) -> object:
    return some(_charges(view), _conviction(lambda item: opposite(of_level(item, "infraction"))))


@fact("boolean", "A felony conviction", *CHARGES, topics=RECORD)
def felony_conviction(view: View) -> object:
    return some(_charges(view), _conviction(lambda item: of_level(item, "felony")))


def _misdemeanour(item: Facts) -> bool | None:
    return both(convicted(item), of_level(item, "misdemeanor"))


@fact(
    "integer",
    "Separate incidents that surely ended in a misdemeanour conviction",
    *CHARGES,
    "criminal[].incident",
    unit="incidents",
    topics=RECORD,
)
def misdemeanour_incidents_at_least(view: View) -> object:
    charges = _charges(view)
    if charges is None:
        return None
    sure = [item for item in charges if _misdemeanour(item)]
    dates = {item.get("incident") or item.get("arrest_date") for item in sure} - {None}
    return max(len(dates), min(1, len(sure)))


@fact(
    "integer",
    "Misdemeanour convictions if every open one is, each a separate incident",
    *CHARGES,
    "criminal[].incident",
    unit="incidents",
    topics=RECORD,
)
def misdemeanour_incidents_at_most(view: View) -> object:
    charges = _charges(view)
    if charges is None:
        return None
    possible = [item for item in charges if _misdemeanour(item) is not False]
    dates = [item.get("incident") or item.get("arrest_date") for item in possible]
    return len(set(dates) - {None}) + dates.count(None)


@fact("boolean", "Three misdemeanour convictions from three incidents", *CHARGES, "criminal[].incident", topics=RECORD)
def three_misdemeanour_incidents(view: View) -> object:
    least, most = misdemeanour_incidents_at_least(view), misdemeanour_incidents_at_most(view)
    if not isinstance(least, int) or not isinstance(most, int):
        return None
    return True if least >= 3 else False if most < 3 else None


@fact("boolean", "A charge still open", "criminal[].disposition", topics=RECORD)
def pending_charge(view: View) -> object:
    return some(_charges(view), pending)


@fact("boolean", "A plea, deferral or diversion that may be a conviction", "criminal[].disposition", topics=RECORD)
def deferred_disposition(view: View) -> object:
    return some(_charges(view), lambda item: _disposition(item, "deferred", "diversion-completed", "vacated"))


@fact(
    "boolean",
    "Driving under the influence: convicted, open or deferred",
    "criminal[].charge",
    "criminal[].disposition",
    topics=("dui", *RECORD),
)
def dui(view: View) -> object:
    return some(_charges(view), lambda item: both(of_kind(item, "dui"), not_ended_well(item)))


@fact(
    "boolean",
    "A significant misdemeanour of 2014: DUI, domestic violence, sexual abuse, burglary, firearm, drug sale, 90 days served",
    *CHARGES,
    "criminal[].charge",
    "criminal[].served_days",
    topics=RECORD,
)
def significant_misdemeanour(view: View) -> object:
    kinds = ("dui", "domestic-violence", "burglary", "firearm", "drug-sale", "sexual")
    return some(
        _charges(view),
        _conviction(lambda item: of_level(item, "misdemeanor"), lambda item: either(of_kind(item, *kinds), ninety_days(item))),
    )


@fact("boolean", "Domestic violence: convicted, open or deferred", "criminal[].charge", "criminal[].disposition", topics=RECORD)
def domestic_violence(view: View) -> object:
    return some(_charges(view), lambda item: both(of_kind(item, "domestic-violence"), not_ended_well(item)))


@fact(
    "boolean",
    "Theft, burglary, assault on an officer, or a crime that caused death or grave injury, charged by name, whatever came of it",
    "criminal[].charge",
    topics=RECORD,
)
def named_detention_crime_charged(view: View) -> object:
    return some(_charges(view), _names_detention_crime)


@fact(
    "boolean",
    "The same, or an assault or other violence whose words leave open whether it is one of these",
    "criminal[].charge",
    topics=RECORD,
)
def detention_crime_charged(view: View) -> object:
    return some(
        _charges(view), lambda item: _names_detention_crime(item) or (None if of_kind(item, "violence") else of_kind(item, "theft"))
    )


def _names_detention_crime(item: Facts) -> bool:
    """The crimes of the Laken Riley Act (2025) as named by the words of the charge (INA 236(c)(1)(E))."""
    text = words(item.get("charge"), item.get("statute"))
    grave = mentions(text, r"homicide|manslaughter|murder|(?:causing|resulting in|with) (?:death|(?:serious|great) bodily (?:injury|harm))")
    officer = mentions(text, KINDS["violence"]) and mentions(text, r"officer|police|law enforcement|corrections")
    return bool(text) and bool(mentions(text, KINDS["theft"]) or grave or officer)


@fact(
    "boolean",
    "A court order keeps the client away from someone",
    "criminal_civil.protection_order",
    "criminal_civil.protected",
)
def protection_order(view: View) -> object:
    order, protected = view.flag("criminal_civil.protection_order"), (view.text("criminal_civil.protected") or "").lower()
    return False if order and mentions(protected, r"^(?:the )?(?:client|respondent|self|applicant)\b") else order


@fact("boolean", "Counsel has classed a conviction as an aggravated felony", "criminal[].classification", topics=RECORD, why="judgment")
def classed_aggravated_felony(view: View) -> object:
    charges = _charges(view)
    if charges is None:
        return Value(None, why="fact")  # the record itself is not known yet: ask; classing it comes after
    return some(charges, lambda item: _classed(item, r"aggravated"))


def completed(item: Facts) -> bool | None:
    """Whether a sentence, course or treatment is completed."""
    done = item.get("completed")
    return done if isinstance(done, bool) else None


@fact("boolean", "A sentence or probation is not yet completed", "criminal[].completed", "criminal[].disposition", topics=RECORD)
def sentence_unfinished(view: View) -> object:
    return some(_charges(view), lambda item: both(convicted(item), opposite(completed(item))))


@fact("integer", "Time since the last arrest", "criminal[].arrest_date", unit="completed years", topics=RECORD)
def years_since_last_arrest(view: View) -> object:
    charges = _charges(view)
    if not charges:
        return None
    dates = [item.get("arrest_date") or item.get("disposition_date") for item in charges]
    known = [date for date in dates if isinstance(date, dt.date)]
    return years_between(max(known), view.on) if len(known) == len(dates) else None


@fact("boolean", "A course or treatment completed", "rehabilitation[].completed", topics=("rehabilitation",))
def programme_completed(view: View) -> object:
    return some(view.items("rehabilitation"), completed)


def _disposition(item: Facts, *dispositions: str) -> bool | None:
    found = item.get("disposition")
    return None if found is None or found == "unknown" else found in dispositions


def _classed(item: Facts, pattern: str) -> bool | None:
    said = item.get("classification")
    if not isinstance(said, str):
        surely_not = convicted(item) is False or of_level(item, "infraction")
        return False if surely_not else None
    return mentions(said.lower(), pattern) and not mentions(said.lower(), r"\b(?:not|no|none|never)\b")
