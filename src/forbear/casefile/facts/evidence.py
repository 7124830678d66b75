"""Which papers are in the file?"""

from forbear.casefile.facts.posture import underscored
from forbear.casefile.fields import fields
from forbear.casefile.profile import fact
from forbear.casefile.view import View, each

KINDS = fields()["evidence[].kind"].allowed


def _held(view: View) -> dict[object, object]:
    """For each kind of exhibit whether one is in the file; while an exhibit has no kind it may be one of any."""
    items = view.items("evidence")
    kinds = {item.get("kind") for item in items or ()}
    absent = None if items is None or None in kinds else False
    return dict.fromkeys(KINDS, absent) | dict.fromkeys(kinds, True)


for _kind in KINDS:
    fact("boolean", f"The exhibit “{_kind.replace('-', ' ')}” is in the file", "evidence[].kind", name=f"has_{underscored(_kind)}")(
        each(_held, _kind)
    )
