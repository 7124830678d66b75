"""Which rules does the corpus hold? Lines compiled to rules: sentences read, names checked, circles refused.

The only module of the law that parses sentences; starting a command does not import it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, get_args

import msgspec

from forbear.casefile.fields import fields
from forbear.casefile.profile import facts
from forbear.law.authority import Authority
from forbear.law.claim import Ask, Claim, DraftWords, Wanted
from forbear.law.client_copy import ALWAYS, ClientWords, Plain, Told, ToldRule
from forbear.law.client_copy import TOPICS as CLIENT_TOPICS
from forbear.law.consequence import NOWHERE, STAYS, Lead, PathRules, Speaks, Within
from forbear.law.entry import Span
from forbear.law.hearing import CLIENT_PARTS, ON_THE_NOTICE, HearingLine, HearingRule, Section
from forbear.law.offer import ANSWERS, OFFER_FACTS, AnswerDay, Counter, Motion, OfferRules, Spoken, Term
from forbear.law.office import days_off
from forbear.law.table import DeadlineRule, FormRules, FormText, LimbRule, Line, Plan, Rulebook, Stop, Subject, TableText
from forbear.law.triage import TRIAGE_FACTS, Triage
from forbear.rules.explain import Rule, Table
from forbear.rules.naming import names_in, rests_on
from forbear.rules.sentence import Name, NotASentence, read_sentence

if TYPE_CHECKING:
    from forbear.law.compiler import Read

Days = tuple[dt.date, dt.date]  # half-open
NEVER: Days = (dt.date.min, dt.date.min)
TIMINGS = ("barred", "avoid", "late", "too-early", "best", "ripe", "none")
STATUSES = ("available", "conditional", "unavailable")


class Compiler:
    """Reads sentences against the facts, the conclusions and the stage; problems are noted in what was read."""

    def __init__(self, found: "Read", authorities: Mapping[str, Authority]) -> None:
        self.found = found
        self.authorities = authorities
        self.names: dict[str, Name] = {
            name: Name(item.type, item.values)  # type: ignore[arg-type]
            for name, item in facts().items()
        }

    def name_conclusions(self) -> tuple[str, ...]:
        """Lets sentences name the conclusions and the stage, besides the facts. Gives every stage there is."""
        self.names |= {line.id: Name("boolean") for line in self.found.all("conclusions.yaml", "conclusions")}
        outside = [item.id for item in self.found.all("stages.yaml", "outside")]
        stages = (*(self.found.whole("vocabulary.yaml", "stages") or ()), *outside, "unsettled")
        self.names["stage"] = Name("text", stages)
        return stages

    def rule(self, file: str, line: Line, name: str, then: str = "", *, asking: bool = False, cited: bool = True) -> Rule:
        """One line compiled. Problems are noted and the rule is never true, so that the rest can be checked too."""
        tree: list[object] = ["never"]
        try:
            tree = read_sentence(line.when, self.names, asking=asking)
        except NotASentence as error:
            self.found.say(file, name, str(error))
        if cited and not line.authorities and not line.convention:
            self.found.say(file, name, "cites no authority and names no convention")
        for authority in set(line.authorities) - set(self.authorities):
            self.found.say(file, name, f"unknown authority {authority!r}")
        for text in (line.because, line.point, line.then):
            for word in re.findall(r"\{(.*?)\}", text):
                if word not in self.names:
                    self.found.say(file, name, f"unknown fact {word!r} in braces")
        spans = line.in_force
        if len(spans) > 1 and _overlap(spans):
            self.found.say(file, name, "two periods share a day")
        return Rule(
            id=name,
            when=tree,
            text=" ".join(line.when.split()),
            then=then or line.then,
            because=line.because,
            authorities=tuple(line.authorities),
            periods=self._periods(spans, line.authorities),
            circuits=tuple(line.circuits),
            unless=tuple(line.unless),
            needs=tuple(line.needs),
            convention=line.convention,
        )

    def _periods(self, spans: Sequence[Span], cited: Sequence[str]) -> tuple[tuple[str | None, str | None], ...]:
        """The line's own periods, without the days on which the office has taken every authority it cites out of force."""
        left = [(span.start or dt.date.min, span.end or dt.date.max) for span in spans]
        off = [(dt.date.min, dt.date.max)] if cited else []
        for name in cited:
            theirs = days_off(self.authorities[name]) if name in self.authorities else []
            off = _shared(off, [(span.start or dt.date.min, span.end or dt.date.max) for span in theirs])
        for start, end in off:
            left = [
                part
                for span in left or [(dt.date.min, dt.date.max)]
                for part in ((span[0], min(span[1], start)), (max(span[0], end), span[1]))
            ]
            left = [part for part in left if part[0] < part[1]] or [NEVER]
        return tuple(
            (None if start == dt.date.min else start.isoformat(), None if end == dt.date.max else end.isoformat()) for start, end in left
        )

    def table(self, file: str, text: TableText, name: str, outcomes: Sequence[str]) -> Table:
        """A table compiled; every outcome must be one of those allowed."""
        rows = [self.rule(file, line, line.id or f"{name}/{number}") for number, line in enumerate(text.rows, start=1)]
        for authority in set(text.authorities) - set(self.authorities):
            self.found.say(file, name, f"unknown authority {authority!r}")
        for outcome in {row.then for row in rows} | {text.otherwise}:
            if outcome not in outcomes:
                self.found.say(file, name, f"unknown outcome {outcome!r}; expected one of {', '.join(outcomes)}")
        return Table(name, rows, text.otherwise, text.because, tuple(text.authorities))

    def subjects(
        self, file: str, key: str, name: Callable[[Line], str], allowed: Iterable[str] | None, what: str, *, cited: bool = False
    ) -> list[Subject]:
        """Lines about things: each names one of the allowed."""
        names = None if allowed is None else set(allowed)
        found = []
        for number, line in enumerate(self.found.all(file, key), start=1):
            about = name(line)
            if names is not None and about not in names:
                self.found.say(file, f"{key} {number}", f"unknown {what} {about!r}")
            rule = self.rule(file, line, f"{key}/{number}" if not line.id else line.id, about, cited=cited)
            found.append(
                Subject(
                    rule,
                    line.title,
                    line.direction,
                    line.field or line.fact,
                    line.point,
                    tuple(line.forms),
                    tuple(line.where),
                    tuple(line.for_),
                    tuple(line.alternatives),
                )
            )
        return found


