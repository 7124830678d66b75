"""What has happened in court, and what has not?

A step that the file does not mention is presumed not to have happened, and says so. Whether a Notice to Appear exists and
whether it was filed are never presumed: they are asked.
"""

import datetime as dt
import re
from collections.abc import Sequence

from forbear.casefile.facts.criminal import no_record_but_infractions
from forbear.casefile.model import Facts
from forbear.casefile.profile import fact, mentions
from forbear.casefile.view import Step, View, both, either, once, years_between
from forbear.rules.verdict import NONE, Value

P = "proceedings."
COURT_STEPS = (
    "pleadings_date",
    "relief_filed_date",
    "ij_decision.date",
    "admin_closed.date",
    "appeal.filed_date",
    "individual_hearing_held",
)
REFERRED = ("relief_filed_date", "pleadings_date", "next_hearing.date")
CUSTODY = ("236a", "236c", "235b1", "235b2", "241", "orr", "none")
OUTCOMES = ("relief-granted", "removal-ordered", "voluntary-departure", "terminated", "dismissed", "closed")


def _days(view: View, step: Step) -> object:
    return (view.on - step.date).days if step.date else None


def _dated(step: Step) -> object:
    return step.date


@fact("boolean", "A Notice to Appear has been issued", "proceedings.nta_issued", "proceedings.nta_date", topics=("proceedings",))
@once
def nta_issued(view: View) -> object:
    dated = ("nta_date", "nta_served_date", "nta_filed_date")
    filed = nta_filed(view)
    if any(view.past(P + path) for path in dated) or filed is True:
        return True
    if isinstance(filed, Value):
        return filed
    if view.date("proceedings.nta_date") is not None:  # dated after the day
        return False
    return view.flag("proceedings.nta_issued")


@fact(
    "boolean",
    "The Notice to Appear has been filed with the court (8 CFR 1003.14(a))",
    "proceedings.nta_filed",
    "proceedings.nta_filed_date",
    topics=("proceedings",),
)
@once
def nta_filed(view: View) -> object:
    filed, notice = view.date("proceedings.nta_filed_date"), view.date("proceedings.nta_date")
    if filed is not None:
        return filed <= view.on
    reached = any(view.past(P + step) for step in COURT_STEPS)
    if notice is not None and notice > view.on and not reached:
        return False  # an undated yes speaks of a notice that does not exist yet
    if view.flag("proceedings.nta_filed") is not None:
        return view.flag("proceedings.nta_filed")
    if view.flag("proceedings.nta_issued") is False:
        return False
    reached = reached or bool(view.flag("proceedings.pleadings_taken")) or view.text("proceedings.next_hearing.type") == "individual"
    reached = reached or any(item.get("status") == "filed-court" for item in view.items("relief") or ())
    if not reached:
        return None  # that the case came to court by a notice, and not by a referral for asylum alone, is presumed
    return Value(True, NONE if view.flag("proceedings.nta_issued") else frozenset({"proceedings.nta_issued"}))


@fact("date", "Date of the Notice to Appear", "proceedings.nta_date", topics=("proceedings",))
def nta_date(view: View) -> object:
    return view.past("proceedings.nta_date")


@fact("boolean", "The notice gave time and place of a hearing", "proceedings.nta_time_and_place_given", topics=("proceedings", "notice"))
def notice_named_time_and_place(view: View) -> object:
    return view.flag("proceedings.nta_time_and_place_given")


@fact("boolean", "Pleadings have been taken", "proceedings.pleadings_date", "proceedings.pleadings_taken", topics=("pleadings",))
def pleaded(view: View) -> object:
    step = view.step("proceedings.pleadings_date")
    if step.happened or view.flag("proceedings.pleadings_taken") or view.flag("proceedings.allegations_admitted"):
        return True
    if view.flag("proceedings.pleadings_taken") is False or not step.presumed:
        return False
    return Value(False, step.presumed | {"proceedings.pleadings_taken", "proceedings.allegations_admitted"})


@fact("boolean", "The court's record is electronic, and both sides file through it", "proceedings.ecas")
def electronic_record(view: View) -> object:
    electronic = view.flag("proceedings.ecas")
    return Value(False, frozenset({"proceedings.ecas"})) if electronic is None else electronic


@fact("boolean", "The allegations were admitted", "proceedings.allegations_admitted", topics=("pleadings",))
def allegations_admitted(view: View) -> object:
    return view.flag("proceedings.allegations_admitted")


