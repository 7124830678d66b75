"""The cites of a text as a page: first what may not be cited as it stands, then what stands, then the exhibits."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from forbear.assessment.words import day, plain_name
from forbear.cli.page import judged_as_of
from forbear.guard.document import Document
from forbear.law.cite_check import EXHIBIT, UNKNOWN, CiteFinding
from forbear.law.corpus import Corpus

WRONG = "WRONGLY CITED"
WORDS = {"elsewhere": "law of other circuits only", "not_followed": "not followed in the circuit", "not_yet": "not yet law"}
NEAR = 8  # places of one cite that are named


def print_cites(
    console: Console,
    document: Document,
    found: Sequence[CiteFinding],
    *,
    name: str,
    on: dt.date,
    circuit: str | None,
    today: dt.date,
    corpus: Corpus,
) -> None:
    """Every authority once with its places, those that may not be cited as they stand first; what was not read is named."""
    where = f" in circuit {circuit}" if circuit else ""
    console.print(Text(f"Cites: {name} · law of {day(on)}{where}", style="bold"))
    judged_as_of(console, on, today, corpus.changed_by_office(on))
    for part in document.unread:
        console.print(Text(f"NOT READ: {part.where} – {part.because}", style="bold red"))
    exhibits = [each for each in found if each.status == EXHIBIT]
    authorities = _once(each for each in found if each.status != EXHIBIT)
    bad = [group for group in authorities if not group[0].ok]
    for group in sorted(bad, key=lambda group: group[0].status == UNKNOWN):
        _authority(console, document, group)
    good = [group for group in authorities if group[0].ok]
    if good:
        console.print()
        console.print(Text("In force", style="bold"))
    for group in good:
        _line(
            console,
            Text.assemble((group[0].cite, "bold"), f" – {group[0].because}", (f"  [{group[0].id}]{_places(document, group)}", "dim")),
        )
    if exhibits:
        console.print()
        console.print(Text("Exhibits (see that the packet holds them)", style="bold"))
        pinned = dict.fromkeys(each.cite + (f" at {each.pin}" if each.pin else "") for each in exhibits)
        _line(console, Text("; ".join(pinned)))
    console.print()
    console.print(Text(_summary(authorities, bad, len(document.unread), circuit)))


def _once(found: Iterable[CiteFinding]) -> list[list[CiteFinding]]:
    """The findings of one authority together, as long as the same is said of it."""
    groups: dict[tuple[str, str | None, str], list[CiteFinding]] = {}
    for each in found:
        groups.setdefault((each.cite, each.id, each.because), []).append(each)
    return list(groups.values())


def _authority(console: Console, document: Document, group: Sequence[CiteFinding]) -> None:
    first = group[0]
    unknown = first.status == UNKNOWN
    word = WRONG if first.status == "in_force" else WORDS.get(first.status, plain_name(first.status)).upper()
    console.print()
    head = Text(f"{'?' if unknown else '!!'} {word}  ", style="bold yellow" if unknown else "bold red")
    head.append(first.cite, style="bold")
    head.append(f"{f'  [{first.id}]' if first.id else ''}{_places(document, group)}", style="dim")
    console.print(head)
    words = " ".join(first.text.split())
    if words != first.cite:
        _line(console, Text.assemble(("Words: ", "bold"), words), 4)
    _line(console, Text.assemble(("Why: ", "bold"), first.because), 4)


def _places(document: Document, group: Sequence[CiteFinding]) -> str:
    """Where an authority is cited: pages, or paragraphs where the text has no pages."""
    parts = [part for each in group if (part := document.part_at(each.start))]
    spots = list(
        dict.fromkeys(f"p. {part.page}" if part.page else f"par. {part.paragraph}" for part in parts if part.page or part.paragraph)
    )
    return f"  {', '.join(spots[:NEAR])}{' …' if len(spots) > NEAR else ''}" if spots else ""


def _summary(authorities: Sequence[object], bad: Sequence[Sequence[CiteFinding]], unread: int, circuit: str | None) -> str:
    """How much is cited and how much of it stands; never "all in force" where something was not read."""
    if not authorities:
        return "No authority is cited in what was read."
    unknown = sum(group[0].status == UNKNOWN for group in bad)
    said = [f"{len(authorities)} cited", f"{len(authorities) - len(bad)} in force"]
    if len(bad) > unknown:
        said.append(f"{len(bad) - unknown} not to be cited as they stand")
    if unknown:
        said.append(f"{unknown} not in the corpus")
    if unread:
        said.append(f"{unread} not read")
    return "; ".join(said) + "." + ("" if circuit else " No circuit was given: name one with --circuit.")


def _line(console: Console, text: Text, left: int = 2) -> None:
    console.print(Padding(text, (0, 0, 0, left)))