def compile_rules(found: "Read", authorities: Mapping[str, Authority]) -> Rulebook:
    """The rulebook of a corpus. Problems are noted in what was read."""
    work = Compiler(found, authorities)
    words = {key: list(found.whole("vocabulary.yaml", key) or ()) for key in ("stages", "forms", "favourable_factors", "adverse_factors")}
    factors = words["favourable_factors"] + words["adverse_factors"]
    outside = found.all("stages.yaml", "outside")
    lines: list[Line] = found.all("conclusions.yaml", "conclusions")
    for line in lines:
        if line.id in work.names:
            found.say("conclusions.yaml", line.id, "is the name of a fact already")
    stages = work.name_conclusions()
    conclusions = {line.id: work.rule("conclusions.yaml", line, line.id) for line in lines}
    exceptions = {line.id: work.rule("conclusions.yaml", line, line.id) for line in found.all("conclusions.yaml", "exceptions")}
    for rule in conclusions.values():
        for name in set(rule.unless) - set(exceptions):
            found.say("conclusions.yaml", rule.id, f"unknown exception {name!r}")
    stage = work.table("stages.yaml", found.whole("stages.yaml", "stage"), "stage", stages)
    _refuse_circles(found, conclusions, stage)
    kinds = [kind.id for kind in found.all("documents.yaml", "evidence_kinds")]
    warnings = [warning.id for warning in found.all("documents.yaml", "warnings")]
    admissions = [entry.id for entry in found.all("admissions.yaml", "admissions")]
    law_forms = [form.id for form in found.all("forms.yaml", "forms")]
    book = Rulebook(
        conclusions=conclusions,
        meanings={line.id: line.meaning for line in lines},
        exceptions=exceptions,
        stage=stage,
        outside=outside,
        limbs=_limbs(work),
        factors=work.subjects("case-factors.yaml", "factors", lambda line: line.id, factors, "case factor", cited=True),
        forms=[_form(work, text, law_forms, words["forms"]) for text in found.all("options.yaml", "forms")],
        case_warnings=work.subjects("warnings.yaml", "case", lambda line: line.warning, warnings, "warning", cited=True),
        form_warnings=work.subjects("warnings.yaml", "forms", lambda line: line.warning, warnings, "warning", cited=True),
        recently_ended=found.whole("warnings.yaml", "recently_ended"),
        dangers=work.subjects("dangers.yaml", "dangers", lambda line: line.admission, admissions, "admission"),
        missing=work.subjects("missing.yaml", "missing", lambda line: line.document, kinds, "kind of evidence"),
        plan=_plan(work, words["forms"]),
        interests=work.subjects("interests.yaml", "interests", lambda line: line.id, None, "interest"),
        asking={
            question.id: work.rule("questions.yaml", Line(when=question.ask_when), question.id, asking=True, cited=False)
            for question in found.all("questions.yaml", "questions")
            if question.ask_when
        },
        deadlines=_deadlines(work),
    )
    for form in set(words["forms"]) - {item.form for item in book.forms}:
        found.say("options.yaml", form, "the form has no tables")
    for factor in set(factors) - {item.rule.then for item in book.factors}:
        found.say("case-factors.yaml", factor, "the factor has no sentence")
    for subject in (*book.dangers, *book.plan.screen, *book.interests):
        for path in filter(None, (*subject.where, subject.field)):
            if path not in fields() and not any(known.startswith(path.removesuffix("[]")) for known in fields()):
                found.say("rules", subject.rule.id, f"unknown field {path!r}")
    return book


