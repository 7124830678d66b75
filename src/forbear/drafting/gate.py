"""May the papers go out? Screens and consent before anything that ends or pauses a case, and signatures on the exact revision.

The gate is closed where a screen fails or is not done, or the client has not been told or has said no: then no motion or order is made.
An open gate does not make papers ready: until the client, a second reader and the responsible representative have signed, each page is a
DRAFT. Nobody can override a client's decision; a client who cannot be reached has not agreed.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from forbear.assessment.matter import Matter
from forbear.casefile.facts.posture import underscored
from forbear.casefile.model import Facts
from forbear.drafting.brief import Brief
from forbear.drafting.document import Document
from forbear.law.authority import Authority

Verdict = Literal["pass", "fail", "ask"]
CLOSED = "form-open"
ENDING = (
    "nta-cancelled",
    "dismissal-without-prejudice",
    "termination-joint-motion",
    "termination-discretionary",
    "voluntary-departure-stipulation",
)
MOTIONS = (
    "joint-motion-dismiss",
    "joint-motion-terminate",
    "motion-administrative-closure-joint",
    "motion-administrative-closure-opposed",
    "joint-motion-reopen",
    "opposition-to-dhs-dismissal",
    "opposition-to-recalendar",
)
COURT_PAPERS = frozenset({*MOTIONS, "proposed-order", "exhibit-list", "cover-sheet-court", "certificate-of-service"})
LEFT_TO_COUNSEL = (
    "consent-signed",
    "plan",
    "known-to-government",
)  # what is open here leaves papers drafts and does not keep them from being made
UNREAD = "not verified, or past the day to look again, and not marked as read in the source"
UNREACHED = "a client who cannot be reached has not agreed: ask for time"
# Facts that bear on what a consent means; where one changes, the consent is asked for again.
MATERIAL = (
    "detained",
    "relief_filed_with_court",
    "cancellation_or_review",
    "protection_filed_with_court",
    "work_permit_from_court",
    "present_two_years",
    "last_entry_manner",
    "next_hearing",
    "any_order",
    "convictions_at_least",
)


class GateCheck(msgspec.Struct, frozen=True):
    """One thing that is looked at before papers go out."""

    id: str
    verdict: Verdict
    title: str
    because: str


class Gate(msgspec.Struct, frozen=True):
    """Whether papers that end or pause the case may be made, what was looked at, and why papers are still drafts.

    `unread` are the authorities that nobody has verified or marked as read in the source; they are among the reasons.
    """

    open: bool
    checks: list[GateCheck]
    draft_because: list[str]
    unread: list[str]
    mark: str
    revision: str


def screens(brief: Brief, mark: str) -> list[GateCheck]:
    """What comes before any paper, and before one that ends or pauses the case."""
    if not brief.ask.gate:
        return _form(brief)
    checks = [*_form(brief), _relief(brief), _permit(brief)]
    if brief.form in ENDING:
        checks.append(_expedited_removal(brief))
    return [*checks, _consent(brief, mark)]


def is_open(checks: Iterable[GateCheck]) -> bool:
    """Whether nothing is failed or waiting, save a signature that is due and counsel's judgment against the plan."""
    return all(check.verdict == "pass" or (check.id in LEFT_TO_COUNSEL and check.verdict == "ask") for check in checks)


def drafts(brief: Brief, checks: Sequence[GateCheck], revision: str, unread: Sequence[str]) -> list[str]:
    """Why each page still says DRAFT; nothing where the revision may be filed."""
    reasons = [check.because for check in checks if check.verdict != "pass"]
    signed = {str(item.get("role")): str(item.get("by") or "") for item in _signed(brief.matter, revision)}
    for role, words in (("second-reader", "a second reader"), ("responsible", "the responsible representative")):
        if not signed.get(role):
            reasons.append(f"{words} has not signed revision {revision}")
    if len(signed) == 2 and len(set(signed.values())) == 1:
        reasons.append("the second reader and the responsible representative are one person")
    reasons += [f"{UNREAD}: {cite}" for cite in unread]
    if any(exhibit.chosen is None for exhibit in brief.exhibits):
        reasons.append("no exhibit was chosen for this packet; those in the file stand as a proposal (evidence[].packets)")
    return reasons


