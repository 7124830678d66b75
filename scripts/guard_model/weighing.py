"""Sets how the parts are weighed together and where the bars lie, on sentences by another author than those trained on.

A handful of numbers, chosen from a short list, so that they cannot be fitted to single sentences.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from forbear.guard.detector import Detector
from forbear.guard.evaluation import Labelled
from forbear.law.admission import Admission

FALSE_ALARMS = 0.11  # harmless sentences that may be marked gravely on this set; sentences of others are harder
EASIER = 0.8  # how much lower the bar of a critical admission lies
ENCODER, NGRAMS, PHRASES, OVERALL = (0.4, 0.5, 0.7, 1.0), (0.4, 0.6, 0.8), (0.5, 0.8), (0.1, 0.2, 0.3, 0.5)
MARGINS = (1.5, 2.0, 2.5, 3.0)
PRECISION = 0.68


def weigh(detector: Detector, rows: Sequence[Labelled], admissions: Mapping[str, Admission], on: dt.date) -> dict[str, Any]:
    """The scales with the best recall of any admission, then of labels, among those within the false alarms and the precision asked for."""
    names = detector.scales.labels
    meant, counted, known = detector.parts([row.text for row in rows], on)
    grave = np.array([admissions[name].severity != "caution" for name in names])
    lower = np.array([EASIER if admissions[name].severity == "critical" else 0.0 for name in names])
    truth = np.array([[name in row.labels for name in names] for row in rows])
    implied = np.array([[name in row.implied for name in names] for row in rows]) & ~truth
    harmful = truth.any(1)
    harmless = ~harmful & ~implied.any(1)
    best: tuple[tuple[float, ...], dict[str, Any]] | None = None
    for encoder, ngrams, phrases, overall in itertools.product(ENCODER, NGRAMS, PHRASES, OVERALL):
        scores = encoder * meant[:, :-1] + ngrams * counted[:, :-1] + phrases * known + overall * (meant[:, -1:] + counted[:, -1:])
        raised = scores + lower
        bar = float(np.quantile(np.where(grave, raised, -99.0).max(1)[harmless], 1 - FALSE_ALARMS)) + 1e-6
        for margin in MARGINS:
            found = (raised >= bar) & (scores >= scores.max(1, keepdims=True) - margin)
            right = (found & truth).sum()
            precision = right / max(1, (found & ~implied).sum())
            recall = (found.any(1) & harmful).sum() / harmful.sum()
            key = (min(float(precision), PRECISION), round(float(recall), 3), float(right / truth.sum()))
            if best is None or key > best[0]:
                bars = {"critical": bar - EASIER, "serious": bar, "caution": bar}
                best = key, {"encoder": encoder, "ngrams": ngrams, "phrases": phrases, "overall": overall, "margin": margin, "bars": bars}
    assert best is not None
    print("calibration: precision %.3f, any recall %.3f, label recall %.3f" % best[0])  # noqa: UP031
    return best[1]
