"""What are the papers of a request, made today? By the command line's own functions, with what was rewritten in them."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from forbear.drafting.before_signing import before_signing
from forbear.drafting.brief import Brief, asks
from forbear.drafting.brief import brief as brief_for
from forbear.drafting.document import Document
from forbear.drafting.docx import office_shell, render_docx
from forbear.drafting.draft import DraftSet, draft
from forbear.drafting.pdf import render_pdf
from forbear.drafting.reading import PaperCite, check_papers, read_papers
from forbear.drafting.rewriting import Rewrite
from forbear.drafting.setting import other_day
from forbear.guard.finding import GuardReport
from forbear.law.index import TEMPLATES
from forbear.law.paper import OPPOSING
from forbear.office.matters.forgetting import Kept
from forbear.office.matters.judged import Judgement, law_now, proved
from forbear.office.matters.reading import Opened
from forbear.office.papers.guarding import detector
from forbear.office.papers.kept import CLIENT, MESSAGE, OUTGOING
from forbear.office.people.may import Act, why_not
from forbear.office.people.models import Person
from forbear.office.place import current
from forbear.office.today import clock
from forbear.packet.layout import Laid, lay_out

MOST_KEPT = 24  # sets of papers, each some hundred kilobytes
Rewrites = Mapping[str, Sequence[Rewrite]]


@dataclass(frozen=True)
class Made:
    """The papers of a form: composed, laid out with their pin cites, read by the guard."""

    brief: Brief
    draft: DraftSet
    laid: Laid

    @property
    def outgoing(self) -> list[Document]:
        """Papers that may leave the office, with their pin cites in words."""
        return [self.laid.documents[document.kind] for document in self.draft.outgoing]

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Every paper with its group."""
        yield from ((OUTGOING, document) for document in self.outgoing)
        yield from ((CLIENT, document) for document in self.draft.client)
        yield from ((MESSAGE, document) for document in self.draft.messages)

    def named(self, name: str) -> Document | None:
        """The paper of that name, where it is made today."""
        return next((document for _, document in self.documents() if document.name == name), None)

    @cached_property
    def reports(self) -> list[GuardReport]:
        """The guard's reading of the outgoing papers."""
        return read_papers(self.brief, self.outgoing, detector())

    @cached_property
    def cites(self) -> list[PaperCite]:
        """Every authority that the outgoing papers cite."""
        return check_papers(self.brief, self.outgoing)

    def before_signing(self) -> Document:
        """The privileged list that is read before anything is signed."""
        return before_signing(self.brief, self.draft, self.reports, self.cites)


Key = tuple[uuid.UUID, int, dt.date, str, str, bool, str]
_kept: Kept[Key, Made] = Kept(MOST_KEPT)


def open_forms(judgement: Judgement) -> list[tuple[str, str]]:
    """The forms and oppositions for which papers can be made on the day, each with its title."""
    matter, found = judgement.matter, judgement.assessment
    return [(form, asked[0].title) for form in (*[option.form for option in found.options], *OPPOSING) if (asked := asks(matter, form))]


def brief(person: Person, judgement: Judgement, form: str, rewrites: Rewrites) -> Brief:
    """The brief for a form, as this person may make papers for it. Raises BadInput where no paper asks for it on the day."""
    made = brief_for(judgement.matter, judgement.assessment, form, clock())
    return replace(made, rewrites=rewrites, barred=barred(person))


def barred(person: Person) -> str:
    """Why this person makes no paper for a court or the Board; nothing where they may."""
    return why_not(person, Act.COURT_PAPERS)


def make(person: Person, opened: Opened, on: dt.date, form: str, rewrites: Rewrites) -> Made:
    """The papers of a form, kept in memory while nothing that they rest on changes. Raises BadInput."""
    key = (opened.id, opened.revision, on, law_now().digest, form, bool(barred(person)), repr(sorted(rewrites.items())))
    found = _kept.get(key) or _made(brief(person, proved(opened, on), form, rewrites))
    _kept.put(key, found)
    return found


def word_of(document: Document) -> bytes:
    """A paper as a Word file, in the office's own shell where it has one. Raises BadInput where the shell does not fill."""
    own = current().overlay / TEMPLATES
    shell, label = office_shell(own if own.is_dir() else None, document)
    return render_docx(document, shell, label)


def pdf_of(document: Document) -> bytes:
    """A paper as PDF."""
    return render_pdf(document)


def _made(brief: Brief) -> Made:
    made = draft(brief, mark_today=other_day(brief.matter.on, clock()))
    return Made(brief, made, lay_out(brief, made.outgoing, brief.exhibits))
