"""Into which files is a packet split, so that each may be handed in? At the border of a tab, by the true sizes of files as written."""

import math
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

import msgspec

from forbear.packet.joining import Contents, join
from forbear.packet.links import File
from forbear.packet.pagemap import Place, Tab
from forbear.problem import Problem

MB = 1_048_576  # bytes
OF_A_PAGE = 300  # bytes that a stamp adds to a page
MOST_TRIES = 8
NEARLY = 0.9  # of what a file may have: what comes so near is measured
MOST_NAME = 60  # letters of a name
LATIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


class Part(msgspec.Struct, frozen=True):
    """A file of the packet as it lies on the disk: its true size in bytes, its first and last page."""

    path: Path
    bytes: int
    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


class Parts(msgspec.Struct, frozen=True):
    """The files of a packet in order; `notes` say where a tab goes on in the next file, `problems` what cannot be handed in so."""

    parts: list[Part]
    notes: list[str]
    problems: list[Problem]


class _Unit(msgspec.Struct, frozen=True):
    """Pages that stay in one file, and about how many bytes they take."""

    first: int
    last: int
    bytes: float


def write_parts(contents: Contents, out: Path, surname: str, kind: str, max_mb: float = 25) -> Parts:
    """Writes the packet as `<Surname>_<Kind>_Part1.pdf` and on, none larger than `max_mb` (of 1,048,576 bytes) where that can be.

    Files are written and measured, and borders moved by what was measured, a bounded number of times. A tab goes on in the next file
    only where it alone is larger than a file may be. Raises BadInput as `join` does.
    """
    limit, stem = int(max_mb * MB), f"{safe(surname, 'Client')}_{safe(kind, 'Packet')}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="packing-") as made:
        folder = Path(made)
        units = [unit for place in contents.pages.places for unit in _units(contents, place, limit, folder)]
        tried: dict[tuple[File, ...], list[int]] = {}
        written: tuple[File, ...] = ()
        for _ in range(MOST_TRIES):
            files = _cut(units, limit, stem)
            if files in tried or (written and max(tried[written]) <= limit and len(files) >= len(written)):
                break
            written, tried[files] = files, _written(contents, files, folder)
            units = _weighed(units, files, tried[files])
        # The fewest files of those that may be handed in; where none may, those that are least over.
        best = min(tried, key=lambda files: (sum(max(size - limit, 0) for size in tried[files]), len(files)))
        if best != written:
            _written(contents, best, folder)
        for file in best:
            (folder / file.name).replace(out / file.name)
    parts = [Part(out / file.name, size, file.first, file.last) for file, size in zip(best, tried[best], strict=True)]
    problems = [_too_large(contents, part, max_mb) for part in parts if part.bytes > limit]
    return Parts(parts, _notes(contents, best, max_mb), [*problems, *_left(out, stem, best)])


def safe(name: str, otherwise: str) -> str:
    """A name as part of the name of a file, in plain letters and digits: Muñoz López becomes Munoz-Lopez."""
    plain = unicodedata.normalize("NFKD", name.translate(LATIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:MOST_NAME].strip("-") or otherwise


def _written(contents: Contents, files: Sequence[File], folder: Path) -> list[int]:
    return [join(contents, file, files, folder / file.name) for file in files]


def _units(contents: Contents, place: Place, limit: int, folder: Path) -> list[_Unit]:
    """A piece of the packet, by the size that it has on the disk; measured where that is doubtful, in pages where it is too large."""
    whole = _Unit(place.first, place.last, _size(contents, place) + OF_A_PAGE * (place.last - place.first + 1))
    if whole.bytes > NEARLY * limit:
        whole = _measured(contents, place.first, place.last, folder)
    return _in_pages(contents, whole, folder) if whole.bytes > limit else [whole]


def _size(contents: Contents, place: Place) -> int:
    if isinstance(place.piece, Tab):
        return contents.exhibits[place.piece.exhibit].stat().st_size + len(contents.sheets) // len(contents.pages.tabs)
    return len(contents.papers[place.piece.id])


def _measured(contents: Contents, first: int, last: int, folder: Path) -> _Unit:
    """Pages by the size of a file that holds nothing else."""
    alone = File("alone.pdf", first, last)
    return _Unit(first, last, join(contents, alone, (alone, File("others.pdf", 1, contents.pages.pages)), folder / alone.name))


def _in_pages(contents: Contents, unit: _Unit, folder: Path) -> list[_Unit]:
    """A unit page by page; a tab sheet stays with the page behind it."""
    place, firsts = contents.pages.at(unit.first), list(range(unit.first, unit.last + 1))
    if isinstance(place.piece, Tab) and unit.first == place.first:
        del firsts[1:2]
    return [_measured(contents, first, following - 1, folder) for first, following in pairwise([*firsts, unit.last + 1])]


def _cut(units: Sequence[_Unit], limit: int, stem: str) -> tuple[File, ...]:
    """Files filled one after another."""
    filled: list[list[_Unit]] = []
    size = math.inf
    for unit in units:
        if size + unit.bytes > limit:
            filled.append([])
            size = 0
        filled[-1].append(unit)
        size += unit.bytes
    digits = len(str(len(filled)))  # so that names sort in order
    return tuple(File(f"{stem}_Part{number:0{digits}}.pdf", those[0].first, those[-1].last) for number, those in enumerate(filled, 1))


def _weighed(units: Sequence[_Unit], files: Sequence[File], sizes: Sequence[int]) -> list[_Unit]:
    """The units by what was measured: those of a file take together what it takes."""
    weighed: list[_Unit] = []
    for file, size in zip(files, sizes, strict=True):
        those = [unit for unit in units if file.first <= unit.first <= file.last]
        ratio = size / sum(unit.bytes for unit in those)
        weighed += [msgspec.structs.replace(unit, bytes=unit.bytes * ratio) for unit in those]
    return weighed


def _notes(contents: Contents, files: Sequence[File], max_mb: float) -> list[str]:
    """Where a piece goes on in a later file."""
    borders = [(file, contents.pages.at(file.first)) for file in files]
    inside = [(place, f"{file.name} at page {file.first}") for file, place in borders if place.first < file.first]
    return [
        f"{place.title} is by itself larger than {max_mb:g} MB; it goes on in {', then in '.join(where for _, where in those)}."
        for place, those in groupby(inside, lambda pair: pair[0])
    ]


def _too_large(contents: Contents, part: Part, max_mb: float) -> Problem:
    where = f"page {part.last}" if part.pages <= 2 else f"pages {part.first}–{part.last}"
    size, title = f"{math.ceil(part.bytes / MB * 10) / 10:g} MB", contents.pages.at(part.last).title
    what = f"{title}, {where}, takes {size}, and a file may have {max_mb:g} MB; scan it again in grey at 150 dots to the inch"
    return Problem(part.path.name, None, what)


def _left(out: Path, stem: str, files: Sequence[File]) -> list[Problem]:
    """Files of an earlier packet, which somebody might hand in with these."""
    names = {file.name for file in files}
    old = sorted(path.name for path in out.iterdir() if re.fullmatch(rf"{stem}_Part\d+\.pdf", path.name) and path.name not in names)
    return [Problem(name, None, "it is left from an earlier packet and not part of this one; delete it") for name in old]
