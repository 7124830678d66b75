"""The assessment as a page a tired attorney can read: verdict, reason, cite. Colour only as help."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from forbear.assessment.finding import Assessment, FactorFinding, OptionFinding, QuestionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.moves import find_moves
from forbear.assessment.options import LIVE
from forbear.assessment.windows import SHUT
from forbear.assessment.words import (
    ACTORS,
    POSTURES,
    STAGES,
    STRENGTH,
    TOPICS,
    day,
    plain_name,
    presumed,
    sentence,
    short_cite,
    sort_key,
    verdict,
)

WINDOWS = {"late": "late", "barred": "barred", "avoid": "one to avoid", "ripe": "ripe", "best": "ripe with consent"}
NOTHING: Mapping[str, Sequence[str]] = {}
GUIDANCE = "It informs counsel's judgment and is no legal advice. Privileged work product."


def print_assessment(
    console: Console,
    matter: Matter,
    found: Assessment,
    *,
    today: dt.date,
    everything: bool = False,
    beside: Mapping[str, Sequence[str]] = NOTHING,
) -> None:
    """The strategy, in the order in which it is wanted. `beside` are lines on a form from elsewhere, such as the office's own record."""
    _head(console, matter, found, today)
    _where(console, matter, found)
    _plan(console, found)
    _dates(console, matter, found)
    _options(console, matter, found, everything, beside)
    if found.plan.ask:
        wanted = found.option(found.plan.ask)
        _title(console, f"If granted: {wanted.title}")
        print_consequences(console, wanted)
    _priorities(console, matter, found)
    _factors(console, found, everything)
    _list(console, "The government's interest", (point.point + _tabs(point.exhibits) for point in found.government_interest))
    _list(
        console,
        "Missing",
        (f"{paper.title} – {paper.because}. How: {paper.how_to_get} ({paper.lead_time})" for paper in found.missing),
    )
    _list(console, "Must not be said", (f"{danger.severity}: {danger.title} – {danger.because}" for danger in found.dangers))
    _list(console, "Tell the client", (warning.text for warning in found.warnings))
    if found.questions:
        asked = found.questions if everything else found.questions[:3]
        _list(console, "Ask the client", (f"{item.text['en']} (can change {_answers(len(item.decides))})" for item in asked))
        if len(found.questions) > len(asked):
            console.print(f"  {len(found.questions) - len(asked)} questions more: forbear ask")
    _foot(console, matter, found)


def judged_as_of(console: Console, on: dt.date, today: dt.date, changed: Sequence[str] = ()) -> None:
    """The marks that a page speaks of another day than today, and of law that this office has changed."""
    if on != today:
        console.print(Text(f"JUDGED AS OF {day(on).upper()} – not today's law; for study and training", style="bold"))
    for change in changed:
        console.print(Text(f"! Changed by this office: {change}.", style="yellow"))


def _head(console: Console, matter: Matter, found: Assessment, today: dt.date) -> None:
    case = matter.case
    held = {True: "detained", False: "not detained", None: "custody not known"}[found.stage.detained]
    circuit = f"{_ordinal(case.circuit)} Cir." if case.circuit else "circuit not known"
    name = case.text("person.full_name") or case.name
    console.print(Text(f"{name} · {case.name}", style="bold"))
    console.print(f"{case.court or 'court not known'} · {circuit} · {held} · {day(found.on)}")
    judged_as_of(console, found.on, today, found.law.changed_by_office)
    for notice in found.notices:
        console.print(Text(f"! {sentence(notice)}.", style="yellow"))


def _ordinal(circuit: str) -> str:
    return {"1": "1st", "2": "2d", "3": "3d", "dc": "D.C."}.get(circuit, f"{circuit}th")


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold blue"))


