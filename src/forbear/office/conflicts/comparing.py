"""Are two matters about the same people? A-numbers to the digit, names as they are spelled differently, and persons beside the client."""

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rapidfuzz import fuzz, process

from forbear.office.matters.forgetting import forgets
from forbear.office.matters.rows import Row

How = Literal["number", "name", "named-there", "client-there"]
NEAR = 88  # of 100, for the words of two names in any order
FEWEST = 2  # words that must be shared where one name is part of another, or before names are compared at all but exactly
DIGITS = 7  # of an A-number, at the least


@dataclass(frozen=True, slots=True)
class Sought:
    """What is compared of a new matter: the client's names, the A-number's digits, other persons' names."""

    names: Sequence[str]
    number: str
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter that may be about the same people, and how: the gravest first of `number`, `name`, `client-there`, `named-there`."""

    matter: uuid.UUID
    how: How


def sought(facts: Mapping[str, Any]) -> Sought:
    """What is compared of a matter's first facts, as in case.yaml."""
    person, family = facts.get("person"), facts.get("family")
    person = person if isinstance(person, Mapping) else {}
    aliases = person.get("other_names")
    others = [item.get("name") for item in family if isinstance(item, Mapping)] if isinstance(family, list) else []
    names = [person.get("full_name"), *(aliases if isinstance(aliases, list) else ())]
    return Sought(_said(names), digits(person.get("a_number")), _said(others))


def hits(new: Sought, rows: Iterable[Row]) -> list[Hit]:
    """Every row that may be about the same people. All rows are gone through whatever is found."""
    rows = list(rows)
    found: dict[uuid.UUID, How] = {}
    clients = [(row.id, folded(name)) for row in rows for name in (row.name, *row.other_names)]
    parties = [(row.id, folded(name)) for row in rows for name in row.parties]
    for how, names, among in (
        ("named-there", new.names, parties),
        ("client-there", new.others, clients),
        ("name", new.names, clients),
    ):
        for name in names:
            for matter in _alike(folded(name), among):
                found[matter] = how  # type: ignore[assignment]
    for row in rows:
        if new.number and digits(row.a_number) == new.number:
            found[row.id] = "number"
    return [Hit(matter, how) for matter, how in found.items()]


def digits(text: object) -> str:
    """The digits of an A-number without leading noughts; nothing where there are too few to tell anybody apart."""
    found = re.sub(r"\D", "", str(text or "")).lstrip("0")
    return found if len(found) >= DIGITS else ""


@lru_cache(maxsize=40_000)
def folded(name: str) -> str:
    """A name in small letters without accents and signs."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))


forgets(folded.cache_clear)


def _alike(name: str, among: Sequence[tuple[uuid.UUID, str]]) -> list[uuid.UUID]:
    """The matters with a name like this one. A single word is compared exactly: too many people share it otherwise."""
    words = set(name.split())
    if not words:
        return []
    texts = [text for _, text in among]
    if len(words) < FEWEST:
        return [matter for matter, text in among if text == name]
    near = process.extract_iter(name, texts, scorer=fuzz.token_set_ratio, score_cutoff=NEAR)
    return [
        among[at][0]
        for text, _, at in near
        if len(text.split()) >= FEWEST and (len(words & set(text.split())) >= FEWEST or fuzz.token_sort_ratio(name, text) >= NEAR)
    ]


def _said(names: Iterable[object]) -> list[str]:
    return [name for name in names if isinstance(name, str) and name.strip()]
