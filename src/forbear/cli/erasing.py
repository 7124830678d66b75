"""`office due`, `office erase` and `office forget-keys`: which closed matters are past their time, and how they are destroyed."""

import argparse
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.cli.main import Parser, add_json
from forbear.cli.output import console, print_json
from forbear.cli.serve import add_home, ready
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.office.people.models import Person


def add_erasing(parts: "argparse._SubParsersAction[Parser]") -> None:
    """The commands, among those of `office`."""
    due = parts.add_parser("due", help="list the closed matters by number: which are past their time, which a hold keeps")
    add_home(due)
    add_by(due)
    add_json(due)
    due.set_defaults(run=run_due)
    erase = parts.add_parser("erase", help="destroy the keys of closed matters that are past their time, and all that they sealed")
    erase.epilog = (
        "example:\n  forbear office due --home /srv/forbear --by ana@example.org\n"
        "  forbear office erase 0b5c… --home /srv/forbear --by ana@example.org --copies /media/safe\n\n"
        "Not to be undone. What is open, on hold, or kept by the office's rule is refused, exit 2. Copies made before still hold the\n"
        "keys: name their folder with --copies, or throw the copies away."
    )
    erase.add_argument("matters", metavar="NUMBER", nargs="+", type=_a_matter, help="the matters, by their numbers")
    add_home(erase)
    add_by(erase)
    erase.add_argument("--copies", metavar="DIR", type=Path, help="a folder of copies, out of which the keys are taken too")
    add_json(erase)
    erase.set_defaults(run=run_erase)
    forget = parts.add_parser("forget-keys", help="take the keys of erased matters out of a folder of copies")
    forget.epilog = "example:\n  forbear office forget-keys --home /srv/forbear --copies /media/safe"
    add_home(forget)
    forget.add_argument("--copies", metavar="DIR", type=Path, required=True, help="what `forbear backup --to DIR` wrote into")
    add_json(forget)
    forget.set_defaults(run=run_forget_keys)


def add_by(command: argparse.ArgumentParser) -> None:
    """Who acts, for the log."""
    command.add_argument("--by", metavar="EMAIL", required=True, help="the administrator who does it; the log names them")


def _a_matter(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a matter's number as `forbear office due` prints it, found {text!r}") from None


def run_due(options: argparse.Namespace) -> int:
    """Lists closed matters. Raises BadInput."""
    ready(options)
    from forbear.office.matters import retention
    from forbear.office.today import clock

    found, on = retention.ended(_administrator(options.by)), clock()
    told = [
        {"matter": str(each.id), "closed_at": each.closed_at.isoformat(), "due": each.due and each.due.isoformat(), "held": each.held}
        | {"past": each.is_due(on)}
        for each in found
    ]
    if options.json:
        print_json({"matters": told})
        return 0
    page = console(None)
    for each, row in zip(found, told, strict=True):
        state = "on hold" if each.held else "past its time" if row["past"] else f"kept until {row['due']}" if each.due else "kept for ever"
        page.print(f"{each.id}  closed {each.closed_at:%Y-%m-%d}  {state}", soft_wrap=True)
    page.print(f"{sum(bool(row['past']) for row in told)} of {len(told)} closed matters are past their time", soft_wrap=True)
    return 0


def run_erase(options: argparse.Namespace) -> int:
    """Erases matters, each whole or not at all; the first that is refused ends it. Raises BadInput."""
    place = ready(options)
    from forbear.office.matters import erasing
    from forbear.office.matters.membership import NotThere
    from forbear.office.safekeeping.forgetting import forget_keys
    from forbear.office.today import clock

    by, done = _administrator(options.by), list[str]()
    for matter in options.matters:
        try:
            erasing.erase(by, matter, clock())
        except NotThere:
            raise BadInput([Problem(str(matter), None, f"no such matter is here; {len(done)} were erased before it")]) from None
        except BadInput as bad:
            raise BadInput(
                [Problem(str(matter), None, f"{each.message}; {len(done)} were erased before it") for each in bad.problems]
            ) from None
        done.append(str(matter))
    copies = forget_keys(options.copies, place.keys, done) if options.copies else {}
    answer: dict[str, Any] = {"erased": done, "copies": copies}
    if options.json:
        print_json(answer)
    else:
        page = console(None)
        page.print(f"{len(done)} matters erased; nothing of them opens here any more", soft_wrap=True)
        page.print(
            f"their keys were taken out of {sum(map(bool, copies.values()))} copies"
            if options.copies
            else "copies made before still hold their keys",
            soft_wrap=True,
        )
    return 0


def run_forget_keys(options: argparse.Namespace) -> int:
    """Takes the keys of all erased matters out of copies. Raises BadInput."""
    place = ready(options)
    from forbear.office.matters.models import Matter
    from forbear.office.safekeeping.forgetting import forget_keys

    erased = {str(each) for each in Matter.objects.exclude(erased_at=None).values_list("pk", flat=True)}
    copies = forget_keys(options.copies, place.keys, erased)
    if options.json:
        print_json({"copies": copies})
    else:
        console(None).print(f"{sum(copies.values())} keys taken out of {len(copies)} copies", soft_wrap=True)
    return 0


def _administrator(email: str) -> "Person":
    """The administrator of that address. Raises BadInput."""
    from forbear.office.people.may import Act, may
    from forbear.office.people.models import Person

    person = Person.objects.filter(email=email.lower()).first()
    if person is None or not may(person, Act.KEEP_PEOPLE):
        raise BadInput([Problem("--by", None, f"{email} is no administrator who works here")])
    return person
