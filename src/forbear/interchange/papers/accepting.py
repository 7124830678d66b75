"""How do accepted facts enter a case? With the exhibit and page that prove each, and what the government claims noted as its claim.

What was is kept; the file is written whole or not at all, and what nobody touched in it stays as it was written.
"""

import copy
import datetime as dt
import hashlib
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import yaml

from forbear.casefile.fields import fields
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import Written, as_data, check_case, read_case, write_json, write_yaml
from forbear.casefile.tree import Tree as Parsed
from forbear.casefile.tree import parse_yaml
from forbear.interchange.papers.proposal import EVIDENCE, Offer, Proposal, same
from forbear.problem import BadInput, Problem

Tree = dict[str, Any]
MOST_NAME = 100  # letters of an exhibit's file name
APPROVAL, RECEIPT = "petition-approval", "petition-receipt"


class Accepted(msgspec.Struct, frozen=True):
    """A proposal that a person has seen and decided. `value` is what enters: the paper's own, or what the person wrote instead.

    `kept` says that the file's own value stays, and only the government's differing claim is noted beside it; `new` that it becomes
    another item of its list.
    """

    proposal: Proposal
    value: object
    kept: bool = False
    new: bool = False


def taken_in(data: Tree, offer: Offer, accepted: Sequence[Accepted], file: str | None) -> Tree:
    """The case's data with the accepted facts of one paper, its exhibit, its pins, and the log of what the government holds."""
    if not accepted:
        return data
    made = copy.deepcopy(data)
    exhibit = _exhibit(made, offer, accepted, file)
    moved: dict[tuple[str, str], str] = {}
    for one in accepted:
        proposal = one.proposal
        page = offer.pages.index(proposal.page) + 1 if proposal.page in offer.pages else 1
        if proposal.fact.startswith(EVIDENCE):
            exhibit[proposal.fact.removeprefix(EVIDENCE)] = _typed(proposal.fact, one.value)
            continue
        follows = (proposal.fact.partition("[]")[0], proposal.item) in moved  # what a paper says of one item stays together
        place = _new_place(made, proposal, moved) if one.new or follows else proposal.place
        if not one.kept:
            place = _put(made, place, _typed(proposal.fact, one.value))
            _add(exhibit.setdefault("pins", []), {"page": page, "proves": place})
        if proposal.alleged and offer.paper:
            _add(made.setdefault("disclosure", []), _noted(one, place, offer, str(exhibit["id"]), page))
    return made


def _noted(one: Accepted, place: str, offer: Offer, exhibit: str, page: int) -> Tree:
    """What the government holds. Where it says something else than the file, the file's own fact is not thereby in its hands."""
    assert offer.paper
    entry: Tree = {"fact": place, "source": offer.paper.source, "exhibit": exhibit, "page": page}
    differs = one.kept or not same(place.rpartition(".")[2], one.value, one.proposal.value)
    return entry | ({"says": _said(one.proposal.value)} if differs else {"held_by_government": "yes"})


