"""The guard's findings as a page: each at its words, gravest marked, with why, when it would be safe and what to write instead."""

import datetime as dt
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.words import day, field_words, sentence
from forbear.casefile.model import stem
from forbear.cli.page import judged_as_of
from forbear.guard.advice import Setting
from forbear.guard.document import Document
from forbear.guard.evaluation import Evaluation
from forbear.guard.finding import CheckFinding, Decision, GuardFinding, GuardReport
from forbear.guard.guard import undecided
from forbear.guard.review import MARKING
from forbear.law.admission import GRAVEST_FIRST

SIGNS = {"critical": "!!!", "serious": "!!", "caution": "!"}
STYLES = {"critical": "bold red", "serious": "bold yellow", "caution": "bold"}
AROUND = 160  # characters of a sentence shown on each side of the words

Finding = GuardFinding | CheckFinding


def print_guard(console: Console, document: Document, report: GuardReport, setting: Setting, *, today: dt.date) -> None:
    """The findings, gravest first, then what was not read, what is decided, and the guard's limits."""
    case = f" · {setting.case.name}, {setting.phase.replace('-', ' ')}" if setting.case and setting.phase else ""
    purpose = f" · {report.purpose.replace('-', ' ')}" if report.purpose else ""
    console.print(Text(MARKING, style="bold"))
    console.print(Text(f"Guard: {report.document}{purpose}{case} · law of {day(report.on)}", style="bold"))
    judged_as_of(console, report.on, today)
    for part in report.unread:
        console.print(Text(f"NOT READ: {part.where} – {part.because}", style="bold red"))
    standing = undecided(report)
    for finding in sorted(standing, key=lambda item: (GRAVEST_FIRST.index(item.severity), item.start)):
        _finding(console, document, finding)
    settled = len(report.findings) + len(report.checks) - len(standing)
    console.print()
    console.print(Text(_summary(report, standing, settled)))
    if setting.case is None:
        console.print(Text("No case was given, so each admission counts at its gravest; name one with --case.", style="dim"))
    console.print(Text(report.limits, style="dim"))


def _summary(report: GuardReport, standing: Sequence[Finding], settled: int) -> str:
    """How much was read and found; never "nothing found" where something was not read."""
    read = f"{report.sentences} sentence{'s' * (report.sentences != 1)} read"
    counts = [f"{number} {word}" for word in GRAVEST_FIRST if (number := sum(item.severity == word for item in standing))]
    found = f"open: {', '.join(counts)}" if counts else "nothing open in what was read"
    parts = [read, found]
    if settled:
        parts.append(f"{settled} decided (see --report)")
    if report.unread:
        parts.append(f"{len(report.unread)} not read")
    return "; ".join(parts) + "."


def _finding(console: Console, document: Document, finding: Finding) -> None:
    spot = " ".join(
        part
        for part in (
            f"page {finding.page}," if finding.page else "",
            f"{finding.where}" if finding.where else "",
            f"paragraph {finding.paragraph}" if finding.paragraph else "",
        )
        if part
    ).rstrip(",")
    console.print()
    head = Text(f"{SIGNS[finding.severity]} {finding.severity.upper()}  ", style=STYLES[finding.severity])
    head.append(finding.title, style="bold")
    head.append(f"  [{finding.id}]{'  ' + spot if spot else ''}", style="dim")
    console.print(head)
    _line(console, "Words", _quoted(document, finding))
    if finding.decision:
        console.print(
            Padding(
                Text(f"{finding.decision.by} called this fixed on {day(finding.decision.on)}, and it still stands.", style="bold"),
                (0, 0, 0, 4),
            )
        )
    _line(console, "Why", finding.because)
    if isinstance(finding, GuardFinding):
        _line(console, "Under", finding.ground)
        if finding.held_by_government:
            _line(console, "Held already", "; ".join(finding.held_by_government))
        if finding.safe_when:
            _line(console, "Safe when", "; or ".join(finding.safe_when))
    elif finding.facts:
        _line(console, "File", ", ".join(dict.fromkeys(field_words(stem(path)) for path in finding.facts)))
    _line(console, "Instead", finding.instead)
    if isinstance(finding, GuardFinding) and finding.evidence:
        shown = finding.evidence
        _line(console, "Evidence", f"score {shown.score:.2f} against a bar of {shown.bar:.2f}; weighs most: “{shown.strongest}”")
        if shown.phrases:
            _line(console, "Phrases", ", ".join(f"“{phrase}”" for phrase in shown.phrases))
        if shown.weighed:
            _line(console, "Weighed", "; ".join(shown.weighed))
        if shown.cues:
            _line(console, "Cues", ", ".join(f"{name.replace('-', ' ')} (“{words}”)" for name, words in shown.cues.items()))


