"""What does the law of a day say of a matter? The command line's own assessment, kept in memory while nothing it rests on changes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.assessment.assess import assess_matter
from forbear.assessment.finding import Assessment
from forbear.assessment.matter import Matter
from forbear.casefile.model import CaseFile
from forbear.law.corpus import Corpus
from forbear.law.index import law_files
from forbear.office.matters.forgetting import Kept
from forbear.office.place import current

if TYPE_CHECKING:
    from forbear.office.matters.reading import Opened

MOST_KEPT = 256  # assessments


@dataclass(frozen=True, slots=True)
class Law:
    """The corpus with an office's overlay, and the hash of all that made it."""

    corpus: Corpus
    digest: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment, and the matter it was made of, which keeps the proofs for whoever asks why."""

    matter: Matter
    assessment: Assessment


Key = tuple[uuid.UUID, int, dt.date, str]
_kept: Kept[Key, Judgement] = Kept(MOST_KEPT)


def law_now() -> Law:
    """The law as it stands, with this office's overlay; read anew where the overlay has changed. Raises BadInput."""
    folder = current().overlay
    if not folder.is_dir():
        return _law(None, ())
    return _law(folder, tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in law_files(folder)))


@lru_cache(maxsize=4)
def _law(overlay: Path | None, _as_it_stands: tuple[tuple[str, int, int], ...]) -> Law:
    corpus = Corpus.load(overlay=overlay)
    return Law(corpus, corpus.index.digest)


def judgement(case: CaseFile, on: dt.date, law: Law | None = None) -> Judgement:
    """A case judged on a day, proofs and all."""
    matter = Matter(case, (law or law_now()).corpus, on)
    return Judgement(matter, assess_matter(matter))


def judged(opened: "Opened", on: dt.date, law: Law | None = None) -> Assessment:
    """The assessment of an opened matter on a day."""
    return proved(opened, on, law).assessment


def proved(opened: "Opened", on: dt.date, law: Law | None = None) -> Judgement:
    """The assessment of an opened matter on a day, with the matter that keeps its proofs."""
    return at(opened.id, opened.revision, opened.case, on, law or law_now())


def at(matter_id: uuid.UUID, revision: int, case: CaseFile, on: dt.date, law: Law) -> Judgement:
    """The same of a matter's facts at a revision, for whoever has asked first whether they may be read."""
    found = _kept.get((matter_id, revision, on, law.digest)) or judgement(case, on, law)
    remember(matter_id, revision, on, law, found)
    return found


def remember(matter_id: uuid.UUID, revision: int, on: dt.date, law: Law, found: Judgement) -> None:
    """Keeps a judgement in memory, the newest in the place of the one that nobody has asked for longest: who saves has judged already."""
    _kept.put((matter_id, revision, on, law.digest), found)
