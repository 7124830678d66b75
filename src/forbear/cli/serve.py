"""`serve` and `work`: the web office on this machine, and what it does in the background."""

import argparse
import getpass
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.office.place import Place


def add_serve(command: argparse.ArgumentParser) -> None:
    """Options of `serve`."""
    command.epilog = (
        "example:\n  forbear serve\n  forbear serve --home /srv/forbear --port 8080 --passphrase-file /run/credentials/passphrase\n\n"
        "Where no office is there yet, the page /start makes one. It listens on this machine only; a proxy may stand before it."
    )
    add_home(command)
    command.add_argument("--port", metavar="N", type=a_port, default=8000, help="where it listens on this machine (default: 8000)")
    command.set_defaults(run=run_serve)


def run_serve(options: argparse.Namespace) -> int:
    """Serves until it is stopped. A passphrase that no file gives is asked for where somebody sits at a terminal. Raises BadInput."""
    from forbear.office.serving import serve

    serve(_opened(options), options.port)
    return 0


def add_work(command: argparse.ArgumentParser) -> None:
    """Options of `work`."""
    command.epilog = (
        "example:\n  forbear work --home /srv/forbear\n\n"
        "Reads papers, makes packets, looks for changes and judges every matter for the day, once a day. `forbear serve` brings a worker\n"
        "along; this is one for an office that other servers serve, or a second one. Several share the work; a job whose worker is killed\n"
        "is taken up by another. Without any, what is asked for is done while its page loads."
    )
    add_home(command)
    command.set_defaults(run=run_work)


def run_work(options: argparse.Namespace) -> int:
    """Works until it is stopped. Raises BadInput."""
    from forbear.office.serving import work

    work(_opened(options))
    return 0


def _opened(options: argparse.Namespace) -> "Place":
    """The office, its passphrase asked for where only a person can give it."""
    place = open_home(options)
    if place.wants_passphrase and sys.stdin.isatty():
        from forbear.vault.keys import Passphrase

        place.open(Passphrase(getpass.getpass(f"Passphrase of {place.name}: ")))
    return place


def add_home(command: argparse.ArgumentParser) -> None:
    """Where an office lives and what opens it: options of every command about an office."""
    command.add_argument("--home", metavar="DIR", type=Path, help="the office's folder (default: $FORBEAR_HOME, else your data folder)")
    command.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help="a file with the passphrase (default: $FORBEAR_PASSPHRASE_FILE)"
    )
    command.add_argument(
        "--key-file", metavar="FILE", type=Path, help="the key file (default: $FORBEAR_KEY_FILE, else what office.toml names)"
    )


def open_home(options: argparse.Namespace) -> "Place":
    """The office that the options name, for this program and all that it starts."""
    from forbear.office import place

    for option, variable in ((options.passphrase_file, place.PASSPHRASE_FILE), (options.key_file, place.KEY_FILE)):
        if option is not None:
            os.environ[variable] = str(option.absolute())
    return place.stand_in(options.home or place.default_home())


def a_port(text: str) -> int:
    """A port of this machine."""
    if not re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, found {text!r}")
    return int(text)


def ready(options: argparse.Namespace) -> "Place":
    """Makes Django ready for the office of the options. Raises BadInput where none is there."""
    from forbear.office.starting import migrate, set_up

    place = set_up(founded(options))
    migrate()
    return place


def founded(options: argparse.Namespace) -> "Place":
    """The office of the options. Raises BadInput where none is there."""
    place = open_home(options)
    if not place.founded:
        raise BadInput(
            [Problem(str(place.home), None, "no office is here; name its folder with --home, or make one with forbear office init")]
        )
    return place
