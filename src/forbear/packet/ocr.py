"""What do pages say that are pictures? OCRmyPDF and Tesseract read them, turned upright and straight, a few pages at a time."""

import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from forbear.packet.isolation import run_apart
from forbear.packet.job import PAGES_AT_ONCE
from forbear.packet.word import Word

SECONDS = 60  # for a page, and for the start
SECONDS_FOR_WORDS = 30  # on a page; a dense one takes three on a quiet machine
SURE = "3"  # of which way is up, on Tesseract's scale: three lines of words come to four
LANGUAGES = ("eng", "spa")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that can be recognised on this machine; none where Tesseract is not installed."""
    command = shutil.which("tesseract")
    if command is None:
        return ()
    said = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False).stdout  # noqa: S603
    return tuple(language for language in LANGUAGES if language in said.split())


def recognised(source: Path, into: Path) -> bool:
    """Writes the pages with their recognised words beneath the picture; whether that came to an end."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "ocrmypdf",
        "--quiet",
        "--force-ocr",
        "--rotate-pages",
        "--rotate-pages-threshold",
        SURE,
        "--deskew",
        "--output-type",
        "pdf",
    ]
    command += [
        "--jobs",
        "1",
        "--pdf-renderer",
        "sandwich",
        "--optimize",
        "0",
        "--tesseract-timeout",
        str(SECONDS),
        "--language",
        "+".join(languages()),
        str(source),
        str(into),
    ]
    return run_apart(command, SECONDS * (PAGES_AT_ONCE + 1), OMP_THREAD_LIMIT="1") and into.is_file()


def words_on(picture: Path, dots: int) -> list[Word]:
    """The words on a straight drawing of a page of so many dots an inch, with their places; none where recognition came to no end."""
    into = picture.with_suffix("")
    named = "+".join(reversed(languages()))  # Spanish first: so the accents of names are seen, and English words are read no worse
    command = ["tesseract", str(picture), str(into), "-l", named, "--psm", "3", "--dpi", str(dots), "tsv"]
    if not run_apart(command, SECONDS_FOR_WORDS, OMP_THREAD_LIMIT="1"):
        return []
    scale, words = 72 / dots, []
    for line in into.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if cells[0] == "5" and len(cells) == 12 and cells[11].strip():
            left, top, width, height = (int(cell) * scale for cell in cells[6:10])
            words.append(Word(cells[11].strip(), left, top, left + width, top + height, max(float(cells[10]), 0) / 100))
    return words
