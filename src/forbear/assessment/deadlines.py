"""Which dates run for this case, and what does missing them mean?"""

import datetime as dt
from collections.abc import Iterable

import msgspec

from forbear.assessment.finding import DeadlineFinding, DeadlineStep
from forbear.assessment.matter import Matter
from forbear.casefile.facts.entries import last_entry
from forbear.law.calendar import same_day_in
from forbear.law.counting import Counted, ahead_of, count, rule_changed
from forbear.law.table import DeadlineRule
from forbear.law.timing import Deadline

NO_EVENT = {
    "nta-cancel-before-filing": "the window closes on the day the notice is filed, which nobody announces: check the court's portal daily",
    "ice-stay-i246": "no rule sets a day, and filing stops nothing: ask before the next report to ICE and before any removal date",
}


def find_deadlines(matter: Matter) -> list[DeadlineFinding]:
    """Every date of the case, the next one first, then those that passed, then those without a date."""
    found: list[DeadlineFinding] = []
    # What precedes another deadline is counted from it, so it comes after it.
    for line in sorted(matter.rulebook.deadlines, key=lambda line: matter.corpus.deadlines[line.deadline].ahead_of is not None):
        if matter.reading.rule(line.rule).value:
            found += _find(matter, line, found)
    return sorted(found, key=lambda item: (item.due is None, item.passed, item.due or dt.date.max, item.id))


def _find(matter: Matter, line: DeadlineRule, before: Iterable[DeadlineFinding]) -> Iterable[DeadlineFinding]:
    deadline = matter.corpus.deadlines[line.deadline]
    if deadline.id == "expedited-removal-two-years":  # counted forward here: the day on which two years are complete
        deadline = msgspec.structs.replace(deadline, direction="after", in_force=[])
    field, event = _event(matter, line.start)
    filing = next((item for item in before if deadline.ahead_of and item.rule in deadline.ahead_of.deadlines and item.due), None)
    if filing:  # counted back from the day in force, a judge's or the default
        deadline, event = ahead_of(deadline, filing.title), filing.due
    ordered = next((date for path in line.beaten_by if (date := matter.case.date(path))), None)
    bare = Counted(deadline.id, None, authority=list(deadline.citations))
    if event is None and ordered is None:
        if not line.start:
            bare.reason = NO_EVENT.get(deadline.id, "the event is not dated in the file")
            yield _finding(matter, line, deadline, bare, field=field, event=None)
        return
    adult = _eighteenth_birthday(matter) if deadline.counting_rule == "unlawful-presence" else None
    if event and adult and adult > event:  # INA 212(a)(9)(B)(iii)(I): no day under 18 counts
        field, event = "person.birth_date", adult
    counted = count(deadline, event, matter.corpus.calendar, facts=_facts(matter, deadline)) if event else bare
    if changed := rule_changed(deadline, event, counted.due) if event else "":
        counted.notes.append(changed)
    finding = _finding(matter, line, deadline, counted, field=field, event=event, ordered=ordered)
    yield msgspec.structs.replace(finding, field=filing.rule) if filing else finding


def _finding(
    matter: Matter,
    line: DeadlineRule,
    deadline: Deadline,
    counted: Counted,
    *,
    field: str,
    event: dt.date | None,
    ordered: dt.date | None = None,
) -> DeadlineFinding:
    default = counted.due if ordered else None
    due = ordered or counted.due
    steps = [DeadlineStep(step.what, step.date) for step in counted.steps]
    if ordered:
        shown = f"the default of {default.isoformat()} gives way" if default else "no default exists"
        steps.append(DeadlineStep(f"a judge's order sets its own date and wins; {shown}", ordered))
    done = next((date for path in line.done_by if (date := matter.case.date(path)) and date <= matter.on), None)
    return DeadlineFinding(
        id=f"{line.deadline}@{field}" if field else line.deadline,
        rule=line.deadline,
        title=deadline.title,
        says=line.says,
        due=due,
        protective=counted.protective if not ordered else None,
        start=event,
        field=field,
        steps=steps,
        authority=counted.authority,
        missed_means=deadline.consequence_of_missing,
        passed=due is not None and due < matter.on,
        confidence=deadline.confidence or "recalled",
        reason="" if due else counted.reason,
        conflict=counted.conflict,
        default=default,
        opens=counted.opens,
        closes=counted.closes,
        second=counted.second,
        done=done,
        notes=counted.notes,
    )


def _event(matter: Matter, paths: tuple[str, ...]) -> tuple[str, dt.date | None]:
    """The first field that holds a date. Of entries the last counts; of relief the asylum application."""
    for path in paths:
        if path.startswith("entry[]."):
            entry = last_entry(matter.profile.view)
            date = entry.get(path.removeprefix("entry[].")) if entry else None
        elif path == "relief[].filed_date":
            filed = [item.get("filed_date") for item in matter.profile.view.items("relief") or () if item.get("kind") == "asylum"]
            date = next((each for each in filed if each), None)
        else:
            date = matter.case.date(path)
        if isinstance(date, dt.date):
            return path, date
    return (paths[0] if paths else ""), None


def _eighteenth_birthday(matter: Matter) -> dt.date | None:
    born = matter.case.date("person.birth_date")
    return (same_day_in(18, born) or dt.date(born.year + 18, 3, 1)) if born else None


def _facts(matter: Matter, deadline: Deadline) -> list[str]:
    """The exceptions that the file itself shows to hold."""
    shown = {
        "detained": matter.profile["detained"].value,
        "unaccompanied-child": matter.profile["unaccompanied_minor"].value,
        "waived-appeal": matter.profile["appeal_waived"].value,
    }
    return [item.id for item in deadline.exceptions if shown.get(item.id)]
