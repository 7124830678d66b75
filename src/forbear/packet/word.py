"""What is a word on a page: what it says, where it stands, and how surely it was read."""

from typing import Literal, NamedTuple

from msgspec import Struct

INK = 1.5  # points: the side of a square of which the ink is kept


class Word(NamedTuple):
    """One word. Its place is in points from the left and the top of the upright page; `sure` is 1 where the file itself says it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float = 1.0


class WordPage(Struct, frozen=True):
    """The words of a page, which counts from 1 in the file. `picture`: it holds no words of its own and is to be recognised.

    `ink` says of a recognised page how dark each small square is, 255 being black, in rows of `ink_wide`: so a marked box is told.
    """

    page: int
    width: float
    height: float
    how: Literal["text", "layer", "picture", "ocr", "blank"]  # layer: words that a scanner's recognition laid behind its picture
    words: list[Word] = []
    ink: bytes = b""
    ink_wide: int = 1
