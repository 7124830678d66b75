"""Why does a row say what it says? Each finding of one case in a line, with its reason and what it rests on; and one fact."""

from difflib import get_close_matches
from typing import Any

from forbear.assessment.factors import find_factors
from forbear.assessment.matter import Matter
from forbear.assessment.options import find_options
from forbear.assessment.priorities import find_priorities
from forbear.assessment.stage import find_stage
from forbear.casefile.profile import facts
from forbear.problem import BadInput, Problem


def reasons(matter: Matter) -> list[dict[str, Any]]:
    """`[{finding, verdict, because, authorities}]`: the stage, priorities, options with windows, and factors that are not a no."""
    stage = find_stage(matter)
    found = [_line("stage", stage.id or (stage.outside.id if stage.outside else "unknown"), stage.because, stage.authorities)]
    found += [_line(f"priority:{item.id}", item.verdict, item.because, [item.authority]) for item in find_priorities(matter)]
    for option in find_options(matter):
        found.append(_line(f"option:{option.form}", option.status, option.because, option.authorities))
        if option.timing:
            found.append(_line(f"window:{option.form}", option.timing, option.timing_because, []))
    shown = [item for item in find_factors(matter) if item.verdict != "no"]
    return found + [_line(f"factor:{item.id}", item.verdict, item.because, item.named_by) for item in shown]


def fact_of(matter: Matter, name: str) -> dict[str, Any]:
    """One fact of the row: value, meaning, the fields it comes from, what it presumes and what would tell. Raises BadInput."""
    item = facts().get(name)
    if item is None:
        near = get_close_matches(name, facts(), n=1)
        hint = f"did you mean {near[0]}?" if near else "`forbear facts` lists them"
        raise BadInput([Problem(name, None, f"is no fact of the profile; {hint}")])
    found = matter.profile[name]
    return {
        "fact": name,
        "value": found.value,
        "meaning": item.meaning,
        "unit": item.unit,
        "from": list(found.reads),
        "presumed": sorted(found.presumed),
        "lacking": list(found.lacking),
        "unknown_because": [found.why] if found.value is None else [],
        "exhibits": list(found.exhibits),
    }


def _line(finding: str, verdict: str, because: str, authorities: list[str]) -> dict[str, Any]:
    return {"finding": finding, "verdict": verdict, "because": because, "authorities": authorities}
