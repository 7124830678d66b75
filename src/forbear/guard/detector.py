"""Which admissions does a sentence make? A tuned encoder, counted words, known phrases and cues, weighed together against a bar.

Plain weights in `model/`, made by `make guard-model`; nothing is downloaded and nothing is pickled. Same text, same answer.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from forbear.guard.arrival import surely_old
from forbear.guard.cues import cues_in
from forbear.guard.dates import MONTH
from forbear.guard.encoder import Encoder
from forbear.guard.finding import Evidence
from forbear.guard.ngrams import Ngrams
from forbear.guard.sentences import clauses
from forbear.law.admission import Admission, Severity

MODEL = Path(str(resources.files("forbear.guard"))) / "model"
PARTS = ("encoder", "ngrams", "phrases", "overall")
DATE_ALONE = re.compile(rf"(?:\W|\d(?:st|nd|rd|th)?|\b(?:of|the|de|del|on|el|{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*", re.I)
RECENT, SURELY = "entry-date-recent", 3.5  # an arrival is told with what came of it: so far over its bar it counts beside louder labels
SHARPEN = 8.0  # what the vectors of unit length are multiplied with before the head; part of the trained model
Array = np.ndarray[Any, Any]
Clause = tuple[int, int, Array]  # where it stands in its sentence, and the scores of its words alone


@dataclass(frozen=True, slots=True)
class Hit:
    """One admission found in a sentence; `start` and `end` count characters of the sentence."""

    admission: str
    start: int
    end: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Scales:
    """How the parts are weighed together: what each says of a label, and whether it is any admission at all (`overall`).

    A label counts when it passes the bar of its gravity and lies within `margin` of the label that speaks loudest. A sentence in
    which no label, weighed without the encoder, comes to its bar and `skim` is not given to the encoder, which takes the longest.
    """

    labels: tuple[str, ...]
    weights: Mapping[str, float]
    margin: float
    skim: float
    bars: Mapping[Severity, float]


class Detector:
    """Loaded once; reads many sentences at a time."""

    def __init__(self, admissions: Mapping[str, Admission], folder: Path = MODEL) -> None:
        told = json.loads((folder / "scales.json").read_text(encoding="utf-8"))
        self.scales = Scales(tuple(told["labels"]), {part: told[part] for part in PARTS}, told["margin"], told["skim"], told["bars"])
        self._bars = np.array([self.scales.bars[admissions[label].severity] for label in self.scales.labels])
        self._recent = self.scales.labels.index(RECENT)
        self._phrases = [_any_of(admissions[label]) for label in self.scales.labels]
        with np.load(folder / "encoder.npz", allow_pickle=False) as layers:
            self._encoder = Encoder(layers)
            self._head, self._bias = layers["head"].astype(np.float32), layers["bias"].astype(np.float32)
        with np.load(folder / "ngrams.npz", allow_pickle=False) as counted:
            vocabulary = counted["vocabulary"].tobytes().decode().split("\n")
            weights = counted["weights"].astype(np.float32) * counted["scale"]
            self._ngrams = Ngrams(vocabulary, int(counted["words"]), counted["idf"], weights, counted["bias"])

    def read(self, sentences: Sequence[str], on: dt.date, *, explain: bool = False) -> list[list[Hit]]:
        """The admissions of each sentence, read as on a day: how long ago a year lies is counted from it. The same words are read once."""
        once = list(dict.fromkeys(sentences))
        hits = dict(zip(once, self._read(once, on, explain=explain), strict=True))
        return [hits[sentence] for sentence in sentences]

    def _read(self, sentences: Sequence[str], on: dt.date, *, explain: bool) -> list[list[Hit]]:
        scores = self.weighed(sentences, on, skim=True)
        found: list[list[tuple[int, float]]] = []
        for sentence, row in zip(sentences, scores, strict=True):
            near = row >= row.max() - self.scales.margin
            near[self._recent] |= row[self._recent] >= self._bars[self._recent] + SURELY
            over = [(int(label), float(row[label])) for label in np.flatnonzero((row >= self._bars) & near)]
            found.append([(label, score) for label, score in over if not self._ruled_out(label, sentence, on)])
        spans = iter(self._strongest([sentence for sentence, hits in zip(sentences, found, strict=True) if hits], on))
        answers: list[list[Hit]] = []
        for sentence, hits in zip(sentences, found, strict=True):
            parts = next(spans) if hits else []
            answers.append([self._hit(sentence, label, score, parts, on if explain else None) for label, score in hits])
        return answers

    def weighed(self, sentences: Sequence[str], on: dt.date, *, skim: bool = False) -> Array:
        """What the parts say of each label in each sentence, weighed together; least of all where skimming shows that none can count."""
        if not sentences:
            return np.empty((0, len(self.scales.labels)))
        scores = self.skimmed(sentences, on)
        heard = np.ones(len(sentences), dtype=bool)
        if skim:
            dates = np.array([bool(DATE_ALONE.fullmatch(sentence)) for sentence in sentences])
            heard = np.any(scores >= self._bars + self.scales.skim, axis=1) & ~dates
        given = [unicodedata.normalize("NFC", sentence) for sentence, is_heard in zip(sentences, heard, strict=True) if is_heard]
        meant = self._encoder.encode(given) * SHARPEN @ self._head + self._bias
        scores[heard] += self.scales.weights["encoder"] * meant[:, :-1] + self.scales.weights["overall"] * meant[:, -1:]
        scores[~heard] = -np.inf
        return scores

    def skimmed(self, sentences: Sequence[str], on: dt.date) -> Array:
        """The same without the encoder, which takes the longest."""
        composed = [unicodedata.normalize("NFC", sentence) for sentence in sentences]
        counted = np.stack([self._ngrams.scores(sentence, on.year) for sentence in composed])
        known = [[bool(phrases.search(lowered)) for phrases in self._phrases] for lowered in map(str.lower, composed)]
        return np.asarray(
            self.scales.weights["ngrams"] * counted[:, :-1]
            + self.scales.weights["phrases"] * np.array(known, dtype=np.float32)
            + self.scales.weights["overall"] * counted[:, -1:]
        )

    def _ruled_out(self, label: int, sentence: str, on: dt.date) -> bool:
        """Whether the sentence itself dates an arrival so long ago that it is not recent."""
        return label == self._recent and surely_old(sentence, on)

    def _strongest(self, sentences: Sequence[str], on: dt.date) -> list[list[Clause]]:
        """The clauses of each sentence with their own scores."""
        cut = [clauses(sentence, (0, len(sentence))) for sentence in sentences]
        texts = [sentence[start:end] for sentence, spans in zip(sentences, cut, strict=True) if len(spans) > 1 for start, end in spans]
        scores = iter(self.weighed(texts, on))
        return [[(start, end, next(scores)) for start, end in spans] if len(spans) > 1 else [] for spans in cut]

    def _hit(self, sentence: str, label: int, score: float, parts: Sequence[Clause], explained_on: dt.date | None) -> Hit:
        """The hit at the clause that makes it, or at the whole sentence where no clause makes it alone."""
        start, end = 0, len(sentence)
        if parts:
            left, right, alone = max(parts, key=lambda part: float(part[2][label]))
            if alone[label] >= self._bars[label]:
                start, end = left, right
        evidence = None
        if explained_on:
            evidence = Evidence(
                score=round(score, 2),
                bar=round(float(self._bars[label]), 2),
                strongest=sentence[start:end],
                phrases=[match[0] for match in self._phrases[label].finditer(unicodedata.normalize("NFC", sentence).lower())],
                cues=dict(cues_in(sentence)),
                weighed=self._ngrams.weighed(sentence, explained_on.year, label),
            )
        return Hit(self.scales.labels[label], start, end, evidence)


def _any_of(admission: Admission) -> re.Pattern[str]:
    """The known phrases of an admission as one pattern for text in lower case, ten times as fast as one that ignores case."""
    patterns = [f"(?:{pattern})" for of_language in admission.signal_phrases.values() for pattern in of_language]
    return re.compile(re.sub(r"\\.|\(\?P|[A-Z]", lambda match: match[0] if len(match[0]) > 1 else match[0].lower(), "|".join(patterns)))
