"""What does a worker do? The next job; between jobs, the matters that were not judged today yet, a few seconds at a time.

A worker is a process of its own. `forbear serve` brings one that shares its open keys and ends with it; `forbear work` is one for an
office that other servers serve.
"""

import datetime as dt
import os
import signal
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from django.db import close_old_connections, connections

from forbear.office.matters.judged import law_now
from forbear.office.matters.models import Matter
from forbear.office.matters.rows import refresh_some
from forbear.office.place import Place
from forbear.office.today import today
from forbear.office.work import doing
from forbear.office.workroom import sweep
from forbear.problem import BadInput

NAP = 0.5  # seconds between two looks for a job
A_WHILE = 2.0  # seconds of judging, after which jobs come first again
LOOKS = 60.0  # seconds between two looks whether the day or the law is another
PAUSE = 2.0  # seconds before a worker that died is started anew
Judged = tuple[dt.date, str]  # on which day, under which law


class Worker:
    """One worker in this process. `above` is the process that it ends with, if any."""

    def __init__(self, above: int | None = None) -> None:
        self._above, self._ends, self._in_job = above, False, False
        self._judged: Judged | None = None
        self._looked = -LOOKS

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Works until it is told to stop (SIGTERM, SIGINT), or the process above is gone. `ready` is called once it does."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        try:
            with doing.at_work() as worker:
                ready()
                while not self._ended():
                    close_old_connections()
                    if not self._one(worker) and not self._judge():
                        time.sleep(NAP)
        except doing.Stopped:
            pass
        finally:
            connections.close_all()

    def _one(self, worker: uuid.UUID) -> bool:
        job = doing.take(worker)
        if job is None:
            return False
        self._in_job = True
        try:
            doing.perform(job)
        finally:
            self._in_job = False
        return True

    def _judge(self) -> bool:
        """Judges for a while what was judged on another day or under another law, so that the first page of a day is fresh.

        Says whether more is left.
        """
        if time.monotonic() - self._looked < LOOKS:
            return False
        now = today(), law_now().digest
        if now != self._judged:
            _made, left = refresh_some(Matter.objects.values_list("pk", flat=True), now[0], A_WHILE)
            if left:
                return True
            self._judged = now
        self._looked = time.monotonic()
        return False

    def _ended(self) -> bool:
        return self._ends or (self._above is not None and os.getppid() != self._above)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        first, self._ends = not self._ends, True
        if first and self._in_job:  # once: what unwinds is left in peace
            raise doing.Stopped


def beside(place: Place) -> Callable[[], None]:
    """Starts a worker beside the server, and another where it dies; gives what ends it. To be called before the server begins."""
    above = os.getpid()
    watching = os.fork()
    if not watching:
        code = 1
        try:
            _watch(place, above)
            code = 0
        finally:
            os._exit(code)

    def end() -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(watching, signal.SIGTERM)
            os.waitpid(watching, 0)

    return end


def _watch(place: Place, above: int) -> None:
    """Keeps one worker running for as long as the server runs, once there is an office whose keys open without a person."""
    ends: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: ends.append(1))
    signal.signal(signal.SIGINT, lambda *_: ends.append(1))
    while not ends and os.getppid() == above:
        if not _is_open(place):
            time.sleep(PAUSE)
            continue
        me = os.getpid()
        worker = os.fork()
        if not worker:
            code = 1
            try:
                Worker(me).run()
                code = 0
            finally:
                os._exit(code)
        while os.waitpid(worker, os.WNOHANG) == (0, 0):
            if ends or os.getppid() != above:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGTERM)
                os.waitpid(worker, 0)
                return
            time.sleep(NAP / 2)
        sweep(place.temporary)  # what it had laid out is not left lying
        time.sleep(PAUSE)


def _is_open(place: Place) -> bool:
    """Whether the office is there and open. One that was just made with a passphrase is opened by the next start."""
    if not place.founded:
        return False
    if not place.is_open:
        with suppress(BadInput):
            place.open()
    return place.is_open
