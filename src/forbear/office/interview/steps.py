"""Which questions are there for this client, in which order, and which still matter?

The questions, their order and their conditions are the law's data (`questions.yaml`). A question about the items of a list stands once
for each item. One that is answered, or that an answer has made impossible, is not asked; a condition that is not known does not stand
in the way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from forbear.assessment.matter import Matter
from forbear.casefile.fields import Field, fields, shape
from forbear.interchange.places import leaf
from forbear.law.question import Question, Section
from forbear.office.facts.groups import EVIDENCE
from forbear.office.interview.notes import How, Notes
from forbear.office.matters.changes import ABSENT, value_at

NO = (False, "none", "no")
NAMING = ("name", "for")  # facts of an item that no question asks, and that tell it apart from others


class Kind(StrEnum):
    """What a page of the interview asks for."""

    NOTICE = "notice"
    LIST = "list"
    FACT = "fact"


class Standing(StrEnum):
    """How a question stands."""

    OPEN = "open"
    SKIPPED = "skipped"
    ANSWERED = "answered"
    NOTED = "noted"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the interview. `key` names it within the matter; `path` is where its answer stands, `item` the item that it is about."""

    key: str
    question: Question
    kind: Kind
    path: str
    item: str
    standing: Standing
    value: object
    how: How | None

    @property
    def field(self) -> Field | None:
        """The field that it asks for."""
        return leaf(self.path) if self.path else None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the interview: how many questions are left in it, how many were put off."""

    section: Section
    number: int
    left: int
    skipped: int
    first: Step | None
    done: int


class Interview:
    """The interview of a matter as it stands. `short`: only what can still change an answer."""

    def __init__(self, matter: Matter, notes: Notes, *, short: frozenset[str] | None = None) -> None:
        self.matter = matter
        self.notes = notes
        self.facts = matter.case.facts
        self._short = short

    @cached_property
    def steps(self) -> list[Step]:
        """Every page, in order, also those that are not asked."""
        place = {section.id: section.order for section in self.matter.corpus.sections}
        asked = sorted(self.matter.corpus.questions, key=lambda question: place[question.section])  # within a part as the data has it
        return [step for question in asked if self._wanted(question) for step in self._steps_of(question)]

    @cached_property
    def open(self) -> list[Step]:
        """What is still to be asked. A pause is kept only before something that follows it."""
        found = [step for step in self.steps if step.standing is Standing.OPEN]
        parts = {step.question.section for step in found if step.kind is not Kind.NOTICE}
        return [step for step in found if step.kind is not Kind.NOTICE or step.question.section in parts]

    @cached_property
    def skipped(self) -> list[Step]:
        """What was put off."""
        return [step for step in self.steps if step.standing is Standing.SKIPPED]

    @cached_property
    def parts(self) -> list[Part]:
        """Each part with what is left in it."""
        found = []
        for number, section in enumerate(self.matter.corpus.sections, start=1):
            here = [step for step in self.steps if step.question.section == section.id]
            left = [step for step in self.open if step.question.section == section.id]
            put_off = [step for step in self.skipped if step.question.section == section.id]
            asked = [step for step in left if step.kind is not Kind.NOTICE]
            done = sum(step.standing in (Standing.ANSWERED, Standing.NOTED) and step.kind is not Kind.NOTICE for step in here)
            found.append(Part(section, number, len(asked), len(put_off), next(iter([*left, *put_off, *here]), None), done))
        return found

    def after(self, key: str) -> Step | None:
        """The next question after one; at the end, the first that was left open before it. None where nothing is left."""
        keys = [step.key for step in self.steps]
        here = keys.index(key) if key in keys else -1
        later = {step.key for step in self.steps[here + 1 :]}
        return next((step for step in self.open if step.key in later), None) or next((step for step in self.open if step.key != key), None)

    def before(self, key: str) -> Step | None:
        """The page before one, answered or not, so that going back loses nothing."""
        found = None
        for step in self.steps:
            if step.key == key:
                return found
            if step.standing is not Standing.MOOT:
                found = step
        return None

    def of_question(self, id: str) -> list[Step]:
        """The pages of a question."""
        return [step for step in self.steps if step.question.id == id]

    def unasked(self, root: str) -> list[Field]:
        """The facts of an item that no question asks for item by item: what tells it apart first."""
        asked = {question.field for question in self.matter.corpus.questions if not question.about}
        if root == EVIDENCE:  # has a page of its own, with the files
            return []
        found = [field for path, field in fields().items() if path.startswith(f"{root}[].") and path not in asked]
        return sorted(found, key=lambda field: field.path.rpartition(".")[2] not in NAMING)

    def asked_of(self, root: str) -> list[Field]:
        """The facts of an item that questions ask for item by item."""
        asked = [question.field for question in self.matter.corpus.questions if (question.field or "").startswith(f"{root}[].")]
        return [fields()[path] for path in asked if path is not None]

    def _wanted(self, question: Question) -> bool:
        return self._short is None or question.id in self._short or (question.field is None and self._leads(question))

    def _leads(self, notice: Question) -> bool:
        """Whether a pause stands before something of a short interview."""
        return any(each.section == notice.section and each.id in (self._short or ()) for each in self.matter.corpus.questions)

    def _steps_of(self, question: Question) -> Iterator[Step]:
        path = place_of(question, self.facts)
        root, many, rest = path.partition("[].")
        if not path:
            yield self._step(question, question.id, "", "")
        elif not many:
            yield self._step(question, path, path, "")
        elif question.about:
            number = _number(self.facts, root, question.about)
            here = f"{root}[{number}].{rest}"
            yield self._step(question, question.id, here, f"{root}[{number}]")
        elif question.id == self._heads.get(root):
            yield self._step(question, root, root, "")
        else:
            items = value_at(self.facts, root)
            for number in range(len(items) if isinstance(items, list) else 0):
                if not self.told_apart(root, number):
                    here = f"{root}[{number}].{rest}"
                    yield self._step(question, here, here, f"{root}[{number}]")

    @cached_property
    def _heads(self) -> Mapping[str, str]:
        """The question that opens each list: the one that may be asked again and again, else the first."""
        found: dict[str, str] = {}
        for question in sorted(self.matter.corpus.questions, key=lambda each: not each.repeat):
            root, many, _ = (question.field or "").partition("[].")
            if many and not question.about:
                found.setdefault(root, question.id)
        return found

    def told_apart(self, root: str, number: int) -> bool:
        """Whether questions of their own are about this item, such as the client's own service."""
        owners = [question.about for question in self.matter.corpus.questions if question.about and question.field]
        item = value_at(self.facts, f"{root}[{number}]")
        return isinstance(item, dict) and any(all(item.get(key) == value for key, value in about.items()) for about in owners)

    def _step(self, question: Question, key: str, path: str, item: str) -> Step:
        found = value_at(self.facts, path) if path else ABSENT
        value = None if found is ABSENT else found
        kind = Kind.NOTICE if not path else Kind.LIST if self._heads.get(path) == question.id else Kind.FACT
        note = self.notes.get(key)
        how = note.how if note else None
        if self._moot(question):
            standing = Standing.MOOT
        elif kind is Kind.LIST:
            others = isinstance(value, list) and any(not self.told_apart(path, number) for number in range(len(value)))
            standing = Standing.ANSWERED if value == [] or (others and how is How.DONE) else _noted(how)
        else:
            standing = Standing.ANSWERED if value is not None else _noted(how)
        return Step(key, question, kind, path, item, standing, value, how)

    def _moot(self, question: Question) -> bool:
        rule = self.matter.rulebook.asking.get(question.id)
        if rule is not None and self.matter.reading.rule(rule).value is False:
            return True
        lead = next((each for each in self.matter.corpus.questions if each.id == question.only_after), None)
        return lead is not None and (self._says_no(lead) or self._moot(lead))

    def _says_no(self, lead: Question) -> bool:
        path = place_of(lead, self.facts)
        root, many, rest = path.partition("[].")
        if many and lead.about:
            path = f"{root}[{_number(self.facts, root, lead.about)}].{rest}"
        elif many:
            return value_at(self.facts, root) == [] or self._noted_none(root)
        value = value_at(self.facts, path)
        return value in NO if isinstance(value, (bool, str)) else self._noted_none(path) or self._noted_none(lead.id)

    def _noted_none(self, key: str) -> bool:
        note = self.notes.get(key)
        return note is not None and note.how is How.NONE


def place_of(question: Question, facts: Mapping[str, object]) -> str:
    """Where a question's answer stands in this file. Where a list may stand in the place of its field, the field beside the list."""
    path = question.field or ""
    root = path.partition(".")[0].removesuffix("[]")
    form = shape().keys.get(root)
    two = form is not None and form.items is not None and bool(form.keys) and "[" not in path.partition(".")[0]
    if not two or isinstance(facts.get(root), dict):
        return path
    return next((field.path for field in fields().values() if field.asked_by == question.id and field.path != path), path)


def _noted(how: How | None) -> Standing:
    if how is None or how is How.DONE:
        return Standing.OPEN
    return Standing.SKIPPED if how is How.SKIPPED else Standing.NOTED


def _number(facts: Mapping[str, object], root: str, about: Mapping[str, str]) -> int:
    """The item that a question is about, or the next one where there is none yet."""
    items = value_at(facts, root)
    standing = items if isinstance(items, list) else []
    fitting = (number for number, item in enumerate(standing) if all(item.get(key) == value for key, value in about.items()))
    return next(fitting, len(standing))
