"""What becomes of a fact that a paper offers? Nothing, until a person says so; then it enters with exhibit, page and who claims it."""

import uuid
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _

from forbear.casefile.model import CaseFile
from forbear.interchange.papers.accepting import Accepted, with_facts
from forbear.interchange.papers.proposal import Proposal
from forbear.office.evidence.adding import free_id
from forbear.office.facts.saving import save
from forbear.office.matters import reading
from forbear.office.matters.changes import differences
from forbear.office.matters.keeping import as_case, as_facts
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person
from forbear.office.reading.kept import Content, Reading, Said, change

SURE = 0.9  # below which a reading is called unsure: what recognition read once, a mark that ink and sign tell differently
YES, NO, EDITED, KEEP, NEW = "yes", "no", "edited", "kept", "new"


@dataclass(frozen=True, slots=True)
class Line:
    """A fact that a paper offers, beside the file as it is now, and what was said to it."""

    number: int
    proposal: Proposal
    said: Said | None

    @property
    def unsure(self) -> bool:
        """Whether it is to be looked at closely."""
        return self.proposal.confidence < SURE

    @property
    def may_keep(self) -> bool:
        """Whether the file's own value may stay, with the government's noted beside it."""
        return self.proposal.conflicts_with is not None and self.proposal.alleged

    @property
    def may_be_new(self) -> bool:
        """Whether it may be another item of its list."""
        return self.proposal.conflicts_with is not None and "[" in self.proposal.place


@dataclass(frozen=True, slots=True)
class Clashed:
    """Somebody else has changed the same: what was found, and what was to be written."""

    found: Conflict
    changes: dict[str, object]


def lines(content: Content, paper: int, opened: reading.Opened) -> list[Line]:
    """Everything that a paper offers, in its order."""
    offer = content.offer(paper, opened.case)
    return [Line(number, each, content.said.get(f"{paper}.{number}")) for number, each in enumerate(offer.proposals)]


def undecided(found: list[Line]) -> list[Line]:
    """What no person has said anything to yet."""
    return [line for line in found if line.said is None]


def reject(person: Person, matter_id: uuid.UUID, which: Reading, paper: int, number: int) -> None:
    """Leaves a fact out of the file; it stays left out. Raises NotThere, BadInput."""
    _say(person, matter_id, which, f"{paper}.{number}", Said(NO, str(person)))


def accept(
    person: Person, matter_id: uuid.UUID, which: Reading, paper: int, number: int, *, base: int, how: str, value: object = None
) -> Saved | Clashed:
    """Takes a fact into the matter as it was shown at revision `base`: the paper's value, or the one a person wrote instead.

    Raises NotThere, and BadInput where it contradicts the file; nothing is written then.
    """
    before = reading.facts_at(person, matter_id, base)
    case = as_case(before, matter_id)
    offer = which.content.offer(paper, case)
    proposal = offer.proposals[number]
    one = Accepted(proposal, proposal.value if how != EDITED else value, kept=how == KEEP, new=how == NEW)
    after = as_facts(with_facts(case, offer, [one], which.content.files[which.content.papers[paper].file].name))
    wanted = {path: now for path, (_was, now) in differences(before, after).items()}
    title = which.content.title(paper)
    saved = save(
        person, matter_id, base, wanted, _("read from a paper: %(title)s, page %(page)s") % {"title": title, "page": proposal.page}
    )
    if isinstance(saved, Conflict):
        return Clashed(saved, wanted)
    _say(person, matter_id, which, f"{paper}.{number}", Said(how, str(person), _place(case, proposal, how)))
    return saved


def listed(content: Content, paper: int, opened: reading.Opened) -> bool:
    """Whether the paper is an exhibit already."""
    name = content.files[content.papers[paper].file].name
    return any(item.get("file") == name for item in opened.case.items("evidence") or ())


def use_as_exhibit(person: Person, matter_id: uuid.UUID, name: str, *, title: str, kind: str | None, pages: int) -> Saved | Conflict:
    """Lists a sealed file among the exhibits, without taking any fact from it. Raises NotThere, BadInput."""
    opened = reading.opened(person, matter_id)
    items = opened.case.items("evidence") or ()
    at = f"evidence[{len(items)}]"
    facts: dict[str, object] = {f"{at}.id": free_id([item.get("id") for item in items]), f"{at}.title": title, f"{at}.file": name}
    facts |= {f"{at}.pages": pages} if pages else {}
    facts |= {f"{at}.kind": kind} if kind else {}
    return save(person, matter_id, opened.revision, facts, _("exhibit added"))


def _say(person: Person, matter_id: uuid.UUID, which: Reading, key: str, said: Said) -> None:
    change(person, matter_id, which.id, lambda now: msgspec.structs.replace(now, said=now.said | {key: said}))


def _place(case: CaseFile, proposal: Proposal, how: str) -> str:
    """The item in which the paper's other facts of it belong too; nothing for what is no item of a list."""
    branch, mark, _inner = proposal.fact.partition("[]")
    if not mark or branch == "evidence" or how == KEEP:
        return ""
    items = case.items(branch) or ()
    number = len(items) if how == NEW else min(int(proposal.place.partition("[")[2].partition("]")[0]), len(items))
    return f"{branch}[{number}]"
