"""The law as pages: what governed, one entry, a list of entries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from forbear.assessment.words import ACTORS, POSTURES, day, plain_name
from forbear.cli.page import judged_as_of
from forbear.law.corpus import Corpus
from forbear.law.entry import Entry


def print_governing(console: Console, corpus: Corpus, answer: Mapping[str, Any], on: dt.date, today: dt.date) -> None:
    """What governed an actor on a day."""
    judged_as_of(console, on, today, answer["changed_by_office"])
    console.print(Text(f"{ACTORS[answer['actor']]} on {day(on)}", style="bold"))
    if answer["regime"] is None:
        console.print(
            f"  The timeline of the corpus begins on {day(corpus.actors[answer['actor']].periods[0].start)}; nothing is known of this day."
        )
    else:
        _line(console, f"{answer['regime']}: {POSTURES[answer['posture']]} – {corpus.postures[answer['posture']].meaning}")
        _line(console, f"Since {day(answer['from'])}" + (f", until {day(answer['to'])}" if answer["to"] else ", to the newest source seen"))
        _line(console, f"What could be asked: {answer['ask']}")
    for item in answer["authorities"]:
        _line(console, f"· {item['cite']} [{item['id']}] – {plain_name(item['status'])}{_noted(item)}")
    for item in answer["not_in_force"]:
        _line(console, f"· not to be relied on: {item['cite']} [{item['id']}] – {plain_name(item['status'])}{_noted(item)}")
    for overlay in answer["overlays"]:
        word = {True: "yes", False: "no", None: overlay["answer"] or "not known"}[overlay["live"]]
        _line(console, f"{overlay['title']} {word}" + (f" – {overlay['note']}" if overlay["note"] else ""))
    for note in corpus.notes_for(on):
        _line(console, f"Office note – {note}")
    if "uncertain" in answer:
        _line(console, f"Uncertain: {answer['uncertain']}")
    _line(
        console,
        f"Oldest source relied on: {day(answer['current_as_of']) if answer['current_as_of'] else 'none still open'}."
        + (f" Recheck first: {', '.join(answer['stale'])}." if answer["stale"] else ""),
    )


def print_entry(console: Console, entry: Mapping[str, Any]) -> None:
    """One entry of the law."""
    console.print(Text(f"{entry.get('cite') or entry.get('title') or entry['id']}", style="bold"))
    for key, value in entry.items():
        if key in ("sources", "in_force", "cite"):
            continue
        _line(console, f"{plain_name(key)}: {_said(value)}")
    for period in entry.get("in_force", []):
        until = day(period["to"]) if period["to"] else "newest source seen"
        _line(
            console,
            f"{day(period['from']) if period['from'] else 'before 2000'} – {until}: {plain_name(period['status'])}"
            + (f" (by {period['by']})" if period["by"] else "")
            + _noted(period),
        )
    for source in entry["sources"]:
        _line(console, f"source: {source['url']} ({source.get('date') or 'undated'}) – {source['shows']}")


def print_found(console: Console, found: Sequence[tuple[str, Entry]]) -> None:
    """Entries found, a line each."""
    for shelf, entry in found:
        _line(console, f"{entry.id} [{shelf}] – {getattr(entry, 'cite', '') or entry.title}")
    if not found:
        console.print("no entry holds all of these words; try fewer")


def print_stale(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """Entries to look at again."""
    for row in rows:
        _line(console, f"{row['id']} – {row['cite']}: {_looked_at(row)}")
        for place in row["look_at"][:2]:
            _line(console, f"    {place}")
    if not rows:
        console.print("nothing is overdue")


def _looked_at(row: Mapping[str, Any]) -> str:
    seen = f"last looked at {day(row['current_as_of'])}" if row["current_as_of"] else "never dated"
    return f"{seen}, to be looked at every {row['recheck_days']} days"


def _noted(item: Mapping[str, Any]) -> str:
    return f" – {item['note']}" if item.get("note") else ""


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(item)}" for key, item in value.items())
    return str(value)


def _line(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))
