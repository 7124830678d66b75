"""What is a process of its own asked, and what does it answer? Both go as lines of JSON, so that neither side runs what the other says."""

from typing import Literal, NamedTuple

from msgspec import Struct

from forbear.packet.exhibit import Level, PageText
from forbear.packet.word import WordPage

PAGES_AT_ONCE = 12  # that go to recognition together: what is lost where a page ends the program


class Lie(NamedTuple):
    """How a page lies: the usual size of its letters in points (0: none), and how far it is turned, with the clock, in degrees."""

    size: float = 0.0
    turn: int = 0


Task = Literal["clean", "merge", "check-word", "words", "picture", "turn", "text", "table", "template"]


class Job(Struct, frozen=True):
    """A file to be made clean, or text recognised in a clean one to be put in its place; or one whose words and their places are asked.

    "words" gives the pages' words; "picture" draws one of its `pages` straight and light, to be recognised; "turn" turns such a drawing.
    "text", "table" and "template" ask what a file holds that somebody sent to the web office.
    """

    task: Task
    source: str  # a private copy of the original; for "merge" the clean pages
    folder: str  # where what is made is put
    form: str  # the kind of file, as `kinds` names it
    pages: list[int] | None = None  # which pages enter, counted from 1 in the original
    recognise: bool = False  # whether pages without text are to be set aside for recognition
    recognised: list[str] = []  # for "merge": the files of pages set aside, with their text
    places: list[list[int]] = []  # for "merge": where the pages of each stand, counted from 1 in the clean PDF
    lies: list[Lie] = []  # for "merge": how each page of the clean PDF lies
    turn: int = 0  # for "turn": degrees, with the clock
    called: str = ""  # what sentences call the file
    sheet: str | None = None  # for "table": which sheet of a workbook


class Found(Struct, frozen=True):
    """A flaw before it has the name of an exhibit."""

    page: int | None
    kind: str
    level: Level
    text: str


class Report(Struct, frozen=True):
    """What was done: how many pages, their words, what was found, and which pages, counted from 1, were set aside."""

    pages: int = 0
    texts: list[PageText] = []
    found: list[Found] = []
    lies: list[Lie] = []
    aside: list[list[int]] = []  # by the file that holds them
    words: list[WordPage] = []  # for "words"


LOCKED = "It is protected by a password; save a copy without one and hand that in."
DAMAGED = "It is damaged and cannot be read; open it, print it to a new PDF, and hand that in."


def failed(kind: str, text: str) -> Report:
    """The report on a file that is not taken in."""
    return Report(found=[Found(None, kind, "fail", text)])


class Beat(Struct, frozen=True):
    """That the process is alive, and at which page of how many; or that it ended, and how."""

    page: int = 0
    of: int = 0
    report: Report | None = None
    ended: int | None = None  # how the process ended: 0 is well


class RefusedError(Exception):
    """Raised where a file, or a part that cannot be left out, is not taken in; says what it is and what to do."""

    def __init__(self, kind: str, text: str, page: int | None = None) -> None:
        super().__init__(text)
        self.found = Found(page, kind, "fail", text)


def listed(pages: list[int]) -> str:
    """Page numbers in words: "page 3", "pages 1-4, 7 and 9"; long lists end in how many more."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    words = ["–".join(map(str, run)) for run in runs]
    if len(words) > 12:
        words = [*words[:12], f"{len(words) - 12} more"]
    joined = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"page{'s' * (len(set(pages)) > 1)} {joined}"
