"""What has the government's attorney said, and to which form has the client agreed?

`proceedings.opla_position` and `opla_contact` are free words. Only plain phrases are read: joining, not opposing, opposing,
offering, each to the forms that the words name. Anything else leaves the stance open. Mere silence is no consent. An answer noted
under `requests` for a form counts as if it had been said in those words.
"""

import datetime as dt
import re
from collections.abc import Iterator

from forbear.casefile.profile import fact, mentions
from forbear.casefile.view import View, each
from forbear.rules.verdict import Value

POSITION, CONTACT = "proceedings.opla_position", "proceedings.opla_contact"
STANCES = ("joins", "unopposed", "opposes", "silent")
FORMS = {
    "administrative-closure": r"clos(?:e|ure|ing)",
    "dismissal-without-prejudice": r"dismiss",
    "termination-joint-motion": r"terminat",
    "continuance": r"continu|adjourn",
    "joint-motion-to-reopen": r"reopen",
    "remand-joint": r"remand",
    "stipulation": r"stipulat|narrow|hardship is not|not contest",
    "waive-appeal": r"appeal",
    "bond-or-release": r"bond|release|custody",
}
ANSWERS = {"joins": "joins", "does-not-oppose": "unopposed", "opposes": "opposes", "refused": "refuses"}
NO = r"(?:\bnot|n't|\bnever|\bno longer|\bcannot|\bno|\bnor|\bwithout|\bunable to|\bunwilling to|\bdeclin\w+ to|\brefus\w+ to)"
# What leaves the stance open, read first: a promise to think about it, a question, silence.
OPEN = (
    r"\bno (?:response|answer|reply|decision|word|position (?!against))"
    r"|(?:not|n't) (?:yet )?(?:been )?(?:respond|answer|decid|repl|taken|agreed|said)"
    r"|\bconsider|\bundecided|\bunder review|\b(?:may|might|could) (?:join|agree|consent|stipulate|concur|offer)|\bwhether\b"
    r"|\b(?:ask|invit|urg|want)\w* (?:the )?(?:respondent|client|counsel|us)\b"
)
UNOPPOSED = rf"{NO} (?:\w+ to )?(?:be )?(?:oppos|object)|\bnon-?oppos|\bunopposed|\bno (?:opposition|objection)|takes? no position against"
OPPOSED = r"\boppos|\bobject|\bdisagree|\breserv\w* (?:the |its )?appeal"
REFUSED = rf"\brefus|\bdeclin|{NO}\s+(?:\w+\s+){{0,5}}?(?:join|agree|consent|stipulat|concur|offer|propos|waive|withdraw)"
JOINED = (
    r"\bjoin|\bagree|\bconsent|\bstipulat|\bconcur|\bwill move|\bwould move|\boffer|\bpropos|\bmov(?:es|ed) (?:to|for)"
    r"|\bwaiv\w+ (?:its |the |any )?appeal|\bwithdraw\w* (?:its |the |their )?appeal|(?:not|n't) (?:intend to |be )?appeal"
)
VERB = (
    r"(?:does|do|did|will|would|won|can|is|was|has|no|not|non|opposes?|objects?|joins?|agrees?|consents?"
    r"|stipulates?|concurs?|declines?|refuses?|offers?|takes)"
)
CLAUSES = (
    rf"[.;]\s+|\bbut\b|,?\s+\band (?=(?:it |opla |dhs |ice |they )?{VERB}\b)|,\s*(?=(?:the )?(?:respondent|client|counsel|we|he|she)\b)"
)
STANCE_WORDS = (("unopposed", UNOPPOSED), ("refuses", REFUSED), ("opposes", OPPOSED), ("joins", JOINED))
THE_CLIENT = r"^(?:the )?(?:respondent|client|counsel|we|he|she)\b"  # what the client's side says is no stance of the government


def _stances(view: View) -> dict[str, object]:
    """For each form joins, unopposed, opposes or silent; silence presumes that no position is on record."""
    silent = Value("silent", frozenset(path for path in (POSITION, CONTACT) if view.text(path) is None))
    said, asked = _said(view), view.items("requests")
    if not said and not asked:
        return dict.fromkeys(FORMS, silent)
    return {form: _stance({*_answers(view, form), *(word for named, word in said if form in named)}) or silent for form in FORMS}


def _stance(said: set[str | None]) -> str | None:
    if "opposes" in said or ("refuses" in said and "unopposed" not in said):
        return "opposes"  # said anywhere it outweighs what else is said; only to join no motion yet not oppose it is non-opposition
    if "joins" in said and "refuses" not in said:
        return "joins"
    return "unopposed" if "unopposed" in said else None


def _said(view: View) -> list[tuple[frozenset[str], str | None]]:
    """What each clause says, and of which forms: those it names, or all where it names none. What leaves the stance open is left out."""
    found = []
    texts = [text.lower() for path in (POSITION, CONTACT) if (text := view.text(path))]
    for clause in [clause for text in texts for clause in re.split(CLAUSES, text)]:
        if not clause.strip() or mentions(clause.strip(), THE_CLIENT) or mentions(clause, OPEN):
            continue
        named = frozenset(form for form, pattern in FORMS.items() if mentions(clause, pattern)) or frozenset(FORMS)
        found.append((named, next((name for name, pattern in STANCE_WORDS if mentions(clause, pattern)), None)))
    return found


def _answers(view: View, form: str) -> Iterator[str]:
    """What was answered to the latest request for a form that was answered by the day."""
    dated = [
        (day, ANSWERS[str(item["answer"])])
        for item in view.items("requests") or ()
        if item.get("form") == form and item.get("answer") in ANSWERS
        if isinstance(day := item.get("answered_on") or item.get("sent_on"), dt.date) and day <= view.on
    ]
    yield from [max(dated)[1]] if dated else []


def underscored(form: str) -> str:
    """The name of a form as facts write it."""
    return form.replace("-", "_")


for _form in FORMS:
    fact(
        "text",
        f"What the government's attorney said of {_form.replace('-', ' ')}",
        POSITION,
        CONTACT,
        values=STANCES,
        name=f"opla_on_{underscored(_form)}",
    )(each(_stances, _form))
