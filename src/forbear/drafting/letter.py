"""The request to the government's attorneys: two to four pages that can be decided from in three minutes."""

from forbear.drafting.brief import ACTORS, Brief, long_day, upper_first
from forbear.drafting.compose import Composed, Composer, compose
from forbear.drafting.document import Block, Box, Grid, Heading, Paragraph, Sentence, Signature, sentences_of

PAPER = "pd-request-letter"
TITLE = "Request for a favorable exercise of discretion"
HEADINGS = {
    "ask": "What is asked",
    "policy-fit": "Why this case",
    "equities": "In favor",
    "adverse": "Against, and what has changed",
    "relief-and-resources": "Relief, time and cost",
}


def letter(brief: Brief) -> Composed:
    """The letter for a form that the government's attorneys are asked for."""
    builders = {"caption-box": _head, "equities": equities, "closing": _closing, "exhibit-index": index}
    return compose(brief, PAPER, builders, headings=HEADINGS, header=short_header(brief), spacing="letter", title=TITLE)


def short_header(brief: Brief) -> str:
    """What stands at the top of each page from the second on: the name and the last digits of the A-number."""
    name, number = brief.names["full_name"] or brief.matter.case.name, brief.names["a_number"]
    return f"{name}, A xxx-xxx-{number[-3:]}" if number else name


def _head(composer: Composer) -> list[Block]:
    brief, known = composer.brief, composer.known
    in_court = brief.ask.actor == "opla"
    office = (
        known("opla_office", "office that covers the court")
        if in_court
        else Sentence("[name and address of the office: not in the file]", support="gap")
    )
    to = [Sentence(upper_first(ACTORS[brief.ask.actor])), office]
    hearing = brief.names["hearing_day"]
    kind = composer.worded("hearing_kind")
    next_hearing = (
        Sentence(f"{hearing}, {kind}" if kind else hearing)
        if hearing
        else Sentence("none")
        if brief.no_hearing
        else known("hearing_day", "next hearing")
    )
    court = (
        ("Court", known("court", "court")),
        ("Judge", known("judge", "judge")),
        ("Next hearing", next_hearing),
    )
    rows = (
        ("Request", Sentence(f"that the Department {brief.ask.act}")),
        ("Name", known("full_name", "name")),
        ("A-number", known("a_number", "A-number")),
        *(court if in_court else ()),
        ("Custody", known("custody_words", "custody")),
        ("Counsel", known("representative", "representative and appearance form")),
        *((("Answer by", known("answer_by", "day by which an answer helps")),) if in_court else ()),
    )
    return [
        Paragraph((known("today", "date"),), "plain"),
        *(Paragraph((line,), "plain") for line in to),
        Heading(TITLE, 1),
        Box(rows),
    ]


def equities(composer: Composer, section: str = "equities") -> list[Block]:
    """What speaks for the client: what is proved first, then what is not; within each the order of the law."""
    return sorted(composer.section(section), key=lambda block: all(one.support in ("unsupported", "gap") for one in sentences_of(block)))


def signature(composer: Composer) -> Signature:
    """Counsel's signature block."""
    known = composer.known
    names = (
        ("representative", "name of counsel"),
        ("firm", "office"),
        ("address", "office address"),
        ("phone", "telephone"),
        ("email", "e-mail"),
    )
    return Signature(tuple(known(name, lacks) for name, lacks in names))


def _closing(composer: Composer) -> list[Block]:
    return [*composer.section("closing"), signature(composer)]


def index(composer: Composer) -> list[Block]:
    """The exhibits with tab and pages, title, author and date, and what each proves."""
    if composer.brief.indexed:
        return [Paragraph((Sentence("Exhibits: the index follows."),), "plain")] if composer.brief.exhibits else []
    titles = {factor.id: factor.title for factor in composer.brief.found.factors}
    rows = tuple(
        (
            Sentence("", pins=(exhibit.whole,)),
            Sentence(", ".join(filter(None, (exhibit.title, exhibit.author))), written=(exhibit.title, exhibit.author)),
            Sentence(long_day(exhibit.date) or "undated"),
            Sentence("; ".join(titles.get(topic, topic.replace("-", " ")).lower() for topic in exhibit.proves) or "–"),
        )
        for exhibit in composer.brief.exhibits
    )
    return [Heading("Exhibits"), Grid(("Pages", "Exhibit", "Date", "What it proves"), rows, (3, 5, 3, 4))] if rows else []
