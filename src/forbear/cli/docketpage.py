"""A docket as pages: plain tables, next action first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.matter import Matter, in_words
from forbear.assessment.words import STAGES, day, plain_name, sentence
from forbear.cli.page import judged_as_of
from forbear.law.corpus import Corpus

if TYPE_CHECKING:
    from forbear.docket.bounds import Counts
    from forbear.docket.briefing import Briefing
    from forbear.docket.docket import Docket
    from forbear.docket.pairs import Pairs
    from forbear.docket.sweep import Checked
    from forbear.docket.triage import Asked, Placed

MOST_ASKED = 6
MOST_LISTED = 12  # of what a page lists; JSON holds all
GUIDANCE = "Counts run from what is sure to what may be. It informs counsel's judgment; open a case before acting on a row."


def print_sweep(
    console: Console,
    corpus: Corpus,
    docket: "Docket",
    counts: "Counts",
    checked: "Checked | None",
    *,
    files: Mapping[str, str],
    today: dt.date,
) -> None:
    """What a sweep found, in counts from what is sure to what may be."""
    on = docket.on
    judged_as_of(console, on, today, corpus.changed_by_office(on))
    spans = counts.spans()
    console.print(Text(f"{_number(counts.cases)} cases judged on {day(on)}", style="bold"))
    for file, what in files.items():
        _line(console, f"{file}: {what}")
    print_left_out(console, docket)
    _check(console, checked)
    outside = spans.get("outside_every_priority", {"from": 0, "to": 0})
    _heading(console, "Priorities")
    _line(console, f"Outside every priority in force: {span(outside)} of {_number(counts.cases)}")
    _narrow(console, outside)
    titles = {limb.flag: limb.label for limb in reversed(corpus.rulebook.limbs)}
    for name, found in spans.items():
        if name.startswith("priority.") and found["to"]:
            _line(console, f"{titles[name.removeprefix('priority.')]}: {span(found)}")
    exposed = spans.get("conclusion.exposed_after_dismissal", {"from": 0, "to": 0})
    _line(console, f"Exposed to expedited removal if the case ended: {span(exposed)}")
    _heading(console, "What can be asked")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in ("Form", "Live", "Ripe", "To be avoided", "Would narrow it"):
        table.add_column(heading, overflow="fold")
    for form in corpus.rulebook.forms:
        option, window = spans.get(f"option.{form.form}", {}), spans.get(f"window.{form.form}", {})
        if "live" not in option:
            continue
        narrow = ", ".join(plain_name(item["fact"]) for item in option.get("narrowed_by", ())[:2])
        table.add_row(form.title, span(option["live"]), span(window.get("in-time")), span(window.get("avoid")), narrow or "–")
    console.print(table)
    _heading(console, "Where the cases stand")
    for name, found in spans.get("stage", {}).items():
        if name != "narrowed_by":
            _line(console, f"{STAGES.get(name, plain_name(name))}: {span(found)}")
    decisive = counts.decisive()
    if decisive:
        _heading(console, "Ask across the docket")
        for name, number in decisive[:6]:
            _line(console, f"{sentence(in_words(name))}: bears on {_number(number)} open findings [{name}]")
    console.print()
    console.print(Text(GUIDANCE, style="italic"))


def print_left_out(console: Console, docket: "Docket | Pairs") -> None:
    """What was left out and why."""
    for note in docket.notes():
        _line(console, sentence(note) + ".")
    if docket.refused:
        _line(console, f"Left out, for they cannot be read: {_number(docket.refused)}")
        for item in docket.left_out[:MOST_LISTED]:
            _line(console, f"{item.place}: {item.because[0]}" + (f" (and {len(item.because) - 1} more)" if item.because[1:] else ""), 4)
        if docket.refused > MOST_LISTED:
            _line(console, f"… and {_number(docket.refused - MOST_LISTED)} more; --json names them", 4)


def print_changes(console: Console, briefing: "Briefing", pairs: "Pairs", today: dt.date) -> None:
    """Whom a change touches, by what is to be done, most urgent first."""
    from forbear.docket.briefing import lines

    on = briefing.after.on
    judged_as_of(console, on, today, briefing.after.corpus.changed_by_office(on))
    head = f"{_number(briefing.touched)} of {_number(briefing.cases)} cases touched between {day(briefing.before.on)} and {day(on)}"
    console.print(Text(head, style="bold"))
    print_left_out(console, pairs)
    for task in briefing.tasks:
        _heading(console, f"{task.group.title} – {_number(task.cases())} case{'' if task.cases() == 1 else 's'}")
        _line(console, f"→ {task.group.do}")
        found = lines(task)
        for line in found[:MOST_LISTED]:
            until = f" – act by {day(line.act_by, on)}" if line.act_by else ""
            more = f" and {_number(len(line.cases) - MOST_LISTED)} more" if len(line.cases) > MOST_LISTED else ""
            _line(console, f"{line.what}: {line.moved}{until}")
            _line(console, f"{', '.join(line.cases[:MOST_LISTED])}{more}", 4)
            if line.because:
                _line(console, f"because {line.because}", 4)
            for law in line.law[:2]:
                _line(console, f"law: {law}", 4)
        if len(found) > MOST_LISTED:
            _line(console, f"… and {_number(len(found) - MOST_LISTED)} more kinds of change; --csv and --json name them")
    moved = briefing.moved_law()
    if moved:
        _heading(console, "The law that moved")
        for text in moved[:MOST_LISTED]:
            _line(console, text)
    if not briefing.changes:
        console.print("Nothing in the docket changed between the two days.")
    console.print()
    console.print(Text("It informs counsel's judgment; open a case before acting on a line.", style="italic"))


def print_triage(
    console: Console, corpus: Corpus, docket: "Docket", placed: Sequence["Placed"], asked: Sequence["Asked"], *, of: int, today: dt.date
) -> None:
    """The order of work, place by place, and what to ask across the docket."""
    on = docket.on
    judged_as_of(console, on, today, corpus.changed_by_office(on))
    console.print(Text(f"The order of work: {_number(of)} cases on {day(on)}", style="bold"))
    print_left_out(console, docket)
    number = 0
    for place, group in groupby(placed, key=lambda each: each.placed_by):
        cases = list(group)
        _heading(console, f"{corpus.triage.does[place]} [{place}]")
        _line(console, f"because {cases[0].because}")
        for each in cases:
            number += 1
            until = f" – {plain_name(each.deadline or '')}, act by {day(each.act_by, on)}" if each.act_by else ""
            sure = "" if each.sure is not False else " (if it applies)"
            _line(console, f"{number}. {each.case}{until}{sure}")
            told = (
                ("ripe", each.ripe),
                ("closing within 30 days", each.closing),
                ("missing", each.missing),
                ("could stand higher", each.could_be_higher),
            )
            for label, names in told:
                if names:
                    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
                    _line(console, f"{label}: {', '.join(map(plain_name, names[:4]))}{more}", 5)
    if of > len(placed):
        _line(console, f"… and {_number(of - len(placed))} more; --most, --csv and --json show them")
    if asked:
        _heading(console, "Ask across the docket")
        for item in asked[:MOST_ASKED]:
            text = item.text.get("en") or sentence(in_words(item.facts[0]))
            _line(console, f"{text}")
            _line(console, f"settles {_number(item.settles)} findings alone; bears on {_number(item.cases)} cases; {item.sensitivity}", 4)
    console.print()
    console.print(Text("Placed by stated rules, not by a score; the attorney decides.", style="italic"))


def print_reasons(console: Console, matter: Matter, answer: Mapping[str, Any], today: dt.date, changed: Sequence[str] = ()) -> None:
    """Why one row says what it says, or one fact of it."""
    judged_as_of(console, matter.on, today, changed)
    console.print(Text(matter.case.name, style="bold"))
    if "fact" in answer:
        value = answer["value"].isoformat() if isinstance(answer["value"], dt.date) else answer["value"]
        _line(console, f"{answer['fact']}: {'not known' if value is None else value} – {answer['meaning']}")
        for label, paths in (("From", answer["from"]), ("Presumed", answer["presumed"]), ("Would tell", answer["lacking"])):
            if paths:
                _line(console, f"{label}: {', '.join(paths)}", 4)
        return
    for line in answer["reasons"]:
        _line(console, f"{line['finding']}: {line['verdict']} – {line['because']}")


def span(found: Mapping[str, int] | None) -> str:
    """A count: one number where it is sure, else from–to."""
    if not found:
        return "0"
    return _number(found["to"]) if found["from"] == found["to"] else f"{_number(found['from'])}–{_number(found['to'])}"


def _narrow(console: Console, found: Mapping[str, Any]) -> None:
    if found.get("narrowed_by"):
        named = "; ".join(f"{in_words(item['fact'])} ({_number(item['cases'])})" for item in found["narrowed_by"])
        _line(console, f"would narrow it most (cases that wait for it): {named}", 4)


def _check(console: Console, checked: "Checked | None") -> None:
    if checked is None:
        return
    if not checked.differences:
        _line(console, f"{checked.rows} rows read one by one too (seed {checked.seed}): every column is the same")
    for place, found in checked.differences.items():
        _line(console, f"{place}: the two readings differ – {'; '.join(found)}")


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold blue"))


def _number(value: int) -> str:
    return f"{value:,}"


def _line(console: Console, text: str, indent: int = 2) -> None:
    console.print(Padding(Text(text), (0, 0, 0, indent)))
