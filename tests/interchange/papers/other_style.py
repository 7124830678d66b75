"""Every kind of fictional paper in the second hand, by its id."""

from collections.abc import Callable

from tests.interchange.papers.other_agency import i213, i220a, i220b, i246, i286, i797, i860, i871, nta
from tests.interchange.papers.other_court import bia_decision, closure_order, disposition, hearing_notice, merits_order
from tests.interchange.papers.setting import Made

KINDS: dict[str, Callable[..., Made]] = {
    "nta-i862": nta,
    "i213": i213,
    "hearing-notice": hearing_notice,
    "ij-order-closure": closure_order,
    "ij-order-merits": merits_order,
    "i220b": i220b,
    "i246": i246,
    "i220a": i220a,
    "i286": i286,
    "i871": i871,
    "i860": i860,
    "bia-decision": bia_decision,
    "i797": i797,
    "court-disposition": disposition,
}
