"""Is the corpus sound? Every file read strictly, every reference and sentence checked, every problem said at once.

What comes out is one index: entries as they stand, and rules compiled to trees, so that starting a command parses nothing.
Packaging, a checkout and an office's overlay go through the same checks.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import yaml

from forbear.casefile.fields import fields
from forbear.casefile.profile import facts
from forbear.casefile.tree import plain_events
from forbear.law.admission import Admission, GeneralRule
from forbear.law.authority import Authority
from forbear.law.citation import Citations, Manual
from forbear.law.claim import AskText, ClaimText, CountryText, WordsText
from forbear.law.client_copy import DateWords, FormWords, LanguageName, Told, Word
from forbear.law.consequence import (
    NOWHERE,
    STAYS,
    Effect,
    GoingOnText,
    Graph,
    LeadText,
    SpeaksText,
    State,
    TopicText,
    Transition,
    WithinText,
    WorkPermitCategory,
)
from forbear.law.document import ClientWarning, DocumentSpec, EvidenceKind, Guard
from forbear.law.entry import Confidence, Entry, Part, Period, Source, Span, inherit
from forbear.law.evidence import EvidenceFactor, EvidenceRule, RecordsRequest
from forbear.law.filing import FilingItem
from forbear.law.form import Factor, Form
from forbear.law.hearing import HearingLine
from forbear.law.index import law_files, read_law
from forbear.law.offer import CounterText, DayText, MotionText, TermText, WordText
from forbear.law.office import Change, OfficeNote, apply_changes, check_office, named_by_id
from forbear.law.paper import AskWords, FieldWords, PaperLine
from forbear.law.question import Conduct, Question, Section
from forbear.law.regime import Actor, Meaning, OpenQuestion, Overlay, PostureWord
from forbear.law.table import DeadlineLine, FormText, Line, Outside, RecentlyEnded, TableText
from forbear.law.timing import Closure, CountingRule, Deadline, Holiday
from forbear.law.vocabulary import Flag, PolicyForm, Vocabulary
from forbear.problem import UNSEEN, BadInput, Problem

# file -> key -> type of one entry (a list), or of the whole value.
LISTS: dict[str, dict[str, type[Part]]] = {
    "policies.yaml": {"authorities": Authority},
    "authorities.yaml": {"authorities": Authority},
    "regimes.yaml": {"postures": PostureWord, "actors": Actor, "overlays": Overlay, "open_questions": OpenQuestion},
    "factors.yaml": {"factors": Factor},
    "forms.yaml": {"forms": Form},
    "timing.yaml": {"counting_rules": CountingRule, "deadlines": Deadline},
    "holidays.yaml": {"holidays": Holiday, "closures": Closure},
    "case-deadlines.yaml": {"deadlines": DeadlineLine},
    "client-copy.yaml": {"forms": FormWords, "told": Told, "dates": DateWords, "words": Word, "languages": LanguageName},
    "consequences.yaml": {"work_permit_categories": WorkPermitCategory, "states": State, "transitions": Transition, "effects": Effect},
    "case-paths.yaml": {
        "leads": LeadText,
        "within": WithinText,
        "topics": TopicText,
        "entries": SpeaksText,
        "going_on": GoingOnText,
    },
    "filing.yaml": {"sections": ClientWarning, "items": FilingItem},
    "admissions.yaml": {"general_rules": GeneralRule, "admissions": Admission},
    "evidence.yaml": {"rules": EvidenceRule, "records_requests": RecordsRequest, "factors": EvidenceFactor},
    "documents.yaml": {"warnings": ClientWarning, "evidence_kinds": EvidenceKind, "drafting_guards": Guard, "documents": DocumentSpec},
    "citations.yaml": {"manuals": Manual},
    "draft-claims.yaml": {"claims": ClaimText, "asks": AskText, "words": WordsText, "countries": CountryText},
    "papers-letter.yaml": {"asks": AskWords, "words": FieldWords, "lines": PaperLine},
    "papers-court.yaml": {"lines": PaperLine},
    "papers-agency.yaml": {"lines": PaperLine},
    "papers-client.yaml": {"lines": PaperLine},
    "questions.yaml": {"sections": Section, "questions": Question},
    "vocabulary.yaml": {"priority_flags": Flag, "policy_forms": PolicyForm, "phases": Meaning, "severities": Meaning},
    "conclusions.yaml": {"conclusions": Line, "exceptions": Line},
    "stages.yaml": {"outside": Outside},
    "case-factors.yaml": {"factors": Line},
    "options.yaml": {"forms": FormText},
    "warnings.yaml": {"case": Line, "forms": Line},
    "dangers.yaml": {"dangers": Line},
    "missing.yaml": {"missing": Line},
    "plan.yaml": {"screen": Line, "prefer": Line, "do_not_ask": Line, "oppose": Line, "when_to_ask": Line},
    "interests.yaml": {"interests": Line},
    "triage.yaml": {"rows": Line},
    "hearing.yaml": {
        "oral_motions": HearingLine,
        "answers": HearingLine,
        "offers": HearingLine,
        "concede": HearingLine,
        "carry": HearingLine,
        "arrested": HearingLine,
        "client": HearingLine,
    },
    "offers.yaml": {"rows": Line, "motions": MotionText, "counters": CounterText, "days": DayText, "words": WordText, "terms": TermText},
}
WHOLES: dict[str, dict[str, Any]] = {
    "timing.yaml": {"events": list[str], "facts": list[str]},
    "holidays.yaml": {"sources": list[Source], "confidence": Confidence, "current_as_of": dt.date, "needs_review": str},
    "citations.yaml": {
        "sources": list[Source],
        "confidence": Confidence,
        "current_as_of": dt.date,
        "needs_review": str,
        "sections": dict[str, str],
    },
    "client-copy.yaml": {"in_person": list[str]},
    "consequences.yaml": {"topics": list[str]},
    "case-paths.yaml": {"stands": TableText},
    "papers-letter.yaml": {"groups": dict[str, list[str]]},
    "documents.yaml": {"proof_topics": list[str], "house_style": list[str]},
    "questions.yaml": {"conduct": list[Conduct]},
    "vocabulary.yaml": {"stages": list[str], "forms": list[str], "favourable_factors": list[str], "adverse_factors": list[str]},
    "aliases.yaml": {"aliases": dict[str, str]},
    "stages.yaml": {"stage": TableText},
    "warnings.yaml": {"recently_ended": RecentlyEnded},
    "triage.yaml": {"otherwise": str, "because": str, "does": str},
    "plan.yaml": {"after_screen": list[str], "screen_open_when_unknown": list[str], "rare_last": bool},
    "offers.yaml": {"otherwise": str, "because": str, "negations": list[str], "filler": list[str], "case_warnings": list[str]},
}
MAY_LACK = {"conclusions.yaml": {"exceptions"}}  # keys that a whole corpus need not hold
OFFICE: dict[str, dict[str, type[Part]]] = {"office.yaml": {"notes": OfficeNote, "changes": Change}}


class Read:
    """Everything read from the folders, and every problem found on the way."""

    def __init__(self) -> None:
        self.lists: dict[tuple[str, str], list[Any]] = {}
        self.wholes: dict[tuple[str, str], Any] = {}
        self.problems: list[Problem] = []

    def say(self, file: str, entry: str, message: str) -> None:
        """Notes a problem with its file and entry."""
        self.problems.append(Problem(f"{file}: {entry}", None, message))

    def all(self, file: str, key: str) -> list[Any]:
        """The entries of a list."""
        return self.lists.get((file, key), [])

    def whole(self, file: str, key: str) -> Any:
        """A value that is no list of entries."""
        return self.wholes.get((file, key))


class _UniqueKeys(yaml.CSafeLoader):
    """A loader that refuses a key standing twice, and says where an impossible date stands."""

    def construct_yaml_timestamp(self, node: Any) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise yaml.constructor.ConstructorError(None, None, f"{node.value} is no date", node.start_mark) from None

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a list or mapping cannot be the name of a field", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key.value!r} stands twice in one mapping", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_UniqueKeys.add_constructor("tag:yaml.org,2002:timestamp", _UniqueKeys.construct_yaml_timestamp)


def read_folder(folder: Path, found: Read, *, whole: bool) -> None:
    """Reads the files of a corpus, or of an overlay (`whole` is False), which may hold any of them; its entries win by id."""
    known = {**LISTS, **{file: {} for file in WHOLES if file not in LISTS}, **({} if whole else OFFICE)}
    for path in law_files(folder):
        if path.name not in known:
            found.say(path.name, "-", f"unknown file; expected one of {', '.join(sorted(known))}; rename it or move it out of the folder")
    for file in sorted(known):
        path = folder / file
        if not path.exists():
            if whole:
                found.say(file, "-", "the file is missing")
            continue
        try:
            text = read_law(path).decode("utf-8-sig")
            for _ in plain_events(text, file):  # depth, anchors and tags are refused before anything is built
                pass
            data = yaml.load(text, _UniqueKeys)
        except BadInput as bad:
            found.problems.extend(bad.problems)
            continue
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            found.say(file, "-", f"not readable: {' '.join(str(error).split())}")
            continue
        if unseen := UNSEEN.search(text) or _unseen(data):
            found.say(file, "-", f"holds the character U+{ord(unseen[0]):04X}, which cannot be shown; take it out")
            continue
        if data is None and not whole:
            continue
        if not isinstance(data, dict):
            found.say(file, "-", "expected a mapping of lists")
            continue
        _read_file(file, data, found, whole=whole)


def _unseen(node: Any) -> re.Match[str] | None:
    """The first character, written as an escape, that no page can show."""
    if isinstance(node, str):
        return UNSEEN.search(node)
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return next((found for item in inner if (found := _unseen(item))), None)


def _read_file(file: str, data: dict[str, Any], found: Read, *, whole: bool) -> None:
    lists = {**LISTS, **OFFICE}.get(file, {})
    wholes = WHOLES.get(file, {})
    for key in data.keys() - lists.keys() - wholes.keys():
        found.say(file, str(key), f"unknown key; expected {', '.join(sorted({**lists, **wholes}))}")
    if whole:
        for key in (lists.keys() | wholes.keys()) - data.keys() - MAY_LACK.get(file, set()):
            found.say(file, key, "is missing")
    for key, kind in lists.items():
        if key not in data:
            continue
        entries = data[key]
        if not isinstance(entries, list):
            found.say(file, key, "expected a list")
            continue
        read = [convert(entry, kind, file, key, number=number, found=found) for number, entry in enumerate(entries)]
        kept = [entry for entry in read if entry is not None]
        if whole or (file, key) not in found.lists:
            found.lists[file, key] = kept
        else:
            found.lists[file, key] = _replaced(found.lists[file, key], kept)
    for key, kind in wholes.items():
        if key in data:
            try:
                value = msgspec.convert(data[key], kind)
                # An office's aliases stand beside the corpus's own: a name given up long ago still answers.
                found.wholes[file, key] = found.wholes.get((file, key), {}) | value if isinstance(value, dict) else value
            except msgspec.ValidationError as error:
                found.say(file, key, _plain(error))


def _replaced(old: list[Any], new: list[Any]) -> list[Any]:
    ids = {_name(entry) for entry in new if _name(entry)}
    return [entry for entry in old if _name(entry) not in ids] + new


def _name(entry: Any) -> str:
    return str(getattr(entry, "id", "") or getattr(entry, "form", ""))


def convert(entry: Any, kind: type[Part], file: str, key: str, *, number: int, found: Read) -> Any:
    """One entry in its type. Where it does not fit, each of its fields is tried, so that all problems are said."""
    try:
        return msgspec.convert(entry, kind)
    except msgspec.ValidationError as error:
        name = str(entry.get("id") or entry.get("form") or f"{key} {number + 1}") if isinstance(entry, dict) else f"{key} {number + 1}"
        if not isinstance(entry, dict):
            found.say(file, name, "expected a mapping")
            return None
        messages = []
        types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        for field, value in entry.items():
            if field not in types:
                messages.append(f"unknown key {field!r}")
                continue
            try:
                msgspec.convert(value, types[field])
            except msgspec.ValidationError as inner:
                messages.append(f"{field}: {_plain(inner)}")
        for message in messages or [_plain(error)]:
            found.say(file, name, message)
        return None


def _plain(error: msgspec.ValidationError) -> str:
    said = str(error).replace("`", "'")
    return re.sub(r" - at '\$\.?(.*)'$", lambda match: f" (at {match[1]})" if match[1] else "", said)


def compile_corpus(folder: Path, overlay: Path | None = None) -> dict[str, Any]:
    """The index of a corpus, with an office's overlay laid over it. Raises BadInput with every problem."""
    from forbear.law.paper_lines import compile_papers
    from forbear.law.sentences import (  # sqlglot is wanted only where sentences are compiled
        compile_client_words,
        compile_draft_words,
        compile_hearing,
        compile_offers,
        compile_paths,
        compile_rules,
        compile_triage,
    )

    found = Read()
    read_folder(folder, found, whole=True)
    if overlay is not None:
        read_folder(overlay, found, whole=False)
    if found.problems:
        raise BadInput(sorted(set(found.problems)))
    authorities = {entry.id: entry for entry in [*found.all("policies.yaml", "authorities"), *found.all("authorities.yaml", "authorities")]}
    changes = named_by_id(found.all("office.yaml", "changes"), found.whole("aliases.yaml", "aliases"))
    _check_lists(found)
    _check_lives(found)
    _check_references(found, authorities)
    check_office(changes, found.all("office.yaml", "notes"), found.say)
    authorities = apply_changes(authorities, changes, found.say)
    rulebook = compile_rules(found, authorities)
    _check_graph(found)
    paths = compile_paths(found, authorities)
    client_words = compile_client_words(found, authorities, rulebook)
    hearing = compile_hearing(found, authorities)
    offers = compile_offers(found, authorities, rulebook)
    triage = compile_triage(found, authorities, rulebook)
    draft_words = compile_draft_words(found, authorities, rulebook)
    paper_words = compile_papers(found, authorities)
    if found.problems:
        raise BadInput(sorted(set(found.problems)))
    return {
        "authorities": list(authorities.values()),
        "actors": found.all("regimes.yaml", "actors"),
        "overlays": found.all("regimes.yaml", "overlays"),
        "postures": found.all("regimes.yaml", "postures"),
        "open_questions": found.all("regimes.yaml", "open_questions"),
        "factors": [_factor(entry, authorities) for entry in found.all("factors.yaml", "factors")],
        "forms": [_form(entry, authorities) for entry in found.all("forms.yaml", "forms")],
        "counting_rules": found.all("timing.yaml", "counting_rules"),
        "deadlines": found.all("timing.yaml", "deadlines"),
        "holidays": found.all("holidays.yaml", "holidays"),
        "closures": found.all("holidays.yaml", "closures"),
        "states": found.all("consequences.yaml", "states"),
        "transitions": found.all("consequences.yaml", "transitions"),
        "effects": found.all("consequences.yaml", "effects"),
        "graph": Graph(
            {state.id: state for state in found.all("consequences.yaml", "states")},
            found.all("consequences.yaml", "transitions"),
            found.all("consequences.yaml", "effects"),
            found.all("consequences.yaml", "work_permit_categories"),
            paths,
        ),
        "filing": found.all("filing.yaml", "items"),
        "admissions": [_admission(entry) for entry in found.all("admissions.yaml", "admissions")],
        "admission_rules": found.all("admissions.yaml", "general_rules"),
        "evidence_factors": found.all("evidence.yaml", "factors"),
        "records_requests": found.all("evidence.yaml", "records_requests"),
        "evidence_rules": found.all("evidence.yaml", "rules"),
        "evidence_kinds": found.all("documents.yaml", "evidence_kinds"),
        "warnings": found.all("documents.yaml", "warnings"),
        "documents": found.all("documents.yaml", "documents"),
        "guards": found.all("documents.yaml", "drafting_guards"),
        "conduct": found.whole("questions.yaml", "conduct"),
        "sections": found.all("questions.yaml", "sections"),
        "questions": found.all("questions.yaml", "questions"),
        "vocabulary": _vocabulary(found),
        "aliases": found.whole("aliases.yaml", "aliases"),
        "citations": Citations(found.whole("citations.yaml", "sections"), found.all("citations.yaml", "manuals")),
        "notes": found.all("office.yaml", "notes"),
        "changes": changes,
        "rulebook": rulebook,
        "client_words": client_words,
        "hearing": hearing,
        "offers": offers,
        "triage": triage,
        "draft_words": draft_words,
        "paper_words": paper_words,
    }


