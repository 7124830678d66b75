"""What was read of which files, and what has a person said to each fact? One sealed document a reading, every word to it a revision."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from forbear.casefile.model import CaseFile
from forbear.interchange.papers.fields import Claim
from forbear.interchange.papers.kinds import papers
from forbear.interchange.papers.proposal import Held, Offer, Proposal, plain, proposals, same
from forbear.office.matters import reading, writing
from forbear.office.matters.reading import Document
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

KIND = "paper-read"
WAITING, READ, FAILED = "waiting", "read", "failed"
MOST_TRIES = 20  # times that somebody else may be faster


class Source(msgspec.Struct, frozen=True):
    """A file that was handed in, as it is sealed in the matter. `digest` is the SHA-256 of what came."""

    id: uuid.UUID
    name: str
    digest: str


class Said(msgspec.Struct, frozen=True):
    """What a person said to a fact: yes, no, edited, kept (ours stays, theirs is noted) or new (another item); `place` is where it went."""

    said: str
    who: str
    place: str = ""


class PaperRead(msgspec.Struct, frozen=True):
    """One paper of a file: which, on which pages, what it says. `drawn` are pictures of recognised pages, by page, as sealed files."""

    file: int
    kind: str
    edition: str | None
    pages: list[int]
    of: int
    claims: list[Claim]
    sides: list[tuple[float, float]]
    drawn: dict[int, uuid.UUID] = {}


class Content(msgspec.Struct, frozen=True):
    """A reading as it is sealed. `said` is by "paper.claim"."""

    status: str
    files: list[Source]
    problems: list[str] = []
    papers: list[PaperRead] = []
    said: dict[str, Said] = {}

    def title(self, paper: int) -> str:
        """What a paper is called."""
        return papers()[self.papers[paper].kind].title

    def offer(self, paper: int, case: CaseFile) -> Offer:
        """A paper beside a case as it is: the same as the command line shows. Items that a person made new ones stay so."""
        one = self.papers[paper]
        found = proposals(one.claims, case)
        taken = {
            (one.claims[int(key.partition(".")[2])].fact.partition("[]")[0], one.claims[int(key.partition(".")[2])].item): said.place
            for key, said in self.said.items()
            if said.place and key.startswith(f"{paper}.")
        }
        placed = [_placed(each, taken.get((each.fact.partition("[]")[0], each.item)), case) for each in found]
        source = self.files[one.file]
        return Offer(Path(source.name), source.digest, papers()[one.kind], one.edition, one.pages, one.of, placed, one.sides)


class Reading(msgspec.Struct, frozen=True):
    """A reading with its id, its revision, when and by whom it was last changed."""

    id: uuid.UUID
    revision: int
    at: dt.datetime
    who: str
    content: Content


def readings(person: Person, matter_id: uuid.UUID) -> list[Reading]:
    """The readings of a matter, the newest first. Raises NotThere."""
    return [_reading(each) for each in reading.documents(person, matter_id, KIND)]


def reading_of(person: Person, matter_id: uuid.UUID, reading_id: uuid.UUID) -> Reading:
    """One reading. Raises NotThere."""
    return _reading(reading.document(person, matter_id, reading_id, kind=KIND))


def begin(person: Person, matter_id: uuid.UUID, files: list[Source], why: str) -> uuid.UUID:
    """A reading that waits to be done, by its id. Raises NotThere, BadInput."""
    saved = writing.keep(person, matter_id, KIND, msgspec.to_builtins(Content(WAITING, files), str_keys=True), why)
    assert isinstance(saved, Saved)
    assert saved.document is not None
    return saved.document


def change(person: Person, matter_id: uuid.UUID, reading_id: uuid.UUID, made: Callable[[Content], Content], why: str = "") -> None:
    """Writes a reading anew from what it is by then, so that two people at one paper lose nothing. Raises NotThere, BadInput."""
    for _ in range(MOST_TRIES):
        now = reading_of(person, matter_id, reading_id)
        content: dict[str, Any] = msgspec.to_builtins(made(now.content), str_keys=True)
        if not isinstance(writing.keep(person, matter_id, KIND, content, why, document=reading_id, base=now.revision), Conflict):
            return
    raise BadInput([Problem("paper", None, "others keep changing this paper; nothing was written, say it again")])


def _reading(found: Document) -> Reading:
    content = msgspec.convert(found.content, Content, strict=False)
    return Reading(found.id, found.revision, found.at, found.who, content)


def _placed(proposal: Proposal, place: str | None, case: CaseFile) -> Proposal:
    """The proposal in the item where a person has put what the paper says of it."""
    inner = proposal.fact.partition("[]")[2]
    branch, _, number = (place or "").rpartition("[")
    items = case.items(branch) if place else None
    at = int(number[:-1]) if place else 0
    if not place or not items or at >= len(items):
        return proposal
    held, field = items[at].get(inner.removeprefix(".")), inner.rpartition(".")[2]
    agrees = held is not None and same(field, held, proposal.value)
    conflict = Held(place + inner, plain(held)) if held not in (None, []) and not agrees else None
    return msgspec.structs.replace(proposal, place=place + inner, agrees=agrees, conflicts_with=conflict)
