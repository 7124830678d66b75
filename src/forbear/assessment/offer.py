"""Should an offer of the government be accepted, countered or opposed? Judged like any option; what is not known is asked first.

An offer is never accepted where the plan holds its form off. Its terms are read as plain words: those the corpus knows are
judged with it, the others are shown as not judged, and then nothing is accepted.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import msgspec

from forbear.assessment.finding import Assessment, Interest, OptionFinding, Status
from forbear.assessment.matter import Answer, Matter, because_open, cites, open_facts, said, why_open
from forbear.assessment.options import LIVE
from forbear.assessment.paths import PathFinding, compare_paths, path_into
from forbear.assessment.plan import IN_TIME, MOVED_FOR
from forbear.assessment.terms import ASK_FIRST, NOT_JUDGED, TermFinding, find_terms
from forbear.law.offer import ANSWERS, OFFER_FACTS, Motion
from forbear.law.table import Rulebook
from forbear.rules.explain import Outcome, Reading
from forbear.rules.verdict import Value, Verdict

HELD_OFF = ("avoid", "barred")
COMPUTED = {*OFFER_FACTS} - {"consent_to_the_offer"}  # found of the form; the consent is in the file, and can be asked for


class AnswerBy(msgspec.Struct, frozen=True):
    """The day by which to answer, or None, and why."""

    date: dt.date | None
    because: str


class CounterOffer(msgspec.Struct, frozen=True):
    """What to ask for instead or besides: a form or a term, and why the other side could agree."""

    form: str | None
    term: str | None
    title: str
    ask: str
    because: str
    why_they_could_agree: list[str]
    realistic: str | None


class Consent(msgspec.Struct, frozen=True):
    """The client decides. `on_file` is None where the file does not say."""

    needed: bool
    on_file: bool | None
    because: str


class OfferFinding(msgspec.Struct, frozen=True):
    """An offer judged. `could_be` holds what is still possible where the answer is to ask first."""

    form: str
    title: str
    answer: str
    could_be: list[str]
    because: str
    status: str
    timing: str | None
    timing_because: str
    answer_by: AnswerBy
    accepting: PathFinding
    going_on: PathFinding
    counter: list[CounterOffer]
    policy_of_the_day: str
    in_writing: list[str]
    say: list[str]
    do_not_concede: list[str]
    terms: list[TermFinding]
    warnings: list[str]
    consent: Consent
    authorities: list[str]
    presumed: list[str]
    to_learn: list[str]
    unknown_because: list[str]


def judge_offer(matter: Matter, assessment: Assessment, form: str, terms: Sequence[str] = ()) -> OfferFinding:
    """The offer of a form, or a motion of the government, with its terms in free words, judged.

    Raises StopIteration for what is neither a form nor such a motion.
    """
    motion = next((item for item in matter.corpus.offers.motions if item.id == form), None)
    option = _as_option(matter, motion) if motion else assessment.option(form)
    reading, facts = _reading(matter, assessment, option)
    table = matter.corpus.offers.table
    outcome = reading.table(table.rows, table.otherwise)
    judged = [finding for words in terms for finding in find_terms(matter, reading, words)]
    could_be = _together(list(outcome.could_be), judged)
    answer = could_be[0] if len(could_be) == 1 else ASK_FIRST
    going_on, *paths = compare_paths(matter, assessment.options, [] if motion else [form])
    accepting = path_into(matter, option, motion.leads) if motion else paths[0]
    row = outcome.row
    cited = [*(row.authorities if row else ()), *cites(row, outcome), *(name for term in judged for name in term.authorities)]
    spoken = _spoken(matter, reading, form, answer)
    return OfferFinding(
        form=form,
        title=option.title,
        answer=answer,
        could_be=could_be if answer == ASK_FIRST else [],
        because=_because(matter, facts, outcome, judged, answer),
        status=option.status,
        timing=option.timing,
        timing_because=option.timing_because,
        answer_by=_answer_by(matter, reading, assessment, form),
        accepting=accepting,
        going_on=going_on,
        counter=_counters(matter, reading, assessment, form, answer),
        policy_of_the_day=_policy(matter),
        in_writing=spoken["in-writing"],
        say=spoken["say"],
        do_not_concede=spoken["do-not-concede"],
        terms=judged,
        warnings=_warnings(matter, assessment, option),
        consent=_consent(matter, form),
        authorities=matter.in_force([*cited, *option.authorities]),
        presumed=sorted({*outcome.presumed, *option.presumed}),
        to_learn=_to_learn(matter, form, outcome) if outcome.then is None else [],
        unknown_because=sorted(_why_open(matter, form, outcome)) if outcome.then is None else [],
    )


def standing_offer(matter: Matter) -> str | None:
    """The form that stands in the file as moved for or offered: by the government's motion, else by what its attorney said."""
    motion = str(matter.profile["dhs_motion"].value)
    if motion in MOVED_FOR:
        return MOVED_FOR[motion]
    if motion in {item.id for item in matter.corpus.offers.motions}:
        return motion
    for rules in matter.rulebook.forms:
        name = f"opla_on_{rules.form.replace('-', '_')}"
        if name in matter.profile.facts and matter.profile[name].value in ("joins", "unopposed"):
            return rules.form
    return None


