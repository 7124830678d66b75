"""Which paper is this, and in which edition? Told by its title near the top and what else it says; else it is no paper we know."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
import yaml

from forbear.interchange.papers.layout import Text

TOP = 0.45  # of a page, in which its title stands
LONGER = 1.7  # times its title's letters, that a line with a title has at most
OFF = 0.17  # of a title's letters that recognition may get wrong


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An edition of a paper, by a mark that it carries."""

    mark: str
    anchor: str
    from_: dt.date | None = msgspec.field(name="from", default=None)
    confidence: str = ""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to read one fact: see the head of papers.yaml."""

    fact: str
    type: str = ""
    reader: str = ""
    anchor: str = ""
    under: str = ""
    cells: list[str] = []
    boxes: dict[str | bool, str] = {}
    agrees: dict[str, str] = {}
    means: dict[str | bool, str] = {}
    value: str | bool | None = None
    after: str = ""
    signs: str = ""
    part: str = ""
    apart: bool = False
    alleged: bool = False
    where: dict[str, str] = {}
    if_: str = msgspec.field(name="if", default="")


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of paper: how it is recognised, how far it goes, and how its facts are read."""

    id: str
    title: str
    evidence: str | None
    source: str
    titles: list[str]
    tells: list[str]  # what together tells the paper where its title cannot be read
    needs: list[str]
    not_if: list[str]
    continues: list[str]
    most_pages: int
    fields: list[Field]
    proves: list[str] = []
    editions: list[Edition] = []
    cells: list[str] = []


@cache
def papers() -> dict[str, Paper]:
    """Every kind of paper by its id."""
    content = resources.files("forbear.interchange.papers").joinpath("papers.yaml").read_bytes()
    listed = yaml.load(content, Loader=yaml.CSafeLoader)["papers"]
    return {paper.id: paper for paper in msgspec.convert(listed, list[Paper])}


def kind_of_page(text: Text) -> Paper | None:
    """The paper that begins on a page; nothing where none does."""
    whole = text.text
    heads = _heads(text)
    best: tuple[int, Paper] | None = None
    for paper in papers().values():
        if any(re.search(sign, whole, re.I) for sign in paper.not_if):
            continue
        if not all(re.search(sign, whole, re.I) for sign in paper.needs):
            continue
        for title in paper.titles:
            letters = _letters(title)
            if any(_titles(letters, head, text) for head in heads):
                best = max(best or (0, paper), (len(letters), paper), key=lambda one: one[0])
        if best is None and paper.tells and all(re.search(sign, whole, re.I) for sign in paper.tells):
            best = 0, paper
    return best[1] if best else None


def goes_on(paper: Paper, text: Text) -> bool:
    """Whether a page reads like a later page of a paper."""
    letters = _letters(text.text)
    return any(_letters(sign) in letters or (text.recognised and near(_letters(sign), letters)) for sign in paper.continues)


def edition_of(paper: Paper, text: Text) -> str | None:
    """The edition of a paper, where it carries the mark of one."""
    return next((edition.mark for edition in paper.editions if re.search(edition.anchor, text.text, re.I)), None)


def near(letters: str, among: str) -> bool:
    """Whether a run of letters stands among others but for a few that differ (Sellers 1980)."""
    most = int(OFF * len(letters))
    if not most or len(among) > 20_000:
        return False
    row: Sequence[int] = range(len(letters) + 1)
    for sign in among:
        last, above = 0, [0]
        for place, letter in enumerate(letters, 1):
            last = min(row[place - 1] + (letter != sign), row[place] + 1, last + 1)
            above.append(last)
        row = above
        if last <= most:
            return True
    return False


def _titles(letters: str, head: str, text: Text) -> bool:
    """Whether a stretch near the top is a title, not a sentence in which its words occur."""
    if not 0.8 * len(letters) <= len(head) <= LONGER * len(letters) + 4:
        return False
    return letters in head or (text.recognised and near(letters, head))


def _heads(text: Text) -> list[str]:
    """The letters of what stands near the top, by line and column; and of two lines together, as a long title is set."""
    page = text.pages[0]
    first = [line for line in text.lines[0] if line.top < TOP * page.height]
    said = text.text.split("\n")[: len(first)]
    heads = [_letters(column) for line in said for column in line.split("\t")]
    return heads + [_letters(one + two) for one, two in pairwise(said)]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
