"""How do facts become a sealed revision, and a sealed revision a case file? The same reader as the command line's, both ways.

Keys of matters, once unwrapped, stay in memory for as long as the process runs: a docket of two thousand rows is opened at each page.
"""

import uuid
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from forbear.casefile.model import CaseFile
from forbear.casefile.reading import as_data, check_case
from forbear.casefile.tree import Tree
from forbear.office.matters.forgetting import forgets
from forbear.office.matters.models import MatterKey
from forbear.office.place import current, office_keys
from forbear.vault.keys import MatterKeys, WontOpen
from forbear.vault.seal import seal, unseal

FACTS = "facts"
MOST_KEYS = 8192  # matters whose keys are kept in memory
MOST_BYTES = 64 * 1_048_576  # of a revision unpacked; a case file is far smaller


def new_keys(matter: uuid.UUID) -> tuple[MatterKeys, bytes]:
    """Keys for a new matter, and as they are kept."""
    keys = MatterKeys.new(matter)
    return keys, office_keys().wrap(keys)


def keys_of(matter: uuid.UUID) -> MatterKeys:
    """The keys of a matter. Raises WontOpen where they were destroyed: then nobody opens it any more."""
    row = MatterKey.objects.filter(matter_id=matter).values_list("wrapped", flat=True).first()
    if row is None:
        raise WontOpen
    return unwrapped(matter, bytes(row))


def unwrapped(matter: uuid.UUID, wrapped: bytes) -> MatterKeys:
    """A matter's keys out of what the database holds. Raises WontOpen."""
    return _unwrapped(office_keys().office, matter, wrapped)


@lru_cache(maxsize=MOST_KEYS)
def _unwrapped(_office: uuid.UUID, matter: uuid.UUID, wrapped: bytes) -> MatterKeys:
    try:
        return office_keys().unwrap(matter, wrapped)
    except WontOpen:
        return current().open().unwrap(matter, wrapped)  # the office's keys may have been exchanged since they were read


forgets(_unwrapped.cache_clear)


def pack(keys: MatterKeys, content: Mapping[str, Any], *, place: str, kind: str) -> bytes:
    """Content as JSON, pressed, sealed for its place."""
    return seal(keys, zlib.compress(msgspec.json.encode(content), 6), revision=place, kind=kind)


def unpack(keys: MatterKeys, sealed: bytes, *, place: str, kind: str) -> dict[str, Any]:
    """What was sealed for a place. Raises WontOpen."""
    return plain(unseal(keys, sealed, revision=place, kind=kind))


def plain(packed: bytes) -> dict[str, Any]:
    """Pressed JSON as a mapping. Raises WontOpen where it is larger than anything of ours."""
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, MOST_BYTES)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise WontOpen
    found: dict[str, Any] = msgspec.json.decode(content)
    return found


def place_of(document: uuid.UUID, number: int) -> str:
    """The place of a revision: its document and its number."""
    return f"{document}:{number}"


def as_case(facts: Mapping[str, object], matter: uuid.UUID) -> CaseFile:
    """Facts as a case file, checked as the command line checks a file. Its name tells nothing of the client. Raises BadInput."""
    return check_case(Tree(_copied(facts), {}), str(matter)[:8])


def as_facts(case: CaseFile) -> dict[str, object]:
    """A case file as the office keeps it: what stands in case.yaml, without the name of the format."""
    return {key: value for key, value in as_data(case).items() if key != "format"}


def _copied(node: Any) -> Any:
    """A copy down to the plain values: checking puts dates in place of their texts."""
    if isinstance(node, Mapping):
        return {key: _copied(value) for key, value in node.items()}
    return [_copied(item) for item in node] if isinstance(node, list) else node