@fact("boolean", "Relief has been filed with the court", "proceedings.relief_filed_date", "relief[].status")
def relief_filed_with_court(view: View) -> object:
    step = view.step("proceedings.relief_filed_date")
    listed = any(item.get("status") == "filed-court" for item in view.items("relief") or ())
    if step.happened or listed:
        return True
    if (filed := view.date("proceedings.relief_filed_date")) and filed > view.on:
        return False
    return Value(False, step.presumed | {"relief[].status"})


@fact(
    "text",
    "Kind of the next hearing",
    "proceedings.next_hearing.type",
    values=("master", "individual", "bond", "none"),
    topics=("next-hearing",),
)
def next_hearing(view: View) -> object:
    date, kind = view.date("proceedings.next_hearing.date"), view.text("proceedings.next_hearing.type")
    if date is not None and date < view.on:
        return Value("none", frozenset({"proceedings.next_hearing.date", "proceedings.next_hearing.type"}))
    if kind == "unknown" or (kind is None and date is not None):
        return None
    if kind is None:
        return Value("none", view.silent("proceedings.next_hearing.date") | view.silent("proceedings.next_hearing.type"))
    return kind


@fact(
    "text",
    "How the next hearing is held",
    "proceedings.next_hearing.mode",
    values=("in-person", "video", "telephone"),
    topics=("next-hearing",),
)
def hearing_mode(view: View) -> object:
    return view.text("proceedings.next_hearing.mode") if hearing_day(view) else None


@fact("integer", "Time to the next hearing; 0 on its day", "proceedings.next_hearing.date", unit="calendar days", topics=("next-hearing",))
def days_to_hearing(view: View) -> object:
    date = view.date("proceedings.next_hearing.date")
    return (date - view.on).days if date is not None and date >= view.on else None


@fact("date", "Day of the next hearing", "proceedings.next_hearing.date", topics=("next-hearing",))
def hearing_day(view: View) -> object:
    date = view.date("proceedings.next_hearing.date")
    return date if date is not None and date >= view.on else None


@fact("boolean", "The file dates the next hearing", "proceedings.next_hearing.date", topics=("next-hearing",))
def hearing_dated(view: View) -> object:
    return hearing_day(view) is not None or Value(False, view.silent("proceedings.next_hearing.date"))


@fact("boolean", "The judge has ordered a day for filings", "proceedings.scheduling_order.filing_deadline")
def filing_day_ordered(view: View) -> object:
    return view.date("proceedings.scheduling_order.filing_deadline") is not None or Value(
        False, view.silent("proceedings.scheduling_order.filing_deadline")
    )


@fact("boolean", "The day that the judge ordered for filings has passed", "proceedings.scheduling_order.filing_deadline")
def ordered_filing_day_passed(view: View) -> object:
    date = view.date("proceedings.scheduling_order.filing_deadline")
    return date < view.on if date is not None else None


@fact("integer", "Time since the notice was filed with the court", "proceedings.nta_filed_date", unit="completed years")
def years_on_docket(view: View) -> object:
    filed = view.past("proceedings.nta_filed_date")
    return years_between(filed, view.on) if filed else None


@fact("boolean", "A hearing lies ahead", "proceedings.next_hearing.date", topics=("next-hearing",))
def hearing_ahead(view: View) -> object:
    kind = next_hearing(view)
    if isinstance(kind, Value):
        return Value(False, kind.presumed)
    return True if kind is None else kind != "none"


@fact("boolean", "The judge has reserved decision", "proceedings.ij_decision.reserved_on")
def decision_reserved(view: View) -> object:
    reserved, decided_step = view.step("proceedings.ij_decision.reserved_on"), view.step("proceedings.ij_decision.date")
    if reserved.happened:
        return Value(not decided_step.happened, NONE if decided_step.happened else decided_step.presumed)
    return reserved.value


@fact("boolean", "The judge has decided", "proceedings.ij_decision.date")
def decided(view: View) -> object:
    return view.step("proceedings.ij_decision.date").value


@fact("text", "What the judge decided", "proceedings.ij_decision.outcome", values=OUTCOMES)
def decision_outcome(view: View) -> object:
    outcome = view.text("proceedings.ij_decision.outcome")
    return outcome if outcome != "unknown" and view.step("proceedings.ij_decision.date").happened else None


@fact("integer", "Time since the judge's decision", "proceedings.ij_decision.date", unit="calendar days")
def days_since_decision(view: View) -> object:
    return _days(view, view.step("proceedings.ij_decision.date"))


