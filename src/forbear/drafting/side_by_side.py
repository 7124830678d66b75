"""Choices side by side, as words in rows: what each is today, what it means topic by topic, who can undo it and what lies ahead.

The terminal and the web office show the same rows; a cell is a list of lines, a list without one says nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forbear.assessment.finding import OptionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.paths import NO_REQUEST, Move, PathEffect, PathFinding
from forbear.assessment.words import TOPICS, plain_name, sentence, short_cite, verdict

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
AS_WITHOUT = "As without a request"
Cell = Callable[[PathFinding], list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, and a cell for each choice. `words` are the cells as they are read: what going on says too is said once."""

    title: str
    cells: list[list[str]]

    @property
    def words(self) -> list[list[str]]:
        """The cells, where those that say what the first one says refer to it."""
        first, *others = self.cells
        return [first, *([AS_WITHOUT] if cell and cell == first else cell for cell in others)]


def side_by_side(found: Sequence[PathFinding], matter: Matter, options: Sequence[OptionFinding]) -> list[Row]:
    """The rows of a comparison whose first choice is to go on without a request; those that say nothing of any choice are left out."""
    rows = [Row(title, [cell(item) for item in found]) for title, cell in _rows(found, matter, options)]
    return [row for row in rows if any(row.cells)]


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
    return lines + ([AS_WITHOUT] if any(move.id in shared for move in onward) else [])


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
