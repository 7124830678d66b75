"""What is said of changes at the morning meeting: one page in type, a table for a spreadsheet, a note for each case.

They name cases by the names of their files and hold no client's name. The page shows as much as it holds; the table has every line.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from forbear.assessment.words import ACTORS, day, plain_name, sentence, short_cite
from forbear.docket.changes import Change, moved
from forbear.docket.doing import Task, group_of, tasks, touched
from forbear.docket.pairs import Side
from forbear.docket.triage import Placed
from forbear.drafting.setting import other_day, pages, set_paper
from forbear.interchange.cells import encoded, table_text

POLICY = ("policy-memo", "executive-order", "agency-guidance", "regulation", "precedent", "federal-decision")
# Points, lines told in each group, cases named in a line; the first that fits one page.
LAYOUTS = ((9.4, 12, 14), (8.8, 9, 10), (8.2, 7, 8), (8.2, 4, 6), (8.0, 2, 4), (8.0, 1, 2))
HEAD = ("order", "group", "do", "act by", "case", "place", "what", "was", "now", "because", "authorities", "law", "moved by", "sure")


@dataclass(frozen=True, slots=True)
class Line:
    """Changes that say the same of several cases."""

    what: str
    moved: str
    because: str
    law: list[str]
    cases: list[str]
    act_by: dt.date | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a meeting is told: the days, the law that moved, and what is to be done."""

    before: Side
    after: Side
    cases: int
    refused: int
    changes: Sequence[Change]
    notes: Sequence[str] = field(default_factory=list)

    @property
    def tasks(self) -> list[Task]:
        """The changes by what is done about them."""
        return tasks(self.changes)

    @property
    def touched(self) -> int:
        """How many cases are touched."""
        return len({change.place for change in self.changes})

    def moved_law(self) -> list[str]:
        """The posture of each actor that changed, then the policies and decisions that stood otherwise before."""
        found = []
        for name, actor in self.after.corpus.actors.items():
            old = self.before.corpus.actors[name].on(self.before.on) if name in self.before.corpus.actors else None
            new = actor.on(self.after.on)
            first, second = (plain_name(regime.posture) if regime else "no regime" for regime in (old, new))
            if first != second:
                found.append(f"{ACTORS.get(name, name)}: {first} → {second}")
        for name, entry in self.after.corpus.authorities.items():
            before = self.before.corpus.authorities.get(name)
            was, now = before.status(self.before.on) if before else None, entry.status(self.after.on)
            if was != now and entry.kind in POLICY:
                found.append(moved(entry.cite, was, now))
        return found


def lines(task: Task) -> list[Line]:
    """The changes of a task, those that say the same of several cases as one, in the task's order."""
    found: dict[tuple[str, str, str, str], list[Change]] = {}
    for change in task.changes:
        because = change.because if change.act_by is None else ""  # a day to act by stands in the line itself
        found.setdefault((change.title, change.was, change.now, because), []).append(change)
    return [
        Line(
            what=title,
            moved=f"{was} → {now}",
            because=because,
            law=list(dict.fromkeys(law for change in same for law in change.law)),
            cases=[change.case for change in same],
            act_by=same[0].act_by,
        )
        for (title, was, now, because), same in found.items()
    ]


def as_csv(briefing: Briefing) -> str:
    """Every change a row, most urgent first; no cell that a spreadsheet program could take for a formula."""
    rows = [
        (
            *(task.group.title, task.group.do, change.act_by, change.case, change.place, change.title, change.was, change.now),
            *(change.because, change.authorities, change.law, change.moved_by, change.sure),
        )
        for task in briefing.tasks
        for change in task.changes
    ]
    return table_text([HEAD, *([number, *map(_cell, row)] for number, row in enumerate(rows, start=1))])


def worklist_csv(placed: Sequence[Placed]) -> str:
    """The order of work, a case a row."""
    names = [item.name for item in fields(Placed)]
    head = ["rank", *(name.replace("_", " ") for name in names)]
    return table_text([head, *([number, *(_cell(getattr(each, name)) for name in names)] for number, each in enumerate(placed, start=1))])


