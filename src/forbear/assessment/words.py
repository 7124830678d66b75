"""How findings are said: the same words in the terminal, on paper and on pages."""

import datetime as dt
import re
from collections.abc import Iterable

from forbear.assessment.finding import DeadlineFinding, OptionFinding

STAGES = {
    "pre-nta": "No Notice to Appear issued",
    "nta-served-not-filed": "Notice served, not filed with the court",
    "master-pending": "Before the judge, no pleadings yet",
    "pleadings-entered": "Before the judge, pleadings entered",
    "relief-pending": "Relief pending before the judge",
    "individual-scheduled": "Individual hearing set",
    "decision-reserved": "Decided or reserved; the time to appeal may run",
    "appeal-pending-bia": "Appeal pending before the Board",
    "final-order-unexecuted": "Final order, not executed",
    "post-order-supervision": "Final order, on supervision",
    "in-absentia-order": "Ordered removed in absentia",
    "reopened": "Reopened",
    "admin-closed": "Administratively closed",
    "pfr-pending": "Petition for review pending",
    "reinstatement": "Prior order reinstated",
}
POSTURES = {
    "broad-discretion": "looks for cases to drop",
    "priorities-guided": "priorities decide most cases",
    "restricted": "discretion is rare",
    "no-categories-exempt": "no class is exempt",
    "vacated-guidance-case-by-case": "no categories; case by case",
}
ACTORS = {
    "opla": "OPLA (government attorneys)",
    "ero": "ICE ERO",
    "uscis-nta": "USCIS, charging",
    "uscis-deferred-action": "USCIS, deferred action",
}
STRENGTH = {"documented": "▮▮▮ documented", "corroborated": "▮▮▯ corroborated", "asserted": "▮▯▯ asserted"}
STEPS = {
    "entry": "asylum-only or withholding-only proceedings",
    "immigration_history.reinstated_date": "reinstatement",
    "proceedings.admin_closed.date": "closure",
    "proceedings.appeal.filed_date": "appeal",
    "proceedings.appeal.status": "end of the appeal",
    "proceedings.final_order_date": "final order",
    "proceedings.ij_decision.date": "decision",
    "proceedings.ij_decision.reserved_on": "decision reserved",
    "proceedings.in_absentia.date": "in absentia order",
    "proceedings.charges": "asylum-only or withholding-only proceedings",
    "proceedings.custody.authority": "expedited removal",
    "immigration_history.prior_orders": "earlier orders",
    "relief[].status": "relief filed with the court",
    "proceedings.pleadings_taken": "pleadings",
    "proceedings.allegations_admitted": "pleadings",
    "proceedings.next_hearing.date": "hearing set",
    "proceedings.next_hearing.type": "kind of hearing",
    "proceedings.pfr.filed": "petition for review",
    "proceedings.pfr.filed_date": "petition for review",
    "proceedings.pfr.status": "end of the petition for review",
    "proceedings.pleadings_date": "pleadings",
    "proceedings.recalendared_date": "recalendaring",
    "proceedings.relief_filed_date": "filing of relief",
    "proceedings.dhs_motion.kind": "motion by the government",
    "proceedings.nta_filed": "Notice to Appear filed",
    "proceedings.nta_issued": "asylum-only or withholding-only proceedings",
    "proceedings.opla_contact": "word from the government's attorney",
    "proceedings.opla_position": "word from the government's attorney",
    "proceedings.reopened_date": "reopening",
    "proceedings.supervision.kind": "supervision",
}
TOPICS = {
    "work_authorization": "Work permit",
    "unlawful_presence": "Unlawful presence",
    "asylum_clock": "Asylum clock",
    "relief_lost": "Relief lost",
    "relief_opened": "Relief opened",
    "expedited_removal_exposure": "Expedited removal",
    "travel": "Travel",
    "detention": "Detention",
    "future_priority": "Later",
    "appeal_rights": "Appeal",
}


SAYS_NOTHING = ("proceedings", "person", "screen", "immigration_history")  # parts of a case file whose fields speak for themselves
PARALLEL = re.compile(r"; |, 8 U\.S\.C\.| \(eff\.|, eff\.|(?<=E\.O\. \d{5}),")
LONGEST_CITE = 110  # characters


def verdict(option: OptionFinding) -> str:
    """An option in words: open, open but do not ask, not yet, closed, not known – ask."""
    if option.status == "unavailable":
        return "not yet" if option.timing == "too-early" else "closed"
    if option.timing == "avoid":
        return "open, but do not ask"
    if option.status == "unknown":
        return "not known – ask"
    opening = "open" if option.status == "available" else "open, if"
    moment = {"ripe": "ripe", "best": "ripe, consent on file", "late": "late", "too-early": "not yet", "barred": "barred"}
    return f"{opening} – {moment[option.timing]}" if option.timing in moment else opening


def sort_key(option: OptionFinding) -> int:
    """Options in the order in which they matter."""
    order = (
        "open – ripe, consent on file",
        "open – ripe",
        "open, if – ripe",
        "open",
        "open, if",
        "open, but do not ask",
        "not known – ask",
        "not yet",
        "closed",
    )
    word = verdict(option)
    return next((number for number, start in enumerate(order) if word == start), 5)


def day(date: dt.date | None, on: dt.date | None = None) -> str:
    """A date as people read it: Tue 13 Oct 2026 (in 12 days)."""
    if date is None:
        return "no date"
    text = f"{date:%a} {date.day} {date:%b %Y}"
    if on is None:
        return text
    days = (date - on).days
    if days == 0:
        return f"{text} (today)"
    span = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{text} (in {span})" if days > 0 else f"{text} ({span} ago)"


def presumed(paths: Iterable[str]) -> str:
    """Steps presumed not to have happened, in words; a step without words of its own by its field."""
    return ", ".join(dict.fromkeys(STEPS.get(path) or field_words(path) for path in paths))


def short_cite(cite: str) -> str:
    """A citation as it is said in passing: the first instrument, without its parallel. What stands in brackets is never cut in two."""
    ends = (found.start() for found in PARALLEL.finditer(cite))
    first = next((cite[:end] for end in ends if _closed(cite[:end])), cite)
    if len(first) <= LONGEST_CITE:
        return first
    cuts = [found.start() for found in re.finditer(" ", first[:LONGEST_CITE]) if _closed(first[: found.start()])]
    return f"{first[: cuts[-1]].rstrip(',;')} …" if cuts else first


def _closed(text: str) -> bool:
    return text.count("(") == text.count(")")


def meaning(item: DeadlineFinding) -> str:
    """What missing a day means; of a day on which something is complete, begins or ends, what that means."""
    return f"If missed: {item.missed_means}" if item.says.endswith("by") else item.missed_means


def plain_name(ident: str) -> str:
    """An id in words."""
    return ident.replace("-", " ").replace("_", " ")


def field_words(path: str) -> str:
    """A field of the case file in words, with the part it stands in where its own name says too little."""
    *parts, name = path.replace("[]", "").split(".")
    within = [part for part in parts[-1:] if part not in SAYS_NOTHING and not name.startswith(part)]
    return plain_name(" ".join([*within, name])).replace("nta ", "NTA ").replace("dhs ", "DHS ").replace("ij ", "IJ ")


def sentence(text: str) -> str:
    """A reason with a capital letter."""
    return text[:1].upper() + text[1:]
