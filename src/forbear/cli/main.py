"""`forbear`: reads the command line, runs one command, and says in plain sentences what went wrong.

Exit 0 done, 1 done and problems were found, 2 bad input or usage. No traceback reaches a user; no case fact is logged.
"""

import argparse
import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from forbear import __version__
from forbear.problem import BadInput, Problem, one_line

Run = Callable[[argparse.Namespace], int]
EPILOG = "It informs a professional's judgment and gives no legal advice. Nothing leaves this machine."
# name -> (module, function, one line)
COMMANDS = {
    "assess": ("case", "assess", "the strategy: where the case stands, what to ask, what not, and why"),
    "explain": ("case", "explain", "the proof tree of one finding"),
    "ask": ("case", "ask", "what to ask the client next, most decisive first"),
    "compare": ("compare", "compare", "choices side by side: what each opens, closes and leaves reversible, and who can undo it"),
    "offer": (
        "offer",
        "offer",
        "an offer by the government judged: accept, counter or oppose, with what to say and what to get in writing",
    ),
    "windows": ("windows", "windows", "when asking is early, ripe or late, the day on which that changes, and what would change it"),
    "deadlines": ("time", "deadlines", "every date of the case: what to file by, what becomes possible, what runs out"),
    "deadline": ("time", "deadline", "one deadline counted from a date, without a case"),
    "facts": ("case", "facts", "the facts of the profile, or their values for one case"),
    "advise": ("advice", "advise", "the client's copy: a form, or why nothing is asked, in plain English or Spanish"),
    "memo": ("memo", "memo", "the strategy memo as a PDF"),
    "hearing": ("hearing", "hearing", "one page for tomorrow's hearing, with a half for the client"),
    "guard": ("guard", "guard", "what a draft, a declaration, a letter or a note must not say, at the very words"),
    "read": ("read", "read", "what a Notice to Appear, a record, a notice or an order says, proposed fact by fact for the case file"),
    "draft": (
        "draft",
        "draft",
        "the papers of a form as Word and PDF: letter or motion, order, consent, guides, and what to read before signing",
    ),
    "packet": ("packet", "packet", "the filing: papers and exhibits paged, stamped, bookmarked, split, with its pre-flight"),
    "cites": ("cites", "cites", "every authority that a text cites, and whether it is in force on the day and in the circuit"),
    "templates": ("templates", "templates", "the Word shells of papers: check them, or copy them for the office to restyle"),
    "docket": ("docket", "docket", "many cases at once: what can be asked, what changed overnight, what to do first"),
    "court-data": ("courtdata", "court_data", "the courts' public case files: what really happens, with honest denominators"),
    "outcomes": ("outcomes", "outcomes", "the office's own log: what was asked of whom, what came of it, and with cases like this one"),
    "law": ("law", "law", "what governed on a day; read, find and check the law"),
    "import": ("interchange", "import", "clients and matters out of a spreadsheet or another system's export, as case folders"),
    "export": ("interchange", "export", "cases as JSON, YAML or CSV, with how sensitive each fact is"),
    "serve": ("serve", "serve", "the web office on this machine"),
    "work": ("serve", "work", "what an office does in the background, in a process of its own; `serve` brings one along"),
    "office": ("office", "office", "an office made without questions asked, or filled with the two fictional matters"),
    "backup": ("office", "backup", "an office copied while people work: database and sealed files, keys wrapped"),
    "restore": ("office", "restore", "an office brought back from a copy, and all of it opened if asked"),
    "audit": ("office", "audit", "whether the log of who did what is as it was written"),
    "doctor": ("doctor", "doctor", "whether this machine and its office are well, and what to do where they are not"),
    "demo": ("memo", "demo", "the main job on two bundled cases"),
}


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence and where to look."""

    def error(self, message: str) -> NoReturn:
        """Says what was wrong with the usage and exits with 2."""
        print(one_line(f"{self.prog}: {message}; see {self.prog} --help"), file=sys.stderr)  # noqa: T201
        raise SystemExit(2)


def run() -> None:
    """The console entry point."""
    raise SystemExit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called: there is nowhere to print
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    try:
        options = parser(arguments).parse_args(arguments)
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BadInput as bad:
        for problem in bad.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        _print_nowhere()
        return 0
    except KeyboardInterrupt:
        print("stopped; nothing was written", file=sys.stderr)  # noqa: T201
        return 2
    except OSError as error:
        _print_nowhere()
        print(one_line(_said(error)), file=sys.stderr)  # noqa: T201
        return 2
    except UnicodeError:
        print("a name given here is not UTF-8; rename the file or the folder", file=sys.stderr)  # noqa: T201
        return 2
    except (RecursionError, MemoryError) as error:
        print(f"forbear could not go on: {type(error).__name__}; check the file, the disk and the memory, and run again", file=sys.stderr)  # noqa: T201
        return 2


def _said(error: OSError) -> str:
    """What the machine refused: a file by its name, or the page itself."""
    reason = (error.strerror or "unknown error").lower()
    if error.filename is None:
        return f"the page could not be printed ({reason}); a file that was asked for has been written, if any"
    name = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(error.filename)
    return (
        f"{name if len(name) <= 200 else name[:200] + '…'}: cannot be read or written ({reason}); check the name, the folder and its rights"
    )


def _print_nowhere() -> None:
    """Lets what is still to be printed go nowhere, so that leaving does not fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser. Only the module of the command that is asked for is imported."""
    top = Parser(prog="forbear", description="Winning prosecutorial discretion for people facing removal.", epilog=EPILOG)
    top.add_argument("--version", action="version", version=f"forbear {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    for name, (module, function, line) in COMMANDS.items():
        command = commands.add_parser(
            name, help=line, description=line[0].upper() + line[1:] + ".", formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name == wanted:
            loaded = import_module(f"forbear.cli.{module}")
            getattr(loaded, f"add_{function}")(command)
    return top


def a_day(text: str) -> dt.date:
    """An ISO date given as an option, from 1900 to 2100 as in a case file."""
    try:
        day = dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise argparse.ArgumentTypeError(f"expected a date such as 2026-11-16, found {text!r}")
    if not 1900 <= day.year <= 2100:
        raise argparse.ArgumentTypeError(f"expected a date from 1900 to 2100, found {text}")
    return day


def a_number(text: str) -> int:
    """How many: a whole number, 1 or more."""
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"expected a whole number, 1 or more, found {text!r}")
    return int(text)


def a_width(text: str) -> int:
    """The width of a page in characters."""
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or not 40 <= int(text) <= 400:
        raise argparse.ArgumentTypeError(f"expected a width of 40 to 400 characters, found {text!r}")
    return int(text)


def add_case(command: argparse.ArgumentParser) -> None:
    """Options of every command that reads a case."""
    command.add_argument("case", metavar="CASE", type=Path, help="a folder with case.yaml, or one .yaml or .json file")
    add_day(command)


def add_day(command: argparse.ArgumentParser) -> None:
    """The day judged, and the office's overlay of the law."""
    command.add_argument("--on", metavar="DATE", type=a_day, default=today(), help="the day judged (default: today)")
    add_overlay(command)


