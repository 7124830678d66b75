"""What governed on a day? The corpus, read from its index part by part."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from forbear.law.admission import Admission, GeneralRule
from forbear.law.authority import Authority
from forbear.law.calendar import Calendar
from forbear.law.citation import Citations
from forbear.law.claim import DraftWords
from forbear.law.client_copy import ClientWords
from forbear.law.consequence import Effect, Graph, State, Transition
from forbear.law.document import ClientWarning, DocumentSpec, EvidenceKind, Guard
from forbear.law.entry import Entry
from forbear.law.evidence import EvidenceFactor, EvidenceRule, RecordsRequest
from forbear.law.filing import FilingItem
from forbear.law.form import Factor, Form
from forbear.law.hearing import HearingRule
from forbear.law.index import CORPUS, Index, load_index
from forbear.law.offer import OfferRules
from forbear.law.office import Change, OfficeNote
from forbear.law.paper import PaperWords
from forbear.law.question import Conduct, Question, Section
from forbear.law.regime import Actor, Answer, OpenQuestion, Overlay, PostureWord, Regime
from forbear.law.table import Rulebook
from forbear.law.timing import Closure, CountingRule, Deadline, Holiday
from forbear.law.triage import Triage
from forbear.law.vocabulary import Vocabulary

T = TypeVar("T")
# The lists in which an entry is looked up by its id, first found first.
SHELVES: dict[str, type[Entry]] = {
    "authorities": Authority,
    "forms": Form,
    "factors": Factor,
    "deadlines": Deadline,
    "admissions": Admission,
    "filing": FilingItem,
    "states": State,
    "transitions": Transition,
    "effects": Effect,
    "counting_rules": CountingRule,
    "documents": DocumentSpec,
    "evidence_factors": EvidenceFactor,
    "records_requests": RecordsRequest,
    "evidence_rules": EvidenceRule,
    "admission_rules": GeneralRule,
    "guards": Guard,
    "open_questions": OpenQuestion,
}


@dataclass(frozen=True, slots=True)
class Governing:
    """What governed one actor on a day: the regime, its authorities then in force, those no longer or not yet, the overlays."""

    actor: Actor
    on: dt.date
    regime: Regime | None
    authorities: Sequence[Authority]
    not_in_force: Sequence[Authority]
    overlays: Sequence[tuple[Overlay, Answer | None]]
    uncertain: Sequence[str]


class Corpus:
    """Dated law. Nothing is unpacked before it is asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @classmethod
    def load(cls, corpus: Path = CORPUS, overlay: Path | None = None) -> "Corpus":
        """The corpus as it stands, with an office's overlay. Raises BadInput where it is not sound."""
        return cls(load_index(corpus, overlay))

    def _part(self, name: str, kind: type[T]) -> T:
        return msgspec.msgpack.decode(self.index.parts[name], type=kind)

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """Every authority by id."""
        return {entry.id: entry for entry in self._part("authorities", list[Authority])}

    @cached_property
    def factor_ids(self) -> Mapping[str, Sequence[str]]:
        """The entries on factors, by the case's own word for each."""
        found: dict[str, list[str]] = {}
        for entry in self.factors:
            if entry.case_factor:
                found.setdefault(entry.case_factor, []).append(entry.id)
        return found

    @cached_property
    def naming(self) -> Mapping[str, Sequence[Authority]]:
        """The authorities that name a factor, by the case's own word for it."""
        found: dict[str, list[Authority]] = {}
        for authority in self.authorities.values():
            named = {*authority.favourable_factors, *authority.adverse_factors}
            for factor, idents in self.factor_ids.items():
                if not named.isdisjoint(idents):
                    found.setdefault(factor, []).append(authority)
        return found

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self._part("actors", list[Actor])}

    @cached_property
    def overlays(self) -> Sequence[Overlay]:
        """Questions that lie across all actors."""
        return self._part("overlays", list[Overlay])

    @cached_property
    def postures(self) -> Mapping[str, PostureWord]:
        """The words for how open an actor is."""
        return {word.id: word for word in self._part("postures", list[PostureWord])}

    @cached_property
    def rulebook(self) -> Rulebook:
        """Every compiled rule."""
        return self._part("rulebook", Rulebook)

    @cached_property
    def client_words(self) -> ClientWords:
        """The words of the client's copy."""
        return self._part("client_words", ClientWords)

    @cached_property
    def hearing(self) -> Sequence[HearingRule]:
        """The lines for the page of a hearing, in the order of the page."""
        return self._part("hearing", list[HearingRule])

    @cached_property
    def offers(self) -> OfferRules:
        """The rules that answer an offer of the government."""
        return self._part("offers", OfferRules)

    @cached_property
    def triage(self) -> Triage:
        """The order in which a docket is worked."""
        return self._part("triage", Triage)

    @cached_property
    def draft_words(self) -> DraftWords:
        """What drafts are read for besides admissions."""
        return self._part("draft_words", DraftWords)

    @cached_property
    def documents(self) -> Mapping[str, DocumentSpec]:
        """What each document must be, by id."""
        return {spec.id: spec for spec in self._part("documents", list[DocumentSpec])}

    @cached_property
    def filing(self) -> Sequence[FilingItem]:
        """What makes a filing acceptable."""
        return self._part("filing", list[FilingItem])

    @cached_property
    def paper_words(self) -> PaperWords:
        """What papers can say."""
        return self._part("paper_words", PaperWords)

    @cached_property
    def citations(self) -> Citations:
        """Where sections of the Act stand in the Code, and the names of manuals."""
        return self._part("citations", Citations)

    @cached_property
    def guards(self) -> Mapping[str, Guard]:
        """The guards of drafting by id."""
        return {entry.id: entry for entry in self._part("guards", list[Guard])}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms of discretion by id."""
        return {form.id: form for form in self._part("forms", list[Form])}

    @cached_property
    def factors(self) -> Sequence[Factor]:
        """The factors as policies name them."""
        return self._part("factors", list[Factor])

    @cached_property
    def admissions(self) -> Mapping[str, Admission]:
        """The harmful admissions by id."""
        return {entry.id: entry for entry in self._part("admissions", list[Admission])}

    @cached_property
    def evidence_factors(self) -> Sequence[EvidenceFactor]:
        """Proof for each factor."""
        return self._part("evidence_factors", list[EvidenceFactor])

    @cached_property
    def evidence_kinds(self) -> Mapping[str, EvidenceKind]:
        """The kinds of exhibit by id."""
        return {kind.id: kind for kind in self._part("evidence_kinds", list[EvidenceKind])}

    @cached_property
    def warnings(self) -> Mapping[str, ClientWarning]:
        """What a client may have to be told, by id."""
        return {warning.id: warning for warning in self._part("warnings", list[ClientWarning])}

    @cached_property
    def conduct(self) -> Sequence[Conduct]:
        """How an interview is held."""
        return self._part("conduct", list[Conduct])

    @cached_property
    def sections(self) -> Sequence[Section]:
        """The parts of the interview, in their order."""
        return sorted(self._part("sections", list[Section]), key=lambda section: section.order)

    @cached_property
    def questions(self) -> Sequence[Question]:
        """The interview's questions, in their order."""
        return self._part("questions", list[Question])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The short names under which findings are reported."""
        return self._part("vocabulary", Vocabulary)

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Ids given up, and the id kept."""
        return self._part("aliases", dict[str, str])

    @cached_property
    def notes(self) -> Sequence[OfficeNote]:
        """The office's own notes."""
        return self._part("notes", list[OfficeNote])

    @cached_property
    def changes(self) -> Sequence[Change]:
        """The office's own changes of law."""
        return self._part("changes", list[Change])

    def changed_by_office(self, day: dt.date) -> list[str]:
        """The office's changes of law that count on a day, as every page says them."""
        return [change.said() for change in self.changes if change.holds(day)]

    def notes_for(self, day: dt.date, place: Sequence[str] | None = None) -> list[str]:
        """The office's notes that count on a day, and for a place (the names of a court and a judge) if one is given."""
        return [said for note in self.notes if note.holds(day) and (said := note.said(place))]

    @cached_property
    def deadlines(self) -> Mapping[str, Deadline]:
        """The deadlines by id."""
        return {entry.id: entry for entry in self._part("deadlines", list[Deadline])}

    @cached_property
    def counting_rules(self) -> Mapping[str, CountingRule]:
        """The rules by which days are counted, by id."""
        return {entry.id: entry for entry in self._part("counting_rules", list[CountingRule])}

    @cached_property
    def calendar(self) -> Calendar:
        """Business days, legal holidays and closures."""
        holidays = {item.date: item.name for item in self._part("holidays", list[Holiday])}
        return Calendar(holidays, {item.date: item.kind for item in self._part("closures", list[Closure])})

    @cached_property
    def graph(self) -> Graph:
        """The graph of consequences with the rules by which it speaks to a case."""
        return self._part("graph", Graph)

    def shelf(self, name: str) -> Sequence[Entry]:
        """The entries of one list."""
        if name == "authorities":
            return list(self.authorities.values())
        kind: Any = SHELVES[name]
        found: list[Entry] = self._part(name, list[kind])
        return found

    def find(self, name: str) -> list[tuple[str, Entry]]:
        """Every entry with an id, an alias, or `list:id`, each with the list it stands in."""
        shelf, _, ident = name.rpartition(":")
        ident = self.aliases.get(ident, ident)
        shelves = [shelf] if shelf in SHELVES else SHELVES if not shelf else ()
        return [(each, entry) for each in shelves for entry in self.shelf(each) if entry.id == ident]

    def search(self, words: Iterable[str]) -> list[tuple[str, Entry]]:
        """Entries that hold every word, those with it in id, title or citation first."""
        wanted = [word.lower() for word in words if word.strip()]
        ranked: list[tuple[int, str, Entry]] = []
        for shelf in SHELVES:
            for entry in self.shelf(shelf):
                head = f"{entry.id} {entry.title} {getattr(entry, 'cite', '')}".lower()
                text = head if all(word in head for word in wanted) else str(msgspec.to_builtins(entry)).lower()
                if wanted and all(word in text for word in wanted):
                    ranked.append((0 if text is head else 1, shelf, entry))
        return [(shelf, entry) for _, shelf, entry in sorted(ranked, key=lambda item: item[0])]

    def on(self, day: dt.date, circuit: str | None = None, *, actor: str = "opla") -> Governing:
        """What governed an actor on a day: only listed authorities whose own entry was in force count."""
        who = self.actors[actor]
        regime = who.on(day)
        listed = [self.authorities[name] for name in regime.authorities] if regime else []
        binding = [entry for entry in listed if entry.binds(day, circuit) or (entry.status(day) == "in_force" and circuit is None)]
        doubts = [regime.uncertainty] if regime and regime.uncertainty else []
        doubts += [doubt for entry in listed if (doubt := entry.doubt(day, circuit))]
        answers = [(overlay, overlay.on(day)) for overlay in self.overlays]
        return Governing(who, day, regime, binding, [entry for entry in listed if entry not in binding], answers, doubts)

    def about(self, topic: str, day: dt.date, circuit: str | None) -> list[Authority]:
        """Authorities in force on a day that serve a topic, a form or a stage, in the circuit."""
        return [entry for entry in self.authorities.values() if topic in entry.used_for and entry.binds(day, circuit)]

    def topics(self) -> list[str]:
        """Every topic, form or stage that some authority serves."""
        return sorted({topic for entry in self.authorities.values() for topic in entry.used_for})


def current_as_of(entries: Iterable[Authority], on: dt.date) -> dt.date | None:
    """The oldest date among the entries still open; entries that have ended do not count."""
    dates = [entry.current_as_of for entry in entries if entry.current_as_of and _open_ended(entry, on)]
    return min(dates) if dates else None


def _open_ended(entry: Authority, on: dt.date) -> bool:
    period = entry.period(on)
    return period is not None and period.end is None


def stale(entries: Iterable[Authority], on: dt.date) -> list[Authority]:
    """The open-ended entries that must be looked at again before they are relied on."""
    return [entry for entry in entries if _open_ended(entry, on) and entry.stale(on)]
