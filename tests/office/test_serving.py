"""The office answers on this machine, and says where."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_an_empty_machine_serves_health_and_says_where_to_begin(tmp_path):
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("FORBEAR", "DJANGO"))}
    command = [sys.executable, "-m", "forbear", "serve", "--home", str(tmp_path / "office"), "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline()
            assert f"http://localhost:{port}/start" in line
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
                assert answer.status == 200
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
