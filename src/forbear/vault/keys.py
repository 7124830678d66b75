"""Who can open what? An office's keys, opened by a passphrase or a key file, and a matter's keys, wrapped by the office's.

A key is a Tink keyset: the newest seals, each opens what it sealed, so that keys are exchanged while people work. The keyset of an
office lies in a file that is worth nothing without the passphrase (Argon2id, RFC 9106) or the key file; neither is kept beside the data.
"""

import base64
import hashlib
import json
import os
import stat
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tink
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from tink import aead, prf, proto_keyset_format, secret_key_access, streaming_aead
from tink.proto import aes_gcm_pb2, tink_pb2

from forbear.problem import BadInput, Problem

aead.register()
streaming_aead.register()
prf.register()

FORMAT = "forbear-keys/1"
MEMORY_KIB, PASSES, LANES = 65_536, 3, 4  # Argon2id: the second choice of RFC 9106, section 4
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 1_048_576, 64, 16  # a file that asks for more is refused, not obeyed
LEAST_PASSPHRASE = 12  # characters
KEY_BYTES = 32
NAME_BYTES = 32
AES_GCM = "type.googleapis.com/google.crypto.tink.AesGcmKey"


class WontOpen(Exception):
    """What is sealed stays shut: the key is another, the place is another, or the bytes were changed. Which of them is not said."""

    def __init__(self, sentence: str = "this cannot be opened: the key does not fit, or what is kept was moved or changed") -> None:
        super().__init__(sentence)


class WrongKey(BadInput):
    """The passphrase or the key file is not the one that this office's keys were sealed with."""


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """Words that a person keeps in mind or in a safe."""

    text: str
    kind = "passphrase"


@dataclass(frozen=True, slots=True, repr=False)
class FileKey:
    """A random key that lies in a file of its own, apart from the data."""

    key: bytes
    kind = "key-file"


Secret = Passphrase | FileKey


def check_passphrase(text: str) -> Passphrase:
    """A passphrase good enough to make an office with. Raises BadInput."""
    if len(text) < LEAST_PASSPHRASE:
        raise BadInput(
            [
                Problem(
                    "passphrase", None, f"expected at least {LEAST_PASSPHRASE} characters, found {len(text)}; four or more words are best"
                )
            ]
        )
    return Passphrase(text)


def read_passphrase(path: Path) -> Passphrase:
    """The passphrase in the first line of a file. Raises BadInput."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            [Problem(str(path), None, "the passphrase cannot be read; name a text file that holds it in its first line")]
        ) from None
    if not lines or not lines[0].strip():
        raise BadInput([Problem(str(path), None, "the first line is empty; it holds the passphrase")])
    return Passphrase(lines[0].strip())


def new_key_file(path: Path) -> FileKey:
    """A new random key in a new file that its owner alone may read. Raises BadInput where a file stands there or none can be written."""
    key = os.urandom(KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(base64.b64encode(key).decode() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise BadInput([Problem(str(path), None, "a key file stands here already; it is never written over")]) from None
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(str(path), None, f"the key file cannot be written ({said})")]) from None
    return FileKey(key)


def read_key_file(path: Path) -> FileKey:
    """The key in a file. Raises BadInput where it is absent, no key, or open to others."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise BadInput([Problem(str(path), None, "is not a regular file; name the office's key file")])
        if os.name == "posix" and state.st_mode & 0o077:
            raise BadInput([Problem(str(path), None, f"others may read this key file; close it with: chmod 600 {path}")])
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except OSError:
        raise BadInput([Problem(str(path), None, "the key file is not there or cannot be read; put back the office's key file")]) from None
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadInput([Problem(str(path), None, "is not a key file of forbear; put back the office's key file")])
    return FileKey(key)


