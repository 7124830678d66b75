"""How good is the guard on a labelled set? Figures over sentences that it has not seen; implied labels count neither right nor wrong."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from forbear.casefile.content import read_bytes
from forbear.guard.document import decoded
from forbear.law.admission import Admission
from forbear.problem import BadInput, Problem

IMPLIED = re.compile(r"implied:\s*([\w\-]+(?:\s*,\s*[\w\-]+)*)")


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence with the admissions it makes and those that a careful reader may add."""

    text: str
    labels: list[str]
    implied: list[str] = []
    lang: str = ""
    doc: str = ""
    style: str = ""
    kind: str = ""


class Figures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Shares from 0 to 1; `None` where nothing of the kind is in the set."""

    sentences: int
    with_labels: int
    harmless: int
    any_recall: float | None
    critical_recall: float | None
    harmless_flagged: float | None
    harmless_flagged_grave: float | None
    label_recall: float | None
    label_precision: float | None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a set: of all of it, by language, document and style, and recall and precision of each label with its counts."""

    overall: Figures
    groups: dict[str, dict[str, Figures]]
    labels: dict[str, dict[str, float | int | None]]


def read_labelled(path: Path, known: Iterable[str]) -> list[Labelled]:
    """The lines of a labelled set. Raises BadInput with every line that is not one."""
    ids = set(known)
    content = decoded(read_bytes(path, 'give a file of {"text", "labels"} lines', "a labelled set holds sentences, one a line"), path.name)
    rows: list[Labelled] = []
    problems: list[Problem] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            note = IMPLIED.search(str(told.get("note", ""))) if isinstance(told, dict) else None
            if note and "implied" not in told:
                told["implied"] = re.split(r"\s*,\s*", note[1])
            row = msgspec.convert(told, Labelled)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(path.name, number, f'expected {{"text": …, "labels": […]}}: {error}'))
            continue
        unknown = sorted({*row.labels, *row.implied} - ids)
        if unknown:
            problems.append(Problem(path.name, number, f"no admission is called {', '.join(unknown)}"))
        rows.append(row)
    if not rows and not problems:
        problems.append(Problem(path.name, None, "holds no sentence"))
    if problems:
        raise BadInput(problems[:50])
    return rows


def evaluate(rows: Sequence[Labelled], found: Sequence[set[str]], admissions: Mapping[str, Admission]) -> Evaluation:
    """The figures for what was found in each sentence."""
    groups: dict[str, dict[str, Figures]] = {}
    for field in ("lang", "doc", "style", "kind"):
        values = sorted({getattr(row, field) for row in rows} - {""})
        groups[field] = {
            value: _figures([(row, hits) for row, hits in zip(rows, found, strict=True) if getattr(row, field) == value], admissions)
            for value in values
        }
    labels = sorted({label for row in rows for label in row.labels} | {label for hits in found for label in hits})
    return Evaluation(
        overall=_figures(list(zip(rows, found, strict=True)), admissions),
        groups={field: values for field, values in groups.items() if values},
        labels={label: _of_label(label, rows, found) for label in labels},
    )


def _figures(pairs: Sequence[tuple[Labelled, set[str]]], admissions: Mapping[str, Admission]) -> Figures:
    labelled = [(row, hits) for row, hits in pairs if row.labels]
    harmless = [hits for row, hits in pairs if not row.labels and not row.implied]
    critical = [hits for row, hits in labelled if any(admissions[label].severity == "critical" for label in row.labels)]
    right = sum(len(hits & set(row.labels)) for row, hits in pairs)
    wrong = sum(len(hits - set(row.labels) - set(row.implied)) for row, hits in pairs)
    return Figures(
        sentences=len(pairs),
        with_labels=len(labelled),
        harmless=len(harmless),
        any_recall=_share(sum(bool(hits) for _, hits in labelled), len(labelled)),
        critical_recall=_share(sum(bool(hits) for hits in critical), len(critical)),
        harmless_flagged=_share(sum(bool(hits) for hits in harmless), len(harmless)),
        harmless_flagged_grave=_share(
            sum(any(admissions[label].severity != "caution" for label in hits) for hits in harmless), len(harmless)
        ),
        label_recall=_share(right, sum(len(set(row.labels)) for row, _ in pairs)),
        label_precision=_share(right, right + wrong),
    )


def _of_label(label: str, rows: Sequence[Labelled], found: Sequence[set[str]]) -> dict[str, float | int | None]:
    pairs = list(zip(rows, found, strict=True))
    support = sum(label in row.labels for row in rows)
    right = sum(label in hits and label in row.labels for row, hits in pairs)
    wrong = sum(label in hits and label not in row.labels and label not in row.implied for row, hits in pairs)
    return {"sentences": support, "recall": _share(right, support), "precision": _share(right, right + wrong)}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
