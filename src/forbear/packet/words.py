"""Which words stand on the pages of a file, and where? Its own words, or those that recognition finds on its pictures; page by page."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from forbear.packet import ocr
from forbear.packet.copying import copied
from forbear.packet.isolation import Reader
from forbear.packet.job import Found, Job, RefusedError
from forbear.packet.kinds import PICTURES, kind_of
from forbear.packet.word import INK, Word, WordPage

PROGRAM = "forbear.packet.wordworker"
DOTS = 300
READ = 0.55  # how sure recognition is, on the whole, of a page that stands upright


class FileWords:
    """The pages of one file. To be used in `with`: a private copy of the file is kept until then, in a folder `within` another if given.

    Pictures that were recognised are laid into `drawings`, if given, upright as they were read, under `drawing_of`. `found` says what is
    wrong with the file; where one of it is a failure there are no pages. `digest` is the SHA-256 of the original.
    """

    def __init__(self, source: Path, reader: Reader, within: Path | None = None, drawings: Path | None = None) -> None:
        self._reader, self._source, self._drawings = reader, source, drawings
        self._folder = tempfile.TemporaryDirectory(prefix="forbear-reading-", dir=within)
        self._copy = Path(self._folder.name) / "original"
        self.found: list[Found] = []
        self.digest, self._form = "", ""
        self._pages: list[WordPage] = []
        try:
            self.digest = copied(source, self._copy)
            self._form = kind_of(self._copy, source.name)
            if self._form == "docx":
                raise RefusedError(
                    "unknown-type", "It is a Word file, which no agency sends; hand in the paper itself, as a PDF or picture."
                )
            report = reader.read(Job("words", str(self._copy), self._folder.name, self._form))
            self.found, self._pages = report.found, report.words
        except RefusedError as refused:
            self.found = [refused.found]

    def __enter__(self) -> "FileWords":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def pictured(self) -> bool:
        """Whether the file is a picture, as a telephone takes one of each page."""
        return self._form in PICTURES

    def pages(self) -> Iterator[WordPage]:
        """Each page in turn, two or more being recognised at a time; a page that cannot be recognised comes as a picture without words."""
        if not any(page.how == "picture" for page in self._pages) or not ocr.languages():
            yield from self._pages
            return
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, 4)))
        try:
            yield from pool.map(lambda page: self._recognised(page) if page.how == "picture" else page, self._pages)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops reading does not wait for the rest

    def _recognised(self, page: WordPage) -> WordPage:
        picture = Path(self._folder.name) / f"page-{page.page}.png"
        drawn = self._reader.read(Job("picture", str(self._copy), str(picture), self._form, [page.page])).words
        if not drawn:
            return page
        best, words = drawn[0], ocr.words_on(picture, DOTS)
        self._draw(page.page, picture)
        sideways = _sideways(words)
        for turn in (90, 180) if sideways else (180, 90, 180):  # how far it is turned further each time: on its head, then on its sides
            if _sure(words) >= READ and not _sideways(words):
                break
            turned = self._reader.read(Job("turn", str(picture), self._folder.name, "png", turn=turn)).words
            again = ocr.words_on(picture, DOTS) if turned else []
            if _sure(again) > _sure(words) or _sideways(words):
                best, words = turned[0], again
                self._draw(page.page, picture)
        ink, wide = _ink(picture)
        picture.unlink(missing_ok=True)
        return WordPage(page.page, best.width, best.height, "ocr", words, ink, wide)

    def _draw(self, page: int, picture: Path) -> None:
        if self._drawings:
            shutil.copyfile(picture, self._drawings / drawing_of(self._source, page))


def drawing_of(source: Path, page: int) -> str:
    """Under which name the drawing of a page of a file is kept."""
    return f"{source.name}-{page}.png"


def _ink(picture: Path) -> tuple[bytes, int]:
    """How dark each small square of a drawing is, and how many stand in a row."""
    from PIL import Image, ImageChops

    with Image.open(picture, formats=["PNG"]) as drawn:
        step = DOTS * INK / 72
        small = ImageChops.invert(drawn).resize((round(drawn.width / step), round(drawn.height / step)), Image.Resampling.BOX)
    return small.tobytes(), small.width


def _sideways(words: list[Word]) -> bool:
    """Whether lines run along the page, which recognition reads in its own way: long words are then higher than wide."""
    long = [word for word in words if len(word.text) > 3]
    return sum(word.bottom - word.top > word.right - word.left for word in long) > len(long) / 2


def _sure(words: list[Word]) -> float:
    """How sure recognition is of a page: of its letters, not of its specks; 0 where there are none."""
    lengths = [len(word.text) for word in words]
    return sum(word.sure * length for word, length in zip(words, lengths, strict=True)) / sum(lengths) if words else 0.0
