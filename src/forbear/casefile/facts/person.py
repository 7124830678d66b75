"""Who is the client, since when here, and what shows it?"""

import datetime as dt

from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, both, either, once, some_with, years_between
from forbear.rules.verdict import Value

CHILD = 16  # years: DACA and the policies that follow it name arrival under sixteen
HARMS = tuple(kind for kind in fields()["victimisation[].kind"].allowed if kind != "none")
PRESENCE_PROOF = frozenset({"residence-proof", "two-year-presence-proof", "tax-transcripts", "school-records"})


@fact("date", "The day the case is judged")
def judged_on(view: View) -> object:
    return view.on


@fact("integer", "Client's age on the day", "person.birth_date", unit="completed years", topics=("age-minor-or-elderly", "identity"))
def age(view: View) -> object:
    born = view.date("person.birth_date")
    return years_between(born, view.on) if born else None


@fact(
    "integer",
    "Client's age at first arrival, from the birth date and the first entry or as recorded; not known where the two differ",
    "residence.age_at_arrival",
    "person.birth_date",
    "entry[].date",
    unit="completed years",
    topics=("arrived-as-child",),
)
def age_at_arrival(view: View) -> object:
    recorded = view.at("residence.age_at_arrival")
    recorded = recorded if isinstance(recorded, int) else None
    born, entries = view.date("person.birth_date"), view.items("entry")
    dates = [item.get("date") for item in entries or ()] or [view.past("residence.continuous_since")]
    if born is None or None in dates:
        return recorded
    computed = max(0, years_between(born, min(date for date in dates if isinstance(date, dt.date))))
    if recorded is not None and recorded != computed:
        if (recorded < CHILD) != (computed < CHILD):
            return None  # the file contradicts itself where it matters: ask
        return max(recorded, computed)
    return Value(computed, frozenset({"entry"} if not entries else ()))


@fact(
    "text",
    "Possible US citizenship, as screened",
    "screen.citizenship",
    "person.possible_citizenship",
    values=("no", "yes", "unsure"),
)
def possible_citizenship(view: View) -> object:
    return view.text("screen.citizenship") or view.text("person.possible_citizenship")


@fact("boolean", "The charge or alienage can be contested", "screen.charge_contestable")
def charge_contestable(view: View) -> object:
    return view.flag("screen.charge_contestable")


@fact("boolean", "Evidence may be open to a motion to suppress", "screen.suppression")
def suppression_possible(view: View) -> object:
    return view.flag("screen.suppression")


@fact("text", "Fear of return, as said in the interview", "fears.fears_return", values=("yes", "no", "unsure"))
def fear(view: View) -> object:
    return view.text("fears.fears_return")


@fact("boolean", "Capacity is a concern, or the client is under 18", "person.capacity_concern", "person.birth_date")
def safeguards_needed(view: View) -> object:
    born = view.date("person.birth_date")
    minor = years_between(born, view.on) < 18 if born else None
    return either(view.flag("person.capacity_concern"), minor)


@fact("boolean", "The client needs an interpreter", "person.interpreter_needed")
def interpreter_needed(view: View) -> object:
    return view.flag("person.interpreter_needed")


@fact("text", "What the client is willing to risk", "goals.risk_tolerance", values=("avoid-all-risk", "some-risk", "unsure"))
def risk_tolerance(view: View) -> object:
    return view.text("goals.risk_tolerance")


@fact("boolean", "The client may have to leave the country", "goals.must_travel")
def must_travel(view: View) -> object:
    said = view.text("goals.must_travel")
    return None if said is None else bool(said.strip()) and said.strip().lower() not in ("no", "none")


@fact("date", "Beginning of continuous residence", "residence.continuous_since", topics=("length-of-residence",))
def continuous_since(view: View) -> object:
    return view.past("residence.continuous_since")


