"""What does a granted form open, close and leave reversible for this client?

The statements are written for the law of 2026. One that rests on an authority not in force on the day is left out, and one
on a topic the case does not have, such as an asylum clock, too.
"""

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
        known = [matter.corpus.authorities[name] for name in item.authorities]
        if any(entry.status(matter.on) != "in_force" for entry in known):
            continue
        found[topic] = ConsequenceFinding(item.statement, matter.in_force(item.authorities), form.confidence or "recalled")
    return found
