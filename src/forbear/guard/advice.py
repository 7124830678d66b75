"""What does an admission mean for this client at this stage, and what does a careful practitioner write instead?"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from forbear.casefile.model import CaseFile, stem
from forbear.guard.finding import Purpose
from forbear.law.admission import Admission, Phase, Severity
from forbear.law.corpus import Corpus
from forbear.rules.explain import Reading

SWORN = ("sworn-declaration", "relief-form")
TRUTHFUL = "Must be answered truthfully or not filed; counsel decides"


@dataclass(frozen=True, slots=True)
class Setting:
    """The day, the case and the purpose for which a text is read. Without a case every admission counts at its gravest."""

    corpus: Corpus
    on: dt.date
    phase: Phase | None = None
    case: CaseFile | None = None
    purpose: Purpose | None = None
    reading: Reading | None = None

    def severity(self, admission: Admission) -> Severity:
        """How grave the admission is at the stage of the case."""
        return admission.at(self.phase) if self.phase else admission.severity

    def authorities(self, admission: Admission) -> list[str]:
        """The changing law behind an admission that is in force on the day and reaches the case's circuit."""
        known = self.corpus.authorities
        circuit = self.case.circuit if self.case else None
        return [link.id for link in admission.linked_authorities if link.id in known and known[link.id].binds(self.on, circuit)]

    def held(self, admission: Admission) -> list[str]:
        """Where the government already holds it, as the file's disclosure log says: source, exhibit and page."""
        if self.case is None:
            return []
        fields = [field for rule in self.corpus.rulebook.dangers if rule.rule.then == admission.id for field in rule.where]
        places = {stem(field) for field in fields}
        held = [entry for entry in self.case.items("disclosure") or [] if entry.get("held_by_government") == "yes"]
        return [_source(entry) for entry in held if any(_within(stem(str(entry.get("fact", ""))), place) for place in places)]


def because(admission: Admission, phase: Phase | None) -> str:
    """What is given away and why it harms."""
    reason = f"{admission.what_is_admitted} {admission.why_harmful}"
    if phase and admission.at(phase) != admission.severity:
        reason += f" At this stage ({phase.replace('-', ' ')}) it counts as {admission.at(phase)}."
    return reason


def instead(admission: Admission, purpose: Purpose | None) -> str:
    """What to do with the sentence. In sworn or required answers never "leave out"; nothing here states a fact of any case."""
    if purpose in SWORN:
        return f"{TRUTHFUL}, before anybody signs. Do not soften it into something that is not true."
    letter = f"Leave it out unless counsel decides otherwise. {' '.join(_ended(framing) for framing in admission.safer_framing)}".strip()
    return letter if purpose else f"{letter} In a sworn or required answer: {TRUTHFUL[0].lower()}{TRUTHFUL[1:]}."


def _ended(words: str) -> str:
    return words if words.endswith((".", "'", ")")) else f"{words}."


def _within(path: str, place: str) -> bool:
    return bool(path) and (path == place or path.startswith(f"{place}.") or place.startswith(f"{path}."))


def _source(entry: Mapping[str, object]) -> str:
    place = f", exhibit {entry['exhibit']}" if entry.get("exhibit") else ""
    page = f" at {entry['page']}" if entry.get("page") else ""
    return f"{entry.get('source') or 'a paper of the government'}{place}{page}"