def _list(console: Console, title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if not lines:
        return
    _title(console, title)
    for line in lines:
        _item(console, line)


def _item(console: Console, line: str, style: str = "") -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row("·", Text(line, style=style))
    console.print(Padding(grid, (0, 0, 0, 1)))


def _where(console: Console, matter: Matter, found: Assessment) -> None:
    _title(console, "Where it stands")
    stage = found.stage
    if stage.outside:
        outside = stage.outside
        console.print(Text(f"  {outside.title} – {stage.because}.", style="bold"))
        for label, text in (
            ("Gone", outside.gone),
            ("Can come next", outside.next),
            ("Runs", outside.runs),
            ("Must act", outside.who_acts),
        ):
            _item(console, f"{label}: {text}")
    elif stage.id:
        _wrapped(console, f"{STAGES[stage.id]} – {stage.because}. {_cites(matter, stage.authorities)}")
    else:
        possible = ", ".join(STAGES[name] for name in stage.could_be) or "no stage can be named"
        _wrapped(console, f"Not known – ask: {stage.because}. Could be: {possible}.")
    if stage.presumed:
        _item(console, f"Presumed not to have happened, since the file is silent: {presumed(stage.presumed)}")
    hearing = matter.case.date("proceedings.next_hearing.date")
    if hearing and hearing >= found.on:
        kind = matter.case.text("proceedings.next_hearing.type") or "hearing"
        _item(console, f"Next: {kind} hearing {day(hearing, found.on)}")
    for posture in found.posture:
        doubt = f" – uncertain: {posture.uncertain}" if posture.uncertain else ""
        _item(console, f"{ACTORS[posture.actor]}: {POSTURES[posture.posture]} ({posture.regime}){doubt}")


def _plan(console: Console, found: Assessment) -> None:
    plan = found.plan
    titles = {option.form: option.title for option in found.options}
    _title(console, "Plan")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for number, step in enumerate(plan.first):
        mark = " – not known, ask" if step.verdict == "unknown" else ""
        grid.add_row("First" if number == 0 else "", f"{step.title}{mark}: {step.because}")
    for item in plan.oppose:
        grid.add_row("Oppose", f"{item.title}: {item.because}")
    if plan.ask:
        grid.add_row("Ask", f"{titles[plan.ask]} – {plan.because}")
        grid.add_row("When", sentence(plan.when))
    else:
        grid.add_row("Ask", sentence(plan.because))
    for form in plan.in_the_alternative:
        option = found.option(form)
        grid.add_row("Or", f"{titles[form]} – {verdict(option)}: {option.timing_because}")
    for against in plan.do_not_ask:
        grid.add_row(Text("Do not ask", style="bold red"), f"{titles[against.form]} – {against.because}")
    console.print(Padding(grid, (0, 0, 0, 1)))
    _wrapped(console, plan.weighing)
    for change in plan.would_change:
        _item(console, f"Would change it: {change}")


def _dates(console: Console, matter: Matter, found: Assessment) -> None:
    """The next dates, and the days on which the window of a live form moves."""
    ahead = [item for item in found.deadlines or () if item.due and not item.passed and item.done is None]
    shifts = find_moves(matter, found.options, found.deadlines or ())
    lines = [
        f"{day(item.due, found.on)}: {item.says} – {item.title}" + (f"; aim for {day(item.protective)}" if item.protective else "")
        for item in ahead[:6]
    ]
    lines += [
        f"{day(shift.on, found.on)}: {option.title.lower()} becomes {WINDOWS[shift.to]} – {shift.because}"
        for option in found.options
        if option.status in LIVE
        for shift in shifts[option.form][:1]
        if shift.to in WINDOWS
    ]
    _list(console, "Dates", lines)
    if len(ahead) > 6:
        console.print(f"  {len(ahead) - 6} dates more: forbear deadlines")


def _options(console: Console, matter: Matter, found: Assessment, everything: bool, beside: Mapping[str, Sequence[str]]) -> None:
    _title(console, "Options")
    shown = sorted(found.options, key=sort_key)
    for option in shown:
        if option.status == "unavailable" and not everything:
            continue
        granted = f" · granted: {option.realistic}" if option.realistic else ""
        head = Text(f"  {option.title}", style="bold")
        head.append(f" – {verdict(option)}{granted}", style="not bold red" if option.timing == "avoid" else "not bold")
        console.print(head)
        console.print(Padding(Text(_reason(matter, option)), (0, 0, 0, 4)))
        for line in beside.get(option.form, ()):
            console.print(Padding(Text(line), (0, 0, 0, 4)))
    closed = [option for option in shown if option.status == "unavailable"]
    if not everything:
        for option in closed:
            _item(console, f"{option.title}: {verdict(option)} – {option.because}")


def _reason(matter: Matter, option: OptionFinding) -> str:
    text = sentence(option.because)
    if option.timing_because and option.timing in (*SHUT, "unknown") and option.timing_because != option.because:
        text += f". {sentence(option.timing_because)}"
    if option.needs:
        text += f". Needs {', '.join(option.needs)}"
    return f"{text}. {_cites(matter, option.authorities)}"


def _priorities(console: Console, matter: Matter, found: Assessment) -> None:
    reached = [item for item in found.priorities if item.verdict != "no"]
    if not found.priorities:
        _list(console, "Priorities", ["No priority classes are in force on this day."])
    elif not reached:
        _list(console, "Priorities", ["No priority of the policy in force reaches the client."])
    else:
        _list(console, "Priorities", (f"{item.id}: {item.verdict} – {item.because} {_cites(matter, [item.authority])}" for item in reached))


def _factors(console: Console, found: Assessment, everything: bool) -> None:
    for direction, title in (("adverse", "Against"), ("favourable", "For")):
        shown = [factor for factor in found.factors if factor.direction == direction and factor.verdict == "yes"]
        _list(console, title, (_factor(factor) for factor in shown) if shown else ["nothing shown by the file"])
    unknown = [factor for factor in found.factors if factor.verdict == "unknown"]
    if unknown and everything:
        _list(console, "Not known", (f"{factor.title}: {factor.because}" for factor in unknown))


def _factor(factor: FactorFinding) -> str:
    return f"{factor.title} {STRENGTH[factor.strength or 'asserted']} – {factor.because}{_tabs(factor.exhibits)}"


def _answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"


def _tabs(exhibits: Sequence[str]) -> str:
    return f" [{', '.join(exhibits)}]" if exhibits else ""


def _cites(matter: Matter, names: Sequence[str]) -> str:
    """The nearest two cites; the rest are a question away."""
    short = [short_cite(matter.corpus.authorities[name].cite) for name in names[:2]]
    return f"({'; '.join(short)})" if short else ""


def _wrapped(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))


