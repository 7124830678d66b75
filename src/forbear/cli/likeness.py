"""A case in the codes of the courts' data, and what became of cases like it: where the shells join an assessment and the courts' files."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

from forbear.assessment.finding import Assessment
from forbear.assessment.matter import Matter
from forbear.courtdata.cases_like_this import CasesLikeThis, Likeness, cases_like_this, charge_group, courts_of, nationality_of


def likeness(matter: Matter) -> Likeness:
    """What of a case the courts' data can compare. What the file does not say is not compared."""
    case = matter.case
    nationalities = [str(value) for value in case.values("person.nationalities") or ()]
    charges = case.values("proceedings.charges")
    filed = case.date("proceedings.nta_date") or case.date("proceedings.nta_filed_date")
    kind = case.text("representation.representative.kind")
    return Likeness(
        courts=courts_of(case.court or case.text("proceedings.court")),
        circuit=case.circuit,
        nationality=nationality_of(nationalities[0]) if len(nationalities) == 1 else None,
        detained=case.flag("proceedings.custody.detained"),
        represented=None if kind is None else kind != "self",
        charge=charge_group([str(charge) for charge in charges]) if charges else None,
        pending_days=max(0, (matter.on - filed).days) if isinstance(filed, dt.date) else None,
    )


# Where a case waits for a judge, as the pending cases of the courts' data do.
PENDING = {"master-pending", "pleadings-entered", "relief-pending", "individual-scheduled", "reopened", "decision-reserved"}


def alike(folder: Path, matter: Matter, found: Assessment) -> dict[str, CasesLikeThis]:
    """What became of cases like this one, form by form, in the current release of a folder. Raises BadInput."""
    from forbear.cli.rates import asking, opened

    release = opened(folder)
    forms = [option.form for option in found.options]
    stage = found.stage
    if not PENDING & set([stage.id] if stage.id else stage.could_be):
        said = "No court data: cases like this one are compared while they wait for a judge, and this one does not."
        return {form: CasesLikeThis(form, "no-data", said, "", release.day) for form in forms}
    return asking(folder, lambda: cases_like_this(release, likeness(matter), forms, matter.on))


def as_data(found: CasesLikeThis) -> dict[str, Any]:
    """The answer of a form as plain data."""
    return asdict(found)
