"""Is part of a paper that goes to the government in a language that the court does not read?"""

import re
from collections.abc import Iterator

from forbear.guard.document import Part, plain
from forbear.guard.draft import Draft, Flaw, matcher

FILED = ("pd-letter", "bond", "sworn-declaration", "relief-form", "support-letter")
IN_ENGLISH = ("pd-letter", "bond")  # written by the office for an English reader
FEWEST = 8  # words of a paragraph in which a language can be told
ENGLISH = frozenset([
    "the", "and", "of", "to", "in", "is", "was", "that", "for", "with", "his", "her", "he", "she", "they", "has", "have", "had", "are",
    "were", "be", "by", "on", "at", "from", "this", "not", "as", "it", "an", "or", "who", "which", "would", "my", "i", "we", "our", "their",
])  # fmt: skip
SPANISH = frozenset([
    "el", "la", "los", "las", "y", "de", "del", "que", "en", "es", "fue", "para", "con", "su", "sus", "por", "se", "un", "una", "no",
    "como", "al", "lo", "mi", "mis", "yo", "ella", "han", "ha", "he", "muy", "pero", "porque", "cuando", "desde", "hasta",
    "este", "esta", "nos",
])  # fmt: skip
WORD = re.compile(r"[a-zñ]+")


def language(words: str) -> str | None:
    """The language of plain words: `en`, `es`, or None where it cannot be told for certain."""
    said = WORD.findall(words)
    if len(said) < FEWEST:
        return None
    english, spanish = sum(word in ENGLISH for word in said), sum(word in SPANISH for word in said)
    if english >= 2 * spanish + 2:
        return "en"
    return "es" if spanish >= 2 * english + 2 else None


def untranslated(draft: Draft) -> Iterator[Flaw]:
    """Spanish paragraphs in an English paper that is filed, neighbours as one; none where the paper certifies a translation."""
    purpose = draft.setting.purpose
    if purpose not in FILED or matcher(draft.setting.corpus.draft_words.words["translated"]).search(draft.plain):
        return
    parts = _paragraphs(draft)
    spoken = [(part, language(draft.plain[part.start : part.end])) for part in parts]
    lengths = {tongue: sum(part.end - part.start for part, spoke in spoken if spoke == tongue) for tongue in ("en", "es")}
    if purpose not in IN_ENGLISH and lengths["en"] <= lengths["es"]:
        return  # a declaration or letter in Spanish is still to be translated whole
    runs: list[tuple[int, int]] = []
    fresh = True
    for part, tongue in spoken:
        if tongue == "es":
            runs = [*runs, (part.start, part.end)] if fresh else [*runs[:-1], (runs[-1][0], part.end)]
        fresh = tongue != "es"
    for start, end in runs:
        yield Flaw(
            "untranslated",
            start,
            end,
            "caution",
            "These words are Spanish in a paper that is filed, and no certificate of translation goes with them (8 CFR 1003.33).",
            "Put the English beside them, with the translator's certificate.",
        )


def _paragraphs(draft: Draft) -> list[Part]:
    """The document's paragraphs; those of its text where it counts pages only."""
    parts = draft.document.parts
    return list(parts) if any(part.paragraph for part in parts) else list(plain(draft.text).parts)