@fact("integer", "Continuous residence on the day", "residence.continuous_since", unit="completed years", topics=("length-of-residence",))
def years_of_residence(view: View) -> object:
    since = view.past("residence.continuous_since")
    return years_between(since, view.on) if since else None


@fact(
    "integer",
    "Continuous residence when the Notice to Appear was served (or issued, where service is not dated)",
    "residence.continuous_since",
    "proceedings.nta_served_date",
    "proceedings.nta_date",
    unit="completed years",
    topics=("length-of-residence",),
)
def years_of_residence_at_notice(view: View) -> object:
    since = view.past("residence.continuous_since")
    notice = view.past("proceedings.nta_served_date") or view.past("proceedings.nta_date")
    return max(0, years_between(since, notice)) if since and notice else None


@once
def present_since(view: View) -> dt.date | None:
    """The later of the beginning of residence and the last uninspected entry: presence unbroken since then."""
    since = view.past("residence.continuous_since")
    uninspected = [
        item.get("date") for item in view.items("entry") or () if item.get("manner") not in ("admitted", "paroled", "waved-through")
    ]
    dates = [date for date in [since, *uninspected] if isinstance(date, dt.date)]
    return max(dates) if dates else None


@fact(
    "boolean",
    "Two years or more of continuous presence on the day, as the file says",
    "residence.continuous_since",
    "entry[].date",
    topics=("length-of-residence", "presence-two-years"),
)
def present_two_years(view: View) -> object:
    since = present_since(view)
    return years_between(since, view.on) >= 2 if since else None


@fact("boolean", "The file says since when the client is here", "residence.continuous_since", "entry[].date")
def presence_dated(view: View) -> object:
    return present_since(view) is not None or Value(False, view.silent("residence.continuous_since") | view.silent("entry[].date"))


@fact(
    "boolean",
    "Something in the file covers two years: dated papers, years listed with papers, or a notice or case that old; else not known",
    "evidence[].kind",
    "residence.two_year_proof",
    "proceedings.nta_date",
    topics=("length-of-residence", "presence-two-years"),
)
@once
def two_years_shown(view: View) -> object:
    papers = any(item.get("kind") in PRESENCE_PROOF for item in view.items("evidence") or ())
    listed = bool(view.values("residence.two_year_proof")) or bool(view.values("residence.proof_years"))
    notice = view.past("proceedings.nta_date") or view.past("proceedings.nta_filed_date")
    old_notice = notice is not None and years_between(notice, view.on) >= 2
    return True if papers or listed or old_notice else None


@fact(
    "boolean",
    "The file holds something that covers two years of presence: papers, listed proof, or a notice two years old",
    "evidence[].kind",
    "residence.two_year_proof",
    "proceedings.nta_date",
)
def two_years_proof_in_file(view: View) -> object:
    shown = two_years_shown(view)
    return Value(False, view.silent("evidence") | view.silent("residence.two_year_proof")) if shown is None else shown


@fact("boolean", "The address changed after the Notice to Appear", "person.address_since", "proceedings.nta_date")
def moved_since_notice(view: View) -> object:
    since, notice = view.past("person.address_since"), view.past("proceedings.nta_date")
    return since > notice if since and notice else None


@fact("boolean", "The client's own health needs regular care", "health.self[].condition", topics=("serious-health-condition",))
def own_health_condition(view: View) -> object:
    conditions = view.items("health.self")
    return None if conditions is None else any(item.get("condition") for item in conditions) or (None if conditions else False)


@fact("boolean", "Pregnant or nursing", "health.pregnant", "health.nursing", topics=("pregnancy-or-nursing",))
def pregnant_or_nursing(view: View) -> object:
    return either(view.flag("health.pregnant"), view.flag("health.nursing"))


@fact("boolean", "In school, or schooling completed here", "education.status", topics=("education",))
def schooling(view: View) -> object:
    status = view.text("education.status")
    return None if status is None else status in ("in-school", "graduated", "ged", "college", "degree")


