"""What does the government hold against the client that a letter to it passes over in silence?"""

import datetime as dt
import re
from collections.abc import Iterator

from forbear.casefile.model import CaseFile, Facts
from forbear.guard.dates import dates_in
from forbear.guard.draft import Draft, Flaw
from forbear.law.plain import PLAIN

ARREST = re.compile(
    r"\b(?:arrest\w*|convict\w+|charg(?:e|es|ed)|misdemeanou?r|felony|citation|infraction|d\.?u\.?i|d\.?w\.?i|arrest\w+"
    r"|condena\w*|cargos?|delito|antecedentes)\b"
)
ORDER = re.compile(
    r"\b(?:(?:removal|deportation|exclusion) orders?|orders? of (?:removal|deportation)|ordered (?:removed|deported)"
    r"|in absentia|orden(?:es)? de (?:deportacion|remocion|expulsion)|en ausencia)\b"
)
ORDERS = {
    "proceedings.in_absentia": "an order made in absentia",
    "proceedings.final_order_date": "a final order",
    "proceedings.ij_decision": "the judge's decision",
    "immigration_history.prior_orders": "an earlier order",
}
FEWEST = 5  # letters of a word by which a charge is known


def omitted(draft: Draft) -> Iterator[Flaw]:
    """In a letter to the government: each arrest and order that it holds, by the log of disclosures, and that the text does not mention."""
    case = draft.setting.case
    if case is None or draft.setting.purpose != "pd-letter" or not draft.spans:
        return
    held = [str(entry.get("fact", "")) for entry in case.items("disclosure") or () if entry.get("held_by_government") == "yes"]
    missing = [*_arrests(draft, case, held), *_orders(draft, case, held)]
    for path, what in missing:
        yield Flaw(
            "adverse-omitted",
            *draft.first(),
            "caution",
            f"The government holds {what} ({path}), by the log of disclosures, and the text does not mention it. Its attorney will see.",
            "Address it as the record shows it, with the certified disposition or the order, or have counsel sign off on leaving it out.",
            facts=(path,),
        )


def _arrests(draft: Draft, case: CaseFile, held: list[str]) -> Iterator[tuple[str, str]]:
    charges = case.items("criminal") or ()
    for number, charge in enumerate(charges):
        path = f"criminal[{number}]"
        if any(re.match(rf"(?:criminal(?:\[\])?|criminal\[{number}\])(?:\.|$)", fact) for fact in held) and not _told(
            draft, charge, len(charges)
        ):
            yield path, "an arrest"


def _told(draft: Draft, charge: Facts, of: int) -> bool:
    """Whether the text mentions a charge: by its words or days, or, where it is the only one, by naming an arrest or charge at all."""
    words = [word for word in re.findall(r"[a-zñ]+", str(charge.get("charge") or "").translate(PLAIN)) if len(word) >= FEWEST]
    if words and all(word in draft.plain for word in words):
        return True
    days = [day for key in ("arrest_date", "disposition_date", "incident") if isinstance(day := charge.get(key), dt.date)]
    if any(
        date.fits(day) and ARREST.search(draft.plain[slice(*draft.sentence(date.start))]) for date in dates_in(draft.plain) for day in days
    ):
        return True
    return of == 1 and any(ARREST.search(said) and not re.search(r"\b(?:no|never|without|nunca|sin)\b", said) for _, said in draft.said())


def _orders(draft: Draft, case: CaseFile, held: list[str]) -> Iterator[tuple[str, str]]:
    for place, what in ORDERS.items():
        if (
            any(fact == place or fact.startswith((f"{place}.", f"{place}[")) for fact in held)
            and case.at(place)
            and not ORDER.search(draft.plain)
        ):
            yield place, what
