"""How is a file read so that it can harm nobody? In a process of its own, which is held to limits and ended when it keeps silent.

One process waits with the engines loaded and makes a copy of itself for each file, so that a packet of many exhibits starts at once
and nothing that one file does reaches the next.
"""

import os
import signal
import subprocess
import sys
import threading
from types import TracebackType

import msgspec

from forbear import offline
from forbear.guard.document import Progress
from forbear.packet.job import Beat, Found, Job, Report

MOST_MEMORY = 1_500_000_000  # bytes of data, of a program that others wrote
MOST_SILENCE = 45  # seconds; the process ends itself sooner where the system lets it
ENDED = "It needs more time or memory than an exhibit may take{}; print it to a new PDF, or hand it in in parts."


class Reader:
    """A process that reads files, one after the other. To be closed, or used in `with`."""

    def __init__(self, program: str = "forbear.packet.worker") -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> "Reader":
        """Starts the process ahead, so that it loads its engines while other things are done."""
        with self._turn:
            self._started()
        return self

    def close(self) -> None:
        """Ends the process; the next file begins another."""
        if self._process is None:
            return
        process, self._process = self._process, None
        assert process.stdin
        assert process.stdout
        process.stdin.close()  # on which it ends
        process.stdout.close()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def read(self, job: Job, progress: Progress | None = None) -> Report:
        """What the process answers; where it died or was ended, a report that says so and nothing else."""
        with self._turn:
            return self._read(job, progress)

    def _read(self, job: Job, progress: Progress | None) -> Report:
        process = self._started()
        assert process.stdin
        assert process.stdout
        report, page = None, 0
        try:
            process.stdin.write(msgspec.json.encode(job) + b"\n")
            process.stdin.flush()
            while line := self._line(process):
                beat = msgspec.json.decode(line, type=Beat)
                if beat.ended is not None:
                    break
                report, page = beat.report or report, beat.page or page
                if progress and beat.of:
                    progress(beat.page, beat.of)
            else:  # it is gone
                self.close()
        except (OSError, msgspec.DecodeError):
            self.close()
        if report is None:
            page = job.pages[page - 1] if page and job.pages else page
            where = f" (the reading stopped at page {page})" if page else ""
            return Report(found=[Found(page or None, "too-large", "fail", ENDED.format(where))])
        return report

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - one of our own programs
                [sys.executable, "-P", "-m", self._program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    @staticmethod
    def _line(process: subprocess.Popen[bytes]) -> bytes:
        assert process.stdout
        watch = threading.Timer(MOST_SILENCE, process.kill)
        watch.start()
        try:
            return process.stdout.readline()
        finally:
            watch.cancel()


def run_apart(command: list[str], seconds: float, **setting: str) -> bool:
    """Runs a program that others wrote, its time and memory held, without a network; whether it ended well. What it began ends with it."""
    with subprocess.Popen(  # noqa: S603 - no shell; what is run and on which file is ours to say
        [sys.executable, "-I", "-S", offline.__file__, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **setting},
        start_new_session=True,
    ) as running:
        _hold(running.pid)
        try:
            return running.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if running.poll() is None and hasattr(os, "killpg"):
                os.killpg(running.pid, signal.SIGKILL)
            running.kill()


def _hold(process: int) -> None:
    try:
        from resource import RLIMIT_DATA, prlimit  # type: ignore[attr-defined,unused-ignore]
    except ImportError:  # not on this system
        return
    prlimit(process, RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
