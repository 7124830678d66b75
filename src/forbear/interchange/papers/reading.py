"""What do these files say? Each paper in them as soon as it was read; a file that cannot be read is named with its reason."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from forbear.casefile.model import CaseFile
from forbear.interchange.papers.bundle import Part, parts
from forbear.interchange.papers.fields import claims
from forbear.interchange.papers.kinds import Paper, edition_of
from forbear.interchange.papers.layout import Text
from forbear.interchange.papers.proposal import Offer, proposals
from forbear.packet.isolation import Reader
from forbear.packet.word import WordPage
from forbear.packet.words import PROGRAM, FileWords
from forbear.problem import Problem, printable

Progress = Callable[[str, int, int], None]


def read_papers(
    files: Sequence[Path],
    case: Callable[[], CaseFile],
    problems: list[Problem],
    progress: Progress | None = None,
    reader: Reader | None = None,
    *,
    within: Path | None = None,
    drawings: Path | None = None,
) -> Iterator[Offer]:
    """The papers of files in turn, each beside the case as it is by then.

    What is wrong with a file or a page is added to `problems`; the others are read all the same. `reader` is one that was started
    ahead; it is closed at the end. Passing copies lie `within` a folder, if given; drawings of recognised pages are kept in `drawings`.
    """
    before: Paper | None = None
    with reader or Reader(PROGRAM) as reading:
        for file in files:
            with FileWords(file, reading, within, drawings) as words:
                name = printable(file.name)
                problems += [Problem(name, None, found.text) for found in words.found]
                known = False
                for part in parts(_told(words, file, problems, progress), before if words.pictured else None):
                    before, known = part.paper, known or part.paper is not None
                    yield _offer(file, words, part, case())
                if len(words) and not known:
                    problems.append(Problem(name, None, "holds no paper that is known here; nothing was read from it"))


def _told(words: FileWords, file: Path, problems: list[Problem], progress: Progress | None) -> Iterator[WordPage]:
    """The pages, telling how far the reading is; pages on which nothing could be read are named."""
    for done, page in enumerate(words.pages(), 1):
        if progress:
            progress(f"{file.name}: page", done, len(words))
        if page.how == "picture" or (page.how == "ocr" and not page.words):
            text = f"no words were read on page {page.page}; type what it says, or scan it again"
            problems.append(Problem(printable(file.name), None, text))
        yield page


def _offer(file: Path, words: FileWords, part: Part, case: CaseFile) -> Offer:
    text = Text(part.pages)
    numbers = [page.page for page in part.pages]
    sides = [(page.width, page.height) for page in part.pages]
    if part.paper is None:
        return Offer(file, words.digest, None, None, numbers, len(words), [], sides)
    found = proposals(claims(part.paper, text), case)
    return Offer(file, words.digest, part.paper, edition_of(part.paper, text), numbers, len(words), found, sides)
