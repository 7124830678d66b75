"""Serves the office on this machine: gunicorn on loopback, keys opened once before any process is started, a worker beside it."""

import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from forbear.office.memory import keep_in_memory
from forbear.office.place import Place
from forbear.office.starting import application, collect_static, migrate, set_up
from forbear.office.workroom import sweep
from forbear.problem import BadInput, Problem

WORKERS, THREADS = 2, 4
KEPT_OPEN = 75  # seconds that a connection waits for the next page, longer than browsers and proxies keep one
LOOPBACK = "127.0.0.1"


class Server(BaseApplication):
    """Gunicorn with an office's application, told all by us and nothing by files of its own."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Takes our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made once before workers are started, so that they share the open keys and what is made ready."""
        return application()


def serve(place: Place, port: int) -> None:
    """Serves until it is stopped. Raises BadInput where the keys do not open or the port is taken."""
    keep_in_memory()
    _check_free(port)
    place.make_folder()
    set_up(place)
    migrate()
    collect_static()
    from forbear.office.facts import passing
    from forbear.office.matters.blobs import sweep_parts
    from forbear.office.warming import warm
    from forbear.office.work.working import beside

    sweep(place.temporary)
    passing.sweep(place.temporary)
    sweep_parts(place.blobs)
    warm()
    end_worker = beside(place)
    # Whoever makes the first office types its passphrase into one process; so there is only one until the next start.
    workers = WORKERS if place.founded else 1
    Server(
        {
            "bind": f"{LOOPBACK}:{port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": THREADS if workers > 1 else WORKERS * THREADS,
            "preload_app": True,
            "timeout": 120,
            "graceful_timeout": 10,
            "keepalive": KEPT_OPEN,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "forbear",
            "control_socket_disable": True,
            "on_exit": lambda _server: end_worker(),
            "when_ready": lambda _server: _say(f"forbear is ready at {address(place, port)}  (stop with Ctrl-C)"),
        }
    ).run()


def work(place: Place) -> None:
    """One worker, until it is stopped. Raises BadInput, WrongKey where the office is not there or does not open."""
    if not place.founded:
        raise BadInput([Problem(str(place.home), None, "holds no office; make one with: forbear office init")])
    keep_in_memory()
    set_up(place)
    migrate()
    from forbear.office.warming import warm
    from forbear.office.work.working import Worker

    sweep(place.temporary)
    warm()
    Worker().run(lambda: _say(f"forbear works for the office in {place.home}  (stop with Ctrl-C)"))


def address(place: Place, port: int) -> str:
    """Where the office is reached from this machine. A passkey wants a name, so it is not the number."""
    return f"http://localhost:{port}/" + ("" if place.founded else "start")


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            said = (error.strerror or "unknown error").lower()
            raise BadInput([Problem("--port", None, f"{port} cannot be used ({said}); stop what uses it, or name another")]) from None


def _say(text: str) -> None:
    print(text, file=sys.stdout, flush=True)  # noqa: T201
