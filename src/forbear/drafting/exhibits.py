"""Which exhibits stand behind a paper, and which of their pages prove what?"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from forbear.assessment.matter import Matter
from forbear.drafting.document import Pin
from forbear.law.corpus import Corpus
from forbear.law.document import EvidenceKind

MOST_PINS = 3  # of one sentence
ONLY_CHOSEN = ("identity-document", "entry-document", "birth-certificate-self", "i-213", "fear-evidence", "declaration-self")
SENSITIVE = ("medical-records", "psychological-evaluation", "tax-transcripts")  # of these an excerpt is offered first


class Proof(msgspec.Struct, frozen=True):
    """Pages of an exhibit that prove a factor, a topic or a field of the case file."""

    proves: str
    first: int
    last: int | None = None


class Exhibit(msgspec.Struct, frozen=True):
    """One exhibit as counsel has listed it. `pages` are those that enter a packet; `excerpt` are their numbers in the file, if not all."""

    id: str
    kind: str
    title: str
    pages: int | None
    date: dt.date | None = None
    author: str = ""
    language: str = "en"
    file: str | None = None
    proves: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    excerpt: tuple[int, ...] = ()
    translation_of: str | None = None
    chosen: bool | None = None

    def pins(self, topic: str) -> list[Pin]:
        """Where it proves a topic: the pages that counsel named, else all of its pages; nothing where it does not."""
        named = [Pin(self.id, proof.first, proof.last) for proof in self.proofs if proof.proves == topic]
        return named or ([self.whole] if topic in self.proves else [])

    @property
    def whole(self) -> Pin:
        """The exhibit from its first page to its last."""
        return Pin(self.id, 1, self.pages if self.pages and self.pages > 1 else None)


def exhibits_for(matter: Matter, form: str) -> list[Exhibit]:
    """The exhibits of the case that may enter the packet for a form, in the order of the file; none dated after the day.

    Counsel chooses: `packets` of an exhibit names the forms for which it was chosen, and `[]` keeps it out. Where nothing at all has
    been chosen for the form, every exhibit that is not kept out stands as a proposal, not chosen (`chosen` is None), save those that
    show where somebody was born, how they came or what they fear: these enter by counsel's choice alone.
    """
    items, kinds = matter.profile.view.items("evidence") or (), matter.corpus.evidence_kinds
    listed = [_exhibit(item, number, form, kinds) for number, item in enumerate(items, start=1)]
    chosen = [exhibit for exhibit in listed if exhibit.chosen]
    return chosen or [exhibit for exhibit in listed if exhibit.chosen is None and exhibit.kind not in ONLY_CHOSEN]


def _exhibit(item: Mapping[str, object], number: int, form: str, kinds: Mapping[str, EvidenceKind]) -> Exhibit:
    kind, packets, pages = str(item.get("kind") or ""), item.get("packets"), item.get("pages")
    excerpt = page_numbers(str(item.get("excerpt") or ""))
    said = _texts(item.get("proves"))
    return Exhibit(
        id=str(item.get("id") or f"evidence-{number}"),
        kind=kind,
        title=str(item.get("title") or (kinds[kind].title if kind in kinds else "Exhibit")),
        pages=len(excerpt) or (pages if isinstance(pages, int) and pages > 0 else None),
        date=date if isinstance(date := item.get("date"), dt.date) else None,
        author=str(item.get("author") or ""),
        language=str(item.get("language") or "en"),
        file=str(item["file"]) if item.get("file") else None,
        proves=tuple(dict.fromkeys((*said, *(kinds[kind].proves if kind in kinds and not said else ())))),
        proofs=tuple(_proofs(item.get("pins"))),
        excerpt=tuple(excerpt),
        translation_of=str(item["translation_of"]) if item.get("translation_of") else None,
        chosen=form in packets if isinstance(packets, list) else None,
    )


def page_numbers(text: str) -> list[int]:
    """Page numbers as people write them: `1-3, 7`. What is none is left out."""
    found: list[int] = []
    for first, last in re.findall(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?", text):
        found += range(int(first), int(last or first) + 1)
    return [number for number in dict.fromkeys(found) if number > 0]


def pins_for(topics: Iterable[str], exhibits: Sequence[Exhibit], corpus: Corpus, by: Sequence[str] = ()) -> tuple[Pin, ...]:
    """Where the exhibits prove one of these topics: in the kinds of exhibit named, if there are such; pages that counsel named first."""
    wanted = list(topics)
    best = by or [
        kind
        for entry in corpus.evidence_factors
        if not set(wanted).isdisjoint(entry.case_factors)
        for paper in entry.documents
        if paper.strength == "primary"
        for kind in paper.kinds
    ]
    found = [
        (exhibit.kind not in best, pin == exhibit.whole, pin) for exhibit in exhibits for topic in wanted for pin in exhibit.pins(topic)
    ]
    kept = [entry for entry in found if not entry[0]] if by and not all(entry[0] for entry in found) else found
    ranked = [pin for *_, pin in sorted(kept, key=lambda entry: entry[:2])]
    return tuple(dict.fromkeys(ranked))[:MOST_PINS]


def _proofs(items: object) -> Iterable[Proof]:
    for item in items if isinstance(items, list) else ():
        page, last = item.get("page"), item.get("to")
        if isinstance(page, int) and page > 0 and item.get("proves"):
            yield Proof(str(item["proves"]), page, last if isinstance(last, int) and last > page else None)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
