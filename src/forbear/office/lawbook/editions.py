"""What does this office say of the law? Its notes and its changes, in `office.yaml` of its overlay, and every edition they went through.

The file is the one that the command line reads and that a person may edit by hand; pages write it whole, after the corpus's own checks, and
keep each edition sealed. An edit made by hand is found and kept as an edition of its own before the next one is written.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec
import yaml
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from forbear.law.compiler import Read, read_folder
from forbear.law.corpus import Corpus
from forbear.law.index import law_files, read_law
from forbear.law.office import Change, OfficeNote
from forbear.office.lawbook.models import Edition
from forbear.office.people.may import Act, may
from forbear.office.people.models import Person
from forbear.office.place import current, office_keys
from forbear.office.turns import in_turn
from forbear.office.workroom import working_folder
from forbear.problem import BadInput, Problem
from forbear.vault.seal import seal_for_office, unseal_for_office

FILE = "office.yaml"
KIND = "law-edition"
FOUND_IN_FOLDER = "found in the folder of the office's law"


class OwnLaw(msgspec.Struct, frozen=True):
    """The office's notes and changes, in their order."""

    changes: list[Change] = []
    notes: list[OfficeNote] = []

    def with_note(self, note: OfficeNote, instead_of: str = "") -> "OwnLaw":
        """With one note more, or another in the place of one."""
        kept = [note if each.id == instead_of else each for each in self.notes]
        return OwnLaw(self.changes, kept if any(each.id == instead_of for each in self.notes) else [*kept, note])

    def with_change(self, change: Change, instead_of: str = "") -> "OwnLaw":
        """With one change more, or another in the place of one."""
        kept = [change if each.id == instead_of else each for each in self.changes]
        return OwnLaw(kept if any(each.id == instead_of for each in self.changes) else [*kept, change], self.notes)

    def without(self, ident: str) -> "OwnLaw":
        """Without a note or a change."""
        return OwnLaw([each for each in self.changes if each.id != ident], [each for each in self.notes if each.id != ident])


@dataclass(frozen=True, slots=True)
class Past:
    """One edition: its number, when, by whom (nobody where it was found in the folder), why, and its text."""

    number: int
    at: dt.datetime
    who: str
    why: str
    text: str


class _Content(msgspec.Struct, frozen=True):
    text: str
    why: str


def may_edit(person: Person) -> bool:
    """Whether a person may change the office's own law."""
    return may(person, Act.EDIT_LAW)


def text_now() -> str:
    """The file as it stands; empty where there is none. Raises BadInput."""
    path = current().overlay / FILE
    return read_law(path).decode("utf-8-sig", errors="replace") if path.is_file() else ""


def mark(text: str) -> str:
    """By what an edition is known: whoever edits says which one they saw."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def parsed(text: str) -> OwnLaw:
    """What the file says. Raises BadInput with every problem."""
    found = Read()
    with working_folder() as folder:
        (folder / FILE).write_text(text, encoding="utf-8")
        read_folder(folder, found, whole=False)
    if found.problems:
        raise BadInput(found.problems)
    return OwnLaw(found.all(FILE, "changes"), found.all(FILE, "notes"))


def written(law: OwnLaw) -> str:
    """The file that says it."""
    plain = {
        key: [msgspec.to_builtins(each, builtin_types=(dt.date,)) for each in items]
        for key, items in (("changes", law.changes), ("notes", law.notes))
        if items
    }
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=140) if plain else ""


def beside() -> list[str]:
    """The other files of the overlay, which are kept by hand."""
    folder = current().overlay
    return [path.name for path in law_files(folder) if path.name != FILE] if folder.is_dir() else []


def corpus_with(text: str) -> Corpus:
    """The corpus as it would be with that text in the place of the file. Raises BadInput with every problem of it."""
    own = current().overlay
    rest = tuple((path.name, read_law(path)) for path in law_files(own) if path.name != FILE and path.is_file()) if own.is_dir() else ()
    return _compiled(text, rest)


@lru_cache(maxsize=4)
def _compiled(text: str, rest: Sequence[tuple[str, bytes]]) -> Corpus:
    with working_folder() as folder:
        for name, content in rest:
            (folder / name).write_bytes(content)
        if text:
            (folder / FILE).write_text(text, encoding="utf-8")
        return Corpus.load(overlay=folder)


def save(person: Person, text: str, seen: str, why: str) -> int:
    """Writes the file and keeps the edition, both or neither, and says its number. `seen` is the mark of the edition that was edited.

    Raises BadInput where the person may not, where the law would not be sound, or where somebody has changed it meanwhile.
    """
    if not may_edit(person):
        raise BadInput([Problem("person", None, "only an administrator or an attorney changes the office's law; ask one")])
    corpus_with(text)
    try:
        with in_turn():
            before = text_now()
            if mark(before) != seen:
                raise BadInput(
                    [Problem("law", None, "somebody has changed the office's law meanwhile; nothing was written: look, and edit again")]
                )
            number = _found(before)
            _keep(number + 1, person, text, why)
            _write(text)
    except IntegrityError:
        raise BadInput(
            [Problem("law", None, "somebody is changing the office's law at this moment; nothing was written: save again")]
        ) from None
    return number + 1


def editions() -> list[Past]:
    """Every edition, the newest first."""
    return [_past(each) for each in Edition.objects.select_related("by")]


def edition(number: int) -> Past:
    """One edition. Raises Http404."""
    found = Edition.objects.select_related("by").filter(pk=number).first()
    if found is None:
        raise Http404
    return _past(found)


def _found(text: str) -> int:
    """The number of the newest edition; what stands in the file and in no edition becomes one first."""
    newest = Edition.objects.first()
    if newest is not None and _past(newest).text == text:
        return newest.number
    if newest is None and not text:
        return 0
    number = newest.number + 1 if newest else 1
    _keep(number, None, text, FOUND_IN_FOLDER)
    return number


def _keep(number: int, person: Person | None, text: str, why: str) -> None:
    content = msgspec.json.encode(_Content(text, why))
    Edition.objects.create(number=number, at=timezone.now(), by=person, sealed=seal_for_office(office_keys(), content, kind=KIND))


def _write(text: str) -> None:
    """The file whole, or not at all. An edition that says nothing is a file that says nothing, so that its change is seen."""
    folder = current().overlay
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f".{FILE}.{secrets.token_hex(6)}"
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(folder / FILE)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(str(folder / FILE), None, f"cannot be written ({said}); nothing was kept")]) from None
    finally:
        part.unlink(missing_ok=True)


def _past(kept: Edition) -> Past:
    content = msgspec.json.decode(unseal_for_office(office_keys(), bytes(kept.sealed), kind=KIND), type=_Content)
    return Past(kept.number, kept.at, str(kept.by) if kept.by else "", content.why, content.text)
