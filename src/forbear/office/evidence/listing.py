"""What is in the file, what does each exhibit prove, and how well is it proved? As the assessment says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forbear.assessment.finding import FactorFinding
from forbear.assessment.matter import Matter
from forbear.assessment.words import sentence
from forbear.casefile.model import Facts
from forbear.office.facts.words import called, tongue
from forbear.office.matters.evidence_files import File
from forbear.office.web.matter import MatterPage


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit as it is listed. `number` counts from 1; `file` is the sealed file, None where none came yet."""

    number: int
    id: str
    title: str
    kind: str
    item: Facts
    proves: list[str]
    file: File | None

    @property
    def pages(self) -> range:
        """Its pages, from 1."""
        count = self.item.get("pages")
        return range(1, (count if isinstance(count, int) else 0) + 1)


def exhibits(page: MatterPage, files: Sequence[File]) -> list[Exhibit]:
    """Every exhibit in the order of its tab."""
    by_name = {file.name: file for file in files}
    return [
        Exhibit(
            number,
            name_of(item, number),
            str(item.get("title") or ""),
            kind_words(page.matter, str(item.get("kind") or "")),
            item,
            _proves(page, name_of(item, number), item),
            by_name.get(str(item.get("file") or "")),
        )
        for number, item in enumerate(page.opened.case.items("evidence") or (), start=1)
    ]


def unlisted(page: MatterPage, files: Sequence[File]) -> list[File]:
    """Sealed files that no exhibit names, as where a person was stopped between the two."""
    named = {item.get("file") for item in page.opened.case.items("evidence") or ()}
    return [file for file in files if file.name not in named]


def name_of(item: Facts, number: int) -> str:
    """The name by which the assessment knows an exhibit."""
    return str(item.get("id") or f"evidence {number}")


def proved(page: MatterPage, direction: str) -> list[FactorFinding]:
    """The factors that the file shows on one side, those least proved first."""
    order = {"asserted": 0, "corroborated": 1, "documented": 2}
    shown = [factor for factor in page.found.factors if factor.direction == direction and factor.strength]
    return sorted(shown, key=lambda factor: order[factor.strength or "asserted"])


def kind_words(matter: Matter, kind: str) -> str:
    """A kind of exhibit in the language of the page."""
    found = matter.corpus.evidence_kinds.get(kind)
    return _in_words(matter, "evidence[].kind", kind, found.title) if found else ""


def topic_words(page: MatterPage, topic: str) -> str:
    """What an exhibit or a page of it proves: a factor by its title, a fact by its name."""
    factor = next((each for each in page.found.factors if each.id == topic), None)
    return sentence(_in_words(page.matter, "evidence[].proves[]", topic, factor.title if factor else called(topic)))


def topics(page: MatterPage, item: Facts) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What an exhibit can prove, in words: first what its kind proves and what it is said to prove, then everything else."""
    kinds = page.matter.corpus.evidence_kinds
    found = kinds.get(str(item.get("kind")))
    said = item.get("proves")
    first = dict.fromkeys([*(said if isinstance(said, list) else ()), *(found.proves if found else ())])
    every = dict.fromkeys([factor.id for factor in page.found.factors] + [topic for kind in kinds.values() for topic in kind.proves])
    return [(str(each), topic_words(page, str(each))) for each in first], sorted(
        ((each, topic_words(page, each)) for each in every if each not in first), key=lambda pair: pair[1].casefold()
    )


def _proves(page: MatterPage, name: str, item: Facts) -> list[str]:
    """What the assessment rests on an exhibit, and what it is said to prove beside that."""
    said = item.get("proves")
    shown = [factor.id for factor in page.found.factors if name in factor.exhibits]
    return [topic_words(page, topic) for topic in dict.fromkeys([*shown, *map(str, said if isinstance(said, list) else ())])]


def _in_words(matter: Matter, field: str, value: str, otherwise: str) -> str:
    return (matter.corpus.paper_words.words.get(field) or {}).get(tongue(), {}).get(value, otherwise)
