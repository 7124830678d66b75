"""Which words and pieces of words speak for an admission? Counted n-grams of a sentence, weighed by a linear model."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from forbear.guard.cues import CUES, cues_in, folded

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WORD = re.compile(r"\b\w\w+\b")
SHORTEST, LONGEST = 2, 5  # characters of a piece
CUE_WEIGHT = 0.3
Array = np.ndarray[Any, Any]


def normalised(sentence: str, year: int) -> str:
    """The sentence in lower case without accents; years as recent (the last two), or old, relative to the year judged; digits alike."""

    def age(match: re.Match[str]) -> str:
        return " yrecent " if int(match[0]) >= year - 1 else " ynear " if int(match[0]) == year - 2 else " yold "

    return re.sub(r"\d+", "0", YEAR.sub(age, folded(sentence)))


def words(text: str) -> Iterator[str]:
    """Words and pairs of words of a normalised sentence."""
    found = WORD.findall(text)
    yield from found
    yield from (f"{left} {right}" for left, right in itertools.pairwise(found))


def pieces(text: str) -> Iterator[str]:
    """Pieces of each word with its borders; a short word counts once as it stands."""
    for word in text.split():
        bordered = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            yield bordered[:size]
            if size >= len(bordered):
                break
            for start in range(1, len(bordered) - size + 1):
                yield bordered[start : start + size]


class Ngrams:
    """The linear model: `vocabulary` holds words first, then pieces; `weights` one row a feature, one column a label."""

    def __init__(self, vocabulary: Sequence[str], words_in_it: int, idf: Array, weights: Array, bias: Array) -> None:
        self._words = {name: row for row, name in enumerate(vocabulary[:words_in_it])}
        self._pieces = {name: row for row, name in enumerate(vocabulary[words_in_it:], words_in_it)}
        self._idf, self._weights, self._bias = idf.astype(np.float32), weights, bias
        self._cues = {name: len(vocabulary) + number for number, name in enumerate(CUES)}
        self._names = list(vocabulary)

    def scores(self, sentence: str, year: int) -> Array:
        """The log-odds of each label."""
        rows, values = self._features(sentence, year)
        return np.asarray(self._bias + values @ self._weights[rows].astype(np.float32))

    def weighed(self, sentence: str, year: int, label: int, most: int = 5) -> list[str]:
        """The words that speak most for a label in this sentence."""
        rows, values = self._features(sentence, year)
        shares = values * self._weights[rows, label].astype(np.float32)
        order = [index for index in np.argsort(-shares) if rows[index] < len(self._words) and shares[index] > 0]
        return [self._names[rows[index]] for index in order[:most]]

    def _features(self, sentence: str, year: int) -> tuple[list[int], Array]:
        text = normalised(sentence, year)
        rows: list[int] = []
        values: list[float] = []
        for known, found in ((self._words, words(text)), (self._pieces, pieces(text))):
            counted = Counter(known[name] for name in found if name in known)
            weights = [(1 + math.log(times)) * self._idf[row] for row, times in counted.items()]
            length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
            rows += counted
            values += [weight / length for weight in weights]
        present = cues_in(sentence)
        rows += [self._cues[name] for name in present]
        values += [CUE_WEIGHT] * len(present)
        return rows, np.array(values, dtype=np.float32)
