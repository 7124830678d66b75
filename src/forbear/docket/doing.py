"""What is to be done about a change, and what first? Groups in the order of a morning meeting, most urgent first.

The order is a convention of practice, written here to be read and contested: days that run, then what could befall the client, then
papers that must be held back, then what can be asked now, then what must be asked of the client, then what is only noted. Within a
group the earliest day comes first, then detained clients, then the name of the case.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forbear.assessment.options import LIVE
from forbear.assessment.windows import RIPE, SHUT
from forbear.docket.changes import NO_BASIS, NOT_KNOWN, Change


@dataclass(frozen=True, slots=True)
class Group:
    """What is done about some changes. `holds` says which; the first group that holds a change takes it."""

    id: str
    title: str
    do: str
    holds: Callable[[Change], bool]


GROUPS = (
    Group(
        "days",
        "Days that run now or moved",
        "Put the day on the calendar today; the earliest comes first.",
        lambda change: change.act_by is not None,
    ),
    Group(
        "exposed",
        "Now exposed: expedited removal, custody, a priority",
        "Decide with the client whether to ask for anything at all; gather proof of two years; ask about fear.",
        lambda change: change.kind in ("exposure", "custody", "priority") and change.now == "yes",
    ),
    Group(
        "hold",
        "Closed, late, without a basis, or to be avoided now",
        "Hold every draft of this form, and tell the client before it is asked for.",
        lambda change: (
            (change.kind == "option" and change.now == "unavailable" and change.was != NOT_KNOWN)
            or (change.kind == "window" and (change.now in SHUT or (change.was in RIPE and change.now == NO_BASIS)))
        ),
    ),
    Group(
        "ask",
        "Open or ripe now",
        "Decide whether to ask, after the screen; the papers that are missing come first.",
        lambda change: (
            (change.kind == "option" and change.now in LIVE and change.was not in LIVE)
            or (change.kind == "window" and change.now in RIPE and change.was not in RIPE)
        ),
    ),
    Group(
        "learn",
        "No longer known",
        "Ask the client what decides it; until then it is neither open nor closed.",
        lambda change: change.now == NOT_KNOWN,
    ),
    Group("note", "To be noted", "Nothing to do today; the file should say so.", lambda change: True),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One group with its changes, most urgent first."""

    group: Group
    changes: list[Change]

    def cases(self) -> int:
        """How many cases it touches."""
        return len({change.place for change in self.changes})


def tasks(changes: Iterable[Change]) -> list[Task]:
    """The changes by what is done about them; groups without a change are left out."""
    found: dict[str, list[Change]] = {group.id: [] for group in GROUPS}
    for change in changes:
        found[group_of(change).id].append(change)
    return [Task(group, sorted(found[group.id], key=_urgency)) for group in GROUPS if found[group.id]]


def group_of(change: Change) -> Group:
    """The group that takes a change."""
    return next(group for group in GROUPS if group.holds(change))


def _urgency(change: Change) -> tuple[dt.date, bool, str, str]:
    return change.act_by or dt.date.max, not change.detained, change.case, change.finding


def touched(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes by case, each in the order of what is done first."""
    order = {group.id: number for number, group in enumerate(GROUPS)}
    found: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda change: (order[group_of(change).id], _urgency(change))):
        found.setdefault(change.place, []).append(change)
    return found
