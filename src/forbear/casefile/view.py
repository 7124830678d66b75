"""The case as it stood on one day: what is dated later has not happened, and a reopened case has lost its old order.

Three-valued reading of lists and of steps of procedure, for the facts of the profile.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from forbear.casefile.model import CaseFile, Facts, laid_out
from forbear.rules.verdict import NONE, Value

# The date that says when an item of a list came to be; an item dated after the day is left out.
BEGINS = {
    "entry": "date",
    "family": "birth_date",
    "criminal": "arrest_date",
    "evidence": "date",
    "rehabilitation": "date",
    "community": "since",
    "victimisation": "date",
    "employment": "from",
    "immigration_history.prior_orders": "date",
    "immigration_history.departures": "date",
    "consents": "signed_on",
}
# Steps that a reopening undoes: dated before it, they no longer stand.
UNDONE_BY_REOPENING = frozenset(
    f"proceedings.{path}"
    for path in (
        "final_order_date",
        "in_absentia.date",
        "ij_decision.date",
        "ij_decision.reserved_on",
        "appeal.filed_date",
        "pfr.filed_date",
        "admin_closed.date",
    )
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of procedure: whether it has happened, when, and the path presumed where the file is silent."""

    happened: bool
    date: dt.date | None = None
    presumed: frozenset[str] = NONE

    @property
    def value(self) -> Value:
        """The step as a yes-or-no fact."""
        return Value(self.happened, self.presumed)


class View:
    """A case file on one day."""

    def __init__(self, case: CaseFile, on: dt.date) -> None:
        self.case = case
        self.on = on
        self._places = laid_out(case.facts)
        self._lists: dict[str, Sequence[Facts] | None] = {}
        self._steps: dict[str, Step] = {}

    def text(self, path: str) -> str | None:
        """The text at a path."""
        value = self._places.get(path)
        return value if isinstance(value, str) else None

    def flag(self, path: str) -> bool | None:
        """The yes or no at a path."""
        value = self._places.get(path)
        return value if isinstance(value, bool) else None

    def date(self, path: str) -> dt.date | None:
        """The date at a path, past or future."""
        value = self._places.get(path)
        return value if isinstance(value, dt.date) else None

    def past(self, path: str) -> dt.date | None:
        """The date at a path where it is not after the day."""
        date = self.date(path)
        return date if date is not None and date <= self.on else None

    def values(self, path: str) -> Sequence[object] | None:
        """A list of plain values; dates after the day are left out."""
        values = self.case.values(path)
        if values is None:
            return None
        return [value for value in values if not (isinstance(value, dt.date) and value > self.on)]

    def items(self, path: str) -> Sequence[Facts] | None:
        """The items of a list that had come to be on the day; `None` where the list is not known."""
        if path not in self._lists:
            items, begins = self.case.items(path), BEGINS.get(path)
            here = items is None or begins is None
            self._lists[path] = items if here else [item for item in items or () if not _after(item.get(begins or ""), self.on)]
        return self._lists[path]

    @cached_property
    def exhibit_kinds(self) -> frozenset[object] | None:
        """The kinds of the exhibits in the file, None among them where one has no kind; `None` where the list is not known."""
        items = self.items("evidence")
        return None if items is None else frozenset(item.get("kind") for item in items)

    @cached_property
    def record_read(self) -> bool:
        """Whether the court's record was read by the day, so that silence about a step is knowledge."""
        return self.past("proceedings.record_checked") is not None

    @cached_property
    def reopened_on(self) -> dt.date | None:
        """The day the case was reopened, if it was."""
        return self.past("proceedings.reopened_date")

    def silent(self, path: str) -> frozenset[str]:
        """What a 'no' about a step rests on where the file does not mention it."""
        return NONE if self.record_read and path.startswith("proceedings.") else frozenset({path})

    def step(self, path: str) -> Step:
        """A dated step of procedure. Not mentioned: presumed not to have happened, unless the record was read."""
        if path not in self._steps:
            self._steps[path] = self._step(path)
        return self._steps[path]

    def _step(self, path: str) -> Step:
        date = self.date(path)
        if date is None:
            return Step(False, None, self.silent(path))
        if date > self.on:
            return Step(False)
        undone = self.reopened_on is not None and path in UNDONE_BY_REOPENING and date < self.reopened_on
        return Step(False) if undone else Step(True, date)


def _after(value: object, day: dt.date) -> bool:
    return isinstance(value, dt.date) and value > day


def some(items: Iterable[Facts] | None, holds: Callable[[Facts], bool | None]) -> bool | None:
    """Whether a test holds for any item: yes once one does, not known while one may."""
    if items is None:
        return None
    answers = [holds(item) for item in items]
    return True if True in answers else None if None in answers else False


def at_least(items: Iterable[Facts] | None, holds: Callable[[Facts], bool | None]) -> int | None:
    """How many items surely pass a test."""
    return None if items is None else sum(holds(item) is True for item in items)


def at_most(items: Iterable[Facts] | None, holds: Callable[[Facts], bool | None]) -> int | None:
    """How many items pass a test if every open one does."""
    return None if items is None else sum(holds(item) is not False for item in items)


def either(*answers: bool | None) -> bool | None:
    """Three-valued or."""
    return True if True in answers else None if None in answers else False


def both(*answers: bool | None) -> bool | None:
    """Three-valued and."""
    return False if False in answers else None if None in answers else True


def opposite(answer: bool | None) -> bool | None:
    """Three-valued not."""
    return None if answer is None else not answer


def years_between(start: dt.date, end: dt.date) -> int:
    """Completed years; a 29 February is completed on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
