"""Which matters does a view of the docket show, and in what order? Next date first; what has none comes last."""

import datetime as dt
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, get_args

import msgspec

from forbear.assessment.words import STAGES
from forbear.office.matters.forgetting import forgets
from forbear.office.matters.moved import Kind
from forbear.office.matters.rows import Row

WITHIN = (7, 14, 30, 45, 90)  # days
WINDOWS = ("best", "ripe", "late", "too-early", "barred", "avoid", "unknown")
HELD = {"yes": True, "no": False, "unknown": None}
SLICE = 50  # rows a page
KINDS = get_args(Kind)
FAR = dt.date.max


class Wanted(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a view asks for; what is empty asks for nothing. `search` is words of a name, of a court, or digits of an A-number."""

    search: str = ""
    stage: str = ""
    within: int = 0
    form: str = ""
    window: str = ""
    missing: str = ""
    detained: str = ""
    mine: bool = False
    moved: bool = False

    @property
    def filters(self) -> dict[str, str]:
        """The filters as an address says them. The search is not among them: it may be a client's name."""
        said = {name: str(value) for name, value in msgspec.to_builtins(self).items() if name != "search"}
        return said | {name: "1" for name in ("mine", "moved") if name in said}


def wanted(given: Mapping[str, Any], search: str = "") -> Wanted:
    """What an address asks for. What it should not say is left out: a docket is shown rather than an error."""

    def one_of(name: str, allowed: Iterable[str]) -> str:
        value = str(given.get(name, ""))
        return value if value in allowed else ""

    within = str(given.get("within", ""))
    return Wanted(
        search=" ".join(search.split())[:100],
        stage=one_of("stage", STAGES),
        within=int(within) if within.isdecimal() and int(within) in WITHIN else 0,
        form=_word(given.get("form")),
        window=one_of("window", WINDOWS),
        missing=_word(given.get("missing")),
        detained=one_of("detained", HELD),
        mine=str(given.get("mine", "")) in ("1", "True"),
        moved=str(given.get("moved", "")) in ("1", "True"),
    )


def listed(rows: Sequence[Row], view: Wanted, *, on: dt.date, led: AbstractSet[uuid.UUID]) -> list[Row]:
    """The rows of a view in order. `led` are the matters that the person leads. Days that have passed count as the first."""
    words = _plain(view.search).split()
    last = on + dt.timedelta(days=view.within)
    found = [
        row
        for row in rows
        if (not view.stage or view.stage == row.stage or view.stage in row.stage_could_be)
        and (not view.within or (row.next_on is not None and row.next_on <= last))
        and (not view.form or view.form == row.ask)
        and (not view.window or view.window == row.window)
        and (not view.missing or view.missing in row.missing)
        and (not view.detained or row.detained is HELD[view.detained])
        and (not view.mine or row.id in led)
        and (not view.moved or row.moved)
        and (not words or _says(row, words))
    ]
    return sorted(found, key=lambda row: (row.next_on or FAR, _plain(row.name), str(row.id)))


class Moves(msgspec.Struct, frozen=True):
    """What the law and the days have moved since a day, over some rows: how many matters, and how many moves of each kind."""

    since: dt.date
    matters: int
    kinds: dict[str, int]


def moves_of(rows: Iterable[Row], on: dt.date) -> Moves | None:
    """What moved for those rows that were judged today, since the earliest day with which one of them is compared; None for nothing."""
    moved = [row for row in rows if row.on == on and row.moved and row.since]
    if not moved:
        return None
    counts = Counter(move.kind for row in moved for move in row.moved)
    return Moves(min(row.since for row in moved if row.since), len(moved), {kind: counts[kind] for kind in KINDS if counts[kind]})


def forms_asked(rows: Iterable[Row]) -> dict[str, str]:
    """The forms that the plans of these rows ask for, by id, with their titles."""
    return dict(sorted({row.ask: row.ask_title for row in rows if row.ask}.items(), key=lambda item: item[1]))


def papers_missing(rows: Iterable[Row]) -> list[str]:
    """The kinds of papers that these rows miss."""
    return sorted({kind for row in rows for kind in row.missing})


def _says(row: Row, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the names or the court, or stands in the A-number."""
    spoken = [word for text in (row.name, *row.other_names, row.court) for word in _plain(text).replace("-", " ").split()]
    digits = "".join(letter for letter in row.a_number if letter.isdigit())
    return all(
        any(part.startswith(word) for part in spoken) or ((number := word.replace("-", "").lstrip("a")).isdigit() and number in digits)
        for word in words
    )


@lru_cache(maxsize=20_000)  # a docket is sorted at every look
def _plain(text: str) -> str:
    """Without accents and case: Peña is found as pena."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


forgets(_plain.cache_clear)


def _word(value: Any) -> str:
    text = str(value or "")
    return text if len(text) <= 60 and text.replace("-", "").isalnum() else ""
