"""What do the checks read, and what do they say? A text in lower case without accents, character for character in its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from forbear.guard.advice import SWORN, TRUTHFUL, Setting
from forbear.guard.cues import KIN, PARENTESCO
from forbear.guard.document import Document
from forbear.guard.finding import GuardFinding
from forbear.guard.sentences import Span
from forbear.law.admission import Severity
from forbear.law.plain import PLAIN

KIN_FIRST = re.compile(
    rf"\W*(?:(?:my|his|her|their|our|one|two|a|the)\s+(?:\w+\s+){{0,2}}(?:{KIN})|(?:mi|mis|su|sus|el|la|los|las|un"
    rf"|una)\s+(?:{PARENTESCO}))\b"
)
KIN_WHO = re.compile(rf"\b(?:{KIN}|{PARENTESCO})\b[^.;]{{0,20}}\b(?:who|that|que|quien)\b[^.;,]{{0,30}}$")
# What goes before words so that the text does not say them itself.
NOT_SAID = re.compile(
    r"\b(?:if|unless|whether|assuming|suppose|even if|no one|nobody|si|aunque)\b[^,;]*$"
    r"|\b(?:not|never|cannot|no|nunca|nadie|nobody|no\s+one|n't)\s+(?:\w+\s+){0,3}(?:claim|claims|say|says|true|assert"
    r"|asserts|suggest|suggests|mean|allege|argue|contend|cierto|verdad"
    r"|afirma|afirmo|dice|digo|decimos|sostiene)\b[^.;]*$"
    r"|\b(?:alleg\w+|accus\w+|according to|so-called|supposed\w*|purport\w+|claims? that|asserts? that|contends? that"
    r"|alega\w*|segun|supuest\w+|presunt\w+)\b[^;]*$"
    r"|^\W*(?:ask|check|confirm|verify|request|find out|follow up|need|needs|obtain|get|screen|preguntar|verificar"
    r"|confirmar|averiguar|revisar|falta|pedir)\b[^.;]*$"
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What one check says of some words, before it has a name and a page. `facts` are the places in the case file it rests on."""

    check: str
    start: int
    end: int
    severity: Severity
    because: str
    instead: str
    authorities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A text with its sentences, what the guard found in it already, and the setting in which it is read."""

    document: Document
    spans: Sequence[Span]
    setting: Setting
    found: Sequence[GuardFinding] = ()

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.document.text

    @cached_property
    def plain(self) -> str:
        """The text in lower case without accents, as long as the text."""
        return self.text.translate(PLAIN)

    @property
    def sworn(self) -> bool:
        """Whether the text is sworn or its answers are required."""
        return self.setting.purpose in SWORN

    def said(self) -> Iterator[tuple[Span, str]]:
        """The sentences, each with its plain words."""
        for start, end in self.spans:
            yield (start, end), self.plain[start:end]

    def sentence(self, position: int) -> Span:
        """The sentence in which a character stands; its own line where it stands in none."""
        number = bisect_right(self.spans, (position, len(self.text) + 1)) - 1
        if number >= 0 and position < self.spans[number][1]:
            return self.spans[number]
        return self.text.rfind("\n", 0, position) + 1, (self.text.find("\n", position) + 1 or len(self.text) + 1) - 1

    def first(self) -> Span:
        """The first sentence: where a finding stands that is about the whole text."""
        return self.spans[0] if self.spans else (0, 0)

    def already(self, start: int, end: int, admissions: Iterable[str] = ()) -> bool:
        """Whether an admission was found on these words: one of those named, or any."""
        wanted = set(admissions)
        return any(one.start < end and start < one.end and (not wanted or one.admission in wanted) for one in self.found)

    def meant(self, sentence: str, before: int, *, kin: bool = False) -> bool:
        """Whether words of a sentence are its own claim about the client: not denied, supposed, asked, or somebody else's, nor of kin."""
        head = sentence[:before]
        if NOT_SAID.search(head) or sentence.rstrip().endswith("?"):
            return False
        return kin or not (KIN_FIRST.match(sentence) or KIN_WHO.search(head))

    def advise(self, letter: str, sworn: str | None = None) -> str:
        """What to do: the words for a letter; in a sworn or required answer, that it is true or not filed, with words of its own if any."""
        return f"{TRUTHFUL}. {letter if sworn is None else sworn}".strip() if self.sworn else letter


@lru_cache(maxsize=512)
def matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """The patterns of the corpus as one expression over plain words."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)".replace(" ", r"\s+"))


def quoted(words: str) -> str:
    """Words of the text on one line."""
    return " ".join(words.split())
