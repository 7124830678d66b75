"""The paths ahead as a picture: states as boxes, ways as arrows, told apart in black and white. No name, no fact of the case.

Text goes to the typesetter as data and is never read as markup. An SVG carries its words in `title` and `desc`, since the
typesetter draws letters as shapes.
"""

import datetime as dt
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any, Literal
from xml.sax.saxutils import escape

from forbear.assessment.paths import NO_REQUEST, Move, PathFinding
from forbear.assessment.words import day, sentence

WORDS = {
    "available": "open today",
    "conditional": "open today, if its needs are met",
    "unavailable": "closed today",
    "unknown": "not known – ask",
}
GOVERNMENT = ("DHS", "ICE", "USCIS", "CBP", "ERO", "officer", "asylum officer")
AS_BEFORE = "As without a request"
FOOT = "Informs counsel's judgment; no legal advice. What can follow, not how likely it is."


def picture(found: Sequence[PathFinding], on: dt.date, *, kind: str, name: str, today: dt.date) -> bytes:
    """The picture as SVG or PDF, the same bytes for the same choices and day. `name` goes into the title where it is given."""
    import typst

    source = resources.files("forbear.drafting").joinpath("paths.typ").read_bytes()
    data = content(found, on, name=name, today=today)
    inputs = {"paths": json.dumps(data, ensure_ascii=False), "kind": kind}
    if kind == "pdf":
        pdf = typst.compile(source, sys_inputs=inputs, ignore_system_fonts=True, pdf_standards="ua-1")
        assert isinstance(pdf, bytes)
        return pdf
    made = typst.compile(source, sys_inputs=inputs, ignore_system_fonts=True, format="svg")
    assert isinstance(made, bytes)
    return _with_words(made, data)


def content(found: Sequence[PathFinding], on: dt.date, *, name: str, today: dt.date) -> dict[str, Any]:
    """Everything the picture says, as plain data."""
    return {
        "title": f"Paths ahead – {name}" if name else "Paths ahead",
        "day": f"Law of {day(on)}",
        "mark": "" if on == today else "JUDGED AS OF ANOTHER DAY – for study and training",
        "foot": FOOT,
        "choices": [_choice(item, found[0]) for item in found],
    }


def _choice(item: PathFinding, going_on: PathFinding) -> dict[str, Any]:
    closed = item.status == "unavailable"
    lines = [sentence(item.state_because)] if item.state_because else []
    if item.finality:
        lines.append(f"{sentence(item.finality)}. Ended or changed: {item.ended_by}")
    if item.state is None or not item.paths:
        lines += [f"Undone by: {move.how}" for move in item.undone_by if not move.who]
    return {
        "title": item.title,
        "word": "nothing is asked" if item.form == NO_REQUEST else WORDS[item.status],
        "by": _decides(item),
        "state": "Closed today" if closed else item.state_title or "No state of its own",
        "lines": lines,
        "dashed": closed or item.state is None,
        "moves": _moves(item, going_on),
    }


def _moves(item: PathFinding, going_on: PathFinding) -> list[dict[str, Any]]:
    """The ways ahead of a choice. Those that stay as they are without a request are drawn once, as one arrow."""
    shared = {move.id for move in going_on.paths} if item.form != NO_REQUEST else set()
    moves = [_move(move, going_on) for move in item.paths if move.id not in shared]
    same = [move.to_title for move in item.paths if move.id in shared]
    if same:
        some = [] if len(same) == len(shared) else list(dict.fromkeys(same))
        label = (
            "What can follow without a request can follow here too." if not some else "Of what can follow without a request, this can too."
        )
        moves.append({"by": "same", "label": label, "to": AS_BEFORE, "then": some, "undoes": False, "open": False})
    return moves


def _decides(item: PathFinding) -> str:
    """Whose arrow leads to the state: a court's, where one decides; the government's; for no request, time's."""
    if item.form == NO_REQUEST:
        return "law"
    return "court" if {"IJ", "BIA", "court"} & set(item.decided_by) else "government"


def _move(move: Move, going_on: PathFinding) -> dict[str, Any]:
    notice = f" Notice: {move.notice}." if move.notice else ""
    open_ = move.known == "unknown"
    return {
        "by": mover(move.who),
        "label": f"{sentence(move.who)}: {move.how}.{notice}" + (" Not known whether it reaches the case." if open_ else ""),
        "to": move.to_title,
        "then": [AS_BEFORE.lower()] if move.to == going_on.state else [f"then: {each.title}" for each in move.then],
        "undoes": move.undoes,
        "open": open_,
    }


def mover(who: str) -> Literal["court", "government", "client", "law"]:
    """Who can move the case, as one of four kinds: where the government asks and a judge decides, the judge."""
    if who == "operation of law":
        return "law"
    if "judge decides" in who or not who.startswith((*GOVERNMENT, "respondent", "party")):
        return "court"
    return "client" if who.startswith(("respondent", "party")) else "government"


def in_words(data: dict[str, Any]) -> str:
    """The picture in words, for those who do not see it."""
    parts = []
    for choice in data["choices"]:
        moves = "; ".join(f"{move['label'].rstrip('.')} → {move['to']}" for move in choice["moves"]) or "no way ahead in the graph"
        parts.append(f"{choice['title']} ({choice['word']}) leads to: {choice['state']}. Then: {moves}.")
    return " ".join(parts)


def _with_words(svg: bytes, data: dict[str, Any]) -> bytes:
    """An SVG with a title and a description after its opening tag."""
    text = svg.decode()
    start = text.index(">", text.index("<svg")) + 1
    words = f"<title>{escape(data['title'])}</title><desc>{escape(in_words(data))}</desc>"
    return (text[:start].replace("<svg ", '<svg role="img" ', 1) + words + text[start:]).encode()