def _as_option(matter: Matter, motion: Motion) -> OptionFinding:
    """A motion of the government, judged like a form: whether it can be granted as the case stands."""
    verdict = matter.reading.rule(motion.rule)
    statuses: dict[bool | None, Status] = {True: "available", False: "unavailable", None: "unknown"}
    if verdict.value is None:
        matter.left_open(f"option:{motion.id}", verdict)
    return OptionFinding(
        form=motion.id,
        title=motion.title,
        status=statuses[verdict.value],
        could_be=["available", "unavailable"] if verdict.value is None else [],
        timing=None,
        timing_because="",
        realistic=None,
        because={True: motion.rule.because, False: motion.otherwise, None: because_open(verdict)}[verdict.value],
        needs=[],
        decision_maker=list(motion.decided_by),
        authorities=matter.in_force(motion.rule.authorities),
        consequences={},
        warnings=list(motion.warnings) if verdict.value is not False else [],
        presumed=sorted(verdict.presumed),
        unknown_because=sorted(verdict.unknown) if verdict.value is None else [],
    )


class _Facts(Mapping[str, Value]):
    """The facts of the case with those of the offer beside them."""

    def __init__(self, profile: Mapping[str, Value], offer: Mapping[str, Value]) -> None:
        self.profile = profile
        self.offer = offer

    def __getitem__(self, name: str) -> Value:
        return self.offer[name] if name in OFFER_FACTS else self.profile[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.offer
        yield from self.profile

    def __len__(self) -> int:
        return len(self.offer) + len(self.profile)


def _reading(matter: Matter, assessment: Assessment, option: OptionFinding) -> tuple[Reading, _Facts]:
    """The rules read over the facts of the case and what was found of the form."""
    book: Rulebook = matter.rulebook
    against = {item.form: item.because for item in assessment.plan.do_not_ask}
    moved = MOVED_FOR.get(str(matter.profile["dhs_motion"].value)) == option.form
    opposed = [step for step in assessment.plan.oppose if moved]
    status = None if option.status == "unknown" else option.status
    timing = None if option.timing == "unknown" else option.timing or "none"
    held = option.form in against or timing in HELD_OFF or status == "unavailable"
    safe = False if held else None if status is None or timing is None else True
    if opposed:
        reason = f"{opposed[0].title}: {opposed[0].because}"
    elif status == "unavailable":
        reason = option.because
    elif timing in HELD_OFF:
        reason = option.timing_because
    else:
        reason = against.get(option.form, "")
    given: dict[str, object] = {
        "offer_form": option.form,
        "offer_status": status,
        "offer_timing": timing,
        "offer_reason": reason,
        "offer_against": option.form in against,
        "offer_opposed": bool(opposed),
        "offer_safe": safe,
    }
    facts = _Facts(
        matter.profile, {name: Value(value) for name, value in given.items()} | {"consent_to_the_offer": _signed(matter, option.form)}
    )
    return Reading(facts, matter.on, matter.case.circuit, book.conclusions, book.exceptions, {"stage": book.stage}), facts


def _together(could_be: Sequence[str], terms: Sequence[TermFinding]) -> list[str]:
    """What an offer with its terms can still come to: the firmest of the answers to its parts, for every way the parts can turn out."""
    found = set(could_be)
    for term in terms:
        found = {max(pair, key=ANSWERS.index) for pair in product(found, term.could_be or [term.answer])}
    return sorted(found, key=ANSWERS.index)


# ---- reasons


def _because(matter: Matter, facts: _Facts, outcome: Outcome, terms: Sequence[TermFinding], answer: str) -> str:
    """Why: the reason of the form, then of the terms that make the answer firmer."""
    table = matter.corpus.offers.table
    if outcome.then is None:
        text = _open_words(matter, outcome, str(facts["offer_form"].value))
    else:
        text = re.sub(r"\{(\w+)\}", lambda match: said(facts[match[1]].value), outcome.row.because if outcome.row else table.because)
    firmer = [f"{plain(term.term)}: {term.meaning}" for term in terms if term.term and term.answer not in ("accept", outcome.then)]
    unjudged = [f"not judged, counsel must: {term.words}" for term in terms if term.answer == NOT_JUDGED and answer != "oppose"]
    return "; ".join([text, *firmer, *unjudged])


def plain(name: str | None) -> str:
    """The id of a condition in words."""
    return (name or "").replace("-", " ")


def _open(matter: Matter, form: str, outcome: Outcome) -> list[Answer]:
    """The answers left open: those of the table, and where they rest on the form's own status or time, those."""
    rests = {leaf.fact for leaf in open_facts(outcome)}
    found: list[Answer] = [outcome]
    for name, kinds in (("offer_status", ("option",)), ("offer_timing", ("window",)), ("offer_safe", ("option", "window"))):
        if name in rests:
            found += [answer for kind in kinds for answer in matter.open.get(f"{kind}:{form}", [])]
    return found


def _leaves(matter: Matter, form: str, outcome: Outcome) -> list[Verdict]:
    return [leaf for answer in _open(matter, form, outcome) for leaf in open_facts(answer) if leaf.fact not in COMPUTED]


def _to_learn(matter: Matter, form: str, outcome: Outcome) -> list[str]:
    """The fields of the case file that would settle the answer, each once."""
    return list(dict.fromkeys(path for leaf in _leaves(matter, form, outcome) if leaf.found for path in leaf.found.lacking))


def _why_open(matter: Matter, form: str, outcome: Outcome) -> set[str]:
    return {leaf.found.why for leaf in _leaves(matter, form, outcome) if leaf.found} or {"fact"}


def _open_words(matter: Matter, outcome: Outcome, form: str) -> str:
    return f"{why_open(_leaves(matter, form, outcome))}; it could be {' or '.join(outcome.could_be)}"


# ---- what to do about it


def _answer_by(matter: Matter, reading: Reading, assessment: Assessment, form: str) -> AnswerBy:
    """The day: of the deadline that runs on the motion, or an earlier hearing; without either, none."""
    hearing = matter.case.date("proceedings.next_hearing.date")
    ahead = hearing if hearing and hearing >= matter.on else None
    for line in matter.corpus.offers.days:
        if form not in line.forms or not reading.rule(line.rule).value:
            continue
        running = [item for item in assessment.deadlines if item.rule == line.deadline and item.due]
        if not running:
            continue
        due = running[0].protective or running[0].due
        if due is not None and due < matter.on:
            return AnswerBy(due, f"{line.rule.because}; that day has passed: answer today and ask leave to answer late")
        if ahead and due and ahead < due:
            return AnswerBy(
                ahead, f"the hearing comes before {said(due)}, the last day to answer in writing: object there and ask for that time"
            )
        return AnswerBy(due, line.rule.because)
    if ahead:
        return AnswerBy(ahead, "no rule sets a day for an offer; the next hearing is the last moment. Ask for time to answer in writing")
    return AnswerBy(None, "no rule sets a day; ask for time to answer in writing, and say that silence is no agreement")


def _counters(matter: Matter, reading: Reading, assessment: Assessment, form: str, answer: str) -> list[CounterOffer]:
    """What can be asked for: forms that are live, in time and not held off, and terms."""
    interests = _interests(matter)
    against = {item.form for item in assessment.plan.do_not_ask}
    found: dict[str, CounterOffer] = {}
    for line in matter.corpus.offers.counters:
        if (line.forms and form not in line.forms) or (line.answers and answer not in line.answers) or not reading.rule(line.rule).value:
            continue
        option = assessment.option(line.form) if line.form else None
        if option is not None and (
            option.form == form or option.status not in LIVE or option.timing not in IN_TIME or option.form in against
        ):
            continue
        agree = [interests[name].point for name in line.interests if name in interests]
        if option is not None and _alone(matter, option):
            agree.append("The judge can give it without the government.")
        found.setdefault(
            line.form or line.term,
            CounterOffer(
                form=line.form or None,
                term=line.term or None,
                title=option.title if option else plain(line.term).capitalize(),
                ask=line.ask,
                because=line.rule.because,
                why_they_could_agree=agree or ["Nothing in the file gives the government a reason of its own."],
                realistic=option.realistic if option else None,
            ),
        )
    return list(found.values())


def _interests(matter: Matter) -> dict[str, Interest]:
    """The points of the government's own interest that the file shows, by their id."""
    shown = [subject for subject in matter.rulebook.interests if matter.reading.rule(subject.rule).value]
    return {subject.rule.then: Interest(matter.words(subject.point), subject.field, []) for subject in shown}


def _alone(matter: Matter, option: OptionFinding) -> bool:
    """Whether no entry of the form wants the government's agreement."""
    return all(form.needs_government_agreement == "no" for form in matter.corpus.forms.values() if form.case_form == option.form)


def _policy(matter: Matter) -> str:
    """How open the government's attorneys are under the policy of the day; nothing where the corpus does not reach it."""
    regime = matter.corpus.actors["opla"].on(matter.on)
    return matter.corpus.postures[regime.posture].meaning if regime else ""


def _spoken(matter: Matter, reading: Reading, form: str, answer: str) -> dict[str, list[str]]:
    """What must be written, said and held back."""
    found: dict[str, list[str]] = {"in-writing": [], "say": [], "do-not-concede": []}
    for line in matter.corpus.offers.words:
        if (line.forms and form not in line.forms) or (line.answers and answer not in line.answers):
            continue
        holds = reading.rule(line.rule).value
        # what guards the client stands there where it is not known, too; what is said aloud must be true
        if (
            holds is False
            or (holds is None and line.place == "say")
            or (line.rule.authorities and not matter.in_force(line.rule.authorities))
        ):
            continue
        found[line.place].append(line.text)
    return found


def _warnings(matter: Matter, assessment: Assessment, option: OptionFinding) -> list[str]:
    wanted = matter.corpus.offers.case_warnings
    return list(dict.fromkeys([*option.warnings, *(item.id for item in assessment.warnings if item.id in wanted)]))


def _signed(matter: Matter, form: str) -> Value:
    """Whether the client's consent to a form is on file. A file that holds no list of consents does not say that there is none."""
    name = f"consent_to_{form.replace('-', '_')}"
    if name in matter.profile.facts and matter.case.items("consents") is not None:
        return matter.profile[name]
    return Value(None, lacking=("consents[].form",), reads=("consents[].form",))


def _consent(matter: Matter, form: str) -> Consent:
    on_file = _signed(matter, form).value
    if on_file is True:
        return Consent(True, True, "consent to this form is on file; make sure it covers these terms, and answer only then")
    return Consent(
        True,
        None if on_file is None else False,
        "the client decides, advised and in writing, before anything is answered: forbear advise prints the client's copy",
    )
