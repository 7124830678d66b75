"""Where in a text do the guard's marks stand? The text cut into pieces, each under the marks that cover it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forbear.guard.finding import CheckFinding, GuardFinding, GuardReport

GRAVE = ("critical", "serious")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with its number in the order of the text."""

    number: int
    finding: GuardFinding | CheckFinding

    @property
    def grave(self) -> bool:
        """Whether it is shown as danger, and not as caution."""
        return self.finding.severity in GRAVE

    @property
    def in_place(self) -> bool:
        """Whether it stands at words of the text, and not at the text as a whole."""
        return self.finding.end > self.finding.start

    @property
    def held(self) -> list[str]:
        """Where the government already holds what is admitted."""
        return self.finding.held_by_government if isinstance(self.finding, GuardFinding) else []


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand under the same marks; none where nothing is marked."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def grave(self) -> bool:
        """Whether one of its marks is grave."""
        return any(mark.grave for mark in self.marks)


def marks_of(report: GuardReport) -> list[Mark]:
    """Every finding and check of a report, numbered in the order of the text."""
    every: list[GuardFinding | CheckFinding] = [*report.findings, *report.checks]
    return [Mark(number, one) for number, one in enumerate(sorted(every, key=lambda one: (one.start, one.end)), start=1)]


def cut(text: str, marks: Sequence[Mark]) -> list[Stretch]:
    """The text in pieces, in order and whole."""
    return list(_cut(text, [(mark.finding.start, mark.finding.end, mark) for mark in marks if mark.in_place]))


def cut_at(text: str, spans: Sequence[tuple[int, int, Mark]]) -> list[Stretch]:
    """A part of a text in pieces, with marks at places of that part."""
    return list(_cut(text, spans))


def _cut(text: str, spans: Sequence[tuple[int, int, Mark]]) -> Iterator[Stretch]:
    edges = sorted({0, len(text), *(max(0, min(len(text), edge)) for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        yield Stretch(text[start:end], tuple(mark for first, last, mark in spans if first <= start and end <= last))
