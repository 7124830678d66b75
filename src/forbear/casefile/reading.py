"""Is this a case file? Every problem at once, with its path and line; nothing is guessed. And the same file written back."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

import yaml

from forbear.casefile.fields import CIRCUITS, STATES, Field, Shape, shape
from forbear.casefile.model import FORMAT, CaseFile, Facts
from forbear.casefile.tree import Lines, Place, Tree, dotted, read_tree
from forbear.problem import UNSEEN, BadInput, Problem

HEAD = ("format", "as_of", "court", "circuit")
OLDEST, NEWEST = dt.date(1900, 1, 1), dt.date(2100, 1, 1)
MOST_IN_TEXT, MOST_IN_SHORT = 20_000, 500  # characters
SHORT = frozenset(
    {"court", "person.full_name", "person.other_names", "proceedings.court", "proceedings.judge", "proceedings.custody.facility"}
    | {"residence.city", "criminal.charge", "criminal.statute", "evidence.id", "evidence.title", "evidence.file"}
)
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
MOST_LIKE = 60  # characters of a word for which a near one is looked for
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
    head, facts = _head(tree, problems)
    if not _plainly_printable(tree.value):
        _texts(tree.value, (), tree.lines, problems)
    _mapping(facts, shape(), (), tree.lines, problems)
    if not problems:
        _orders(facts, tree.lines, problems)
        _contradictions(facts, tree.lines, problems)
        _exhibits(facts, tree.lines, problems)
        _born(facts, head[0], tree.lines, problems)
    if problems:
        kept = sorted(set(problems), key=lambda problem: (problem.line or 0, problem.place))
        if len(kept) > MOST_PROBLEMS:
            rest = len(kept) - MOST_PROBLEMS
            kept = [*kept[:MOST_PROBLEMS], Problem(name, None, f"and {rest} problems more; correct these first")]
        raise BadInput(kept)
    as_of, court, circuit = head
    lines = Lines(lambda: {dotted(path): line for path, line in tree.lines.items()})
    return CaseFile(name, facts, as_of, court, circuit, lines)


def _plainly_printable(value: object) -> bool:
    """Whether every text is short and can be shown, looked at all at once. So it is in nearly every file; then none is looked at alone."""
    texts: list[str] = []
    left = [value]
    while left:
        node = left.pop()
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, dict):
            texts += [key for key in node if isinstance(key, str)]
            left += node.values()
        elif isinstance(node, list):
            left += node
    return not UNSEEN.search(" ".join(texts)) and max(map(len, texts), default=0) <= MOST_IN_SHORT


def _texts(node: object, path: Place, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """No text, and no name of a field, holds what cannot be shown or printed, or more than a person would write there."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(key, str) and UNSEEN.search(key):
                problems.append(Problem(dotted((*path, key)), lines.get((*path, key)), f"the name of the field holds {_unseen(key)}"))
            _texts(value, (*path, key), lines, problems)
    elif isinstance(node, list):
        for number, value in enumerate(node):
            _texts(value, (*path, number), lines, problems)
    elif isinstance(node, str):
        if UNSEEN.search(node):
            problems.append(Problem(dotted(path), lines.get(path), f"expected text, found {_unseen(node)} in it; take it out"))
        most = MOST_IN_SHORT if ".".join(str(part) for part in path if isinstance(part, str)) in SHORT else MOST_IN_TEXT
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
    day = _as_date(as_of)
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
        found, expected = _leaf(value, form.leaf)
        if not expected:
            return found
        problems.append(Problem(dotted(path), lines.get(path), f"expected {expected}, found {_shown(value)}"))
        return found
    wanted = "list (or null for not known, [] for known none)" if form.items is not None else f"mapping of {', '.join(sorted(form.keys))}"
    problems.append(Problem(dotted(path), lines.get(path), f"expected a {wanted}, found {_shown(value)}"))
    return None


