"""A kill at any instant loses nothing that was acknowledged: the store opens, the log holds, every revision and file is read."""

import subprocess
import sys
from pathlib import Path

from tests.office.apart import environment

TIMES = 8


def test_killed_at_random_instants_nothing_acknowledged_is_lost(tmp_path):
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.office.crashing", str(tmp_path / "office"), str(TIMES), "7"]
    done = subprocess.run(command, env=environment(), cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    saves, _ = map(int, done.stdout.split())
    assert saves >= TIMES
