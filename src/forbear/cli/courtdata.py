"""`court-data`: the immigration courts' public case files, and what they tell."""

import argparse

from forbear.cli.main import Parser
from forbear.cli.rates import add_answer, add_rates


def add_court_data(command: argparse.ArgumentParser) -> None:
    """The commands on the courts' data."""
    command.epilog = "example:\n  forbear court-data rates eoir/ --outcome closure"
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    add_rates(parts.add_parser("rates", help="how often an outcome comes, by court and year or by what you name"))
    add_answer(parts.add_parser("answer", help="hearings ahead, closings and what followed, motions by party, and other named questions"))
