"""What has the government's attorney said, and to which form has the client agreed?

`proceedings.opla_position` and `opla_contact` are free words. Only plain phrases are read: joining, not opposing, opposing,
offering, each to the forms that the words name. Anything else leaves the stance open. Mere silence is no consent.
"""

import re
from collections.abc import Callable

from forbear.casefile.profile import fact, mentions
from forbear.casefile.view import View
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
EVERY_FORM = "|".join(FORMS.values())
UNOPPOSED = r"(?:not|n't|non-?|without|no) ?(?:be )?(?:oppos|object)|unopposed|takes? no position against"
OPPOSED = r"\boppos|\bobject|\brefus|\bdeclin|\bwill not (?:join|agree|consent)|\bwon't (?:join|agree)|\bno agreement"
JOINED = r"\bjoin|\bagree[sd]? |\bconsent|\bstipulat|\bwill move|\bwould move|\boffer|\bpropos|\bjointly|would agree|\bmoves? to"


def stance(view: View, form: str) -> object:
    """joins, unopposed, opposes or silent; silence presumes that no position is on record."""
    found = None
    for path in (POSITION, CONTACT):
        for clause in re.split(r"[.;]\s+|\bbut\b", (view.text(path) or "").lower()):
            named = mentions(clause, FORMS[form])
            if not named and (mentions(clause, EVERY_FORM) or not clause.strip()):
                continue
            if mentions(clause, UNOPPOSED):
                found = found or "unopposed"
            elif mentions(clause, OPPOSED):
                found = "opposes"
            elif mentions(clause, JOINED):
                found = "joins"
    if found:
        return found
    silent = frozenset(path for path in (POSITION, CONTACT) if view.text(path) is None)
    return Value("silent", silent)


def _stance(form: str) -> Callable[[View], object]:
    return lambda view: stance(view, form)


def underscored(form: str) -> str:
    """The name of a form as facts write it."""
    return form.replace("-", "_")


for _form in FORMS:
    fact(
        "text",
        f"What the government's attorney said of {_form}",
        POSITION,
        CONTACT,
        values=STANCES,
        name=f"opla_on_{underscored(_form)}",
    )(_stance(_form))
