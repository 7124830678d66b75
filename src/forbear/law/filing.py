"""What makes a filing acceptable?"""

import datetime as dt
from typing import Literal

from forbear.law.entry import Entry


class FilingItem(Entry, frozen=True, kw_only=True):
    """One requirement, as a check for a packet."""

    section: str
    requirement: str
    level: Literal["must", "should", "may", "info"]
    check: dict[str, object]
    citations: list[str]
    verify_amounts: bool = False
    portal_only_since: dt.date | None = None
    status_unknown_since: dt.date | None = None