def _foot(console: Console, matter: Matter, found: Assessment) -> None:
    _title(console, "The law behind this")
    topics = " · ".join(f"{topic}: newest source {day(date)}" for topic, date in found.law.by_topic.items())
    _wrapped(console, f"{sentence(topics)}." if topics else "No entry of the corpus is relied on.")
    if found.law.stale:
        cites = [short_cite(matter.corpus.authorities[name].cite) for name in found.law.stale[:4]]
        more = f" and {len(found.law.stale) - 4} more" if len(found.law.stale) > 4 else ""
        _wrapped(console, f"Recheck first: {'; '.join(cites)}{more} (forbear law stale says where to look).")
    for note in found.office_notes:
        _item(console, f"Office note – {note}")
    console.print()
    console.print(Text(GUIDANCE, style="italic"))


def print_consequences(console: Console, option: OptionFinding) -> None:
    """What a granted form means, topic by topic."""
    for topic, item in option.consequences.items():
        _item(console, f"{TOPICS.get(topic, plain_name(topic))}: {item.effect}")


def print_questions(console: Console, assessment: Assessment, questions: Sequence[QuestionFinding], today: dt.date) -> None:
    """The next questions, in both languages, and what their answers can change."""
    judged_as_of(console, assessment.on, today, assessment.law.changed_by_office)
    titles = {f"{kind}:{item.form}": item.title for item in assessment.options for kind in ("option", "window")}
    titles |= {f"factor:{item.id}": item.title for item in assessment.factors}
    titles |= {f"first:{item.step}": item.title for item in assessment.plan.first}
    if not questions:
        console.print("Nothing that can be asked would change an answer on this day.")
    for number, question in enumerate(questions, start=1):
        console.print(Text(f"{number}. {question.text['en']}", style="bold"))
        _wrapped(console, question.text["es"])
        decides = dict.fromkeys(titles.get(name) or plain_name(name.rpartition(":")[2].rpartition("/")[2]) for name in question.decides)
        _wrapped(console, f"{question.sensitivity}; can change: {'; '.join(decides)}")


def print_explanation(console: Console, explanation: Mapping[str, Any], on: dt.date, today: dt.date, changed: Sequence[str] = ()) -> None:
    """A proof as a tree."""
    judged_as_of(console, on, today, changed)
    tree = Tree(Text(f"{explanation['finding']}: {explanation['verdict']}", style="bold"))
    because = explanation["because"]
    if "table" in because:
        for row in because["table"]:
            branch = tree.add(
                Text(f"{row['then']} if {row['when']} – {row['verdict']}" + (f": {row['because']}" if row["because"] else ""))
            )
            _authority_lines(branch, row.get("authorities", []))
            if "proof" in row:
                _grow(branch, row["proof"])
        if because["presumed"]:
            tree.add(Text(f"presumed not to have happened: {', '.join(because['presumed'])}"))
    else:
        _grow(tree, because)
    console.print(tree)


def _grow(tree: Tree, node: Mapping[str, Any]) -> None:
    if "fact" in node:
        value = "not known" if node["value"] is None else node["value"]
        text = f"{node['text']} – {node['verdict']} ({node['fact']} is {value}"
        text += f"; from {', '.join(node['from'])}" if node["from"] else ""
        text += f"; exhibits {', '.join(node['exhibits'])}" if node["exhibits"] else ""
        branch = tree.add(Text(text + ")"))
    else:
        text = f"{node['text']} – {node['verdict']}" + (f": {node['meaning']}" if node.get("meaning") else "")
        branch = tree.add(Text(text))
    _authority_lines(branch, node.get("authorities", []))
    for part in node.get("parts", []):
        _grow(branch, part)


def _authority_lines(tree: Tree, authorities: Sequence[Mapping[str, Any]]) -> None:
    for item in authorities:
        tree.add(Text(f"{item['cite']} [{item['id']}, {item['status'].replace('_', ' ')}]", style="dim"))


def print_facts(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """The facts of the profile as a table."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", pad_edge=False)
    valued = bool(rows) and "value" in rows[0]
    for heading in ("Fact", *(("Value",) if valued else ()), "Type", "Meaning", "From"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        value = ("–" if row["value"] is None else str(row["value"]),) if valued else ()
        kind = row["type"] + (f", {row['unit']}" if row["unit"] else "") + (f" ({row['kind']})" if row["kind"] != "fact" else "")
        table.add_row(row["fact"], *value, kind, row["meaning"], ", ".join(row["from"]))
    console.print(table)