def _said(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _exhibit(data: Tree, offer: Offer, accepted: Sequence[Accepted], file: str | None) -> Tree:
    """The exhibit of a paper: the one that is listed already (same file and pages, or same kind and day without a file), or a new one."""
    listed: list[Tree] = data.setdefault("evidence", [])
    days = {one.proposal.fact: one.value for one in accepted if not one.kept}  # a day that nobody accepted is not the exhibit's
    day = next((days[fact] for fact in DATED if fact in days), None)
    excerpt = _excerpt(offer)
    filed: Tree = ({"file": file} if file else {}) | ({"excerpt": excerpt} if excerpt else {})
    kind = offer.paper.evidence if offer.paper else None
    if kind == RECEIPT and offer.about("relief[].status") == "approved":
        kind = APPROVAL
    for item in listed:
        alike = item.get("kind") == kind and item.get("date") is not None and str(item["date"]) == str(day)
        if (file and item.get("file") == file and item.get("excerpt", "") == excerpt) or (alike and not item.get("file")):
            if filed and not item.get("file"):
                item.update(filed, pages=len(offer.pages))
            return item
    numbers = {str(item.get("id")) for item in listed}
    name = next(f"e{number}" for number in range(len(listed) + 1, len(listed) + len(numbers) + 2) if f"e{number}" not in numbers)
    made: Tree = {"id": name, "kind": kind, "title": offer.paper.title if offer.paper else "Paper", "pages": len(offer.pages)}
    made |= {"date": _typed("evidence[].date", day)} if day else {}
    made |= {"proves": list(offer.paper.proves)} if offer.paper and offer.paper.proves else {}
    listed.append({key: value for key, value in (made | filed).items() if value is not None})
    return listed[-1]


DATED = (
    "evidence[].date",
    "proceedings.nta_date", "proceedings.ij_decision.date", "proceedings.bia_decision.date", "proceedings.supervision.since",
    "encounter.date", "immigration_history.reinstated_date", "immigration_history.prior_orders[].date",
)  # fmt: skip


def _excerpt(offer: Offer) -> str:
    """The pages of a bundle that are this paper; nothing where it is the whole file."""
    if len(offer.pages) == offer.of:
        return ""
    return f"{offer.pages[0]}-{offer.pages[-1]}" if len(offer.pages) > 1 else str(offer.pages[0])


def _typed(fact: str, value: object) -> object:
    """The value as the case file keeps its field."""
    kind = fields()[fact].type
    if kind == "date" and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value


def _new_place(data: Tree, proposal: Proposal, moved: dict[tuple[str, str], str]) -> str:
    branch = proposal.fact.partition("[]")[0]
    node: Any = data
    for part in branch.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    at = moved.setdefault((branch, proposal.item), f"{branch}[{len(node) if isinstance(node, list) else 0}]")
    return at + proposal.fact.partition("[]")[2]


def _put(data: Tree, place: str, value: object) -> str:
    """Sets a value at a place such as entry[1].date; an item beyond the end of its list becomes its next. Gives the place it took."""
    node: Any = data
    parts = re.findall(r"[^.\[\]]+|\[\d+\]", place)
    taken = ""
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part.startswith("["):
            at = min(int(part[1:-1]), len(node))
            if at == len(node):
                node.append({})
            node, taken = node[at], f"{taken}[{at}]"
            continue
        taken = f"{taken}.{part}" if taken else part
        if last:
            node[part] = value
        else:
            empty: Any = [] if parts[number + 1].startswith("[") else {}
            if not isinstance(node.get(part), type(empty)):
                node[part] = empty
            node = node[part]
    return taken


def _add(items: list[Tree], item: Tree) -> None:
    if item not in items:
        items.append(item)


def written(fact: str, typed: str) -> object:
    """What a person typed, as the field keeps it. Raises BadInput saying what was expected."""
    kind = fields()[fact].type
    value: Any = typed
    if kind in ("boolean", "integer"):
        value = {"yes": True, "true": True, "no": False, "false": False}.get(typed.lower(), int(typed) if typed.isdigit() else typed)
    elif kind.startswith("list-of-"):
        value = [part.strip() for part in typed.split(";") if part.strip()]
    tree: Tree = {}
    _put(tree, fact.replace("[]", "[0]"), value)
    check_case(Parsed(tree, {}), "")
    return value


def with_facts(case: CaseFile, offer: Offer, accepted: Sequence[Accepted], file: str | None) -> CaseFile:
    """The case with the accepted facts of one paper, kept among the exhibits under a name. Raises BadInput where they contradict it."""
    data = taken_in(as_data(case), offer, accepted, file)
    dumped = yaml.dump(data, Dumper=Written, sort_keys=False, allow_unicode=True)
    return check_case(parse_yaml(dumped, case.name), case.name)


def keep(case: Path, offer: Offer, accepted: Sequence[Accepted]) -> CaseFile:
    """Writes the accepted facts of one paper into the case file as it stands now. See `Taking.write`."""
    return Taking(case, offer).write(accepted)


class Taking:
    """One paper on its way into a case: written anew with every fact that a person accepts, so that nothing accepted can be lost."""

    def __init__(self, case: Path, offer: Offer) -> None:
        self._case, self._offer = case, offer
        self._file = case / "case.yaml" if case.is_dir() else case
        self._before: tuple[str, CaseFile, str] | None = None  # the file's text and the case before this paper; the exhibit's name
        self._written = ""

    def write(self, accepted: Sequence[Accepted]) -> CaseFile:
        """Writes all that is accepted of the paper so far, and the paper among the exhibits; gives the case as it then is.

        Raises BadInput, with nothing written, where the file would no longer be one that can be read, or was changed by another.
        """
        if self._before is None:
            self._before = self._begun()
        elif self._file.read_text(encoding="utf-8-sig") != self._written:
            raise BadInput(
                [Problem(str(self._file), None, "was changed by another program; what was accepted before stands; run this again")]
            )
        was, case, name = self._before
        made = with_facts(case, self._offer, accepted, name)
        text = write_json(made) + "\n" if self._file.suffix.lower() == ".json" else rewritten(was, made)
        exhibit = self._file.parent / "exhibits" / name
        if not exhibit.exists():
            exhibit.parent.mkdir(exist_ok=True)
            _write(exhibit, self._offer.source.read_bytes())
        if text != (self._written or was):
            if not self._written:
                _keep_copy(self._file, was)
            _write(self._file, text.encode())
        self._written = text
        return made

    def _begun(self) -> tuple[str, CaseFile, str]:
        was = self._file.read_text(encoding="utf-8-sig")
        content = self._offer.source.read_bytes()
        if hashlib.sha256(content).hexdigest() != self._offer.digest:
            raise BadInput([Problem(self._offer.source.name, None, "changed while it was being read; run the command again")])
        return was, read_case(self._case), _free_name(self._offer, content, self._file.parent / "exhibits")


def _free_name(offer: Offer, content: bytes, exhibits: Path) -> str:
    """The paper's own name, or one beside it where that is another file's."""
    stem = re.sub(r"[^\w.() -]", "-", offer.source.stem)[:MOST_NAME].strip(" .") or "paper"
    for number in count(1):
        name = f"{stem}{f'-{number}' if number > 1 else ''}{offer.source.suffix.lower()}"
        target = exhibits / name
        if not target.exists() or (target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content):
            break
    return name


def rewritten(was: str, made: CaseFile) -> str:
    """The YAML of a case in which only the branches that changed are written anew: notes and order of the others stay as they were."""
    whole = write_yaml(made)
    try:
        old, new = parse_yaml(was, "").value, parse_yaml(whole, "").value
    except BadInput:
        return whole
    if not isinstance(old, dict) or not isinstance(new, dict) or was.lstrip().startswith("{"):
        return whole
    blocks, fresh = _blocks(was), _blocks(whole)
    if set(blocks) - {""} != set(old):
        return whole
    text = ""
    for key, (notes, block) in blocks.items():
        added = [fresh[new_key][1] for new_key in new if new_key not in old and new_key != "format"] if not key else []
        text += notes + (block if not key or old[key] == new.get(key) else fresh[key][1])
        text = "".join([text if text.endswith("\n") or not text else text + "\n", *added])
    try:
        return text if as_data(check_case(parse_yaml(text, ""), "")) == as_data(made) else whole
    except BadInput:
        return whole


def _blocks(text: str) -> dict[str, tuple[str, str]]:
    """The text by the branch at whose top it stands: the notes above it, and the branch. What ends the file is under no name."""
    found: dict[str, tuple[str, str]] = {}
    key, notes = "", ""
    for line in text.splitlines(keepends=True):
        if begins := re.match(r"([A-Za-z_]+)\s*:(?=\s)", line):
            key = begins[1]
            found[key], notes = (notes, line), ""
        elif not line.strip() or line.startswith("#"):
            notes += line
        elif key:
            found[key], notes = (found[key][0], found[key][1] + notes + line), ""
    return found | {"": (notes, "")}


def _keep_copy(file: Path, was: str) -> None:
    """Keeps the case as it was, under a number of its own, for counsel's eyes."""
    folder = file.parent / "counsel-only"
    folder.mkdir(exist_ok=True)
    kept = next(path for number in count(1) if not (path := folder / f"{file.stem}-before-{number}{file.suffix}").exists())
    _write(kept, was.encode())
    kept.chmod(0o600)


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    part = path.with_name(f".forbear-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
