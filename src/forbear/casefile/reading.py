"""Is this a case file? Every problem at once, with its path and line; nothing is guessed. And the same file written back."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

from forbear.casefile.fields import CIRCUITS, Shape, shape
from forbear.casefile.glance import plain, sound_facts
from forbear.casefile.leaves import MOST_LIKE, NEWEST, OLDEST, as_date, fitted, most_characters
from forbear.casefile.model import FORMAT, CaseFile, Facts, laid_out
from forbear.casefile.tree import Lines, Place, Tree, dotted, read_tree
from forbear.problem import UNSEEN, BadInput, Problem

Places = Mapping[str, object]  # what stands at each dotted path
HEAD = ("format", "as_of", "court", "circuit")
MOST_PROBLEMS = 200  # a file of another kind would otherwise print a line for each of its lines

# Impossible orders: the first may not come after the second. A `[]` path holds for each item of the list.
ORDERS = (
    ("person.birth_date", "entry[].date", "birth after an entry"),
    ("person.birth_date", "residence.continuous_since", "birth after the beginning of residence"),
    ("person.birth_date", "criminal[].arrest_date", "birth after an arrest"),
    ("person.birth_date", "proceedings.nta_date", "birth after the Notice to Appear"),
    ("entry[].date", "entry[].authorised_until", "authorised stay ends before the entry"),
    ("criminal[].arrest_date", "criminal[].disposition_date", "disposition before the arrest"),
    ("relief[].filed_date", "relief[].decided_date", "decision before the filing"),
    ("immigration_history.departures[].date", "immigration_history.departures[].return_date", "return before the departure"),
    ("immigration_history.prior_orders[].date", "immigration_history.prior_orders[].executed_date", "order executed before its date"),
    ("proceedings.nta_date", "proceedings.nta_served_date", "Notice to Appear served before its date"),
    ("proceedings.nta_date", "proceedings.nta_filed_date", "Notice to Appear filed before its date"),
    ("proceedings.nta_date", "proceedings.next_hearing.date", "hearing before the Notice to Appear"),
    ("proceedings.nta_date", "proceedings.pleadings_date", "pleadings before the Notice to Appear"),
    ("proceedings.nta_date", "proceedings.ij_decision.date", "decision before the Notice to Appear"),
    ("proceedings.nta_date", "proceedings.in_absentia.date", "in absentia order before the Notice to Appear"),
    ("proceedings.nta_date", "proceedings.admin_closed.date", "closure before the Notice to Appear"),
    ("proceedings.nta_filed_date", "proceedings.next_hearing.date", "hearing before the Notice to Appear was filed"),
    ("proceedings.ij_decision.reserved_on", "proceedings.ij_decision.date", "decision before it was reserved"),
    ("proceedings.ij_decision.date", "proceedings.appeal.filed_date", "appeal before the decision"),
    ("proceedings.admin_closed.date", "proceedings.recalendared_date", "recalendared before it was closed"),
    ("proceedings.in_absentia.date", "proceedings.reopened_date", "reopened before the in absentia order"),
    ("proceedings.final_order_date", "proceedings.pfr.filed_date", "petition for review before the final order"),
)


def read_case(path: Path) -> CaseFile:
    """The case file at a path: a folder with case.yaml, or one .yaml or .json file. Raises BadInput with every problem."""
    file = path / "case.yaml" if path.is_dir() else path
    if path.is_dir() and not file.exists():
        raise BadInput(
            [Problem(path.name or str(path), None, "this folder holds no case.yaml; put the facts there, or name the file itself")]
        )
    name = path.resolve().name if path.is_dir() else path.stem
    tree = read_tree(file)
    try:
        return check_case(tree, name)
    except BadInput as bad:
        raise BadInput([Problem(f"{file.name}: {problem.place}", problem.line, problem.message) for problem in bad.problems]) from None


def check_case(tree: Tree, name: str) -> CaseFile:
    """The case file in a tree of values. Raises BadInput with every problem."""
    if not isinstance(tree.value, dict):
        raise BadInput([Problem(name, 1, "a case file is a mapping of fields such as `person:` and `proceedings:`")])
    problems: list[Problem] = []
    (as_of, court, circuit), given = _head(tree, problems)
    facts = None if problems else sound_facts(given)
    if facts is None or not plain(court, most_characters("court")):
        facts = given
        check_texts(tree.value, (), tree.lines, problems)
        check_fields(facts, tree.lines, problems)
    if not problems:
        places = laid_out(facts)
        _orders(places, tree.lines, problems)
        _contradictions(places, tree.lines, problems)
        _exhibits(places, tree.lines, problems)
        _born(places, as_of, tree.lines, problems)
    if problems:
        kept = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.place))
        if len(kept) > MOST_PROBLEMS:
            rest = len(kept) - MOST_PROBLEMS
            kept = [*kept[:MOST_PROBLEMS], Problem(name, None, f"and {rest} problems more; correct these first")]
        raise BadInput(kept)
    lines = Lines(lambda: {dotted(path): line for path, line in tree.lines.items()})
    return CaseFile(name, facts, as_of, court, circuit, lines)


def check_texts(node: object, path: Place, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """Adds each text, and each name of a field, that holds what cannot be shown or printed, or more than a person would write there."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(key, str) and UNSEEN.search(key):
                problems.append(Problem(dotted((*path, key)), lines.get((*path, key)), f"the name of the field holds {_unseen(key)}"))
            check_texts(value, (*path, key), lines, problems)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            check_texts(value, (*path, number), lines, problems)
    elif isinstance(node, str):
        if UNSEEN.search(node):
            problems.append(Problem(dotted(path), lines.get(path), f"expected text, found {_unseen(node)} in it; take it out"))
        most = most_characters(dotted(path))
        if len(node) > most:
            problems.append(Problem(dotted(path), lines.get(path), f"expected at most {most:,} characters, found {len(node):,}"))


