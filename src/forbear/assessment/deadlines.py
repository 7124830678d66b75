"""Which dates run for this case, and what does missing them mean?

A row whose sentence is not known to be true still runs, marked `only_if`: a date that may be the client's is never left out. A
row that runs but whose event is not dated says which field is missing.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from forbear.assessment.finding import DeadlineFinding, DeadlineStep
from forbear.assessment.matter import Matter, because_open, lacking, open_facts, said
from forbear.assessment.words import field_words
from forbear.casefile.fields import fields
from forbear.law.calendar import same_day_in
from forbear.law.counting import Counted, CountedStep, ahead_of, count, rule_changed
from forbear.law.table import DeadlineRule
from forbear.law.timing import Deadline, Length
from forbear.rules.verdict import Verdict

ONE = dt.timedelta(days=1)
EXCEPTIONS = {"detained": "detained", "unaccompanied-child": "unaccompanied_minor", "waived-appeal": "appeal_waived"}  # shown by a fact
SECOND_EVENTS = {"lpr_date": "resident_since"}  # the fact that holds the event of a second period


def find_deadlines(matter: Matter) -> list[DeadlineFinding]:
    """Every date of the case, the next one first, then those that passed, then those without a date."""
    found: dict[str, DeadlineFinding] = {}
    # What precedes another deadline is counted from it, so it comes after it.
    for line in sorted(matter.rulebook.deadlines, key=lambda line: matter.corpus.deadlines[line.deadline].ahead_of is not None):
        verdict = matter.reading.rule(line.rule)
        if verdict.value is not False and (finding := _find(matter, line, verdict, found.values())):
            found.setdefault(finding.id, finding)
    return sorted(found.values(), key=lambda item: (item.due is None, item.passed, item.due or dt.date.max, item.id))


def _find(matter: Matter, line: DeadlineRule, verdict: Verdict, before: Iterable[DeadlineFinding]) -> DeadlineFinding | None:
    deadline = matter.corpus.deadlines[line.deadline]
    if deadline.accrues and deadline.direction == "before":  # counted forward here: the day on which the years are complete
        deadline = msgspec.structs.replace(deadline, direction="after", in_force=[])
    field, event = _event(matter, line.start, latest=line.latest)
    filings = [item for item in before if deadline.ahead_of and item.rule in deadline.ahead_of.deadlines and item.due]
    filing = min(filings, key=lambda item: (bool(item.only_if), item.due), default=None)
    if filing:  # counted back from the day in force, a judge's or the default
        deadline, event = ahead_of(deadline, matter.corpus.deadlines[filing.rule].title), filing.due
    ordered = next((date for path in line.beaten_by if (date := matter.case.date(path))), None)
    counted = Counted(deadline.id, None, authority=list(deadline.citations))
    only_if, ask = _open_conditions(line, verdict)
    if event is None and ordered is None:
        if line.undated == "nothing runs" or (line.start and line.undated != "said" and verdict.value is None):
            return None
        counted.reason = matter.words(line.rule.because) if not line.start else f"not dated in the file: {_names(matter, line.start)}"
        ask += [] if not line.start else [_field(matter, path) for path in line.start]
    elif event and line.yearly:
        again = _next_year(deadline, event, matter.on)
        if again is None:
            return None
        counted = _count(matter, again[0], event)
        counted.steps[1:1] = again[1]
    elif event:
        first = event if line.event_counts else event + ONE
        adult = _eighteenth_birthday(matter) if deadline.counting_rule == "unlawful-presence" else None
        if adult and adult > first:  # INA 212(a)(9)(B)(iii)(I): no day under 18 counts
            field, event, first = "person.birth_date", adult, adult
        counted = _count(matter, deadline, first - ONE)
        if first == event:
            counted.steps.insert(1, CountedStep("that day counts itself, so day 0 is the day before", first - ONE))
        if deadline.counting_rule == "unlawful-presence" and adult is None:
            only_if.append("the client was 18 or older on every day counted (the birth date is not in the file)")
            ask.append("person.birth_date")
        for words, paths in _stop(matter, line, counted, deadline, event):
            only_if.append(words)
            ask += paths
        only_if += _second_open(matter, deadline)
        if changed := rule_changed(deadline, event, counted.due):
            counted.notes.append(changed)
    counted.notes += _open_exceptions(matter, deadline, verdict) if counted.due else []
    finding = _finding(matter, line, deadline, counted, field=field, event=event, ordered=ordered, only_if=only_if, ask=ask)
    return msgspec.structs.replace(finding, field=filing.rule) if filing else finding


def _finding(
    matter: Matter,
    line: DeadlineRule,
    deadline: Deadline,
    counted: Counted,
    *,
    field: str,
    event: dt.date | None,
    ordered: dt.date | None,
    only_if: Sequence[str],
    ask: Iterable[str],
) -> DeadlineFinding:
    default = counted.due if ordered else None
    due = ordered or counted.due
    steps = [DeadlineStep(step.what, step.date) for step in counted.steps]
    if ordered:
        shown = f"the default of {default.isoformat()} gives way" if default else "no default exists"
        steps.append(DeadlineStep(f"a judge's order sets its own date and wins; {shown}", ordered))
    done = next((date for path in line.done_by if (date := _event(matter, (path,))[1]) and date <= matter.on), None)
    return DeadlineFinding(
        id=f"{line.deadline}@{field}" if field else line.deadline,
        rule=line.deadline,
        title=f"{deadline.title} – if it applies" if only_if else deadline.title,
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
        only_if="; and only if ".join(only_if),
        ask=list(dict.fromkeys(ask)),
    )


# ---- the event and its count


def _event(matter: Matter, places: tuple[str, ...], *, latest: bool = False) -> tuple[str, dt.date | None]:
    """The field of the first place that holds a date (or of the latest date) and that date."""
    dated = [(_field(matter, place, date), date) for place in places if (date := _date(matter, place))]
    if dated:
        return max(dated, key=lambda item: item[1]) if latest else dated[0]
    return (_field(matter, places[0]) if places else ""), None


def _date(matter: Matter, place: str) -> dt.date | None:
    date = matter.case.date(place) if place in fields() else matter.profile[place].value
    return date if isinstance(date, dt.date) else None


def _field(matter: Matter, place: str, date: dt.date | None = None) -> str:
    """The field of the case file; of a date of the profile, of the fields that it reads the one that holds the day, else the first date."""
    if place in fields():
        return place
    reads = [path for path in matter.profile.facts[place].reads if fields()[path].type == "date"]
    return next((path for path in reads if date and matter.case.date(path) == date), reads[0])


def _count(matter: Matter, deadline: Deadline, event: dt.date) -> Counted:
    facts = [item.id for item in deadline.exceptions if item.id in EXCEPTIONS and matter.profile[EXCEPTIONS[item.id]].value]
    second = deadline.second_period.event if deadline.second_period else ""
    date = _date(matter, SECOND_EVENTS[second]) if second else None
    dates = {second: date} if date else {}
    return count(deadline, event, matter.corpus.calendar, facts=facts, dates=dates)


def _next_year(deadline: Deadline, event: dt.date, on: dt.date) -> tuple[Deadline, list[CountedStep]] | None:
    """The count to the next anniversary on which the thing falls due again under the law of the day, and the ones before it."""
    period = next((item for item in deadline.in_force if item.holds(on)), None)
    if period is None:
        return None
    since = period.start or dt.date.min
    years = max(1, since.year - event.year)
    before: list[dt.date] = []
    while (day := _anniversary(event, years)) < max(on, since):
        before += [day] if day >= since else []
        years += 1
    steps = (
        [CountedStep(f"it fell due on {', '.join(day.isoformat() for day in before)}: check that it was paid", before[-1])]
        if before
        else []
    )
    return msgspec.structs.replace(deadline, period=Length(value=years, unit="years"), in_force=[]), steps


def _anniversary(day: dt.date, years: int) -> dt.date:
    return same_day_in(years, day) or dt.date(day.year + years, 3, 1)


def _eighteenth_birthday(matter: Matter) -> dt.date | None:
    born = matter.case.date("person.birth_date")
    return _anniversary(born, 18) if born else None


def _stop(matter: Matter, line: DeadlineRule, counted: Counted, deadline: Deadline, event: dt.date) -> list[tuple[str, list[str]]]:
    """Ends the count where something stopped it before it was complete. Else what may have stopped it, with the fields that would tell."""
    apart = deadline.second_period is not None and bool(deadline.second_period.event)  # a second event runs on: only the first stops
    complete = count(deadline, event, matter.corpus.calendar).due if apart else counted.due
    unknown: list[tuple[str, list[str]]] = []
    for stop in line.stops:
        verdict = matter.reading.rule(stop.rule)
        _, day = _event(matter, stop.by)
        if verdict.value is False or complete is None:
            continue
        because = matter.words(stop.rule.because)
        if day and complete <= day:
            if verdict.value and not apart and counted.second and day < counted.second["due"]:  # type: ignore[operator]
                counted.second = None
                counted.steps.append(CountedStep(f"the second period was not completed: {because}", day))
        elif verdict.value is None or (stop.by and day is None):
            why = because_open(verdict) if verdict.value is None else "not dated"
            paths = lacking(verdict) or [_field(matter, place) for place in stop.by]
            unknown.append((f"this did not end the count: {because} ({why})", paths))
        else:
            counted.authority += [matter.corpus.authorities[name].cite for name in matter.in_force(stop.rule.authorities)]
            first = f"{said(day)} came first – " if day else ""
            counted.reason = f"not reached: {first}{because}; without that the day would be {said(complete)}"
            counted.due = counted.protective = counted.second = None
            return []
    return unknown


# ---- what is not known


def _open_conditions(line: DeadlineRule, verdict: Verdict) -> tuple[list[str], list[str]]:
    """What must be so for the row to run, with the facts that are not known; and the fields that would tell."""
    if verdict.value is not None:
        return [], []
    return [f"{line.only_if or 'it reaches this case'} ({because_open(verdict)})"], lacking(verdict)


def _open_exceptions(matter: Matter, deadline: Deadline, verdict: Verdict) -> list[str]:
    """The exceptions that would lift the deadline and may hold, save those that its own sentence turns on."""
    lifting = [item for item in deadline.exceptions if item.act == "lifts" and item.id in EXCEPTIONS]
    asked = {leaf.fact for leaf in open_facts(verdict)} if lifting and verdict.value is None else set()
    return [
        f"not known, and it would lift this: {item.id.replace('-', ' ')}, {item.effect}"
        for item in lifting
        if EXCEPTIONS[item.id] not in asked and matter.profile[EXCEPTIONS[item.id]].value is None
    ]


def _second_open(matter: Matter, deadline: Deadline) -> list[str]:
    """A second period that must be complete too and whose event is not dated."""
    second = deadline.second_period
    if second is None or not second.event or _date(matter, SECOND_EVENTS[second.event]):
        return []
    return [f"{second.effect} too (the day on which they began is not in the file)"]


def _names(matter: Matter, places: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(field_words(_field(matter, place)) for place in places))