def compile_paths(found: "Read", authorities: Mapping[str, Authority]) -> PathRules:
    """The rules by which the graph of consequences speaks to a case. Problems are noted in what was read."""
    file = "case-paths.yaml"
    work = Compiler(found, authorities)
    work.name_conclusions()
    states = [state.id for state in found.all("consequences.yaml", "states")]
    leads = {}
    for text in found.all(file, "leads"):
        table = TableText(rows=text.rows, otherwise=NOWHERE, because="where the form leads is not known")
        leads[text.form] = Lead(work.table(file, table, f"{text.form}/leads", [*states, STAYS, NOWHERE]), tuple(text.without))
    speaks: dict[str, Speaks] = {}
    for text in found.all(file, "entries"):
        line = Line(when=text.when, authorities=text.authorities, convention=text.convention, in_force=text.in_force)
        speaks |= {name: Speaks(text.side, work.rule(file, line, name)) for name in text.about}
    return PathRules(
        stands=work.table(file, found.whole(file, "stands"), "stands", [*states, NOWHERE]),
        leads=leads,
        within=[
            Within(text.state, text.of, work.rule(file, _cited(Line(when=text.when)), f"{text.state}/within"), tuple(text.without))
            for text in found.all(file, "within")
        ],
        topics={
            text.topic: work.rule(file, Line(when=text.when, because=text.because), text.topic, cited=False)
            for text in found.all(file, "topics")
        },
        speaks=speaks,
        going_on=[
            work.rule(
                file,
                Line(when=text.when, because=text.says, authorities=text.authorities, in_force=text.in_force),
                f"going_on/{number}",
                text.topic,
            )
            for number, text in enumerate(found.all(file, "going_on"), start=1)
        ],
    )


