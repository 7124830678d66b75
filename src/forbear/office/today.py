"""Today, from one place, so that tests can set it."""

import datetime as dt


def today() -> dt.date:
    """The day on the clock."""
    return dt.datetime.now().astimezone().date()
