"""What is a finding called, and on which page does it stand?"""

import hashlib
from collections import Counter

from forbear.guard.document import Document, Part


def identity(kind: str, words: str, seen: Counter[str]) -> str:
    """The name of a finding: the same as long as its words stay, wherever they move; the second time the same words stand, another."""
    said = f"{kind}\n{' '.join(words.split()).casefold()}"
    seen[said] += 1
    return hashlib.sha256(f"{said}\n{seen[said]}".encode()).hexdigest()[:8]


def place(document: Document, position: int) -> Part:
    """The page and paragraph of a character."""
    return document.part_at(position) or Part(position, position)
