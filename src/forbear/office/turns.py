"""Whose turn is it to write? SQLite lets one write at a time and has the others look again ever more seldom; here they wait in a line.

So a page that only adds its line to the log is not kept waiting by luck. PostgreSQL has its own line, where rows are held.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from forbear.office.place import current

LINE = ".turn"  # a file in the home that is locked, never written


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that writes, begun when it is its turn. Within another it is a part of that one."""
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    held = os.open(current().home / LINE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with transaction.atomic():
            yield
    finally:
        os.close(held)  # which gives the turn on
