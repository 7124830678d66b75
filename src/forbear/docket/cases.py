"""Which cases were given? Case folders, case files and lines of JSON, one after the other, and what cannot be read with its reason.

A place is the path of a case, with `:N` for the line of a JSONL file. Nothing is held: a docket larger than memory streams through.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from forbear.casefile.content import MOST_BYTES
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import HEAD, check_case, read_case
from forbear.casefile.tree import Tree, parse_json
from forbear.problem import BadInput, Problem
from forbear.record.log import is_log
from forbear.rules.explain import RuleConflict

FILES = (".yaml", ".yml", ".json")
LINES = ".jsonl"
BESIDE = ("exhibits", "counsel-only")  # folders that stand beside case files and hold none
NAMES = ("case", "id")  # under which a line of JSON says what its case is called
BLANK = b" \t\r\n\xef\xbb\xbf"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed:
    """A case and where it stands."""

    place: str
    case: CaseFile


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A case that was left out, and why, a sentence a problem."""

    place: str
    because: list[str]


def read_cases(paths: Sequence[Path]) -> Iterator[Placed | Unreadable]:
    """Every case at the paths, in the order of the paths and of the names within. Raises BadInput where a path holds no case at all."""
    absent = [Problem(str(path), None, "is not there; check the name and the folder") for path in paths if not path.exists()]
    if absent:
        raise BadInput(absent)
    for path in paths:
        found = False
        for item in _within(path):
            found = True
            yield item
        if not found:
            message = (
                "holds no case; name a folder of case folders or case files (.yaml, .json), a .jsonl file, or a table (.csv, .parquet)"
            )
            raise BadInput([Problem(str(path), None, message)])


def sound_cases(paths: Sequence[Path], judged: Callable[[Placed], T], leave_out: Callable[[Unreadable], None]) -> Iterator[T]:
    """Every case as it is judged; one that cannot be read, or in which two exceptions to a rule both hold, is left out with its reason."""
    for item in read_cases(paths):
        if isinstance(item, Unreadable):
            leave_out(item)
            continue
        try:
            found = judged(item)
        except RuleConflict as conflict:
            leave_out(Unreadable(item.place, [str(conflict)]))
        else:
            yield found


def case_at(place: str) -> CaseFile:
    """The case at a place that `read_cases` gave. Raises BadInput."""
    path, _, line = place.rpartition(":")
    if Path(path).suffix.lower() == LINES and line.isdigit():
        for item in _lines(Path(path), only=int(line)):
            if isinstance(item, Placed):
                return item.case
            raise BadInput([Problem(place, None, "; ".join(item.because))])
        raise BadInput([Problem(place, None, "there is no such line any more")])
    return read_case(Path(place))


def find_case(paths: Sequence[Path], name: str) -> CaseFile:
    """The case of that name, or at that place. Raises BadInput where there is none, or more than one."""
    found: list[Placed] = []
    for item in read_cases(paths):
        if isinstance(item, Unreadable):
            if item.place == name or Path(item.place).stem == name:
                raise BadInput([Problem(item.place, None, because) for because in item.because])
        elif item.place == name:
            return item.case
        elif item.case.name == name:
            found.append(item)
    if not found:
        raise BadInput([Problem(name, None, "no case of this name is in what was given; the column `case` of the sweep names them all")])
    if len(found) > 1:
        raise BadInput(
            [Problem(name, None, f"{len(found)} cases have this name; give the place: {' or '.join(one.place for one in found)}")]
        )
    return found[0].case


def _within(path: Path) -> Iterator[Placed | Unreadable]:
    if not path.is_dir():
        yield from _file(path)
    elif (path / "case.yaml").exists():
        yield _read(path)
    else:
        try:
            inside = sorted(path.iterdir(), key=lambda each: each.name)
        except OSError as error:
            said = (error.strerror or "unknown error").lower()
            yield Unreadable(str(path), [f"the folder cannot be read ({said}); check its rights"])
            return
        for each in inside:
            if each.name.startswith("."):
                continue
            if each.is_dir():
                if each.name not in BESIDE:
                    yield from _within(each)
            elif each.suffix.lower() in FILES or (
                each.suffix.lower() == LINES and not is_log(each)
            ):  # the office's log stands beside its cases
                yield from _file(each)


def _file(path: Path) -> Iterator[Placed | Unreadable]:
    if path.suffix.lower() == LINES:
        yield from _lines(path)
    else:
        yield _read(path)


def _read(path: Path) -> Placed | Unreadable:
    try:
        return Placed(str(path), read_case(path))
    except BadInput as bad:
        return Unreadable(str(path), [str(problem) for problem in bad.problems])


def _lines(path: Path, only: int | None = None) -> Iterator[Placed | Unreadable]:
    """The cases of a JSONL file; a line longer than a case file may be is left out unread."""
    try:
        with path.open("rb") as file:
            number, rest = 0, False
            while content := file.readline(MOST_BYTES + 1):
                number, begun, rest = number + (not rest), not rest, not content.endswith(b"\n")
                if not begun or not content.strip(BLANK) or (only is not None and number != only):
                    continue
                yield _line(content, f"{path}:{number}")
    except OSError as error:
        yield Unreadable(str(path), [f"cannot be read ({(error.strerror or 'unknown error').lower()}); check the name and the folder"])


def _line(content: bytes, place: str) -> Placed | Unreadable:
    try:
        if len(content) > MOST_BYTES:
            raise BadInput([Problem(place, None, f"is longer than {MOST_BYTES // 1_000_000} MB; a case is far smaller")])
        value = parse_json(content.decode("utf-8-sig"), place).value
        name = _name(value) if isinstance(value, dict) else ""
        return Placed(place, check_case(Tree(_as_case_file(value), {}), name or place))
    except UnicodeDecodeError:
        return Unreadable(place, ["is not UTF-8 text; save it as UTF-8"])
    except BadInput as bad:
        return Unreadable(place, [str(problem) for problem in bad.problems])


def _as_case_file(value: object) -> object:
    """A line as a case file: its `facts` with the head that stands beside them, or the whole line without its name."""
    if not isinstance(value, dict):
        return value
    facts = value.get("facts")
    if isinstance(facts, dict):
        return {key: value[key] for key in HEAD if key in value} | facts
    return {key: item for key, item in value.items() if key not in NAMES}


def _name(value: dict[str, Any]) -> str:
    """What the line calls itself."""
    return next((str(value[key]).strip() for key in NAMES if isinstance(value.get(key), (str, int))), "")