class MatterKeys:
    """The keys of one matter: one for facts, one for files, one that names files by content."""

    __slots__ = ("__dict__", "_parts", "matter")

    def __init__(self, matter: uuid.UUID, parts: Mapping[str, bytes]) -> None:
        self.matter = matter
        self._parts = dict(parts)

    @classmethod
    def new(cls, matter: uuid.UUID) -> "MatterKeys":
        """Keys that nothing was sealed with yet."""
        return cls(
            matter,
            {
                "facts": _new(aead.aead_key_templates.AES256_GCM),
                "files": _new(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB),
                "names": _new(prf.prf_key_templates.HMAC_SHA256),
            },
        )

    def rotated(self) -> "MatterKeys":
        """The same keys with new ones for what is sealed from now on. Names stay, for a file's name is how it is found."""
        return MatterKeys(
            self.matter,
            {
                "facts": _with_new(self._parts["facts"], aead.aead_key_templates.AES256_GCM),
                "files": _with_new(self._parts["files"], streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB),
                "names": self._parts["names"],
            },
        )

    @property
    def parts(self) -> Mapping[str, bytes]:
        """The keysets in the clear; only the office's keys, which wrap them, ask for them."""
        return self._parts

    @cached_property
    def facts(self) -> Any:
        """Seals and opens what is held in memory (Tink Aead)."""
        return _handle(self._parts["facts"]).primitive(aead.Aead)

    @cached_property
    def files(self) -> Any:
        """Seals and opens files piece by piece (Tink StreamingAead)."""
        return _handle(self._parts["files"]).primitive(streaming_aead.StreamingAead)

    def name(self, digest: bytes) -> str:
        """What a file is called by the SHA-256 of its content: the same within the matter, of no meaning to whoever lacks the key."""
        chosen: bytes = _handle(self._parts["names"]).primitive(prf.PrfSet).primary().compute(digest, NAME_BYTES)
        return chosen.hex()


class OfficeKeys:
    """The keys of an office, open. They wrap the keys of matters, seal what belongs to no matter, and sign the log of who saw what."""

    __slots__ = ("__dict__", "_parts", "office")

    def __init__(self, office: uuid.UUID, parts: Mapping[str, bytes]) -> None:
        self.office = office
        self._parts = dict(parts)

    @classmethod
    def new(cls) -> "OfficeKeys":
        """The keys of a new office."""
        parts = {
            "wrapping": _new(aead.aead_key_templates.AES256_GCM),
            "files": _new(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB),
            "log": _new(prf.prf_key_templates.HMAC_SHA256),
        }
        return cls(uuid.uuid4(), parts)

    def rotated(self) -> "OfficeKeys":
        """The same keys with new ones for what is wrapped and sealed from now on. The log's stays, for its lines are one chain."""
        parts = {
            "wrapping": _with_new(self._parts["wrapping"], aead.aead_key_templates.AES256_GCM),
            "files": _with_new(self._parts["files"], streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB),
            "log": self._parts["log"],
        }
        return OfficeKeys(self.office, parts)

    @cached_property
    def aead(self) -> Any:
        """Seals and opens what is held in memory (Tink Aead)."""
        return _handle(self._parts["wrapping"]).primitive(aead.Aead)

    @cached_property
    def files(self) -> Any:
        """Seals and opens files piece by piece (Tink StreamingAead)."""
        return _handle(self._parts["files"]).primitive(streaming_aead.StreamingAead)

    def sign(self, line: bytes) -> bytes:
        """What only who holds the office's keys can write under a line of its log (HMAC-SHA256)."""
        signed: bytes = self._log.compute(line, NAME_BYTES)
        return signed

    @cached_property
    def _log(self) -> Any:
        return _handle(self._parts["log"]).primitive(prf.PrfSet).primary()

    def wrap(self, keys: MatterKeys) -> bytes:
        """A matter's keys, sealed for keeping in a database."""
        sealed: bytes = self.aead.encrypt(_packed(keys.parts), _bound("matter-keys", keys.matter))
        return sealed

    def unwrap(self, matter: uuid.UUID, wrapped: bytes) -> MatterKeys:
        """The keys of a matter. Raises WontOpen, also where they are another matter's."""
        return MatterKeys(matter, _unpacked(opened(self.aead.decrypt, bytes(wrapped), _bound("matter-keys", matter))))

    def slot(self, secret: Secret) -> dict[str, Any]:
        """The office's keys sealed with a passphrase or a key file: one entry of the file of keys."""
        slot: dict[str, Any] = {"kind": secret.kind}
        if isinstance(secret, Passphrase):
            slot |= {"memory_kib": MEMORY_KIB, "passes": PASSES, "lanes": LANES, "salt": _text(os.urandom(16))}
        sealed = _unlocking(secret, slot).encrypt(_packed(self._parts), _bound(secret.kind, self.office))
        return slot | {"sealed": _text(sealed)}


