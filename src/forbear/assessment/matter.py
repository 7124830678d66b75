"""What every question of an assessment starts from: one case, one day, the law of that day, and its rules read over the facts."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property

from forbear.casefile.model import CaseFile
from forbear.casefile.profile import Profile, facts
from forbear.law.authority import Authority
from forbear.law.corpus import Corpus
from forbear.law.table import Rulebook
from forbear.rules.explain import Outcome, Reading, Rule
from forbear.rules.verdict import Verdict

Answer = Verdict | Outcome


class Matter:
    """One case on one day under the law of that day. Findings note here what they rested on and what they left open."""

    def __init__(self, case: CaseFile, corpus: Corpus, on: dt.date) -> None:
        self.case = case
        self.corpus = corpus
        self.on = on
        self.profile = Profile(case, on)
        self.relied_on: dict[str, None] = {}
        self.open: dict[str, list[Answer]] = {}

    @property
    def rulebook(self) -> Rulebook:
        """The compiled rules."""
        return self.corpus.rulebook

    @cached_property
    def reading(self) -> Reading:
        """The rules read over this case."""
        book = self.rulebook
        return Reading(self.profile, self.on, self.case.circuit, book.conclusions, book.exceptions, {"stage": book.stage})

    def says(self, conclusion: str) -> bool | None:
        """Whether a named conclusion holds."""
        return self.reading.conclusion(conclusion).value

    def stage_is(self, *stages: str) -> bool:
        """Whether the stage is surely one of these."""
        return self.reading.answer("stage").then in stages

    def in_force(self, names: Iterable[str]) -> list[str]:
        """Of these authorities, those in force on the day and reaching the circuit; each is noted as relied on."""
        authorities = self.corpus.authorities
        kept = [name for name in dict.fromkeys(names) if authorities[name].binds(self.on, self.case.circuit)]
        self.relied_on.update(dict.fromkeys(kept))
        return kept

    def relied(self) -> list[Authority]:
        """The authorities that the findings so far rest on."""
        return [self.corpus.authorities[name] for name in self.relied_on]

    def left_open(self, finding: str, *answers: Answer) -> None:
        """Notes a finding that more facts can still change."""
        self.open.setdefault(finding, []).extend(answers)

    def words(self, text: str) -> str:
        """A reason with the facts of the case put in for the names in braces."""
        filled = re.sub(r"\{(\w+)\}", lambda match: said(self.profile[match[1]].value), text) if "{" in text else text
        return re.sub(r"\b1 (day|year)s\b", r"1 \1", filled) if "1 " in filled else filled


def said(value: object) -> str:
    """A value in words: dates as 13 Oct 2026, what is not known as a dash."""
    if isinstance(value, dt.date):
        return f"{value.day} {value:%b %Y}"
    return "–" if value is None else str(value)


def open_facts(answer: Answer) -> list[Verdict]:
    """The facts, not known, that keep an answer open."""
    if isinstance(answer, Verdict):
        return [leaf for leaf in answer.deciding() if leaf.value is None]
    return [leaf for _, verdict in answer.verdicts if verdict.value is None for leaf in verdict.deciding() if leaf.value is None]


def lacking(answer: Answer) -> list[str]:
    """The fields of the case file that would settle an answer, each once."""
    return list(dict.fromkeys(path for leaf in open_facts(answer) if leaf.found for path in leaf.found.lacking))


def because_open(answer: Answer) -> str:
    """Why an answer is open, in one line."""
    return why_open(open_facts(answer))


def why_open(leaves: Iterable[Verdict]) -> str:
    """Why an answer is open that rests on these facts, in one line: what is not known in words, a judgment, unsettled law."""
    leaves = list(leaves)
    asked = dict.fromkeys(in_words(leaf.fact) for leaf in leaves if leaf.found and leaf.found.why == "fact" and leaf.fact)
    parts = [f"not known: {', '.join(asked)}"] if asked else []
    if any(leaf.found and leaf.found.why == "judgment" for leaf in leaves):
        parts.append("a judgment left to counsel")
    if any(leaf.found and leaf.found.why == "law" for leaf in leaves):
        parts.append("the law is unsettled: sources differ")
    return "; ".join(parts) or "not known"


def in_words(name: str) -> str:
    """A fact in the words of its registration, without what they add in brackets or after a colon."""
    item = facts().get(name)
    text = re.split(r"[:;]| \(", item.meaning if item else name.replace("_", " "))[0]
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def cites(rule: Rule | None, answer: Answer) -> list[str]:
    """The authorities of a row and of the conclusions it rests on."""
    if isinstance(answer, Verdict):
        return answer.authorities_below()
    verdict = next((verdict for row, verdict in answer.verdicts if row is rule), None)
    return verdict.authorities_below() if verdict else []