def _vocabulary(found: Read) -> Vocabulary:
    words = {key: tuple(found.whole("vocabulary.yaml", key)) for key in ("stages", "forms", "favourable_factors", "adverse_factors")}
    return Vocabulary(
        **words,
        flags=found.all("vocabulary.yaml", "priority_flags"),
        policy_forms=found.all("vocabulary.yaml", "policy_forms"),
        events=tuple(found.whole("timing.yaml", "events") or ()),
        timing_facts=tuple(found.whole("timing.yaml", "facts") or ()),
        proof_topics=tuple(found.whole("documents.yaml", "proof_topics") or ()),
    )


def _factor(factor: Factor, authorities: Mapping[str, Authority]) -> Factor:
    naming = [entry for entry in authorities.values() if factor.id in (*entry.favourable_factors, *entry.adverse_factors)]
    return inherit(factor, naming)


def _form(form: Form, authorities: Mapping[str, Authority]) -> Form:
    return inherit(form, [authorities[name] for name in form.standard.authorities])


def _admission(admission: Admission) -> Admission:
    dates = sorted(source.date for source in admission.sources if source.date and len(source.date) == 10)
    if admission.current_as_of or not dates:
        return admission
    return msgspec.structs.replace(admission, current_as_of=dt.date.fromisoformat(dates[-1]))


