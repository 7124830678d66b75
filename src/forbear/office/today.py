"""Today, from one place. Only the shell reads the clock; the core is given its day."""

import datetime as dt
import os

VARIABLE = "FORBEAR_TODAY"


def today() -> dt.date:
    """The day on the clock, or the one that FORBEAR_TODAY names for training and study; every page then says so."""
    given = os.environ.get(VARIABLE)
    return dt.date.fromisoformat(given) if given else clock()


def clock() -> dt.date:
    """The day on the clock."""
    return dt.datetime.now().astimezone().date()


def is_pretended() -> bool:
    """Whether pages speak of another day than the one on the clock."""
    return today() != clock()