def compile_client_words(found: "Read", authorities: Mapping[str, Authority], book: Rulebook) -> ClientWords:
    """The words of the client's copy, over the same names as the rules. Problems are noted in what was read."""
    file = "client-copy.yaml"
    work = Compiler(found, authorities)
    work.names |= {name: Name("boolean") for name in book.conclusions} | {"stage": Name("text", tuple(book.stage.outcomes()))}
    forms = [item.form for item in book.forms]
    warnings = {warning.id for warning in found.all("documents.yaml", "warnings")}
    deadlines = {entry.id for entry in found.all("timing.yaml", "deadlines")}
    told = []
    for number, text in enumerate(found.all(file, "told"), start=1):
        name = f"{text.place}/{number}"
        for what, used, allowed in (
            ("form", text.forms, forms),
            ("warning", text.warnings, warnings),
            ("topic", [text.topic] if text.topic or text.place == "means" else [], CLIENT_TOPICS),
        ):
            for word in set(used) - set(allowed):
                found.say(file, name, f"unknown {what} {word!r}")
        told.append(_told(work, text, file, name))
    for form in forms:
        if form not in {item.form for item in found.all(file, "forms")}:
            found.say(file, form, "the form has no words")
        for topic in ALWAYS:
            rows = [row for row in found.all(file, "told") if row.topic == topic and (not row.forms or form in row.forms)]
            if not rows or rows[-1].when != "TRUE" or rows[-1].in_force or rows[-1].circuits:
                found.say(file, form, f"nothing is said of {topic} where no other row is true")
    for word in set(found.whole(file, "in_person") or ()) - warnings:
        found.say(file, "in_person", f"unknown warning {word!r}")
    for item in found.all(file, "dates"):
        if item.rule not in deadlines:
            found.say(file, item.rule, "unknown deadline")
    return ClientWords(
        forms=found.all(file, "forms"),
        told=told,
        dates=found.all(file, "dates"),
        words=found.all(file, "words"),
        languages=found.all(file, "languages"),
        in_person=found.whole(file, "in_person") or [],
    )


def _told(work: Compiler, text: Told, file: str, name: str) -> ToldRule:
    line = Line(when=text.when, in_force=text.in_force, circuits=text.circuits, authorities=text.authorities, convention=text.convention)
    return ToldRule(
        rule=work.rule(file, line, name),
        text=Plain(en=text.en, es=text.es, needs_review=text.needs_review),
        place=text.place,
        topic=text.topic,
        forms=tuple(text.forms),
        warnings=tuple(text.warnings),
    )


def compile_triage(found: "Read", authorities: Mapping[str, Authority], book: Rulebook) -> Triage:
    """The order in which a docket is worked, over the names of the rules and what is found of each case. Problems are noted."""
    file = "triage.yaml"
    work = Compiler(found, authorities)
    work.names |= {name: Name("boolean") for name in book.conclusions} | {"stage": Name("text", tuple(book.stage.outcomes()))}
    work.names |= {name: Name(kind) for name, kind in TRIAGE_FACTS.items()}  # type: ignore[arg-type]
    otherwise = found.whole(file, "otherwise")
    lines = [msgspec.structs.replace(line, then=line.id) for line in found.all(file, "rows")]  # each row is a place of its own
    for line in lines:
        if not line.id or not line.title or not line.because:
            found.say(file, line.id or line.when, "says no place (id), what is done (title) or why (because)")
        if line.id == otherwise:
            found.say(file, line.id, "is the place of what no row places; give the row another id")
    text = TableText(rows=lines, otherwise=otherwise, because=found.whole(file, "because"))
    table = work.table(file, text, "triage", [*(line.id for line in lines), otherwise])
    return Triage(table, {line.id: line.title for line in lines} | {otherwise: found.whole(file, "does")})


