"""How is an answer sent, and how is it described? JSON of the same structs that the command line prints, and their schema."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec
from django.http import HttpResponse

DESCRIBED: list[Any] = []  # every type that some operation answers with, in the order in which they are named
REF = "#/components/schemas/{name}"


def answer(value: object, status: int = 200) -> HttpResponse:
    """A value as JSON, dates in ISO."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def file_answer(content: bytes, name: str, ident: object) -> HttpResponse:
    """A file to keep. Its header names it by its id, for names of files can hold facts and headers are logged on the way."""
    suffix = "".join(letter for letter in PurePosixPath(name).suffix.lower() if letter.isascii() and (letter.isalnum() or letter == "."))
    headers = {"Content-Disposition": f'attachment; filename="{ident}{suffix}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def says(kind: Any, status: int = 200) -> dict[str, Any]:
    """What an operation answers with, for its description."""
    DESCRIBED.append(kind)
    place = len(DESCRIBED) - 1
    return {"responses": {status: {"description": "Done", "content": {"application/json": {"schema": {"x-type": place}}}}}}


def gives_a_file() -> dict[str, Any]:
    """That an operation answers with a file."""
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "The file", "content": content}}}


def schemas(*more: Any) -> tuple[list[dict[str, Any]], Mapping[str, Any]]:
    """The schema of each described type, then of others, and of all that they hold."""
    found, components = msgspec.json.schema_components([*DESCRIBED, *more], schema_hook=_anything, ref_template=REF)
    return list(found), components


def _anything(_kind: Any) -> dict[str, Any]:
    """A value of any kind stands where the type says no more."""
    return {"description": "any value of JSON"}
