"""`law governing|show|search|check`: what governed on a day; read, find and check the law."""

import argparse
from difflib import get_close_matches
from pathlib import Path

from forbear.casefile.fields import CIRCUITS
from forbear.cli.main import Parser, add_day, add_json, add_overlay, add_page, overlay, today
from forbear.cli.output import console, print_json
from forbear.law.corpus import Corpus
from forbear.law.index import CORPUS
from forbear.law.shown import as_shown, governing, overdue
from forbear.problem import BadInput, Problem


def add_law(command: argparse.ArgumentParser) -> None:
    """The four commands on the law."""
    command.epilog = (
        "example:\n  forbear law governing --actor opla --on 2022-05-12\n  forbear law show castro-tum\n  forbear law search closure sixth"
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    governs = parts.add_parser("governing", help="what governed an actor on a day")
    governs.add_argument("--actor", metavar="ACTOR", default="opla", help="opla, ero, uscis-nta or uscis-deferred-action (default: opla)")
    governs.add_argument("--circuit", metavar="N", help="a circuit, 1 to 11 or dc")
    governs.add_argument("--topic", metavar="T", help="also what else was in force on a topic, a form or a stage")
    add_day(governs)
    show = parts.add_parser("show", help="one entry, by its id or an id given up")
    show.add_argument("id", metavar="ID", help="an id; LIST:ID where two lists use it")
    search = parts.add_parser("search", help="entries that hold every word")
    search.add_argument("words", metavar="WORD", nargs="+")
    check = parts.add_parser("check", help="whether the corpus is sound")
    check.add_argument("--corpus", metavar="DIR", type=Path, default=CORPUS, help="another folder of law files")
    stale_ = parts.add_parser("stale", help="entries that must be looked at again, overdue first")
    add_day(stale_)
    examples = (
        (governs, "forbear law governing --actor opla --on 2022-05-12 --circuit 10 --topic administrative-closure"),
        (show, "forbear law show castro-tum"),
        (search, "forbear law search closure sixth"),
        (check, "forbear law check --overlay our-law/"),
        (stale_, "forbear law stale --on 2026-11-16"),
    )
    for part, example in examples:
        part.epilog, part.formatter_class = f"example:\n  {example}", argparse.RawDescriptionHelpFormatter
    for part, function in ((governs, run_governing), (show, run_show), (search, run_search), (check, run_check), (stale_, run_stale)):
        if part in (show, search, check):
            add_overlay(part)
        add_json(part)
        add_page(part)
        part.set_defaults(run=function)


def run_governing(options: argparse.Namespace) -> int:
    """Prints what governed."""
    corpus = Corpus.load(overlay=overlay(options))
    if options.actor not in corpus.actors:
        raise BadInput([Problem("--actor", None, f"unknown actor {options.actor!r}; expected one of {', '.join(corpus.actors)}")])
    circuit = options.circuit.lower() if options.circuit else None
    if circuit is not None and circuit not in CIRCUITS:
        raise BadInput([Problem("--circuit", None, f"unknown circuit {options.circuit!r}; expected one of {', '.join(CIRCUITS)}")])
    if options.topic is not None and options.topic not in corpus.topics():
        near = get_close_matches(options.topic, corpus.topics(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(corpus.topics())}"
        raise BadInput([Problem("--topic", None, f"unknown topic {options.topic!r}; {hint}")])
    answer = governing(corpus, options.actor, options.on, circuit, options.topic)
    if options.json:
        print_json(answer)
    else:
        from forbear.cli.lawpage import print_governing

        print_governing(console(options.width), corpus, answer, options.on, today())
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Prints one entry; where lists share its id, the first and the names of the others."""
    corpus = Corpus.load(overlay=overlay(options))
    found = corpus.find(options.id)
    if not found:
        names = [entry.id for shelf in ("authorities", "forms", "factors", "deadlines", "admissions") for entry in corpus.shelf(shelf)]
        near = get_close_matches(options.id, [*names, *corpus.aliases], n=3, cutoff=0.5)
        hint = f"near it: {', '.join(near)}" if near else "find one with forbear law search WORDS"
        raise BadInput([Problem(options.id, None, f"no entry has this id; {hint}")])
    shelf, entry = found[0]
    shown = as_shown(shelf, entry)
    if len(found) > 1:
        shown["also"] = [f"{other}:{each.id}" for other, each in found[1:]]
    if options.json:
        print_json(shown)
    else:
        from forbear.cli.lawpage import print_entry

        print_entry(console(options.width), shown)
    return 0


def run_search(options: argparse.Namespace) -> int:
    """Prints the entries found; 1 where there is none."""
    found = Corpus.load(overlay=overlay(options)).search(options.words)
    if options.json:
        print_json([as_shown(shelf, entry) for shelf, entry in found])
    else:
        from forbear.cli.lawpage import print_found

        print_found(console(options.width), found)
    return 0 if found else 1


def run_check(options: argparse.Namespace) -> int:
    """Prints every problem of the corpus; 1 where there is any."""
    from forbear.law.compiler import compile_corpus

    if not options.corpus.is_dir():
        raise BadInput([Problem(str(options.corpus), None, "is not a folder of law files")])
    problems: list[Problem] = []
    try:
        compile_corpus(options.corpus, overlay(options))
    except BadInput as bad:
        problems = bad.problems
    if options.json:
        print_json([{"place": problem.place, "message": problem.message} for problem in problems])
    else:
        console(options.width).print("\n".join(map(str, problems)) or "no problems", soft_wrap=True)
    return 1 if problems else 0


def run_stale(options: argparse.Namespace) -> int:
    """Prints the open-ended entries that are overdue on the day, oldest first."""
    corpus = Corpus.load(overlay=overlay(options))
    rows = overdue(corpus, options.on)
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.lawpage import print_stale

        print_stale(console(options.width), rows)
    return 0
