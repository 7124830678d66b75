"""Whom does a change touch, and how? Every finding that is another one after than before, with its reason and what moved it.

The law moved a finding where the facts of the later day, read under the law before, still give what was; time moved it where they
already give what is. Nothing is said of a window while its form is closed on both days, nor of a day that simply passed.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.finding import DeadlineFinding
from forbear.assessment.matter import Matter, because_open
from forbear.assessment.options import LIVE, find_option
from forbear.assessment.stage import find_stage
from forbear.assessment.windows import find_window
from forbear.assessment.words import plain_name, sentence, short_cite
from forbear.docket.findings import find, limbs_in_force
from forbear.docket.pairs import Dates, Pair, Pairs, Side
from forbear.drafting.deadlines import act_by

Kind = Literal["deadline", "exposure", "priority", "option", "window", "stage", "custody"]
Mover = Literal["law", "time", "both"]
# Conclusions of the corpus that say what could befall the client, and of which kind that is.
EXPOSURES: Mapping[str, Kind] = {
    "exposed_after_dismissal": "exposure",
    "parolee_reached": "exposure",
    "expedited_removal_could_reach": "exposure",
    "judge_has_no_bond_power": "custody",
    "mandatory_for_theft_or_assault": "custody",
}
MOST_KEPT = 400  # matters that are kept for their reasons
NOT_IN_FORCE, NOT_KNOWN, NO_BASIS, NONE = "not in force", "not known", "no basis", "none"


@dataclass(frozen=True, slots=True)
class Change:
    """One finding of one case that is another one now. `act_by` is the day to act, where a day says so."""

    case: str
    place: str
    kind: Kind
    finding: str
    title: str
    was: str
    now: str
    because: str
    because_before: str
    authorities: list[str]
    law: list[str]
    moved_by: Mover
    act_by: dt.date | None
    detained: bool | None
    sure: bool


def find_changes(pairs: Pairs, said: Callable[[int], None] | None = None) -> Iterator[Change]:
    """Every change of every case, case by case. `said` hears how many cases are done. Raises BadInput."""
    done = 0
    before, after = pairs.before, pairs.after
    for pair in pairs:
        old = find(pair.before, before.corpus, before.on).frame
        new = find(pair.after, after.corpus, after.on).frame
        facts_only = find(pair.after, before.corpus, before.on).frame
        readings = _Readings(pair, before, after)
        found = [*_findings(old, new, facts_only, readings), *_dates(new, readings)]
        yield from sorted(found, key=lambda change: change.place)
        done += new.height
        if said:
            said(done)


# ---- findings that are columns


def _findings(old: pl.DataFrame, new: pl.DataFrame, facts_only: pl.DataFrame, readings: "_Readings") -> Iterator[Change]:
    for name, kind in _compared(old, new).items():
        was, now, then = (_words(frame, name) for frame in (old, new, facts_only))
        differs = was != now
        if kind == "window":
            form = name.partition(".")[2]
            differs &= old[f"option.{form}"].is_in(LIVE) | new[f"option.{form}"].is_in(LIVE)
        if kind in ("priority", "exposure", "custody"):
            differs &= (was == "yes") | (now == "yes") | (now == NOT_KNOWN)  # that a policy which does not reach the case ended is no news
        for number in differs.arg_true():
            mover: Mover = "law" if then[number] == was[number] else "time" if then[number] == now[number] else "both"
            yield readings.change(number, new, kind, name, was=str(was[number]), now=str(now[number]), moved_by=mover)


def _compared(old: pl.DataFrame, new: pl.DataFrame) -> dict[str, Kind]:
    """The columns that are compared, and what a change in each is about."""
    kinds: dict[str, Kind] = {"stage": "stage"}
    for name in dict.fromkeys([*new.columns, *old.columns]):
        head, _, about = name.partition(".")
        if head in ("option", "window", "priority"):
            kinds[name] = head  # type: ignore[assignment]
        elif head == "conclusion" and about in EXPOSURES:
            kinds[name] = EXPOSURES[about]
    return kinds


def _words(frame: pl.DataFrame, name: str) -> pl.Series:
    """A column in words, so that what is not known or not in force is compared too."""
    if name not in frame.columns:
        return pl.repeat(NOT_IN_FORCE, frame.height, dtype=pl.String, eager=True)
    if frame.schema[name] == pl.Boolean:
        return pl.select(
            pl.when(frame[name]).then(pl.lit("yes")).when(~frame[name]).then(pl.lit("no")).otherwise(pl.lit(NOT_KNOWN))
        ).to_series()
    if name == "stage":
        outside = pl.coalesce(pl.col("stage").cast(pl.String), pl.col("outside").cast(pl.String))
        return frame.select(outside.fill_null(NOT_KNOWN)).to_series()
    word = frame[name].cast(pl.String)
    return word.replace("unknown", NOT_KNOWN).fill_null(NO_BASIS)


# ---- reasons, read case by case and only where something moved


class _Readings:
    """The cases of a part as matters, made when a reason is wanted and kept while the same case is spoken of."""

    def __init__(self, pair: Pair, before: Side, after: Side) -> None:
        self.pair = pair
        self.before = before
        self.after = after
        self._kept: dict[tuple[int, bool], Matter] = {}

    def matter(self, number: int, side: Side) -> Matter:
        key = number, side is self.after
        if key not in self._kept:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self.pair.matter(number, side)
        return self._kept[key]

    def facts_only(self, number: int) -> Matter:
        """The facts of the later day under the law of the earlier."""
        matter = self.pair.matter(number, self.before)
        matter.profile = self.pair.matter(number, self.after).profile
        return matter

    def change(self, number: int, frame: pl.DataFrame, kind: Kind, name: str, *, was: str, now: str, moved_by: Mover) -> Change:
        first, second = (_reason(self.matter(number, side), kind, name) for side in (self.before, self.after))
        cited = list(dict.fromkeys([*second.authorities, *first.authorities]))
        return Change(
            case=frame["case"][number],
            place=frame["place"][number],
            kind=kind,
            finding=name.replace(".", ":", 1),
            title=second.title or first.title,
            was=was,
            now=now,
            because=second.because,
            because_before=first.because,
            authorities=second.authorities,
            law=_moved_law(cited, self.before, self.after),
            moved_by=moved_by,
            act_by=None,
            detained=frame["detained"][number],
            sure=NOT_KNOWN not in (was, now),
        )


@dataclass(frozen=True, slots=True)
class _Reason:
    title: str
    because: str
    authorities: list[str]


def _reason(matter: Matter, kind: Kind, name: str) -> _Reason:
    about = name.partition(".")[2]
    if kind == "stage":
        stage = find_stage(matter)
        return _Reason("Stage", stage.because, stage.authorities)
    if kind in ("option", "window"):
        rules = next(form for form in matter.rulebook.forms if form.form == about)
        option = find_option(matter, rules)
        because = option.because if kind == "option" else find_window(matter, rules).because
        return _Reason(rules.title, because, option.authorities)
    if kind == "priority":
        limb = limbs_in_force(matter.corpus, matter.on).get(about)
        if limb is None:
            return _Reason("", "the policy that names it is not in force", [])
        verdict = matter.reading.rule(limb.rule)
        because = (
            because_open(verdict) if verdict.value is None else "the facts fall within it" if verdict.value else "no fact falls within it"
        )
        return _Reason(limb.label, because, matter.in_force([limb.authority]))
    verdict = matter.reading.conclusion(about)
    meaning = matter.rulebook.meanings[about]
    because = because_open(verdict) if verdict.value is None else meaning if verdict.value else "it does not hold"
    return _Reason(sentence(plain_name(about)), because, matter.in_force(verdict.authorities_below()))


def _moved_law(names: Sequence[str], before: Side, after: Side) -> list[str]:
    """Of the authorities behind a finding those that stood otherwise before, in words."""
    found = []
    for name in names:
        old, new = before.corpus.authorities.get(name), after.corpus.authorities.get(name)
        first = old.status(before.on) if old else None
        second = new.status(after.on) if new else None
        entry = new or old
        if first != second and entry:
            found.append(moved(entry.cite, first, second))
    return found


def moved(cite: str, was: str | None, now: str | None) -> str:
    """An authority and how it stood before and after, in words."""
    first, second = (word.replace("_", " ") if word else "not in force" for word in (was, now))
    return f"{short_cite(cite)}: {first} → {second}"


# ---- dates


def _dates(new: pl.DataFrame, readings: _Readings) -> Iterator[Change]:
    """Days that moved, that run now or that no longer run; not those that passed between the two days."""
    after = readings.after
    for number, (old, now) in enumerate(readings.pair.dates or ()):
        first, second = _running(old, after.on), _running(now, after.on)
        other = [name for name in dict.fromkeys([*second, *first]) if _due(first, name) != _due(second, name)]
        if not other:
            continue
        facts_only = _running(find_deadlines(readings.facts_only(number)), after.on)
        for name in other:
            was, is_now, then = _due(first, name), _due(second, name), _due(facts_only, name)
            item = second.get(name) or first[name]
            yield Change(
                case=new["case"][number],
                place=new["place"][number],
                kind="deadline",
                finding=f"deadline:{item.rule}",
                title=item.title,
                was=was or NONE,
                now=is_now or NONE,
                because=f"{item.says} {is_now}, counted from {item.start}" if is_now else _ended(now, name, after.on),
                because_before=f"{item.says} {was}" if was else "it did not run",
                authorities=item.authority,
                law=[],
                moved_by="law" if then == was else "time" if then == is_now else "both",
                act_by=act_by(item, after.on) if name in second and item.says.endswith("by") else None,
                detained=new["detained"][number],
                sure=not item.only_if,
            )


def _running(found: Dates, on: dt.date) -> dict[str, DeadlineFinding]:
    """The dates still to be kept on a day."""
    return {item.id: item for item in found if item.due and item.due >= on and item.done is None}


def _ended(found: Dates, name: str, on: dt.date) -> str:
    """Why a date does not run on a day."""
    item = next((item for item in found if item.id == name), None)
    if item is None:
        return "nothing in the file makes it run any more"
    if item.done is not None:
        return f"it was done on {item.done}"
    return f"it fell on {item.due}" if item.due and item.due < on else item.reason or "it no longer runs"


def _due(found: Mapping[str, DeadlineFinding], name: str) -> str | None:
    item = found.get(name)
    return item.due.isoformat() if item and item.due else None


def as_data(change: Change) -> dict[str, Any]:
    """A change as plain data, dates in ISO."""
    return {name: getattr(change, name) for name in Change.__slots__}
