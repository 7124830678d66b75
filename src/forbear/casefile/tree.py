"""What does the text say? YAML or JSON read into plain values, each with the line it stands on.

A case file is data from outside: anchors, tags, several documents, duplicate keys, depth and size are refused while
reading, before anything large is built (YAML 1.2, sections 3.2.2 and 6.9, allow constructs that no case file needs).
"""

import datetime as dt
import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from forbear.casefile.content import read_bytes
from forbear.problem import BadInput, Problem

MOST_ITEMS = 1_000_000
MOST_DEPTH = 40

RESOLVER: Any = yaml.CSafeLoader("")  # resolves plain words to YAML's tags; reads nothing
BOOLEANS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}
Place = tuple[str | int, ...]
K = TypeVar("K", bound=Hashable)
STANDS_TWICE = "stands twice; keep one"
# JSON that the YAML reader would take otherwise: tabs between values, breaks of lines that no editor counts, escaped halves of characters.
LAYOUT = re.compile("[\t\x85\u2028\u2029]")
HALVES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
UNCOUNTED = re.compile("[\x85\u2028\u2029]")  # YAML 1.1 ends a line here; editors do not


class Lines(Mapping[K, int], Generic[K]):
    """The line of each path, found when the first is asked for: a sound file, of which there are thousands, needs none."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Mapping[K, int]]) -> None:
        self._find = find
        self._found: Mapping[K, int] | None = None

    def _all(self) -> Mapping[K, int]:
        if self._found is None:
            self._found = self._find()
        return self._found

    def __getitem__(self, path: K) -> int:
        return self._all()[path]

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class Tree:
    """The values of one document and the line of each path in it."""

    __slots__ = ("lines", "value")

    def __init__(self, value: object, lines: Mapping[Place, int]) -> None:
        self.value = value
        self.lines = lines


def dotted(path: Place) -> str:
    """`("family", 0, "status")` as people write it: `family[0].status`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_tree(path: Path) -> Tree:
    """The document in a file. Raises BadInput where it is not one plain YAML or JSON document."""
    content = read_bytes(
        path, "give a case.yaml, a .json file or the folder that holds case.yaml", "a case file holds facts, exhibits go beside it"
    )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput([Problem(path.name, None, "is not UTF-8 text; save it as UTF-8")]) from None
    if "\0" in text:
        raise BadInput([Problem(path.name, None, "is not text (it holds NUL bytes); give a case file in YAML or JSON")])
    return parse_json(text, path.name) if path.suffix.lower() == ".json" else parse_yaml(text, path.name)


class StandsTwice(Exception):
    """A name that stands twice in a mapping of JSON."""


class NoNumber(Exception):
    """A word such as NaN that JSON readers take for a number."""


