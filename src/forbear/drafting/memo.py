"""The strategy memo for the file: what the assessment says, set as a paper of three to six pages.

Text goes to the typesetter as data and is never read as markup. The paper is privileged work product and says so on every
page; it is never part of a filing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forbear.assessment.finding import Assessment, DeadlineFinding, OptionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.windows import SHUT
from forbear.assessment.words import (
    ACTORS,
    POSTURES,
    STAGES,
    STRENGTH,
    TOPICS,
    day,
    meaning,
    plain_name,
    presumed,
    sentence,
    short_cite,
    sort_key,
    verdict,
)
from forbear.drafting.deadlines import ahead, beside
from forbear.drafting.setting import name_above, other_day, set_paper
from forbear.drafting.timeline import draw, events, in_words

NOTHING: Mapping[str, Sequence[str]] = {}
QUESTIONS = 8
DATES = 8
MOST_EXHIBITS = 40  # named in one row; the rest are counted
MOST_IN_ROW = 1500  # letters in one cell


def memo(matter: Matter, found: Assessment, *, today: dt.date, beside: Mapping[str, Sequence[str]] = NOTHING) -> bytes:
    """The memo as a PDF (PDF/UA-1), the same bytes for the same case, day and law. Raises BadInput where it cannot be set.

    `beside` are lines on a form from elsewhere, such as the office's own record.
    """
    words = content(matter, found, today=today, beside=beside)
    # A row stays on one page, unless some text is so long that a page may not hold its row.
    words["long_rows"] = any(len(text) > MOST_IN_ROW for key, value in words.items() if key != "timeline" for text in _texts(value))
    return set_paper("memo", words, matter.case.name, notices="notices")


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(item)


def content(matter: Matter, found: Assessment, *, today: dt.date, beside: Mapping[str, Sequence[str]] = NOTHING) -> dict[str, Any]:
    """Everything the memo says, in order, as plain data."""
    case, stage = matter.case, found.stage
    hearing = case.date("proceedings.next_hearing.date")
    authorities = _authorities(matter, found)
    line = events(case, found.on)
    dates = ahead(found.deadlines, found.on)
    return {
        "title": f"Strategy memo – {case.text('person.full_name') or case.name}",
        "name": name_above(case),
        "case": case.name,
        "mark": other_day(found.on, today),
        "box": [
            ["A-number", case.text("person.a_number") or "not in the file"],
            ["Court", case.court or "not known"],
            ["Circuit", case.circuit or "not known"],
            ["Judge", case.text("proceedings.judge") or "not in the file"],
            ["Custody", {True: "detained", False: "not detained", None: "not known"}[stage.detained]],
            ["Next hearing", day(hearing, found.on) if hearing else "none on file"],
            ["Judged on", day(found.on)],
            ["Facts as of", day(found.facts_as_of) if found.facts_as_of else "not dated"],
        ],
        "notices": [sentence(text) for text in (*found.notices, *found.law.changed_by_office)],
        "stage": STAGES.get(stage.id or "", stage.outside.title if stage.outside else "Not known – ask"),
        "stage_because": sentence(stage.because) + ".",
        "could_be": "" if stage.id else ", ".join(STAGES[name] for name in stage.could_be),
        "outside": [
            ["Gone", stage.outside.gone],
            ["Can come next", stage.outside.next],
            ["Runs", stage.outside.runs],
            ["Must act", stage.outside.who_acts],
        ]
        if stage.outside
        else [],
        "presumed": presumed(stage.presumed),
        "posture": [
            [
                ACTORS[item.actor],
                f"{sentence(POSTURES[item.posture])}. {sentence(item.ask)}.",
                item.uncertain,
                _cites(matter, item.authorities[:3]),
            ]
            for item in found.posture
        ],
        "timeline": draw(line),
        "timeline_words": in_words(line),
        "plan": _plan(found),
        "dates": [_date(item, found.on) for item in dates[:DATES]],
        "more_dates": max(0, len(dates) - DATES),
        "weighing": found.plan.weighing,
        "would_change": [sentence(text) for text in found.plan.would_change],
        "priorities": [[item.id, item.verdict, sentence(item.because)] for item in found.priorities if item.verdict != "no"],
        "no_priorities": "No priority of the policy in force reaches the client."
        if found.priorities
        else "No priority classes are in force on this day.",
        "against": _factors(found, "adverse"),
        "for": _factors(found, "favourable"),
        "options": [
            _option(matter, option, beside.get(option.form, ()))
            for option in sorted(found.options, key=sort_key)
            if option.status != "unavailable"
        ],
        "closed": [
            [option.title, verdict(option), sentence(option.because)]
            for option in sorted(found.options, key=sort_key)
            if option.status == "unavailable"
        ],
        "granted": _granted(found),
        "interest": [[point.point, ", ".join(point.exhibits)] for point in found.government_interest],
        "missing": [[paper.title, sentence(paper.because), paper.how_to_get, paper.lead_time] for paper in found.missing],
        "questions": [[item.text["en"], item.text["es"], len(item.decides)] for item in found.questions[:QUESTIONS]],
        "more_questions": max(0, len(found.questions) - QUESTIONS),
        "dangers": [[danger.severity, danger.title, sentence(danger.because), danger.instead] for danger in found.dangers],
        "warnings": [warning.text for warning in found.warnings],
        "authorities": authorities,
        "law_age": "; ".join(f"{topic}: newest source {day(date)}" for topic, date in found.law.by_topic.items()),
        "stale": sum(1 for row in authorities if row[-1]),  # as many as the list marks
        "office_notes": found.office_notes,
    }


def _plan(found: Assessment) -> list[list[str]]:
    plan, titles = found.plan, {option.form: option.title for option in found.options}
    rows = [
        ["First", step.title + (" – not known, ask" if step.verdict == "unknown" else ""), sentence(step.because)] for step in plan.first
    ]
    rows += [["Oppose", item.title, sentence(item.because)] for item in plan.oppose]
    rows.append(["Ask", titles[plan.ask] if plan.ask else "No request: go on with the case", sentence(plan.because)])
    rows.append(["When", sentence(plan.when), ""])
    rows += [
        ["Or", titles[form], f"{sentence(verdict(found.option(form)))}: {found.option(form).timing_because}"]
        for form in plan.in_the_alternative
    ]
    return rows + [["Do not ask", titles[item.form], sentence(item.because)] for item in plan.do_not_ask]


def _date(item: DeadlineFinding, on: dt.date) -> list[str]:
    return [f"{sentence(item.says)} {day(item.due, on)}", "; ".join(beside(item, on)), item.title, meaning(item)]


def _factors(found: Assessment, direction: str) -> list[list[str]]:
    return [
        [factor.title, STRENGTH[factor.strength or "asserted"], sentence(factor.because), _exhibits(factor.exhibits)]
        for factor in found.factors
        if factor.direction == direction and factor.verdict == "yes"
    ]


def _exhibits(names: list[str]) -> str:
    more = f" and {len(names) - MOST_EXHIBITS} more" if len(names) > MOST_EXHIBITS else ""
    return ", ".join(names[:MOST_EXHIBITS]) + more or "no exhibit"


def _option(matter: Matter, option: OptionFinding, beside: Sequence[str]) -> list[str]:
    reason = sentence(option.because)
    if option.timing_because and option.timing in SHUT and option.timing_because != option.because:
        reason += f". {sentence(option.timing_because)}"
    if option.needs:
        reason += f". Needs {', '.join(option.needs)}"
    said = " ".join([f"{reason}.", *(f"On record – {line}." for line in beside)])
    return [option.title, verdict(option), option.realistic or "–", said, _cites(matter, option.authorities[:3])]


def _granted(found: Assessment) -> list[dict[str, Any]]:
    """What the asked form and the first form to be avoided would mean, side by side in the paper."""
    forms = [form for form in (found.plan.ask, *(item.form for item in found.plan.do_not_ask[:1])) if form]
    return [
        {
            "title": option.title,
            "asked": option.form == found.plan.ask,
            "effects": [[TOPICS.get(topic, plain_name(topic)), item.effect] for topic, item in option.consequences.items()],
        }
        for option in map(found.option, forms)
        if option.consequences
    ]


def _cites(matter: Matter, names: list[str]) -> str:
    return "; ".join(short_cite(matter.corpus.authorities[name].cite) for name in names)


def _authorities(matter: Matter, found: Assessment) -> list[list[str]]:
    """The authorities behind the stage, the posture, the priorities and the live options, with standing and age on the day."""
    names = [*found.stage.authorities, *(name for item in found.posture for name in item.authorities)]
    names += [item.authority for item in found.priorities if item.verdict != "no"]
    names += [name for option in found.options if option.status != "unavailable" for name in option.authorities]
    rows = []
    for name in dict.fromkeys(names):
        entry = matter.corpus.authorities[name]
        age = entry.current_as_of.isoformat() if entry.current_as_of else "never dated"
        rows.append(
            [
                short_cite(entry.cite),
                (entry.status(found.on) or "").replace("_", " "),
                entry.confidence or "",
                age,
                "recheck first" if name in found.law.stale else "",
            ]
        )
    return rows
