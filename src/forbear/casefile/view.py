"""The case as it stood on one day: what is dated later has not happened, and a reopened case has lost its old order.

Three-valued reading of lists and of steps of procedure, for the facts of the profile.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

import msgspec

from forbear.casefile.model import CaseFile, Facts, is_mapping, laid_out
from forbear.rules.verdict import NONE, Value

T = TypeVar("T")
UNASKED: Any = object()  # stands for what nobody has asked for yet
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


class Step(msgspec.Struct, frozen=True):
    """A step of procedure: whether it has happened, when, and the path presumed where the file is silent."""

    happened: bool
    date: dt.date | None = None
    presumed: frozenset[str] = NONE

    @property
    def value(self) -> Value:
        """The step as a yes-or-no fact."""
        return Value(self.happened, self.presumed)


class View:
    """A case file on one day. `shared` holds what several facts start from (see `once`)."""

    def __init__(self, case: CaseFile, on: dt.date) -> None:
        self.case = case
        self.on = on
        self.shared: dict[object, Any] = {}
        self._places = laid_out(case.facts)
        self._lists: dict[str, Sequence[Facts] | None] = {}
        self._steps: dict[str, Step] = {}

    def at(self, path: str) -> object | None:
        """The value at a path, `None` where nothing is known."""
        return self._places.get(path)

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
        value = self._places.get(path)
        return value if isinstance(value, dt.date) and value <= self.on else None

    def values(self, path: str) -> Sequence[object] | None:
        """A list of plain values; dates after the day are left out."""
        values = self._places.get(path)
        if not isinstance(values, list):
            return None
        return [value for value in values if not (isinstance(value, dt.date) and value > self.on)]

    def items(self, path: str) -> Sequence[Facts] | None:
        """The items of a list that had come to be on the day; `None` where the list is not known."""
        found: Sequence[Facts] | None = self._lists.get(path, UNASKED)
        if found is UNASKED:
            found = self._lists[path] = self._items(path)
        return found

    def _items(self, path: str) -> Sequence[Facts] | None:
        listed, begins = self._places.get(path), BEGINS.get(path)
        if not isinstance(listed, list):
            return None
        items = [item for item in listed if is_mapping(item)]
        return items if begins is None else [item for item in items if not _after(item.get(begins), self.on)]

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
        return NONE if self.record_read and path.startswith("proceedings.") else only(path)

    def step(self, path: str) -> Step:
        """A dated step of procedure. Not mentioned: presumed not to have happened, unless the record was read."""
        found = self._steps.get(path)
        if found is None:
            found = self._steps[path] = self._step(path)
        return found

    def _step(self, path: str) -> Step:
        date = self._places.get(path)
        if not isinstance(date, dt.date):
            return Step(False, None, self.silent(path))
        if date > self.on:
            return Step(False)
        undone = self.reopened_on is not None and path in UNDONE_BY_REOPENING and date < self.reopened_on
        return Step(False) if undone else Step(True, date)


@cache
def only(path: str) -> frozenset[str]:
    """One path, as what a fact presumes."""
    return frozenset({path})


def once(work: Callable[[View], T]) -> Callable[[View], T]:
    """What several facts start from, worked out when the first of them asks and kept for the others."""

    @wraps(work)
    def known(view: View) -> T:
        found = view.shared.get(work, UNASKED)
        if found is UNASKED:
            found = view.shared[work] = work(view)
        return found  # type: ignore[no-any-return]

    return known


def each(work: Callable[[View], Mapping[Any, object]], name: str) -> Callable[[View], object]:
    """One fact of many that are worked out together: what `work` says under a name."""

    def compute(view: View) -> object:
        found = view.shared.get(work)
        if found is None:
            found = view.shared[work] = work(view)
        return found[name]

    return compute


def some_with(items: Iterable[Facts] | None, **wanted: Collection[object]) -> bool | None:
    """Whether some item has one of the values wanted under each name: yes once one has, not known while one may, silent about a name."""
    if items is None:
        return None
    answer: bool | None = False
    for item in items:
        sure = True
        for name, values in wanted.items():
            value = item.get(name)
            if value is None:
                sure = False
            elif value not in values:
                break
        else:
            if sure:
                return True
            answer = None
    return answer


def _after(value: object, day: dt.date) -> bool:
    return isinstance(value, dt.date) and value > day


def some(items: Iterable[Facts] | None, holds: Callable[[Facts], bool | None]) -> bool | None:
    """Whether a test holds for any item: yes once one does, not known while one may."""
    if items is None:
        return None
    answer: bool | None = False
    for item in items:
        held = holds(item)
        if held is True:
            return True
        if held is None:
            answer = None
    return answer


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
