"""`doctor`: one screen that says whether this machine and its office are well, and what to do. It changes nothing."""

import argparse
import datetime as dt

from forbear.cli.main import add_json, today
from forbear.cli.output import console, plain, print_json
from forbear.cli.serve import add_home, open_home
from forbear.problem import BadInput, Problem

WORDS = {"ok": "ok", "look": "look at this", "wrong": "wrong"}
EXIT = {"ok": 0, "look": 1, "wrong": 2}


def add_doctor(command: argparse.ArgumentParser) -> None:
    """Options of `doctor`."""
    command.epilog = (
        "example:\n  forbear doctor\n  forbear doctor --home /srv/forbear --json\n\n"
        "Exit 0 where all is well, 1 where something should be looked at, 2 where something is wrong. Nothing is changed, and nothing\n"
        "of a case is printed."
    )
    add_home(command)
    add_json(command)
    command.set_defaults(run=run_doctor)


def run_doctor(options: argparse.Namespace) -> int:
    """Looks the machine over, and the office where one is there. Raises BadInput where the office's extra is not installed."""
    try:
        from forbear.office.condition.house import of_house
        from forbear.office.condition.machine import of_machine

        place = open_home(options)
    except ImportError:
        raise BadInput([Problem("doctor", None, "wants what the office wants; install forbear[office]")]) from None
    found = list(of_machine(place.home, today()))
    if place.founded:
        found += of_house(place, dt.datetime.now(dt.UTC))
    elif options.home is not None:
        raise BadInput([Problem(str(place.home), None, "no office is here; name its folder with --home, or leave the option out")])
    worst = max((each.state for each in found), key=EXIT.__getitem__)
    if options.json:
        print_json({"home": str(place.home), "founded": place.founded, "state": worst, "checks": plain(found)})
        return EXIT[worst]
    page = console(None)
    wide = max(len(each.id) for each in found)
    for each in found:
        page.print(f"{WORDS[each.state]:<12}  {each.id:<{wide}}  {each.said}", soft_wrap=True)
        if each.do:
            page.print(f"{'':<12}  {'':<{wide}}  → {each.do}", soft_wrap=True)
    if not place.founded:
        page.print(f"No office is in {place.home} yet; forbear serve makes one.", soft_wrap=True)
    return EXIT[worst]
