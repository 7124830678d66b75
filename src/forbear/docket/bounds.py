"""How many? From those that are surely so to those that may be: where facts are not known a count is a span, never a guess.

With each span stand the facts that would narrow it most: for each, the number of its open cases that wait for that fact.
"""

from collections import Counter
from typing import Any

import polars as pl

from forbear.assessment.options import LIVE
from forbear.assessment.windows import RIPE
from forbear.casefile.profile import facts
from forbear.docket.findings import OPEN, Findings

MOST_NAMED = 5  # facts named with a span
# Words that are counted together too, since a case may be sure to be one of them and not yet which.
GROUPS = {"option": {"live": LIVE}, "window": {"in-time": RIPE}}
OUTSIDE_ALL = "outside_every_priority"


class Counts:
    """Counts over the parts of a docket, each column added as it comes."""

    def __init__(self) -> None:
        self.cases = 0
        self.sure: Counter[tuple[str, str]] = Counter()
        self.may: Counter[tuple[str, str]] = Counter()
        self.waits: dict[str, Counter[str]] = {}

    def add(self, found: Findings) -> None:
        """Adds one part."""
        self.cases += found.frame.height
        for name, possible in found.possible.items():
            self._words(name, possible)
        for column in found.frame.iter_columns():
            if column.dtype == pl.Boolean and column.name != "next_sure":
                yes = int(column.sum())
                self.sure[column.name, "yes"] += yes
                self.may[column.name, "yes"] += yes + column.null_count()
        for name, rows in found.narrowed_by.items():
            self.waits.setdefault(name, Counter()).update({fact: int(here.sum()) for fact, here in rows.items() if fact != OPEN})
        self._outside(found)

    def _words(self, name: str, possible: pl.DataFrame) -> None:
        many = possible.sum_horizontal()
        for word in possible.columns:
            self.may[name, word] += int(possible[word].sum())
            self.sure[name, word] += int((possible[word] & (many == 1)).sum())
        for group, words in GROUPS.get(name.partition(".")[0], {}).items():
            inside = possible.select(word for word in possible.columns if word in words)
            if inside.width:
                some = inside.select(pl.any_horizontal(pl.all())).to_series()
                self.may[name, group] += int(some.sum())
                self.sure[name, group] += int((inside.sum_horizontal() == many).sum())

    def _outside(self, found: Findings) -> None:
        """What keeps it open whether a case lies outside all priorities: each fact that any priority waits for, once a case."""
        here = found.frame[OUTSIDE_ALL].is_null()
        waiting: dict[str, pl.Series] = {}
        for name, rows in found.narrowed_by.items():
            if name.startswith("priority."):
                waiting |= {fact: waiting[fact] | each if fact in waiting else each for fact, each in rows.items() if fact != OPEN}
        self.waits.setdefault(OUTSIDE_ALL, Counter()).update({fact: int((each & here).sum()) for fact, each in waiting.items()})

    def spans(self) -> dict[str, Any]:
        """`{column: {word: {from, to}, narrowed_by: [{fact, cases}]}}`; of a yes-or-no column `{from, to, narrowed_by}`."""
        found: dict[str, Any] = {}
        for (name, word), most in self.may.items():
            span = {"from": self.sure[name, word], "to": most}
            if word == "yes":
                found[name] = span
            elif most:
                found.setdefault(name, {})[word] = span
        for name, span in found.items():
            if narrowed := self.narrowed_by(name):
                span["narrowed_by"] = narrowed
        return found

    def narrowed_by(self, name: str) -> list[dict[str, Any]]:
        """The facts that would narrow the count of a column most; no judgment, which is counsel's, and no unsettled law."""
        waits = self.waits.get(name, Counter())
        asked = [{"fact": fact, "cases": cases} for fact, cases in waits.most_common() if cases and _asked(fact)]
        return asked[:MOST_NAMED]

    def decisive(self) -> list[tuple[str, int]]:
        """The facts that findings wait for, most first: how many open findings of how many cases an answer could settle."""
        total: Counter[str] = Counter()
        for name, waits in self.waits.items():
            if name != OUTSIDE_ALL:
                total.update({fact: cases for fact, cases in waits.items() if _asked(fact)})
        return total.most_common()


def _asked(name: str) -> bool:
    return name not in facts() or facts()[name].why == "fact"