def _check_lists(found: Read) -> None:
    for (file, _), entries in found.lists.items():
        seen: set[str] = set()
        for entry in entries:
            name = str(getattr(entry, "id", ""))
            if name and name in seen:
                found.say(file, name, "the id stands twice")
            seen.add(name)
            if isinstance(entry, Entry) and entry.confidence in ("verified", "secondary") and not entry.sources and not entry.needs_review:
                found.say(file, name, f"{entry.confidence} without a source")


def _check_lives(found: Read) -> None:
    """Half-open, in order, no overlap, no gap; at most one answer for a day within one entry or one actor's timeline."""
    for file in ("policies.yaml", "authorities.yaml"):
        for entry in found.all(file, "authorities"):
            _check_periods(file, entry.id, entry.in_force, found)
            if not entry.in_force and not entry.pending:
                found.say(file, entry.id, "no period in force, and not marked pending")
    for entry in found.all("timing.yaml", "deadlines"):
        _check_periods("timing.yaml", entry.id, entry.in_force, found)
    for actor in found.all("regimes.yaml", "actors"):
        _check_periods("regimes.yaml", actor.id, actor.periods, found)
    for overlay in found.all("regimes.yaml", "overlays"):
        _check_periods("regimes.yaml", overlay.id, overlay.periods, found)


