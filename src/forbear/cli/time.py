"""`deadlines` and `deadline`: the dates of a case, and one date counted without a case."""

import argparse
import datetime as dt
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.follow_up import find_follow_up
from forbear.assessment.matter import Matter
from forbear.casefile.reading import read_case
from forbear.cli.main import a_day, add_case, add_json, add_overlay, add_page, overlay, today
from forbear.cli.output import check_pdf, console, print_json, write_whole
from forbear.law.corpus import Corpus
from forbear.law.counting import Counted, count, rule_changed
from forbear.law.timing import Deadline
from forbear.problem import BadInput, Problem


def add_deadlines(command: argparse.ArgumentParser) -> None:
    """Options of `deadlines`."""
    command.epilog = (
        "example:\n  forbear deadlines reyes/\n  forbear deadlines reyes/ --sent 2026-11-16 --ics reyes.ics\n"
        "  forbear deadlines reyes/ --out counsel-only/reyes-dates.pdf"
    )
    add_case(command)
    command.add_argument(
        "--out",
        metavar="FILE.pdf",
        type=Path,
        help="also write the dates as a paper of one or two pages, drawn and in a table; a folder for counsel only",
    )
    command.add_argument(
        "--ics",
        metavar="FILE",
        type=Path,
        help="also write a calendar; its titles hold no fact of the case, and importing it again updates: its events are known by "
        "the A-number, else by name and birth date, else by the file's name, none of them readable in it",
    )
    command.add_argument("--names", action="store_true", help="put the case's name into the calendar's titles")
    command.add_argument(
        "--sent",
        metavar="DATE",
        type=a_day,
        help="the day a request was sent: also show (and put into calendar and paper) when to follow up",
    )
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_deadlines)


def run_deadlines(options: argparse.Namespace) -> int:
    """Prints every date, and writes the calendar and the paper where asked. Raises BadInput."""
    if options.out:
        check_pdf(options.out)
    matter = Matter(read_case(options.case), Corpus.load(overlay=overlay(options)), options.on)
    found = find_deadlines(matter)
    follow_up = find_follow_up(options.sent, found, matter.corpus.calendar, options.on) if options.sent else None
    if options.ics:
        from forbear.drafting.ics import calendar

        titles = {item.id: item.neutral for item in matter.corpus.deadlines.values()}
        made = calendar(
            matter.case,
            found,
            options.on,
            made=dt.datetime.now(dt.UTC),
            neutral=titles,
            follow_up=follow_up or (),
            named=options.names,
        )
        write_whole(made, options.ics, "--ics")
    if options.out:
        from forbear.drafting.deadlines import deadlines_page

        write_whole(deadlines_page(matter, found, follow_up or (), today=today()), options.out, "--out")
    if options.json:
        print_json([*found, *(follow_up or ())])
    else:
        from forbear.cli.timepage import print_deadlines

        changed = matter.corpus.changed_by_office(options.on)
        page = console(options.width)
        print_deadlines(page, found, follow_up, options.on, today(), changed=changed)
        if options.out:
            page.print(f"{options.out}: privileged; keep it out of every filing", soft_wrap=True)
    return 0


def add_deadline(command: argparse.ArgumentParser) -> None:
    """Options of `deadline`."""
    command.epilog = (
        "example:\n  forbear deadline bia-appeal-notice --from 2026-11-02\n"
        "  forbear deadline asylum-ead-file --from 2026-01-05 --fact applicant_delay_days=12\n"
        "  forbear deadline list"
    )
    command.add_argument("rule", metavar="RULE", help="the id of a deadline, or list")
    command.add_argument("--from", dest="start", metavar="DATE", type=a_day, help="the day of the event")
    command.add_argument(
        "--fact",
        metavar="K=V",
        action="append",
        default=[],
        help="a fact, an exception or the day of another event, or applicant_delay_days=N",
    )
    add_overlay(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_deadline)