def compile_offers(found: "Read", authorities: Mapping[str, Authority], book: Rulebook) -> OfferRules:
    """The rules that answer an offer, over the names of the rules and what is found of the form. Problems are noted in what was read."""
    file = "offers.yaml"
    work = Compiler(found, authorities)
    asked = [item.form for item in book.forms]  # what a counter-offer can ask for; a motion is only the government's
    forms = (*asked, *(text.id for text in found.all(file, "motions")))
    words = {"offer_form": forms, "offer_status": STATUSES, "offer_timing": (*TIMINGS, "unknown")}
    work.names |= {name: Name("boolean") for name in book.conclusions} | {"stage": Name("text", tuple(book.stage.outcomes()))}
    work.names |= {name: Name(kind, words.get(name, ())) for name, kind in OFFER_FACTS.items()}  # type: ignore[arg-type]
    rows = TableText(rows=found.all(file, "rows"), otherwise=found.whole(file, "otherwise"), because=found.whole(file, "because") or "")
    table = work.table(file, rows, "offer", ANSWERS)
    for row in table.rows:
        if row.then == "accept" and not rests_on(row.when, "offer_safe"):
            found.say(file, row.id, "accepts, but does not rest on offer_safe")

    def known(name: str, what: str, used: Iterable[str], allowed: Iterable[str]) -> None:
        for word in set(used) - set(allowed) - {""}:
            found.say(file, name, f"unknown {what} {word!r}")

    raised = [warning.id for warning in found.all("documents.yaml", "warnings")]
    motions = []
    for text in found.all(file, "motions"):
        if text.id in asked:
            found.say(file, text.id, "is a form already")
        known(text.id, "state", [text.leads], [state.id for state in found.all("consequences.yaml", "states")])
        known(text.id, "warning", text.warnings, raised)
        rule = work.rule(file, Line(when=text.when, because=text.because, authorities=text.authorities), text.id)
        motions.append(Motion(text.id, text.title, text.leads, rule, text.otherwise, tuple(text.decided_by), tuple(text.warnings)))
    counters = []
    for number, text in enumerate(found.all(file, "counters"), start=1):
        name = f"counters/{number}"
        known(name, "form", [text.form], asked)
        known(name, "form", text.forms, forms)
        known(name, "interest", text.interests, [subject.rule.then for subject in book.interests])
        if bool(text.form) == bool(text.term):
            found.say(file, name, "names a form or a term, and not both")
        rule = work.rule(file, Line(when=text.when, because=text.because), name, cited=False)
        counters.append(Counter(rule, text.ask, text.form, text.term, tuple(text.forms), tuple(text.answers), tuple(text.interests)))
    days = []
    for number, text in enumerate(found.all(file, "days"), start=1):
        name = f"days/{number}"
        known(name, "form", text.forms, forms)
        known(name, "deadline", [text.rule], [entry.id for entry in found.all("timing.yaml", "deadlines")])
        days.append(AnswerDay(text.rule, work.rule(file, Line(when=text.when, because=text.because), name, cited=False), tuple(text.forms)))
    spoken = []
    for number, text in enumerate(found.all(file, "words"), start=1):
        name = f"words/{number}"
        known(name, "form", text.forms, forms)
        line = Line(
            when=text.when, authorities=text.authorities, convention=text.convention, in_force=text.in_force, circuits=text.circuits
        )
        spoken.append(Spoken(text.place, work.rule(file, line, name), text.text, tuple(text.forms), tuple(text.answers)))
    terms = []
    for text in found.all(file, "terms"):
        for pattern in text.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                found.say(file, text.id, f"the pattern {pattern!r} cannot be read: {error}")
        rows = TableText(rows=text.rows, otherwise=text.otherwise, because=text.because)
        terms.append(Term(text.id, tuple(text.patterns), work.table(file, rows, f"terms/{text.id}", ANSWERS)))
    warnings = found.whole(file, "case_warnings") or []
    known("case_warnings", "warning", warnings, raised)
    return OfferRules(
        table, motions, counters, days, spoken, terms, found.whole(file, "negations") or [], found.whole(file, "filler") or [], warnings
    )


