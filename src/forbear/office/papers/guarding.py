"""What must not be said, in any text, for this matter on this day."""

from functools import lru_cache

from forbear.assessment.dangers import phase
from forbear.assessment.matter import Matter
from forbear.guard.advice import Setting
from forbear.guard.detector import Detector
from forbear.guard.document import Document, plain
from forbear.guard.finding import GuardReport, Purpose
from forbear.guard.guard import guard
from forbear.law.corpus import Corpus
from forbear.office.matters.judged import law_now

MOST_TYPED = 200_000  # characters: some eighty pages; more is handed in as a file


def report(text: str, matter: Matter, purpose: Purpose | None) -> GuardReport:
    """The guard's report on a text as it is typed, weighed by what the government already holds."""
    return read(plain(text), matter, purpose)


def read(document: Document, matter: Matter, purpose: Purpose | None) -> GuardReport:
    """The guard's report on a document."""
    setting = Setting(matter.corpus, matter.on, phase(matter), matter.case, purpose, matter.reading)
    return guard(document, "", setting, detector())


def detector() -> Detector:
    """The detector for the law as it stands; it takes seconds to load and is kept."""
    law = law_now()
    return _detector(law.digest, law.corpus)


@lru_cache(maxsize=2)
def _detector(_digest: str, corpus: Corpus) -> Detector:
    return Detector(corpus.admissions)