def run_deadline(options: argparse.Namespace) -> int:
    """Prints one count."""
    corpus = Corpus.load(overlay=overlay(options))
    if options.rule == "list":
        rows = [{"id": item.id, "title": item.title, "event": item.trigger.event} for item in corpus.deadlines.values()]
        if options.json:
            print_json(rows)
        else:
            from forbear.cli.timepage import print_rules

            print_rules(console(options.width), rows)
        return 0
    deadline = corpus.deadlines.get(options.rule)
    if deadline is None:
        near = get_close_matches(options.rule, list(corpus.deadlines), n=1)
        hint = f"did you mean {near[0]}?" if near else "forbear deadline list names them"
        raise BadInput([Problem(options.rule, None, f"no deadline has this id; {hint}")])
    if options.start is None:
        raise BadInput([Problem("--from", None, f"is missing: the day of the {deadline.trigger.event.replace('_', ' ')}")])
    given = _given(options.fact, corpus)
    counted = count(deadline, options.start, corpus.calendar, facts=given.facts, dates=given.dates, delay_days=given.delay_days)
    known = {item.id for item in deadline.exceptions} | {deadline.second_period.event if deadline.second_period else ""}
    counted.notes += [f"{name} does not change this count" for name in (*given.facts, *given.dates) if name not in known]
    if changed := rule_changed(deadline, options.start, counted.due):
        counted.notes.append(changed)
    answer = as_data(counted, deadline)
    if options.json:
        print_json(answer)
    else:
        from forbear.cli.timepage import print_counted

        print_counted(console(options.width), deadline, counted)
    return 0


def as_data(counted: Counted, deadline: Deadline) -> dict[str, Any]:
    """A count as programs read it; keys that say nothing are left out."""
    answer: dict[str, Any] = {
        "id": counted.id,
        "due": counted.due,
        "protective": counted.protective,
        "steps": [{"what": step.what, "date": step.date} for step in counted.steps],
        "authority": counted.authority,
        "missed_means": counted.missed_means,
        "confidence": deadline.confidence,
        "current_as_of": deadline.current_as_of,
        "notes": counted.notes,
    }
    more = {
        "reason": counted.reason,
        "conflict": counted.conflict,
        "opens": counted.opens,
        "closes": counted.closes,
        "second": counted.second,
    }
    return answer | {key: value for key, value in more.items() if value}


@dataclass(slots=True)
class Given:
    """What the command line says holds: facts, the days of other events, and the applicant's delay in calendar days."""

    facts: list[str] = field(default_factory=list)
    dates: dict[str, dt.date] = field(default_factory=dict)
    delay_days: int = 0


def _given(words: list[str], corpus: Corpus) -> Given:
    """Reads `--fact` words. Raises BadInput for a word that no deadline knows, or a value of the wrong kind."""
    exceptions = {item.id for each in corpus.deadlines.values() for item in each.exceptions}
    known = exceptions | set(corpus.vocabulary.events) | set(corpus.vocabulary.timing_facts)
    given = Given()
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise BadInput([Problem("--fact", None, f"expected name=value, found {word!r}")])
        if name == "applicant_delay_days":
            if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or int(value) > 36500:
                raise BadInput([Problem("--fact", None, f"expected a number of days, found {value!r}")])
            given.delay_days = int(value)
        elif name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"; did you mean {near[0]}?" if near else "; forbear law show of the deadline names its exceptions"
            raise BadInput([Problem("--fact", None, f"{name!r} is not known to any deadline{hint}")])
        elif value.lower() in ("true", "yes", "1"):
            given.facts.append(name)
        elif value.lower() not in ("false", "no", "0"):
            given.dates[name] = _day(name, value)
    return given


def _day(name: str, value: str) -> dt.date:
    try:
        return a_day(value)
    except argparse.ArgumentTypeError:
        raise BadInput([Problem("--fact", None, f"{name} is true, false or a date, found {value!r}")]) from None
