"""What did the last answer change? What the law's reading says now and did not say before; for counsel, not for the client's eyes."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from forbear.assessment.finding import Assessment, OptionFinding
from forbear.casefile.model import CaseFile
from forbear.office.matters.judged import judged
from forbear.office.matters.keeping import as_case
from forbear.office.matters.reading import Opened, facts_at
from forbear.office.people.models import Person
from forbear.office.web.templatetags.office import stage, verdict


@dataclass(frozen=True, slots=True)
class Effect:
    """One finding that changed: what was said before, what is said now."""

    title: str
    was: str
    now: str


def effects(person: Person, opened: Opened, before: int, found: Assessment) -> list[Effect]:
    """What changed from an earlier revision to the matter as it is opened. Raises NotThere."""
    case: CaseFile = as_case(facts_at(person, opened.id, before), opened.id)
    earlier = judged(replace(opened, case=case, revision=before), found.on)
    changed = [Effect(_("Where it stands"), stage(earlier.stage.id), stage(found.stage.id))] if earlier.stage.id != found.stage.id else []
    options = {option.form: option for option in earlier.options}
    changed += [
        Effect(option.title, verdict(options[option.form]), verdict(option))
        for option in found.options
        if option.form in options and _says(options[option.form]) != _says(option)
    ]
    standing = {danger.admission for danger in earlier.dangers}
    changed += [Effect(danger.title, "–", _("must not be said")) for danger in found.dangers if danger.admission not in standing]
    factors = {factor.id: factor.verdict for factor in earlier.factors}
    return changed + [
        Effect(factor.title, _(factors[factor.id]), _(factor.verdict))
        for factor in found.factors
        if factor.id in factors and factors[factor.id] != factor.verdict
    ]


def _says(option: OptionFinding) -> tuple[str, str | None]:
    return option.status, option.timing