@fact("boolean", "Authorised work, or tax returns filed", "employment[].authorised", "taxes.years_filed", topics=("employment-and-taxes",))
def authorised_work_or_taxes(view: View) -> object:
    return either(_worked(view), _filed(view))


@fact("boolean", "Authorised work", "employment[].authorised", topics=("employment-and-taxes",))
def authorised_work(view: View) -> object:
    return _worked(view)


@fact("boolean", "Tax returns filed", "taxes.years_filed", topics=("employment-and-taxes",))
def tax_returns_filed(view: View) -> object:
    return _filed(view)


@fact("boolean", "Taxes are owed", "taxes.owed")
def taxes_owed(view: View) -> object:
    return view.flag("taxes.owed")


@fact("boolean", "Worked without authorisation", "employment[].authorised")
def unauthorised_work(view: View) -> object:
    jobs = view.items("employment")
    return some_with(jobs, authorised=(False,))


@fact("boolean", "Part in a church, school, team, union or group", "community[].role", topics=("community-involvement",))
def community_part(view: View) -> object:
    parts = view.items("community")
    return None if parts is None else bool(parts)


@fact(
    "boolean", "Hearings and check-ins missed", "compliance.hearings_missed", "compliance.check_ins_missed", "proceedings.in_absentia.date"
)
def appointments_missed(view: View) -> object:
    hearings, check_ins = view.values("compliance.hearings_missed"), view.values("compliance.check_ins_missed")
    absent = view.step("proceedings.in_absentia.date")
    if absent.happened or hearings or check_ins:
        return True
    if hearings is None and check_ins is None:
        return None
    silent = {"compliance.hearings_missed"} if hearings is None else set()
    silent |= {"compliance.check_ins_missed"} if check_ins is None else set()
    return Value(False, frozenset(silent) | absent.presumed)


@fact("boolean", "Hearings missed", "compliance.hearings_missed", "proceedings.in_absentia.date")
def hearings_missed(view: View) -> object:
    missed, absent = view.values("compliance.hearings_missed"), view.step("proceedings.in_absentia.date")
    if absent.happened or missed:
        return True
    return None if missed is None else False  # known none: an order in absentia would be a hearing missed


@fact("boolean", "Check-ins with ICE missed", "compliance.check_ins_missed")
def check_ins_missed(view: View) -> object:
    missed = view.values("compliance.check_ins_missed")
    return None if missed is None else bool(missed)


@fact("boolean", "A certified victim or witness, or a labour dispute", "victimisation[].kind", topics=("victim-or-witness",))
def victim_or_witness(view: View) -> object:
    harmed = view.items("victimisation")
    victim = some_with(harmed, kind=HARMS)
    dispute = view.text("victimisation_labour.dispute")
    return True if dispute and dispute.strip().lower() not in ("no", "none") else victim


@fact("boolean", "A certificate that the client helped an investigation", "victimisation[].certification", topics=("victim-or-witness",))
def victim_certified(view: View) -> object:
    harmed = view.items("victimisation")
    return some_with(harmed, certification=("signed",))


@fact("boolean", "Cares for a child or relative", "caregiving[].need", topics=("caregiving",))
def caregiver(view: View) -> object:
    tasks = view.items("caregiving")
    return None if tasks is None else bool(tasks)


@fact("boolean", "Minor who arrived unaccompanied", "entry[].unaccompanied", "person.birth_date")
def unaccompanied_minor(view: View) -> object:
    born = view.date("person.birth_date")
    minor = years_between(born, view.on) < 18 if born else None
    entries = view.items("entry")
    alone = some_with(entries, unaccompanied=(True,))
    return both(minor, alone)


def _worked(view: View) -> bool | None:
    jobs = view.items("employment")
    return some_with(jobs, authorised=(True,))


def _filed(view: View) -> bool | None:
    years = view.values("taxes.years_filed")
    return None if years is None else bool(years)
