"""`python -m scripts.guard_model`: guard-data/ -> src/forbear/guard/model/. Same data, seed and machine: same weights.

The parts are trained on the training files, then on guard-data/calibration.jsonl too. The bars are set on what parts that never saw a
calibration sentence say of it: the calibration set is cut in folds, and each fold is read by parts made from all the rest.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scripts.guard_model.counting import train_ngrams
from scripts.guard_model.fragments import fragments
from scripts.guard_model.tuning import tune
from scripts.guard_model.weighing import UNSET, Read, weigh

from forbear.guard.detector import MODEL, Detector
from forbear.guard.evaluation import Labelled, read_labelled
from forbear.law.admission import Admission
from forbear.law.corpus import Corpus

DATA = Path(__file__).parents[2] / "guard-data"
SEED = 20261124
ON = dt.date(2026, 11, 24)  # the day from which the data counts how long ago a year lies
FOLDS = 3
REPEATED = 3  # times that a calibration sentence is shown in an epoch of the second tuning
REHEARSED = 2_000  # training sentences shown beside them, so that nothing is forgotten
Arrays = Mapping[str, np.ndarray[Any, Any]]


def main() -> None:
    """Trains the parts, sets the bars, writes the model."""
    admissions = Corpus.load().admissions
    rows = [row for path in sorted(DATA.glob("train-*.jsonl")) for row in read_labelled(path, admissions)]
    own = read_labelled(DATA / "calibration.jsonl", admissions)
    shown = rows + fragments(rows)
    first = tune([row.text for row in shown], *_tables(shown, sorted(admissions)), SEED)
    fold = np.random.default_rng(SEED).permutation(len(own)) % FOLDS
    read: list[Read] = []
    for number in range(FOLDS):
        with TemporaryDirectory() as folder:
            _make(Path(folder), shown, [row for row, at in zip(own, fold, strict=True) if at != number], first, admissions)
            unseen = [row for row, at in zip(own, fold, strict=True) if at == number]
            read.append(Read.by(Detector(admissions, Path(folder)), unseen, ON))
    scales = weigh(Read.together(read), admissions)
    MODEL.mkdir(exist_ok=True)
    _make(MODEL, shown, own, first, admissions)
    data = hashlib.sha256("\n".join(f"{row.text}\t{','.join(row.labels)}" for row in rows + own).encode()).hexdigest()
    made = {"seed": SEED, "sentences": len(rows) + len(own), "data_sha256": data, "counted_from": ON.isoformat()}
    _write(MODEL, {"labels": sorted(admissions)} | scales | made)


def _make(folder: Path, shown: Sequence[Labelled], own: Sequence[Labelled], first: Arrays, admissions: Mapping[str, Admission]) -> None:
    """The parts made from the training sentences and from calibration sentences, without bars."""
    names = sorted(admissions)
    chosen = np.random.default_rng(SEED).permutation(len(shown))[:REHEARSED]
    again = [*own] * REPEATED + [shown[number] for number in chosen]
    np.savez_compressed(folder / "encoder.npz", **tune([row.text for row in again], *_tables(again, names), SEED, start=first))
    both = [*shown, *own]
    np.savez_compressed(folder / "ngrams.npz", **train_ngrams([row.text for row in both], *_tables(both, names), ON.year))
    _write(folder, {"labels": names} | UNSET)


def _tables(rows: Sequence[Labelled], names: list[str]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
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


def _write(folder: Path, scales: Mapping[str, object]) -> None:
    (folder / "scales.json").write_text(json.dumps(scales, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