def _check_periods(file: str, name: str, periods: Sequence[Any], found: Read) -> None:
    ended: dt.date | None = None
    for number, period in enumerate(periods):
        start, end = period.start, period.end
        if start is not None and end is not None and start >= end:
            found.say(file, name, f"the period from {start} to {end} is empty")
        if number and (ended is None or start is None or start < ended):
            found.say(file, name, f"two answers for one day: a period starts {start or 'open'} but the one before ends {ended or 'open'}")
        elif number and start != ended:
            found.say(file, name, f"a gap: a period starts {start} but the one before ends {ended}")
        ended = end


def spans_overlap(spans: Sequence[Span | Period]) -> bool:
    """Whether two half-open spans share a day."""
    ordered = sorted(spans, key=lambda span: span.start or dt.date.min)
    return any(first.end is None or (second.start or dt.date.min) < first.end for first, second in pairwise(ordered))


def _check_references(found: Read, authorities: Mapping[str, Authority]) -> None:
    words = {key: set(found.whole("vocabulary.yaml", key) or ()) for key in ("stages", "forms", "favourable_factors", "adverse_factors")}
    case_factors = words["favourable_factors"] | words["adverse_factors"]
    ids = {key: {entry.id for entry in found.all(file, name)} for key, file, name in (
        ("factor", "factors.yaml", "factors"),
        ("form", "forms.yaml", "forms"),
        ("kind", "documents.yaml", "evidence_kinds"),
        ("warning", "documents.yaml", "warnings"),
        ("guard", "documents.yaml", "drafting_guards"),
        ("admission", "admissions.yaml", "admissions"),
        ("state", "consequences.yaml", "states"),
        ("question", "questions.yaml", "questions"),
        ("section", "questions.yaml", "sections"),
        ("rule of counting", "timing.yaml", "counting_rules"),
        ("deadline", "timing.yaml", "deadlines"),
        ("flag", "vocabulary.yaml", "priority_flags"),
        ("policy form", "vocabulary.yaml", "policy_forms"),
        ("filing section", "filing.yaml", "sections"),
    )}  # fmt: skip

    def check(file: str, name: str, what: str, used: Iterable[str], allowed: Iterable[str]) -> None:
        for word in set(used) - set(allowed) - {""}:
            found.say(file, name, f"unknown {what} {word!r}")

    for file in ("policies.yaml", "authorities.yaml"):
        for entry in found.all(file, "authorities"):
            check(file, entry.id, "authority", [period.by or "" for period in entry.in_force], authorities)
            check(file, entry.id, "authority", [*entry.supersedes, *entry.superseded_by], authorities)
            check(file, entry.id, "factor", [*entry.favourable_factors, *entry.adverse_factors], ids["factor"])
            check(file, entry.id, "policy form", [*entry.forms_encouraged, *entry.forms_discouraged], ids["policy form"])
            check(file, entry.id, "priority flag", [limb.priority_flag for limb in entry.priorities], ids["flag"])
            for other in entry.supersedes:
                if other in authorities and entry.id not in authorities[other].superseded_by:
                    found.say(file, entry.id, f"supersedes {other}, which does not list it in superseded_by")
    for actor in found.all("regimes.yaml", "actors"):
        for regime in actor.periods:
            check("regimes.yaml", regime.id, "authority", regime.authorities, authorities)
    for overlay in found.all("regimes.yaml", "overlays"):
        check("regimes.yaml", overlay.id, "authority", [answer.by for answer in overlay.periods], authorities)
    for factor in found.all("factors.yaml", "factors"):
        allowed = words[f"{factor.direction}_factors"]
        check("factors.yaml", factor.id, "case factor", [factor.case_factor or ""], allowed)
    for form in found.all("forms.yaml", "forms"):
        check("forms.yaml", form.id, "form", [form.case_form or ""], words["forms"])
        check("forms.yaml", form.id, "stage", form.stages, words["stages"] | {"detained"})
        used = [*form.standard.authorities, *(name for item in form.consequences.values() for name in item.authorities)]
        used += [name for fee in form.fees for name in fee.authorities]
        check(
            "forms.yaml", form.id, "authority", used + [name for item in form.circuit_variations for name in item.authorities], authorities
        )
    for entry in found.all("timing.yaml", "deadlines"):
        check("timing.yaml", entry.id, "rule of counting", [entry.counting_rule], ids["rule of counting"])
        if entry.ahead_of:
            check("timing.yaml", entry.id, "deadline", entry.ahead_of.deadlines, ids["deadline"])
        check("timing.yaml", entry.id, "event", [entry.trigger.event], found.whole("timing.yaml", "events") or ())
        check("timing.yaml", entry.id, "authority", [period.by or "" for period in entry.in_force], authorities)
    for move in found.all("consequences.yaml", "transitions"):
        check("consequences.yaml", move.id, "state", [move.start, move.end], ids["state"])
    for effect in found.all("consequences.yaml", "effects"):
        check("consequences.yaml", effect.id, "state", [effect.state], ids["state"])
        check("consequences.yaml", effect.id, "topic", [effect.topic], found.whole("consequences.yaml", "topics") or ())
    for item in found.all("filing.yaml", "items"):
        check("filing.yaml", item.id, "section", [item.section], ids["filing section"])
    for entry in found.all("admissions.yaml", "admissions"):
        check("admissions.yaml", entry.id, "authority", [linked.id for linked in entry.linked_authorities], authorities)
    for entry in found.all("evidence.yaml", "factors"):
        check("evidence.yaml", entry.id, "case factor", entry.case_factors, case_factors)
        for paper in entry.documents:
            check("evidence.yaml", f"{entry.id}/{paper.id}", "kind of evidence", paper.kinds, ids["kind"])
            check("evidence.yaml", f"{entry.id}/{paper.id}", "admission", paper.hurts, ids["admission"])
    topics = set(found.whole("documents.yaml", "proof_topics") or ()) | case_factors
    for kind in found.all("documents.yaml", "evidence_kinds"):
        check("documents.yaml", kind.id, "case factor or topic", kind.proves, topics)
    for spec in found.all("documents.yaml", "documents"):
        check("documents.yaml", spec.id, "admission or guard", spec.must_not, ids["admission"] | ids["guard"])
        check("documents.yaml", spec.id, "warning", spec.warnings, ids["warning"])
    for question in found.all("questions.yaml", "questions"):
        check("questions.yaml", question.id, "field", [question.field or ""], fields())
        check("questions.yaml", question.id, "question", [*question.leads_to, *filter(None, [question.only_after])], ids["question"])
        check("questions.yaml", question.id, "section", [question.section], ids["section"])
        check("questions.yaml", question.id, "kind of evidence", question.documents, ids["kind"])
    for manual in found.all("citations.yaml", "manuals"):
        check("citations.yaml", manual.name, "authority", [manual.authority], authorities)
    for old, kept in (found.whole("aliases.yaml", "aliases") or {}).items():
        check("aliases.yaml", old, "authority", [kept], authorities)
        if old in authorities:
            found.say("aliases.yaml", old, "an id given up may not be an entry")
    for posture in found.all("vocabulary.yaml", "policy_forms"):
        check("vocabulary.yaml", posture.id, "form", posture.forms, ids["form"])
    kinds = fields()["evidence[].kind"].allowed
    check("documents.yaml", "evidence_kinds", "kind of evidence", kinds, ids["kind"])
    assert facts()  # the profile is complete before sentences are read


