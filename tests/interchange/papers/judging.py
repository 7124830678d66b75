"""How much of what a fictional paper says is read, and is anything wrong claimed surely?"""

from collections import defaultdict
from pathlib import Path

from tests.interchange.papers.setting import Made

from forbear.interchange.papers.bundle import parts
from forbear.interchange.papers.fields import CRITICAL, DATES, Claim, claims
from forbear.interchange.papers.kinds import papers
from forbear.interchange.papers.layout import Text
from forbear.packet.isolation import Reader
from forbear.packet.words import FileWords

SURE = 0.9


class Score:
    """What was found over many papers. `rest` names what was not, `wrong` the numbers, dates and charges that were claimed surely."""

    def __init__(self) -> None:
        self.of = self.right = self.sure = self.pages = 0
        self.rest: list[str] = []
        self.wrong: list[str] = []
        self.unknown: list[str] = []

    def add(self, made: Made, said: list[Claim], kinds: list[str | None], pages: int) -> None:
        self.pages += pages
        if set(kinds) != {made.kind}:
            self.unknown.append(f"{made.kind}: {kinds}")
        by_fact = defaultdict(list)
        for claim in said:
            by_fact[claim.fact].append(claim)
        for fact, value, item in made.truth:
            self.of += 1
            items = {claim.item for claim in by_fact[fact]}
            if any(claim.value == value and (claim.item == item or item not in items) for claim in by_fact[fact]):
                self.right += 1
            else:
                self.rest.append(f"{made.kind} {made.edition} {fact}: {value!r}, read {[claim.value for claim in by_fact[fact]]!r}")
        types = {field.fact: field.type for field in papers()[made.kind].fields}
        for claim in said:
            if claim.confidence >= SURE and (types.get(claim.fact) in CRITICAL or DATES.search(claim.fact)):
                self.sure += 1
                if claim.value not in [value for fact, value, _ in made.truth if fact == claim.fact]:
                    self.wrong.append(f"{made.kind} {claim.fact}: {claim.value!r} at {claim.confidence}")

    @property
    def share(self) -> float:
        return self.right / max(self.of, 1)


def read(files: list[Path], reader: Reader) -> tuple[list[Claim], list[str | None], int]:
    """What is read from the files of one paper, which papers they were taken for, and how many pages they have."""
    said: list[Claim] = []
    kinds: list[str | None] = []
    before, pages = None, 0
    for file in files:
        with FileWords(file, reader) as words:
            assert not words.found
            pages += len(words)
            for part in parts(words.pages(), before if words.pictured else None):
                before = part.paper
                kinds.append(part.paper.id if part.paper else None)
                said += claims(part.paper, Text(part.pages)) if part.paper else []
    return said, kinds, pages
