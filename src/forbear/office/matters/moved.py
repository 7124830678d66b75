"""What moved for a matter since it was judged the last time, by the law and the days alone? Kept in its row, for the docket page.

What is compared is how each form, each priority and the stage stood. A change of facts is nobody's news: it was made here.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from forbear.assessment.finding import Assessment
from forbear.assessment.options import LIVE
from forbear.assessment.windows import RIPE, SHUT
from forbear.assessment.words import plain_name

Kind = Literal["gained", "lost", "opened", "closed", "entered", "left", "unsure", "stage"]
Said = dict[str, str]  # "option:form" -> "available/ripe", "priority:id" -> "yes", "stage" -> its id


class Move(msgspec.Struct, frozen=True):
    """One finding that is another one now; `was` and `now` are as `Said` holds them."""

    key: str
    kind: Kind
    title: str
    was: str
    now: str


def said_of(found: Assessment) -> Said:
    """How the forms, the priorities and the stage stand."""
    said = {f"option:{option.form}": f"{option.status}/{option.timing or ''}" for option in found.options}
    said |= {f"priority:{each.id}": each.verdict for each in found.priorities}
    return said | {"stage": found.stage.id or ""}


def moves(was: Mapping[str, str], found: Assessment) -> list[Move]:
    """What is otherwise now than it was said; nothing where nothing was kept."""
    if not was:
        return []
    now, titles = said_of(found), {f"option:{option.form}": option.title for option in found.options}
    keys = dict.fromkeys((*now, *(key for key in was if key.startswith("priority:"))))
    return [_move(key, was.get(key, ""), now.get(key, ""), titles) for key in keys if _kind(key, was.get(key, ""), now.get(key, ""))]


def together(earlier: Iterable[Move], later: Iterable[Move], now: Mapping[str, str]) -> list[Move]:
    """The moves of a day, one after the other; what moved back, and what is not so any more, is left out."""
    found = {move.key: move for move in earlier}
    for move in later:
        first = found.get(move.key)
        found[move.key] = move if first is None else msgspec.structs.replace(move, was=first.was)
    kept = []
    for move in found.values():
        kind = _kind(move.key, move.was, move.now)
        if kind and now.get(move.key, "") == move.now:
            kept.append(msgspec.structs.replace(move, kind=kind))
    return kept


def _move(key: str, was: str, now: str, titles: Mapping[str, str]) -> Move:
    kind = _kind(key, was, now)
    assert kind is not None
    return Move(key, kind, titles.get(key) or plain_name(key.partition(":")[2]), was, now)


def _kind(key: str, was: str, now: str) -> Kind | None:
    """What it means that this finding was one thing and is another; None where nobody has to know."""
    if was == now:
        return None
    if key == "stage":
        return "stage"
    if key.startswith("priority:"):
        return "entered" if now == "yes" else "left" if was == "yes" else "unsure" if now == "unknown" else None
    return _of_option(*was.partition("/")[::2], *now.partition("/")[::2])


def _of_option(status: str, timing: str, status_now: str, timing_now: str) -> Kind | None:
    live, live_now = status in LIVE, status_now in LIVE
    if live != live_now:
        return "gained" if live_now else "lost" if status_now == "unavailable" else "unsure"
    if not live:
        return None
    if timing_now in RIPE and timing not in RIPE:
        return "opened"
    if timing_now in SHUT and timing not in SHUT:
        return "closed"
    return "unsure" if timing_now == "unknown" and timing in RIPE else None
