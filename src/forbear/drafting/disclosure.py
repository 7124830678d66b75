"""What may a paper say of a fact, given what the government holds, what a packet proves and what counsel released?

Harmless values stand. A dangerous fact stands only as the government alleged it, once pleaded, or on counsel's release that names the
fact, the paper and the day. A privileged fact stands only where an exhibit of this packet proves it, the government holds it or it is
released. A client's address and a relative's lack of status never stand. Where several fields meet in one sentence, the strictest rules.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec

from forbear.casefile.fields import plain, sensitivity
from forbear.casefile.model import CaseFile, stem

How = Literal["harmless", "held", "released", "exhibit"]
NEVER = ("person.address",)
LAWFUL = ("usc", "lpr")  # the only status of a relative that may be said


class Standing(msgspec.Struct, frozen=True):
    """Whether a fact may be said in a paper, on what that rests, and why not where it may not."""

    field: str
    how: How | None
    because: str
    source: str = ""


class Discloser:
    """What may be said in one paper of one packet."""

    def __init__(self, case: CaseFile, on: dt.date, paper: str, title: str) -> None:
        self._on = on
        self._case = case
        self._names = {paper, title.casefold()}
        self._log = list(case.items("disclosure") or ())

    def standing(self, field: str, *, proved: bool) -> Standing:
        """How one field stands; `field` may carry the number of an item. `proved` is whether an exhibit of the packet proves it."""
        place, grade = plain(field), sensitivity(field)
        if place in NEVER or (place == "family[].status" and not self._lawful(field)):
            return Standing(field, None, "is never said in a paper that leaves the office")
        if grade == "normal":
            return Standing(field, "harmless", "gives nothing away")
        entries = [entry for entry in self._log if within(field, str(entry.get("fact") or ""))]
        for entry in entries:
            if entry.get("held_by_government") == "yes":
                return Standing(field, "held", "the government holds it", _source(entry))
        for entry in entries:
            if self._released(entry.get("release")):
                return Standing(field, "released", f"released by {entry['release']['by']}", _source(entry))  # type: ignore[index]
        if grade == "privileged" and proved:
            return Standing(field, "exhibit", "an exhibit of this packet proves it")
        if grade == "privileged":
            return Standing(field, None, "is privileged: no exhibit of this packet proves it and counsel has not released it")
        return Standing(field, None, "is dangerous: not shown to be held by the government, and not released by counsel for this paper")

    def strictest(self, stated: Mapping[str, bool]) -> Standing | None:
        """The standing that decides for a sentence which states these fields, each proved or not; None where it states none."""
        standings = [self.standing(field, proved=proved) for field, proved in stated.items()]
        order: tuple[How | None, ...] = (None, "exhibit", "released", "held", "harmless")
        return min(standings, key=lambda standing: order.index(standing.how)) if standings else None

    def held(self, field: str) -> bool:
        """Whether the file says that the government holds a field."""
        return any(entry.get("held_by_government") == "yes" and within(field, str(entry.get("fact") or "")) for entry in self._log)

    def _lawful(self, field: str) -> bool:
        values = [item.get("status") for item in self._case.items("family") or ()]
        number = field.partition("[")[2].partition("]")[0]
        return values[int(number)] in LAWFUL if number.isdigit() and int(number) < len(values) else False

    def _released(self, release: object) -> bool:
        if not isinstance(release, Mapping) or not release.get("by"):
            return False
        day, paper = release.get("on"), str(release.get("for") or "")
        return isinstance(day, dt.date) and day <= self._on and (paper in self._names or paper.casefold() in self._names)


def within(field: str, logged: str) -> bool:
    """Whether an entry of the disclosure log covers a field: its place, or the branch it stands on, numbers included where given."""
    if not logged:
        return False
    one, other = (field, logged) if "[" in logged and any(sign.isdigit() for sign in logged) else (stem(field), stem(logged))
    return one == other or one.startswith((f"{other}.", f"{other}["))


def _source(entry: Mapping[str, object]) -> str:
    source = str(entry.get("source") or "a paper of the government")
    exhibit = f", exhibit {entry['exhibit']}" if entry.get("exhibit") else ""
    page = f" at {entry['page']}" if entry.get("page") else ""
    return f"{source}{exhibit}{page}"
