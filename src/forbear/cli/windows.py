"""`windows`: when asking for each form is early, ripe or late, on which day that changes, and what would change it."""

import argparse

from forbear.assessment.moves import find_windows
from forbear.cli.case import judged
from forbear.cli.main import add_case, add_json, add_page, today
from forbear.cli.output import console, print_json


def add_windows(command: argparse.ArgumentParser) -> None:
    """Options of `windows`."""
    command.epilog = "example:\n  forbear windows reyes/\n  forbear windows reyes/ --on 2026-12-01 --json"
    add_case(command)
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_windows)


def run_windows(options: argparse.Namespace) -> int:
    """Prints the windows and their moves."""
    matter, assessment = judged(options)
    found = find_windows(matter, assessment.options, assessment.deadlines or (), assessment.missing)
    if options.json:
        print_json(found)
    else:
        from forbear.cli.timepage import print_windows

        print_windows(console(options.width), found, options.on, today())
    return 0
