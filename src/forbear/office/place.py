"""Where does an office live, and what opens it? One folder, its settings, and a key that lies apart from it.

The folder holds `office.toml` (settings), `office.keys` (the office's keys, sealed), the database, sealed files and an overlay of the law.
The key file, or the passphrase, is never in it: a copy of the folder alone opens nothing.
"""

import json
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys, Secret, kinds_of_keys, read_key_file, read_keys, read_passphrase

HOME = "FORBEAR_HOME"
PASSPHRASE_FILE = "FORBEAR_PASSPHRASE_FILE"  # noqa: S105 (the name of a variable)
KEY_FILE = "FORBEAR_KEY_FILE"
SETTINGS = {"name": str, "address": str, "database": str, "key_file": str, "court_data": str}
MOST_NAME = 200  # characters
KEPT_OPEN = 600  # seconds that a thread of the server keeps its connection to the database: to open one takes as long as many a page


class Place:
    """The folder of one office. It may not be there yet: `founded` says whether an office has been made in it."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self._keys: OfficeKeys | None = None
        self._signing = secrets.token_hex(32)

    @property
    def keys_file(self) -> Path:
        """The office's keys, sealed with a passphrase or the key in a file elsewhere."""
        return self.home / "office.keys"

    @property
    def settings_file(self) -> Path:
        """What the office is called and where its database is; no secret and no client's fact."""
        return self.home / "office.toml"

    @property
    def database_file(self) -> Path:
        """The embedded database."""
        return self.home / "office.sqlite3"

    @property
    def overlay(self) -> Path:
        """The office's own law."""
        return self.home / "law"

    @property
    def court_data(self) -> Path:
        """The courts' public case files as `court-data ingest` cleaned them; they hold nothing of the office's."""
        return Path(self.settings.get("court_data", "") or self.home / "court-data")

    @property
    def blobs(self) -> Path:
        """Sealed files."""
        return self.home / "blobs"

    @property
    def temporary(self) -> Path:
        """Where papers are made before they are sealed; for the owner alone."""
        return self.home / "temporary"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and fonts as the server hands them out."""
        return self.home / "static"

    @property
    def founded(self) -> bool:
        """Whether there is an office here."""
        return self.keys_file.is_file() and self.settings_file.is_file()

    @property
    def settings(self) -> dict[str, str]:
        """The office's settings. Raises BadInput where the file is no such file."""
        try:
            found = tomllib.loads(self.settings_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
            raise BadInput([Problem(str(self.settings_file), None, f"cannot be read as the settings of an office: {error}")]) from None
        problems = [
            Problem(str(self.settings_file), None, f"{key}: expected one of {', '.join(SETTINGS)}, each a text in quotes")
            for key, value in found.items()
            if key not in SETTINGS or not isinstance(value, SETTINGS[key])
        ]
        if problems:
            raise BadInput(problems)
        return found

    @property
    def name(self) -> str:
        """What the office is called."""
        return self.settings.get("name", "")

    @property
    def address(self) -> str:
        """Where people reach it, with https:// behind a proxy that speaks TLS; empty on one machine."""
        return self.settings.get("address", "")

    @property
    def database(self) -> dict[str, Any]:
        """The database as Django wants it: the file in the folder, or what `database = "postgresql://…"` names. Raises BadInput."""
        address = self.settings.get("database", "")
        return _postgresql(address, str(self.settings_file)) if address else _sqlite(self.database_file)

    def write_settings(self, **settings: str) -> None:
        """Writes the settings anew, whole; an empty one is left out."""
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items() if value]
        part = self.settings_file.with_suffix(".part")
        part.write_text("".join(lines), encoding="utf-8")
        part.replace(self.settings_file)

    def make_folder(self) -> None:
        """Makes the folder, for its owner alone. Raises BadInput where it cannot be made."""
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            said = (error.strerror or "unknown error").lower()
            raise BadInput([Problem(str(self.home), None, f"cannot be made ({said}); name another folder with --home")]) from None

    def open(self, secret: Secret | None = None) -> OfficeKeys:
        """Opens the office's keys and keeps them open while the program runs. Raises BadInput, WrongKey."""
        self._keys = read_keys(self.keys_file, secret or self.secret())
        return self._keys

    @property
    def wants_passphrase(self) -> bool:
        """Whether only a passphrase opens the office, and no file that gives it is named."""
        return self.founded and kinds_of_keys(self.keys_file) == ["passphrase"] and PASSPHRASE_FILE not in os.environ

    @property
    def is_open(self) -> bool:
        """Whether the keys have been opened."""
        return self._keys is not None

    @property
    def keys(self) -> OfficeKeys:
        """The office's keys. Raises BadInput, WrongKey where they cannot be opened with what is at hand."""
        return self._keys or self.open()

    def signing_key(self) -> str:
        """What signs cookies and links: the same in every process of the office; a passing one until its keys are open."""
        return self._keys.sign(b"forbear office|cookies and links").hex() if self._keys else self._signing

    def key_file(self) -> Path | None:
        """The key file that the environment or the settings name."""
        named = os.environ.get(KEY_FILE) or self.settings.get("key_file", "")
        return Path(named) if named else None

    def default_key_file(self) -> Path:
        """Where a key file goes if nobody says otherwise: beside the folder, not in it."""
        return self.home.with_name(f"{self.home.name}.key")

    def secret(self) -> Secret:
        """The passphrase or key at hand. Raises BadInput that says how to give it."""
        kinds = kinds_of_keys(self.keys_file)
        passphrase = os.environ.get(PASSPHRASE_FILE)
        if passphrase and ("passphrase" in kinds or not kinds):
            return read_passphrase(Path(passphrase))
        file = self.key_file()
        if file is not None and "key-file" in kinds:
            return read_key_file(file)
        if "key-file" in kinds:
            raise BadInput([Problem(str(self.keys_file), None, f"name the office's key file in ${KEY_FILE} or as key_file in office.toml")])
        raise BadInput(
            [Problem(str(self.keys_file), None, f"name a file with the office's passphrase: --passphrase-file or ${PASSPHRASE_FILE}")]
        )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": KEPT_OPEN,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(address: str, where: str) -> dict[str, Any]:
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("postgresql", "postgres") or port == -1 or not parts.path.strip("/"):
        raise BadInput([Problem(where, None, 'database: expected "postgresql://person:password@host:port/name"')])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
    }


def default_home() -> Path:
    """The folder that FORBEAR_HOME names, else one in the user's data folder."""
    named = os.environ.get(HOME)
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "forbear"


_current: Place | None = None


def current() -> Place:
    """The office that this program serves."""
    global _current  # noqa: PLW0603 (one program serves one office)
    if _current is None:
        _current = Place(default_home())
    return _current


def stand_in(home: Path) -> Place:
    """Chooses the office that this program serves, and every program that it starts."""
    global _current  # noqa: PLW0603
    _current = Place(home)
    os.environ[HOME] = str(_current.home)
    return _current


def office_keys() -> OfficeKeys:
    """The keys of the office that this program serves. Raises BadInput, WrongKey."""
    return current().keys
