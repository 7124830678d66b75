"""What do the terms of an offer mean for the answer? They are read as plain words; what no rule knows is given back as not judged."""

import re
from collections.abc import Iterable

import msgspec

from forbear.assessment.matter import Matter, because_open, cites
from forbear.law.offer import ANSWERS, Term
from forbear.rules.explain import Reading

ASK_FIRST = "ask-first"
NOT_JUDGED = "not-judged"
CLAUSE = re.compile(r"[,;.:]\s+|\s+(?:and|but|plus)\s+|[,;]")
WORD = re.compile(r"[a-z0-9$][a-z0-9'$/-]*")


class TermFinding(msgspec.Struct, frozen=True):
    """A condition of the offer. `term` and `meaning` are None where its words are not known: then it is for counsel to judge."""

    words: str
    term: str | None
    meaning: str | None
    answer: str
    could_be: list[str]
    authorities: list[str]


def find_terms(matter: Matter, reading: Reading, words: str) -> list[TermFinding]:
    """The conditions in one piece of free text. What no rule knows of it is given back as not judged."""
    found: list[TermFinding] = []
    rest: list[str] = []
    for clause in filter(None, (part.strip() for part in CLAUSE.split(words.strip()))):
        known, left = _known_in(matter, clause.lower())
        found += [_term(matter, reading, words.strip(), term) for term in known]
        if left:
            rest.append(clause)
    kept = list({finding.term: finding for finding in found}.values())
    if rest or not kept:
        text = words.strip() if not kept else "; ".join(rest)
        kept.append(TermFinding(text, None, None, NOT_JUDGED, list(ANSWERS), []))
    return kept


def _known_in(matter: Matter, clause: str) -> tuple[list[Term], list[str]]:
    """The conditions known in a clause, and the words that none of them explains."""
    offers = matter.corpus.offers
    known: list[Term] = []
    text = clause
    for term in offers.terms:
        for pattern in term.patterns:
            match = re.search(pattern, text)
            if match is None or _negated(text[: match.start()], offers.negations):
                continue
            known.append(term)
            text = f"{text[: match.start()]} \x00 {text[match.end() :]}"
            break
    left = [word for word in WORD.findall(text) if word not in offers.filler]
    return known, left if known else left or [clause]


def _negated(before: str, negations: Iterable[str]) -> bool:
    """Whether a negation stands within the four words before a match; another condition in between ends its reach."""
    return not {*negations}.isdisjoint(WORD.findall(before.rsplit("\x00", 1)[-1])[-4:])


def _term(matter: Matter, reading: Reading, words: str, term: Term) -> TermFinding:
    outcome = reading.table(term.table.rows, term.table.otherwise)
    row = outcome.row
    if outcome.then is None:
        meaning = f"{'' if 'accept' in outcome.could_be else 'not accepted either way; '}{because_open(outcome)}"
    else:
        meaning = row.because if row else term.table.because
    authorities = matter.in_force([*(row.authorities if row else ()), *cites(row, outcome)])
    return TermFinding(
        words, term.id, meaning, outcome.then or ASK_FIRST, list(outcome.could_be) if outcome.then is None else [], authorities
    )
