"""Which Word templates does the office use? The shipped ones, until it puts its own in their place; in its folder `law/templates`.

A template holds no fact of a case: what it would carry out of the office (a former author, tracked words) is refused when it is checked.
"""

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from forbear.drafting.docx import SHELLS, render_docx, shipped
from forbear.drafting.shells import sample
from forbear.law.index import TEMPLATES
from forbear.office.foreign.asking import faults_of
from forbear.office.matters.judged import law_now
from forbear.office.place import current
from forbear.office.workroom import working_folder
from forbear.packet.job import RefusedError
from forbear.packet.office import as_pdf, program
from forbear.problem import BadInput, Problem

MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Shell:
    """A template: its name, for which papers it stands, whether the office has its own, and what is wrong with that one."""

    name: str
    title: str
    own: bool
    problems: tuple[str, ...]


def names() -> dict[str, str]:
    """Every name that a template may have, with its meaning: a kind of setting, or one paper."""
    every = {
        "letter": _("letters and requests"),
        "court": _("papers for a court or the Board"),
        "plain": _("papers for the client, lists and messages"),
    }
    assert set(every) == set(SHELLS)
    return every | {name: spec.title for name, spec in sorted(law_now().corpus.documents.items(), key=lambda item: item[1].title)}


def shells() -> list[Shell]:
    """The three settings, and each paper for which the office has a template of its own."""
    titles = names()
    own = {path.stem for path in _folder().glob("*.docx")} if _folder().is_dir() else set()
    wanted = [*SHELLS, *sorted(own - set(SHELLS))]
    return [
        Shell(name, titles.get(name, name), name in own, tuple(_checked(own_content(name), name)) if name in own else ()) for name in wanted
    ]


def content(name: str) -> bytes:
    """The template that is used now under a name: the office's own, the shipped one, or, of a paper, the one for its setting."""
    if _path(name).is_file():
        return own_content(name)
    return shipped(name if name in SHELLS else "letter")


def own_content(name: str) -> bytes:
    """The office's own template. Raises OSError where it has none."""
    return _path(name).read_bytes()


def check(content: bytes, name: str) -> list[str]:
    """What is wrong with a template, in sentences; nothing where it fills without fault."""
    if len(content) > MOST_BYTES:
        return [_("is larger than 5 MB; take large pictures out")]
    return _checked(content, name)


def put(name: str, content: bytes) -> None:
    """Puts the office's own template in place, whole or not at all. Raises BadInput with all that is wrong with it."""
    problems = [Problem("file", None, words) for words in check(content, name)]
    if problems:
        raise BadInput(problems)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f".{secrets.token_hex(8)}"
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(_path(name))
    finally:
        part.unlink(missing_ok=True)


def restore(name: str) -> None:
    """Takes the office's own template away, so that the shipped one is used again."""
    _path(name).unlink(missing_ok=True)


def preview(name: str) -> tuple[bytes, bool]:
    """A fictional paper with every kind of block in this template, and whether it is a PDF: without LibreOffice it stays a Word file.

    Raises BadInput where the template does not fill or cannot be set as pages.
    """
    filled = render_docx(sample(), content(name), f"{name}.docx")
    if program() is None:
        return filled, False
    with working_folder() as folder:
        word = folder / "preview.docx"
        word.write_bytes(filled)
        try:
            return as_pdf(word, folder).read_bytes(), True
        except RefusedError as refused:
            raise BadInput([Problem("file", None, str(refused))]) from None


def _folder() -> Path:
    return current().overlay / TEMPLATES


def _path(name: str) -> Path:
    if name not in names():
        raise BadInput([Problem("name", None, _("is the name of no template"))])
    return _folder() / f"{name}.docx"


def _checked(content: bytes, name: str) -> list[str]:
    return list(_check(content, name))


@lru_cache(maxsize=32)
def _check(content: bytes, name: str) -> tuple[str, ...]:
    try:
        return tuple(faults_of(content, f"{name}.docx"))
    except BadInput as bad:  # it cannot even be looked at
        return tuple(problem.message for problem in bad.problems)
