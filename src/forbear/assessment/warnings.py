"""Of what must the client be told, whatever is asked?"""

import datetime as dt

from forbear.assessment.consequences import names_later_day
from forbear.assessment.finding import WarningFinding
from forbear.assessment.matter import Matter


def find_warnings(matter: Matter) -> list[WarningFinding]:
    """The warnings that hold for the case, and one where drafts still cite a policy that ended not long ago."""
    found = [subject.rule.then for subject in matter.rulebook.case_warnings if matter.reading.rule(subject.rule).value]
    titles = matter.corpus.warnings
    warnings = [WarningFinding(name, titles[name].title) for name in dict.fromkeys(found)]
    if ended := recently_ended(matter):
        rule = matter.rulebook.recently_ended
        cites = "; ".join(matter.corpus.authorities[name].cite for name in ended)
        warnings.append(WarningFinding(rule.warning, f"No longer in force, though {rule.because}: {cites}"))
    return warnings


def recently_ended(matter: Matter) -> list[str]:
    """Policies named in a timeline that were in force and ended within the days that the corpus sets."""
    since = matter.on - dt.timedelta(days=matter.rulebook.recently_ended.days)
    actors = [matter.corpus.actors[name] for name in ("opla", "ero")]  # those to whom a request is addressed
    named = {name for actor in actors for regime in actor.periods for name in regime.authorities}
    ended = []
    for name in sorted(named):
        entry = matter.corpus.authorities[name]
        if entry.kind not in ("policy-memo", "executive-order", "agency-guidance"):
            continue
        over = any(period.status == "in_force" and period.end and since <= period.end <= matter.on for period in entry.in_force)
        if over and entry.status(matter.on) != "in_force" and not names_later_day(entry.cite, matter.on):
            ended.append(name)
    return ended
