"""How a test starts a program of its own: apart from this process's office, with what Python compiles kept for the next one."""

import os
import tempfile
from pathlib import Path

COMPILED = Path(tempfile.gettempdir()) / f"forbear-tests-compiled-{os.getuid()}"


def environment(**more):
    """The environment without what this process was told of offices, and with more."""
    left_out = ("FORBEAR", "DJANGO", "PYTEST", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    return kept | {"PYTHONPYCACHEPREFIX": str(COMPILED)} | more
