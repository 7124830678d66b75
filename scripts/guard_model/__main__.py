"""`python -m scripts.guard_model`: guard-data/ -> src/forbear/guard/model/. Same data, seed and machine: same weights.

`--weigh` keeps the trained parts and only sets the bars anew from guard-data/calibration.jsonl.
"""

import argparse
import datetime as dt
import hashlib
import json
from pathlib import Path

import numpy as np
from scripts.guard_model.weighing import WEIGHTS, weigh

from forbear.guard.detector import MODEL, Detector
from forbear.guard.evaluation import Labelled, read_labelled
from forbear.law.corpus import Corpus

DATA = Path(__file__).parents[2] / "guard-data"
SEED = 20261124
ON = dt.date(2026, 11, 24)  # the day from which the data counts how long ago a year lies


def main() -> None:
    """Trains the parts, weighs them together, writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weigh", action="store_true", help="keep the trained parts")
    options = parser.parse_args()
    admissions = Corpus.load().admissions
    names = sorted(admissions)
    rows = [row for path in sorted(DATA.glob("train-*.jsonl")) for row in read_labelled(path, admissions)]
    MODEL.mkdir(exist_ok=True)
    if not options.weigh:
        from scripts.guard_model.counting import train_ngrams
        from scripts.guard_model.tuning import tune

        sentences = [row.text for row in rows]
        labels, counts = _tables(rows, names)
        np.savez_compressed(MODEL / "ngrams.npz", **train_ngrams(sentences, labels, counts, ON.year))
        np.savez_compressed(MODEL / "encoder.npz", **tune(sentences, labels, counts, SEED))
    _write({"labels": names, **WEIGHTS, "bars": dict.fromkeys(("critical", "serious", "caution"), 0.0)})
    scales = weigh(Detector(admissions), read_labelled(DATA / "calibration.jsonl", admissions), admissions, ON)
    data = hashlib.sha256("\n".join(f"{row.text}\t{','.join(row.labels)}" for row in rows).encode()).hexdigest()
    _write({"labels": names} | scales | {"seed": SEED, "sentences": len(rows), "data_sha256": data, "counted_from": ON.isoformat()})


def _tables(rows: list[Labelled], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Which labels each sentence carries, the last column for any at all; and which of them count."""
    labels = np.zeros((len(rows), len(names) + 1), dtype=np.float32)
    counts = np.ones_like(labels)
    for number, row in enumerate(rows):
        for label in row.implied:
            counts[number, names.index(label)] = 0
        for label in row.labels:
            labels[number, names.index(label)] = counts[number, names.index(label)] = 1
        labels[number, -1] = bool(row.labels)
        counts[number, -1] = bool(row.labels) or not row.implied
    return labels, counts


def _write(scales: dict[str, object]) -> None:
    (MODEL / "scales.json").write_text(json.dumps(scales, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
