"""Which forms stand in which order, and what does each do? The client's own first, then those not to ask for; the closed ones apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forbear.assessment.finding import Assessment, OptionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.paths import NO_REQUEST, PathFinding, compare_paths
from forbear.assessment.words import sort_key
from forbear.office.overview.why import code

MOST_BESIDE = 3  # forms beside going on: more columns are no longer read with ease
LONG_ENOUGH = 60  # characters after which a cell of the table ends with its clause; the whole stands side by side
COLUMNS = (
    ("work_authorization",),
    ("unlawful_presence",),
    ("asylum_clock",),
    ("relief_lost", "relief_opened"),
    ("expedited_removal_exposure", "detention"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the table: a form as it was judged (None: going on), what it does in each column, and who can undo it."""

    option: OptionFinding | None
    title: str
    because: str
    code: str
    why: str
    cells: list[list[tuple[str, str]]]
    undone_by: list[str]
    planned: str = ""


def code_of(form: str) -> str:
    """What stands for a form in an address."""
    return code(f"form:{form}")


def form_of(found: Assessment, asked: str) -> str | None:
    """The form behind a code, or None; going on without a request has a code, too."""
    return next((form for form in (NO_REQUEST, *(option.form for option in found.options)) if code_of(form) == asked), None)


def choices(matter: Matter, found: Assessment) -> tuple[list[Choice], list[Choice]]:
    """The rows in order, going on first; and the forms that are closed today, with their reasons."""
    paths = compare_paths(matter, found.options, [option.form for option in found.options])
    going_on, *others = paths
    by_form = {path.form: path for path in others}
    rows = [_choice(found, None, going_on, going_on)]
    ordered = sorted(found.options, key=lambda option: _place(found, option))
    told = [_choice(found, option, by_form[option.form], going_on) for option in ordered]
    rows += [each for each in told if each.option and each.option.status != "unavailable"]
    return rows, [each for each in told if each.option and each.option.status == "unavailable"]


def _place(found: Assessment, option: OptionFinding) -> tuple[int, int]:
    """What the plan asks for, then its alternatives, then what is open, then what is not to be asked for."""
    plan = found.plan
    own = [plan.ask, *plan.in_the_alternative]
    if option.form in own:
        return own.index(option.form), 0
    against = option.form in {item.form for item in plan.do_not_ask}
    return len(own) + against, sort_key(option)


def _choice(found: Assessment, option: OptionFinding | None, path: PathFinding, going_on: PathFinding) -> Choice:
    plan = found.plan
    if option is None:
        because, why, planned = path.timing_because, code("stage"), "" if plan.ask else "ask"
    else:
        against = next((item.because for item in plan.do_not_ask if item.form == option.form), "")
        because = against or (option.timing_because if option.status != "unavailable" and option.timing_because else option.because)
        why = code(f"option:{option.form}", f"window:{option.form}")
        planned = "avoid" if against else "ask" if option.form == plan.ask else "or" if option.form in plan.in_the_alternative else ""
    return Choice(
        option=option,
        title=path.title,
        because=because,
        code=code_of(path.form),
        why=why,
        cells=[[(topic, brief(path.consequences[topic].effect)) for topic in topics if topic in path.consequences] for topics in COLUMNS],
        undone_by=undoing(path),
        planned=planned,
    )


def undoing(path: PathFinding) -> list[str]:
    """Who can undo a choice, each once; where its entry does not say who, how."""
    return list(dict.fromkeys(move.who or brief(move.how) for move in path.undone_by))


def brief(text: str) -> str:
    """As many clauses of a text as a narrow column bears; what is left out is marked."""
    clauses: Sequence[str] = re.split(r"(?<=[.;]) ", text)
    said = ""
    for number, clause in enumerate(clauses):
        said = f"{said} {clause}".strip()
        if len(said) >= LONG_ENOUGH and number + 1 < len(clauses):
            return f"{said.rstrip(';.')} …"
    return said
