"""What came of requests in cases like this one? Two cases side by side by named factors; never a score, never a forecast for a client.

Only requests to one addressee for one form under the regime in force are set beside a case. They are compared by the factors each has. One
is at least as strong as the other if it surely has every favourable factor that the other may have, and surely lacks every adverse
factor that the other may lack. A factor that is not known is neither had nor lacked; while it could decide, the answer is not known.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from forbear.assessment.finding import Word
from forbear.law.corpus import Corpus
from forbear.record.outcomes import Picture, Request, Weighed
from forbear.record.rates import COUNTED, DEFINITION, Cell, counts_in_words, governs, rates
from forbear.rules.verdict import WORDS

STRENGTHS = ("asserted", "corroborated", "documented")
NOT_KNOWN = Weighed("unknown")
A_FORTIORI = (
    "Same addressee, form and regime. At least as strong: surely every favourable factor that the other request may have had, surely no "
    "adverse factor that it may have lacked. How well a factor is proved, custody and stage are named beside it and decide nothing."
)

Relation = Literal["stronger", "same", "weaker", "neither", "unknown"]


class Overlap(msgspec.Struct, frozen=True):
    """Factors of one side by who has them: both, this case only, the past request only; and those not known of either."""

    both: list[str]
    only_here: list[str]
    only_there: list[str]
    not_known: list[str]


class Likeness(msgspec.Struct, frozen=True):
    """This case beside one past request. Where the relation is open it turns on factors not known here, or not known there."""

    relation: Relation
    at_least_as_strong: bool | None
    at_most_as_strong: bool | None
    favourable: Overlap
    adverse: Overlap
    turns_on_here: list[str]
    turns_on_there: list[str]
    proved_less: list[str]
    proved_more: list[str]
    differs: list[str]


class AFortiori(msgspec.Struct, frozen=True):
    """This case beside all past requests to one addressee for one form under the regime in force. Lists hold ids of requests.

    `stronger_than_granted`: whether some request was granted though this case is at least as strong. `weaker_than_none_refused`:
    whether no refused request was at least as strong as this case. None where no such request is on record. `open` are the requests
    that could still decide either; `ask` the factors of this case that would tell.
    """

    office: str
    form: str
    regime: str | None
    stronger_than_granted: Word | None
    weaker_than_none_refused: Word | None
    at_least_as_strong_as: dict[str, list[str]]
    at_most_as_strong_as: dict[str, list[str]]
    open: dict[str, list[str]]
    ask: list[str]
    said: str


class OfficeRecord(msgspec.Struct, frozen=True):
    """What the office's own log says of one form: by addressee under the regime now in force, and under others, apart."""

    form: str
    definition: str
    on: dt.date
    cells: list[Cell]
    a_fortiori: list[AFortiori]
    other_regimes: list[Cell]


def compare(here: Picture, past: Picture) -> Likeness:
    """This case beside a past one, by named factors."""
    at_least, open_least = _at_least_as_strong(here, past)
    at_most, open_most = _at_least_as_strong(past, here)
    open_factors = {*open_least, *open_most}
    pairs = [*_pairs(here.favourable, past.favourable), *_pairs(here.adverse, past.adverse)]
    proved = [(name, _level(mine) - _level(theirs)) for name, mine, theirs in pairs if mine.verdict == theirs.verdict == "yes"]
    return Likeness(
        relation=_relation(at_least, at_most),
        at_least_as_strong=at_least,
        at_most_as_strong=at_most,
        favourable=_overlap(_pairs(here.favourable, past.favourable)),
        adverse=_overlap(_pairs(here.adverse, past.adverse)),
        turns_on_here=[name for name, mine, _ in pairs if name in open_factors and mine.verdict == "unknown"],
        turns_on_there=[name for name, _, theirs in pairs if name in open_factors and theirs.verdict == "unknown"],
        proved_less=[name for name, more in proved if more < 0],
        proved_more=[name for name, more in proved if more > 0],
        differs=_differs(here, past),
    )