def compile_draft_words(found: "Read", authorities: Mapping[str, Authority], book: Rulebook) -> DraftWords:
    """What drafts are read for besides admissions. Problems are noted in what was read."""
    file = "draft-claims.yaml"
    work = Compiler(found, authorities)
    work.names |= {name: Name("boolean") for name in book.conclusions} | {"stage": Name("text", tuple(book.stage.outcomes()))}

    def patterns(name: str, *lists: Sequence[str]) -> tuple[str, ...]:
        every = tuple(pattern for each in lists for pattern in each)
        for pattern in every:
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                found.say(file, name, f"the pattern {pattern!r} cannot be read: {error}")
                continue
            if compiled.fullmatch("") or pattern.strip() != pattern:
                found.say(file, name, f"the pattern {pattern!r} fits no words, or begins or ends with a blank")
        if not all(lists):
            found.say(file, name, "lacks the words of one language")
        return every

    claims = []
    for text in found.all(file, "claims"):
        line = Line(when=text.against, authorities=text.authorities, convention=text.convention)
        supports = msgspec.structs.replace(line, when=text.supports)
        against, carries = work.rule(file, line, text.id), work.rule(file, supports, f"{text.id}/supports")
        claims.append(Claim(text.id, text.says, patterns(text.id, text.en, text.es), against, carries, text.severity, text.opinion))
    forms = [item.form for item in book.forms]
    for text in found.all(file, "asks"):
        for form in set(text.forms) - set(forms):
            found.say(file, text.id, f"unknown form {form!r}")
    words = {text.id: patterns(text.id, text.en, text.es) for text in found.all(file, "words")}
    for name in set(get_args(Wanted)) - words.keys():
        found.say(file, name, "is missing")
    return DraftWords(
        claims,
        [Ask(tuple(text.forms), patterns(text.id, text.en, text.es)) for text in found.all(file, "asks")],
        words,
        {text.id: tuple(text.names) for text in found.all(file, "countries")},
    )


def _deadlines(work: Compiler) -> list[DeadlineRule]:
    file = "case-deadlines.yaml"
    known = {entry.id for entry in work.found.all("timing.yaml", "deadlines")}
    dated = {name for name, item in facts().items() if item.type == "date"}
    dated |= {path for path, item in fields().items() if item.type == "date" and "[]" not in path}  # of a list a fact must choose
    made = []
    for number, text in enumerate(work.found.all(file, "deadlines"), start=1):
        if text.rule not in known:
            work.found.say(file, text.rule, "unknown deadline")
        for path in (*text.start, *text.beaten_by, *text.done_by, *(path for stop in text.stops for path in stop.by)):
            if path not in dated:
                work.found.say(file, text.rule, f"neither a date of the profile nor a field that holds one: {path!r}")
        if not text.start and not text.because:
            work.found.say(file, text.rule, "has no event and does not say why")
        line = Line(when=text.when, because=text.because, convention=text.convention or "which deadlines of the list run for a case")
        ends = [Line(when=stop.when, because=stop.because, authorities=stop.authorities) for stop in text.stops]
        stops = [
            Stop(work.rule(file, end, f"deadlines/{number}/stops/{place}"), tuple(stop.by))
            for place, (end, stop) in enumerate(zip(ends, text.stops, strict=True), start=1)
        ]
        made.append(
            DeadlineRule(
                deadline=text.rule,
                rule=work.rule(file, line, f"deadlines/{number}", text.rule),
                start=tuple(text.start),
                says=text.says,
                only_if=text.only_if,
                beaten_by=tuple(text.beaten_by),
                done_by=tuple(text.done_by),
                stops=tuple(stops),
                latest=text.latest,
                undated=text.undated,
                event_counts=text.event_counts,
                yearly=text.yearly,
            )
        )
    return made


def compile_hearing(found: "Read", authorities: Mapping[str, Authority]) -> list[HearingRule]:
    """The lines for the page of a hearing. Problems are noted in what was read."""
    work = Compiler(found, authorities)
    work.name_conclusions()
    motions = {line.about for line in found.all("hearing.yaml", "oral_motions")}
    allowed = {
        "answers": {"any", *motions},
        "offers": set(found.whole("vocabulary.yaml", "forms") or ()),
        "arrested": {"1", "2", "3"},
        "client": set(CLIENT_PARTS),
    }
    made = []
    for section in get_args(Section):
        for text in found.all("hearing.yaml", section):
            if section in allowed and text.about not in allowed[section]:
                expected = ", ".join(sorted(allowed[section]))
                found.say("hearing.yaml", text.id, f"unknown about {text.about!r}; expected one of {expected}")
            made.append(_hearing_rule(work, text, section))
    return made


