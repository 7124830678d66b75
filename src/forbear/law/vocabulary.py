"""Under which short names are findings reported?"""

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