@fact(
    "integer",
    "Days past the last day of a 30-day appeal, 0 or less while it runs; a weekend moves to Monday, holidays are left to deadlines",
    "proceedings.ij_decision.date",
    unit="calendar days",
)
def days_past_appeal_day(view: View) -> object:
    last = _last_appeal_day(view)
    return (view.on - last).days if last else None


def _last_appeal_day(view: View) -> dt.date | None:
    decided_on = view.step("proceedings.ij_decision.date").date
    if decided_on is None:
        return None
    last = decided_on + dt.timedelta(days=30)
    return last + dt.timedelta(days=max(0, 7 - last.weekday()) if last.weekday() >= 5 else 0)


@fact("boolean", "Appeal was waived", "proceedings.appeal.status")
def appeal_waived(view: View) -> object:
    status = view.text("proceedings.appeal.status")
    return Value(False, view.silent("proceedings.appeal.status")) if status is None else mentions(status.lower(), "waiv")


@fact("boolean", "An appeal to the Board has been filed", "proceedings.appeal.filed_date")
def appeal_filed(view: View) -> object:
    return view.step("proceedings.appeal.filed_date").value


@fact("text", "How the appeal stands", "proceedings.appeal.status", values=("pending", "dismissed", "remanded", "sustained", "withdrawn"))
def appeal_status(view: View) -> object:
    return _status(view, "proceedings.appeal.status")


@fact(
    "boolean",
    "An appeal is before the Board: filed and not known to be decided",
    "proceedings.appeal.filed_date",
    "proceedings.appeal.status",
)
def appeal_pending(view: View) -> object:
    return _still_pending(view, view.step("proceedings.appeal.filed_date"), "proceedings.appeal.status")


def _still_pending(view: View, filed: Step, path: str) -> Value:
    """Filed, and pending or not known to be decided; that it was not decided is presumed where the file is silent."""
    if not filed.happened:
        return filed.value
    status = _status(view, path)
    return Value(True, frozenset({path})) if status is None else Value(status == "pending")


@fact("text", "Who appealed", "proceedings.appeal.by", values=("respondent", "government", "both"))
def appealed_by(view: View) -> object:
    said = (view.text("proceedings.appeal.by") or "").lower()
    if not said:
        return None
    if "both" in said:
        return "both"
    if mentions(said, r"respondent|client|alien|noncitizen"):
        return "respondent"
    return "government" if mentions(said, r"dhs|government|opla|ice|department") else None


@fact("boolean", "A petition for review has been filed", "proceedings.pfr.filed_date")
def petition_filed(view: View) -> object:
    return _petition(view).value


def _petition(view: View) -> Step:
    """The petition, by its date or by the plain yes or no; `filed: false` is no petition."""
    step, filed = view.step("proceedings.pfr.filed_date"), view.flag("proceedings.pfr.filed")
    if step.happened or view.date("proceedings.pfr.filed_date") is not None:
        return step
    if filed is not None:
        return Step(filed)
    return Step(False, None, step.presumed | view.silent("proceedings.pfr.filed"))


@fact(
    "boolean", "A petition for review is pending: filed and not known to be decided", "proceedings.pfr.filed_date", "proceedings.pfr.status"
)
def petition_pending(view: View) -> object:
    return _still_pending(view, _petition(view), "proceedings.pfr.status")


@fact(
    "text",
    "How the petition for review stands",
    "proceedings.pfr.status",
    values=("pending", "dismissed", "remanded", "sustained", "withdrawn"),
)
def petition_status(view: View) -> object:
    return _status(view, "proceedings.pfr.status")


STATUS_WORDS = (
    ("pending", r"\bpending|\bbriefing|\bawaiting|\bopen"),
    ("remanded", r"remand"),
    ("withdrawn", r"withdr"),
    ("sustained", r"sustain|granted|reversed"),
    ("dismissed", r"dismiss|denied|affirm|reject|summarily"),
)


def _status(view: View, path: str) -> object:
    """A status in free words. A date in it that lies after the day has not come: the matter was pending still."""
    text = (view.text(path) or "").lower()
    if not text:
        return None
    for date in re.findall(r"\d{4}-\d\d-\d\d", text):
        try:
            if dt.date.fromisoformat(date) > view.on:
                return "pending"
        except ValueError:
            continue
    found = [(match.start(), word) for word, pattern in STATUS_WORDS if (match := re.search(pattern, text))]
    return min(found)[1] if found else None  # what is said first is the status; what follows it is another matter