def _cell(value: object) -> str:
    """A value as a cell: nothing where nothing is known, a list with semicolons, yes or no, and never a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return "" if text in (None, "") else encoded(text)


def notes(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """A note for the file of each case that is touched, under a name of its own for a file."""
    seen: set[str] = set()
    for place, changes in touched(briefing.changes).items():
        name = re.sub(r"[^\w.-]+", "-", changes[0].case).strip(".-")[:80] or "case"
        number = 1
        while (unique := name if number == 1 else f"{name}-{number}") in seen:
            number += 1
        seen.add(unique)
        yield f"{unique}.txt", _note(briefing, place, changes)


def _note(briefing: Briefing, place: str, changes: Sequence[Change]) -> str:
    text = ["PRIVILEGED – attorney work product – for counsel only", ""]
    text += [f"{changes[0].case} ({place})", f"What changed between {day(briefing.before.on)} and {day(briefing.after.on)}", ""]
    for change in changes:
        group = group_of(change)
        until = f" Act by {day(change.act_by, briefing.after.on)}." if change.act_by else ""
        text += [f"{change.title}: {change.was} → {change.now}", f"  {sentence(group.do)}{until}", f"  Now: {change.because}"]
        text += [f"  Before: {change.because_before}"] if change.because_before else []
        text += [f"  Law: {law}" for law in change.law]
        text += [f"  Authority: {'; '.join(cited)}"] if (cited := [_cite(briefing, name) for name in change.authorities]) else []
        text += ["  Moved by the passing of time, not by the law."] if change.moved_by == "time" else []
        text.append("")
    return "\n".join([*text, "It informs counsel's judgment and is no legal advice.", ""])


def _cite(briefing: Briefing, name: str) -> str:
    entry = briefing.after.corpus.authorities.get(name)
    return short_cite(entry.cite) if entry else name


def page(briefing: Briefing, *, today: dt.date) -> bytes:
    """The page for the meeting as a PDF (PDF/UA-1). Type shrinks a little, then fewer lines are told and the rest counted."""
    made = b""
    for size, told, named in LAYOUTS:
        words = content(briefing, today=today, told=told, named=named) | {"size": size}
        made = set_paper("briefing", words, "the docket", notices="notices", room="forbear.docket")
        if pages(made) <= 1:
            break
    return made


def content(briefing: Briefing, *, today: dt.date, told: int, named: int) -> dict[str, Any]:
    """Everything the page says, in order, as plain data."""
    on = briefing.after.on
    law = briefing.moved_law()
    return {
        "title": f"What changed for whom: {day(briefing.before.on)} to {day(on)}",
        "mark": other_day(on, today),
        "box": [
            ["Cases read", f"{briefing.cases:,}"],
            ["Touched", f"{briefing.touched:,}"],
            ["Left out, unreadable", f"{briefing.refused:,}"],
            ["Changes", f"{len(briefing.changes):,}"],
        ],
        "notices": [*map(sentence, briefing.notes), *map(sentence, briefing.after.corpus.changed_by_office(on))],
        "law": law[:told],
        "more_law": max(0, len(law) - told),
        "groups": [_group(task, on, told, named) for task in briefing.tasks],
    }


def _group(task: Task, on: dt.date, told: int, named: int) -> dict[str, Any]:
    found = lines(task)
    return {
        "title": task.group.title,
        "do": task.group.do,
        "cases": f"{task.cases():,} case{'' if task.cases() == 1 else 's'}",
        "lines": [
            {
                "what": line.what,
                "moved": line.moved,
                "act_by": day(line.act_by, on) if line.act_by else "",
                "because": line.because,
                "law": "; ".join(line.law[:2]),
                "cases": ", ".join(line.cases[:named]) + (f" and {len(line.cases) - named:,} more" if len(line.cases) > named else ""),
            }
            for line in found[:told]
        ],
        "more": max(0, len(found) - told),
    }
