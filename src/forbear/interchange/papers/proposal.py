"""Which facts does a paper offer to the case file? Claims, each beside what the file says; nothing is taken until a person says so."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from forbear.casefile.fields import fields
from forbear.casefile.model import CaseFile, Facts
from forbear.interchange.papers.fields import Claim
from forbear.interchange.papers.kinds import Paper

# The field by which an item of a list is known again.
KEYS = {
    "entry": ("date",),
    "criminal": ("charge", "arrest_date"),
    "relief": ("kind",),
    "employment": ("role",),
    "immigration_history.prior_orders": ("date",),
}
LANGUAGES = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi", "ht": "creole", "kiche": "quiche", "pa": "punjabi",
    "pt": "portuguese", "ru": "russian", "uk": "ukrainian", "zh": "mandarin",
}  # fmt: skip
EVIDENCE = "evidence[]."  # facts of the paper itself: its date, whether it is certified


class Held(msgspec.Struct, frozen=True):
    """What the case file says in the place of a claim."""

    fact: str
    value: object


class Proposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fact that a paper offers. `place` is where it would stand in the case file, a list's item by its number.

    `conflicts_with` is what stands there and differs; `agrees` says that the file has it already.
    """

    fact: str
    value: object
    page: int
    words: str
    confidence: float
    place: str
    conflicts_with: Held | None = None
    alleged: bool = False
    agrees: bool = False
    item: str = ""
    box: tuple[float, float, float, float] | None = None


class Offer(msgspec.Struct, frozen=True):
    """One paper of a file: what it is, in which edition, on which pages of the file's `of`, and what it offers.

    `sides` are the width and the height of each of these pages, upright, in points.
    """

    source: Path
    digest: str
    paper: Paper | None
    edition: str | None
    pages: list[int]
    of: int
    proposals: list[Proposal]
    sides: list[tuple[float, float]] = []

    def about(self, fact: str) -> object | None:
        """What the paper says of one fact; nothing where it does not."""
        return next((proposal.value for proposal in self.proposals if proposal.fact == fact), None)


def proposals(claims: Sequence[Claim], case: CaseFile) -> list[Proposal]:
    """Each claim with its place in the case file and what stands there. Claims for which the file has no field are left out."""
    known = fields()
    places: dict[tuple[str, str], int] = {}
    made = []
    for claim in claims:
        if claim.fact not in known:
            continue
        branch, inner = _split(claim.fact)
        if not branch or claim.fact.startswith(EVIDENCE):
            made.append(_beside(claim, claim.fact, _at(case.facts, claim.fact) if not branch else None))
            continue
        items = _list(case.facts, branch)
        new = len({at for (other, _), at in places.items() if other == branch and at >= len(items)})
        at = places.setdefault((branch, claim.item), _item(branch, claim, claims, items, new))
        place = f"{branch}[{at}].{inner}"
        made.append(_beside(claim, place, items[at].get(inner) if at < len(items) else None))
    return made


def _split(fact: str) -> tuple[str, str]:
    branch, mark, inner = fact.partition("[].")
    return (branch, inner) if mark else ("", fact)


def _item(branch: str, claim: Claim, claims: Sequence[Claim], items: Sequence[Facts], new: int) -> int:
    """Which item of the file a claim is about: the one with the same key; else the only entry, if the paper names one; else a new one."""
    mine = {_split(one.fact)[1]: one.value for one in claims if _split(one.fact)[0] == branch and one.item == claim.item}
    for key in KEYS.get(branch, ()):
        for number, item in enumerate(items):
            if key in mine and same(key, item.get(key), mine[key]):
                return number
    named = {one.item for one in claims if _split(one.fact)[0] == branch}
    if len(items) == 1 and len(named) == 1 and branch == "entry":
        return 0
    return len(items) + new


def _beside(claim: Claim, place: str, held: object) -> Proposal:
    agrees = held is not None and same(place.rpartition(".")[2], held, claim.value)
    conflict = Held(place, plain(held)) if held not in (None, []) and not agrees else None
    said = {name: getattr(claim, name) for name in ("fact", "value", "page", "words", "confidence", "alleged", "item", "box")}
    return Proposal(**said, place=place, conflicts_with=conflict, agrees=agrees)


def same(field: str, held: object, said: object) -> bool:
    """Whether the file and a paper say the same, but for accents and the order of a list; a longer list in the file holds a shorter."""
    if held is None or said is None:
        return False
    if isinstance(said, list):
        items = held if isinstance(held, list) else [held]
        return {_bare(field, item) for item in said} <= {_bare(field, item) for item in items}
    return _bare(field, held) == _bare(field, said)


def _bare(field: str, value: object) -> str:
    text = str(plain(value)).lower()
    text = LANGUAGES.get(text, text) if field == "languages" else text
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    bare = re.sub(r"[\W_]", "", text)
    if field == "a_number":
        return bare.removeprefix("a").zfill(9)
    return bare.lstrip("0") if field == "time" else bare


def plain(value: object) -> object:
    """A value as JSON says it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return [plain(item) for item in value] if isinstance(value, list) else value


def _at(facts: object, path: str) -> object:
    for part in path.split("."):
        facts = facts.get(part) if isinstance(facts, Mapping) else None
    return facts


def _list(facts: Facts, branch: str) -> list[Facts]:
    found = _at(facts, branch)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
