"""`read`: what papers say, proposed for the case file; a person accepts, edits or rejects each fact with one key."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.casefile.model import CaseFile
from forbear.casefile.reading import read_case
from forbear.cli.main import add_json, add_page
from forbear.cli.output import console, plain, print_json, progress
from forbear.problem import BadInput, Problem, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from forbear.interchange.papers.accepting import Accepted, Taking
    from forbear.interchange.papers.proposal import Offer, Proposal

STOP = "q"


def add_read(command: argparse.ArgumentParser) -> None:
    """Options of `read`."""
    command.epilog = (
        "example:\n  forbear read nta.pdf i213-scan.pdf --into reyes/\n  forbear read folder-scan.pdf photo-1.jpg --into reyes/ --json\n\n"
        "PDFs, scans, faxes and photographs, several papers in one file too. Each fact is shown with its page and words beside what the\n"
        "case file says, and enters it only on your key: a accept, e edit, r reject, k keep the file's own and note the government's\n"
        "claim, n add as another item, s next paper, q stop. The paper goes to exhibits/; the case as it was, to counsel-only/.\n"
        "--json proposes and writes nothing. Exit 1 where a file or a page could not be read, or no paper in a file is known."
    )
    command.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a PDF, JPEG, PNG, HEIC or TIFF that holds papers")
    command.add_argument("--into", metavar="CASE", type=Path, required=True, help="the case: a folder with case.yaml, or one file")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_read)


def run_read(options: argparse.Namespace) -> int:
    """Reads the papers; proposes, or asks for a key a fact. Raises BadInput where none of the files could be read."""
    from forbear.packet.isolation import Reader
    from forbear.packet.words import PROGRAM

    now = [read_case(options.into)]
    reader = Reader(PROGRAM).start()  # it loads while we do
    from forbear.interchange.papers.reading import read_papers

    problems: list[Problem] = []
    offers = read_papers(options.files, lambda: now[0], problems, progress(), reader)
    if options.json:
        found = list(offers)
        print_json([_entry(offer, proposal) for offer in found for proposal in offer.proposals])
        read = bool(found)
    else:
        read = _in_turn(options, offers, now)
    if problems and not read:
        raise BadInput(problems)
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return 1 if problems else 0


def _entry(offer: "Offer", proposal: "Proposal") -> dict[str, Any]:
    """A proposal for programs: as agreed, and which paper of which file says it."""
    entry: dict[str, Any] = plain(proposal)
    paper = offer.paper
    return entry | {
        "file": one_line(str(offer.source)),
        "paper": paper.id if paper else None,
        "edition": offer.edition,
        "pages": offer.pages,
    }


def _in_turn(options: argparse.Namespace, offers: Any, now: list[CaseFile]) -> bool:
    """Goes through the papers; each fact is written as it is accepted. Gives whether any paper was read."""
    from forbear.interchange.papers.accepting import Taking

    page, read, taken = console(options.width), False, 0
    for offer in offers:
        read = True
        _print_head(page, offer)
        accepted: list[Accepted] = []
        stopped = False
        try:
            stopped = _decide(page, offer, now, accepted, Taking(options.into, offer))
        except KeyboardInterrupt:
            stopped = True
        taken += len(accepted)
        if stopped:
            break
    page.print(f"{taken} fact{'' if taken == 1 else 's'} taken into {options.into}." if taken else "Nothing was taken into the case.")
    return read


def _decide(page: "Console", offer: "Offer", now: list[CaseFile], accepted: "list[Accepted]", taking: "Taking") -> bool:
    """Shows each fact of a paper and takes the key for it, writing what is accepted at once; gives whether the person wants to stop."""
    from msgspec.structs import replace

    from forbear.interchange.papers.accepting import Accepted, with_facts

    case = now[0]
    moved: set[tuple[str, str]] = set()  # items that the person made new ones: the rest that the paper says of them goes along
    for number, offered in enumerate(offer.proposals, 1):
        about = (offered.fact.partition("[]")[0], offered.item)
        proposal = offered if about not in moved else replace(offered, place=offered.fact, conflicts_with=None, agrees=False)
        _print_fact(page, proposal, number, len(offer.proposals))
        keys = {"a": "accept", "e": "edit", "r": "reject"}
        keys |= {"k": "keep ours, note theirs"} if proposal.conflicts_with and proposal.alleged else {}
        keys |= {"n": "another item"} if proposal.conflicts_with and "[" in proposal.place else {}
        keys |= {"s": "next paper", STOP: "stop"}
        question = "  " + "  ".join(f"[{key}] {word}" for key, word in keys.items()) + " "
        while True:
            key = _ask(question)
            if key in ("", STOP):  # "": nobody is there any more
                return True
            if key == "s":
                return False
            value = _edited(page, proposal) if key == "e" else proposal.value
            if key == "r" or value is None:
                break
            if key in keys:
                one = Accepted(offered, value, kept=key == "k", new=key == "n")
                try:
                    with_facts(case, offer, [*accepted, one], None)
                except BadInput as bad:  # it contradicts the file: the person decides anew
                    page.print("\n".join(f"    {problem.place}: {problem.message}" for problem in bad.problems), style="red")
                    continue
                now[0] = taking.write([*accepted, one])
                accepted.append(one)
                moved |= {about} if one.new else set()
                break
    return False


def _edited(page: "Console", proposal: "Proposal") -> object | None:
    """What the person writes instead, once it is a value that the field can hold; nothing where the line is left empty."""
    from forbear.interchange.papers.accepting import written

    while True:
        print("  value (items of a list apart by ; – empty rejects): ", end="", file=sys.stderr, flush=True)  # noqa: T201
        typed = sys.stdin.readline().strip()
        if not typed:
            return None
        try:
            return written(proposal.fact, typed)
        except BadInput as bad:
            page.print(f"  {bad.problems[0].message}")


def _print_head(page: "Console", offer: "Offer") -> None:
    first, last = offer.pages[0], offer.pages[-1]
    where = f"{offer.source.name}, page{'s' * (last > first)} {first}" + (f"–{last}" if last > first else "")
    if offer.paper is None:
        page.print(f"\n{where}: no paper that is known here; left alone", style="dim")
        return
    edition = f" ({offer.edition})" if offer.edition else ""
    page.print(f"\n{offer.paper.title}{edition} – {where}", style="bold")
    if not offer.proposals:
        page.print("  No fact was read from it; open it and type what it says.")


def _print_fact(page: "Console", proposal: "Proposal", number: int, of: int) -> None:
    """A fact as the paper gives it, its words, and what the case file says."""
    claim = ", alleged by the government" if proposal.alleged else ""
    page.print(f"\n  {number}/{of}  {proposal.place}{claim}", style="bold")
    held = proposal.conflicts_with
    page.print(
        f"    paper  {_shown(proposal.value)}   (page {proposal.page}, confidence {proposal.confidence:.2f})",
        style="green" if not held else "yellow",
    )
    if held:
        page.print(f"    file   {_shown(held.value)}   – they differ", style="red")
    elif proposal.agrees:
        page.print("    file   says the same; accepting notes the page that proves it")
    page.print(f"    words  “{proposal.words}”", style="dim")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " / ".join(str(item).rstrip(";.") for item in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _ask(question: str) -> str:
    """One key from the terminal, or the first sign of a line where there is none; nothing where the input has ended."""
    print(question, end="", file=sys.stderr, flush=True)  # noqa: T201
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].lower() or "?" if line else ""
    key = _pressed()
    print(key, file=sys.stderr)  # noqa: T201
    return key.lower()


def _pressed() -> str:
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        return str(msvcrt.getwch())  # type: ignore[attr-defined]
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
