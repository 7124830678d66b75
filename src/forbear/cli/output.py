"""How findings leave the command: JSON for programs, a page for people."""

import datetime as dt
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import msgspec

from forbear.problem import BadInput, Problem, one_line, printable

if TYPE_CHECKING:
    from rich.console import Console


def print_json(value: object) -> None:
    """One JSON document on standard output, indented, dates in ISO."""
    _encoding("utf-8")
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def say(*lines: object) -> None:
    """Says something to people, on the error line, so that data stays alone."""
    for line in lines:
        print(one_line(str(line)), file=sys.stderr)  # noqa: T201


def plain(value: object) -> Any:
    """A finding or an entry of the law as plain data, defaults included."""
    return msgspec.to_builtins(value, builtin_types=(dt.date,))


def console(width: int | None) -> "Console":
    """The page: as wide as asked, else as the terminal, else 100 characters; colour only where a person looks on.

    What it prints holds no character that would act on the terminal, wherever the text comes from.
    """
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Page(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                yield segment if segment.control else segment._replace(text=printable(segment.text))

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    _encoding()
    live = sys.stdout.isatty()
    file = None if live else cast(IO[str], _Trimmed(sys.stdout))
    return Page(
        file=file, width=width or (None if live else 100), highlight=False, soft_wrap=False, emoji=False, markup=False, no_color=not live
    )


class _Trimmed:
    """Standard output without the blanks that fill a line up: in a file or a pipe they are only in the way."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(re.sub(r" +(?=\n)", "", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)


def _encoding(name: str | None = None) -> None:
    """Standard output in an encoding, or in its own; what that cannot say is printed as a mark."""
    change = getattr(sys.stdout, "reconfigure", None)
    if change is not None:
        change(encoding=name or sys.stdout.encoding, errors="replace")


READ = (".yaml", ".yml", ".json")  # what case files and an office's law are called


def write_whole(content: bytes, path: Path, option: str) -> None:
    """Writes a file whole or not at all, and never over what could be a case or an office's law. Raises BadInput naming the option."""
    if not path.name or path.suffix.lower() in READ:
        raise BadInput([Problem(option, None, f"expected the name of a file to write, which no case file has, found {str(path)!r}")])
    part = path.with_name(f".forbear-{secrets.token_hex(8)}.part")  # its own name: two may write one file at once
    try:
        if path.is_dir():
            raise BadInput([Problem(option, None, f"{path} is a folder; name the file")])
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:  # a new file or none: no link that someone has laid is followed
            file.write(content)
        part.replace(path)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(option, None, f"{path} cannot be written ({said}); nothing was kept")]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def progress(least: int = 1) -> Callable[[str, int, int], None] | None:
    """Says on a terminal's error line what is done, how far and of how much; gone when done. Nothing elsewhere, or up to `least` steps."""
    if not sys.stderr.isatty():
        return None

    def say(what: str, done: int, of: int) -> None:
        if of > least:
            print(f"\r{one_line(what)} {done} of {of}" + ("\r\x1b[K" if done >= of else ""), end="", file=sys.stderr, flush=True)  # noqa: T201

    return say


def check_pdf(path: Path, option: str = "--out") -> None:
    """Refuses a target that cannot be a PDF, before any work. Raises BadInput."""
    if path.suffix.lower() != ".pdf":
        raise BadInput([Problem(option, None, f"expected a file name ending in .pdf, found {path.name!r}")])
    if path.is_dir():
        raise BadInput([Problem(option, None, f"{path} is a folder; name the file")])


def without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without the keys that say nothing."""
    return {key: value for key, value in entry.items() if value not in ("", [], {}, None, False)}
