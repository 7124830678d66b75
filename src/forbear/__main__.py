"""`python -m forbear`: the command."""

from forbear.cli.main import run

run()
