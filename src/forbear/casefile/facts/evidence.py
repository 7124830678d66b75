"""Which papers are in the file?"""

from collections.abc import Callable

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, once

KINDS = fields()["evidence[].kind"].allowed


@once
def exhibit_kinds(view: View) -> frozenset[object] | None:
    """The kinds of the exhibits in the file, None among them where one has no kind; `None` where the list is not known."""
    items = view.items("evidence")
    return None if items is None else frozenset(item.get("kind") for item in items)


def has_exhibit(view: View, kind: str) -> bool | None:
    """Whether an exhibit of a kind is in the file."""
    kinds = exhibit_kinds(view)
    return None if kinds is None else True if kind in kinds else None if None in kinds else False


def _has(kind: str) -> Callable[[View], object]:
    return lambda view: has_exhibit(view, kind)


for _kind in KINDS:
    fact("boolean", f"The exhibit “{_kind.replace('-', ' ')}” is in the file", "evidence[].kind", name=f"has_{underscored(_kind)}")(
        _has(_kind)
    )
