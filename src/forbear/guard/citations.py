"""Which authorities does a text cite, and is each still law on the day and in the circuit?

The reader is the law's own (`law.resolving`). Here a cite counts only where the corpus is sure what is meant: the instrument itself,
not one that an entry merely mentions; a name that several authorities share counts only where all of them have ended.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forbear.guard.draft import Draft, Flaw
from forbear.guard.sentences import Span
from forbear.law.admission import Severity
from forbear.law.resolving import Cited, cited
from forbear.law.standing import standing, successors

ENDED = re.compile(
    r"\b(?:overrul\w+|vacat\w+|rescind\w+|rescission|supersed\w+|abrogat\w+|withdr[ae]w\w*|no longer|revok\w+|enjoin\w+"
    r"|stay(?:ed|s)|reversed|then in (?:force|effect)|former(?:ly)?"
    r"|replaced|revocad\w+|derogad\w+|anulad\w+|sin efecto|ya no|reemplaz\w+|entonces vigente)\b"
)


def ended_authorities(draft: Draft) -> Iterator[Flaw]:
    """Authorities of the corpus cited though they are not law on the day, or not in the circuit; each once, where it is first cited."""
    corpus, on = draft.setting.corpus, draft.setting.on
    circuit = draft.setting.case.circuit if draft.setting.case else None
    places: dict[frozenset[str], list[Span]] = {}
    for each in cited(draft.text, corpus):
        ids = _sure(each)
        if ids and not any(standing(corpus, corpus.authorities[name], on, circuit).stands for name in ids):
            places.setdefault(ids, []).append((each.cite.start, each.cite.end))
    for ids, spans in places.items():
        names = sorted(ids, key=lambda name: (_start(draft, name), name))
        found = [standing(corpus, corpus.authorities[name], on, circuit) for name in names]
        start, end = spans[0]
        historical = ENDED.search(draft.plain[slice(*draft.sentence(start))])
        again = f" Cited {len(spans)} times." if len(spans) > 1 else ""
        because = " ".join(each.because for each in found) + again
        severity: Severity = "serious" if all(each.over for each in found) and not historical else "caution"
        yield Flaw("authority-not-in-force", start, end, severity, because, _instead(draft, names), tuple(names))


def _sure(each: Cited) -> frozenset[str]:
    """The entries that a cite means for certain; none where it names parties alone, a range, or what an entry only holds among others."""
    if len(each.places) != 1 or each.cite.how == "back" or (each.cite.how == "name" and " v. " in each.cite.name):
        return frozenset()
    return frozenset(meant.id for meant in each.meant if meant.how == "own")


def _start(draft: Draft, name: str) -> dt.date:
    periods = draft.setting.corpus.authorities[name].in_force
    return (periods[0].start if periods else None) or dt.date.min


def _instead(draft: Draft, names: Sequence[str]) -> str:
    setting = draft.setting
    live = successors(setting.corpus, names, setting.on, setting.case.circuit if setting.case else None)
    governs = f" See {'; '.join(entry.cite for entry in live)}." if live else ""
    return f"Cite what is law on {setting.on} and reaches the case.{governs} Where the history matters, say that it is history."
