"""How does a process of its own serve? A job a line comes in, beats and a report go out, each job in a copy that is held to limits
and, where the system allows it, has no network.

Whatever a file does, the answer is a report, or the death of the copy that read it. See `isolation`.
"""

import os
import signal
import sys
from collections.abc import Callable

import msgspec

from forbear.offline import cut
from forbear.packet.job import Beat, Job, Report

MOST_MEMORY = 320_000_000  # bytes of data; what an ordinary exhibit takes is a quarter of it
MOST_WRITTEN = 300_000_000  # bytes of a file that is made
MOST_SECONDS = 20  # for a page, and for each step over all of them
MOST_CPU = 600  # seconds, for an exhibit


def serve(answer: Callable[[Job], Report]) -> None:
    """Answers each job with a copy of this process, where the system can make one, and else by this process once."""
    cut()
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        if not hasattr(os, "fork"):
            _say(report=answer(job))
            return
        child = os.fork()
        if child == 0:
            try:
                _hold()
                _say(report=answer(job))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        _say(ended=os.waitstatus_to_exitcode(status))
    os._exit(0)  # nothing is left to be put in order, and whoever asked is waiting


def _say(page: int = 0, of: int = 0, report: Report | None = None, ended: int | None = None) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(Beat(page, of, report, ended)) + b"\n")
    sys.stdout.buffer.flush()


def _hold() -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_DATA, MOST_MEMORY),
        (resource.RLIMIT_AS, 4 * MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_CPU),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def tick(page: int, of: int) -> None:
    """One more page was begun: a new time begins too, and a process that hangs in it is ended by the system."""
    if hasattr(signal, "alarm"):
        signal.alarm(MOST_SECONDS)
    _say(page, of)