def _leaf(value: object, leaf: Field) -> tuple[object, str]:
    """The value as the field keeps it, and what was expected where it does not fit."""
    kind = leaf.type
    if kind in ("date", "date-range"):
        day = _as_date(value)
        if day is not None:
            return day, "" if OLDEST <= day <= NEWEST else "a date between 1900 and 2100"
        if kind == "date-range" and isinstance(value, str):
            ends = [_as_date(part) for part in value.split("/")]
            if len(ends) == 2 and None not in ends and ends[0] <= ends[1]:  # type: ignore[operator]
                return value, ""
        return value, "a date such as 2021-04-30" + (" or a range 2012-02-01/2016-01-31" if kind == "date-range" else "")
    if kind == "boolean":
        return value, "" if isinstance(value, bool) else "true or false (null where it is not known)"
    if kind == "boolean-or-allegation":
        return value, "" if isinstance(value, (bool, str)) else "true, false, or text saying what a document alleges"
    if kind == "integer":
        good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000_000
        return value, "" if good else f"a whole number{' of ' + leaf.unit if leaf.unit else ''}, 0 or more"
    if kind == "enum":
        return value, "" if value in leaf.allowed else _one_of(value, leaf.allowed)
    if kind == "us-state":
        return value, "" if isinstance(value, str) and value in STATES else "a state or territory in two capital letters, such as CO"
    if kind == "a-number":
        good = isinstance(value, str) and re.fullmatch(r"[Aa]?-?\d{3}-?\d{3}-?\d{2,3}|[Aa]?-?\d{2}-?\d{3}-?\d{3}", value) is not None
        return value, "" if good else "an A-number: A and eight or nine digits"
    if kind.startswith("list-of-"):
        return _list(value, kind.removeprefix("list-of-"))
    if isinstance(value, str):
        bad_file = leaf.path == "evidence[].file" and not _under_exhibits(value)
        return value, "a name under exhibits/, without .. and not absolute" if bad_file else ""
    return value, "text (put it in quotes)"


def _list(value: object, kind: str) -> tuple[object, str]:
    if not isinstance(value, list):
        return value, f"a list of {kind.replace('-', ' ')}s (null where it is not known, [] for known none)"
    if kind == "date":
        days = [_as_date(item) for item in value]
        return (days, "") if None not in days else (value, "a list of dates such as [2021-04-30]")
    if kind == "year":
        good = all(isinstance(item, int) and not isinstance(item, bool) and 1900 <= item <= 2100 for item in value)
        return value, "" if good else "a list of years such as [2019, 2020]"
    if kind == "date-or-text":
        found = [_as_date(item) or item for item in value]
        return found, "" if all(isinstance(item, (dt.date, str)) for item in found) else "a list of dates, or texts in quotes"
    return value, "" if all(isinstance(item, str) for item in value) else "a list of texts (put each in quotes)"