def _unseen(text: str) -> str:
    found = UNSEEN.search(text)
    assert found is not None
    return f"the character U+{ord(found[0]):04X}, which cannot be shown"


def _head(tree: Tree, problems: list[Problem]) -> tuple[tuple[dt.date | None, str | None, str | None], Facts]:
    assert isinstance(tree.value, dict)
    given = dict(tree.value)

    def say(key: str, message: str) -> None:
        problems.append(Problem(key, tree.lines.get((key,)), message))

    form = given.pop("format", FORMAT)
    if form != FORMAT:
        say("format", f"expected {FORMAT}, found {_shown(form)}")
    as_of, court, circuit = given.pop("as_of", None), given.pop("court", None), given.pop("circuit", None)
    day = as_date(as_of)
    if as_of is not None and (day is None or not OLDEST <= day <= NEWEST):
        say("as_of", f"expected a date such as 2026-11-16, found {_shown(as_of)}")
        day = None
    if court is not None and not isinstance(court, str):
        say("court", f"expected text, found {_shown(court)}")
        court = None
    name = str(circuit).lower() if isinstance(circuit, (str, int)) and not isinstance(circuit, bool) else circuit
    if name is not None and name not in CIRCUITS:
        say("circuit", f"unknown circuit {_shown(circuit)}; expected one of {', '.join(CIRCUITS)}")
        name = None
    return (day, court, str(name) if name is not None else None), given


