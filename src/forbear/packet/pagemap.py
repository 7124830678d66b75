"""What stands where? Every page of a packet has one number across all its files; index, stamps, cites and parts follow from it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from forbear.drafting.document import Pin
from forbear.problem import BadInput, Problem

MOST_PAGES = 20_000  # of a packet
FREE_ROUNDS = 3  # in which papers may also become shorter
CITE = re.compile(r"\bTab ([A-Z]+)\b(?: at (\d+)(?:–(\d+))?)?")


class Paper(msgspec.Struct, frozen=True):
    """A paper of the packet. How long it is turns out when it is set in type. `marked`: its pages carry the packet's marks themselves."""

    id: str
    title: str
    marked: bool = False


class Tab(msgspec.Struct, frozen=True):
    """An exhibit of so many pages, behind a tab sheet. `detail` is its date and author, `proves` what it shows, both in words."""

    exhibit: str
    title: str
    pages: int
    detail: str = ""
    proves: str = ""


class Place(msgspec.Struct, frozen=True):
    """Where a piece stands. A tab begins with its sheet. The last `blanks` pages of a paper are left blank."""

    piece: Paper | Tab
    first: int
    last: int
    letters: str = ""
    blanks: int = 0

    @property
    def title(self) -> str:
        """How the piece is called in bookmarks."""
        return f"Tab {self.letters} – {self.piece.title}" if self.letters else self.piece.title


class IndexRow(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """A row of the index: a tab with its sheet."""

    tab: str
    title: str
    first: int
    last: int


@dataclass(frozen=True)
class PageMap:
    """The places of a packet in order. What it says of an exhibit raises KeyError where that is not in the packet."""

    places: tuple[Place, ...]

    @property
    def pages(self) -> int:
        """How many pages the packet has."""
        return self.places[-1].last if self.places else 0

    @cached_property
    def tabs(self) -> dict[str, Place]:
        """The places of the exhibits by their ids."""
        return {place.piece.exhibit: place for place in self.places if isinstance(place.piece, Tab)}

    @cached_property
    def papers(self) -> dict[str, Place]:
        """The places of the papers by their ids."""
        return {place.piece.id: place for place in self.places if isinstance(place.piece, Paper)}

    def at(self, page: int) -> Place:
        """What stands on a page. Raises IndexError where the packet has no such page."""
        if not 1 <= page <= self.pages:
            raise IndexError(page)
        return self.places[bisect_right(self._firsts, page) - 1]

    def page(self, pin: Pin) -> int:
        """The page of the packet to which a pin leads; the tab sheet, where it names no page. Raises BadInput where the exhibit has no
        such page."""
        problems = self.misplaced([pin])
        if problems:
            raise BadInput(problems)
        return self.tabs[pin.exhibit].first + (pin.first or 0)

    def cite(self, pin: Pin) -> str:
        """The words of a pin cite: "Tab C", "Tab C at 14", "Tab C at 14–16". Raises BadInput where the exhibit has no such page."""
        place, first = self.tabs[pin.exhibit], self.page(pin)
        if pin.first is None:
            return f"Tab {place.letters}"
        return f"Tab {place.letters} at {first}" + (f"–{first + pin.last - pin.first}" if pin.last and pin.last > pin.first else "")

    def read(self, cite: str) -> Pin:
        """The pin that a cite in words says. Raises KeyError where no such tab is in the packet, or the pages are not in that tab."""
        found = CITE.fullmatch(cite)
        place = next((place for place in self.tabs.values() if found and place.letters == found[1]), None)
        if not found or not place or not isinstance(place.piece, Tab):
            raise KeyError(cite)
        pages = [int(page) for page in found.groups()[1:] if page]
        if pages and not place.first < pages[0] <= pages[-1] <= place.last:
            raise KeyError(cite)
        return Pin(place.piece.exhibit, *(page - place.first for page in pages))

    def misplaced(self, pins: Iterable[Pin]) -> list[Problem]:
        """A problem for each pin to a page that its exhibit does not have in this packet."""
        problems = []
        for pin in dict.fromkeys(pins):
            last, pages = max(pin.first or 1, pin.last or 1), self.tabs[pin.exhibit].last - self.tabs[pin.exhibit].first
            if last > pages or (pin.first or 1) < 1:
                what = f"page {last} is cited, and the exhibit has {pages} in the packet"
                problems.append(Problem(f"exhibit {pin.exhibit}", None, f"{what}; correct the page under its pins, or its excerpt"))
        return problems

    def index(self) -> list[IndexRow]:
        """The rows of the index."""
        return [IndexRow(place.letters, place.piece.title, place.first, place.last) for place in self.tabs.values()]

    @cached_property
    def _firsts(self) -> list[int]:
        return [place.first for place in self.places]


def letters(number: int) -> str:
    """The letters of a tab counted from 1: A … Z, AA, AB …"""
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def cites_in(text: str) -> list[str]:
    """The cites of tabs in a text, in order."""
    return [found[0] for found in CITE.finditer(text)]


def settle(pieces: Sequence[Paper | Tab], measure: Callable[[PageMap], Mapping[str, int]]) -> PageMap:
    """The map on which every paper is as long as the map says.

    `measure` sets the papers with a map and tells how many pages, one or more, each takes by its id; its last call is with the map
    that is returned. A paper that tells page numbers changes its length with them, so this goes round until nothing changes. It ends:
    after a few rounds papers only become longer, blank pages filling what they no longer need, so each round either is the last or
    adds a page, and a packet of more than 20,000 pages is refused. Raises BadInput then, and where two exhibits have one id.
    """
    twice = [name for name, times in Counter(piece.exhibit for piece in pieces if isinstance(piece, Tab)).items() if times > 1]
    if twice:
        raise BadInput([Problem(f"exhibit {name}", None, "two exhibits have this id; give each its own") for name in twice])
    lengths = {piece.id: 1 for piece in pieces if isinstance(piece, Paper)}
    rounds = 0
    while True:
        pages = _placed(pieces, lengths, {})
        if pages.pages > MOST_PAGES:
            raise BadInput([Problem("packet", None, f"it has more than {MOST_PAGES:,} pages; file fewer exhibits, or excerpts of them")])
        wanted = dict(measure(pages))
        if wanted == lengths:
            return pages
        if rounds >= FREE_ROUNDS:
            if all(wanted[name] <= length for name, length in lengths.items()):
                return _placed(pieces, lengths, wanted)
            wanted = {name: max(wanted[name], length) for name, length in lengths.items()}
        lengths = wanted
        rounds += 1


def _placed(pieces: Sequence[Paper | Tab], lengths: Mapping[str, int], written: Mapping[str, int]) -> PageMap:
    places: list[Place] = []
    last = tab = 0
    for piece in pieces:
        first = last + 1
        if isinstance(piece, Tab):
            tab += 1
            last += 1 + piece.pages
            places.append(Place(piece, first, last, letters(tab)))
        else:
            last += lengths[piece.id]
            places.append(Place(piece, first, last, blanks=lengths[piece.id] - written.get(piece.id, lengths[piece.id])))
    return PageMap(tuple(places))