def add_overlay(command: argparse.ArgumentParser) -> None:
    """Where an office keeps its own law."""
    given = os.environ.get("FORBEAR_OVERLAY")
    command.add_argument(
        "--overlay",
        metavar="DIR",
        type=Path,
        default=Path(given) if given else None,
        help="your office's own law (default: $FORBEAR_OVERLAY)",
    )


def add_json(command: argparse.ArgumentParser) -> None:
    """JSON for programs."""
    command.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def add_page(command: argparse.ArgumentParser) -> None:
    """How wide a page is."""
    command.add_argument("--width", metavar="N", type=a_width, help="the width of the page in characters")


def add_shown(command: argparse.ArgumentParser, run: Run) -> None:
    """What a command does, and that it says it as a page or as data; its help keeps its lines."""
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    add_json(command)
    add_page(command)
    command.set_defaults(run=run)


def today() -> dt.date:
    """The day on the clock. Only the shell reads it; the core is given its day."""
    return dt.datetime.now().astimezone().date()


def overlay(options: argparse.Namespace) -> Path | None:
    """The overlay folder, which must exist if it is named. Raises BadInput."""
    folder: Path | None = options.overlay
    if folder is not None and not folder.is_dir():
        raise BadInput([Problem(str(folder), None, "is not a folder; --overlay and $FORBEAR_OVERLAY name the folder of your office's law")])
    return folder
