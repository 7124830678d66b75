"""`law governing|show|search|check`: what governed on a day; read, find and check the law."""

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from forbear.casefile.fields import CIRCUITS
from forbear.cli.main import Parser, add_day, add_json, add_overlay, add_page, overlay, today
from forbear.cli.output import console, plain, print_json, without_empty
from forbear.law.authority import Authority
from forbear.law.corpus import Corpus, current_as_of, stale
from forbear.law.entry import Entry
from forbear.law.index import CORPUS
from forbear.law.office import BY_OFFICE, days_off
from forbear.law.regime import Answer, Overlay
from forbear.problem import BadInput, Problem


def add_law(command: argparse.ArgumentParser) -> None:
    """The four commands on the law."""
    command.epilog = (
        "example:\n  forbear law governing --actor opla --on 2022-05-12\n  forbear law show castro-tum\n  forbear law search closure sixth"
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    governing = parts.add_parser("governing", help="what governed an actor on a day")
    governing.add_argument("--actor", metavar="ACTOR", default="opla", help="opla, ero, uscis-nta or uscis-deferred-action (default: opla)")
    governing.add_argument("--circuit", metavar="N", help="a circuit, 1 to 11 or dc")
    governing.add_argument("--topic", metavar="T", help="also what else was in force on a topic, a form or a stage")
    add_day(governing)
    show = parts.add_parser("show", help="one entry, by its id or an id given up")
    show.add_argument("id", metavar="ID", help="an id; LIST:ID where two lists use it")
    search = parts.add_parser("search", help="entries that hold every word")
    search.add_argument("words", metavar="WORD", nargs="+")
    check = parts.add_parser("check", help="whether the corpus is sound")
    check.add_argument("--corpus", metavar="DIR", type=Path, default=CORPUS, help="another folder of law files")
    stale_ = parts.add_parser("stale", help="entries that must be looked at again, overdue first")
    add_day(stale_)
    examples = (
        (governing, "forbear law governing --actor opla --on 2022-05-12 --circuit 10 --topic administrative-closure"),
        (show, "forbear law show castro-tum"),
        (search, "forbear law search closure sixth"),
        (check, "forbear law check --overlay our-law/"),
        (stale_, "forbear law stale --on 2026-11-16"),
    )
    for part, example in examples:
        part.epilog, part.formatter_class = f"example:\n  {example}", argparse.RawDescriptionHelpFormatter
    for part, function in ((governing, run_governing), (show, run_show), (search, run_search), (check, run_check), (stale_, run_stale)):
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


def governing(corpus: Corpus, actor: str, on: Any, circuit: str | None, topic: str | None) -> dict[str, Any]:
    """The regime, its authorities in force, what else is in force on the topic, the overlays, and what is uncertain."""
    found = corpus.on(on, circuit, actor=actor)
    more = corpus.about(topic, on, circuit) if topic else []
    entries = [*found.authorities, *(entry for entry in more if entry not in found.authorities)]
    differ = (
        [entry for entry in corpus.authorities.values() if topic in entry.used_for and circuit in entry.uncertain_circuits] if topic else []
    )
    doubts = [*found.uncertain, *(doubt for entry in differ if (doubt := entry.doubt(on, circuit)))]
    doubts += [doubt for entry in more if entry not in differ and (doubt := entry.doubt(on, circuit))]
    regime = found.regime
    return {
        "actor": actor,
        "on": on,
        "regime": regime.id if regime else None,
        "posture": regime.posture if regime else None,
        "ask": regime.ask if regime else None,
        "from": regime.start if regime else None,
        "to": regime.end if regime else None,
        "authorities": [_standing(entry, on) for entry in entries],
        "not_in_force": [_standing(entry, on) for entry in found.not_in_force],
        "overlays": [_answered(corpus, item, answer, on) for item, answer in found.overlays],
        "current_as_of": current_as_of(entries, on),
        "stale": [entry.id for entry in stale(entries, on)],
        "changed_by_office": corpus.changed_by_office(on),
        "office_notes": [plain(note) for note in corpus.notes if note.holds(on)],
    } | ({"uncertain": "; ".join(dict.fromkeys(doubts))} if doubts else {})


def _answered(corpus: Corpus, item: Overlay, answer: Answer | None, on: Any) -> dict[str, Any]:
    """What an overlay answers; not known where it rests on an authority that the office has taken out of force on the day."""
    said: dict[str, Any] = {"id": item.id, "title": item.title, "live": None, "answer": "", "by": "", "note": ""}
    if answer is None:
        return said
    said["by"] = answer.by
    if answer.by and any(span.holds(on) for span in days_off(corpus.authorities[answer.by])):
        return said | {"note": f"the answer on file rests on {answer.by}, which this office has changed; correct it in regimes.yaml"}
    return said | {"live": answer.live, "answer": answer.answer, "note": answer.note}


def _standing(entry: Authority, on: Any) -> dict[str, Any]:
    period = entry.period(on)
    return {"id": entry.id, "cite": entry.cite, "status": entry.status(on) or "not yet"} | (
        {"note": period.note} if period and period.note.startswith(BY_OFFICE) else {}
    )


def as_shown(shelf: str, entry: Entry) -> dict[str, Any]:
    """An entry as it is shown: always with its periods, sources, confidence and age."""
    data = without_empty(plain(entry))
    keep = {"sources": plain(entry.sources), "confidence": entry.confidence, "current_as_of": entry.current_as_of, "list": shelf}
    if hasattr(entry, "in_force"):
        keep["in_force"] = [
            {"from": period.start, "to": period.end, "status": period.status, "by": period.by}
            | ({"approximate": True} if period.approximate else {})
            | ({"note": period.note} if period.note else {})
            for period in entry.in_force
        ]
    return {"id": entry.id, **data, **keep}


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
    overdue = sorted(stale(corpus.authorities.values(), options.on), key=lambda entry: str(entry.current_as_of or ""))
    rows = [
        {"id": entry.id, "cite": entry.cite, "current_as_of": entry.current_as_of, "recheck_days": entry.recheck_days}
        | {"look_at": [source.url for source in entry.sources] + entry.related_reading}
        for entry in overdue
    ]
    if options.json:
        print_json(rows)
    else:
        from forbear.cli.lawpage import print_stale

        print_stale(console(options.width), rows)
    return 0