def _check_graph(found: Read) -> None:
    """Every way and effect says whom it reaches, every form where it leads, and every state can be come to."""
    file = "case-paths.yaml"
    states = {state.id for state in found.all("consequences.yaml", "states")}
    moves = {move.id: move for move in found.all("consequences.yaml", "transitions")}
    effects = {effect.id for effect in found.all("consequences.yaml", "effects")}
    forms = found.whole("vocabulary.yaml", "forms") or ()
    stands = found.whole(file, "stands")
    reached = {move.end for move in moves.values()}
    for row in stands.rows if stands else ():
        reached.add(row.then)
        if row.then == NOWHERE and not row.because:
            found.say(file, "stands", "no state and no reason why")
    outside = [item.id for item in found.all("stages.yaml", "outside")]
    for stage in (*(found.whole("vocabulary.yaml", "stages") or ()), *outside):
        if not any(f"'{stage}'" in row.when for row in (stands.rows if stands else ())):
            found.say(file, "stands", f"no row says which state the stage {stage!r} is")
    led: set[str] = set()
    for lead in found.all(file, "leads"):
        if lead.form not in forms or lead.form in led:
            found.say(file, lead.form, "unknown form, or the form stands twice")
        led.add(lead.form)
        reached |= {row.then for row in lead.rows}
        for row in lead.rows:
            if row.then in (STAYS, NOWHERE) and not row.because:
                found.say(file, lead.form, "leads to no state of its own and gives no reason why")
    for form in set(forms) - led:
        found.say(file, form, "the form leads nowhere: name its state, or `none` with the reason why")
    for link in found.all(file, "within"):
        for name in {link.state, link.of} - states:
            found.say(file, link.state, f"unknown state {name!r}")
    for name in {name for text in (*found.all(file, "leads"), *found.all(file, "within")) for name in text.without} - moves.keys():
        found.say(file, name, "is left out but is no way of the graph")
    spoken: set[str] = set()
    for text in found.all(file, "entries"):
        for name in text.about:
            if name not in moves and name not in effects:
                found.say(file, name, "is neither a way nor an effect of the graph")
            elif (text.side in ("undoes", "onward")) != (name in moves):
                found.say(file, name, "ways undo or lead onward; effects open, close or keep")
            if name in spoken:
                found.say(file, name, "stands in two entries")
            spoken.add(name)
    for name in (moves.keys() | effects) - spoken:
        found.say(file, name, "no entry says whom it reaches and what it rests on")
    topics = found.whole("consequences.yaml", "topics") or ()
    for topic in found.all(file, "topics"):
        if topic.topic not in topics:
            found.say(file, topic.topic, "unknown topic")
    for move in moves.values():
        if move.start == move.end:
            found.say("consequences.yaml", move.id, "leads back to where it starts")
    for name in states - reached - {move.start for move in moves.values()}:
        found.say("consequences.yaml", name, "no way, form or stage leads to this state, and none leads from it")
