"""Sets the bars on sentences by another author than most of those trained on; how the parts are weighed together is fixed here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from forbear.guard.detector import Detector
from forbear.guard.evaluation import Labelled, evaluate
from forbear.law.admission import Admission

WEIGHTS = {"encoder": 0.5, "ngrams": 0.8, "phrases": 0.5, "overall": 0.3, "margin": 0.75}
FALSE_ALARMS = 0.05  # harmless sentences of the calibration set that may be marked gravely; of harder ones, twice as many are
EASIER = 1.25  # how much lower the bar of a critical admission lies
LOST = 0.005  # marked sentences that skimming may lose
UNSET: dict[str, Any] = {**WEIGHTS, "skim": 0.0, "bars": dict.fromkeys(("critical", "serious", "caution"), 0.0)}
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Read:
    """What parts say of sentences that they were not made from: weighed together, and without the encoder."""

    rows: Sequence[Labelled]
    names: tuple[str, ...]
    scores: Array
    skimmed: Array

    @classmethod
    def by(cls, detector: Detector, rows: Sequence[Labelled], on: dt.date) -> "Read":
        """The sentences read by a detector."""
        texts = [row.text for row in rows]
        return cls(rows, detector.scales.labels, detector.weighed(texts, on), detector.skimmed(texts, on))

    @classmethod
    def together(cls, parts: Sequence["Read"]) -> "Read":
        """All that was read."""
        rows = [row for part in parts for row in part.rows]
        return cls(rows, parts[0].names, np.concatenate([part.scores for part in parts]), np.concatenate([part.skimmed for part in parts]))


def weigh(read: Read, admissions: Mapping[str, Admission]) -> dict[str, Any]:
    """The weights, the bars at which the asked share of harmless sentences is marked, and what skimming asks for."""
    grave = np.array([admissions[name].severity != "caution" for name in read.names])
    lower = np.array([EASIER if admissions[name].severity == "critical" else 0.0 for name in read.names])
    harmless = np.array([not row.labels and not row.implied for row in read.rows])
    loudest = np.where(grave, read.scores + lower, -np.inf).max(1)[harmless]
    bar = round(float(np.quantile(loudest, 1 - FALSE_ALARMS)) + 0.0005, 3)
    marked = (read.scores >= bar - lower).any(1)
    skim = round(float(np.quantile((read.skimmed - bar + lower).max(1)[marked], LOST)), 3)
    near = (read.scores >= bar - lower) & (read.scores >= read.scores.max(1, keepdims=True) - WEIGHTS["margin"])
    found = [{name for name, is_near in zip(read.names, row, strict=True) if is_near} for row in near]
    print(evaluate(read.rows, found, admissions).overall)
    return {**WEIGHTS, "skim": skim, "bars": {"critical": round(bar - EASIER, 3), "serious": bar, "caution": bar}}
