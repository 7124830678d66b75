"""How does an office begin? Its folder, its keys, its database and its first administrator, all of them or nothing."""

from dataclasses import dataclass
from pathlib import Path

from forbear.office.place import MOST_NAME, Place
from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys, Passphrase, Secret, check_passphrase, new_key_file, write_keys

KEY_FILE_KEPT = "keep a copy of it apart from the data, for without it nothing opens"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an office begins with. Without a passphrase its key lies in `key_file`, by default beside the folder."""

    name: str
    email: str
    password: str
    person: str = ""
    passphrase: Passphrase | None = None
    key_file: Path | None = None
    database: str = ""


def found(place: Place, beginning: Beginning) -> Path | None:
    """Makes an office in a place where none is, and says where its key file lies, if it has one. Django is made ready by it.

    The second factor is enrolled at the first sign-in. Raises BadInput with every problem; nothing is left behind then.
    """
    from forbear.office.starting import migrate, set_up

    _check(place, beginning)
    place.make_folder()
    key_file = None if beginning.passphrase else (beginning.key_file or place.default_key_file()).absolute()
    try:
        place.write_settings(name=beginning.name.strip(), database=beginning.database, key_file=str(key_file or ""))
        set_up(place)  # it reads there which database is meant
        _check_person(beginning)
        secret: Secret = beginning.passphrase or new_key_file(_named(key_file))
        write_keys(place.keys_file, OfficeKeys.new(), secret)
        place.open(secret)
        migrate()
        _administrator(beginning)
    except BaseException:
        place.keys_file.unlink(missing_ok=True)
        place.settings_file.unlink(missing_ok=True)
        raise
    return key_file


def _check(place: Place, beginning: Beginning) -> None:
    if place.founded:
        raise BadInput([Problem(str(place.home), None, "an office is here already; name another folder, or sign in to it")])
    problems = []
    if not 0 < len(beginning.name.strip()) <= MOST_NAME or not beginning.name.isprintable():
        problems.append(Problem("name", None, f"expected the office's name, up to {MOST_NAME} characters"))
    if beginning.passphrase is not None:
        check_passphrase(beginning.passphrase.text)
    elif (beginning.key_file or place.default_key_file()).absolute().is_relative_to(place.home):
        problems.append(Problem("key file", None, f"would lie in {place.home} with the data it opens; name a place apart from it"))
    if problems:
        raise BadInput(problems)


def _check_person(beginning: Beginning) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    problems = []
    try:
        validate_email(beginning.email)
    except ValidationError:
        problems.append(Problem("e-mail", None, f"expected an address such as ana@example.org, found {beginning.email!r}"))
    try:
        validate_password(beginning.password)
    except ValidationError as weak:
        problems += [Problem("password", None, message) for message in weak.messages]
    if problems:
        raise BadInput(problems)


def _administrator(beginning: Beginning) -> None:
    from allauth.account.models import EmailAddress
    from django.db import transaction
    from django.utils import timezone

    from forbear.office.audit.chain import append
    from forbear.office.people.models import Person, Role
    from forbear.office.place import office_keys

    with transaction.atomic():
        person = Person.objects.create_user(beginning.email, beginning.password, name=beginning.person.strip(), role=Role.ADMINISTRATOR)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        append(office_keys(), at=timezone.now(), person=str(person.pk), action="office", matters=(), outcome="founded")


def _named(key_file: Path | None) -> Path:
    assert key_file is not None  # an office without a passphrase has a key file
    return key_file
