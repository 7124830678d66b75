"""Choices side by side as a page: columns where the page is wide enough, else topic by topic."""

import datetime as dt
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.finding import OptionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.paths import NO_REQUEST, Move, PathEffect, PathFinding
from forbear.assessment.words import TOPICS, day, plain_name, presumed, sentence, short_cite, verdict
from forbear.cli.page import GUIDANCE, judged_as_of

LABEL = 15  # the width of the first column, which names the row
LEAST = 26  # a column narrower than this is no longer read with ease
MORE_TOPICS = {
    "in_absentia_risk": "A missed hearing",
    "one_year_deadline": "One-year limit",
    "cancellation": "Cancellation",
    "adjustment_forum": "Adjustment",
    "i601a": "Waiver (I-601A)",
    "registration": "Registration",
    "licences": "Driving licence",
    "records": "Records",
    "fees_penalties": "Fees, penalties",
    "adjudication_hold": "Hold at USCIS",
    "nta_on_denial": "If USCIS refuses",
    "future_bars": "Bars later",
}
ROW_NAMES = TOPICS | MORE_TOPICS
ORDER = (
    "work_authorization", "unlawful_presence", "asylum_clock", "one_year_deadline", "relief_opened", "relief_lost", "cancellation",
    "adjustment_forum", "i601a", "expedited_removal_exposure", "travel", "detention", "in_absentia_risk", "appeal_rights", "future_bars",
    "future_priority",
)  # fmt: skip
Cell = Callable[[PathFinding], list[str]]


def print_comparison(
    console: Console, matter: Matter, options: Sequence[OptionFinding], found: Sequence[PathFinding], *, today: dt.date
) -> None:
    """The choices, row by row: what each is today, what it means on each side, who can undo it and what lies ahead."""
    console.print(Text(f"Choices side by side · {matter.case.name} · law of {day(matter.on)}", style="bold"))
    judged_as_of(console, matter.on, today)
    rows = [(title, [cell(item) for item in found]) for title, cell in _rows(found, matter, options)]
    rows = [(title, _alike(cells)) for title, cells in rows if any(cells)]
    width = (console.width - LABEL - 2) // len(found) - 2
    if width >= LEAST:
        _columns(console, found, rows)
    else:
        _stacked(console, found, rows)
    _foot(console, matter, found)


def _alike(cells: list[list[str]]) -> list[list[str]]:
    """The cells of a row, where those that say what going on says too are not read twice."""
    return [cells[0], *(["As without a request"] if cell and cell == cells[0] else cell for cell in cells[1:])]


def _rows(found: Sequence[PathFinding], matter: Matter, options: Sequence[OptionFinding]) -> list[tuple[str, Cell]]:
    by_form = {option.form: option for option in options}
    topics = dict.fromkeys([*ORDER, *(topic for item in found for topic in item.consequences)])
    rows: list[tuple[str, Cell]] = [
        ("Today", lambda item: _today(item, by_form.get(item.form))),
        ("When", lambda item: [sentence(item.timing_because)] if item.timing_because else []),
        ("Needs", lambda item: [sentence(need) for need in item.needs]),
        ("Leads to", _state),
        ("How lasting", lambda item: [f"{sentence(item.finality)}. Ended or changed: {item.ended_by}"] if item.finality else []),
    ]
    rows += [(ROW_NAMES.get(topic, sentence(plain_name(topic))), _topic(topic)) for topic in topics]
    rows += [
        ("Work permit now", lambda item: [item.work_permit] if item.work_permit and item.form == NO_REQUEST else []),
        ("Undone by", _undone),
        ("Left reversible", lambda item: [sentence(line.effect) for line in item.reversible] if item.state is not None else []),
        ("Ahead", lambda item: _onward(item, found[0])),
        ("Law", lambda item: _cites(item, matter)),
        ("Sure as", lambda item: [_sure(item)]),
    ]
    return rows


def _today(item: PathFinding, option: OptionFinding | None) -> list[str]:
    return [f"{sentence(verdict(option))} – {item.because}"] if option else ["Always open"]


def _state(item: PathFinding) -> list[str]:
    lines = [f"{item.state_title}. {item.meaning}"] if item.state else []
    if item.state_because:
        lines.append(sentence(item.state_because) + ".")
    return lines + [f"Beside it: {each.title}." for each in item.beside]


