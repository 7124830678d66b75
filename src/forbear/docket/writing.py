"""How does a table leave? Part after part into a file beside its goal, which takes its place only when whole and on the disk."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from forbear.problem import BadInput, Problem

DONE = "_SUCCESS"  # the mark, named as Spark names it, that a folder of Parquet files is whole


def write_parts(parts: Iterable[pl.DataFrame], schema: Mapping[str, Any], path: Path) -> None:
    """The parts as one Parquet file, all of it or nothing; memory holds a part at a time. Raises BadInput naming --out."""
    part = path.with_name(f".forbear-{secrets.token_hex(8)}.part")

    def source(columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None) -> Iterator[pl.DataFrame]:
        yield from parts

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb"):  # a new file or none: no link that someone has laid is followed
            pass
        register_io_source(source, schema=dict(schema)).sink_parquet(part, maintain_order=True)
        whole_on_disk(part, path)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--out", None, f"{path} cannot be written ({said}); nothing was kept")]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def whole_on_disk(part: Path, path: Path) -> None:
    """Puts a finished file in its place once it is on the disk, and the folder's entry after it."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    with suppress(OSError):  # not every file system lets a folder be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def folder_in_place(part: Path, out: Path) -> None:
    """Puts a finished folder in its place, with the mark that it is whole; one that a sweep has made before makes room."""
    if out.is_dir():
        shutil.rmtree(out)
    (part / DONE).touch()
    whole_on_disk(part / DONE, part / DONE)
    part.replace(out)


def check_folder(out: Path, option: str) -> None:
    """Refuses to replace a folder that no sweep has made. Raises BadInput."""
    if out.is_dir() and not (out / DONE).exists():
        raise BadInput([Problem(option, None, f"{out} is a folder that no sweep has made; name another")])


def check_parquet(path: Path, option: str = "--out", *, folder: bool = False) -> None:
    """Refuses a target that cannot be a Parquet file, before any work. Raises BadInput."""
    if path.suffix.lower() != ".parquet":
        raise BadInput([Problem(option, None, f"expected a file name ending in .parquet, found {path.name!r}")])
    if path.is_dir() and not folder:
        raise BadInput([Problem(option, None, f"{path} is a folder; name the file")])