@fact("boolean", "Ordered removed in absentia, and not reopened since", "proceedings.in_absentia.date", topics=("prior-orders",))
def ordered_in_absentia(view: View) -> object:
    step = view.step("proceedings.in_absentia.date")
    return _unless_reopened(view, step, "proceedings.in_absentia.date")


def _unless_reopened(view: View, step: Step, path: str) -> Value:
    """An order stands until it is reopened; that it was not is presumed where the file is silent."""
    if not step.happened:
        return step.value
    return Value(True, NONE if view.date("proceedings.reopened_date") else view.silent("proceedings.reopened_date"))


@fact("date", "Day of the in absentia order", "proceedings.in_absentia.date", topics=("prior-orders",))
def in_absentia_date(view: View) -> object:
    return _dated(view.step("proceedings.in_absentia.date"))


@fact("integer", "Time since the in absentia order", "proceedings.in_absentia.date", unit="calendar days", topics=("prior-orders",))
def days_since_in_absentia(view: View) -> object:
    return _days(view, view.step("proceedings.in_absentia.date"))


@fact(
    "text",
    "Whether notice of the missed hearing was received",
    "proceedings.in_absentia.notice_received",
    values=("yes", "no", "unsure"),
    topics=("notice",),
)
def notice_received(view: View) -> object:
    return view.text("proceedings.in_absentia.notice_received")


@fact("boolean", "A reason for the absence is in the file", "proceedings.in_absentia.reason")
def absence_explained(view: View) -> object:
    return True if view.text("proceedings.in_absentia.reason") else None


@fact("boolean", "The absence had to do with health, birth or an accident", "proceedings.in_absentia.reason")
def absence_medical(view: View) -> object:
    said = view.text("proceedings.in_absentia.reason")
    return (
        None
        if said is None
        else mentions(said.lower(), r"hospital|labou?r|birth|\bill|sick|surgery|accident|emergency|medical|coma|pregnan")
    )


@fact("boolean", "A final order of removal, and not reopened since", "proceedings.final_order_date", topics=("prior-orders",))
def final_order(view: View) -> object:
    return _unless_reopened(view, view.step("proceedings.final_order_date"), "proceedings.final_order_date")


@fact(
    "date",
    "Day the order became final; an in absentia order is final at once",
    "proceedings.final_order_date",
    "proceedings.in_absentia.date",
    topics=("prior-orders",),
)
def order_date(view: View) -> object:
    absent, final = view.step("proceedings.in_absentia.date"), view.step("proceedings.final_order_date")
    return absent.date or final.date


@fact(
    "date",
    "Day from which motions run: of the order recorded as final or made in absentia, or of the judge's decision where nobody appealed",
    "proceedings.final_order_date",
    "proceedings.in_absentia.date",
    "proceedings.ij_decision.date",
)
def motions_run_from(view: View) -> object:
    order, absent = view.step("proceedings.final_order_date"), view.step("proceedings.in_absentia.date")
    decision, appeal = view.step("proceedings.ij_decision.date"), view.step("proceedings.appeal.filed_date")
    return order.date or absent.date or (None if appeal.happened else decision.date)


@fact(
    "date",
    "Day on which a decision that nobody appealed became final: when the time to appeal ended, or at once where appeal was waived",
    "proceedings.ij_decision.date",
    "proceedings.appeal.status",
)
def final_by_lapse(view: View) -> object:
    waived = appeal_waived(view)
    return view.step("proceedings.ij_decision.date").date if waived is True else _last_appeal_day(view)


@fact(
    "integer",
    "Time since the order",
    "proceedings.final_order_date",
    "proceedings.in_absentia.date",
    unit="completed years",
    topics=("prior-orders", "long-time-since-order"),
)
def years_since_order(view: View) -> object:
    dates = [date for date in (view.past("proceedings.final_order_date"), view.past("proceedings.in_absentia.date")) if date]
    prior = view.items("immigration_history.prior_orders")
    dates += [date for item in prior or () if isinstance(date := item.get("date"), dt.date)]
    silent = frozenset({"immigration_history.prior_orders"}) if prior is None else NONE
    return Value(years_between(min(dates), view.on), silent) if dates else None


