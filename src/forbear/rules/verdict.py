"""What came of a rule, and why: yes, no or not known, with the facts it rests on.

Three values after SQL (Kleene's logic). `presumed` names the paths on which a settled verdict rests although the file does
not mention them; a settled verdict whose `presumed` is empty cannot be turned round by learning more. `unknown` says why a
verdict is open: a *fact* is asked of the client, *law* that is unsettled is said, a *judgment* is left to counsel.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

Why = Literal["fact", "law", "judgment"]
WORDS = {True: "yes", False: "no", None: "unknown"}
NONE: frozenset[str] = frozenset()


class Value(msgspec.Struct, frozen=True):
    """What a profile holds of one fact: its value or None, what it presumes, why it is open, and what would tell."""

    value: object = None
    presumed: frozenset[str] = NONE
    why: Why = "fact"
    lacking: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()


class Verdict(msgspec.Struct):
    """A verdict with its proof: the sentence judged, the facts it used, and the verdicts of its parts."""

    value: bool | None
    text: str
    presumed: frozenset[str] = NONE
    unknown: frozenset[str] = NONE
    parts: list["Verdict"] = []
    fact: str | None = None
    found: Value | None = None
    authorities: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """yes, no or unknown."""
        return WORDS[self.value]

    def leaves(self) -> Iterator["Verdict"]:
        """The verdicts on single facts underneath, left to right."""
        if self.fact is not None and not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def deciding(self) -> Iterator["Verdict"]:
        """The leaves that bear on the verdict as it stands: of a settled one those that settle it, of an open one the open ones."""
        if self.fact is not None and not self.parts:
            yield self
        for part in self.parts:
            if self.value is None:
                if part.value is None:
                    yield from part.deciding()
            elif part.value is not None and part.presumed <= self.presumed:
                yield from part.deciding()

    def authorities_below(self) -> list[str]:
        """Every authority that the verdict rests on, nearest first, each once."""
        found = dict.fromkeys(self.authorities)
        for part in self.parts:
            if self.value is None or part.value is not None:
                found |= dict.fromkeys(part.authorities_below())
        return list(found)