def unread_law(brief: Brief, cited: Iterable[Authority]) -> list[str]:
    """The cites of authorities that may stand in a draft and not yet be filed."""
    return sorted({entry.cite for entry in cited if not _read(entry, brief)})


def consent_mark(brief: Brief, disclosed: Iterable[str]) -> str:
    """What a consent covers, as twelve letters: the ask, what is disclosed, the material facts and the law behind the consequences."""
    option, on = brief.option, brief.matter.on
    law = {
        name: brief.matter.corpus.authorities[name].status(on) or ""
        for item in (option.consequences.values() if option else ())
        for name in item.authorities
        if name in brief.matter.corpus.authorities
    }
    facts = {name: str(brief.matter.profile[name].value) for name in MATERIAL}
    covered = [brief.form, sorted(set(disclosed)), sorted(facts.items()), sorted(law.items())]
    return hashlib.sha256(msgspec.json.encode(covered)).hexdigest()[:12]


def revision_of(documents: Iterable[Document], digests: Iterable[str]) -> str:
    """The revision that is signed: the words of the papers and the exhibits as they are, marks and foot left aside."""
    plain = [msgspec.structs.replace(document, marks=(), foot="") for document in documents]
    return hashlib.sha256(msgspec.json.encode([plain, list(digests)])).hexdigest()[:12]


def may_file_in_court(matter: Matter) -> str:
    """Why the representative may not make court or Board papers; nothing where they may."""
    if matter.case.text("representation.representative.kind") == "partially-accredited":
        return "partial accreditation covers DHS matters only: no court or Board paper (8 CFR 1292.1(a)(4))"
    return ""


def _form(brief: Brief) -> list[GateCheck]:
    """A form that is closed at this stage, or that the plan advises against; nothing where neither is so."""
    option = brief.option
    if option and option.status == "unavailable":
        return [GateCheck(CLOSED, "fail", "Whether the form is open", f"{option.title} is not open: {option.because}")]
    unknown = brief.matter.stage_is("pre-nta") and not _known(brief.matter)
    because = "asking tells the government who and where the client is; ask only if it knows of the client already"
    exposes = [GateCheck("known-to-government", "ask", "Whether the government knows of the client", because)] if unknown else []
    against = next((item.because for item in brief.found.plan.do_not_ask if item.form == brief.form), "")
    return [*exposes, *([GateCheck("plan", "ask", "What the plan advises", f"not to ask: {against}; counsel decides")] if against else [])]


def _known(matter: Matter) -> bool:
    """Whether the file shows that the government knows of the client: something filed with it, or something it holds."""
    held = any(item.get("held_by_government") == "yes" for item in matter.case.items("disclosure") or ())
    return held or bool(matter.case.items("immigration_history.applications")) or matter.profile["outside_matter"].value is True


def _relief(brief: Brief) -> GateCheck:
    matter, title = brief.matter, "What relief would be lost"
    option = brief.option
    lost = option.consequences.get("relief_lost") if option else None
    effect = lost.effect if lost else "no effect on relief is in the corpus for this form"
    harms = matter.says("ending_harms") if brief.form in ENDING else False
    if harms is None:
        return GateCheck("relief-lost", "ask", title, "the file does not say whether relief that only a judge can grant is in sight")
    if harms and not _consented(brief):
        because = f"would end the only forum for relief; {effect}. Not without the client's signed consent to exactly this"
        return GateCheck("relief-lost", "fail", title, because)
    return GateCheck("relief-lost", "pass", title, effect)


