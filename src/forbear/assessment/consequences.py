"""What does a granted form open, close and leave reversible for this client?

The statements are written for the law of 2026. One that names a later day, or rests only on law not in force on the day
judged, is left out; one on a topic the case does not have, such as an asylum clock, too. Where some of its authorities were
not yet in force it is shown with those that were, as recalled.
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
        if (item.authorities and not standing) or names_later_day(item.statement, matter.on):
            continue
        confidence = form.confidence or "recalled"
        whole = all(matter.corpus.authorities[name].status(matter.on) == "in_force" for name in item.authorities)
        found[topic] = ConsequenceFinding(item.statement, standing, confidence if whole else "recalled")
    return found


def names_later_day(text: str, on: dt.date) -> bool:
    """Whether a text names a day, or a year, after the day judged."""
    return any(found > on.isoformat()[: len(found)] for found in re.findall(r"\b20\d\d(?:-\d\d-\d\d)?\b", text))