@fact(
    "boolean", "Some order of removal stands against the client", "proceedings.final_order_date", "immigration_history.prior_orders[].date"
)
def any_order(view: View) -> object:
    steps = {path: view.step(P + path) for path in ("final_order_date", "in_absentia.date")}
    orders = [_unless_reopened(view, step, P + path) for path, step in steps.items()]
    standing = [order for order in orders if order.value]
    if standing:
        return min(standing, key=lambda order: len(order.presumed))
    prior = view.items("immigration_history.prior_orders")
    if prior:
        return True
    silent = frozenset({"immigration_history.prior_orders"}) if prior is None else NONE
    return Value(False, silent.union(*(order.presumed for order in orders)))


@fact("boolean", "The case has been reopened", "proceedings.reopened_date")
def reopened(view: View) -> object:
    return view.step("proceedings.reopened_date").value


@fact("boolean", "Since the reopening nothing else: no pleading, filing of relief, decision, closure or order", "proceedings.reopened_date")
def nothing_since_reopening(view: View) -> object:
    if view.reopened_on is None:
        return view.step("proceedings.reopened_date").value
    steps = ("pleadings_date", "relief_filed_date", "ij_decision.date", "admin_closed.date", "final_order_date", "in_absentia.date")
    dates = {step: view.past(P + step) for step in steps}
    if any(date is not None and date >= view.reopened_on for date in dates.values()):
        return False
    silent = frozenset().union(*(view.silent(P + step) for step, date in dates.items() if view.date(P + step) is None))
    return Value(True, silent)


@fact("boolean", "Administratively closed and not recalendared", "proceedings.admin_closed.date", "proceedings.recalendared_date")
def closed(view: View) -> object:
    step, back = view.step("proceedings.admin_closed.date"), view.step("proceedings.recalendared_date")
    if not step.happened or step.date is None:
        return step.value
    if back.date and back.date >= step.date:
        return False
    return Value(True, back.presumed if back.date is None else NONE)


@fact("integer", "Time since the closure", "proceedings.admin_closed.date", unit="completed years")
def years_since_closure(view: View) -> object:
    step = view.step("proceedings.admin_closed.date")
    return years_between(step.date, view.on) if step.date else None


@fact(
    "text",
    "Supervision by ICE",
    "proceedings.supervision.kind",
    values=("osup-i220b", "recognizance-i220a", "isap", "bond", "parole", "none"),
    topics=("compliance-with-reporting",),
)
def supervision(view: View) -> object:
    kind = view.text("proceedings.supervision.kind")
    since = view.date("proceedings.supervision.since")
    if kind is None:
        return Value("none", frozenset({"proceedings.supervision.kind"}))
    return "none" if since is not None and since > view.on else kind


@fact("boolean", "Held by immigration", "proceedings.custody.detained")
def detained(view: View) -> object:
    since = view.date("proceedings.custody.since")
    held = view.flag("proceedings.custody.detained")
    return False if held and since is not None and since > view.on else held


@fact(
    "text",
    "Statute of the custody; where the file is silent, section 236(a) is presumed for a person without criminal record",
    "proceedings.custody.authority",
    "criminal[].disposition",
    values=CUSTODY,
)
@once
def custody_authority(view: View) -> object:
    said = view.text("proceedings.custody.authority")
    text = re.sub(r"[^0-9a-z]", "", said.lower()).removeprefix("ina") if said else ""
    if text:
        return next((kind for kind in CUSTODY if text.startswith(kind)), None)
    charged = _charged(view, r"212\(a\)\(2\)|237\(a\)\(2\)")
    clean = no_record_but_infractions(view) is True and not charged
    return Value("236a", frozenset({"proceedings.custody.authority", "proceedings.charges"})) if clean else None


@fact(
    "text",
    "Motion by the government that is before the judge",
    "proceedings.dhs_motion.kind",
    values=("none", "dismiss", "recalendar", "terminate", "reopen"),
)
def dhs_motion(view: View) -> object:
    kind, date = view.text("proceedings.dhs_motion.kind"), view.date("proceedings.dhs_motion.date")
    if date is not None and date > view.on:
        return "none"
    if kind is None:
        return Value("none", view.silent("proceedings.dhs_motion.kind"))
    return None if kind == "unknown" else kind


@fact("integer", "Time since the government's motion", "proceedings.dhs_motion.date", unit="calendar days")
def days_since_dhs_motion(view: View) -> object:
    date = view.past("proceedings.dhs_motion.received_date") or view.past("proceedings.dhs_motion.date")
    return (view.on - date).days if date else None


