"""Which papers go to a court or the Board? Who is accredited for DHS alone neither makes them nor opens them: 8 CFR 1292.1(a)(4)."""

from forbear.drafting.gate import COURT_PAPERS
from forbear.law.corpus import Corpus
from forbear.office.people.may import Act, check
from forbear.office.people.models import Person


def check_paper(person: Person, name: str) -> None:
    """Whether somebody may have a paper of this name. Raises NotForRole."""
    if name in COURT_PAPERS:
        check(person, Act.COURT_PAPERS)


def check_form(person: Person, corpus: Corpus, form: str) -> None:
    """Whether somebody may have the packet of a form, which for a motion is one for the court or the Board. Raises NotForRole."""
    if for_court(corpus, form):
        check(person, Act.COURT_PAPERS)


def for_court(corpus: Corpus, form: str) -> bool:
    """Whether any paper of a form, at any time, goes to a court or the Board."""
    return any(not COURT_PAPERS.isdisjoint(ask.papers) for ask in corpus.paper_words.asks if ask.form == form)