def check_fields(facts: Facts, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """Adds what is wrong with each field, and puts dates in place of texts that are dates: the long way of `sound_facts`."""
    _mapping(facts, shape(), (), lines, problems)


def _mapping(node: dict[str, object] | Facts, form: Shape, path: Place, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """Checks a mapping and puts dates in place of quoted dates."""
    for key, value in list(node.items()):
        here = (*path, key)
        inner = form.keys.get(key)
        if inner is None:
            known = list(form.keys) + (list(HEAD) if not path else [])
            near = get_close_matches(str(key)[:MOST_LIKE], known, n=1) if len(problems) < MOST_PROBLEMS else []
            hint = f"; did you mean {near[0]}?" if near else f"; expected one of {', '.join(sorted(known))}"
            problems.append(Problem(dotted(here), lines.get(here), f"unknown field{hint}"))
            continue
        node[key] = _value(value, inner, here, lines, problems)  # type: ignore[index]


def _value(value: object, form: Shape, path: Place, lines: Mapping[Place, int], problems: list[Problem]) -> object:
    if value is None:
        return None
    if isinstance(value, dict) and form.keys:
        _mapping(value, form, path, lines, problems)
        return value
    if isinstance(value, list) and form.items is not None:
        return [_value(item, form.items, (*path, number), lines, problems) for number, item in enumerate(value)]
    if form.leaf is not None:
        found, expected = fitted(value, form.leaf)
        if not expected:
            return found
        problems.append(Problem(dotted(path), lines.get(path), f"expected {expected}, found {_shown(value)}"))
        return found
    wanted = "list (or null for not known, [] for known none)" if form.items is not None else f"mapping of {', '.join(sorted(form.keys))}"
    problems.append(Problem(dotted(path), lines.get(path), f"expected a {wanted}, found {_shown(value)}"))
    return None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"the yes-or-no value {str(value).lower()}"
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return repr(text if len(text) <= 40 else text[:40] + "…") if isinstance(value, str) else text


def _orders(places: Places, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    for earlier, later, message in _in_order():
        one, other = places.get(earlier.head), places.get(later.head)
        if not one or not other or (isinstance(one, dt.date) and isinstance(other, dt.date) and one <= other):
            continue  # as nearly always
        firsts, seconds = earlier.dates(one), later.dates(other)
        if not firsts or not seconds:
            continue
        by_item = {number: [(number, first)] for number, first in firsts} if earlier.head == later.head else {}
        for number, second in seconds:
            for first_number, first in by_item.get(number, ()) if by_item else firsts:
                if first > second:
                    place = later.place(number)
                    said = f"{message}: {second} comes before {dotted(earlier.place(first_number))} {first}"
                    problems.append(Problem(dotted(place), lines.get(place), said))


@dataclass(frozen=True, slots=True)
class Dates:
    """Where dates stand: at one place, or under a name in each item of the list there."""

    head: str
    leaf: str

    def dates(self, value: object) -> Sequence[tuple[int, dt.date]]:
        """The dates in what stands there, each with the number of its item."""
        if not self.leaf:
            return [(0, value)] if isinstance(value, dt.date) else ()
        items = value if isinstance(value, list) else ()
        return [
            (number, date)
            for number, item in enumerate(items)
            if isinstance(item, dict) and isinstance(date := item.get(self.leaf), dt.date)
        ]

    def place(self, number: int) -> Place:
        """The place of the date of an item."""
        return (*self.head.split("."), number, self.leaf) if self.leaf else tuple(self.head.split("."))


@cache
def _in_order() -> tuple[tuple[Dates, Dates, str], ...]:
    return tuple((_place_of(earlier), _place_of(later), message) for earlier, later, message in ORDERS)


def _place_of(path: str) -> Dates:
    head, _, leaf = path.partition("[].")
    return Dates(head, leaf)


def _items(places: Places, path: str) -> Sequence[Facts]:
    """The items of a list, in their places; none where the list is not known."""
    found = places.get(path)
    return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else ()


# A plain no that another field contradicts: one of the two is wrong, and nothing is guessed.
COURT = tuple(
    f"proceedings.{step}"
    for step in ("pleadings_date", "pleadings_taken", "relief_filed_date", "ij_decision.date", "admin_closed.date", "appeal.filed_date")
)
NOTICE = ("proceedings.nta_date", "proceedings.nta_served_date", "proceedings.nta_filed", "proceedings.nta_filed_date")
CONTRADICTIONS = (
    ("proceedings.nta_issued", (*NOTICE, *COURT), "no notice was issued"),
    ("proceedings.nta_filed", ("proceedings.nta_filed_date", *COURT), "the notice was not filed"),
    ("proceedings.pleadings_taken", ("proceedings.pleadings_date", "proceedings.allegations_admitted"), "no pleadings were taken"),
    ("proceedings.pfr.filed", ("proceedings.pfr.filed_date",), "no petition was filed"),
)


def _contradictions(places: Places, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    for flag, dated, message in CONTRADICTIONS:
        if places.get(flag) is not False:
            continue
        referred = flag in ("proceedings.nta_issued", "proceedings.nta_filed") and _referred(places)
        for path in dated:
            if referred and path in COURT:
                continue
            if places.get(path) not in (None, False):
                here = tuple(path.split("."))
                problems.append(Problem(path, lines.get(here), f"contradicts {flag}: {message}; correct one of them"))


def _referred(places: Places) -> bool:
    """Whether a judge has the case without a Notice to Appear: by referral for asylum or withholding alone."""
    charges = str(places.get("proceedings.charges") or "").lower()
    waiver = any(item.get("manner") == "visa-waiver" for item in _items(places, "entry"))
    return waiver or any(word in charges.replace(" ", "-") for word in ("asylum-only", "withholding-only", "i-863"))


def _exhibits(places: Places, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """An exhibit is cited by its id, so no two share one."""
    seen: dict[str, int] = {}
    for number, item in enumerate(_items(places, "evidence")):
        name = item.get("id")
        if isinstance(name, str) and seen.setdefault(name, number) != number:
            here = ("evidence", number, "id")
            problems.append(Problem(dotted(here), lines.get(here), f"{name!r} is the id of evidence[{seen[name]}] too; give each its own"))


def _born(places: Places, as_of: dt.date | None, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    born = places.get("person.birth_date")
    if isinstance(born, dt.date) and as_of is not None and born > as_of:
        here = ("person", "birth_date")
        problems.append(Problem(dotted(here), lines.get(here), f"expected a day before the facts were taken on {as_of}, found {born}"))


def as_data(case: CaseFile) -> dict[str, object]:
    """The case file as plain data, head first: what reading gives back unchanged."""
    head = {"format": FORMAT, "as_of": case.as_of, "court": case.court, "circuit": case.circuit}
    return {key: value for key, value in head.items() if value is not None} | dict(case.facts)


class Written(yaml.CSafeDumper):
    """YAML in which a value that stands twice is written twice: anchors are refused when it is read."""

    def ignore_aliases(self, data: object) -> bool:
        """No value is written as a reference to another."""
        return True


def write_yaml(case: CaseFile) -> str:
    """The case file as YAML; `read_case` of it is equal in every fact."""
    return yaml.dump(as_data(case), Dumper=Written, sort_keys=False, allow_unicode=True, width=120)


def write_json(case: CaseFile) -> str:
    """The case file as JSON; `read_case` of it is equal in every fact."""
    return json.dumps(as_data(case), ensure_ascii=False, indent=2, default=str)
