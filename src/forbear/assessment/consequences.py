"""What does a granted form open, close and leave reversible for this client?

The statements are written for the law of 2026. A clause that names a later day is left out, and so is a statement that rests
only on law not in force on the day judged, or on a topic the case does not have, such as an asylum clock. Where some of its
authorities were not in force it is shown with those that were, as recalled.
"""

import datetime as dt
import re

from forbear.assessment.finding import ConsequenceFinding
from forbear.assessment.matter import Matter
from forbear.law.form import Form

ONLY_WHERE = {"asylum_clock": "protection_or_fear"}


def find_consequences(matter: Matter, form: Form) -> dict[str, ConsequenceFinding]:
    """The effects of a form by topic, under the law of the day."""
    found = {}
    for topic, item in form.consequences.items():
        condition = ONLY_WHERE.get(topic)
        if condition and matter.says(condition) is False:
            continue
        standing = matter.in_force(item.authorities)
        statement = as_of(item.statement, matter.on)
        if (item.authorities and not standing) or not statement:
            continue
        confidence = form.confidence or "recalled"
        whole = all(matter.corpus.authorities[name].status(matter.on) == "in_force" for name in item.authorities)
        found[topic] = ConsequenceFinding(statement, standing, confidence if whole else "recalled")
    return found


def as_of(text: str, on: dt.date) -> str:
    """A text without the asides and clauses that name a later day or year; empty where nothing is left."""
    text = re.sub(r" ?\([^()]*\)", lambda aside: "" if names_later_day(aside[0], on) else aside[0], text)
    kept = [clause for clause in re.split(r"(?<=[;.]) ", text) if not names_later_day(clause, on)]
    return re.sub(r";$", ".", " ".join(kept))


def names_later_day(text: str, on: dt.date) -> bool:
    """Whether a text names a day, or a year, after the day judged."""
    return any(found > on.isoformat()[: len(found)] for found in re.findall(r"\b20\d\d(?:-\d\d-\d\d)?\b", text))
