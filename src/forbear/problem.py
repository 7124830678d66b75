"""What is wrong with something a person gave, said so that they can put it right."""

import re
from dataclasses import dataclass

# What no page shows as it stands: control characters, directions of writing that hide text, halves of characters, no characters.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
MOST_PLACE, MOST_MESSAGE = 200, 2000  # characters; a field's name or a value of megabytes is not echoed


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: where it stands and what was expected, in one sentence."""

    place: str
    line: int | None
    message: str

    def __str__(self) -> str:
        line = f" (line {self.line})" if self.line is not None else ""
        return one_line(f"{_clipped(self.place, MOST_PLACE)}{line}: {_clipped(self.message, MOST_MESSAGE)}")


class BadInput(Exception):
    """Raised with every problem found, never only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def printable(text: str) -> str:
    """The text with a mark in place of each character that would act on a terminal or hide what stands beside it."""
    return UNSEEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text as one printable line."""
    return printable(" ".join(re.split("[\n\t\u2028\u2029]+", text)))


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
