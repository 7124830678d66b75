"""Which forms can be asked for, and if not, why?"""

from forbear.assessment.consequences import find_consequences
from forbear.assessment.finding import OptionFinding, Realistic, Status
from forbear.assessment.matter import Matter, because_open
from forbear.assessment.windows import find_window
from forbear.law.form import Form
from forbear.law.table import FormRules
from forbear.rules.explain import Outcome

LIVE = ("available", "conditional")


def find_options(matter: Matter) -> list[OptionFinding]:
    """All seventeen forms, judged."""
    return [find_option(matter, rules) for rules in matter.rulebook.forms]


def status_of(outcome: Outcome) -> Status:
    """The status. Where a form is live either way, what it still needs is open, not whether it can be asked."""
    if outcome.then:
        return outcome.then  # type: ignore[return-value]
    return "conditional" if set(outcome.could_be) <= set(LIVE) else "unknown"


def find_option(matter: Matter, rules: FormRules) -> OptionFinding:
    """One form, judged."""
    outcome = matter.reading.table(rules.status.rows, rules.status.otherwise)
    variants = matter.reading.table(rules.variant.rows, rules.variant.otherwise)
    form = matter.corpus.forms[variants.then or rules.variant.otherwise]
    status = status_of(outcome)
    window = find_window(matter, rules)
    live = status in LIVE
    if status == "unknown" or (outcome.then is None and live):
        matter.left_open(f"option:{rules.form}", outcome)
    row = outcome.row
    decided = row is not None and (outcome.then is not None or live)
    because = matter.words(row.because) if decided and row else rules.status.because if outcome.then else because_open(outcome)
    authorities = list(row.authorities) if row else list(rules.status.authorities)
    if outcome.then is None:
        authorities += [name for each, verdict in outcome.verdicts if verdict.value is None for name in each.authorities]
    return OptionFinding(
        form=rules.form,
        title=rules.title,
        status=status,
        could_be=list(outcome.could_be) if status == "unknown" else [],
        timing=window.word,
        timing_because=window.because,
        realistic=_realistic(matter, form) if live else None,
        because=because,
        needs=list(row.needs) if row and live else [],
        decision_maker=form.decision_maker,
        authorities=matter.in_force([*authorities, *(form.standard.authorities if live else ())]),
        consequences=find_consequences(matter, form) if live or status == "unknown" else {},
        warnings=_warnings(matter, rules.form) if live or status == "unknown" else [],
        presumed=sorted(outcome.presumed | window.presumed),
        unknown_because=sorted(outcome.unknown) if status == "unknown" else [],
    )


def _realistic(matter: Matter, form: Form) -> Realistic | None:
    """How often it is granted: by the form's own entry since it was last surveyed, before that by the government's posture."""
    if matter.on >= form.availability.start:
        return form.availability.level
    if form.needs_government_agreement == "no":
        return None
    actor = "ero" if "ICE-ERO" in form.decision_maker and "IJ" not in form.decision_maker else "opla"
    regime = matter.corpus.actors[actor].on(matter.on)
    return matter.corpus.postures[regime.posture].realistic if regime else None


def _warnings(matter: Matter, form: str) -> list[str]:
    found = [
        subject.rule.then for subject in matter.rulebook.form_warnings if form in subject.forms and matter.reading.rule(subject.rule).value
    ]
    return list(dict.fromkeys(found))