@fact("boolean", "The government moved orally", "proceedings.dhs_motion.form")
def dhs_motion_oral(view: View) -> object:
    form = view.text("proceedings.dhs_motion.form")
    return None if form is None else "oral" in form.lower()


def _charged(view: View, pattern: str) -> bool | None:
    charges = _charges(view)
    return None if charges is None else mentions(charges, pattern)


@once
def _charges(view: View) -> str | None:
    """The charges of the notice, a line each, in lower case and without blanks."""
    charges = view.values("proceedings.charges")
    return None if charges is None else "\n".join("".join(str(charge).split()).lower() for charge in charges)


@fact("boolean", "Charged as an aggravated felon (INA 237(a)(2)(A)(iii))", "proceedings.charges", topics=("proceedings",))
def charged_aggravated_felony(view: View) -> object:
    return _charged(view, r"237\(a\)\(2\)\(a\)\(iii\)|aggravatedfelon")


@fact("boolean", "Charged on crime grounds (INA 212(a)(2), 237(a)(2))", "proceedings.charges", topics=("proceedings",))
def charged_crime(view: View) -> object:
    return _charged(view, r"212\(a\)\(2\)|237\(a\)\(2\)")


@fact("boolean", "Charged on security, fraud or crime grounds that the 2017 order names", "proceedings.charges", topics=("proceedings",))
def charged_on_2017_grounds(view: View) -> object:
    return _charged(view, r"212\(a\)\([23]\)|212\(a\)\(6\)\(c\)|237\(a\)\([24]\)")


@fact("boolean", "Charged as present without admission (INA 212(a)(6)(A))", "proceedings.charges", topics=("proceedings",))
def charged_uninspected(view: View) -> object:
    return _charged(view, r"212\(a\)\(6\)\(a\)")


@fact("boolean", "In asylum-only proceedings", "proceedings.charges", "entry[].manner")
def asylum_only(view: View) -> object:
    found = _charged(view, r"asylum-?only|i-?863")
    issued = view.flag("proceedings.nta_issued")
    if found is not None or issued:
        return Value(False, frozenset({"proceedings.charges"})) if found is None else found
    # INA 217(b)(2): a visa waiver entrant is before a judge for asylum alone, on a referral and not on a Notice to Appear
    waiver = any(item.get("manner") == "visa-waiver" for item in view.items("entry") or ())
    if issued is False and waiver and any(view.past(P + step) for step in REFERRED):
        return True
    unsaid = {P + step for step in REFERRED if view.date(P + step) is None}
    return Value(False, frozenset({"proceedings.charges", "proceedings.nta_issued", "entry", *unsaid}))


@fact("boolean", "In withholding-only proceedings", "proceedings.charges")
def withholding_only(view: View) -> object:
    return _proceedings_kind(view, r"withholding-?only")


def _proceedings_kind(view: View, pattern: str) -> object:
    found = _charged(view, pattern)
    return Value(False, frozenset({"proceedings.charges"})) if found is None else found


@fact(
    "boolean",
    "In expedited removal or credible fear, no Notice to Appear issued",
    "proceedings.custody.authority",
    "immigration_history.prior_orders[].type",
)
def in_expedited_removal(view: View) -> object:
    issued = nta_issued(view)
    if issued is True:
        return False
    authority = custody_authority(view)
    orders = view.items("immigration_history.prior_orders")
    came_back = view.flag("immigration_history.reentered_after_removal") is True
    entries = [date for item in view.items("entry") or () if isinstance(date := item.get("date"), dt.date)]
    running = not came_back and any(_running(item, entries) for item in orders or ())
    held = both(detained(view), authority == "235b1")  # type: ignore[arg-type]
    if either(held, running) is True:
        return True
    return Value(False, frozenset({"proceedings.custody.authority", "immigration_history.prior_orders"}))


def _running(order: Facts, entries: Sequence[dt.date]) -> bool:
    """Whether an expedited removal order is not yet carried out: no date of execution, and no entry after it."""
    date = order.get("date")
    later = isinstance(date, dt.date) and any(entry > date for entry in entries)
    return "expedited" in str(order.get("type")).lower() and not order.get("executed_date") and not later


@fact("boolean", "A defective notice: no time or place given", "proceedings.nta_time_and_place_given", topics=("proceedings", "notice"))
def notice_defective(view: View) -> object:
    given = view.flag("proceedings.nta_time_and_place_given")
    return None if given is None else not given