def _permit(brief: Brief) -> GateCheck:
    rests = brief.matter.profile["work_permit_from_court"].value
    title = "What happens to the work permit"
    if rests is None:
        return GateCheck("permit-effect", "ask", title, "the file does not say whether a work permit rests on relief before the court")
    option = brief.option
    effect = option.consequences.get("work_authorization") if option else None
    return GateCheck("permit-effect", "pass", title, effect.effect if effect else "no work permit rests on the case")


def _expedited_removal(brief: Brief) -> GateCheck:
    title = "Whether expedited removal could follow"
    exposed = brief.matter.says("exposed_after_dismissal")
    if not exposed and (exposed is None or brief.matter.says("expedited_removal_could_reach") is not False):
        because = "not known whether the client could be placed in expedited removal; settle entry, parole and the proof of two years"
        return GateCheck("expedited-removal", "ask", title, because)
    if exposed:
        return GateCheck(
            "expedited-removal",
            "fail",
            title,
            "after the case ends the client could be placed in expedited removal: do not prepare this paper",
        )
    return GateCheck("expedited-removal", "pass", title, "on the facts of the file expedited removal does not reach the client")


def _consent(brief: Brief, mark: str) -> GateCheck:
    title, on = "The client's informed consent", brief.matter.on
    given = _latest(brief)
    told = brief.matter.case.date("consent.explained_date")
    explained = (given or {}).get("explained_on") or told
    if given and given.get("decision") in ("no", "not-now"):
        return GateCheck("consent", "fail", title, "the client has said no, or not now; that cannot be overridden")
    if not isinstance(explained, dt.date) or explained > on:
        return GateCheck("consent", "ask", title, f"what is asked has not been explained to the client; {UNREACHED}")
    if given and (why := _lapsed(brief, given, mark)):
        return GateCheck("consent-signed", "ask", title, f"the consent has lapsed: {why}; explain again and have it signed")
    if not given or not isinstance(given.get("signed_on"), dt.date):
        oral = "given by word of mouth; " if given and given.get("oral") else ""
        return GateCheck("consent-signed", "ask", title, f"{oral}explained on {explained}, signature due")
    return GateCheck("consent", "pass", title, f"signed on {given['signed_on']}")


def _latest(brief: Brief) -> Facts | None:
    items = [item for item in brief.matter.case.items("consents") or () if item.get("form") == brief.form]
    days = [(str(item.get("signed_on") or item.get("explained_on") or ""), number) for number, item in enumerate(items)]
    return items[max(days)[1]] if days else None


def _consented(brief: Brief) -> bool:
    return brief.matter.profile[f"consent_to_{underscored(brief.form)}"].value is True


def _lapsed(brief: Brief, given: Facts, mark: str) -> str:
    signed = given.get("signed_on")
    if not isinstance(signed, dt.date):
        return ""
    if given.get("mark"):
        return (
            "" if given["mark"] == mark else "what is asked, what is disclosed, a material fact or the law behind a consequence has changed"
        )
    seen = given.get("law_as_of") or signed
    option = brief.option
    for name in {name for item in (option.consequences.values() if option else ()) for name in item.authorities}:
        entry = brief.matter.corpus.authorities.get(name)
        for period in entry.in_force if entry else ():
            if period.start and isinstance(seen, dt.date) and seen < period.start <= brief.matter.on:
                return f"{entry.cite} changed on {period.start}" if entry else ""
    return ""


def _signed(matter: Matter, revision: str) -> list[Facts]:
    return [
        item
        for item in matter.case.items("sign_offs") or ()
        if item.get("revision") == revision and item.get("by") and isinstance(day := item.get("on"), dt.date) and day <= matter.on
    ]


def _read(entry: Authority, brief: Brief) -> bool:
    """Whether an authority may be filed: verified and not overdue, or read in the source by a named person within its time."""
    on = brief.matter.on
    if entry.confidence == "verified" and not entry.stale(on):
        return True
    return any(
        item.get("authority") == entry.id
        and item.get("by")
        and isinstance(day := item.get("on"), dt.date)
        and day <= on <= day + dt.timedelta(days=entry.recheck_days)
        for item in brief.matter.case.items("law_read") or ()
    )