def _topic(topic: str) -> Cell:
    def cell(item: PathFinding) -> list[str]:
        effect = item.consequences.get(topic)
        return _effect(effect) if effect else []

    return cell


def _effect(effect: PathEffect) -> list[str]:
    text = effect.effect
    if effect.known == "unknown":
        text = f"Not known whether it reaches the case ({effect.unknown_because}): {text}"
    if effect.confidence == "recalled":
        text += " [recalled]"
    lines = [text]
    if effect.carry:
        lines.append(f"Carry {', '.join(effect.carry)}")
    if effect.conflict:
        lines.append(f"Sources differ: {effect.conflict}")
    return lines


def _undone(item: PathFinding) -> list[str]:
    return [_undoing(move) for move in item.undone_by]


def _undoing(move: Move) -> str:
    if not move.who:
        return f"{move.how} [{move.confidence}]"
    text = f"{move.who}: {move.how} → {move.to_title}. Notice: {move.notice}."
    if move.horizon:
        text += f" When: {move.horizon}."
    if move.guard:
        text += f" Guard: {move.guard}."
    return text + _marks(move)


def _onward(item: PathFinding, going_on: PathFinding) -> list[str]:
    """The ways onward; those that stay as they are without a request are named once."""
    shared = {move.id for move in going_on.paths} if item.form != NO_REQUEST else set()
    onward = [move for move in item.paths if not move.undoes]
    lines = [_ahead(move) for move in onward if move.id not in shared]
    return lines + (["As without a request"] if any(move.id in shared for move in onward) else [])


def _ahead(move: Move) -> str:
    return f"{move.to_title} – {move.who}: {move.how}" + (f". Guard: {move.guard}." if move.guard else "") + _marks(move)


def _marks(move: Move) -> str:
    unknown = f" [not known: {move.unknown_because.removeprefix('not known: ')}]" if move.known == "unknown" else ""
    return unknown + (" [recalled]" if move.confidence == "recalled" else "")


def _cites(item: PathFinding, matter: Matter) -> list[str]:
    return ["; ".join(short_cite(matter.corpus.authorities[name].cite) for name in item.authorities[:3])] if item.authorities else []


def _sure(item: PathFinding) -> str:
    return {
        "verified": "Verified in its source",
        "secondary": "In part from secondary sources",
        "recalled": "In part recalled; check what is so marked",
    }[item.confidence]


def _columns(console: Console, found: Sequence[PathFinding], rows: Sequence[tuple[str, list[list[str]]]]) -> None:
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold", pad_edge=False, expand=True, width=min(console.width, 160))
    table.add_column("", width=LABEL, style="bold")
    for item in found:
        table.add_column(item.title, ratio=1, overflow="fold")
    for title, cells in rows:
        table.add_row(title, *("\n".join(f"· {line}" if len(cell) > 1 else line for line in cell) or "–" for cell in cells))
    console.print()
    console.print(table)


def _stacked(console: Console, found: Sequence[PathFinding], rows: Sequence[tuple[str, list[list[str]]]]) -> None:
    for title, cells in rows:
        console.print()
        console.print(Text(title, style="bold blue"))
        for item, cell in zip(found, cells, strict=True):
            if not cell:
                continue
            console.print(Padding(Text(item.title, style="bold"), (0, 0, 0, 2)))
            for line in cell:
                console.print(Padding(Text(f"· {line}" if len(cell) > 1 else line), (0, 0, 0, 4)))


def _foot(console: Console, matter: Matter, found: Sequence[PathFinding]) -> None:
    paths = {path for item in found for path in item.presumed}
    if paths:
        console.print(Text(f"Presumed not to have happened, since the file is silent: {presumed(sorted(paths))}."))
    states = [matter.corpus.graph.states[item.state] for item in found if item.state]
    dates = [state.current_as_of for state in states if state.current_as_of]
    undated = sum(1 for state in states if not state.current_as_of)
    if states:
        age = f"oldest entry looked at {day(min(dates))}" if dates else "no entry dated"
        console.print(Text(f"States of these paths: {age}" + (f"; {undated} never dated, recheck first." if undated else ".")))
    console.print(Text("[recalled] marks what has no source, or was written for another day's law: check it before relying on it."))
    console.print(Text(GUIDANCE, style="italic"))
