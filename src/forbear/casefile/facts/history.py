"""What happened with immigration before, and what may only be claimed of it?

`…_alleged` is what a government paper says; it stands apart from whether it is true.
"""

import datetime as dt

from forbear.casefile.model import Facts
from forbear.casefile.profile import fact, mentions, words
from forbear.casefile.view import View, both, either, some, some_with
from forbear.rules.verdict import Value

ORDERS = "immigration_history.prior_orders"


def _order_types(view: View, pattern: str) -> bool | None:
    return some(view.items(ORDERS), lambda item: _typed(item, pattern))


def _typed(item: Facts, pattern: str) -> bool | None:
    text = words(item.get("type"))
    return mentions(text, pattern) if text else None


def _flag_or_alleged(view: View, path: str) -> tuple[bool | None, bool]:
    said = view.at(path)
    return (said if isinstance(said, bool) else None), isinstance(said, str) and bool(said.strip())


@fact("boolean", "A prior order has been reinstated", "immigration_history.reinstated_date", topics=("prior-orders",))
def reinstated(view: View) -> object:
    return view.step("immigration_history.reinstated_date").value


@fact("boolean", "Removed, or left under an order, before", f"{ORDERS}[].executed_date", f"{ORDERS}[].date", topics=("prior-orders",))
def removed_before(view: View) -> object:
    orders = view.items(ORDERS)
    if view.flag("immigration_history.reentered_after_removal"):
        return True
    if orders is None:
        return None
    return some(orders, lambda item: True if item.get("executed_date") else None)


@fact("boolean", "Came back after a removal", "immigration_history.reentered_after_removal", topics=("prior-orders",))
def reentered_after_removal(view: View) -> object:
    return view.flag("immigration_history.reentered_after_removal")


@fact("boolean", "An expedited removal order was made", f"{ORDERS}[].type", topics=("prior-orders",))
def expedited_removal_order(view: View) -> object:
    return _order_types(view, "expedited")


@fact("boolean", "Some departure from the country is in the file", "immigration_history.departures[].date")
def any_departure(view: View) -> object:
    departures = view.items("immigration_history.departures")
    return None if departures is None else bool(departures)


@fact(
    "boolean",
    "Left the country after the order",
    "immigration_history.departures[].date",
    "immigration_history.prior_orders[].executed_date",
)
def departed_after_order(view: View) -> object:
    dates = [view.past("proceedings.final_order_date"), view.past("proceedings.in_absentia.date")]
    known = [date for date in dates if date]
    departures = view.items("immigration_history.departures")
    if not known:
        return Value(False, frozenset({"immigration_history.departures"}))
    left = some(departures, lambda item: _on_or_after(item.get("date"), min(known)))
    return Value(False, frozenset({"immigration_history.departures"})) if left is None and departures is None else left


@fact("boolean", "USCIS denied an application, or it was withdrawn", "immigration_history.applications[].status")
def application_denied(view: View) -> object:
    return some(view.items("immigration_history.applications"), lambda item: _denied(item.get("status")))


def _denied(status: object) -> bool | None:
    return mentions(status.lower(), r"den|withdr|refus") if isinstance(status, str) else None


def _on_or_after(date: object, day: dt.date) -> bool | None:
    return date >= day if isinstance(date, dt.date) else None


@fact("boolean", "Claimed to be a US citizen", "immigration_history.false_claim_usc", "entry[].manner")
def false_claim_to_citizenship(view: View) -> object:
    by_entry = some_with(view.items("entry"), manner=("false-claim-to-citizenship",))
    return either(view.flag("immigration_history.false_claim_usc"), by_entry)


@fact("boolean", "Voted or registered to vote", "immigration_history.voted")
def voted(view: View) -> object:
    return view.flag("immigration_history.voted")


@fact("boolean", "Used papers or a number that were not the client's", "immigration_history.false_documents", "entry[].manner")
def false_documents(view: View) -> object:
    by_entry = some_with(view.items("entry"), manner=("false-documents",))
    return either(view.flag("immigration_history.false_documents"), by_entry)


@fact("boolean", "Something told to the government was not true", "immigration_history.misrepresentation")
def misrepresentation(view: View) -> object:
    return view.flag("immigration_history.misrepresentation")


@fact("boolean", "A marriage filing that may not have been real", "immigration_history.marriage_concern")
def marriage_concern(view: View) -> object:
    return view.flag("immigration_history.marriage_concern")


@fact("boolean", "Benefits received on wrong information", "immigration_history.benefit_misstatement")
def benefit_misstatement(view: View) -> object:
    return view.flag("immigration_history.benefit_misstatement")


@fact("boolean", "Helped or paid for someone's unlawful entry", "immigration_history.smuggling")
def smuggling(view: View) -> object:
    return _flag_or_alleged(view, "immigration_history.smuggling")[0]


@fact("boolean", "A paper alleges smuggling", "immigration_history.smuggling")
def smuggling_alleged(view: View) -> object:
    known, alleged = _flag_or_alleged(view, "immigration_history.smuggling")
    return True if alleged else None if known is None else False


@fact("boolean", "Part in a gang", "security.gang")
def gang(view: View) -> object:
    return _flag_or_alleged(view, "security.gang")[0]


@fact("boolean", "A paper or a person alleges part in a gang", "security.gang")
def gang_alleged(view: View) -> object:
    known, alleged = _flag_or_alleged(view, "security.gang")
    return True if alleged else None if known is None else False


@fact("boolean", "Money, food or work for an armed group", "security.armed_group")
def armed_group(view: View) -> object:
    return view.flag("security.armed_group")


@fact("boolean", "Drug use", "security.drug_use")
def drug_use(view: View) -> object:
    return view.flag("security.drug_use")


@fact("boolean", "Holds or held DACA", "immigration_history.daca_tps", "relief[].kind")
def daca(view: View) -> object:
    return _permit(view, "daca")


@fact("boolean", "Holds or held TPS", "immigration_history.daca_tps", "relief[].kind")
def tps(view: View) -> object:
    return _permit(view, "tps")


def _permit(view: View, kind: str) -> object:
    said = view.text("immigration_history.daca_tps")
    listed = some(view.items("relief"), lambda item: both(_kind(item, kind), item.get("status") == "approved"))
    if said is None:
        return True if listed else (None if listed is None else Value(False, frozenset({"immigration_history.daca_tps"})))
    return either(mentions(said.lower(), rf"\b{kind}\b") and not mentions(said.lower(), r"\b(?:no|never|denied)\b"), listed)


def _kind(item: Facts, kind: str) -> bool | None:
    return None if item.get("kind") is None else item.get("kind") == kind
