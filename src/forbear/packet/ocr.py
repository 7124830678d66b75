"""What do pages say that are pictures? OCRmyPDF and Tesseract read them, turned upright and straight, a few pages at a time."""

import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from forbear.packet.isolation import run_apart
from forbear.packet.job import PAGES_AT_ONCE

SECONDS = 60  # for a page, and for the start
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
