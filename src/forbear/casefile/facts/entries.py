"""How and when did the client come?"""

import datetime as dt

from forbear.casefile.model import Facts
from forbear.casefile.profile import fact, mentions, words
from forbear.casefile.view import View, both, either, once, some, some_with, years_between
from forbear.rules.verdict import Value

MANNERS = (
    "admitted",
    "paroled",
    "without-inspection",
    "visa-waiver",
    "waved-through",
    "false-claim-to-citizenship",
    "false-documents",
)
ADMITTED = ("admitted", "visa-waiver", "waved-through")
INSPECTED = ("admitted", "paroled", "visa-waiver", "waved-through")
WHERE = ("entry[].manner", "entry[].date")
GRANT_RESIDENCE = ("adjustment", "nacara", "cancellation-nonlpr", "vawa-cancellation")  # INA 245, 240A(b); NACARA 203


@once
def last_entry(view: View) -> Facts | None:
    """The latest entry; `None` where the entries are not known or an undated one may be later."""
    entries = view.items("entry")
    if not entries:
        return None
    if len(entries) == 1:
        return entries[0]
    dated = [item for item in entries if isinstance(item.get("date"), dt.date)]
    return max(dated, key=lambda item: item["date"]) if len(dated) == len(entries) else None  # type: ignore[arg-type,return-value]


@once
def _known(view: View) -> list[Facts] | None:
    """The entries, their manner left out where it is 'unknown'."""
    items = view.items("entry")
    return None if items is None else [{"manner": manner(item)} for item in items]


def manner(item: Facts) -> str | None:
    """How an entry was made; the answer 'unknown' is not known."""
    value = item.get("manner")
    return value if isinstance(value, str) and value != "unknown" else None


def stopped(item: Facts) -> bool | None:
    """Whether officers stopped the client at this entry, neither admitting nor paroling."""
    how = manner(item)
    stop = item.get("apprehended")
    unlawful = None if how is None else how not in INSPECTED
    return both(stop if isinstance(stop, bool) else None, unlawful)


@fact("text", "Manner of the last entry", *WHERE, values=MANNERS, topics=("entry", "admission", "parole"))
def last_entry_manner(view: View) -> object:
    entry = last_entry(view)
    return manner(entry) if entry else None


@fact("date", "Day of the last entry", *WHERE, topics=("entry",))
def last_entry_date(view: View) -> object:
    entry = last_entry(view)
    return entry.get("date") if entry else None


@fact("integer", "Time since the last entry", *WHERE, unit="calendar days", topics=("entry",))
def days_since_last_entry(view: View) -> object:
    entry = last_entry(view)
    date = entry.get("date") if entry else None
    return (view.on - date).days if isinstance(date, dt.date) else None


@fact("integer", "Time since the last entry, for the two years of expedited removal", *WHERE, unit="completed years", topics=("entry",))
def years_since_last_entry(view: View) -> object:
    entry = last_entry(view)
    date = entry.get("date") if entry else None
    return years_between(date, view.on) if isinstance(date, dt.date) else None


@fact("boolean", "The last entry was without inspection", *WHERE, topics=("entry",))
def last_entry_uninspected(view: View) -> object:
    how = last_entry_manner(view)
    return None if how is None else how == "without-inspection"


@fact("boolean", "The last entry was an admission", *WHERE, topics=("admission",))
def last_entry_admitted(view: View) -> object:
    how = last_entry_manner(view)
    return None if how is None else how in ADMITTED


@fact("boolean", "Some entry was an admission", "entry[].manner", topics=("admission",))
def ever_admitted(view: View) -> object:
    return some_with(_known(view), manner=ADMITTED)


@fact(
    "date", "Day of the first admission, in any status; not known while an earlier entry may have been one", *WHERE, topics=("admission",)
)
def first_admission_date(view: View) -> object:
    entries = view.items("entry") or ()
    maybe = [item for item in entries if _is(item, *ADMITTED) is not False]
    dated = [item for item in maybe if isinstance(item.get("date"), dt.date)]
    first = min(dated, key=lambda item: item["date"], default=None)  # type: ignore[arg-type,return-value]
    return first.get("date") if first and len(dated) == len(maybe) and manner(first) else None


@fact("boolean", "Some entry was on parole", "entry[].manner", topics=("parole",))
def ever_paroled(view: View) -> object:
    return some_with(_known(view), manner=("paroled",))


@fact("boolean", "Came under the visa waiver programme", "entry[].manner")
def visa_waiver(view: View) -> object:
    entry = last_entry(view)
    return None if entry is None else _is(entry, "visa-waiver")


