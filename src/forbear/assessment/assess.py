"""The strategy for one case on one day: every question asked once, in the order in which the answers depend on each other."""

import datetime as dt
from collections.abc import Iterable

from forbear.assessment.dangers import find_dangers
from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.factors import find_factors
from forbear.assessment.finding import Assessment, LawFinding
from forbear.assessment.interests import find_interests
from forbear.assessment.matter import Matter, said
from forbear.assessment.missing import find_missing
from forbear.assessment.options import find_options
from forbear.assessment.plan import make_plan
from forbear.assessment.posture import find_posture
from forbear.assessment.priorities import find_priorities
from forbear.assessment.questions import find_questions
from forbear.assessment.stage import find_stage
from forbear.assessment.warnings import find_warnings
from forbear.casefile.model import CaseFile
from forbear.casefile.profile import facts
from forbear.law.authority import Authority
from forbear.law.corpus import Corpus, current_as_of, stale

OLD_FACTS_DAYS = 90  # calendar days after which the facts themselves are said to be old


def assess(case: CaseFile, corpus: Corpus, on: dt.date, *, rates: object = None) -> Assessment:
    """The assessment of a case on a day under the law of that day.

    `rates` are base rates from court data, joined by the caller; they are passed through and decide nothing.
    """
    return assess_matter(Matter(case, corpus, on), rates=rates)


def assess_matter(matter: Matter, *, rates: object = None) -> Assessment:
    """The assessment of a matter, which keeps the proofs for whoever wants to see them."""
    stage = find_stage(matter)
    posture = find_posture(matter)
    priorities = find_priorities(matter)
    factors = find_factors(matter)
    options = find_options(matter)
    plan = make_plan(matter, options, factors, priorities)
    relied = matter.relied()
    return Assessment(
        case=matter.case.name,
        on=matter.on,
        law=LawFinding(
            current_as_of(relied, matter.on),
            [entry.id for entry in stale(relied, matter.on)],
            _by_topic(relied, matter.on),
            matter.corpus.changed_by_office(matter.on),
        ),
        stage=stage,
        posture=posture,
        priorities=priorities,
        factors=factors,
        options=options,
        plan=plan,
        government_interest=find_interests(matter),
        dangers=find_dangers(matter),
        missing=find_missing(matter),
        questions=find_questions(matter),
        warnings=find_warnings(matter),
        deadlines=find_deadlines(matter),
        facts_as_of=matter.case.as_of,
        notices=_notices(matter),
        office_notes=matter.corpus.notes_for(matter.on, place_of(matter.case)),
        rates=rates,
    )


TOPICS = {
    "policy": ("policy-memo", "executive-order", "agency-guidance"),
    "statutes and regulations": ("statute", "regulation"),
    "precedent and orders": ("precedent", "federal-decision"),
    "forms and manuals": ("form", "manual", "proclamation"),
}


def _by_topic(relied: Iterable[Authority], on: dt.date) -> dict[str, dt.date | None]:
    """The newest source behind each kind of law relied on."""
    found: dict[str, dt.date | None] = {}
    for topic, kinds in TOPICS.items():
        dates = [entry.current_as_of for entry in relied if entry.kind in kinds and entry.current_as_of]
        if dates:
            found[topic] = max(dates)
    return found


def place_of(case: CaseFile) -> list[str]:
    """The names of the court, its town's facility and the judge, as far as the file gives them."""
    names = (case.court, case.text("proceedings.court"), case.text("proceedings.judge"), case.text("proceedings.custody.facility"))
    return [name for name in names if name]


def _notices(matter: Matter) -> list[str]:
    """What the reader must know before anything else: old facts, a passed hearing, a timeline that had not begun."""
    notices = []
    as_of = matter.case.as_of
    if as_of and matter.on > as_of + dt.timedelta(days=OLD_FACTS_DAYS):
        notices.append(
            f"the facts were taken on {said(as_of)}, {(matter.on - as_of).days} days before the day judged; ask what has changed"
        )
    if as_of and matter.on < as_of:
        notices.append(f"the facts were taken on {said(as_of)}, after the day judged; what is dated later is left out")
    born = matter.case.date("person.birth_date")
    if born and born > matter.on:
        notices.append(f"the birth date on file, {said(born)}, is after the day judged; one of the two is wrong")
    if shown := ", ".join(_proves_nothing(matter)):
        notices.append(f"exhibits name under proves what is no topic of proof, so it counts for nothing: {shown}")
    hearing = matter.case.date("proceedings.next_hearing.date")
    if hearing and hearing < matter.on:
        notices.append(f"the next hearing on file, {said(hearing)}, has passed; what happened there is not known")
    if matter.corpus.actors["opla"].on(matter.on) is None:
        notices.append("no policy timeline in the corpus reaches this day; nothing is said about posture or priorities")
    if matter.case.circuit is None:
        notices.append("the circuit is not known; law that differs by circuit is left open")
    return notices


def _proves_nothing(matter: Matter) -> list[str]:
    """Words under `proves` that no factor and no fact listens to: misspelt, or a matter of their own."""
    words = matter.corpus.vocabulary
    known = {topic for fact in facts().values() for topic in fact.topics}.union(
        words.favourable_factors, words.adverse_factors, words.proof_topics
    )
    lists = [item.get("proves") for item in matter.case.items("evidence") or ()]
    named = [word for words in lists if isinstance(words, list) for word in words if isinstance(word, str)]
    return [word for word in dict.fromkeys(named) if word not in known]
