"""Which requests are being prepared in a matter, and which papers of each are kept? Sealed documents, each with its past."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from forbear.drafting.document import Document
from forbear.drafting.rewriting import Rewrite
from forbear.office.matters import reading, writing
from forbear.office.matters.reading import Document as KeptDocument
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person

ASKING, PAPER = "asking", "paper"
OUTGOING, CLIENT, MESSAGE = "outgoing", "client", "message"


@dataclass(frozen=True, slots=True)
class Asking:
    """A form that is being asked for."""

    id: uuid.UUID
    form: str
    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a request, at one revision. `text` is as it was composed then; `facts` the revision of the facts behind it."""

    id: uuid.UUID
    asking: uuid.UUID
    name: str
    title: str
    group: str
    language: str
    revision: int
    rewrites: tuple[Rewrite, ...]
    text: str
    facts: int
    source: str
    at: dt.datetime
    who: str
    why: str


def begun(person: Person, matter_id: uuid.UUID) -> list[Asking]:
    """The requests in preparation, the newest first. Raises NotThere."""
    return [_asking(each) for each in reading.documents(person, matter_id, ASKING)]


def asking(person: Person, matter_id: uuid.UUID, asking_id: uuid.UUID) -> Asking:
    """One request. Raises NotThere."""
    return _asking(reading.document(person, matter_id, asking_id, kind=ASKING))


def begin(person: Person, matter_id: uuid.UUID, form: str, why: str) -> uuid.UUID:
    """The request for a form, begun if it was not yet. Raises NotThere, BadInput."""
    for each in begun(person, matter_id):
        if each.form == form:
            return each.id
    saved = writing.keep(person, matter_id, ASKING, {"form": form}, why)
    assert isinstance(saved, Saved)
    assert saved.document is not None
    return saved.document


def papers(person: Person, matter_id: uuid.UUID, asking_id: uuid.UUID) -> list[Paper]:
    """The papers of a request as they stand, in the order in which they were first made. Raises NotThere."""
    kept = [_paper(each) for each in reading.documents(person, matter_id, PAPER)]
    groups = (OUTGOING, CLIENT, MESSAGE)
    return sorted(
        (each for each in kept if each.asking == asking_id), key=lambda each: (groups.index(each.group), each.title, each.language)
    )


def paper(person: Person, matter_id: uuid.UUID, paper_id: uuid.UUID, revision: int | None = None) -> Paper:
    """One paper, as it stands or at a revision. Raises NotThere."""
    return _paper(reading.document(person, matter_id, paper_id, revision, kind=PAPER))


def past(person: Person, matter_id: uuid.UUID, paper_id: uuid.UUID) -> list[Paper]:
    """Every revision of a paper, the newest first. Raises NotThere."""
    return [_paper(each) for each in reading.past_of_document(person, matter_id, paper_id) if each.kind == PAPER]


def rewrites(kept: Iterable[Paper]) -> dict[str, tuple[Rewrite, ...]]:
    """What was rewritten, by the names of papers."""
    return {each.name: each.rewrites for each in kept if each.rewrites}


def keep(
    person: Person,
    matter_id: uuid.UUID,
    asking_id: uuid.UUID,
    document: Document,
    group: str,
    *,
    facts: int,
    source: str,
    why: str,
    before: Paper | None = None,
    base: int = 0,
    rewritten: Iterable[Rewrite] = (),
) -> Saved | Conflict:
    """Keeps a paper, new or as the next revision after `base`. `source` is made, edited, word or earlier. Raises NotThere, BadInput."""
    content = {
        "asking": str(asking_id),
        "name": document.name,
        "title": document.title,
        "group": group,
        "language": document.language,
        "rewrites": msgspec.to_builtins(list(rewritten)),
        "text": document.text(),
        "facts": facts,
        "source": source,
    }
    return writing.keep(person, matter_id, PAPER, content, why, document=before.id if before else None, base=base)


def of_content(content: Mapping[str, Any]) -> tuple[str, tuple[Rewrite, ...]]:
    """The text and the rewritten paragraphs of a kept paper's content, for whoever shows both sides of a clash."""
    return content["text"], tuple(msgspec.convert(content["rewrites"], list[Rewrite]))


def _asking(kept: KeptDocument) -> Asking:
    return Asking(kept.id, kept.content["form"], kept.at, kept.who)


def _paper(kept: KeptDocument) -> Paper:
    content = kept.content
    text, rewritten = of_content(content)
    return Paper(
        id=kept.id,
        asking=uuid.UUID(content["asking"]),
        name=content["name"],
        title=content["title"],
        group=content["group"],
        language=content["language"],
        revision=kept.revision,
        rewrites=rewritten,
        text=text,
        facts=content["facts"],
        source=content["source"],
        at=kept.at,
        who=kept.who,
        why=kept.why,
    )
