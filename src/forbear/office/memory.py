"""What a server holds in memory, keys and opened facts, is written to no disk when it crashes, and no other program may read it."""

import ctypes
import sys
from contextlib import suppress

NOT_DUMPABLE = 4  # PR_SET_DUMPABLE of prctl(2)


def keep_in_memory() -> None:
    """Switches core dumps off for this process and all that it starts, also where the machine hands them to a program."""
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(NOT_DUMPABLE, 0, 0, 0, 0)