def _pairs(twice: Callable[[list[str]], object], items: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(items)
    if len(found) < len(items):
        twice([key for key, times in Counter(key for key, _ in items).items() if times > 1])
    return found


def _stop(names: list[str]) -> object:
    raise StandsTwice(names)


def _refuse(word: str) -> object:
    raise NoNumber(word)


# Made once, for it reads thousands of lines; it stops at the first name that stands twice, and such a text is read again to tell them all.
JSON = json.JSONDecoder(object_pairs_hook=partial(_pairs, _stop), parse_constant=_refuse)


def parse_json(text: str, name: str) -> Tree:
    """JSON, strictly; the lines come from the YAML reader, which reads JSON too where it is laid out ordinarily, once one is asked for."""

    twice: list[str] = []
    try:
        try:
            value = JSON.decode(text)
        except StandsTwice:
            value = json.loads(text, object_pairs_hook=partial(_pairs, twice.extend), parse_constant=_refuse)
    except NoNumber as word:
        raise BadInput([Problem(name, None, f"{word} is not a number a case file can hold")]) from None
    except json.JSONDecodeError as error:
        raise BadInput([Problem(name, error.lineno, f"is not valid JSON here ({error.msg[0].lower()}{error.msg[1:]})")]) from None
    except RecursionError:
        raise BadInput([Problem(name, None, f"nests deeper than {MOST_DEPTH} levels")]) from None
    except ValueError:
        raise BadInput([Problem(name, None, "holds a number too long to read")]) from None

    def located() -> Mapping[Place, int]:
        return parse_yaml(LAYOUT.sub(" ", HALVES.sub(_whole, text)), name).lines

    # Each item takes a character and each level a bracket, so most files need not be gone through to see that they hold too much.
    small = len(text) <= MOST_ITEMS and text.count("[") + text.count("{") <= MOST_DEPTH
    too_much = "" if twice or small else _too_much(value)
    if twice or too_much:
        try:
            located()  # says it with its line
        except BadInput as bad:
            said = [problem.message for problem in bad.problems]
            if STANDS_TWICE in said or any("more than" in message or "deeper" in message for message in said):
                raise
        raise BadInput([Problem(f"{name}: {key}", None, STANDS_TWICE) for key in twice] or [Problem(name, None, too_much)])

    def lines() -> Mapping[Place, int]:
        try:
            return located()
        except BadInput:
            return {}  # JSON laid out as YAML is not

    return Tree(value, Lines(lines))


def _too_much(value: object) -> str:
    """What a document holds too much of: levels, or items counted as the YAML reader counts them. Empty where it does not."""
    level, depth = [value], 0
    items = 0
    while level:
        inner = [node for node in level if isinstance(node, (dict, list))]
        depth += 1 if inner else 0
        if depth > MOST_DEPTH:
            return f"nests deeper than {MOST_DEPTH} levels"
        items += len(level) + len(inner) + sum(len(node) for node in inner if isinstance(node, dict))
        if items > MOST_ITEMS:
            return f"more than {MOST_ITEMS:,} items; such a file is far smaller"
        level = [item for node in inner for item in (node.values() if isinstance(node, dict) else node)]
    return ""


def _whole(halves: re.Match[str]) -> str:
    return str(json.loads(f'"{halves[0]}"')) if len(halves[0]) > 6 else "?"


def parse_yaml(text: str, name: str) -> Tree:
    """One YAML document. Raises BadInput for what a case file must not hold, with the line."""
    lines: dict[Place, int] = {}
    problems: list[Problem] = []
    try:
        value = _build(plain_events(text, name), lines, problems, name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "not readable"
        raise BadInput([Problem(name, _line(mark, _uncounted(text)) if mark else None, f"is not valid YAML here ({said})")]) from None
    except RecursionError:
        raise BadInput([Problem(name, None, f"nests deeper than {MOST_DEPTH} levels")]) from None
    if problems:
        raise BadInput(problems)
    return Tree(value, lines)


def plain_events(text: str, name: str) -> Iterator[tuple[yaml.Event, int]]:
    """Parsing events with their lines, refusing anchors, aliases, tags, a second document, depth and number as they come."""
    depth = documents = 0
    uncounted = _uncounted(text)
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        line = _line(event.start_mark, uncounted)
        if getattr(event, "anchor", None) is not None:
            raise BadInput([Problem(name, line, "YAML anchors and aliases (& and *) are not allowed; write the value out")])
        if (tag := getattr(event, "tag", None)) is not None:
            raise BadInput([Problem(name, line, f"the YAML tag {tag} is not allowed; write a plain value")])
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise BadInput([Problem(name, line, "a second document begins here; keep one document")])
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MOST_DEPTH:
                raise BadInput([Problem(name, line, f"nests deeper than {MOST_DEPTH} levels")])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if count > MOST_ITEMS:
            raise BadInput([Problem(name, line, f"more than {MOST_ITEMS:,} items; such a file is far smaller")])
        yield event, line


def _build(events: Iterator[tuple[yaml.Event, int]], lines: dict[Place, int], problems: list[Problem], name: str) -> object:
    """Values out of events, without recursion, so that depth costs nothing."""
    root: list[object] = []
    containers: list[list[object] | dict[str, object]] = [root]
    paths: list[Place] = [()]
    key: list[str | None] = [None]
    key_line = [0]  # a problem is looked for where the field's name stands, not where its value begins

    def put(value: object, line: int) -> Place:
        holder = containers[-1]
        if isinstance(holder, dict):
            here, line = (*paths[-1], key[-1] or ""), key_line[-1]
            holder[key[-1] or ""] = value
            key[-1] = None
        elif holder is root:
            here = ()
            holder.append(value)
        else:
            here = (*paths[-1], len(holder))
            holder.append(value)
        lines[here] = line
        return here

    for event, line in events:
        holder = containers[-1]
        awaiting_key = isinstance(holder, dict) and key[-1] is None
        if isinstance(event, yaml.ScalarEvent):
            if awaiting_key:
                assert isinstance(holder, dict)
                if event.value in holder:
                    problems.append(Problem(f"{name}: {dotted((*paths[-1], event.value))}", line, STANDS_TWICE))
                key[-1], key_line[-1] = event.value, line
            else:
                put(_scalar(event, name, line, problems), line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if awaiting_key:
                raise BadInput([Problem(name, line, "a list or mapping cannot be the name of a field")])
            value: list[object] | dict[str, object] = {} if isinstance(event, yaml.MappingStartEvent) else []
            paths.append(put(value, line))
            containers.append(value)
            key.append(None)
            key_line.append(0)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            containers.pop()
            paths.pop()
            key.pop()
            key_line.pop()
    return root[0] if root else None


def _uncounted(text: str) -> list[int]:
    return [found.start() for found in UNCOUNTED.finditer(text)]


def _line(mark: Any, uncounted: list[int]) -> int:
    return mark.line + 1 - bisect_left(uncounted, mark.index) if mark else 0


def _scalar(event: yaml.ScalarEvent, name: str, line: int, problems: list[Problem]) -> object:
    text = event.value
    if not event.implicit[0]:  # quoted or block text
        return text
    tag = RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).rsplit(":", 1)[-1]
    if tag == "null":
        return None
    if tag == "bool":
        return BOOLEANS[text.lower()]
    if tag == "int" and re.fullmatch(r"-?(0|[1-9]\d{0,17})", text):
        return int(text)
    if tag == "float" and re.fullmatch(r"-?\d{1,18}\.\d{1,18}", text):
        return float(text)
    if tag == "float" and not math.isfinite(_float(text)):
        problems.append(Problem(name, line, f"{text} is not a number a case file can hold"))
        return None
    if tag == "timestamp" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text  # 2021-02-30: the field's own check says that it is no date
    return text


def _float(text: str) -> float:
    try:
        return float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:
        return 0.0  # sexagesimal and the like: kept as text
