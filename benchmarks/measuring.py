"""How long does a piece of work take, or a whole process, and how much memory?"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

FORBEAR = Path(sys.executable).with_name("forbear")
# A process inherits the largest memory of the one that starts it: Linux keeps it over fork and exec. So that a child is not charged with
# what the benchmarks themselves hold, a small process starts it, takes the time, and asks for the account of its own children.
STARTER = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, code]))
"""


def median_ms(work: Callable[[], object], times: int = 40) -> float:
    """The median time of a piece of work in milliseconds, after three runs that do not count."""
    for _ in range(3):
        work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def process(*arguments: str, times: int = 7) -> tuple[float, float]:
    """The median wall time in seconds and the largest memory in megabytes of a whole process, after a run that does not count."""
    once(*arguments)
    runs = [once(*arguments) for _ in range(times)]
    return statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def once(*arguments: str) -> tuple[float, float]:
    """The same of one run."""
    return started(str(FORBEAR), *arguments)


def started(*command: str) -> tuple[float, float]:
    """The wall time in seconds of a command, and the largest memory in megabytes of it or of a process that it starts."""
    told = subprocess.run([sys.executable, "-c", STARTER, *command], stdout=subprocess.PIPE, check=True).stdout
    seconds, memory, code = json.loads(told)
    if code not in (0, 1):  # 1: done, and problems were found
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return seconds, memory
