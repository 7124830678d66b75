"""Under which short names are findings reported?"""

from collections.abc import Sequence
from difflib import get_close_matches

import msgspec

from forbear.law.entry import Part


class Flag(Part, frozen=True, kw_only=True):
    """A priority flag and the limbs it stands for."""

    id: str
    limbs: list[str]


class PolicyForm(Part, frozen=True, kw_only=True):
    """A form as policies name it, and the forms of the corpus it covers."""

    id: str
    meaning: str
    forms: list[str]


class Vocabulary(msgspec.Struct, frozen=True):
    """The canonical lists."""

    stages: tuple[str, ...]
    forms: tuple[str, ...]
    favourable_factors: tuple[str, ...]
    adverse_factors: tuple[str, ...]
    flags: list[Flag]
    policy_forms: list[PolicyForm]
    events: tuple[str, ...]
    timing_facts: tuple[str, ...]
    proof_topics: tuple[str, ...]


def form_hint(form: str, known: Sequence[str]) -> str:
    """What was meant by a name that is no form: the form whose name, or a word of it, comes nearest, else all there are."""
    names = {word: name for name in reversed(known) for word in name.split("-") if len(word) > 3} | {name: name for name in known}
    near = get_close_matches(form, list(names), n=1)
    return f"did you mean {names[near[0]]}?" if near else f"the forms are {', '.join(known)}"
