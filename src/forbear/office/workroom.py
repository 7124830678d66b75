"""Where is a paper made before it is sealed? In a passing folder within the office's home, for its owner alone, gone when done."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forbear.office.place import current

HELD = ".held"  # locked for as long as somebody works in the folder


@contextmanager
def working_folder() -> Iterator[Path]:
    """An empty folder, taken away whatever happens; what a kill leaves is taken away at the next start."""
    above = current().temporary
    above.mkdir(parents=True, exist_ok=True, mode=0o700)
    outer = Path(tempfile.mkdtemp(dir=above))
    held = os.open(outer / HELD, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        folder = outer / "work"
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(outer, ignore_errors=True)
        os.close(held)


def sweep(above: Path) -> int:
    """Takes away the folders in which nobody works any more, and says how many. Whoever starts the office calls it."""
    swept = 0
    for folder in [each for each in above.iterdir() if each.is_dir()] if above.is_dir() else ():
        held = os.open(folder / HELD, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
        except BlockingIOError:
            continue
        finally:
            os.close(held)
    return swept