@fact(
    "boolean",
    "Stopped at some entry without being admitted or paroled",
    "entry[].apprehended",
    "entry[].manner",
    topics=("entry", "encounter"),
)
def ever_stopped_at_entry(view: View) -> object:
    return some(view.items("entry"), stopped)


@fact(
    "date",
    "Day of the latest entry at which the client was stopped, neither admitted nor paroled",
    "entry[].apprehended",
    "entry[].date",
    topics=("entry", "encounter"),
)
def last_stop_date(view: View) -> object:
    stops = [item for item in view.items("entry") or () if stopped(item)]
    dates = [item.get("encounter_date") or item.get("date") for item in stops]
    known = [date for date in dates if isinstance(date, dt.date)]
    return max(known) if known and len(known) == len(dates) else None


@fact(
    "integer",
    "Time since the client was last stopped at an entry, neither admitted nor paroled",
    "entry[].apprehended",
    "entry[].date",
    unit="completed years",
    topics=("entry", "encounter"),
)
def years_since_last_stop(view: View) -> object:
    date = last_stop_date(view)
    return years_between(date, view.on) if isinstance(date, dt.date) else None


@fact("date", "Last day of the stay authorised at the last entry", "entry[].authorised_until", *WHERE)
def last_authorised_day(view: View) -> object:
    entry = last_entry(view)
    return entry.get("authorised_until") if entry else None


@fact("boolean", "The last entry's authorised stay has ended", "entry[].authorised_until", *WHERE)
def overstayed(view: View) -> object:
    entry = last_entry(view)
    if entry is None:
        return None
    until = entry.get("authorised_until")
    ended = until < view.on if isinstance(until, dt.date) else None
    return False if entry in _as_resident(view) else both(_is(entry, "admitted", "visa-waiver"), ended)


@fact("boolean", "Entered with false papers or a false claim to citizenship", "entry[].manner")
def entered_falsely(view: View) -> object:
    return some_with(_known(view), manner=("false-documents", "false-claim-to-citizenship"))


@fact(
    "boolean",
    "Parole has ended or its end was notified",
    "immigration_history.parole_terminated_notice",
    "immigration_history.parole_until",
)
def parole_ended(view: View) -> object:
    paroled = ever_paroled(view)
    if paroled is False:
        return False
    if view.past("immigration_history.parole_terminated_notice"):
        return True
    until = view.date("immigration_history.parole_until")
    entry = last_entry(view)
    until = until or (entry.get("parole_until") if entry else None)  # type: ignore[assignment]
    return either(until < view.on) if isinstance(until, dt.date) else None


@fact(
    "boolean",
    "Lawful permanent resident: a resident card is in the file or the entry says so",
    "entry[].admitted_as",
    "evidence[].kind",
    topics=("lawful-permanent-resident",),
)
def lawful_permanent_resident(view: View) -> object:
    entries, evidence = view.items("entry"), view.items("evidence")
    if any(item.get("kind") == "green-card" for item in evidence or ()):
        return True
    if entries is None:
        return None
    if _as_resident(view):
        return True
    last = last_entry(view)
    if entries and (all(_is(item, "without-inspection") for item in entries) or (last and last.get("authorised_until"))):
        return Value(False, frozenset({"entry[].admitted_as", "evidence[].kind"}))
    return None


@fact(
    "date",
    "Day on which residence was granted: of the entry as a resident, or of the grant that made the client one",
    "entry[].date",
    "entry[].admitted_as",
    "relief[].decided_date",
    topics=("lawful-permanent-resident",),
)
def resident_since(view: View) -> object:
    grants = [item for item in view.items("relief") or () if item.get("kind") in GRANT_RESIDENCE and item.get("status") == "approved"]
    found = [item.get("date") for item in _as_resident(view)] + [item.get("decided_date") for item in grants]
    return min((date for date in found if isinstance(date, dt.date) and date <= view.on), default=None)


@once
def _as_resident(view: View) -> list[Facts]:
    """The entries that were made as a resident."""
    said = [(item, words(item.get("admitted_as"))) for item in view.items("entry") or () if item.get("admitted_as")]
    resident = r"\bresident\b|\blpr\b|immigrant visa|\bcr-?1\b|\bir-?1\b"
    return [item for item, text in said if mentions(text, resident) and "nonimmigrant" not in text]


def _is(item: Facts, *manners: str) -> bool | None:
    how = manner(item)
    return None if how is None else how in manners