def _hearing_rule(work: Compiler, text: HearingLine, section: Section) -> HearingRule:
    line = Line(
        when=text.when,
        because=text.text,
        authorities=text.authorities,
        convention=text.convention,
        in_force=text.in_force,
        circuits=text.circuits,
    )
    rule = work.rule("hearing.yaml", line, text.id, asking=section == "client")
    if section == "client":
        for name in sorted(names_in(rule.when) - set(ON_THE_NOTICE)):
            work.found.say("hearing.yaml", text.id, f"asks for {name}, which the client's half may not show")
        if "{" in text.text + text.es:
            work.found.say("hearing.yaml", text.id, "puts a fact into the client's half")
        if not text.es:
            work.found.say("hearing.yaml", text.id, "has no Spanish")
    return HearingRule(rule, section, text.rank, text.about, text.title, text.es)


def _limbs(work: Compiler) -> list[LimbRule]:
    limbs = []
    for file in ("policies.yaml", "authorities.yaml"):
        for entry in work.found.all(file, "authorities"):
            for limb in entry.priorities:
                if limb.when:
                    line = Line(when=limb.when, because=limb.label, authorities=[entry.id], in_force=limb.in_force)
                    rule = work.rule(file, line, f"{entry.id}/{limb.id}", limb.priority_flag)
                    limbs.append(LimbRule(entry.id, limb.priority_flag, limb.label, rule))
                elif not limb.needs_review:
                    work.found.say(file, f"{entry.id}/{limb.id}", "has no sentence and is not marked for review")
    return limbs


def _form(work: Compiler, text: FormText, law_forms: Sequence[str], forms: Sequence[str]) -> FormRules:
    if text.form not in forms:
        work.found.say("options.yaml", text.form, "unknown form")
    variants = TableText(rows=[_cited(line) for line in text.variants], otherwise=text.variants[-1].then)
    return FormRules(
        text.form,
        text.title,
        work.table("options.yaml", variants, f"{text.form}/variant", law_forms),
        work.table("options.yaml", text.status, f"{text.form}/status", STATUSES),
        work.table("options.yaml", text.timing, f"{text.form}/timing", TIMINGS),
    )


def _cited(line: Line) -> Line:
    return Line(when=line.when, then=line.then, convention="which entry of the list of forms applies")


def _plan(work: Compiler, forms: Sequence[str]) -> Plan:
    found = work.found
    rows = TableText(rows=found.all("plan.yaml", "when_to_ask"), otherwise="when the papers named as missing are in")
    return Plan(
        screen=work.subjects("plan.yaml", "screen", lambda line: line.step, None, "step"),
        after_screen=tuple(found.whole("plan.yaml", "after_screen")),
        screen_open_when_unknown=tuple(found.whole("plan.yaml", "screen_open_when_unknown")),
        prefer=work.subjects("plan.yaml", "prefer", lambda line: line.form, forms, "form"),
        rare_last=bool(found.whole("plan.yaml", "rare_last")),
        do_not_ask=work.subjects("plan.yaml", "do_not_ask", lambda line: line.form, forms, "form"),
        oppose=work.subjects("plan.yaml", "oppose", lambda line: line.title, None, "step", cited=True),
        when_to_ask=work.table("plan.yaml", rows, "when_to_ask", [line.then for line in rows.rows] + [rows.otherwise]),
    )


def _shared(first: Sequence[Days], second: Sequence[Days]) -> list[Days]:
    both = [(max(one[0], other[0]), min(one[1], other[1])) for one in first for other in second]
    return [days for days in both if days[0] < days[1]]


def _overlap(spans: Sequence[Span]) -> bool:
    from forbear.law.compiler import spans_overlap

    return spans_overlap(spans)


def _refuse_circles(found: "Read", conclusions: Mapping[str, Rule], stage: Table) -> None:
    uses = {name: names_in(rule.when) for name, rule in conclusions.items()}
    uses["stage"] = set().union(*(names_in(row.when) for row in stage.rows))
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            found.say("conclusions.yaml", name, f"a circle: {' needs '.join((*path[path.index(name) :], name))}")
            done.update(path)
            return
        if name in done or name not in uses:
            return
        for other in sorted(uses[name]):
            visit(other, (*path, name))
        done.add(name)

    for name in sorted(uses):
        visit(name, ())
