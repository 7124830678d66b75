"""Which papers are in the file?"""

from collections.abc import Callable

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, some

KINDS = fields()["evidence[].kind"].allowed


def has_exhibit(view: View, kind: str) -> bool | None:
    """Whether an exhibit of a kind is in the file."""
    return some(view.items("evidence"), lambda item: None if item.get("kind") is None else item.get("kind") == kind)


def _has(kind: str) -> Callable[[View], object]:
    return lambda view: has_exhibit(view, kind)


for _kind in KINDS:
    fact("boolean", f"The exhibit “{_kind.replace('-', ' ')}” is in the file", "evidence[].kind", name=f"has_{underscored(_kind)}")(
        _has(_kind)
    )