def _under_exhibits(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return (
        bool(posix.name.strip())
        and not re.search(r"[\n\t]", name)
        and not posix.is_absolute()
        and not windows.anchor
        and ".." not in (*posix.parts, *windows.parts)
    )


def _as_date(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and ISO_DATE(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(value[:MOST_LIKE], allowed, n=1) if isinstance(value, str) else []
    return f"{near[0]} perhaps; allowed are {', '.join(allowed)}" if near else f"one of {', '.join(allowed)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"the yes-or-no value {str(value).lower()}"
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return repr(text if len(text) <= 40 else text[:40] + "…") if isinstance(value, str) else text


def _orders(facts: Facts, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    dates = {path: _dates(facts, _parts(path)) for order in ORDERS if _parts(order[0])[0][0] in facts for path in order[:2]}
    for earlier, later, message in ORDERS:
        firsts, seconds = dates.get(earlier), dates.get(later)
        if not firsts or not seconds:
            continue
        same_list = "[]" in earlier and earlier.split("[]")[0] == later.split("[]")[0]
        by_item: dict[Place, list[tuple[Place, dt.date]]] = {}
        for found in firsts:
            by_item.setdefault(found[0][:-1], []).append(found)
        for second_path, second in seconds:
            for first_path, first in by_item.get(second_path[:-1], ()) if same_list else firsts:
                if first > second:
                    problems.append(
                        Problem(
                            dotted(second_path), lines.get(second_path), f"{message}: {second} comes before {dotted(first_path)} {first}"
                        )
                    )


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


def _contradictions(facts: Facts, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    for flag, dated, message in CONTRADICTIONS:
        if _at(facts, flag) is not False:
            continue
        referred = flag in ("proceedings.nta_issued", "proceedings.nta_filed") and _referred(facts)
        for path in dated:
            if referred and path in COURT:
                continue
            if _at(facts, path) not in (None, False):
                here = tuple(path.split("."))
                problems.append(Problem(path, lines.get(here), f"contradicts {flag}: {message}; correct one of them"))


def _referred(facts: Facts) -> bool:
    """Whether a judge has the case without a Notice to Appear: by referral for asylum or withholding alone."""
    charges = str(_at(facts, "proceedings.charges") or "").lower()
    entries = facts.get("entry")
    waiver = any(item.get("manner") == "visa-waiver" for item in entries) if isinstance(entries, list) else False
    return waiver or any(word in charges.replace(" ", "-") for word in ("asylum-only", "withholding-only", "i-863"))


def _exhibits(facts: Facts, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    """An exhibit is cited by its id, so no two share one."""
    seen: dict[str, int] = {}
    items = facts.get("evidence")
    for number, item in enumerate(items if isinstance(items, list) else ()):
        name = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(name, str) and seen.setdefault(name, number) != number:
            here = ("evidence", number, "id")
            problems.append(Problem(dotted(here), lines.get(here), f"{name!r} is the id of evidence[{seen[name]}] too; give each its own"))


def _born(facts: Facts, as_of: dt.date | None, lines: Mapping[Place, int], problems: list[Problem]) -> None:
    born = _at(facts, "person.birth_date")
    if isinstance(born, dt.date) and as_of is not None and born > as_of:
        here = ("person", "birth_date")
        problems.append(Problem(dotted(here), lines.get(here), f"expected a day before the facts were taken on {as_of}, found {born}"))


def _at(facts: object, path: str) -> object:
    for part, _ in _parts(path):
        facts = facts.get(part) if isinstance(facts, dict) else None
    return facts


@cache
def _parts(path: str) -> tuple[tuple[str, bool], ...]:
    """The names in a path, each with whether a list stands there."""
    return tuple((part.removesuffix("[]"), part.endswith("[]")) for part in path.split("."))


def _dates(node: object, parts: tuple[tuple[str, bool], ...], here: Place = ()) -> list[tuple[Place, dt.date]]:
    for depth, (key, many) in enumerate(parts, start=1):
        node = node.get(key) if isinstance(node, dict) else None
        here = (*here, key)
        if many:
            items = node if isinstance(node, list) else []
            return [found for number, item in enumerate(items) for found in _dates(item, parts[depth:], (*here, number))]
    return [(here, node)] if isinstance(node, dt.date) else []


def as_data(case: CaseFile) -> dict[str, object]:
    """The case file as plain data, head first: what reading gives back unchanged."""
    head = {"format": FORMAT, "as_of": case.as_of, "court": case.court, "circuit": case.circuit}
    return {key: value for key, value in head.items() if value is not None} | dict(case.facts)


def write_yaml(case: CaseFile) -> str:
    """The case file as YAML; `read_case` of it is equal in every fact."""
    return yaml.dump(as_data(case), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def write_json(case: CaseFile) -> str:
    """The case file as JSON; `read_case` of it is equal in every fact."""
    return json.dumps(as_data(case), ensure_ascii=False, indent=2, default=str)
