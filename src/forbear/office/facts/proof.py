"""Which exhibits prove a fact? Those that name it, and those that name what the fact tells the law."""

from collections.abc import Mapping

from forbear.assessment.matter import Matter
from forbear.casefile.fields import plain


def proved_by(matter: Matter) -> Mapping[str, list[str]]:
    """The exhibits by the path of each fact they prove, paths without the numbers of items; in the order of the evidence."""
    found: dict[str, dict[str, None]] = {}
    evidence = matter.case.items("evidence") or ()
    if not evidence:
        return {}
    for name, fact in matter.profile.facts.items():
        if fact.topics and (exhibits := matter.profile[name].exhibits):
            for path in fact.reads:
                found.setdefault(path, {}).update(dict.fromkeys(exhibits))
    for number, item in enumerate(evidence, start=1):
        proves, pins = item.get("proves"), item.get("pins")
        named = [str(topic) for topic in proves] if isinstance(proves, list) else []
        named += [str(pin.get("proves")) for pin in pins if isinstance(pin, Mapping)] if isinstance(pins, list) else []
        for topic in named:
            found.setdefault(plain(topic), {})[str(item.get("id") or f"evidence {number}")] = None
    return {path: list(names) for path, names in found.items()}
