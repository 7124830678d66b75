"""A reader of foreign files reaches nobody, not even on its own machine, where the system lets it cut itself off."""

import socket
import subprocess
import sys

import pytest

TRY = """
import socket, sys
from forbear.offline import cut
if not cut():
    sys.exit(3)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
except OSError:
    sys.exit(0)
sys.exit(1)
"""


def test_who_was_cut_off_reaches_nobody():
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run([sys.executable, "-c", TRY, str(server.getsockname()[1])], check=False)
    if done.returncode == 3:
        pytest.skip("this system lets no process cut itself off")
    assert done.returncode == 0
