"""Sets the bars on sentences by another author than those trained on; how the parts are weighed together is fixed here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from forbear.guard.detector import Detector
from forbear.guard.evaluation import Labelled
from forbear.law.admission import Admission

WEIGHTS = {"encoder": 0.5, "ngrams": 0.8, "phrases": 0.5, "overall": 0.3, "margin": 0.75}
FALSE_ALARMS = 0.06  # harmless sentences of the calibration set that may be marked gravely; those of other authors are harder
EASIER = 0.5  # how much lower the bar of a critical admission lies


def weigh(detector: Detector, rows: Sequence[Labelled], admissions: Mapping[str, Admission], on: dt.date) -> dict[str, Any]:
    """The weights, and the bars at which the asked share of harmless sentences is marked."""
    names = detector.scales.labels
    scores = detector.weighed([row.text for row in rows], on)
    grave = np.array([admissions[name].severity != "caution" for name in names])
    lower = np.array([EASIER if admissions[name].severity == "critical" else 0.0 for name in names])
    harmless = np.array([not row.labels and not row.implied for row in rows])
    loudest = np.where(grave, scores + lower, -np.inf).max(1)[harmless]
    bar = round(float(np.quantile(loudest, 1 - FALSE_ALARMS)), 3) + 0.001
    return {**WEIGHTS, "bars": {"critical": bar - EASIER, "serious": bar, "caution": bar}}
