"""What is said of a set of papers: what lacks proof, what was not made, what the guard found, which authorities must be looked at first."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from forbear.drafting.brief import Brief
from forbear.drafting.draft import DraftSet
from forbear.drafting.reading import PaperCite
from forbear.guard.finding import GuardReport


def as_data(brief: Brief, made: DraftSet, reports: Sequence[GuardReport], cites: Sequence[PaperCite]) -> dict[str, Any]:
    """A set of papers as plain data."""
    dangers = [
        {
            "document": report.document,
            "admission": found.admission,
            "severity": found.severity,
            "text": found.text,
            "because": found.because,
        }
        | {"instead": found.instead, "start": found.start, "end": found.end}
        for report in reports
        for found in report.findings
    ]
    checks = [
        {"document": report.document, "check": check.check, "severity": check.severity, "text": check.text, "because": check.because}
        for report in reports
        for check in report.checks
    ]
    return {
        "case": brief.matter.case.name,
        "on": brief.matter.on,
        "form": brief.form,
        "unsupported": [
            {"document": document.title, "text": one.text, "line": one.id} for document in made.outgoing for one in document.unsupported()
        ],
        "gaps": [{"document": document.title, "text": one.text} for document in made.outgoing for one in document.gaps()],
        "dangers": dangers,
        "checks_of_text": checks,
        "cites": [
            {"document": title, "cite": cite.cite, "id": cite.id, "status": cite.status, "ok": cite.ok, "because": cite.because}
            for title, cite in cites
        ],
        "gate": _plain(made.gate),
        "not_made": _plain(made.not_made),
        "withheld": _plain(made.withheld),
        "omitted": _plain(made.omitted),
        "revealed": _plain(made.revealed),
        "open_lines": made.open_lines,
    }


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(dt.date,))
