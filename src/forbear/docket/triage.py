"""In which order is a docket worked, and what should be asked across it? By the corpus's own rows, each case with the row that placed it.

While an earlier row is open a case could stand higher: it is shown where it surely stands, with the rows that may hold.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from forbear.assessment.options import LIVE
from forbear.assessment.windows import RIPE, SHUT
from forbear.casefile.fields import fields
from forbear.casefile.profile import facts
from forbear.docket.docket import Docket
from forbear.docket.findings import OPEN, Findings, find, sweep_of
from forbear.law.corpus import Corpus
from forbear.law.triage import TRIAGE_FACTS
from forbear.rules.columns import column_type

AHEAD = dt.timedelta(days=30)  # how far a window is looked at: what is ripe today and shut then is closing


@dataclass(frozen=True, slots=True)
class Placed:
    """One case in the order of work, with the row that placed it and the earlier rows that may hold."""

    case: str
    place: str
    placed_by: str
    because: str
    do: str
    could_be_higher: list[str]
    act_by: dt.date | None
    due: dt.date | None
    deadline: str | None
    sure: bool | None
    detained: bool | None
    stage: str | None
    ripe: list[str]
    closing: list[str]
    missing: list[str]
    ask: list[str]


@dataclass(slots=True)
class Asked:
    """A question for the whole docket: in how many cases and findings its answer counts, and how many findings it settles alone."""

    question: str | None
    text: dict[str, str]
    sensitivity: str
    facts: list[str]
    cases: int = 0
    findings: int = 0
    settles: int = 0


@dataclass(slots=True)
class Worklist:
    """The order of work and the questions."""

    placed: list[Placed] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)

    def in_order(self, corpus: Corpus) -> list[Placed]:
        """The cases in the order of the rows; within one the nearest day, then detained clients, then the fewest missing papers."""
        order = {name: number for number, name in enumerate(corpus.triage.table.outcomes())}
        return sorted(
            self.placed,
            key=lambda each: (
                order[each.placed_by],
                each.act_by or dt.date.max,
                not each.detained,
                len(each.missing),
                each.case,
                each.place,
            ),
        )

    def questions(self) -> list[Asked]:
        """The questions, those first that settle most findings by themselves, then those that bear on most."""
        return sorted(self.asked.values(), key=lambda each: (-each.settles, -each.findings, each.facts))


def triage(docket: Docket, corpus: Corpus) -> Worklist:
    """The order of work of a docket. Raises BadInput."""
    work = Worklist()
    for profiles in docket.parts():
        found = find(profiles, corpus, docket.on)
        later = _later(docket, corpus)
        seen = seen_of(found, later, docket.on)
        sweep = sweep_of(profiles.hstack(seen), corpus, docket.on)
        work.placed += _placed(found, later, sweep.outcomes(corpus.triage.table), corpus)
        _ask(work.asked, found, corpus)
    return work


def _later(docket: Docket, corpus: Corpus) -> Findings | None:
    """The findings of a part on a later day under the law of this one; None where no case file says what time will do."""
    profiles = docket.again(docket.on + AHEAD)
    return None if profiles is None else find(profiles, corpus, docket.on)


def seen_of(found: Findings, later: Findings | None, on: dt.date) -> pl.DataFrame:
    """What the sentences on the order of work may say of each case, besides its facts."""
    frame, height = found.frame, found.frame.height
    dated = "next_act" in frame.columns
    unknown = pl.repeat(None, height, dtype=pl.Null, eager=True)
    columns = {
        "date_runs": frame["next_act"].is_not_null() if dated else unknown,
        "days_to_act": (frame["next_act"] - on).dt.total_days() if dated else unknown,
        "window_closing": _any([_ripe(found, form) & _shut(later, form) for form in _forms(found)], height) if later else unknown,
        "form_ripe": _any([_ripe(found, form) for form in _forms(found)], height),
        "papers_missing": frame["missing"].list.len() if dated else unknown,
        "in_priority": ~frame["outside_every_priority"],
        "findings_open": frame["open"].list.len(),
    }
    return pl.DataFrame([columns[name].cast(column_type(kind)).alias(name) for name, kind in TRIAGE_FACTS.items()])


def _forms(found: Findings) -> list[str]:
    return [name.removeprefix("option.") for name in found.possible if name.startswith("option.")]


def _ripe(found: Findings, form: str) -> pl.Series:
    """Whether a form can be asked for, its window is open and the plan does not hold it off, three-valued."""
    free = ~found.frame["do_not_ask"].list.contains(form)
    return _is(found.possible[f"option.{form}"], LIVE) & _is(found.possible[f"window.{form}"], RIPE) & free


def _shut(found: Findings, form: str) -> pl.Series:
    return _is(found.possible[f"window.{form}"], SHUT)


def _is(possible: pl.DataFrame, words: tuple[str, ...]) -> pl.Series:
    """Whether the outcome is one of the words: yes where all that is possible is, no where nothing is."""
    inside = pl.any_horizontal([pl.col(word) for word in possible.columns if word in words] or [pl.lit(value=False)])
    outside = pl.any_horizontal([pl.col(word) for word in possible.columns if word not in words] or [pl.lit(value=False)])
    return possible.select(pl.when(inside & outside).then(None).otherwise(inside).alias("is")).to_series()


def _any(answers: list[pl.Series], height: int) -> pl.Series:
    held = pl.repeat(False, height, dtype=pl.Boolean, eager=True)
    for answer in answers:
        held |= answer
    return held


def _placed(found: Findings, later: Findings | None, possible: pl.DataFrame, corpus: Corpus) -> Iterator[Placed]:
    rows = {row.then: row.because for row in corpus.triage.table.rows}
    ripe = {form: _ripe(found, form) for form in _forms(found)}
    closing = {form: ripe[form] & _shut(later, form) for form in ripe} if later else {}
    for number, (row, could) in enumerate(zip(found.frame.iter_rows(named=True), possible.iter_rows(named=True), strict=True)):
        places = [name for name, may in could.items() if may]
        yield Placed(
            case=row["case"],
            place=row["place"],
            placed_by=places[-1],
            because=rows.get(places[-1], corpus.triage.table.because),
            do=corpus.triage.does[places[-1]],
            could_be_higher=places[:-1],
            act_by=row.get("next_act"),
            due=row.get("next_due"),
            deadline=row.get("next_deadline"),
            sure=row.get("next_sure"),
            detained=row["detained"],
            stage=row["stage"] or row["outside"],
            ripe=[form for form, each in ripe.items() if each[number]],
            closing=[form for form, each in closing.items() if each[number]],
            missing=row["missing"],
            ask=[name for name in row["unknown"] if name in facts() and facts()[name].why == "fact"],
        )


# ---- what to ask across the docket


def _ask(asked: dict[str, Asked], found: Findings, corpus: Corpus) -> None:
    """Adds what each question could settle in one part."""
    by_question: dict[str, list[str]] = {}
    for name in {name for rows in found.narrowed_by.values() for name in rows if name != OPEN}:
        if name not in facts() or facts()[name].why == "fact":
            by_question.setdefault(_question(corpus, name) or name, []).append(name)
    for key, names in by_question.items():
        item = asked.setdefault(key, _asked(corpus, key))
        item.facts = sorted({*item.facts, *names})
        touched = pl.repeat(False, found.frame.height, dtype=pl.Boolean, eager=True)
        for rows in found.narrowed_by.values():
            mine = [rows[name] for name in names if name in rows]
            if mine:
                here = _any(mine, found.frame.height)
                others = [each for name, each in rows.items() if name != OPEN and name not in names]
                touched |= here
                item.findings += int(here.sum())
                item.settles += int((here & ~_any(others, found.frame.height)).sum())
        item.cases += int(touched.sum())


def _question(corpus: Corpus, name: str) -> str | None:
    """The question of the interview that asks for a fact, by the first field it reads that a question names."""
    by_field = {question.field: question.id for question in reversed(corpus.questions) if question.field}
    known = {question.id for question in corpus.questions}
    for path in facts()[name].reads if name in facts() else (name,):
        found = by_field.get(path) or (fields()[path].asked_by if path in fields() else "")
        if found in known:
            return found
    return None


def _asked(corpus: Corpus, key: str) -> Asked:
    question = next((question for question in corpus.questions if question.id == key), None)
    return Asked(key, {"en": question.en, "es": question.es}, question.sensitivity, []) if question else Asked(None, {}, "normal", [])
