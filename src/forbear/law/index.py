"""Where is the compiled corpus, and is it the corpus as it stands? One index, carrying the hash of all that made it.

A checkout, an overlay or a module of the compiler whose hash differs is compiled again before use and kept in the user's
cache; an index is never read stale. A corpus holds no client's facts, so the cache holds none.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from forbear.casefile.content import read_bytes
from forbear.problem import BadInput, Problem

PACKAGE = Path(str(resources.files("forbear")))
CORPUS = PACKAGE / "law" / "corpus"
SHIPPED = PACKAGE / "law" / "index.msgpack"
TEMPLATES = "templates"  # in an overlay: the Word shells of an office, which are no law
MOST_KEPT = 8  # compiled corpora: one a version of the law and of an office's overlay
MAKERS = ("law", "rules", "casefile", "casefile/facts")


class Index(msgspec.Struct, frozen=True):
    """The index: its hash, and each part still packed, so that a command unpacks only what it uses."""

    digest: str
    parts: dict[str, msgspec.Raw]


@cache
def _makers() -> bytes:
    """The hash of the code that compiles: a rule means what the compiler makes of it."""
    total = hashlib.blake2b(digest_size=16)
    for room in MAKERS:
        for path in sorted((PACKAGE / room).glob("*.py")):
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    total.update((PACKAGE / "casefile" / "fields.csv").read_bytes())
    return total.digest()


def digest_of(corpus: Path, overlay: Path | None) -> str:
    """The hash of a corpus, its overlay, and the compiler."""
    total = hashlib.blake2b(_makers(), digest_size=20)
    for folder in (corpus, overlay):
        total.update(b"|")
        for path in law_files(folder) if folder else ():
            content = read_law(path) if path.suffix == ".yaml" else b""
            total.update(f"{path.name!r} {len(content)}".encode() + b"\0" + content)
    return total.hexdigest()


def law_files(folder: Path) -> list[Path]:
    """All that stands in a folder of law files, known or not, but for names that begin with a dot and an office's folder of shells.

    Raises BadInput.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and not (path.name == TEMPLATES and path.is_dir()))
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(str(folder), None, f"the folder of law files cannot be read ({said}); check its rights")]) from None


def read_law(path: Path) -> bytes:
    """The content of a law file. Raises BadInput where it is no regular file of reasonable size."""
    return read_bytes(path, "give a .yaml file of law", "a law file holds entries, papers go elsewhere")


def load_index(corpus: Path = CORPUS, overlay: Path | None = None) -> Index:
    """The index of a corpus as it stands, compiled first where none with its hash is kept. Raises BadInput."""
    digest = digest_of(corpus, overlay)
    for path in filter(None, (SHIPPED, _cached(digest))):
        try:
            index = msgspec.msgpack.decode(path.read_bytes(), type=Index)
        except (OSError, msgspec.MsgspecError):
            continue
        if index.digest == digest:
            return index
    return build_index(corpus, overlay, _cached(digest))


def build_index(corpus: Path, overlay: Path | None, target: Path | None) -> Index:
    """Compiles a corpus and keeps the index at a path, if any, all of it or nothing. Raises BadInput with every problem."""
    from forbear.law.compiler import compile_corpus  # YAML and sqlglot are wanted only where a corpus is compiled

    parts: dict[str, Any] = {name: msgspec.Raw(msgspec.msgpack.encode(part)) for name, part in compile_corpus(corpus, overlay).items()}
    index = Index(digest_of(corpus, overlay), parts)
    if target is not None:
        _keep(msgspec.msgpack.encode(index), target)
    return index


def _keep(content: bytes, target: Path) -> None:
    """Writes a file whole or not at all; a cache that cannot be written costs time, nothing else."""
    part = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".law-", delete=False) as file:
            part = file.name
            file.write(content)
        Path(part).replace(target)
        kept = sorted(target.parent.glob("law-*.msgpack"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)


def _cached(digest: str) -> Path | None:
    """Where the index is kept: in the user's own cache, or nowhere where the user has no home. A shared folder is never trusted."""
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "forbear" / f"law-{digest}.msgpack"
