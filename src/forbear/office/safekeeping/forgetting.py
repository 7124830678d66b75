"""How does a copy forget the keys of what was erased? Its part with keys is written anew without them, and its manifest signed anew.

The rest of the copy stays: what those keys sealed lies in it and opens no more.
"""

import io
import json
from collections.abc import Collection
from pathlib import Path

from forbear.office.safekeeping.archive import MANIFEST, MATTER_KEYS, put_part, reading, signed
from forbear.office.safekeeping.archive import manifest_of as read_manifest
from forbear.office.safekeeping.archive import proved as is_ours
from forbear.problem import BadInput, Problem
from forbear.vault.keys import OfficeKeys


def forget_keys(copies: Path, keys: OfficeKeys, erased: Collection[str]) -> dict[str, int]:
    """Takes the keys of erased matters out of every copy in a folder, and says of each how many. `erased` are their ids.

    Raises BadInput where the folder holds no copy, or one that the office's keys did not sign; then that copy is as it was.
    """
    found = sorted(each for each in copies.iterdir() if (each / MANIFEST).exists() and each.name[:1] != ".") if copies.is_dir() else []
    if not found:
        raise BadInput(
            [
                Problem(
                    str(copies), None, "is no folder of copies; a copy in one file is thrown away whole, and a new one is made in its place"
                )
            ]
        )
    return {copy.name: _forget(copy, keys, erased) for copy in found}


def _forget(copy: Path, keys: OfficeKeys, erased: Collection[str]) -> int:
    with reading(copy) as source:
        manifest = read_manifest(source)
        if not is_ours(keys, manifest):
            raise BadInput([Problem(str(copy), None, "is not signed with this office's keys; it was left as it is")])
        with source.part(MATTER_KEYS) as file:
            kept: dict[str, str] = json.loads(file.read())
    left = {matter: wrapped for matter, wrapped in kept.items() if matter not in erased}
    if len(left) == len(kept):
        return 0
    part = put_part(copy / MATTER_KEYS, io.BytesIO(json.dumps(left).encode()))
    told = {name: value for name, value in manifest.items() if name != "signed"}
    put_part(copy / MANIFEST, io.BytesIO(signed(keys, told | {"parts": manifest["parts"] | {MATTER_KEYS: list(part)}})))
    return len(kept) - len(left)
