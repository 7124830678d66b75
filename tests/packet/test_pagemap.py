"""What stands where: one map of pages from which index, cites, stamps and parts follow."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forbear.drafting.document import Pin
from forbear.packet.pagemap import MOST_PAGES, Paper, Tab, cites_in, letters, settle
from forbear.problem import BadInput

LENGTHS = st.lists(st.integers(1, 40), min_size=1, max_size=60)


def mapped(papers, tabs, back=()):
    """The map of papers and tabs that are so long, and papers behind them."""
    lengths = {f"p{number}": pages for number, pages in enumerate((*papers, *back))}
    front = [Paper(name, name) for name in lengths]
    pieces = [*front[: len(papers)], *(Tab(f"e{n}", f"Title {n}", count) for n, count in enumerate(tabs)), *front[len(papers) :]]
    return settle(pieces, lambda _: lengths)


def test_a_letter_two_exhibits_and_a_proof_of_service():
    known = mapped([4, 1], [10, 3], [2])
    assert [(place.title, place.first, place.last) for place in known.places] == [
        ("p0", 1, 4),
        ("p1", 5, 5),
        ("Tab A – Title 0", 6, 16),  # a tab begins with its sheet
        ("Tab B – Title 1", 17, 20),
        ("p2", 21, 22),
    ]
    assert [(row.tab, row.title, row.first, row.last) for row in known.index()] == [("A", "Title 0", 6, 16), ("B", "Title 1", 17, 20)]
    assert known.cite(Pin("e0", 1)) == "Tab A at 7"
    assert known.cite(Pin("e1", 2, 3)) == "Tab B at 19–20"
    assert known.cite(Pin("e1")) == "Tab B"
    assert known.page(Pin("e1")) == 17


def test_tabs_go_on_after_z():
    assert [letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@given(LENGTHS, LENGTHS, st.lists(st.integers(1, 5), max_size=3))
def test_every_page_has_one_place_and_every_place_its_pages(papers, tabs, back):
    known = mapped(papers, tabs, back)
    counted = [page for place in known.places for page in range(place.first, place.last + 1)]
    assert counted == list(range(1, known.pages + 1))
    assert all(place.first <= page <= place.last for page in counted for place in [known.at(page)])
    assert known.pages == sum(papers) + sum(tabs) + len(tabs) + sum(back)
    pinned = [known.page(Pin(f"e{n}", page)) for n, count in enumerate(tabs) for page in range(1, count + 1)]
    assert len(set(pinned)) == sum(tabs), "two pages of exhibits on one page of the packet"


@given(LENGTHS, st.data())
def test_a_cite_reads_back_as_the_place_it_was_written_for(tabs, data):
    known = mapped([3], tabs)
    number = data.draw(st.integers(0, len(tabs) - 1))
    first = data.draw(st.none() | st.integers(1, tabs[number]))
    last = data.draw(st.none() | st.integers(first + 1, tabs[number])) if first and first < tabs[number] else None
    pin = Pin(f"e{number}", first, last)
    cite = known.cite(pin)
    assert known.read(cite) == pin
    assert cites_in(f"He worked there ({cite}; {cite}).") == [cite, cite]


@pytest.mark.parametrize("cite", ["Tab A at 6", "Tab A at 17", "Tab C at 7", "Tab A at 7–17", "Tab A at 9–8", "Exhibit A"])
def test_a_cite_that_leads_elsewhere_is_not_read(cite):
    known = mapped([5], [10, 3])
    with pytest.raises(KeyError):
        known.read(cite)  # page 6 is the sheet of Tab A, whose pages are 7 to 16


def test_a_pin_beyond_its_exhibit_is_named():
    known = mapped([5], [10, 3])
    problems = known.misplaced([Pin("e1", 4), Pin("e0", 10), Pin("e0", 9, 12), Pin("e1", 4)])
    assert [str(problem) for problem in problems] == [
        "exhibit e1: page 4 is cited, and the exhibit has 3 in the packet; correct the page under its pins, or its excerpt",
        "exhibit e0: page 12 is cited, and the exhibit has 10 in the packet; correct the page under its pins, or its excerpt",
    ]
    with pytest.raises(BadInput):
        known.cite(Pin("e1", 4))
    with pytest.raises(KeyError):
        known.cite(Pin("elsewhere", 1))


def test_two_exhibits_of_one_id_are_refused():
    with pytest.raises(BadInput, match="exhibit e1: two exhibits have this id"):
        settle([Tab("e1", "a", 1), Tab("e1", "b", 1)], lambda _: {})


def test_a_paper_grows_with_the_numbers_that_it_tells():
    # Fifty cites to a line of forty characters each, on pages of ten lines.
    pieces = [Paper("letter", "Letter"), *(Tab(f"e{n}", "Title", 30) for n in range(50))]
    measured = []

    def measure(known):
        said = " ".join(known.cite(Pin(f"e{n}", 1)) for n in range(50))
        measured.append(1 + len(said) // 40 // 10)
        return {"letter": measured[-1]}

    known = settle(pieces, measure)
    assert known.papers["letter"].last == measured[-1] > 1  # it was thought to be of one page at first
    assert known.papers["letter"].blanks == 0


def test_where_no_length_fits_itself_blank_pages_do():
    # Two pages when everything behind stands one page on, one page when it does not: no length is its own.
    known = settle([Paper("letter", "Letter"), Tab("e1", "Title", 1)], lambda known: {"letter": 3 - known.papers["letter"].last})
    assert (known.papers["letter"].last, known.papers["letter"].blanks) == (2, 1)


@given(st.dictionaries(st.tuples(st.sampled_from("ab"), st.integers(1, 400)), st.integers(1, 30)), st.integers(1, 12))
@example({("a", page): page % 7 + 1 for page in range(1, 400)}, 5)
def test_it_ends_however_papers_change_and_every_paper_has_room(lengths, usual):
    told = []

    def measure(known):
        told.append((known, {name: lengths.get((name, known.pages), usual) for name in "ab"}))
        return told[-1][1]

    known = settle([Paper("a", "A"), Tab("e1", "Title", 4), Paper("b", "B")], measure)
    last, wanted = told[-1]
    assert [(place.first, place.last) for place in last.places] == [(place.first, place.last) for place in known.places]
    for name, place in known.papers.items():
        assert place.last - place.first + 1 == wanted[name] + place.blanks


def test_a_paper_that_never_ends_is_refused():
    with pytest.raises(BadInput, match="20,000 pages"):
        settle([Paper("letter", "Letter")], lambda known: {"letter": min(known.pages * 2, MOST_PAGES + 1)})
