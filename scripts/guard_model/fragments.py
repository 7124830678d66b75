"""Harmless pieces of harmless texts: a draft is read a sentence at a time, so short ones must have been seen alone."""

from collections.abc import Sequence

from forbear.guard.evaluation import Labelled
from forbear.guard.sentences import sentences

# Kinds whose every sentence is harmless by itself; what is told of others or by others may not be.
SAFE = frozenset({"ordinary", "decoy", "lawful", "denied", "question"})


def fragments(rows: Sequence[Labelled]) -> list[Labelled]:
    """The sentences of harmless texts that hold several, as texts of their own; none that stands in the data already."""
    seen = {row.text.casefold() for row in rows}
    found: list[Labelled] = []
    for row in rows:
        spans = sentences(row.text) if row.kind in SAFE and not row.labels and not row.implied else []
        for start, end in spans if len(spans) > 1 else []:
            text = row.text[start:end]
            if text.casefold() not in seen:
                seen.add(text.casefold())
                found.append(Labelled(text=text, labels=[], lang=row.lang, doc=row.doc, style=row.style, kind="ordinary"))
    return found