def a_fortiori(here: Picture, entries: Iterable[Request], corpus: Corpus, on: dt.date, mine: str | None = None) -> list[AFortiori]:
    """This case beside what each addressee did with each form under the regime now in force. Other regimes are not looked at.

    Nor are requests in the matter `mine`, this case's own: a case is no precedent for itself.
    """
    groups: dict[tuple[str, str, str | None], list[Request]] = {}
    for entry in entries:
        if governs(entry, corpus, on) and (not mine or entry.matter != mine):
            groups.setdefault((entry.office, entry.form, entry.regime), []).append(entry)
    return [_beside(here, *key, group) for key, group in sorted(groups.items(), key=lambda item: item[0][:2])]


def office_record(
    entries: Iterable[Request], form: str, here: Picture, corpus: Corpus, on: dt.date, *, mine: str | None = None
) -> OfficeRecord:
    """What the log says of one form on a day, and this case, whose own requests are those of the matter `mine`, beside it."""
    asked = [entry for entry in entries if entry.form == form]
    cells = rates(asked, corpus, on)
    return OfficeRecord(
        form=form,
        definition=f"{DEFINITION} {A_FORTIORI}",
        on=on,
        cells=[cell for cell in cells if cell.in_force],
        a_fortiori=a_fortiori(here, asked, corpus, on, mine),
        other_regimes=[cell for cell in cells if not cell.in_force],
    )


def in_words(record: OfficeRecord) -> list[str]:
    """What the log says of one form, in lines: each addressee under the regime in force with this case beside it, then other regimes."""
    beside = {(item.office, item.regime): item.said for item in record.a_fortiori}
    lines = []
    for cell in record.cells:
        office = str(cell.by["office"])
        said = beside.get((office, cell.regime), "no other case is on record")
        lines.append(f"{office}, under {cell.regime}: {counts_in_words(cell)}. This case: {said}")
    lines += [
        f"Another regime, apart: {cell.by['office']}, under {cell.regime or 'none'}: {counts_in_words(cell)}"
        for cell in record.other_regimes
    ]
    return lines


def _pairs(mine: Mapping[str, Weighed], theirs: Mapping[str, Weighed]) -> list[tuple[str, Weighed, Weighed]]:
    """Each factor that either names, as it stands here and there; what one of them does not name is not known of it."""
    return [(name, mine.get(name, NOT_KNOWN), theirs.get(name, NOT_KNOWN)) for name in dict.fromkeys((*mine, *theirs))]


def _at_least_as_strong(strong: Picture, weak: Picture) -> tuple[bool | None, list[str]]:
    """Whether a case has every favourable factor of another and no adverse one besides; and the factors that leave it open."""
    answers = [(name, _implies(theirs, mine)) for name, mine, theirs in _pairs(strong.favourable, weak.favourable)]
    answers += [(name, _implies(mine, theirs)) for name, mine, theirs in _pairs(strong.adverse, weak.adverse)]
    values = [value for _, value in answers]
    if False in values:
        return False, []
    return (None if None in values else True), [name for name, value in answers if value is None]


def _implies(first: Weighed, second: Weighed) -> bool | None:
    """Whether a factor of the one is a factor of the other too, in three values."""
    if first.verdict == "no" or second.verdict == "yes":
        return True
    return False if (first.verdict, second.verdict) == ("yes", "no") else None


def _relation(at_least: bool | None, at_most: bool | None) -> Relation:
    known: dict[tuple[bool | None, bool | None], Relation] = {
        (True, True): "same",
        (True, False): "stronger",
        (False, True): "weaker",
        (False, False): "neither",
    }
    return known.get((at_least, at_most), "unknown")


def _level(weighed: Weighed) -> int:
    return STRENGTHS.index(weighed.strength) if weighed.strength else 0