def _quoted(document: Document, finding: Finding) -> Text:
    """The sentence with the very words marked."""
    first, last = finding.sentence if isinstance(finding, GuardFinding) else (finding.start, finding.end)
    left, right = max(first, finding.start - AROUND), min(last, finding.end + AROUND)
    quoted = Text("…" if left > first else "")
    quoted.append(" ".join(document.text[left : finding.start].split()) + (" " if left < finding.start else ""))
    quoted.append(f"[{' '.join(finding.text.split())}]", style=STYLES[finding.severity])
    tail = document.text[finding.end : right]
    quoted.append((" " if tail[:1].isspace() else "") + " ".join(tail.split()) + ("…" if right < last else ""))
    return quoted


def _line(console: Console, name: str, words: str | Text) -> None:
    body = words if isinstance(words, Text) else Text(sentence(words) if words else "")
    console.print(Padding(Text.assemble((f"{name}: ", "bold"), body), (0, 0, 0, 4)))


def print_decisions(console: Console, report: GuardReport, decisions: Sequence[Decision], *, today: dt.date) -> None:
    """What was decided, by whom, when and why; what still stands open; what is gone from the text."""
    console.print(Text(MARKING, style="bold"))
    console.print(Text(f"Guard, decisions: {report.document} · {day(report.on)}", style="bold"))
    judged_as_of(console, report.on, today)
    gone = {decision.finding for decision in report.gone}
    for word in ("dismissed", "accepted", "fixed"):
        chosen = [decision for decision in decisions if decision.decision == word]
        if chosen:
            console.print()
            console.print(Text(word.capitalize(), style="bold"))
        for decision in chosen:
            state = " – no longer in the text" if decision.finding in gone else ""
            reason = f": {decision.reason}" if decision.reason else ""
            console.print(
                Padding(
                    Text(f"{day(decision.on)}, {decision.by}{reason}\n[{decision.finding}] {decision.admission}: “{decision.text}”{state}"),
                    (0, 0, 0, 2),
                )
            )
    standing = undecided(report)
    console.print()
    console.print(Text(f"Open: {len(standing)}" if standing else "Nothing is open in what was read.", style="bold"))
    for finding in standing:
        console.print(Padding(Text(f"[{finding.id}] {finding.severity}: {finding.title}"), (0, 0, 0, 2)))
    for part in report.unread:
        console.print(Text(f"NOT READ: {part.where} – {part.because}", style="bold red"))


def print_figures(console: Console, found: Evaluation) -> None:
    """The figures of a labelled set: all of it, by group, and label by label."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("", "sentences", "any found", "critical found", "harmless marked", "gravely", "label recall", "precision"):
        table.add_column(name, justify="left" if not name else "right")
    for name, figures in [
        ("all", found.overall),
        *((f"{field} {value}", row) for field, rows in found.groups.items() for value, row in rows.items()),
    ]:
        shares = (
            figures.any_recall,
            figures.critical_recall,
            figures.harmless_flagged,
            figures.harmless_flagged_grave,
            figures.label_recall,
            figures.label_precision,
        )
        table.add_row(name, str(figures.sentences), *map(_share, shares))
    console.print(table)
    console.print()
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("admission", "sentences", "recall", "precision"):
        table.add_column(name, justify="left" if name == "admission" else "right")
    for name, row in found.labels.items():
        table.add_row(name, str(row["sentences"]), _share(row["recall"]), _share(row["precision"]))
    console.print(table)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