def write_keys(path: Path, keys: OfficeKeys, *secrets: Secret) -> None:
    """The office's keys into a file, openable by each of the secrets alone; whole or not at all. What stood there is replaced.

    So a passphrase is changed, and a key file exchanged, while people work: nothing that the keys sealed is touched.
    """
    content = json.dumps({"format": FORMAT, "office": str(keys.office), "slots": [keys.slot(secret) for secret in secrets]}, indent=1)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(content + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_keys(path: Path, secret: Secret) -> OfficeKeys:
    """The office's keys out of a file. Raises BadInput where it is no such file, WrongKey where the secret does not open it."""
    try:
        return open_keys(path.read_bytes(), secret, str(path))
    except OSError:
        raise BadInput(
            [Problem(str(path), None, "the office's keys are not there or cannot be read; put the file back from a backup")]
        ) from None


def open_keys(content: bytes, secret: Secret, name: str) -> OfficeKeys:
    """The office's keys out of a file's content. `name` is what errors call it. Raises BadInput or WrongKey."""
    try:
        file = json.loads(content)
        if file["format"] != FORMAT:
            raise ValueError
        office = uuid.UUID(file["office"])
        slots = [slot for slot in file["slots"] if slot["kind"] == secret.kind]
        others = sorted({str(slot["kind"]) for slot in file["slots"]})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput([Problem(name, None, f"is not a file of an office's keys ({FORMAT}); put it back from a backup")]) from None
    for slot in slots:
        try:
            sealed = base64.b64decode(slot["sealed"], validate=True)
            return OfficeKeys(office, _unpacked(opened(_unlocking(secret, slot).decrypt, sealed, _bound(secret.kind, office))))
        except (WontOpen, ValueError, KeyError, TypeError):
            continue
    wanted = {"passphrase": "this passphrase", "key-file": "this key file"}[secret.kind]
    hint = "give the office's own" if slots else f"they open with: {', '.join(others)}"
    raise WrongKey([Problem(name, None, f"the office's keys do not open with {wanted}; {hint}")])


def kinds_of_keys(path: Path) -> list[str]:
    """With what kinds of secret a file of keys opens: `passphrase`, `key-file`. Empty where it is no such file."""
    try:
        return sorted({str(slot["kind"]) for slot in json.loads(path.read_bytes())["slots"]})
    except (OSError, ValueError, KeyError, TypeError):
        return []


def opened(decrypt: Any, sealed: bytes, bound: bytes) -> bytes:
    """What a Tink primitive opens. Raises WontOpen, which says nothing of the reason."""
    try:
        content: bytes = decrypt(sealed, bound)
    except tink.TinkError:
        raise WontOpen from None
    return content


def _unlocking(secret: Secret, slot: Mapping[str, Any]) -> Any:
    """The Tink Aead of a passphrase or a key file. Raises ValueError where a slot asks for what no office of ours asks."""
    if isinstance(secret, FileKey):
        key = hashlib.sha256(b"forbear key file|" + secret.key).digest()
    else:
        memory, passes, lanes = int(slot["memory_kib"]), int(slot["passes"]), int(slot["lanes"])
        if not (MEMORY_KIB <= memory <= MOST_MEMORY_KIB and 1 <= passes <= MOST_PASSES and 1 <= lanes <= MOST_LANES):
            raise ValueError
        salt = base64.b64decode(slot["salt"], validate=True)
        key = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret.text.encode())
    data = tink_pb2.KeyData(
        type_url=AES_GCM, value=aes_gcm_pb2.AesGcmKey(key_value=key).SerializeToString(), key_material_type=tink_pb2.KeyData.SYMMETRIC
    )
    only = tink_pb2.Keyset.Key(key_data=data, status=tink_pb2.ENABLED, key_id=1, output_prefix_type=tink_pb2.RAW)
    return _handle(tink_pb2.Keyset(primary_key_id=1, key=[only]).SerializeToString()).primitive(aead.Aead)


def _bound(kind: str, of: uuid.UUID) -> bytes:
    return f"forbear-keys/1|{kind}|{of}".encode()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    return json.dumps({name: _text(part) for name, part in parts.items()}).encode()


def _unpacked(content: bytes) -> dict[str, bytes]:
    return {name: base64.b64decode(part) for name, part in json.loads(content).items()}


def _new(template: Any) -> bytes:
    serialized: bytes = proto_keyset_format.serialize(tink.new_keyset_handle(template), secret_key_access.TOKEN)
    return serialized


def _with_new(keyset: bytes, template: Any) -> bytes:
    """A keyset with a new key in front; those before it still open what they sealed."""
    kept, fresh = tink_pb2.Keyset.FromString(keyset), tink_pb2.Keyset.FromString(_new(template))
    taken = {key.key_id for key in kept.key}
    while fresh.primary_key_id in taken:  # ids are random: one in four thousand million
        fresh = tink_pb2.Keyset.FromString(_new(template))
    serialized: bytes = tink_pb2.Keyset(primary_key_id=fresh.primary_key_id, key=[*kept.key, *fresh.key]).SerializeToString()
    return serialized


def _handle(keyset: bytes) -> Any:
    return proto_keyset_format.parse(keyset, secret_key_access.TOKEN)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
