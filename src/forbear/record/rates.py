"""What did this office do before? Counts, and rates with their intervals; one regime is never added to another."""

import datetime as dt
from collections.abc import Iterable, Sequence
from statistics import NormalDist, median

import msgspec

from forbear.law.corpus import Corpus
from forbear.record.outcomes import SPOKEN, Request

FEW = 10  # fewer counted requests than these are said to be too few for a rate
COUNTED = (*SPOKEN, "no-answer")  # silence is the usual refusal, so it stands in the denominator
BY = ("office", "form")
Z = NormalDist().inv_cdf(0.975)
DEFINITION = (
    "This office's own requests, each regime apart. Rate: granted in full, of those granted, granted in part, refused or never answered; "
    "95 % interval after Wilson. Requests withdrawn, moot or still waiting are counted apart. What an office did is no forecast."
)


class Share(msgspec.Struct, frozen=True):
    """A rate with its 95 % interval after Wilson."""

    rate: float
    low: float
    high: float


class Waited(msgspec.Struct, frozen=True):
    """Calendar days to an answer, of the requests that were answered."""

    answers: int
    median: float
    shortest: int
    longest: int


class Cell(msgspec.Struct, frozen=True):
    """What one addressee did with one form under one regime, or what other grouping was asked for. `in_force`: that regime governs now."""

    by: dict[str, object]
    actor: str
    regime: str | None
    in_force: bool
    asked: int
    granted: int
    granted_in_part: int
    refused: int
    no_answer: int
    withdrawn: int
    moot: int
    waiting: int
    counted: int
    share: Share | None
    share_at_least_in_part: Share | None
    days: Waited | None
    first_asked: dt.date
    last_asked: dt.date
    few: bool
    note: str


def wilson(of: int, events: int) -> Share | None:
    """The share of events with its 95 % interval; None of nothing."""
    if of == 0:
        return None
    rate = events / of
    middle = (rate + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * (rate * (1 - rate) / of + Z * Z / (4 * of * of)) ** 0.5
    return Share(rate, max(0.0, middle - half) if events else 0.0, min(1.0, middle + half) if events < of else 1.0)


def governs(entry: Request, corpus: Corpus, on: dt.date) -> bool:
    """Whether the regime of a request still governs its addressee on a day."""
    actor = corpus.actors.get(entry.actor)
    regime = actor.on(on) if actor else None
    return regime is not None and regime.id == entry.regime


def rates(entries: Iterable[Request], corpus: Corpus, on: dt.date, by: Sequence[str] = BY) -> list[Cell]:
    """What was done, by these and always by regime; the regimes in force first, then the rest, newest first.

    `by` names fields of a request (`office`, `form`) or of its picture (`stage`, `detained`, `court`, `circuit`).
    """
    groups: dict[tuple[object, ...], list[Request]] = {}
    for entry in entries:
        key = (*(_field(entry, name) for name in by), entry.actor, entry.regime)
        groups.setdefault(key, []).append(entry)
    cells = [_cell(dict(zip(by, key, strict=False)), group, governs(group[0], corpus, on)) for key, group in groups.items()]
    ordered = sorted(cells, key=lambda cell: [str(value) for value in cell.by.values()])
    ordered.sort(key=lambda cell: cell.last_asked, reverse=True)
    return sorted(ordered, key=lambda cell: not cell.in_force)


def _field(entry: Request, name: str) -> object:
    return getattr(entry, name) if name in ("office", "form") else getattr(entry.picture, name)


def _cell(by: dict[str, object], group: Sequence[Request], in_force: bool) -> Cell:
    number = {answer: sum(entry.answer == answer for entry in group) for answer in (*COUNTED, "withdrawn", "moot", None)}
    counted = sum(number[answer] for answer in COUNTED)
    days = [entry.days for entry in group if entry.days is not None]
    return Cell(
        by=by,
        actor=group[0].actor,
        regime=group[0].regime,
        in_force=in_force,
        asked=len(group),
        granted=number["granted"],
        granted_in_part=number["granted-in-part"],
        refused=number["refused"],
        no_answer=number["no-answer"],
        withdrawn=number["withdrawn"],
        moot=number["moot"],
        waiting=number[None],
        counted=counted,
        share=wilson(counted, number["granted"]),
        share_at_least_in_part=wilson(counted, number["granted"] + number["granted-in-part"]),
        days=Waited(len(days), median(days), min(days), max(days)) if days else None,
        first_asked=min(entry.asked for entry in group),
        last_asked=max(entry.asked for entry in group),
        few=counted < FEW,
        note=_note(counted),
    )


def _note(counted: int) -> str:
    if counted == 0:
        return "nothing has come of these yet, so there is no rate"
    return f"{counted} counted, fewer than {FEW}: read each of them, and no rate" if counted < FEW else ""


def counts_in_words(cell: Cell) -> str:
    """The counts of a cell, and its rate with interval, or that there are too few for one."""
    numbers = {
        "granted": cell.granted,
        "granted in part": cell.granted_in_part,
        "refused": cell.refused,
        "never answered": cell.no_answer,
        "withdrawn": cell.withdrawn,
        "moot": cell.moot,
        "waiting": cell.waiting,
    }
    text = f"{cell.asked} asked – {', '.join(f'{number} {name}' for name, number in numbers.items() if number)}"
    if cell.days:
        text += f"; days to an answer: {cell.days.median:g}"
        text += f" at the middle of {cell.days.answers} ({cell.days.shortest}–{cell.days.longest})" if cell.days.answers > 1 else ""
    if cell.few or cell.share is None:
        return f"{text}; {cell.note}"
    return f"{text}; granted in full {cell.granted} of {cell.counted} (95 % interval {cell.share.low:.2f}–{cell.share.high:.2f})"
