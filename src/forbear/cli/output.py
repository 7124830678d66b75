"""How findings leave the command: JSON for programs, a page for people."""

import datetime as dt
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from rich.console import Console


def print_json(value: object) -> None:
    """One JSON document on standard output, indented, dates in ISO."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def plain(value: object) -> Any:
    """A finding or an entry of the law as plain data, defaults included."""
    return msgspec.to_builtins(value, builtin_types=(dt.date,))


def console(width: int | None) -> "Console":
    """The page: as wide as asked, else as the terminal, else 100 characters; colour only where a person looks on."""
    from rich.console import Console

    live = sys.stdout.isatty()
    return Console(width=width or (None if live else 100), highlight=False, soft_wrap=False, emoji=False, markup=False, no_color=not live)


def write_whole(content: bytes, path: Path, option: str) -> None:
    """Writes a file whole or not at all. Raises BadInput naming the option."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise BadInput([Problem(option, None, f"{path} is a folder; name the file")])
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(option, None, f"{path} cannot be written ({said}); nothing was kept")]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without the keys that say nothing."""
    return {key: value for key, value in entry.items() if value not in ("", [], {}, None, False)}
