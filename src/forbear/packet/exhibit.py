"""What is an exhibit once it is taken in: clean pages, their words, and what was found wrong with it."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

Level = Literal["fail", "ask", "note"]
"""fail: the exhibit cannot go out so; ask: a person must look; note: what was done, for the record."""

How = Literal["text", "ocr", "unread", "blank"]
"""Where the words of a page come from: its own text, recognition, nowhere although it shows something, or nowhere because it is empty."""


class Flaw(Struct, frozen=True):
    """One thing found in an exhibit. `page` counts from 1 in the original; `text` says in a sentence what was found and what to do."""

    exhibit: str
    file: str
    page: int | None
    kind: str
    level: Level
    text: str


class PageText(Struct, frozen=True):
    """The words of a page, which counts from 1 in the clean PDF, and where they come from."""

    page: int
    text: str
    how: How


class TakenIn(Struct, frozen=True):
    """An exhibit taken in. `pdf` is clean, on upright letter pages, or none where a flaw of level fail says why.

    `digest` is the SHA-256 of the original as it was handed in, in hexadecimal; empty where it could not be read.
    """

    exhibit: str
    file: str
    pdf: Path | None
    pages: int
    digest: str
    texts: list[PageText]
    flaws: list[Flaw]
