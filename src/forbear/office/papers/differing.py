"""What changed between two revisions of a paper? Line by line, and in a line that changed, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.4  # of two lines: less alike they are one taken out and one put in
WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed (`same`), were put in (`in`) or taken out (`out`)."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[list[Run]]:
    """The lines of both texts in order, each as runs of words."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[list[Run]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [[Run("same", line)] for line in old[i:j]]
        else:
            lines += list(_replaced(old[i:j], new[k:m]))
    return [line for line in lines if any(run.text for run in line)]


def changed(lines: list[list[Run]]) -> bool:
    """Whether anything differs."""
    return any(run.kind != "same" for line in lines for run in line)


def _replaced(old: list[str], new: list[str]) -> Iterator[list[Run]]:
    """Lines that took the place of others: each new one beside the next old one that it resembles."""
    waiting = list(old)
    for line in new:
        like = next(
            (number for number, one in enumerate(waiting) if SequenceMatcher(None, one, line, autojunk=False).ratio() >= ALIKE), None
        )
        if like is None:
            yield [Run("in", line)]
            continue
        yield from ([Run("out", gone)] for gone in waiting[:like])
        yield list(_words(waiting[like], line))
        del waiting[: like + 1]
    yield from ([Run("out", gone)] for gone in waiting)


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Run("out", "".join(old[i:j]))
        if k < m:
            yield Run("in", "".join(new[k:m]))