def _overlap(pairs: Iterable[tuple[str, Weighed, Weighed]]) -> Overlap:
    found = [(name, mine.verdict, theirs.verdict) for name, mine, theirs in pairs]
    return Overlap(
        both=[name for name, *pair in found if pair == ["yes", "yes"]],
        only_here=[name for name, *pair in found if pair == ["yes", "no"]],
        only_there=[name for name, *pair in found if pair == ["no", "yes"]],
        not_known=[name for name, *pair in found if "unknown" in pair],
    )


def _differs(here: Picture, past: Picture) -> list[str]:
    """Where the two stand otherwise: stage, custody, court, circuit. What is not known of one of them is said too."""
    held = {True: "detained", False: "not detained", None: "custody not known"}
    words = [(held[here.detained], held[past.detained])]
    words += [
        (f"{name} {mine or 'not known'}", f"{name} {theirs or 'not known'}")
        for name, mine, theirs in (
            ("stage", here.stage, past.stage),
            ("court", here.court, past.court),
            ("circuit", here.circuit, past.circuit),
        )
    ]
    return [f"{mine} here, {theirs} there" for mine, theirs in words if mine != theirs]


def _beside(here: Picture, office: str, form: str, regime: str | None, group: Sequence[Request]) -> AFortiori:
    found = [(entry, compare(here, entry.picture)) for entry in group]
    by_answer = {answer: [item for item in found if item[0].answer == answer] for answer in COUNTED}
    granted = [likeness.at_least_as_strong for _, likeness in by_answer["granted"]]
    refused = [likeness.at_most_as_strong for _, likeness in by_answer["refused"]]
    stronger = _any(granted)
    weaker = _any(refused)
    opened = {
        "granted": [entry.id for entry, likeness in by_answer["granted"] if likeness.at_least_as_strong is None],
        "refused": [entry.id for entry, likeness in by_answer["refused"] if likeness.at_most_as_strong is None],
    }
    still_open = [likeness for entry, likeness in found if entry.id in (*opened["granted"], *opened["refused"])]
    at_least = {answer: [entry.id for entry, like in items if like.at_least_as_strong] for answer, items in by_answer.items()}
    at_most = {answer: [entry.id for entry, like in items if like.at_most_as_strong] for answer, items in by_answer.items()}
    ask = list(dict.fromkeys(name for likeness in still_open for name in likeness.turns_on_here))
    return AFortiori(
        office=office,
        form=form,
        regime=regime,
        stronger_than_granted=WORDS[stronger] if granted else None,  # type: ignore[arg-type]
        weaker_than_none_refused=WORDS[None if weaker is None else not weaker] if refused else None,  # type: ignore[arg-type]
        at_least_as_strong_as=at_least,
        at_most_as_strong_as=at_most,
        open=opened,
        ask=ask,
        said=f"{_of_granted(len(granted), at_least['granted'], opened['granted'])}; "
        f"{_of_refused(len(refused), at_most['refused'], opened['refused'])}",
    )


def _any(answers: Sequence[bool | None]) -> bool | None:
    """Whether one of them is true, in three values."""
    return True if True in answers else None if None in answers else False


def _of_granted(number: int, at_least: Sequence[str], opened: Sequence[str]) -> str:
    if not number:
        return "none was granted on record"
    if at_least:
        return f"at least as strong as {len(at_least)} of {number} that were granted ({', '.join(at_least)})"
    if opened:
        return f"whether it is as strong as one that was granted is not known ({', '.join(opened)})"
    return f"at least as strong as none of {number} that were granted"


def _of_refused(number: int, at_most: Sequence[str], opened: Sequence[str]) -> str:
    if not number:
        return "none was refused on record"
    if at_most:
        return f"{len(at_most)} of {number} that were refused were at least as strong ({', '.join(at_most)})"
    if opened:
        return f"whether one that was refused was as strong is not known ({', '.join(opened)})"
    return f"weaker than none of {number} that were refused"
